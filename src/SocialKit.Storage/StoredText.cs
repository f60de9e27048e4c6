using System.Globalization;
using System.Text;
using System.Diagnostics.CodeAnalysis;

namespace SocialKit.Storage;

/// <summary>Text as a column can hold it. PostgreSQL refuses U+0000, UTF-8 has no lone surrogates, and SQLite's readers stop at U+0000: an answer of a platform that holds one
/// must be stored all the same, or its receipt would never be.</summary>
internal static class StoredText
{
    // U+0010, data link escape, and four hexadecimal digits stand for one UTF-16 unit.
    private const char Escape = '\u0010';

    /// <summary>The text as it is stored: itself, unless it holds one of the three.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? Write(string? text)
    {
        if (text is null)
            return null;
        var first = FirstToEscape(text, 0);
        if (first < 0)
            return text;
        var written = new StringBuilder(text.Length + 16);
        var from = 0;
        for (var at = first; at >= 0; at = FirstToEscape(text, from))
        {
            written.Append(text, from, at - from).Append(Escape).Append(((int)text[at]).ToString("X4", CultureInfo.InvariantCulture));
            from = at + 1;
        }
        return written.Append(text, from, text.Length - from).ToString();
    }

    /// <summary>Reads <see cref="Write"/>.</summary>
    [return: NotNullIfNotNull(nameof(stored))]
    public static string? Read(string? stored)
    {
        if (stored is null || !stored.Contains(Escape, StringComparison.Ordinal))
            return stored;
        var text = new StringBuilder(stored.Length);
        for (var i = 0; i < stored.Length; i++)
        {
            if (stored[i] != Escape || i + 4 >= stored.Length || !ushort.TryParse(stored.AsSpan(i + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit))
            {
                text.Append(stored[i]);
                continue;
            }
            text.Append((char)unit);
            i += 4;
        }
        return text.ToString();
    }

    private static int FirstToEscape(string text, int from)
    {
        for (var i = from; i < text.Length; i++)
        {
            var c = text[i];
            if (c is '\0' or Escape)
                return i;
            if (!char.IsSurrogate(c))
                continue;
            if (!char.IsHighSurrogate(c) || i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1]))
                return i;
            i++;
        }
        return -1;
    }
}
