using Markdig.Syntax.Inlines;

namespace SocialKit.Import;

/// <summary>Turns the inlines of a Markdown block into lines of runs: escapes and emphasis undone, link targets kept.</summary>
internal sealed class MarkdownLines
{
    private readonly SourceText _source;
    private readonly List<Line> _lines = [];
    private readonly List<Run> _runs = [];

    private MarkdownLines(SourceText source) => _source = source;

    public static ValueList<Line> Of(ContainerInline? inlines, SourceText source)
    {
        if (inlines is null)
            return [];
        var lines = new MarkdownLines(source);
        lines.Walk(inlines, bold: false, link: null);
        lines.Break(hard: false);
        return [.. lines._lines];
    }

    private void Walk(ContainerInline container, bool bold, string? link)
    {
        foreach (var inline in container)
        {
            switch (inline)
            {
                case LiteralInline literal:
                    Literal(literal, bold, link);
                    break;
                case LineBreakInline lineBreak:
                    Break(lineBreak.IsHard);
                    break;
                case EmphasisInline emphasis:
                    Emphasis(emphasis, bold, link);
                    break;
                case LinkInline { IsImage: true } picture:
                    Add("", picture.Span.Start, picture.Span.End + 1, bold, OneLine(picture.Url) ?? "", isPicture: true);
                    break;
                case LinkInline inner:
                    Walk(inner, bold, OneLine(inner.Url));
                    break;
                case AutolinkInline auto:
                    Add(auto.Url, auto.Span.Start + 1, auto.Span.End, bold, auto.IsEmail ? "mailto:" + auto.Url : auto.Url);
                    break;
                case CodeInline code:
                    Add(code.Content, code.Span.Start + code.DelimiterCount, code.Span.End + 1 - code.DelimiterCount, bold, link);
                    break;
                case HtmlEntityInline entity:
                    Add(OneLine(entity.Transcoded.ToString()) ?? "", entity.Span.Start, entity.Span.End + 1, bold, link);
                    break;
                case HtmlInline html when IsLineBreak(html.Tag):
                    Break(hard: true);
                    break;
                case HtmlInline html when html.Tag.StartsWith("<!--", StringComparison.Ordinal):
                    break;
                // A bracket or an asterisk that nothing closes is text.
                case DelimiterInline delimiter:
                    Add(delimiter.ToLiteral(), delimiter.Span.Start, delimiter.Span.End + 1, bold, link);
                    Walk(delimiter, bold, link);
                    break;
                case ContainerInline other:
                    Walk(other, bold, link);
                    break;
                default:
                    // A tag may go on in the next line, which is a blank as any other break is.
                    Add(OneLine(_source.Slice(inline.Span.Start, inline.Span.End + 1)) ?? "", inline.Span.Start, inline.Span.End + 1, bold, link);
                    break;
            }
        }
    }

    // "&#10;" would smuggle a line break into a title, or into an address that is taken for a contact.
    private static string? OneLine(string? text) => text is null || !text.Any(char.IsControl) ? text : string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));

    private void Literal(LiteralInline literal, bool bold, string? link)
    {
        var text = literal.Content.ToString();
        var start = literal.Span.Start;
        // A table cell's span holds the blanks around its text, an escaped character's the backslash.
        var length = Math.Clamp(literal.Span.End + 1 - start, 0, _source.Text.Length - start);
        var offset = _source.Text.AsSpan(start, length).IndexOf(text, StringComparison.Ordinal);
        start += Math.Max(0, offset);
        Add(text, start, start + text.Length, bold, link);
    }

    private void Emphasis(EmphasisInline emphasis, bool bold, string? link)
    {
        var before = emphasis.Span.Start > 0 ? _source.Text[emphasis.Span.Start - 1] : ' ';
        // The underscores of @_name_ and the signs of 5*3*2 belong to the text.
        if (emphasis.DelimiterCount == 1 && (char.IsLetterOrDigit(before) || before is '@' or '#' or '/'))
        {
            var sign = emphasis.DelimiterChar.ToString();
            Add(sign, emphasis.Span.Start, emphasis.Span.Start + 1, bold, link);
            Walk(emphasis, bold, link);
            Add(sign, emphasis.Span.End, emphasis.Span.End + 1, bold, link);
            return;
        }
        Walk(emphasis, bold || emphasis.DelimiterCount == 2, link);
    }

    private void Add(string text, int start, int end, bool bold, string? link, bool isPicture = false)
    {
        if (text.Length > 0 || isPicture)
            _runs.Add(new Run(text, _source.PositionOf(start), _source.PositionOf(end)) { IsBold = bold, Link = link, IsPicture = isPicture });
    }

    private void Break(bool hard)
    {
        if (_runs.Count > 0 || _lines.Count > 0)
            _lines.Add(new Line([.. _runs]) { EndsHard = hard });
        _runs.Clear();
    }

    private static bool IsLineBreak(string tag) =>
        tag.StartsWith("<br", StringComparison.OrdinalIgnoreCase) && tag.AsSpan(3).Trim(" />").IsEmpty;
}
