using System.Text;
using SocialKit.Import;

namespace SocialKit.Documents.Html;

/// <summary>Makes lines out of a page's texts: white space collapsed as a browser shows it, a run wherever look or source break off.</summary>
internal sealed class HtmlLines(SourceText source)
{
    private readonly List<Line> _lines = [];
    private readonly List<Run> _runs = [];
    private readonly StringBuilder _text = new();
    private Look _look = new();
    private int _start;
    private int _last;
    private (int At, Look Look)? _blank;

    /// <summary>True if the line that is being written holds nothing.</summary>
    public bool IsAtStart => _runs.Count == 0 && _text.Length == 0;

    public void Add(string data, int[] places, Look look)
    {
        for (var i = 0; i < data.Length; i++)
        {
            var c = data[i];
            if (look.KeepsBlanks && c == '\n')
            {
                Break();
                continue;
            }
            if (c is ' ' or '\t' or '\n' or '\f' or '\r' && !look.KeepsBlanks)
            {
                if (!IsAtStart)
                    _blank ??= (places[i], look);
                continue;
            }
            if (_blank is var (at, before))
            {
                _blank = null;
                Put(' ', at, before);
            }
            // No other control character has a place in a text.
            Put(char.IsControl(c) && c != '\t' ? ' ' : c, places[i], look);
        }
    }

    /// <summary>Adds a text that stands nowhere in the source as it is shown.</summary>
    public void AddShown(string text, int at, Look look)
    {
        if (_blank is var (blank, before))
        {
            _blank = null;
            Put(' ', blank, before);
        }
        CloseRun();
        _runs.Add(new Run(text, source.PositionOf(at), source.PositionOf(at)) { IsBold = look.IsBold, Link = look.Link });
    }

    public void Picture(string address, int at, Look look)
    {
        CloseRun();
        _runs.Add(new Run("", source.PositionOf(at), source.PositionOf(at)) { IsBold = look.IsBold, Link = address, IsPicture = true });
    }

    /// <summary>Ends the line, as the source asks for.</summary>
    public void Break()
    {
        CloseRun();
        _blank = null;
        if (_runs.Count > 0 || _lines.Count > 0)
            _lines.Add(new Line([.. _runs]) { EndsHard = true });
        _runs.Clear();
    }

    /// <summary>The lines until here, without empty ones at the ends; and begins anew.</summary>
    public List<Line> Take()
    {
        CloseRun();
        _blank = null;
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

    private void Put(char c, int at, Look look)
    {
        // The halves of one character stay together.
        if (_text.Length > 0 && char.IsLowSurrogate(c) && char.IsHighSurrogate(_text[^1]))
        {
            _text.Append(c);
            _last = Math.Max(_last, at);
            return;
        }
        // A character that the source writes otherwise, as a reference or a line break, is a run of its own.
        if (_text.Length > 0 && (at != _last + 1 || at >= source.Text.Length || source.Text[at] != c || look.IsBold != _look.IsBold || look.Link != _look.Link))
            CloseRun();
        if (_text.Length == 0)
            (_start, _look) = (at, look);
        _text.Append(c);
        _last = at;
    }

    private void CloseRun()
    {
        if (_text.Length > 0)
            _runs.Add(new Run(_text.ToString(), source.PositionOf(_start), source.PositionOf(_last + 1)) { IsBold = _look.IsBold, Link = _look.Link });
        _text.Clear();
    }
}
