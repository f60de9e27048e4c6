using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text.Unicode;

namespace SocialKit.Cli.Lines;

/// <summary>Writes JSON by hand into a buffer that is kept: no allocation, and lone surrogates as the escapes they came as.</summary>
internal sealed class LineOutput(Stream stream)
{
    private const int Full = 64 * 1024;

    // What JSON wants escaped, and what a terminal would obey.
    private static readonly SearchValues<char> Escaped = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Concat(Enumerable.Range(0x7F, 0x21)).Select(c => (char)c), '"', '\\', '\u2028', '\u2029']);

    private byte[] _buffer = new byte[2 * Full];
    private int _length;

    /// <summary>Writes UTF-8 as it is.</summary>
    public void Raw(ReadOnlySpan<byte> utf8)
    {
        Reserve(utf8.Length);
        utf8.CopyTo(_buffer.AsSpan(_length));
        _length += utf8.Length;
    }

    /// <summary>Writes a number.</summary>
    public void Number(int value)
    {
        Reserve(11);
        if ((uint)value < 10)
        {
            _buffer[_length++] = (byte)('0' + value);
            return;
        }
        Utf8Formatter.TryFormat(value, _buffer.AsSpan(_length), out var written);
        _length += written;
    }

    /// <summary>Writes a string with its quotation marks.</summary>
    public void Text(ReadOnlySpan<char> text)
    {
        Reserve((text.Length * 6) + 2);
        _buffer[_length++] = (byte)'"';
        text = text[Plain(text)..];
        while (!text.IsEmpty)
        {
            var plain = text.IndexOfAny(Escaped);
            if (plain < 0)
                plain = text.Length;
            if (plain > 0 && Utf8.FromUtf16(text[..plain], _buffer.AsSpan(_length), out var read, out var written, replaceInvalidSequences: false) is var status)
            {
                _length += written;
                text = text[read..];
                if (status == OperationStatus.Done)
                    continue;
            }
            Escape(text[0]);
            text = text[1..];
        }
        _buffer[_length++] = (byte)'"';
    }

    /// <summary>Ends the line, and gives what is held to the stream if it is much.</summary>
    public void EndLine()
    {
        Raw("\n"u8);
        if (_length >= Full)
            Flush();
    }

    /// <summary>Gives what is held to the stream.</summary>
    public void Flush()
    {
        if (_length == 0)
            return;
        stream.Write(_buffer, 0, _length);
        stream.Flush();
        _length = 0;
    }

    // Writes what it begins with of ASCII that stands for itself, as nearly all links, names and reasons do, without a look for how far that goes.
    private int Plain(ReadOnlySpan<char> text)
    {
        var buffer = _buffer.AsSpan(_length, text.Length);
        var at = 0;
        for (; at < text.Length; at++)
        {
            var c = text[at];
            if (c is < ' ' or > '~' or '"' or '\\')
                break;
            buffer[at] = (byte)c;
        }
        _length += at;
        return at;
    }

    private void Escape(char c)
    {
        _buffer[_length++] = (byte)'\\';
        if (c is '"' or '\\')
        {
            _buffer[_length++] = (byte)c;
            return;
        }
        _buffer[_length++] = (byte)'u';
        ((int)c).TryFormat(_buffer.AsSpan(_length), out var written, "x4", CultureInfo.InvariantCulture);
        _length += written;
    }

    private void Reserve(int bytes)
    {
        if (_buffer.Length - _length < bytes)
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _length + bytes));
    }
}
