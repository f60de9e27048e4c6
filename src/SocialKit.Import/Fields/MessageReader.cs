using System.Collections.Frozen;
using SocialKit.Import.Labels;

namespace SocialKit.Import.Fields;

/// <summary>Reads texts to post: the items of a list, else quotations, else paragraphs; or the rows of a table.</summary>
internal sealed class MessageReader(Notes notes)
{
    private static readonly FrozenSet<string> PlatformColumns = Set("platform", "network", "channel", "plateforme", "plataforma", "plattform", "red social", "платформа", "réseau");
    private static readonly FrozenSet<string> LanguageColumns = Set("language", "lang", "langue", "idioma", "sprache", "язык");
    private static readonly FrozenSet<string> TextColumns = Set("message", "messages", "text", "post", "tweet", "mensaje", "texto", "texte", "nachricht", "текст", "сообщение", "mensagem", "copy", "caption");

    public List<(ExtractedMessage Message, Slice At)> Found { get; } = [];

    public void Read(Part part)
    {
        var blocks = part.Lines.Where(line => line.Block.Kind != BlockKind.TableRow)
            .GroupBy(line => line.Block, ReferenceEqualityComparer.Instance).Select(group => group.ToList()).ToList();
        var hasItems = blocks.Any(block => block[0].Block.Kind == BlockKind.ListItem && !ReferenceEquals(block[0].Block, part.Label?.Block));
        var hasQuotes = !hasItems && blocks.Any(block => block[0].Block.IsQuoted) && blocks.Any(block => !block[0].Block.IsQuoted);
        foreach (var block in blocks)
        {
            var first = block[0];
            var isAdvice = (hasItems && first.Block.Kind != BlockKind.ListItem) || (hasQuotes && !first.Block.IsQuoted) || first.Text.AsSpan().TrimEnd().EndsWith(":", StringComparison.Ordinal);
            if (isAdvice)
                continue;
            Add(TextOfLines.Of(block), first, part.Platform, part.Language, isSure: hasItems || hasQuotes || first.Block.Kind == BlockKind.ListItem);
            foreach (var line in block)
                notes.Use(line);
        }
    }

    /// <summary>Reads the rows of a table if one of its columns holds texts to post.</summary>
    public static bool IsTable(Block header) => Column(header, TextColumns) >= 0;

    /// <summary>Reads a row of a table of messages.</summary>
    public void ReadRow(Block header, Block row, Part part)
    {
        var (textAt, platformAt, languageAt) = (Column(header, TextColumns), Column(header, PlatformColumns), Column(header, LanguageColumns));
        if (textAt >= row.Cells.Count || row.Cells[textAt].Count == 0)
            return;
        var lines = row.Cells[textAt].Select(line => new Slice(row, line, 0, line.Text.Length)).ToList();
        var (platform, language) = (part.Platform, part.Language);
        if (Cell(row, platformAt) is { } platformCell)
        {
            platform = LabelTable.PlatformNamed(Folded.Fold(platformCell));
            if (platform is null)
                notes.Doubt("platform-unknown", lines[0], $"\u201C{Notes.Quote(platformCell)}\u201D is no platform known here", "State the platform by hand.");
        }
        if (Cell(row, languageAt) is { } languageCell)
        {
            language = LanguageNames.CodeOf(languageCell);
            if (language is null)
                notes.Doubt("language-unknown", lines[0], $"\u201C{Notes.Quote(languageCell)}\u201D is no language known here", "State the language by hand.");
        }
        Add(TextOfLines.Of(lines), lines[0], platform, language, isSure: true);
        foreach (var line in row.Lines)
            notes.Use(new Slice(row, line, 0, 0));
    }

    private void Add(string text, Slice at, string? platform, string? language, bool isSure)
    {
        if (text.Length == 0)
            return;
        var message = new ExtractedMessage(text)
        {
            Platform = platform,
            Language = language,
            Hashtags = TagsInText.Hashtags(text),
            Mentions = TagsInText.Mentions(text),
        };
        var isLikely = !isSure && message.Hashtags.Count + message.Mentions.Count == 0 && !text.Contains("://", StringComparison.Ordinal);
        notes.Take("message", text, at, isLikely ? Certainty.Likely : Certainty.Certain);
        if (isLikely)
            notes.Doubt("message-unsure", at, "This paragraph was taken for a text to post, though it holds no hashtag, mention or link", "Remove it if it is advice.");
        foreach (var run in at.Block.Lines.SelectMany(line => line.Runs).Where(run => run.Link is not null && !run.IsPicture && !IsShown(run)))
            notes.Doubt("link-behind-text", at, $"Behind \u201C{Notes.Quote(run.Text)}\u201D stands the link {Notes.Quote(run.Link!)}, which a post cannot carry so", "Write the address into the text if readers should see it.");
        Traps.Report(text, at, notes);
        Found.Add((message, at));
    }

    private static bool IsShown(Run run) =>
        run.Link!.Contains(run.Text.Trim(), StringComparison.OrdinalIgnoreCase) || run.Text.TrimStart().StartsWith('@') || run.Text.TrimStart().StartsWith('#');

    private static int Column(Block header, FrozenSet<string> names)
    {
        for (var i = 0; i < header.Cells.Count; i++)
        {
            if (Cell(header, i) is { } text && names.Contains(Folded.Fold(text)))
                return i;
        }
        return -1;
    }

    private static string? Cell(Block row, int column)
    {
        if (column < 0 || column >= row.Cells.Count)
            return null;
        var text = string.Join(' ', row.Cells[column].Select(line => line.Text)).Trim();
        return text.Length == 0 ? null : text;
    }

    private static FrozenSet<string> Set(params string[] words) => words.Select(Folded.Fold).ToFrozenSet();
}
