using System.Globalization;
using System.Text;

namespace SocialKit.Campaigns;

/// <summary>The heading of a message: <c># id</c>, <c># id/2</c>, <c># id (platform)</c> or <c># id/2 (platform)</c>.</summary>
/// <param name="Id">The message's id, as written.</param>
/// <param name="Rotation">Which of several texts that take turns, from 1.</param>
/// <param name="Platform">The platform's label; null if the text is for all.</param>
internal sealed record MessageHeading(string Id, int Rotation, string? Platform)
{
    private const int MostRotations = 999;

    /// <summary>The highest rotation that can be written.</summary>
    public static bool IsRotation(int rotation) => rotation is >= 1 and <= MostRotations;

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
        var rotation = 1;
        if (rest.IndexOf('/', StringComparison.Ordinal) is >= 0 and var slash)
        {
            if (!int.TryParse(rest.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out rotation) || !IsRotation(rotation) || rest[slash + 1] == '0')
                return null;
            rest = rest[..slash];
        }
        return Slugs.IsSlug(rest) && platform is not "" ? new MessageHeading(rest, rotation, platform) : null;
    }

    /// <summary>The line that begins <paramref name="message"/>.</summary>
    public static string Write(Message message, Func<PlatformId, string> label)
    {
        var heading = new StringBuilder("# ").Append(message.Id);
        if (message.Rotation != 1)
            heading.Append(CultureInfo.InvariantCulture, $"/{message.Rotation}");
        if (message.Platform is { } platform)
            heading.Append(CultureInfo.InvariantCulture, $" ({label(platform)})");
        return heading.ToString();
    }
}
