using System.Globalization;
using System.Text;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace SocialKit.Cli.Terminal;

/// <summary>Text in several styles, wrapped at words. Spectre's own paragraph also breaks a line where the style changes, so that a full stop behind a
/// link would begin a line.</summary>
internal sealed class WrappedText : Renderable
{
    private readonly StringBuilder _text = new();
    private readonly List<(int End, Style Style)> _runs = [];

    public WrappedText()
    {
    }

    public WrappedText(string text, Style style) => Append(text, style);

    /// <summary>Appends text that is clean already; line feeds end a line.</summary>
    public WrappedText Append(string text, Style style)
    {
        if (text.Length == 0)
            return this;
        _text.Append(text);
        _runs.Add((_text.Length, style));
        return this;
    }

    protected override Measurement Measure(RenderOptions options, int maxWidth) => new(Math.Min(1, maxWidth), maxWidth);

    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
    {
        var text = _text.ToString();
        var start = 0;
        while (start <= text.Length)
        {
            var feed = text.IndexOf('\n', start);
            var end = feed < 0 ? text.Length : feed;
            foreach (var (from, to) in Wrap(text, start, end, maxWidth))
            {
                foreach (var segment in Segments(text, from, to))
                    yield return segment;
                yield return Segment.LineBreak;
            }
            start = end + 1;
        }
    }

    // The lines that the text from start to end takes; a blank at which a line is broken belongs to none.
    private static IEnumerable<(int From, int To)> Wrap(string text, int start, int end, int width)
    {
        var (line, breakAt, next, cells) = (start, -1, start, 0);
        for (var at = start; at < end;)
        {
            var length = StringInfo.GetNextTextElementLength(text.AsSpan(at, end - at));
            var wide = text.Substring(at, length).GetCellWidth();
            if (text[at] == ' ')
                (breakAt, next) = (at, at + 1);
            else if (at > line && wide == 2 && !IsClosing(text, at))
                (breakAt, next) = (at, at);
            if (cells + wide > width && at > line)
            {
                if (breakAt <= line)
                    (breakAt, next) = (at, at); // a word that is wider than the line
                yield return (line, breakAt);
                (line, breakAt, at, cells) = (next, -1, next, 0);
                continue;
            }
            cells += wide;
            at += length;
        }
        yield return (line, end);
    }

    // Scripts written without blanks are broken between any two characters, but never before what closes.
    private static bool IsClosing(string text, int at) =>
        CharUnicodeInfo.GetUnicodeCategory(text, at) is UnicodeCategory.OtherPunctuation or UnicodeCategory.ClosePunctuation or UnicodeCategory.FinalQuotePunctuation;

    private IEnumerable<Segment> Segments(string text, int from, int to)
    {
        var at = from;
        foreach (var (end, style) in _runs)
        {
            if (end <= at)
                continue;
            if (at >= to)
                yield break;
            var until = Math.Min(end, to);
            yield return new Segment(text[at..until], style);
            at = until;
        }
    }
}
