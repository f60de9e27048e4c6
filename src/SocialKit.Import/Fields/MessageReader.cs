using System.Collections.Frozen;
using System.Text.RegularExpressions;
using SocialKit.Import.Labels;

namespace SocialKit.Import.Fields;

/// <summary>Reads texts to post: the items of a list, else quotations, else paragraphs.</summary>
internal sealed partial class MessageReader(Notes notes)
{
    private static readonly FrozenSet<string> OnePost = new[]
    {
        "tweet", "post", "message", "messaging", "caption", "toot", "publication", "tuit", "mensaje", "publicacion", "beitrag", "nachricht", "text", "texte", "texto", "твит", "пост", "сообщение", "текст",
        "tuite", "mensagem", "publicacao", "postagem", "textvorschlag", "mustertweet", "beispieltweet", "твита", "поста",
    }.ToFrozenSet();

    public List<(ExtractedMessage Message, Slice At)> Found { get; } = [];

    public void Read(Part part)
    {
        var blocks = Numbered([.. part.Lines.Where(line => line.Block.Kind != BlockKind.TableRow)
            .GroupBy(line => line.Block, ReferenceEqualityComparer.Instance).Select(group => group.ToList())]);
        var hasItems = blocks.Any(block => block.IsItem && !ReferenceEquals(block.First.Block, part.Label?.Block));
        var hasQuotes = !hasItems && blocks.Any(block => block.First.Block.IsQuoted) && blocks.Any(block => !block.First.Block.IsQuoted);
        var candidates = new List<Candidate>();
        foreach (var block in blocks)
        {
            var isAdvice = (hasItems && !block.IsItem) || (hasQuotes && !block.First.Block.IsQuoted) || block.First.Text.AsSpan().TrimEnd().EndsWith(":", StringComparison.Ordinal);
            if (isAdvice || TextOfLines.Of(block.Lines).Length == 0)
                continue;
            candidates.Add(block with { IsSure = block.IsItem || hasQuotes || IsPostLike(TextOfLines.Of(block.Lines)) });
        }
        // One post of several paragraphs, of which only the last has a hashtag: "Sample Facebook post" announces one.
        if (!hasItems && !hasQuotes && candidates.Count is > 1 and <= 8 && IsOne(part) && candidates[^1].IsSure && candidates[..^1].TrueForAll(candidate => !candidate.IsSure))
        {
            Add(TextOfLines.Of([.. candidates.SelectMany(candidate => candidate.Lines)]), candidates[0].First, part, isSure: true);
            notes.Doubt("message-joined", candidates[0].First, "Several paragraphs were taken for one text to post", "Part them if they are several.");
            UseAll(candidates);
            return;
        }
        var anySure = candidates.Exists(candidate => candidate.IsSure);
        foreach (var candidate in candidates)
        {
            var text = TextOfLines.Of(candidate.Lines);
            // What holds no hashtag, mention or link beside texts that do is advice more often than not.
            if (!candidate.IsSure && (anySure || part.IsTopic))
            {
                notes.Doubt("message-unsure", candidate.First, "This paragraph may be a text to post or advice, so it was left out", "Add it by hand if it is to be posted.");
                UseAll([candidate]);
                continue;
            }
            foreach (var quotation in Quotations(text, candidate.First))
                Add(quotation, candidate.First, part, candidate.IsSure);
            UseAll([candidate]);
        }
    }

    /// <summary>Takes one text of a table.</summary>
    public void Add(string text, Slice at, string? platform, string? language)
    {
        foreach (var quotation in Quotations(text, at))
            Take(quotation, at, platform, language, isSure: true);
    }

    private void Add(string text, Slice at, Part part, bool isSure) => Take(text, at, part.Platform, part.Language, isSure);

    private void Take(string text, Slice at, string? platform, string? language, bool isSure)
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
        var isLikely = !isSure && !IsPostLike(text);
        notes.Take("message", text, at, isLikely ? Certainty.Likely : Certainty.Certain);
        if (isLikely)
            notes.Doubt("message-unsure", at, "This paragraph was taken for a text to post, though it holds no hashtag, mention or link", "Remove it if it is advice.");
        foreach (var run in at.Block.Lines.SelectMany(line => line.Runs).Where(run => run.Link is not null && !run.IsPicture && !IsShown(run)))
            notes.Doubt("link-behind-text", at, $"Behind \u201C{Notes.Quote(run.Text)}\u201D stands the link {Notes.Quote(run.Link!)}, which a post cannot carry so", "Write the address into the text if readers should see it.");
        Traps.Report(text, at, notes);
        Found.Add((message, at));
    }

    // "1. …" and "2) …" at the start of lines, where a format has no lists of its own: each is a text, without its number.
    private static List<Candidate> Numbered(List<List<Slice>> blocks)
    {
        var expected = 1;
        var numbered = blocks.SelectMany(block => block).Where(line => line.Block.Kind is BlockKind.Paragraph or BlockKind.Code).Select(line => Number().Match(line.Text)).Where(match => match.Success)
            .TakeWhile(match => match.Groups[1].Value == (expected++).ToString()).Count();
        var all = blocks.SelectMany(block => block).Count(line => line.Block.Kind is BlockKind.Paragraph or BlockKind.Code && Number().IsMatch(line.Text));
        var candidates = new List<Candidate>();
        foreach (var block in blocks)
        {
            if (numbered < 2 || numbered != all || block[0].Block.Kind is not (BlockKind.Paragraph or BlockKind.Code))
            {
                candidates.Add(new Candidate(block, block[0].Block.Kind == BlockKind.ListItem, IsSure: false));
                continue;
            }
            var lines = new List<Slice>();
            var isItem = false;
            foreach (var line in block)
            {
                if (Number().Match(line.Text) is { Success: true } match)
                {
                    Close();
                    isItem = true;
                    lines.Add(line.Cut(match.Length, line.Text.Length));
                }
                else
                    lines.Add(line);
            }
            Close();

            void Close()
            {
                if (lines.Count > 0)
                    candidates.Add(new Candidate([.. lines], isItem, IsSure: false));
                lines.Clear();
            }
        }
        return candidates;
    }

    /// <summary>A text without the quotation marks that enclose it whole, or each of several texts in quotation marks of their own.</summary>
    private List<string> Quotations(string text, Slice at)
    {
        foreach (var (open, close) in (ReadOnlySpan<(char, char)>)[('\u201C', '\u201D'), ('\u00AB', '\u00BB'), ('\u201E', '\u201C'), ('\u201E', '\u201D'), ('"', '"')])
        {
            if (text.Length < 3 || text[0] != open || text[^1] != close)
                continue;
            var parts = text[1..^1].Split([open, close]);
            // Between two quotations stand blanks and no words.
            var isClean = parts.Length % 2 == 1 && parts.Where((_, index) => index % 2 == 1).All(string.IsNullOrWhiteSpace);
            if (!isClean)
                return [text];
            notes.Doubt("quotation-marks", at, "The quotation marks round this text were taken for the document\u2019s, not the post\u2019s", "Put them back if they belong to the post.");
            return [.. parts.Where((_, index) => index % 2 == 0).Select(part => part.Trim(' ', '\u00A0', '\u202F', '\n')).Where(part => part.Length > 0)];
        }
        return [text];
    }

    private static bool IsPostLike(string text) =>
        TagsInText.Hashtags(text).Count + TagsInText.Mentions(text).Count > 0 || text.Contains("://", StringComparison.Ordinal);

    private static bool IsOne(Part part) => part.Label is { } label && Folded.Fold(label.Text).Split([' ', ':', '(', ')', ',', '-', '/'], StringSplitOptions.RemoveEmptyEntries).Any(OnePost.Contains);

    private static bool IsShown(Run run) =>
        run.Link!.Contains(run.Text.Trim(), StringComparison.OrdinalIgnoreCase) || run.Text.TrimStart().StartsWith('@') || run.Text.TrimStart().StartsWith('#');

    private void UseAll(List<Candidate> candidates)
    {
        foreach (var line in candidates.SelectMany(candidate => candidate.Lines))
            notes.Use(line);
    }

    [GeneratedRegex(@"\A\s*([0-9]{1,2})[.)]\s+")]
    private static partial Regex Number();

    /// <summary>A stretch of lines that may be a text to post.</summary>
    private sealed record Candidate(List<Slice> Lines, bool IsItem, bool IsSure)
    {
        public Slice First => Lines[0];
    }
}
