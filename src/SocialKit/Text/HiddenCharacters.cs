namespace SocialKit.Text;

/// <summary>Characters that a reader does not see, and that can reorder, split or fake what is read.</summary>
public static class HiddenCharacters
{
    /// <summary>Finds the hidden characters of <paramref name="text"/>, in order.</summary>
    /// <remarks>Not reported: line feeds and tabs; joiners where a script or an emoji sequence needs them; left-to-right and right-to-left
    /// marks in a text that has right-to-left letters; the tags of a flag emoji.</remarks>
    public static IEnumerable<HiddenCharacter> Find(string text)
    {
        List<HiddenCharacter> found = [];
        var scanner = new HiddenCharacterScanner(text);
        while (scanner.MoveNext())
            found.Add(scanner.Current);
        return found;
    }

    /// <summary>True if <paramref name="text"/> has one that <see cref="Find"/> reports.</summary>
    internal static bool AreIn(ReadOnlySpan<char> text) => new HiddenCharacterScanner(text).MoveNext();

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
}

/// <summary>A hidden character in a text.</summary>
/// <param name="Span">Where it is.</param>
/// <param name="CodePoint">Which it is.</param>
/// <param name="Name">What it is called, lower-case.</param>
public readonly record struct HiddenCharacter(TextSpan Span, int CodePoint, string Name);
