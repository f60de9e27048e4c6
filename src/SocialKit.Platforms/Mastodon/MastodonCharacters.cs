using System.Globalization;
using System.Text;

namespace SocialKit.Platforms.Mastodon;

/// <summary>Character classes as the server's expressions have them (Ruby's, by Unicode properties).</summary>
internal static class MastodonCharacters
{
    /// <summary>[[:word:]]: letters, marks, digits and connecting punctuation.</summary>
    internal static bool IsWord(Rune rune) => rune.IsAscii
        ? rune.Value == '_' || char.IsAsciiLetterOrDigit((char)rune.Value)
        : IsLetterMarkOrDigit(Rune.GetUnicodeCategory(rune)) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.ConnectorPunctuation;

    /// <summary>\p{Alnum}: letters, marks and digits.</summary>
    internal static bool IsAlphanumeric(Rune rune) => rune.IsAscii ? char.IsAsciiLetterOrDigit((char)rune.Value) : IsLetterMarkOrDigit(Rune.GetUnicodeCategory(rune));

    /// <summary>What a label of a host name is made of, beside "-" and "_": all that is no space, control or punctuation.</summary>
    internal static bool IsInLabel(Rune rune)
    {
        if (rune.IsAscii)
            return char.IsAsciiLetterOrDigit((char)rune.Value);
        return Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.SpaceSeparator
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.ConnectorPunctuation or UnicodeCategory.DashPunctuation
            or UnicodeCategory.OpenPunctuation or UnicodeCategory.ClosePunctuation or UnicodeCategory.InitialQuotePunctuation or UnicodeCategory.FinalQuotePunctuation
            or UnicodeCategory.OtherPunctuation) && rune.Value != 0xFFFD;
    }

    /// <summary>The code point before <paramref name="at"/>; null at the beginning.</summary>
    internal static Rune? Before(ReadOnlySpan<char> text, int at)
    {
        if (at == 0)
            return null;
        Rune.DecodeLastFromUtf16(text[..at], out var rune, out _);
        return rune;
    }

    /// <summary>How many UTF-16 units of the beginning of <paramref name="text"/> satisfy <paramref name="allowed"/>.</summary>
    internal static int Run(ReadOnlySpan<char> text, Func<Rune, bool> allowed)
    {
        var end = 0;
        while (end < text.Length)
        {
            Rune.DecodeFromUtf16(text[end..], out var rune, out var units);
            if (!allowed(rune))
                break;
            end += units;
        }

        return end;
    }

    private static bool IsLetterMarkOrDigit(UnicodeCategory category) => category is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter
        or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.NonSpacingMark
        or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark or UnicodeCategory.DecimalDigitNumber;
}
