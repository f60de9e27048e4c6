using System.Globalization;
using SocialKit.Cli.Terminal;
using SocialKit.Import;
using Spectre.Console;

namespace SocialKit.Cli.Importing;

/// <summary>Says what an import took, from which line, and what it is not sure of.</summary>
internal sealed class ImportReport(ImportResult result, string name, CliContext context)
{
    private const int LongestValue = 500;

    private static readonly Style Bold = new(decoration: Decoration.Bold);

    private readonly int _digits = result.Taken.Select(taken => taken.Place.Line).Concat(result.Findings.Select(finding => finding.Place?.Line ?? 0))
        .Append(1).Max().ToString(CultureInfo.InvariantCulture).Length;

    public void Write()
    {
        var labels = result.Taken.Select(Label).ToList();
        var sheet = new Sheet(context.Out, context.Terminal, labelWidth: labels.Select(label => label.Length).Append("warning".Length).Max());
        sheet.Line($"Taken from {name}, by line", Bold);
        sheet.Blank();
        if (labels.Count == 0)
            sheet.Line("  nothing");
        foreach (var (label, field) in labels.Zip(result.Taken))
            sheet.Field(label, Brief(field.Value) + (field.Certainty == Certainty.Likely ? "  (probably: look at it)" : ""));
        sheet.Blank();
        if (result.Findings.Count == 0)
            return;
        sheet.Line("Left out, or not sure", Bold);
        sheet.Blank();
        // A long document leaves out twenty paragraphs, and what to do is the same for each: it is said once.
        var said = new HashSet<string>(StringComparer.Ordinal);
        foreach (var finding in result.Findings)
        {
            var remedy = said.Add(finding.Remedy) ? " " + finding.Remedy : "";
            sheet.Field(finding.Place is { } place ? Line(place.Line) : "", $"{finding.Code}: {finding.Reason}{remedy}", null, SeverityText.Style(finding.Severity));
        }
        sheet.Blank();
    }

    private string Label(ImportedField field) => $"{Line(field.Place.Line)}  {field.Key}";

    private string Line(int line) => line.ToString(CultureInfo.InvariantCulture).PadLeft(_digits);

    // A letter in one line: its beginning, cut at a word, and how long it is.
    private static string Brief(string value)
    {
        var line = value.ReplaceLineEndings(" ");
        if (line.Length <= LongestValue)
            return line;
        var end = line.LastIndexOf(' ', LongestValue);
        end = end > 0 ? end : LongestValue;
        return $"{line[..(char.IsHighSurrogate(line[end - 1]) ? end - 1 : end)]}… ({value.Length.ToString("N0", CultureInfo.InvariantCulture)} characters)";
    }
}
