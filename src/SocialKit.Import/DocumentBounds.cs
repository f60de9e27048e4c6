namespace SocialKit.Import;

/// <summary>How much of a document is looked at. Far above what an appeal or a toolkit has, far below what would make an import slow.</summary>
internal static class DocumentBounds
{
    public const int MaxBlocks = 10_000;
    public const int MaxLinesOfBlock = 2_000;
    public const int MaxLine = 30_000;

    /// <summary>What is said of a file with too many bytes.</summary>
    public static Finding TooLarge(string name, long bytes, long most) =>
        new("too-large", Severity.Error, $"The document has {bytes:N0} bytes, more than the {most:N0} that are read.",
            "Import the part that holds the appeal.") { Place = new SourcePlace(name, 1, 1) };

    /// <summary>The document without what is beyond the bounds, and a finding for each kind of it.</summary>
    public static Document Apply(Document document)
    {
        var blocks = new List<Block>();
        Finding? problem = null;
        foreach (var block in document.Blocks)
        {
            if (blocks.Count == MaxBlocks)
                problem ??= Problem(block, $"The document has more than {MaxBlocks:N0} paragraphs and list items; the rest was not read.");
            else if (block.Lines.Count > MaxLinesOfBlock)
                problem ??= Problem(block, $"A paragraph of more than {MaxLinesOfBlock:N0} lines was not read.");
            else if (block.Lines.Any(line => line.Text.Length > MaxLine))
                problem ??= Problem(block, $"A line of more than {MaxLine:N0} characters was not read.");
            else
                blocks.Add(block);
        }
        return problem is null ? document : document with { Blocks = [.. blocks], Findings = [.. document.Findings, problem] };

        Finding Problem(Block block, string reason)
        {
            var position = block.Lines[0].PositionOf(0);
            return new Finding("too-large", Severity.Error, reason, "Import the part that holds the appeal.")
            {
                Place = new SourcePlace(document.Name, position.Line, position.Column),
            };
        }
    }
}
