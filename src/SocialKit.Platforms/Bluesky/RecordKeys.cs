using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using SocialKit.Deliveries;

namespace SocialKit.Platforms.Bluesky;

/// <summary>The record keys that posts and reposts get: TIDs that are made of what is published, so that the same is never two records, even where the queue's own memory is lost.</summary>
/// <remarks>A TID is a time in microseconds and ten more bits. The time here is exact to the second; what is below comes of a hash, 30 bits in all. Servers sort by it and ask no more of it
/// (atproto.com/specs/tid, read 2026-11).</remarks>
internal static class RecordKeys
{
    private const string Digits = "234567abcdefghijklmnopqrstuvwxyz";
    private const int Length = 13;
    private const int BitsPerDigit = 5;
    private const int BitsBelowTime = 10;
    private const ulong MicrosecondsPerSecond = 1_000_000;
    private const long LatestSecond = (1L << 53) / 1_000_000 - 1;

    /// <summary>The key of what a delivery publishes: of its key and the time at which it is due, which both stay what they are however often it is prepared.</summary>
    public static string OfPost(Delivery delivery) => Make(delivery.DueAt.ToUnixTimeSeconds(), $"post {delivery.Key.Value}");

    /// <summary>The key of an account's repost of a post: another delivery that reposts the same makes the same record.</summary>
    /// <param name="repo">Who reposts.</param>
    /// <param name="subject">What.</param>
    public static string OfRepost(string repo, RecordName subject) => Make(SecondOf(subject.Key), $"repost {repo} {subject}");

    /// <summary>The lowest key of a time: whatever was made from then on and got its key then sorts behind it.</summary>
    public static string LowestOf(DateTimeOffset time) => Write((ulong)Math.Clamp(time.ToUnixTimeMilliseconds(), 0, LatestSecond * 1000) * 1000 << BitsBelowTime);

    /// <summary>The time that a key says; null if it is no TID.</summary>
    public static DateTimeOffset? TimeOf(string key) => Syntax.Tid.IsValid(key) ? DateTimeOffset.FromUnixTimeMilliseconds((long)((Value(key) >> BitsBelowTime) / 1000)) : null;

    // Beside the post's own time, so that reposts are listed in the order of what they pass on.
    private static long SecondOf(string key) => Syntax.Tid.IsValid(key) ? (long)((Value(key) >> BitsBelowTime) / MicrosecondsPerSecond) : 0;

    private static string Make(long second, string seed)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(seed), hash);
        var below = BinaryPrimitives.ReadUInt64BigEndian(hash) % (MicrosecondsPerSecond << BitsBelowTime);
        var value = (((ulong)Math.Clamp(second, 0, LatestSecond) * MicrosecondsPerSecond) << BitsBelowTime) + below;
        return Write(value);
    }

    private static string Write(ulong value) => string.Create(Length, value, static (written, rest) =>
    {
        for (var i = written.Length - 1; i >= 0; i--, rest >>= BitsPerDigit)
            written[i] = Digits[(int)(rest & 31)];
    });

    private static ulong Value(string key)
    {
        ulong value = 0;
        foreach (var digit in key)
            value = (value << BitsPerDigit) + (ulong)Digits.IndexOf(digit, StringComparison.Ordinal);
        return value;
    }
}
