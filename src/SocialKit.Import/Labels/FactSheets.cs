using SocialKit.Import.Fields;

namespace SocialKit.Import.Labels;

/// <summary>Turns tables that hold a label in the first column and its value in the second, and tables that only lay a page out, into paragraphs.</summary>
internal static class FactSheets
{
    public static Document Unfold(Document document)
    {
        if (!document.Blocks.Any(block => block.Kind == BlockKind.TableRow))
            return document;
        var blocks = new List<Block>();
        for (var i = 0; i < document.Blocks.Count;)
        {
            var rows = new List<Block>();
            while (i < document.Blocks.Count && document.Blocks[i].Kind == BlockKind.TableRow && !(rows.Count > 0 && document.Blocks[i].IsHeader))
                rows.Add(document.Blocks[i++]);
            if (rows.Count == 0)
                blocks.Add(document.Blocks[i++]);
            else if (IsOfOneColumn(rows))
                blocks.AddRange(rows.SelectMany(row => row.Cells).Where(cell => cell.Count > 0).Select(cell => new Block(BlockKind.Paragraph, cell) { Source = rows[0].Source }));
            else if (IsFactSheet(rows))
                blocks.AddRange(rows.Select(row => IsLabelled(row) ? Paragraph(row) : row));
            else
                blocks.AddRange(rows);
        }
        return document with { Blocks = [.. blocks] };
    }

    // A table of one column, or of one row with several: it only places text on the page.
    private static bool IsOfOneColumn(List<Block> rows) => rows.TrueForAll(row => row.Cells.Count(cell => cell.Any(line => line.Text.AsSpan().Trim().Length > 0)) <= 1) && rows.Exists(row => row.Cells.Any(cell => cell.Count > 0));

    private static bool IsFactSheet(List<Block> rows) =>
        rows.TrueForAll(row => row.Cells.Count <= 2 || row.Cells.Skip(2).All(cell => cell.Count == 0))
        && new TableReader(rows, isAmongMessages: false) is { HoldsMessages: false, HoldsAccounts: false }
        && rows.Count(IsLabelled) * 2 >= rows.Count(row => row.Lines.Count > 0);

    private static bool IsLabelled(Block row)
    {
        if (row.Cells.Count < 2 || row.Cells[0].Count == 0 || row.Cells[1].Count == 0)
            return false;
        var label = Folded.Fold(string.Join(' ', row.Cells[0].Select(line => line.Text))).Trim(' ', ':', '.');
        return label.Length is > 0 and <= 90
            && ((LabelTable.Find(label + ":", 0) is { } spelling && spelling.Text.Length == label.Length) || LabelWords.Of(label) is not null || ContactLabels.IsLabel(label) || LabelTable.PlatformNamed(label) is not null);
    }

    private static Block Paragraph(Block row)
    {
        var (label, value) = (row.Cells[0], row.Cells[1]);
        var runs = label.SelectMany(line => line.Runs).ToList();
        var end = runs[^1].End;
        if (!runs[^1].Text.AsSpan().TrimEnd().EndsWith(":", StringComparison.Ordinal))
            runs.Add(new Run(":", end, end));
        var lines = new List<Line> { new([.. runs, new Run(" ", end, end), .. value[0].Runs]) { EndsHard = value[0].EndsHard } };
        lines.AddRange(value.Skip(1));
        return new Block(BlockKind.Paragraph, [.. lines]) { Source = row.Source, IsQuoted = row.IsQuoted };
    }
}
