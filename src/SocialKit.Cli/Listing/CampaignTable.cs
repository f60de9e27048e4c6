using SocialKit.Cli.Terminal;

namespace SocialKit.Cli.Listing;

/// <summary>Campaigns for people: a table where it fits, a paragraph each where it does not.</summary>
internal sealed class CampaignTable(ValueList<CampaignRow> rows, CliContext context)
{
    private static readonly string[] Heads = ["CAMPAIGN", "DEADLINE", "LANGUAGES", "MESSAGES", "VARIANTS", "PROBLEMS", "TITLE"];

    public void Write()
    {
        var table = rows.Select(Cells).Prepend(Heads).ToList();
        // The title comes last, so that wide and right-to-left letters in it move no column.
        var widths = Enumerable.Range(0, Heads.Length - 1).Select(column => table.Max(cells => cells[column].Length)).ToArray();
        if (context.Terminal.IsTerminal && widths.Sum() + (2 * widths.Length) + "TITLE".Length > context.Terminal.Width)
            WriteParagraphs();
        else
            WriteTable(table, widths);
    }

    private string[] Cells(CampaignRow row) =>
    [
        TerminalText.Clean(row.Slug),
        Or(row.DeadlineInWords(context.Now)),
        Or(string.Join(' ', row.Languages.Select(language => $"{language.Language} {language.Translated}/{language.Total}"))),
        row.Messages.ToString(System.Globalization.CultureInfo.InvariantCulture),
        Or(string.Join(' ', row.Variants)),
        Or(row.Problems),
        TerminalText.Clean(row.Title),
    ];

    private void WriteTable(List<string[]> table, int[] widths)
    {
        foreach (var cells in table)
            context.Out.WriteLine(string.Concat(cells.Select((cell, column) => column < widths.Length ? cell.PadRight(widths[column] + 2) : cell)).TrimEnd());
    }

    private void WriteParagraphs()
    {
        var sheet = new Sheet(context.Out, context.Terminal, labelWidth: 9);
        foreach (var row in rows)
        {
            sheet.Line(row.Slug, new(decoration: Spectre.Console.Decoration.Bold));
            var cells = Cells(row);
            foreach (var (label, cell) in (ReadOnlySpan<(string, string)>)[("title", row.Title), ("deadline", cells[1]), ("languages", cells[2]), ("messages", cells[3]), ("variants", cells[4]), ("problems", cells[5])])
            {
                if (cell.Length > 0 && cell != "-")
                    sheet.Field(label, cell);
            }
            sheet.Blank();
        }
    }

    private static string Or(string cell) => cell.Length == 0 ? "-" : cell;
}
