using System.Globalization;
using System.Text;

namespace SocialKit.Import;

/// <summary>Tells in which encoding a text is, and says so; what cannot be told is not decoded.</summary>
/// <remarks>UTF-8 is told by its own rules, UTF-16 by its mark or by its zero bytes. Windows-1251 and Windows-1252 differ only in what their
/// letters come to: words wholly in Cyrillic, or Latin words with an accented letter here and there. Where both or neither come out, nothing is taken.</remarks>
internal static class TextEncodings
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly UnicodeEncoding LittleEndian = new(bigEndian: false, byteOrderMark: false, throwOnInvalidBytes: true);
    private static readonly UnicodeEncoding BigEndian = new(bigEndian: true, byteOrderMark: false, throwOnInvalidBytes: true);

    // Of each table the bytes 80 to FF; U+FFFD where the encoding has nothing. By the tables of the Encoding Standard, 2026-11.
    private const string Windows1252 =
        "\u20AC\uFFFD\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\uFFFD\u017D\uFFFD\uFFFD\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\uFFFD\u017E\u0178"
        + "\u00A0\u00A1\u00A2\u00A3\u00A4\u00A5\u00A6\u00A7\u00A8\u00A9\u00AA\u00AB\u00AC\u00AD\u00AE\u00AF\u00B0\u00B1\u00B2\u00B3\u00B4\u00B5\u00B6\u00B7\u00B8\u00B9\u00BA\u00BB\u00BC\u00BD\u00BE\u00BF"
        + "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ";

    private const string Windows1251 =
        "\u0402\u0403\u201A\u0453\u201E\u2026\u2020\u2021\u20AC\u2030\u0409\u2039\u040A\u040C\u040B\u040F\u0452\u2018\u2019\u201C\u201D\u2022\u2013\u2014\uFFFD\u2122\u0459\u203A\u045A\u045C\u045B\u045F"
        + "\u00A0\u040E\u045E\u0408\u00A4\u0490\u00A6\u00A7\u0401\u00A9\u0404\u00AB\u00AC\u00AD\u00AE\u0407\u00B0\u00B1\u0406\u0456\u0491\u00B5\u00B6\u00B7\u0451\u2116\u0454\u00BB\u0458\u0405\u0455\u0457"
        + "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмнопрстуфхцчшщъыьэюя";

    // Letters that no word of these languages has: their bytes are more likely something else.
    private const string Rare = "ÿÝýÞþÐð×÷";

    /// <summary>The text if the bytes are UTF-8; else null, and where the first one stands that is not.</summary>
    public static string? TryUtf8(ReadOnlySpan<byte> bytes, out int invalid)
    {
        invalid = 0;
        try
        {
            return Utf8.GetString(bytes);
        }
        catch (DecoderFallbackException exception)
        {
            invalid = exception.Index;
            return null;
        }
    }

    /// <summary>The text of bytes that are not UTF-8, and the name of their encoding; null if it cannot be told.</summary>
    /// <param name="bytes">The document.</param>
    /// <param name="stated">The encoding that the document itself states, if it does.</param>
    public static (string Encoding, string Text, bool IsStated)? Tell(ReadOnlySpan<byte> bytes, Encoding? stated)
    {
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]))
            return Decode(LittleEndian, bytes[2..]) is { } little ? ("UTF-16", little, true) : null;
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
            return Decode(BigEndian, bytes[2..]) is { } big ? ("UTF-16", big, true) : null;
        if (bytes.Contains((byte)0))
        {
            var (low, high) = (Decode(LittleEndian, bytes), Decode(BigEndian, bytes));
            return (IsProse(low), IsProse(high)) switch
            {
                (true, false) => ("UTF-16 without a mark, low byte first", low!, false),
                (false, true) => ("UTF-16 without a mark, high byte first", high!, false),
                _ => null,
            };
        }
        if (stated is not null && Decode(stated, bytes) is { } asStated)
            return (stated.WebName, asStated, true);
        var (latin, cyrillic) = (ByTable(bytes, Windows1252), ByTable(bytes, Windows1251));
        // Quotation marks and dashes are the same in both: where there is nothing else, there is nothing to tell apart.
        if (latin is not null && latin == cyrillic)
            return ("Windows-1252", latin, false);
        return (latin is not null && IsAccented(latin), cyrillic is not null && IsCyrillic(cyrillic)) switch
        {
            (true, false) => ("Windows-1252", latin!, false),
            (false, true) => ("Windows-1251", cyrillic!, false),
            _ => null,
        };
    }

    /// <summary>Decodes with Windows-1251 or Windows-1252; for tests of the tables.</summary>
    internal static string? ByTable(ReadOnlySpan<byte> bytes, bool cyrillic) => ByTable(bytes, cyrillic ? Windows1251 : Windows1252);

    private static string? ByTable(ReadOnlySpan<byte> bytes, string table)
    {
        var text = new char[bytes.Length];
        for (var i = 0; i < bytes.Length; i++)
        {
            text[i] = bytes[i] < 0x80 ? (char)bytes[i] : table[bytes[i] - 0x80];
            if (text[i] == '\uFFFD' || (text[i] < ' ' && text[i] is not ('\t' or '\n' or '\r' or '\f')))
                return null;
        }
        return new string(text);
    }

    private static string? Decode(Encoding encoding, ReadOnlySpan<byte> bytes)
    {
        try
        {
            var text = encoding.GetString(bytes);
            return text.Contains('\0', StringComparison.Ordinal) ? null : text;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    // Taken the wrong way round, UTF-16 comes to private, unassigned and Chinese characters without a blank between them.
    private static bool IsProse(string? text)
    {
        if (text is not { Length: >= 8 })
            return false;
        var (usual, blanks) = (0, 0);
        foreach (var c in text)
        {
            if (c is ' ' or '\r' or '\n' or '\t')
                blanks++;
            else if (char.IsLetterOrDigit(c) || char.IsPunctuation(c) || char.IsSymbol(c) || char.IsSurrogate(c) || c is '\u00A0')
                usual++;
        }
        return usual + blanks >= text.Length * 0.99 && (blanks > text.Length / 40 || text.Length < 20) && text.Count(char.IsAscii) > text.Length / 20;
    }

    // Accented letters stand beside plain ones, in every word that has them.
    private static bool IsAccented(string text)
    {
        var (words, others) = (0, 0);
        foreach (var word in Words(text))
        {
            var accented = word.Count(c => c >= 0x80);
            // "à", "où" and the sign of "1º" tell little: bytes of anything come to as much.
            if (accented == 0 || (word.Length < 3 && !word.Any(Rare.Contains)))
                continue;
            if (word.Any(c => Rare.Contains(c) || c is 'ª' or 'º') || (word.Length > 1 && accented == word.Length) || accented > Math.Max(1, word.Length / 2))
                others++;
            else
                words++;
        }
        return words > 0 && others * 20 <= words;
    }

    // Words are wholly Cyrillic, and small letters follow the first: in KOI8-R they would come out as capitals.
    private static bool IsCyrillic(string text)
    {
        var (words, others) = (0, 0);
        foreach (var word in Words(text))
        {
            var cyrillic = word.Count(c => c is >= '\u0400' and <= '\u04FF');
            if (cyrillic == 0 || word.Length < 2)
                continue;
            if (cyrillic < word.Length || (word[1..].Any(char.IsUpper) && word.Any(char.IsLower)))
                others++;
            else
                words++;
        }
        return words > 2 && others * 20 <= words && text.Count(c => c is >= 'а' and <= 'я') > text.Count(c => c is >= 'А' and <= 'Я');
    }

    private static IEnumerable<string> Words(string text)
    {
        var start = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            var isLetter = i < text.Length && (char.IsLetter(text[i]) || CharUnicodeInfo.GetUnicodeCategory(text[i]) == UnicodeCategory.NonSpacingMark);
            if (isLetter && start < 0)
                start = i;
            else if (!isLetter && start >= 0)
            {
                yield return text[start..i];
                start = -1;
            }
        }
    }
}
