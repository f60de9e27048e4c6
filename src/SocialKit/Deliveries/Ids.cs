using System.Buffers.Binary;

namespace SocialKit.Deliveries;

/// <summary>Makes UUIDs of version 7 (RFC 9562) that ascend: within one source, a later one compares greater, also in the same millisecond and when the clock goes back.</summary>
/// <remarks>Safe to share between threads.</remarks>
/// <param name="clock">Gives the first 48 bits.</param>
/// <param name="random">Gives the last 62 bits; only used under a lock.</param>
public sealed class Ids(TimeProvider clock, Random random)
{
    private readonly Lock _lock = new();
    private long _last;

    /// <summary>A new id.</summary>
    public Guid Next()
    {
        Span<byte> bytes = stackalloc byte[16];
        lock (_lock)
        {
            // Milliseconds and a 12-bit counter in one number: when the counter overflows, it borrows from the future.
            _last = Math.Max(_last + 1, clock.GetUtcNow().ToUnixTimeMilliseconds() << 12);
            random.NextBytes(bytes[8..]);
            BinaryPrimitives.WriteInt64BigEndian(bytes, (_last >> 12 << 16) | 0x7000 | (_last & 0xFFF));
        }
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
