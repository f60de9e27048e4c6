using SocialKit.Text;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace SocialKit.Cli.Terminal;

/// <summary>A page of headings, texts and labelled lines, as the commands for people print it. Whatever it is given is cleaned here.</summary>
/// <remarks>Nothing stands to the right of a text, so that right-to-left lines keep to themselves.</remarks>
internal sealed class Sheet
{
    // Longer lines are hard to read.
    private const int Widest = 100;
    private const int Indent = 2;

    private static readonly Style Plain = Style.Plain;
    private static readonly Style Quiet = new(decoration: Decoration.Dim);

    private readonly IAnsiConsole _console;
    private readonly int _labelWidth;

    /// <summary>How many columns there are.</summary>
    public int Width { get; }

    /// <param name="output">Where it is printed.</param>
    /// <param name="terminal">How wide it is, and whether there are colours.</param>
    /// <param name="labelWidth">Columns of the longest label.</param>
    public Sheet(TextWriter output, TerminalFacts terminal, int labelWidth)
    {
        Width = Math.Min(terminal.Width, Widest);
        _labelWidth = labelWidth;
        _console = TerminalConsole.Create(output, terminal with { Width = Width });
    }

    /// <summary>An empty line.</summary>
    public void Blank() => _console.WriteLine();

    /// <summary>A line, wrapped at words.</summary>
    public void Line(string text, Style? style = null) => _console.Write(new WrappedText(TerminalText.Clean(text), style ?? Plain));

    /// <summary>A rule with a name at its left and a value at its right.</summary>
    public void Rule(string name, Style nameStyle, string beside, string value, Style valueStyle)
    {
        (name, beside, value) = (TerminalText.Clean(name), TerminalText.Clean(beside), TerminalText.Clean(value));
        var rest = Width - 4 - name.GetCellWidth() - value.GetCellWidth() - (value.Length == 0 ? 0 : 3);
        if (beside.Length > 0 && rest - beside.GetCellWidth() < 4)
            beside = "";
        rest -= beside.Length == 0 ? 0 : beside.GetCellWidth() + 2;
        var line = new WrappedText("── ", Quiet);
        line.Append(name, nameStyle);
        if (beside.Length > 0)
            line.Append("  " + beside, Quiet);
        line.Append(" " + new string('─', Math.Max(1, rest)), Quiet);
        if (value.Length > 0)
        {
            line.Append(" ", Plain);
            line.Append(value, valueStyle);
            line.Append(" ─", Quiet);
        }
        _console.Write(line);
    }

    /// <summary>A text of any number of lines, indented, wrapped at words; what it is made of is clean already.</summary>
    public void Text(IRenderable text, int indent = Indent) => _console.Write(new Padder(text, new Padding(indent, 0, 0, 0)));

    /// <summary>A labelled value, wrapped at words under itself; a right-to-left value stands below its label.</summary>
    public void Field(string label, string value, Style? style = null, Style? labelStyle = null)
    {
        (label, value) = (TerminalText.Clean(label), TerminalText.Clean(value));
        if (Direction.IsRightToLeft(value))
        {
            Text(new WrappedText(label, labelStyle ?? Quiet));
            _console.Write(new Padder(new WrappedText(value, style ?? Plain), new Padding(2 * Indent, 0, 0, 0)));
            return;
        }
        var grid = new Grid { Expand = false };
        grid.AddColumn(new GridColumn { Width = _labelWidth, NoWrap = true, Padding = new Padding(Indent, 0, 2, 0) });
        grid.AddColumn(new GridColumn { Padding = new Padding(0, 0, 0, 0) });
        grid.AddRow(new WrappedText(label, labelStyle ?? Quiet), new WrappedText(value, style ?? Plain));
        _console.Write(grid);
    }

    /// <summary>A labelled finding: its weight in a word and a colour, its code, and what it says.</summary>
    public void Finding(Finding finding)
    {
        var place = finding.Place is { } at && finding.Span is null && finding.Platform is null ? $" ({at})" : "";
        Field(SeverityText.Label(finding.Severity), $"{finding.Code}: {finding.Reason} {finding.Remedy}{place}", null, SeverityText.Style(finding.Severity));
    }
}
