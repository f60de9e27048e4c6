namespace SocialKit.Import;

/// <summary>Reads plain text: a paragraph a run of lines between empty ones, a list item a line that begins with a bullet.</summary>
/// <param name="maxBytes">The largest file that is read, in bytes. Default: 5,000,000.</param>
public sealed class PlainTextReader(int maxBytes = MarkdownReader.DefaultMaxBytes) : IDocumentReader
{
    /// <inheritdoc/>
    public bool Reads(string fileName) =>
        fileName.EndsWith(".txt", StringComparison.OrdinalIgnoreCase) || fileName.EndsWith(".text", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public Document Read(ReadOnlyMemory<byte> bytes, string name) =>
        SourceText.TryDecode(bytes, name, maxBytes, out var problem) is { } source
            ? new Document(name, Blocks(source)) { Findings = problem is null ? [] : [problem] }
            : new Document(name, []) { Findings = [problem!] };

    internal static ValueList<Block> Blocks(SourceText source)
    {
        var blocks = new List<Block>();
        var lines = new List<Line>();
        var marker = "";

        for (var i = 0; i < source.LineCount && blocks.Count <= DocumentBounds.MaxBlocks; i++)
        {
            var (start, end) = source.LineAt(i);
            // A mail that was forwarded quotes each line by such a sign.
            while (start < end && (char.IsWhiteSpace(source.Text[start]) || source.Text[start] == '>'))
                start++;
            while (end > start && char.IsWhiteSpace(source.Text[end - 1]))
                end--;
            if (start == end)
            {
                Close();
                continue;
            }
            if (end - start > 2 && source.Text[start] is '-' or '*' or '\u2022' or '\u00B7' && char.IsWhiteSpace(source.Text[start + 1]))
            {
                Close();
                marker = source.Text[start].ToString();
                start += 2;
            }
            var run = new Run(source.Text[start..end], source.PositionOf(start), source.PositionOf(end));
            lines.Add(new Line([run]));
        }
        Close();
        return [.. blocks];

        void Close()
        {
            if (lines.Count > 0)
            {
                blocks.Add(new Block(marker.Length > 0 ? BlockKind.ListItem : BlockKind.Paragraph, [.. lines])
                {
                    Marker = marker,
                    Level = marker.Length > 0 ? 1 : 0,
                    Source = string.Join('\n', lines.Select(line => line.Text)),
                });
            }
            lines.Clear();
            marker = "";
        }
    }
}
