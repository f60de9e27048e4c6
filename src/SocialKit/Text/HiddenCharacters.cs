using System.Buffers;
using System.Globalization;
using System.Text;

namespace SocialKit.Text;

/// <summary>Characters that a reader does not see, and that can reorder, split or fake what is read.</summary>
public static class HiddenCharacters
{
    // Everything that Find may report, as a first sieve; surrogates stand for tags and variation selectors beyond the BMP.
    private static readonly SearchValues<char> Suspects = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Concat(Enumerable.Range(0x7F, 0x21)).Select(c => (char)c).Except(['\n', '\r', '\t']),
         '\u00AD', '\u034F', '\u061C', '\u115F', '\u1160', '\u17B4', '\u17B5', '\u180E',
         .. Enumerable.Range(0x200B, 5).Select(c => (char)c), .. Enumerable.Range(0x2028, 7).Select(c => (char)c),
         .. Enumerable.Range(0x2060, 16).Select(c => (char)c), '\u3164', '\uFEFF', '\uFFA0', '\uDB40']);

    /// <summary>Finds the hidden characters of <paramref name="text"/>, in order.</summary>
    /// <remarks>Not reported: line feeds and tabs; joiners where a script or an emoji sequence needs them; left-to-right and right-to-left
    /// marks in a text that has right-to-left letters; the tags of a flag emoji.</remarks>
    public static IEnumerable<HiddenCharacter> Find(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            var next = text.AsSpan(at).IndexOfAny(Suspects);
            if (next < 0)
                yield break;
            at += next;
            if (!Rune.TryGetRuneAt(text, at, out var rune))
                continue;
            if (Name(rune.Value) is { } name && !IsNeeded(text, at, rune.Value))
                yield return new(new(at, at + rune.Utf16SequenceLength), rune.Value, name);
            at += rune.Utf16SequenceLength - 1;
        }
    }

    /// <summary>False if <paramref name="text"/> certainly has none; a quick look.</summary>
    internal static bool MayBeIn(ReadOnlySpan<char> text) => text.ContainsAny(Suspects);

    /// <summary>The name of a hidden character, lower-case; null if <paramref name="codePoint"/> is none.</summary>
    public static string? Name(int codePoint) => codePoint switch
    {
        '\n' or '\t' => null,
        < 0x20 or (>= 0x7F and < 0xA0) => "control character",
        0xAD => "soft hyphen",
        0x34F => "combining grapheme joiner",
        0x61C => "Arabic letter mark",
        0x115F or 0x1160 or 0x3164 or 0xFFA0 => "Hangul filler",
        0x17B4 or 0x17B5 => "Khmer inherent vowel",
        0x180E => "Mongolian vowel separator",
        0x200B => "zero-width space",
        0x200C => "zero-width non-joiner",
        0x200D => "zero-width joiner",
        0x200E => "left-to-right mark",
        0x200F => "right-to-left mark",
        0x2028 => "line separator",
        0x2029 => "paragraph separator",
        0x202A => "left-to-right embedding",
        0x202B => "right-to-left embedding",
        0x202C => "pop directional formatting",
        0x202D => "left-to-right override",
        0x202E => "right-to-left override",
        0x2060 => "word joiner",
        >= 0x2061 and <= 0x2064 => "invisible operator",
        0x2066 => "left-to-right isolate",
        0x2067 => "right-to-left isolate",
        0x2068 => "first strong isolate",
        0x2069 => "pop directional isolate",
        >= 0x206A and <= 0x206F => "deprecated format character",
        0xFEFF => "zero-width no-break space",
        >= 0xE0000 and <= 0xE007F => "tag character",
        _ => null,
    };

    private static bool IsNeeded(string text, int at, int codePoint) => codePoint switch
    {
        0x200C => JoinsLetters(text, at),
        0x200D => JoinsLetters(text, at) || JoinsEmoji(text, at),
        0x200E or 0x200F or 0x61C => Direction.HasRightToLeft(text),
        >= 0xE0000 and <= 0xE007F => IsFlagTag(text, at),
        '\r' => at + 1 < text.Length && text[at + 1] == '\n',
        _ => false,
    };

    // Arabic, Persian and the scripts of India need joiners between letters; Latin, Greek and Cyrillic never do.
    private static bool JoinsLetters(string text, int at) => IsJoining(text, at - 1) && (at + 1 >= text.Length || IsJoining(text, at + 1) || char.IsWhiteSpace(text[at + 1]));

    private static bool IsJoining(string text, int at) =>
        at >= 0 && at < text.Length && text[at] >= '\u0600'
        && CharUnicodeInfo.GetUnicodeCategory(text[at]) is UnicodeCategory.OtherLetter or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.ModifierLetter;

    private static bool JoinsEmoji(string text, int at) =>
        at > 0 && at + 1 < text.Length && IsPictorial(text[at - 1]) && IsPictorial(text[at + 1]);

    private static bool IsPictorial(char c) =>
        char.IsSurrogate(c) || c == '\uFE0F' || (c >= '\u2190' && CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.OtherSymbol or UnicodeCategory.MathSymbol);

    // A flag of a part of a country: a black flag, tags, and the cancel tag at the end.
    private static bool IsFlagTag(string text, int at)
    {
        const string blackFlag = "\U0001F3F4";
        while (at >= 2 && text[at - 2] == '\uDB40')
            at -= 2;
        return at >= 2 && text.AsSpan(at - 2, 2).SequenceEqual(blackFlag);
    }
}

/// <summary>A hidden character in a text.</summary>
/// <param name="Span">Where it is.</param>
/// <param name="CodePoint">Which it is.</param>
/// <param name="Name">What it is called, lower-case.</param>
public readonly record struct HiddenCharacter(TextSpan Span, int CodePoint, string Name);
