namespace SocialKit.Platforms.Bluesky.Syntax;

/// <summary>The syntax of a language tag by BCP 47, such as <c>kk</c> or <c>zh-Hant</c>.</summary>
/// <remarks>RFC 5646 section 2.1, interop syntax files @d6296a1 (2026-08).</remarks>
public static class LanguageTag
{
    private static readonly HashSet<string> Grandfathered = new(StringComparer.Ordinal)
    {
        "en-GB-oed", "i-ami", "i-bnn", "i-default", "i-enochian", "i-hak", "i-klingon", "i-lux", "i-mingo", "i-navajo", "i-pwn", "i-tao", "i-tay", "i-tsu",
        "sgn-BE-FR", "sgn-BE-NL", "sgn-CH-DE", "art-lojban", "cel-gaulish", "no-bok", "no-nyn", "zh-guoyu", "zh-hakka", "zh-min", "zh-min-nan", "zh-xiang",
    };

    /// <summary>True if <paramref name="text"/> has the form of a tag, whether or not its parts exist or repeat. Servers take these.</summary>
    public static bool IsWellFormed(ReadOnlySpan<char> text) => Grandfathered.Contains(text.ToString()) || Read(text.ToString(), out _);

    /// <summary>True if <paramref name="text"/> is well formed, its language is two or three lower-case letters, and no variant or extension
    /// stands twice. Write these.</summary>
    public static bool IsValid(ReadOnlySpan<char> text) =>
        Grandfathered.Contains(text.ToString()) || (Read(text.ToString(), out var strict) && strict);

    private static bool Read(string text, out bool strict)
    {
        strict = true;
        var tags = text.Split('-');
        var next = 0;
        if (!IsPrivateUse(tags[0]))
        {
            var language = tags[next++];
            if (language.Length is < 2 or > 8 || !language.All(char.IsAsciiLetter))
                return false;
            strict = language.Length <= 3 && language.All(char.IsAsciiLetterLower);
            for (var extended = 0; language.Length <= 3 && extended < 3 && Is(tags, next, 3, 3, char.IsAsciiLetter); extended++)
                next++;
            if (Is(tags, next, 4, 4, char.IsAsciiLetter)) // script
                next++;
            if (Is(tags, next, 2, 2, char.IsAsciiLetter) || Is(tags, next, 3, 3, char.IsAsciiDigit)) // region
                next++;
            var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            while (Is(tags, next, 5, 8, char.IsAsciiLetterOrDigit) || (Is(tags, next, 4, 4, char.IsAsciiLetterOrDigit) && char.IsAsciiDigit(tags[next][0]))) // variants
                strict &= seen.Add(tags[next++]);
            while (Is(tags, next, 1, 1, char.IsAsciiLetterOrDigit) && !IsPrivateUse(tags[next])) // extensions
            {
                strict &= seen.Add(tags[next++]);
                var first = next;
                while (Is(tags, next, 2, 8, char.IsAsciiLetterOrDigit))
                    next++;
                if (next == first)
                    return false;
            }
        }

        if (next < tags.Length && IsPrivateUse(tags[next]))
        {
            var first = ++next;
            while (Is(tags, next, 1, 8, char.IsAsciiLetterOrDigit))
                next++;
            if (next == first)
                return false;
        }

        return next == tags.Length;
    }

    private static bool IsPrivateUse(string tag) => tag is "x" or "X";

    private static bool Is(string[] tags, int index, int shortest, int longest, Func<char, bool> allowed) =>
        index < tags.Length && tags[index].Length >= shortest && tags[index].Length <= longest && tags[index].All(allowed);
}
