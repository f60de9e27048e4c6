using System.Text;
using SocialKit.Import;

namespace SocialKit.Documents.Docx;

/// <summary>Makes lines out of the pieces of a paragraph; pieces with the same look become one run, however the program that wrote them split them.</summary>
internal sealed class DocxLines
{
    private readonly List<Line> _lines = [];
    private readonly List<Run> _runs = [];
    private readonly StringBuilder _text = new();
    private (bool IsBold, string? Link) _look;
    private int _start;
    private int _column = 1;

    /// <summary>The paragraph's number, from 1.</summary>
    public int Paragraph { get; private set; }

    public TextPosition Here => new(Math.Max(1, Paragraph), _column);

    /// <summary>Goes to the next paragraph of the document.</summary>
    public void Next()
    {
        CloseRun();
        Paragraph++;
        _column = 1;
    }

    public void Add(string text, bool isBold, string? link)
    {
        if (text.Length == 0)
            return;
        if (_text.Length > 0 && _look != (isBold, link))
            CloseRun();
        if (_text.Length == 0)
            (_start, _look) = (_column, (isBold, link));
        foreach (var c in text)
            _text.Append(char.IsControl(c) && c != '\t' ? ' ' : c);
        _column += text.Length;
    }

    public void Picture(string address)
    {
        CloseRun();
        _runs.Add(new Run("", Here, Here) { Link = address, IsPicture = true });
    }

    public void Break()
    {
        CloseRun();
        _column++;
        if (_runs.Count > 0 || _lines.Count > 0)
            _lines.Add(new Line([.. _runs]) { EndsHard = true });
        _runs.Clear();
    }

    /// <summary>The lines until here, without empty ones at the ends; and begins anew.</summary>
    public List<Line> Take()
    {
        CloseRun();
        if (_runs.Count > 0)
            _lines.Add(new Line([.. _runs]));
        _runs.Clear();
        while (_lines.Count > 0 && IsEmpty(_lines[^1]))
            _lines.RemoveAt(_lines.Count - 1);
        var first = _lines.FindIndex(line => !IsEmpty(line));
        var taken = first < 0 ? [] : _lines[first..];
        _lines.Clear();
        return taken;
    }

    private static bool IsEmpty(Line line) => string.IsNullOrWhiteSpace(line.Text) && !line.Runs.Any(run => run.IsPicture);

    private void CloseRun()
    {
        if (_text.Length > 0)
            _runs.Add(new Run(_text.ToString(), new TextPosition(Math.Max(1, Paragraph), _start), new TextPosition(Math.Max(1, Paragraph), _column)) { IsBold = _look.IsBold, Link = _look.Link });
        _text.Clear();
    }
}
