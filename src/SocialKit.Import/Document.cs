using System.Text;

namespace SocialKit.Import;

/// <summary>A document that was read, of whatever format: blocks of lines, each with its place in the source.</summary>
/// <param name="Name">The file's name, as the person gave it.</param>
/// <param name="Blocks">The blocks, in reading order.</param>
public sealed record Document(string Name, ValueList<Block> Blocks)
{
    /// <summary>What the reader could not read, or is not sure of.</summary>
    /// <value>None by default.</value>
    public ValueList<Finding> Findings { get; init; } = [];
}

/// <summary>What a block of a document is.</summary>
public enum BlockKind
{
    /// <summary>A heading; <see cref="Block.Level"/> says of which rank.</summary>
    Heading,

    /// <summary>A paragraph.</summary>
    Paragraph,

    /// <summary>An item of a list, with all its paragraphs; an empty line stands between two of them.</summary>
    ListItem,

    /// <summary>A row of a table; <see cref="Block.Cells"/> holds it by column.</summary>
    TableRow,

    /// <summary>Lines that the source indents or fences.</summary>
    Code,
}

/// <summary>A block of a document.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Lines">Its lines, as the source breaks them; for a table row those of all its cells.</param>
public sealed record Block(BlockKind Kind, ValueList<Line> Lines)
{
    /// <summary>The rank of a heading, 1 to 6; the depth of a list item, from 1; else 0.</summary>
    public int Level { get; init; }

    /// <summary>True if the block stands inside a quotation.</summary>
    public bool IsQuoted { get; init; }

    /// <summary>True for the row that names a table's columns.</summary>
    public bool IsHeader { get; init; }

    /// <summary>The number or bullet of a list item, as written; else empty.</summary>
    public string Marker { get; init; } = "";

    /// <summary>The cells of a table row, each a list of lines; else empty.</summary>
    public ValueList<ValueList<Line>> Cells { get; init; } = [];

    /// <summary>The block exactly as it stands in the source, without the line break that ends it.</summary>
    public string Source { get; init; } = "";

    /// <summary>The text of all lines, with one blank between two.</summary>
    public string Text => string.Join(' ', Lines.Select(line => line.Text)).Trim();
}

/// <summary>A line of a block.</summary>
/// <param name="Runs">Its pieces, in order; none for an empty line inside a block.</param>
public sealed record Line(ValueList<Run> Runs)
{
    /// <summary>True if the source asks for a line break after this line, false if it merely wraps.</summary>
    public bool EndsHard { get; init; }

    /// <summary>What a reader sees: the runs' text without markup, escapes undone.</summary>
    public string Text { get; } = Join(Runs);

    /// <summary>Where the character at <paramref name="index"/> of <see cref="Text"/> stands in the source.</summary>
    public TextPosition PositionOf(int index)
    {
        var start = 0;
        foreach (var run in Runs)
        {
            if (index < start + run.Text.Length)
                return run.Start with { Column = run.Start.Column + Math.Max(0, index - start) };
            start += run.Text.Length;
        }
        return Runs.Count > 0 ? Runs[^1].End : new TextPosition(1, 1);
    }

    /// <summary>The run that holds the character at <paramref name="index"/> of <see cref="Text"/>; null beyond the end.</summary>
    public Run? RunAt(int index)
    {
        var start = 0;
        foreach (var run in Runs)
        {
            start += run.Text.Length;
            if (index < start)
                return run;
        }
        return null;
    }

    private static string Join(ValueList<Run> runs)
    {
        if (runs.Count == 1)
            return runs[0].Text;
        var text = new StringBuilder();
        foreach (var run in runs)
            text.Append(run.Text);
        return text.ToString();
    }
}

/// <summary>A piece of a line with one look.</summary>
/// <param name="Text">What a reader sees.</param>
/// <param name="Start">Where it begins in the source.</param>
/// <param name="End">Where it ends in the source: the column after its last character.</param>
public sealed record Run(string Text, TextPosition Start, TextPosition End)
{
    /// <summary>True if it is set in bold.</summary>
    public bool IsBold { get; init; }

    /// <summary>Where a link leads, or where a picture is; null for plain text.</summary>
    public string? Link { get; init; }

    /// <summary>True if it stands for a picture at <see cref="Link"/>; its text is empty then.</summary>
    public bool IsPicture { get; init; }
}

/// <summary>A place in a source text.</summary>
/// <param name="Line">Counted from 1.</param>
/// <param name="Column">Counted from 1, in UTF-16 units.</param>
public readonly record struct TextPosition(int Line, int Column);
