using System.Globalization;
using System.Text;
using SocialKit.Text;

namespace SocialKit.Cli.Terminal;

/// <summary>Makes text from files and networks safe to show: what a terminal would obey, or nobody would see, is spelled out as <c>&lt;U+001B&gt;</c>.</summary>
internal static class TerminalText
{
    /// <summary>One line: line feeds and tabs are spelled out too.</summary>
    public static string Clean(string text) => Clean(text, keepLineFeeds: false);

    /// <summary>Text of several lines: line feeds stay.</summary>
    public static string CleanLines(string text) => Clean(text, keepLineFeeds: true);

    /// <summary>How a character that must not reach the terminal is shown.</summary>
    public static string Spell(int codePoint) => $"<U+{codePoint.ToString("X4", CultureInfo.InvariantCulture)}>";

    /// <summary>The UTF-16 units at <paramref name="at"/> that are spelled out, and the code point they make; a length of 0 if they may be shown as they are.</summary>
    /// <remarks>Joiners and marks that a script or an emoji needs stay, as <see cref="HiddenCharacters"/> says.</remarks>
    public static (int Length, int CodePoint) Spelled(string text, int at, HashSet<int>? hidden)
    {
        var c = text[at];
        if (c < ' ' || c is >= '\u007F' and < '\u00A0')
            return (1, c);
        if (char.IsSurrogate(c) && IsLone(text, at))
            return (1, c);
        return hidden is not null && hidden.Contains(at) ? (Rune.GetRuneAt(text, at).Utf16SequenceLength, Rune.GetRuneAt(text, at).Value) : (0, 0);
    }

    /// <summary>Where <paramref name="text"/> has hidden characters; null if nowhere.</summary>
    public static HashSet<int>? HiddenIn(string text)
    {
        HashSet<int>? hidden = null;
        foreach (var character in HiddenCharacters.Find(text))
            (hidden ??= []).Add(character.Span.Start);
        return hidden;
    }

    private static bool IsLone(string text, int at) => char.IsHighSurrogate(text[at])
        ? at + 1 >= text.Length || !char.IsLowSurrogate(text[at + 1])
        : at == 0 || !char.IsHighSurrogate(text[at - 1]);

    private static string Clean(string text, bool keepLineFeeds)
    {
        var hidden = HiddenIn(text);
        StringBuilder? clean = null;
        for (var at = 0; at < text.Length; at++)
        {
            var (length, codePoint) = keepLineFeeds && text[at] == '\n' ? (0, 0) : Spelled(text, at, hidden);
            if (length == 0)
            {
                clean?.Append(text[at]);
                continue;
            }
            clean ??= new StringBuilder(text, 0, at, text.Length + 16);
            clean.Append(Spell(codePoint));
            at += length - 1;
        }
        return clean?.ToString() ?? text;
    }
}
