using System.Collections.Frozen;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using SocialKit.Import;

namespace SocialKit.Documents.Html;

/// <summary>Walks over a page and makes blocks of what a reader sees.</summary>
internal sealed class HtmlWalk(SourceText source, string name)
{
    private const int MostCells = 50;

    private static readonly FrozenSet<string> BlockNames = Set(
        "address", "article", "aside", "blockquote", "body", "center", "details", "dialog", "dd", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hgroup", "hr", "legend", "main", "nav", "p", "section", "summary",
        "caption", "tbody", "td", "tfoot", "th", "thead", "tr", "search");

    private static readonly FrozenSet<string> Unread = Set("script", "style", "template", "noscript", "head", "title", "svg", "math", "button", "select", "input", "textarea", "datalist", "canvas", "audio", "video", "map", "noembed", "noframes", "frameset", "meter", "progress");

    private readonly HtmlPlaces _places = new(source);
    private readonly HtmlLines _lines = new(source);

    // Where lines go that are no block of their own: an item of a list, a cell of a table.
    private List<Line>? _into;
    private ListPlace? _item;
    private bool _cell;
    private int _quotes;

    /// <summary>The blocks, in reading order.</summary>
    public List<Block> Blocks { get; } = [];

    /// <summary>What was not read.</summary>
    public List<Finding> Findings { get; } = [];

    private bool IsFull => Blocks.Count > DocumentBounds.MaxBlocks;

    public void Page(IHtmlDocument page)
    {
        if (page.Body is not { } body)
            return;
        // The HTML standard, 2026-11: a page has one main element that is not hidden, and it holds the page's dominant content.
        var mains = body.QuerySelectorAll("main, [role=main]").Where(main => !IsHidden(main) && main.ParentElement?.Closest("main, [role=main]") is null).ToList();
        if (mains.Count == 1 && !string.IsNullOrWhiteSpace(mains[0].TextContent))
        {
            Children(mains[0], new Look());
            Flush();
            if (body.QuerySelectorAll("h1, h2, h3, p, li").Any(other => mains[0].Contains(other) == false && other.Closest("nav, header, footer, script, style, template") is null && !string.IsNullOrWhiteSpace(other.TextContent)))
                Say(mains[0], "left-out", "Only the page's main part was read, not what stands round it.", "Take over by hand what is missing.");
            return;
        }
        Children(body, new Look());
        Flush();
    }

    private void Children(INode parent, Look look)
    {
        foreach (var node in parent.ChildNodes)
        {
            if (IsFull)
                return;
            if (node is IText text)
                _lines.Add(text.Data, _places.Of(text.Data), look);
            else if (node is IElement element)
                One(element, look);
        }
    }

    private void One(IElement element, Look look)
    {
        _places.Enter(element);
        var tag = element.LocalName;
        if (Unread.Contains(tag))
            return;
        if (IsHidden(element))
        {
            if (!string.IsNullOrWhiteSpace(element.TextContent))
                Say(element, "hidden-text", $"The page hides this text from its readers, so it was not read: \u201C{Notes.Quote(Collapsed(element.TextContent))}\u201D.", "Take it over by hand if it matters.");
            return;
        }
        if (IsAroundContent(element))
        {
            if (!string.IsNullOrWhiteSpace(element.TextContent))
                Say(element, "left-out", $"The page's {(tag == "nav" ? "navigation" : tag)} was not read: \u201C{Notes.Quote(Collapsed(element.TextContent))}\u201D.", "Take it over by hand if it matters.");
            return;
        }
        look = look with { IsBold = IsBold(element, look.IsBold), KeepsBlanks = look.KeepsBlanks || tag is "pre" or "listing" or "plaintext" or "xmp" || Style(element, "white-space") is "pre" or "pre-wrap" or "pre-line" or "break-spaces" };
        switch (tag)
        {
            case "br":
                LineBreak();
                break;
            case "img":
                _lines.Picture(OneLine(element.GetAttribute("src")) ?? "", Offset(element), look);
                break;
            case "a" when MaskedEmail.Of(element) is { } email:
                _lines.AddShown(email, Offset(element), look with { Link = "mailto:" + email });
                break;
            case "span" when MaskedEmail.Of(element) is { } email:
                _lines.AddShown(email, Offset(element), look);
                break;
            case "a" when element.GetAttribute("href") is { } target:
                Inside(element, look with { Link = OneLine(target.Trim()) });
                break;
            case "iframe" or "object" or "embed" or "frame":
                Say(element, "left-out", "A frame that the page loads from elsewhere was not read.", "Open the page and take over by hand what it shows there.");
                break;
            case "h1" or "h2" or "h3" or "h4" or "h5" or "h6":
                Heading(element, look, tag[1] - '0');
                break;
            case "ul" or "ol" or "menu" or "dir":
                List(element, look);
                break;
            case "li":
                Item(element, look, depth: 1, marker: "-");
                break;
            // One inside an SVG is none.
            case "table" when element is IHtmlTableElement table:
                Table(table, look);
                break;
            default:
                Inside(element, look);
                break;
        }
    }

    private void Inside(IElement element, Look look)
    {
        var isBlock = BlockNames.Contains(element.LocalName) || element.LocalName is "pre" or "listing" or "xmp" or "plaintext" || Style(element, "display") is "block" or "flex" or "grid" or "table" or "list-item";
        var isQuote = element.LocalName == "blockquote";
        if (isBlock)
            Flush();
        _quotes += isQuote ? 1 : 0;
        Children(element, look);
        if (isBlock)
            Flush();
        _quotes -= isQuote ? 1 : 0;
    }

    // Two breaks in a row show an empty line, which parts paragraphs as it does everywhere.
    private void LineBreak()
    {
        if (_lines.IsAtStart)
            Flush();
        else
            _lines.Break();
    }

    private void Heading(IElement element, Look look, int level)
    {
        Flush();
        var outer = _into;
        if (outer is not null)
        {
            // Inside a list or a table it is a line like others, only bold.
            Children(element, look with { IsBold = true });
            Flush();
            return;
        }
        Children(element, look);
        var lines = _lines.Take();
        if (lines.Count > 0)
            Blocks.Add(Made(BlockKind.Heading, lines) with { Level = level });
    }

    private void List(IElement list, Look look)
    {
        Flush();
        var depth = 1;
        for (var above = list.ParentElement; above is not null; above = above.ParentElement)
            depth += above.LocalName is "ul" or "ol" or "menu" or "dir" ? 1 : 0;
        var number = int.TryParse(list.GetAttribute("start"), out var start) ? start : 1;
        foreach (var node in list.ChildNodes)
        {
            if (IsFull)
                return;
            if (node is IElement { LocalName: "li" } item && !IsHidden(item))
            {
                _places.Enter(item);
                if (int.TryParse(item.GetAttribute("value"), out var value))
                    number = value;
                Item(item, look with { IsBold = IsBold(item, look.IsBold) }, depth, list.LocalName == "ol" ? $"{number}." : "-");
                number++;
            }
            else if (node is IElement other)
                One(other, look);
            else if (node is IText text)
                _lines.Add(text.Data, _places.Of(text.Data), look);
        }
        Flush();
    }

    private void Item(IElement item, Look look, int depth, string marker)
    {
        Flush();
        if (_into is not null && _cell)
        {
            Children(item, look);
            Flush();
            return;
        }
        var outer = _item;
        EndItem();
        (_into, _item) = ([], new ListPlace(depth, marker));
        Children(item, look);
        Flush();
        EndItem();
        _item = outer is null ? null : outer with { IsOver = true };
    }

    private void EndItem()
    {
        if (_item is { IsOver: false } item && _into is { Count: > 0 } lines)
            Blocks.Add(Made(BlockKind.ListItem, lines) with { Level = item.Depth, Marker = item.Marker });
        _into = null;
    }

    private void Table(IHtmlTableElement table, Look look)
    {
        Flush();
        if (_cell || !IsData(table))
        {
            Children(table, look);
            Flush();
            return;
        }
        EndItem();
        var item = _item;
        _item = null;
        if (table.Caption is { } caption)
            One(caption, look);
        var rows = table.Rows.ToList();
        var hasHeader = rows.Any(IsHeader);
        var below = new Dictionary<int, (int Rows, List<Line> Lines)>();
        for (var i = 0; i < rows.Count && !IsFull; i++)
        {
            _places.Enter(rows[i]);
            var cells = Cells(rows[i], look, below);
            if (cells.Any(cell => cell.Count > 0))
            {
                Blocks.Add(Made(BlockKind.TableRow, [.. cells.SelectMany(cell => cell)]) with
                {
                    Cells = [.. cells.Select(cell => cell.ToValueList())],
                    // Where nothing is marked, the first row names the columns, as it does in Markdown.
                    IsHeader = hasHeader ? IsHeader(rows[i]) : i == 0,
                });
            }
        }
        _item = item is null ? null : item with { IsOver = true };
    }

    private List<List<Line>> Cells(IHtmlTableRowElement row, Look look, Dictionary<int, (int Rows, List<Line> Lines)> below)
    {
        var cells = new List<List<Line>>();
        foreach (var cell in row.Cells)
        {
            Above();
            if (cells.Count >= MostCells)
                break;
            _places.Enter(cell);
            (_into, _cell) = ([], true);
            Children(cell, look with { IsBold = IsBold(cell, look.IsBold) });
            Flush();
            var lines = _into!;
            (_into, _cell) = (null, false);
            if (cell.RowSpan > 1)
                below[cells.Count] = (Math.Min(cell.RowSpan, 1000), lines);
            cells.Add(lines);
            for (var i = 1; i < Math.Min(cell.ColumnSpan, MostCells) && cells.Count < MostCells; i++)
                cells.Add([]);
        }
        Above();
        return cells;

        // What a cell over several rows says holds in each of them. Lines are not shared: each is used or left out by itself.
        void Above()
        {
            while (cells.Count < MostCells && below.TryGetValue(cells.Count, out var above))
            {
                if (above.Rows > 1)
                {
                    below[cells.Count] = (above.Rows - 1, above.Lines);
                    cells.Add([.. above.Lines.Select(line => line with { })]);
                }
                else
                {
                    below.Remove(cells.Count);
                    break;
                }
            }
        }
    }

    private static bool IsHeader(IHtmlTableRowElement row) =>
        row.ParentElement?.LocalName == "thead" || (row.Cells.Length > 1 && row.Cells.All(cell => cell.LocalName == "th"));

    // E-mails and old pages lay out whole pages with tables: those are read cell by cell.
    private static bool IsData(IHtmlTableElement table)
    {
        if (table.GetAttribute("role") is "presentation" or "none" || table.QuerySelector("table, h1, h2, h3, h4, h5, h6") is not null)
            return false;
        var rows = table.Rows.ToList();
        return rows.Any(row => row.Cells.Length > 1) && (rows.Count > 1 || rows.Any(IsHeader));
    }

    private void Flush()
    {
        var lines = _lines.Take();
        if (lines.Count == 0)
            return;
        if (_into is { } into && _item is not { IsOver: true })
        {
            if (into.Count > 0)
                into.Add(new Line([]) { EndsHard = true });
            into.AddRange(lines);
            return;
        }
        Blocks.Add(Made(BlockKind.Paragraph, lines));
    }

    private Block Made(BlockKind kind, List<Line> lines) => new(kind, [.. lines])
    {
        IsQuoted = _quotes > 0,
        Source = string.Join('\n', lines.Select(line => line.Text.Trim(' '))),
    };

    private static int Offset(IElement element) => Math.Max(0, (element.SourceReference?.Position.Position ?? 1) - 1);

    private void Say(IElement element, string code, string reason, string remedy)
    {
        if (Findings.Count < 100)
            Findings.Add(Documents.Findings.Warning(name, source.PositionOf(Offset(element)), code, reason, remedy));
    }

    private static bool IsHidden(IElement element) =>
        element.HasAttribute("hidden") || Style(element, "display") == "none" || Style(element, "visibility") == "hidden" || (element.LocalName == "dialog" && !element.HasAttribute("open"));

    // The page's own header and footer; those of an article or a section belong to it.
    private static bool IsAroundContent(IElement element) => element.LocalName switch
    {
        "nav" => true,
        "header" or "footer" => element.ParentElement?.Closest("article, aside, main, nav, section, blockquote, td") is null && element.QuerySelector("h1, h2, main, article") is null,
        _ => element.GetAttribute("role") is "navigation" or "banner" or "contentinfo" or "search",
    };

    private static bool IsBold(IElement element, bool inherited) => Style(element, "font-weight") switch
    {
        "bold" or "bolder" => true,
        "normal" or "lighter" => false,
        { } weight when int.TryParse(weight, out var number) => number >= 600,
        _ => element.LocalName is "b" or "strong" or "th" || inherited,
    };

    private static string? Style(IElement element, string property)
    {
        if (element.GetAttribute("style") is not { } style)
            return null;
        string? value = null;
        foreach (var declaration in style.Split(';'))
        {
            var colon = declaration.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0 && declaration[..colon].Trim().Equals(property, StringComparison.OrdinalIgnoreCase))
                value = declaration[(colon + 1)..].Replace("!important", "", StringComparison.OrdinalIgnoreCase).Trim().ToLowerInvariant();
        }
        return value;
    }

    // An address with a line break in it would look like two fields.
    private static string? OneLine(string? text) => text is null || !text.Any(char.IsControl) ? text : string.Concat(text.Where(c => !char.IsControl(c)));

    private static string Collapsed(string text) => string.Join(' ', text[..Math.Min(text.Length, 1000)].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static FrozenSet<string> Set(params string[] names) => names.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The item of a list that is being read.</summary>
    private sealed record ListPlace(int Depth, string Marker)
    {
        /// <summary>True once a list or a table inside the item has begun: what follows it is a paragraph.</summary>
        public bool IsOver { get; init; }
    }
}
