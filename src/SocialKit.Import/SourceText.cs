using System.Text;

namespace SocialKit.Import;

/// <summary>The decoded text of a document, which knows the line and column of every character.</summary>
internal sealed class SourceText
{
    private readonly List<int> _lineStarts = [0];
    private readonly int _indent;

    /// <param name="text">The text.</param>
    /// <param name="indent">How many characters stood before every line of it in the source.</param>
    public SourceText(string text, int indent = 0)
    {
        Text = text;
        _indent = indent;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n')))
                _lineStarts.Add(i + 1);
        }
    }

    public string Text { get; }

    public int LineCount => _lineStarts.Count;

    public TextPosition PositionOf(int offset)
    {
        offset = Math.Clamp(offset, 0, Text.Length);
        var line = _lineStarts.BinarySearch(offset);
        if (line < 0)
            line = ~line - 1;
        return new TextPosition(line + 1, offset - _lineStarts[line] + 1 + _indent);
    }

    /// <summary>The same text without the blanks that every line begins with, if there are four or more: as a page or a mail indents it, not as code.</summary>
    public SourceText WithoutIndent()
    {
        var indent = int.MaxValue;
        for (var i = 0; i < LineCount && indent >= 4; i++)
        {
            var (start, end) = LineAt(i);
            var blanks = Text.AsSpan(start, end - start).IndexOfAnyExcept(' ');
            if (blanks >= 0)
                indent = Math.Min(indent, blanks);
        }
        if (indent is < 4 or int.MaxValue)
            return this;
        var lines = Enumerable.Range(0, LineCount).Select(LineAt).Select(line => line.End - line.Start >= indent ? Text[(line.Start + indent)..line.End] : "");
        return new SourceText(string.Join('\n', lines), indent);
    }

    /// <summary>The line with this index from 0, without its line break.</summary>
    public (int Start, int End) LineAt(int index)
    {
        var start = _lineStarts[index];
        var end = index + 1 < _lineStarts.Count ? _lineStarts[index + 1] : Text.Length;
        while (end > start && Text[end - 1] is '\n' or '\r')
            end--;
        return (start, end);
    }

    /// <summary>The text between two offsets, without the line break that ends it; lines end with a line feed.</summary>
    public string Slice(int start, int end)
    {
        start = Math.Clamp(start, 0, Text.Length);
        return Text[start..Math.Clamp(end, start, Text.Length)].TrimEnd('\r', '\n').Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
    }

    /// <summary>Decodes a document. What is too large or no text is a finding instead.</summary>
    /// <param name="bytes">The document.</param>
    /// <param name="name">Its name, for the finding's place.</param>
    /// <param name="maxBytes">The largest that is decoded.</param>
    /// <param name="problem">Why there is no text; or, beside a text, which encoding other than UTF-8 was taken; else null.</param>
    /// <param name="stated">The encoding that the document itself states, if it does.</param>
    public static SourceText? TryDecode(ReadOnlyMemory<byte> bytes, string name, int maxBytes, out Finding? problem, Encoding? stated = null)
    {
        problem = null;
        if (bytes.Length > maxBytes)
        {
            problem = DocumentBounds.TooLarge(name, bytes.Length, maxBytes);
            return null;
        }
        var content = bytes.Span;
        if (content.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
            content = content[3..];
        if (TextEncodings.TryUtf8(content, out var invalid) is { } utf8 && !utf8.Contains('\0', StringComparison.Ordinal))
            return new SourceText(utf8);

        if (TextEncodings.Tell(content, stated) is var (encoding, text, isSure))
        {
            problem = new Finding("encoding", Severity.Warning, $"The file is not UTF-8; it was read as {encoding}, {(isSure ? "as it says itself" : "going by its letters")}.",
                isSure ? "Look at letters that are not ASCII." : "Compare letters that are not ASCII with the document, or save it as UTF-8.")
            { Place = new SourcePlace(name, 1, 1) };
            return new SourceText(text);
        }
        var nul = content.IndexOf((byte)0);
        problem = nul >= 0
            ? new Finding("not-text", Severity.Error, "The file holds a NUL byte, so it is no plain text.",
                "Save the document as Markdown or plain text in UTF-8.")
            { Place = PlaceOf(content[..nul], name) }
            : new Finding("not-utf8", Severity.Error, "The file is not UTF-8, so its letters cannot be told for sure.",
                "Save the document as UTF-8.")
            { Place = PlaceOf(content[..Math.Clamp(invalid, 0, content.Length)], name) };
        return null;
    }

    private static SourcePlace PlaceOf(ReadOnlySpan<byte> before, string name) =>
        new(name, before.Count((byte)'\n') + 1, before.Length - before.LastIndexOf((byte)'\n'));
}
