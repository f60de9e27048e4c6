using System.Globalization;
using System.Text;

namespace SocialKit.Campaigns;

/// <summary>The heading of a message: <c># id</c>, with <c>/2</c> for a text that takes turns, <c>+2</c> for the next post of a thread and <c>(platform)</c> for a variant, in this order.</summary>
/// <param name="Id">The message's id, as written.</param>
/// <param name="Rotation">Which of several texts that take turns, from 1.</param>
/// <param name="Part">Which post of a thread, from 1.</param>
/// <param name="Platform">The platform's label; null if the text is for all.</param>
internal sealed record MessageHeading(string Id, int Rotation, int Part, string? Platform)
{
    private const int MostRotations = 999, MostParts = 99;

    /// <summary>The highest rotation that can be written.</summary>
    public static bool IsRotation(int rotation) => rotation is >= 1 and <= MostRotations;

    /// <summary>True if a thread can have so many posts.</summary>
    public static bool IsPart(int part) => part is >= 1 and <= MostParts;

    /// <summary>True if the line begins a message: <c>#</c> and a blank. <c>#Hashtag</c> does not.</summary>
    public static bool Starts(string line) => line.StartsWith("# ", StringComparison.Ordinal);

    /// <summary>What a heading says; null if it is none.</summary>
    public static MessageHeading? Parse(string line)
    {
        var rest = line[2..].Trim();
        string? platform = null;
        if (rest.EndsWith(')') && rest.IndexOf('(', StringComparison.Ordinal) is > 0 and var open)
        {
            platform = rest[(open + 1)..^1].Trim();
            rest = rest[..open].TrimEnd();
        }
        // Read from the end: id, then "/2", then "+2".
        if (TakeNumber(ref rest, '+') is not { } part || !IsPart(part) || TakeNumber(ref rest, '/') is not { } rotation || !IsRotation(rotation))
            return null;
        return Slugs.IsSlug(rest) && platform is not "" ? new MessageHeading(rest, rotation, part, platform) : null;
    }

    // 1 if the sign is not there, null if no plain number follows it.
    private static int? TakeNumber(ref string rest, char sign)
    {
        var at = rest.IndexOf(sign, StringComparison.Ordinal);
        if (at < 0)
            return 1;
        if (!int.TryParse(rest.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) || rest[at + 1] == '0')
            return null;
        rest = rest[..at];
        return number;
    }

    /// <summary>The line that begins <paramref name="message"/>.</summary>
    public static string Write(Message message, Func<PlatformId, string> label)
    {
        var heading = new StringBuilder("# ").Append(message.Id);
        if (message.Rotation != 1)
            heading.Append(CultureInfo.InvariantCulture, $"/{message.Rotation}");
        if (message.Part != 1)
            heading.Append(CultureInfo.InvariantCulture, $"+{message.Part}");
        if (message.Platform is { } platform)
            heading.Append(CultureInfo.InvariantCulture, $" ({label(platform)})");
        return heading.ToString();
    }
}
