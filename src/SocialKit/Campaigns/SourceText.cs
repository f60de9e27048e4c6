using System.Buffers;
using System.Text.Unicode;

namespace SocialKit.Campaigns;

/// <summary>A text file as it was read: its bytes, its characters without the byte order mark, and where its lines are.</summary>
/// <remarks>A line ends with LF or CRLF. A byte order mark is taken and kept, without a finding: it harms nothing and some editors write it.</remarks>
internal sealed class SourceText
{
    public static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    private readonly List<SourceLine> _lines = [];

    private SourceText(string path, byte[] bytes, bool hasByteOrderMark, string text)
    {
        Path = path;
        Bytes = bytes;
        HasByteOrderMark = hasByteOrderMark;
        Text = text;
    }

    /// <summary>The path as the person gave it.</summary>
    public string Path { get; }

    public byte[] Bytes { get; }

    public bool HasByteOrderMark { get; }

    /// <summary>Every character, line ends as they stand.</summary>
    public string Text { get; }

    public int LineCount => _lines.Count;

    /// <summary>The line end that new lines of this file get: that of its first line.</summary>
    public string NewLine => _lines.Count > 0 && _lines[0].Next - _lines[0].End == 2 ? "\r\n" : "\n";

    /// <summary>Reads <paramref name="bytes"/>; null, with an error in <paramref name="log"/>, if they are no text that can be read line by line.</summary>
    public static SourceText? Read(string path, byte[] bytes, CampaignLimits limits, FindingLog log)
    {
        var hasMark = bytes.AsSpan().StartsWith(ByteOrderMark);
        ReadOnlySpan<byte> content = hasMark ? bytes.AsSpan(ByteOrderMark.Length) : bytes;
        var characters = new char[content.Length];
        var status = Utf8.ToUtf16(content, characters, out _, out var written, replaceInvalidSequences: false);
        var source = new SourceText(path, bytes, hasMark, new string(characters, 0, written));
        var soundLines = source.FindLines(limits, log);
        if (status != OperationStatus.Done)
        {
            var isUtf16 = bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..];
            // Behind a line end the byte begins a line of its own, which the text so far does not have.
            var place = written > 0 && source.Text[^1] == '\n' ? source.Place(source.LineAt(written) + 1) : source.PlaceAt(written);
            log.Error(CampaignCodes.NotUtf8, place, isUtf16 ? "The file is UTF-16, not UTF-8." : "A byte here is not UTF-8.", "Save the file as UTF-8.");
            return null;
        }
        var nul = source.Text.IndexOf('\0', StringComparison.Ordinal);
        if (nul >= 0)
        {
            log.Error(CampaignCodes.NulCharacter, source.PlaceAt(nul), "A NUL stands here: this is no text file.", "Save the file as UTF-8 text, or take the NUL out.");
            return null;
        }
        return soundLines ? source : null;
    }

    /// <summary>The line, counted from 0, without its line end.</summary>
    public string Line(int line) => Text[_lines[line].Start.._lines[line].End];

    /// <summary>The line end of a line, counted from 0: LF, CRLF, or nothing at the end of the file.</summary>
    public string EndOf(int line) => Text[_lines[line].End.._lines[line].Next];

    /// <summary>Where the line, counted from 0, starts; the end of the text for the line after the last.</summary>
    public int StartOf(int line) => line < _lines.Count ? _lines[line].Start : Text.Length;

    /// <summary>The lines from <paramref name="first"/> to before <paramref name="end"/> as they stand, line ends included.</summary>
    public string Raw(int first, int end) => Text[StartOf(first)..StartOf(end)];

    /// <summary>The lines from <paramref name="first"/> to before <paramref name="end"/>, joined by LF.</summary>
    public string Join(int first, int end) => string.Join('\n', Enumerable.Range(first, end - first).Select(Line));

    public SourcePlace PlaceAt(int index)
    {
        var line = LineAt(index);
        return new SourcePlace(Path, line + 1, index - StartOf(line) + 1);
    }

    /// <summary>The place of a line and a column that are counted from 0.</summary>
    public SourcePlace Place(int line, int column = 0) => new(Path, line + 1, column + 1);

    /// <summary>The line, counted from 0, that <paramref name="index"/> lies in.</summary>
    public int LineAt(int index)
    {
        var (low, high) = (0, _lines.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (_lines[middle].Start <= index)
                low = middle;
            else
                high = middle - 1;
        }
        return low;
    }

    /// <summary>The same range without the blank lines at both its ends.</summary>
    public (int First, int End) WithoutBlankEdges(int first, int end)
    {
        while (first < end && IsBlank(first))
            first++;
        while (end > first && IsBlank(end - 1))
            end--;
        return (first, end);
    }

    public bool IsBlank(int line) => Text.AsSpan(_lines[line].Start, _lines[line].End - _lines[line].Start).IsWhiteSpace();

    private bool FindLines(CampaignLimits limits, FindingLog log)
    {
        var start = 0;
        while (start < Text.Length)
        {
            var feed = Text.IndexOf('\n', start);
            var next = feed < 0 ? Text.Length : feed + 1;
            var end = feed < 0 ? Text.Length : feed > start && Text[feed - 1] == '\r' ? feed - 1 : feed;
            _lines.Add(new SourceLine(start, end, next));
            var stray = Text.AsSpan(start, end - start).IndexOf('\r');
            if (stray >= 0)
            {
                log.Error(CampaignCodes.StrayCarriageReturn, Place(_lines.Count - 1, stray), "A carriage return stands here without a line feed.", "Save the file with the line ends of Unix (LF) or Windows (CRLF).");
                return false;
            }
            if (end - start > limits.MaxLineLength)
            {
                log.Error(CampaignCodes.LineTooLong, Place(_lines.Count - 1, limits.MaxLineLength), $"The line has {end - start} characters; {limits.MaxLineLength} are the most.", "Break the line.");
                return false;
            }
            start = next;
        }
        if (_lines.Count == 0)
            _lines.Add(new SourceLine(0, 0, 0));
        return true;
    }

    private readonly record struct SourceLine(int Start, int End, int Next);
}
