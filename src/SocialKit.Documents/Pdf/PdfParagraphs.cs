using System.Globalization;
using System.Text;
using SocialKit.Import;

namespace SocialKit.Documents.Pdf;

/// <summary>Makes paragraphs, headings, items and rows out of the frames of a document's pages.</summary>
/// <remarks>
/// A line that ends where the next word would still have fitted ends there because somebody wanted it: a hard break. Every other line merely
/// wraps, and is joined to the next by a blank; by nothing after a hyphen, which is kept, and inside the address of one link.
/// </remarks>
/// <param name="body">The size of most of the text, in points.</param>
/// <param name="sizes">The sizes of headings, the largest first.</param>
/// <param name="told">What is not sure.</param>
internal sealed class PdfParagraphs(double body, IReadOnlyList<double> sizes, PdfTold told)
{
    // In font sizes. Text is set with lines 1 to 1.6 apart.
    private const double WidestPitch = 1.68;
    private const double HeadingSize = 1.15;
    private const int LongestHeading = 300;

    public const string Bullets = "\u2022\u25CF\u25AA\u25E6\u2023\u00B7\u25CB\u25A0\u2043\u2219\uF0B7\uF0A7\uF076\uF0D8\uF0FC\u27A2\u2713";

    private readonly List<Line> _lines = [];
    private readonly List<Run> _runs = [];
    private readonly List<(Piece Piece, Relation Relation, int Skip, int Page)> _block = [];
    private Piece? _last;
    private double _lastEdge;
    private bool _lastIsFilled;
    private double _size;
    private double _textLeft;
    private int _number;
    private string _marker = "";
    private int _page;
    private int _writingPage;
    private int _column = 1;
    private Dictionary<double, double> _pitches = [];

    /// <summary>The blocks, in reading order.</summary>
    public List<Block> Blocks { get; } = [];

    public void Page(int number, List<Frame> frames)
    {
        _page = number;
        _pitches = Pitches(frames);
        foreach (var frame in frames)
        {
            if (frame.Rows is not null)
            {
                Close();
                Table(frame);
                continue;
            }
            var edge = Edge(frame, frames);
            for (var i = 0; i < frame.Pieces.Count; i++)
                Add(frame.Pieces[i], edge, frame.IsFilled, isFirst: i == 0);
        }
    }

    public void Close()
    {
        WriteBlock();
        if (_lines.Count > 0)
        {
            var isHeading = _size > body * HeadingSize && _lines.Sum(line => line.Text.Length) <= LongestHeading && _marker.Length == 0;
            var level = isHeading ? Math.Min(6, 1 + Math.Max(0, sizes.TakeWhile(size => size > _size + 0.3).Count())) : 0;
            // A heading is one line, however often it wraps.
            Blocks.Add(new Block(isHeading ? BlockKind.Heading : _marker.Length > 0 ? BlockKind.ListItem : BlockKind.Paragraph, [.. _lines])
            {
                Level = isHeading ? level : _marker.Length > 0 ? 1 : 0,
                Marker = _marker,
                Source = string.Join('\n', _lines.Select(line => line.Text)),
            });
        }
        _lines.Clear();
        (_last, _marker) = (null, "");
    }

    private void Add(Piece piece, double edge, bool isFilled, bool isFirst)
    {
        var marker = Marker(piece, out var skip);
        var relation = _last is null ? Relation.Apart : isFirst ? AcrossFrames(piece, marker.Length > 0) : Below(piece, _last, marker.Length > 0);
        if (marker.Length > 0 && relation != Relation.Wraps)
            relation = Relation.Apart;
        if (relation == Relation.Apart)
        {
            Close();
            (_marker, _size) = (marker, piece.Size);
            _textLeft = skip < piece.Glyphs.Count ? piece.Glyphs[skip].Left : piece.Left;
        }
        _block.Add((piece, relation, relation == Relation.Apart ? skip : 0, _page));
        (_last, _lastEdge, _lastIsFilled) = (piece, edge, isFilled);
    }

    // Where nearly every line ends early, as in an address, one that happens to be full ends as well.
    private void WriteBlock()
    {
        var hard = _block.Count(line => line.Relation == Relation.Breaks);
        var allBreak = hard >= 3 && hard >= 0.6 * (_block.Count - 1);
        for (var i = 0; i < _block.Count; i++)
        {
            var (piece, relation, skip, page) = _block[i];
            if (page != _writingPage)
                (_writingPage, _column) = (page, 1);
            if (relation == Relation.Breaks || (relation == Relation.Wraps && allBreak && !IsTornWord(_block[i - 1].Piece, piece)))
                EndLine(hard: true);
            else if (relation == Relation.Wraps)
                Wrap(_block[i - 1].Piece, piece);
            Write(skip > 0 ? piece.Glyphs[skip..] : piece.Glyphs);
        }
        _block.Clear();
        EndLine(hard: false);
    }

    private enum Relation
    {
        Apart,
        Breaks,
        Wraps,
    }

    private Relation Below(Piece piece, Piece last, bool isItem)
    {
        var pitch = last.Base - piece.Base;
        if (Math.Abs(piece.Size - last.Size) > 0.1 * last.Size || pitch <= 0)
            return Relation.Apart;
        var usual = _pitches.TryGetValue(Math.Round(piece.Size), out var known) ? known : piece.Size * 1.2;
        if (pitch > piece.Size * WidestPitch || pitch > usual * 1.25)
            return Relation.Apart;
        if (_marker.Length > 0 && piece.Left < _textLeft - 2)
            return Relation.Apart;
        var fits = last.Right + last.BlankWidth() + piece.FirstWord() < _lastEdge - 0.5;
        if (isItem)
            return fits || _marker.Length > 0 ? Relation.Apart : Relation.Wraps;
        if (!fits)
            return Relation.Wraps;
        // An indented line after one that ends short begins a paragraph.
        return _marker.Length == 0 && piece.Left > last.Left + (0.8 * piece.Size) && piece.Left < last.Left + (4 * piece.Size) && _block.Count > 1 ? Relation.Apart : Relation.Breaks;
    }

    // A paragraph goes on in the next column or on the next page if its last line is full and no sentence ends with it.
    private Relation AcrossFrames(Piece piece, bool isItem)
    {
        var last = _last!;
        if (isItem || !_lastIsFilled || Math.Abs(piece.Size - last.Size) > 0.05 * last.Size || _size > body * HeadingSize || Starts(piece) || last.Right + last.BlankWidth() + piece.FirstWord() < _lastEdge - 0.5)
            return Relation.Apart;
        var end = last.Text.TrimEnd();
        return end.Length > 0 && end[^1] is '.' or '!' or '?' or ':' or '"' or '\u201D' or ')' or '\u00BB' ? (IsSentence(piece) && !EndsInside(end) ? Relation.Apart : Relation.Wraps) : Relation.Wraps;
    }

    private static bool EndsInside(string end) => end[^1] is ')' or '"' or '\u201D' && end.Length > 1 && end[^2] is not ('.' or '!' or '?');

    private static bool IsSentence(Piece piece) => piece.Text.FirstOrDefault(char.IsLetterOrDigit) is var first && !char.IsLower(first);

    // What is bold at its beginning, and has a colon, is a label.
    private bool Starts(Piece piece) => piece.Glyphs[0].IsBold && !_last!.Glyphs[^1].IsBold;

    private void Wrap(Piece last, Piece piece)
    {
        if (IsHyphen(last))
        {
            if (last.Glyphs[^1].Link is not { } link || link != piece.Glyphs[0].Link)
                told.Hyphen(Here, LastWord(last) + FirstWord(piece));
        }
        else if (!IsTornWord(last, piece))
        {
            var (end, start) = (last.Glyphs[^1], piece.Glyphs[0]);
            Append(" ", end.IsBold && start.IsBold, end.Link == start.Link ? end.Link : null);
        }
    }

    // What looks the same is one run, across the ends of lines as well.
    private void Append(string text, bool isBold, string? link)
    {
        var at = Here;
        _column += text.Length;
        if (_runs.Count > 0 && _runs[^1] is var last && last.IsBold == isBold && last.Link == link && last.End == at)
            _runs[^1] = last with { Text = last.Text + text, End = Here };
        else
            _runs.Add(new Run(text, at, Here) { IsBold = isBold, Link = link });
    }

    private static bool IsHyphen(Piece last) => last.Glyphs[^1].Text is "-" or "\u2010" or "\u00AD" && last.Glyphs.Count > 1 && char.IsLetterOrDigit(last.Glyphs[^2].Text[^1]);

    // The address that a link shows has no blank in it.
    private static bool IsTornWord(Piece last, Piece piece) => IsHyphen(last)
        || (last.Glyphs[^1].Link is { } link && link == piece.Glyphs[0].Link && link.Contains(LastWord(last).TrimStart('(', '@') + FirstWord(piece, link), StringComparison.OrdinalIgnoreCase));

    private static string LastWord(Piece piece)
    {
        var text = piece.Text.TrimEnd();
        return text[(text.LastIndexOf(' ') + 1)..];
    }

    private static string FirstWord(Piece piece, string? link = null) =>
        string.Concat(piece.Glyphs.TakeWhile(glyph => !glyph.IsBlank && (link is null || glyph.Link == link)).Select(glyph => glyph.Text));

    private TextPosition Here => new(Math.Max(1, _writingPage), _column);

    private void Write(List<Glyph> written)
    {
        var glyphs = Addresses.Spelled(written);
        var text = new StringBuilder();
        var start = 0;
        for (var i = 0; i <= glyphs.Count; i++)
        {
            if (i < glyphs.Count && (i == start || (glyphs[i].IsBold == glyphs[start].IsBold && glyphs[i].Link == glyphs[start].Link) || (glyphs[i].IsBlank && glyphs[i].Link == glyphs[start].Link)))
            {
                text.Append(glyphs[i].IsBlank ? glyphs[i].Text == "\u00A0" ? "\u00A0" : " " : glyphs[i].Text);
                continue;
            }
            if (text.Length > 0)
                Append(text.ToString(), glyphs[start].IsBold, glyphs[start].Link);
            text.Clear();
            if (i == glyphs.Count)
                break;
            start = i;
            i--;
        }
    }

    private void EndLine(bool hard)
    {
        if (_runs.Count == 0)
            return;
        var line = new Line([.. _runs]) { EndsHard = hard };
        foreach (var word in line.Text.Split(' ').Where(word => word.Any(Addresses.IsJoined)))
            told.Ligature(word);
        _lines.Add(line);
        _column++;
        _runs.Clear();
    }

    // The bullet or number that a piece begins with, and how many signs of it are no text.
    private string Marker(Piece piece, out int skip)
    {
        skip = 0;
        if (piece.HasDrawnBullet)
            return "-";
        var first = piece.Glyphs[0].Text;
        if (first.Length == 1 && Bullets.Contains(first[0]) && piece.Glyphs.Count > 1)
        {
            skip = 1;
            while (skip < piece.Glyphs.Count && piece.Glyphs[skip].IsBlank)
                skip++;
            return skip < piece.Glyphs.Count ? first[0] >= '\uE000' ? "-" : first : "";
        }
        if (first is "-" or "\u2013" or "*" or "o" && piece.Glyphs.Count > 2 && piece.Glyphs[1].IsBlank && (first != "o" || piece.Glyphs[1].Right - piece.Glyphs[1].Left > 0.6 * piece.Size))
        {
            skip = 2;
            return first;
        }
        var digits = piece.Glyphs.TakeWhile(glyph => glyph.Text.Length == 1 && char.IsAsciiDigit(glyph.Text[0])).Count();
        if (digits is 0 or > 3 || piece.Glyphs.Count < digits + 3 || piece.Glyphs[digits].Text is not ("." or ")") || !piece.Glyphs[digits + 1].IsBlank)
            return "";
        // "27. Januar" and "2019. was" begin no list; 1 does, and whatever follows the number before it.
        var number = int.Parse(string.Concat(piece.Glyphs.Take(digits).Select(glyph => glyph.Text)), CultureInfo.InvariantCulture);
        if (number != 1 && number != _number + 1)
            return "";
        _number = number;
        skip = digits + 2;
        return number.ToString(CultureInfo.InvariantCulture) + piece.Glyphs[digits].Text;
    }

    private void Table(Frame frame)
    {
        if (_page != _writingPage)
            (_writingPage, _column) = (_page, 1);
        var rows = frame.Rows!;
        // One row is a line with a tab in it; and so are labels with their values.
        var isLabelled = rows.TrueForAll(row => row[0][^1].Glyphs[^1].Text == ":");
        if (rows.Count == 1 || isLabelled)
        {
            foreach (var row in rows)
            {
                for (var i = 0; i < row.Count; i++)
                {
                    if (i > 0)
                    {
                        Append("\t", isBold: false, link: null);
                    }
                    Cell(row[i], frame);
                }
                EndLine(hard: true);
            }
            _size = frame.Pieces[0].Size;
            Close();
            return;
        }
        if (!frame.IsGrid || rows.Exists(row => row.Exists(PdfTables.IsTorn)))
        {
            told.Table(Here, string.Join(' ', rows[0].SelectMany(cell => cell).Select(piece => piece.Text)));
            return;
        }
        for (var i = 0; i < rows.Count; i++)
        {
            var cells = new List<ValueList<Line>>();
            foreach (var cell in rows[i])
            {
                Cell(cell, frame);
                EndLine(hard: false);
                cells.Add([.. _lines]);
                _lines.Clear();
            }
            Blocks.Add(new Block(BlockKind.TableRow, [.. cells.SelectMany(cell => cell)])
            {
                Cells = [.. cells],
                IsHeader = i == 0,
                Source = string.Join('\t', cells.Select(cell => string.Join(' ', cell.Select(line => line.Text)))),
            });
        }
    }

    private void Cell(List<Piece> pieces, Frame frame)
    {
        var edge = pieces.Count == 0 ? 0 : frame.Pieces.Where(piece => piece.Left < pieces[0].Right && piece.Right > pieces[0].Left).Max(piece => piece.Right);
        for (var i = 0; i < pieces.Count; i++)
        {
            if (i > 0)
            {
                if (pieces[i - 1].Right + pieces[i - 1].BlankWidth() + pieces[i].FirstWord() < edge - 0.5)
                    EndLine(hard: true);
                else
                    Wrap(pieces[i - 1], pieces[i]);
            }
            Write(pieces[i].Glyphs);
        }
    }

    // Where lines of a frame would run to: its own edge where its text fills it, else that of what begins at the same place.
    private static double Edge(Frame frame, List<Frame> frames) =>
        frame.IsFilled ? frame.UsualRight() : frames.Where(other => Math.Abs(other.Left - frame.Left) < 3 || other == frame).Max(other => other.Right);

    // The least distance between lines of each size that is met more than once in ten: paragraphs stand further apart.
    private static Dictionary<double, double> Pitches(List<Frame> frames)
    {
        var pitches = new Dictionary<double, List<double>>();
        foreach (var frame in frames.Where(frame => frame.Rows is null))
        {
            for (var i = 1; i < frame.Pieces.Count; i++)
            {
                var (one, other) = (frame.Pieces[i - 1], frame.Pieces[i]);
                if (Math.Abs(one.Size - other.Size) < 0.1 && one.Base - other.Base > 0.8 * one.Size)
                {
                    if (!pitches.TryGetValue(Math.Round(one.Size), out var known))
                        pitches.Add(Math.Round(one.Size), known = []);
                    known.Add(one.Base - other.Base);
                }
            }
        }
        return pitches.ToDictionary(entry => entry.Key, entry => entry.Value.Order().ElementAt(entry.Value.Count / 10));
    }
}
