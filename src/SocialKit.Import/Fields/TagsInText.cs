using System.Text.RegularExpressions;

namespace SocialKit.Import.Fields;

/// <summary>Hashtags and mentions in a text to post, whatever the platform.</summary>
internal static partial class TagsInText
{
    /// <summary>The hashtags, without "#", in order; a second spelling that differs only in case is left out.</summary>
    public static ValueList<string> Hashtags(string text) => Distinct(Hashtag().Matches(text));

    /// <summary>The names mentioned, without "@", in order; a second spelling that differs only in case is left out.</summary>
    public static ValueList<string> Mentions(string text) => Distinct(Mention().Matches(text));

    private static ValueList<string> Distinct(MatchCollection matches) =>
        [.. matches.Select(match => match.Groups[1].Value).Distinct(StringComparer.OrdinalIgnoreCase)];

    [GeneratedRegex(@"(?<![\p{L}\p{M}\p{Nd}_&/])[#\uFF03]((?![0-9]+(?![\p{L}\p{M}\p{Nd}_]))[\p{L}\p{M}\p{Nd}_]+)")]
    private static partial Regex Hashtag();

    // A name; a name on a server of its own (@name@server.example); a domain as a name, of three labels or under a common ending.
    [GeneratedRegex(@"(?<![\p{L}\p{Nd}_@/&+-])[@\uFF20]([A-Za-z0-9_]+(?:@[A-Za-z0-9.-]+\.[A-Za-z]{2,}|(?:[a-z0-9-]*\.[a-z0-9-]+){2,}|[a-z0-9-]*\.(?:com|org|net|social)(?![A-Za-z0-9]))?)")]
    private static partial Regex Mention();
}
