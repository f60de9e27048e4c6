using System.Globalization;
using System.Text;

namespace SocialKit.Campaigns;

/// <summary>Makes names for files and references out of titles.</summary>
public static class Slugs
{
    /// <summary><paramref name="title"/> in lower case with a hyphen for each run of what is no letter or digit: "Prosecutor General" → <c>prosecutor-general</c>.
    /// Letters of any script stay; only white space and signs go.</summary>
    public static string From(string title)
    {
        var slug = new StringBuilder(title.Length);
        foreach (var rune in title.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark)
                slug.Append(Rune.ToLowerInvariant(rune).ToString());
            else if (slug.Length > 0 && slug[^1] != '-' && rune.Value is not ('\'' or '\u2019'))
                slug.Append('-');
        }
        return slug.ToString().TrimEnd('-');
    }

    /// <summary>True for a name that may be a folder's: ASCII lower-case letters, digits and inner hyphens, at most 80.</summary>
    public static bool IsSlug(string text) =>
        text.Length is > 0 and <= 80
        && text[0] != '-' && text[^1] != '-'
        && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
}
