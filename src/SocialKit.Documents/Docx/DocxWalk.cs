using System.Globalization;
using DocumentFormat.OpenXml;
using SocialKit.Import;

namespace SocialKit.Documents.Docx;

/// <summary>Walks over a Word document's text and makes blocks of what a reader sees once all changes are accepted.</summary>
internal sealed class DocxWalk(DocxStyles styles, DocxNumbers numbers, DocxLinks links, string name)
{
    private const int MostCells = 50;
    private const int MostFindings = 100;

    private readonly DocxLines _lines = new();
    private readonly List<OpenXmlElement> _boxes = [];
    private readonly HashSet<string> _saidOnce = new(StringComparer.Ordinal);

    // The field that a text stands in: where its link leads, and whether what stands there is shown.
    private readonly Stack<(string Instruction, bool IsResult)> _fields = new();
    private List<Line>? _cell;
    private bool _joins;

    /// <summary>The blocks, in reading order.</summary>
    public List<Block> Blocks { get; } = [];

    /// <summary>What was not read.</summary>
    public List<Finding> Findings { get; } = [];

    /// <summary>True if more would not be looked at.</summary>
    public bool IsFull => Blocks.Count > DocumentBounds.MaxBlocks;

    /// <summary>Reads a part of the body: a paragraph, a table, or what holds such.</summary>
    public void Block(OpenXmlElement element)
    {
        if (IsFull)
            return;
        switch (element.LocalName)
        {
            case "p":
                Paragraph(element);
                break;
            case "tbl":
                Table(element);
                break;
            case "altChunk":
                break; // said by DocxBesides
            case "del" or "moveFrom":
                Changed(element);
                break;
            case "sectPr" or "sdtPr" or "sdtEndPr" or "customXmlPr":
                break;
            case "AlternateContent":
                if (Chosen(element) is { } chosen)
                    Inside(chosen);
                break;
            default:
                Inside(element);
                break;
        }
    }

    /// <summary>Ends a paragraph whose own end is deleted, as the last one.</summary>
    public void Finish()
    {
        if (_joins)
            Add(BlockKind.Paragraph, _lines.Take(), 0, "");
        _joins = false;
    }

    private void Inside(OpenXmlElement element)
    {
        foreach (var child in element.ChildElements)
            Block(child);
    }

    private void Paragraph(OpenXmlElement paragraph)
    {
        _lines.Next();
        var properties = Xml.Child(paragraph, "pPr");
        Pieces(paragraph, properties, link: null);
        // Whoever deletes the end of a paragraph joins it to the next.
        _joins = Xml.Child(Xml.Child(properties, "rPr"), "del") is not null;
        if (_joins)
        {
            Changed(paragraph);
            return;
        }
        var level = styles.Level(properties);
        var lines = _lines.Take();
        if (_cell is { } cell)
        {
            if (lines.Count > 0 && cell.Count > 0)
                cell.Add(new Line([]) { EndsHard = true });
            cell.AddRange(lines);
        }
        else if (level > 0)
            Add(BlockKind.Heading, lines, level, "");
        else if (styles.Numbering(properties) is var (list, depth))
        {
            var marker = numbers.Next(list, depth);
            Add(BlockKind.ListItem, lines, depth + 1, marker);
        }
        else
            Add(BlockKind.Paragraph, lines, 0, "");
        Boxes();
    }

    private void Add(BlockKind kind, List<Line> lines, int level, string marker)
    {
        if (lines.Count > 0)
        {
            Blocks.Add(new Block(kind, [.. lines])
            {
                Level = level,
                Marker = marker,
                Source = string.Join('\n', lines.Select(line => line.Text.Trim(' '))),
            });
        }
    }

    // Text boxes float beside their paragraph: they are read after it.
    private void Boxes()
    {
        var boxes = _boxes.ToList();
        _boxes.Clear();
        foreach (var box in boxes)
            Inside(box);
    }

    private void Pieces(OpenXmlElement parent, OpenXmlElement? paragraph, string? link)
    {
        foreach (var child in parent.ChildElements)
        {
            switch (child.LocalName)
            {
                case "r":
                    Run(child, paragraph, link);
                    break;
                case "hyperlink":
                    Pieces(child, paragraph, links.Of(child) ?? link);
                    break;
                case "fldSimple":
                    Pieces(child, paragraph, DocxLinks.OfField(Xml.Attribute(child, "instr") ?? "") ?? link);
                    break;
                case "ins" or "moveTo":
                    Changed(child);
                    Pieces(child, paragraph, link);
                    break;
                case "del" or "moveFrom":
                    Changed(child);
                    break;
                case "AlternateContent":
                    if (Chosen(child) is { } chosen)
                        Pieces(chosen, paragraph, link);
                    break;
                case "sdt" or "sdtContent" or "smartTag" or "customXml" or "bdo" or "dir" or "oMath" or "oMathPara":
                    Pieces(child, paragraph, link);
                    break;
            }
        }
    }

    private void Run(OpenXmlElement run, OpenXmlElement? paragraph, string? link)
    {
        var properties = Xml.Child(run, "rPr");
        if (Xml.Child(properties, "del") is not null)
            return;
        if (styles.IsOn(properties, paragraph, "vanish"))
        {
            var hidden = string.Concat(run.ChildElements.Where(child => child.LocalName == "t").Select(child => child.InnerText));
            if (!string.IsNullOrWhiteSpace(hidden))
                Say("hidden-text", $"The document hides this text from its readers, so it was not read: \u201C{Notes.Quote(hidden)}\u201D.", "Take it over by hand if it matters.");
            return;
        }
        var isBold = styles.IsOn(properties, paragraph, "b");
        foreach (var child in run.ChildElements)
            Piece(child, isBold, link);
    }

    private void Piece(OpenXmlElement piece, bool isBold, string? link)
    {
        if (piece.LocalName == "fldChar")
        {
            Field(Xml.Attribute(piece, "fldCharType"));
            return;
        }
        if (piece.LocalName == "instrText")
        {
            if (_fields.TryPop(out var open))
                _fields.Push((open.IsResult ? open.Instruction : open.Instruction + piece.InnerText, open.IsResult));
            return;
        }
        // Between its beginning and its result a field holds what Word computes, not what a reader sees.
        if (_fields.Count > 0 && _fields.Any(field => !field.IsResult))
            return;
        link = _fields.Select(field => DocxLinks.OfField(field.Instruction)).FirstOrDefault(target => target is not null) ?? link;
        switch (piece.LocalName)
        {
            case "t":
                // Without this attribute Word does not show the blanks at the ends.
                _lines.Add(Xml.Attribute(piece, "space") == "preserve" ? piece.InnerText : piece.InnerText.Trim(' ', '\t', '\r', '\n'), isBold, link);
                break;
            case "br" or "cr":
                _lines.Break();
                break;
            case "tab" or "ptab":
                _lines.Add("\t", isBold, link);
                break;
            case "noBreakHyphen":
                _lines.Add("\u2011", isBold, link);
                break;
            case "softHyphen":
                _lines.Add("\u00AD", isBold, link);
                break;
            case "sym":
                Symbol(piece, isBold, link);
                break;
            case "drawing" or "pict" or "object":
                Drawing(piece);
                break;
            case "AlternateContent":
                foreach (var child in Chosen(piece)?.ChildElements ?? Enumerable.Empty<OpenXmlElement>())
                    Piece(child, isBold, link);
                break;
            case "ruby":
                foreach (var run in Xml.Child(piece, "rubyBase")?.ChildElements.Where(child => child.LocalName == "r") ?? [])
                    Run(run, null, link);
                break;
        }
    }

    private void Field(string? type)
    {
        if (type == "begin")
            _fields.Push(("", false));
        else if (_fields.TryPop(out var open) && type == "separate")
            _fields.Push((open.Instruction, true));
    }

    // A sign of a symbol font has no meaning without it.
    private void Symbol(OpenXmlElement symbol, bool isBold, string? link)
    {
        var isCode = int.TryParse(Xml.Attribute(symbol, "char"), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code);
        if (isCode && code is >= 0x20 and < 0xD800)
            _lines.Add(((char)code).ToString(), isBold, link);
        else
            Say("symbol", $"A sign of the font {Notes.Quote(Xml.Attribute(symbol, "font") ?? "")} stands here, which is no letter, so it was left out.", "Look at the document, and write it by hand if it matters.");
    }

    private void Drawing(OpenXmlElement drawing)
    {
        var boxes = drawing.Descendants().Where(element => element.LocalName == "txbxContent" && !element.Ancestors().TakeWhile(above => above != drawing).Any(above => above.LocalName is "txbxContent" or "Fallback")).ToList();
        _boxes.AddRange(boxes);
        if (drawing.Descendants().Any(element => element.LocalName is "blip" or "imagedata"))
            _lines.Picture(drawing.Descendants().FirstOrDefault(element => element.LocalName == "docPr") is { } about ? Xml.Attribute(about, "name") ?? "" : "");
        else if (boxes.Count == 0 && drawing.LocalName == "object")
            Say("left-out", "An embedded object was not read.", "Open the document and take over by hand what it shows.");
    }

    private void Table(OpenXmlElement table)
    {
        var rows = Rows(table).ToList();
        if (_cell is not null || rows.All(row => row.Cells.Count < 2) || table.Descendants().Any(element => element.LocalName == "tbl"))
        {
            foreach (var (_, cells) in rows)
                cells.ForEach(Inside);
            return;
        }
        var hasHeader = rows.Any(row => IsHeader(row.Row));
        var above = new List<Line>[MostCells];
        for (var i = 0; i < rows.Count && !IsFull; i++)
        {
            var cells = Cells(rows[i].Cells, above);
            if (cells.Any(cell => cell.Count > 0))
            {
                Blocks.Add(new Block(BlockKind.TableRow, [.. cells.SelectMany(cell => cell)])
                {
                    Cells = [.. cells.Select(cell => cell.ToValueList())],
                    IsHeader = hasHeader ? IsHeader(rows[i].Row) : i == 0,
                    Source = string.Join('\t', cells.Select(cell => string.Join(' ', cell.Select(line => line.Text)))),
                });
            }
        }
        Boxes();
    }

    private List<List<Line>> Cells(List<OpenXmlElement> cells, List<Line>[] above)
    {
        var found = new List<List<Line>>();
        foreach (var cell in cells)
        {
            if (found.Count >= MostCells)
                break;
            var properties = Xml.Child(cell, "tcPr");
            _cell = [];
            Inside(cell);
            var lines = _cell;
            _cell = null;
            // A cell that goes on from the row above says there what holds here as well. Lines are not shared: each is used or left out by itself.
            if (Xml.Child(properties, "vMerge") is { } merge && Xml.Attribute(merge, "val") != "restart" && above[found.Count] is { } before)
                lines = [.. before.Select(line => line with { })];
            above[found.Count] = lines;
            found.Add(lines);
            var width = int.TryParse(DocxStyles.Value(properties, "gridSpan"), NumberStyles.None, CultureInfo.InvariantCulture, out var span) ? Math.Min(span, MostCells) : 1;
            for (var i = 1; i < width && found.Count < MostCells; i++)
            {
                above[found.Count] = [];
                found.Add([]);
            }
        }
        return found;
    }

    private IEnumerable<(OpenXmlElement Row, List<OpenXmlElement> Cells)> Rows(OpenXmlElement table)
    {
        foreach (var row in Wrapped(table, "tr"))
        {
            if (Xml.Child(Xml.Child(row, "trPr"), "del") is not null)
                Changed(row);
            else
                yield return (row, [.. Wrapped(row, "tc")]);
        }
    }

    // Rows and cells may stand inside content controls.
    private static IEnumerable<OpenXmlElement> Wrapped(OpenXmlElement parent, string kind) => parent.ChildElements.SelectMany(child =>
        child.LocalName == kind ? [child] : child.LocalName is "sdt" or "sdtContent" or "customXml" or "ins" ? Wrapped(child, kind) : []);

    private static bool IsHeader(OpenXmlElement row) => Xml.Switch(Xml.Child(row, "trPr"), "tblHeader") is true;

    // The same content in a newer and an older form: one of them is shown.
    private static OpenXmlElement? Chosen(OpenXmlElement alternatives) => Xml.Child(alternatives, "Choice") ?? Xml.Child(alternatives, "Fallback");

    private void Changed(OpenXmlElement element)
    {
        if (_saidOnce.Add("tracked-changes"))
        {
            var author = Notes.Quote(Xml.Attribute(element, "author") ?? "");
            Say("tracked-changes", $"The document has tracked changes{(author.Length > 0 ? $", the first one by {author}" : "")}; it was read as if all were accepted.", "Ask whoever sent it whether the changes are final.");
        }
    }

    private void Say(string code, string reason, string remedy)
    {
        if (Findings.Count < MostFindings)
            Findings.Add(Documents.Findings.Warning(name, _lines.Here, code, reason, remedy));
    }
}
