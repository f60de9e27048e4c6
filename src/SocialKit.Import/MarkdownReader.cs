using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using MarkdownBlock = Markdig.Syntax.Block;

namespace SocialKit.Import;

/// <summary>Reads Markdown: CommonMark with pipe tables and nothing more.</summary>
/// <remarks>A hash sign without a blank, a handle with underscores at its ends and a paragraph that begins with a year keep their meaning
/// for a campaigner even where CommonMark has another for them.</remarks>
/// <param name="maxBytes">The largest file that is read, in bytes. Default: 5,000,000.</param>
public sealed class MarkdownReader(int maxBytes = MarkdownReader.DefaultMaxBytes) : IDocumentReader
{
    /// <summary>The largest file that readers take unless they are told otherwise, in bytes.</summary>
    public const int DefaultMaxBytes = 5_000_000;

    /// <summary>How many characters that may open markup are left to the Markdown parser; beyond, a document is read as plain text.</summary>
    /// <remarks>An urgent action has a few hundred. Time that the parser takes grows faster than their number when they nest.</remarks>
    internal const int MaxMarkup = 20_000;

    /// <summary>How many blanks may stand before lines in all: a list in a list in a list takes time that grows with their square.</summary>
    internal const int MaxIndentation = 100_000;

    /// <summary>How many lines are left to the Markdown parser, whose tree takes a hundred times the memory of a line.</summary>
    internal const int MaxLines = 100_000;

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePreciseSourceLocation().UsePipeTables().Build();

    /// <inheritdoc/>
    public bool Reads(string fileName) =>
        fileName.EndsWith(".md", StringComparison.OrdinalIgnoreCase) || fileName.EndsWith(".markdown", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public Document Read(ReadOnlyMemory<byte> bytes, string name)
    {
        if (SourceText.TryDecode(bytes, name, maxBytes, out var problem) is not { } source)
            return new Document(name, []) { Findings = [problem!] };
        var document = Read(source.WithoutIndent(), name);
        return problem is null ? document : document with { Findings = [problem, .. document.Findings] };
    }

    private static Document Read(SourceText source, string name)
    {
        if (source.Text.AsSpan().CountAny("*_[]<>`|&") > MaxMarkup)
            return AsPlainText(source, name, "holds more markup than an appeal does");

        if (Indentation(source) > MaxIndentation)
            return AsPlainText(source, name, "is indented more deeply than lists are");
        if (source.LineCount > MaxLines)
            return AsPlainText(source, name, "has more lines than an appeal has");

        MarkdownDocument tree;
        try
        {
            tree = Markdown.Parse(source.Text, Pipeline);
        }
        catch (ArgumentException)
        {
            // Markdig, 2026-11: the only answer of its parser to blocks or inlines nested beyond its depth limit.
            return AsPlainText(source, name, "nests its markup too deeply");
        }
        var walk = new Walk(source, name);
        walk.Blocks(tree, depth: 0, quoted: false);
        return new Document(name, [.. walk.Found]) { Findings = [.. walk.Findings] };
    }

    private static long Indentation(SourceText source)
    {
        var sum = 0L;
        for (var i = 0; i < source.LineCount; i++)
        {
            var (start, end) = source.LineAt(i);
            var first = source.Text.AsSpan(start, end - start).IndexOfAnyExcept(' ', '\t', '>');
            sum += Math.Max(0, first);
        }
        return sum;
    }

    private static Document AsPlainText(SourceText source, string name, string why) =>
        new(name, PlainTextReader.Blocks(source))
        {
            Findings =
            [
                new Finding("read-as-text", Severity.Warning, $"The document {why}, so it was read as plain text.",
                    "Compare every field with the document.") { Place = new SourcePlace(name, 1, 1) },
            ],
        };

    private sealed class Walk(SourceText source, string name)
    {
        public List<Block> Found { get; } = [];

        public List<Finding> Findings { get; } = [];

        public void Blocks(ContainerBlock container, int depth, bool quoted)
        {
            foreach (var block in container)
                One(block, depth, quoted);
        }

        private void One(MarkdownBlock block, int depth, bool quoted)
        {
            // One more than is looked at, so that the importer knows and says it.
            if (Found.Count > DocumentBounds.MaxBlocks)
                return;
            switch (block)
            {
                case HeadingBlock heading:
                    Heading(heading, quoted);
                    break;
                case ParagraphBlock paragraph:
                    Add(BlockKind.Paragraph, paragraph, MarkdownLines.Of(paragraph.Inline, source), quoted);
                    break;
                case ListBlock list:
                    List(list, depth + 1, quoted);
                    break;
                case QuoteBlock quote:
                    Blocks(quote, depth, quoted: true);
                    break;
                case Table table:
                    Rows(table, quoted);
                    break;
                case CodeBlock code:
                    Code(code, quoted);
                    break;
                case HtmlBlock html:
                    Html(html);
                    break;
                case ContainerBlock other:
                    Blocks(other, depth, quoted);
                    break;
            }
        }

        private void Heading(HeadingBlock heading, bool quoted)
        {
            var lines = MarkdownLines.Of(heading.Inline, source);
            // A paragraph above a rule of hyphens is a heading for CommonMark. Nobody underlines a heading of several lines.
            var kind = heading.IsSetext && lines.Count > 1 ? BlockKind.Paragraph : BlockKind.Heading;
            if (lines.Any(line => line.Text.Trim().Length > 0))
                Add(kind, heading, lines, quoted, kind == BlockKind.Heading ? heading.Level : 0);
        }

        private void List(ListBlock list, int depth, bool quoted)
        {
            // "2019. was a bad year" at the start of a paragraph is no list, nor is "27. Januar".
            var isProse = list.IsOrdered && list.Count == 1 && list.OrderedStart is not ("1" or "0");
            foreach (var item in list.OfType<ListItemBlock>())
            {
                if (Found.Count > DocumentBounds.MaxBlocks)
                    return;
                var lines = new List<Line>();
                var rest = new List<MarkdownBlock>();
                var end = item.Span.Start;
                foreach (var child in item)
                {
                    if (child is not ParagraphBlock paragraph || rest.Count > 0)
                    {
                        rest.Add(child);
                        continue;
                    }
                    if (lines.Count > 0)
                        lines.Add(new Line([]) { EndsHard = true });
                    lines.AddRange(MarkdownLines.Of(paragraph.Inline, source));
                    end = paragraph.Span.End + 1;
                }
                var marker = Marker(item);
                if (lines.Count > 0 && isProse)
                {
                    var start = source.PositionOf(item.Span.Start);
                    var number = new Run(marker + " ", start, start with { Column = start.Column + marker.Length + 1 });
                    lines[0] = new Line([number, .. lines[0].Runs]) { EndsHard = lines[0].EndsHard };
                    Add(BlockKind.Paragraph, item, [.. lines], quoted);
                }
                else if (lines.Count > 0)
                {
                    Found.Add(new Block(BlockKind.ListItem, [.. lines])
                    {
                        Level = depth,
                        IsQuoted = quoted,
                        Marker = marker,
                        Source = source.Slice(item.Span.Start, end),
                    });
                }
                foreach (var child in rest)
                    One(child, depth, quoted);
            }
        }

        private string Marker(ListItemBlock item)
        {
            var end = item.Span.Start;
            while (end < source.Text.Length && !char.IsWhiteSpace(source.Text[end]))
                end++;
            return source.Text[Math.Min(item.Span.Start, end)..end];
        }

        private void Rows(Table table, bool quoted)
        {
            foreach (var row in table.OfType<TableRow>())
            {
                var cells = new List<ValueList<Line>>();
                foreach (var cell in row.OfType<TableCell>())
                    cells.Add([.. cell.OfType<LeafBlock>().SelectMany(leaf => MarkdownLines.Of(leaf.Inline, source))]);
                Found.Add(new Block(BlockKind.TableRow, [.. cells.SelectMany(cell => cell)])
                {
                    Cells = [.. cells],
                    IsHeader = row.IsHeader,
                    IsQuoted = quoted,
                    Source = source.Slice(row.Span.Start, row.Span.End + 1),
                });
            }
        }

        private void Code(CodeBlock code, bool quoted)
        {
            // Lines that somebody indented for looks are a code block for CommonMark; an empty line parts paragraphs there too.
            var lines = new List<Line>();
            var (from, to) = (0, 0);
            foreach (var line in (code.Lines.Lines ?? []).Take(code.Lines.Count))
            {
                var text = line.Slice.ToString();
                var trimmed = text.Trim();
                if (trimmed.Length == 0)
                {
                    Close();
                    continue;
                }
                var start = line.Slice.Start + text.IndexOf(trimmed, StringComparison.Ordinal);
                if (lines.Count == 0)
                    from = start;
                to = start + trimmed.Length;
                lines.Add(new Line([new Run(trimmed, source.PositionOf(start), source.PositionOf(to))]));
            }
            Close();

            void Close()
            {
                if (lines.Count > 0)
                    Found.Add(new Block(BlockKind.Code, [.. lines]) { IsQuoted = quoted, Source = source.Slice(from, to) });
                lines.Clear();
            }
        }

        private void Html(HtmlBlock html)
        {
            if (html.Type == HtmlBlockType.Comment)
                return;
            var position = source.PositionOf(html.Span.Start);
            Findings.Add(new Finding("left-out", Severity.Warning,
                $"HTML inside Markdown is not read: \u201C{Notes.Quote(source.Slice(html.Span.Start, html.Span.End + 1))}\u201D.",
                "Take over by hand what it says.")
            { Place = new SourcePlace(name, position.Line, position.Column) });
        }

        private void Add(BlockKind kind, MarkdownBlock block, ValueList<Line> lines, bool quoted, int level = 0)
        {
            if (lines.Count > 0)
            {
                Found.Add(new Block(kind, lines)
                {
                    Level = level,
                    IsQuoted = quoted,
                    Source = source.Slice(block.Span.Start, block.Span.End + 1),
                });
            }
        }
    }
}
