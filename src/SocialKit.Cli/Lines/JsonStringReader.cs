using System.Buffers;

namespace SocialKit.Cli.Lines;

/// <summary>Reads a line that holds one JSON string (RFC 8259) into UTF-16, exactly: also lone surrogates that are written as escapes, which
/// System.Text.Json refuses. The buffer is kept from line to line.</summary>
internal sealed class JsonStringReader
{
    // Everything inside a string that is not a character for itself.
    private static readonly SearchValues<byte> Special = SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(c => (byte)c), (byte)'"', (byte)'\\']);

    private char[] _text = new char[4096];
    private int _length;

    /// <summary>The text of the last line that was read.</summary>
    public ReadOnlySpan<char> Text => _text.AsSpan(0, _length);

    /// <summary>Reads <paramref name="line"/>, without its line end.</summary>
    /// <returns>What is wrong with it; null if nothing.</returns>
    public string? Read(ReadOnlySpan<byte> line)
    {
        line = line.Trim(" \t\r"u8);
        _length = 0;
        if (line.Length + Utf8Reading.Slack > _text.Length)
            _text = new char[line.Length + Utf8Reading.Slack];
        if (line.IsEmpty)
            return "an empty line; a JSON string is expected";
        if (line[0] != '"')
            return "not a JSON string";
        var at = 1;
        while (true)
        {
            var plain = line[at..].IndexOfAny(Special);
            if (plain < 0)
                return "a string without its closing quotation mark";
            if (!Take(line.Slice(at, plain)))
                return "not UTF-8";
            at += plain;
            if (line[at] == '"')
                return at + 1 == line.Length ? null : "more than one JSON string";
            if (line[at] != '\\')
                return "a control character, which JSON wants written as an escape";
            if (!TakeEscape(line, ref at))
                return "an escape that JSON does not know";
        }
    }

    private bool Take(ReadOnlySpan<byte> utf8)
    {
        var units = Utf8Reading.Read(utf8, _text.AsSpan(_length));
        _length += Math.Max(units, 0);
        return units >= 0;
    }

    private bool TakeEscape(ReadOnlySpan<byte> line, ref int at)
    {
        var character = line[at + 1] switch
        {
            (byte)'"' => '"',
            (byte)'\\' => '\\',
            (byte)'/' => '/',
            (byte)'b' => '\b',
            (byte)'f' => '\f',
            (byte)'n' => '\n',
            (byte)'r' => '\r',
            (byte)'t' => '\t',
            (byte)'u' => 'u',
            _ => '\0',
        };
        if (character == '\0')
            return false;
        if (character != 'u')
        {
            _text[_length++] = character;
            at += 2;
            return true;
        }
        if (at + 6 > line.Length)
            return false;
        var unit = 0;
        foreach (var digit in line.Slice(at + 2, 4))
        {
            if (!char.IsAsciiHexDigit((char)digit))
                return false;
            unit = (unit << 4) | (digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10);
        }
        _text[_length++] = (char)unit;
        at += 6;
        return true;
    }
}
