using System.Collections.Frozen;
using System.Text.RegularExpressions;
using SocialKit.Campaigns;
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
        var blocks = Marked([.. part.Lines.Where(line => line.Block.Kind != BlockKind.TableRow)
            .GroupBy(line => line.Block, ReferenceEqualityComparer.Instance).Select(group => group.ToList())]);
        var hasItems = blocks.Any(block => block.IsItem && !ReferenceEquals(block.First.Block, part.Label?.Block));
        var hasQuotes = !hasItems && blocks.Any(block => block.First.Block.IsQuoted) && blocks.Any(block => !block.First.Block.IsQuoted);
        var candidates = new List<Candidate>();
        foreach (var block in blocks)
        {
            var isAdvice = (hasItems && !block.IsItem) || (hasQuotes && !block.First.Block.IsQuoted) || block.First.Text.AsSpan().TrimEnd().EndsWith(":", StringComparison.Ordinal);
            var text = TextOfLines.Of(block.Lines);
            if (isAdvice || text.Length == 0)
                continue;
            if (LabelCutter.IsOnlyNames(text) || IsContactLine(block.Lines) || BrokenTable().IsMatch(text) || (!block.IsItem && Instruction().IsMatch(Folded.Fold(text))))
            {
                notes.Doubt("left-out", block.First, "This was not taken for a text to post", "Take it over by hand if it is one.");
                continue;
            }
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
            // A line that runs everything together may go on with the next text.
            if (part.Label is { Start: > 0 } label && ReferenceEquals(label.Line, candidate.First.Line) && RunOn().IsMatch(text))
            {
                notes.Doubt("message-unclear", candidate.First, "Where a text ends cannot be told, since everything stands on one line", "Add the texts by hand.");
                UseAll([candidate]);
                continue;
            }
            // Where blank lines part the texts, each paragraph is one.
            if (candidates.Count == 1 && !candidate.IsItem && candidate.Lines.Count > 1 && candidate.First.Block.Kind is BlockKind.Paragraph or BlockKind.Code && candidate.Lines.TrueForAll(line => TagsInText.Hashtags(line.Text).Count > 0 && StartsAnew(line.Text)))
            {
                notes.Doubt("message-unclear", candidate.First, "Each of these lines could be a text of its own, or all of them one", "Add the texts by hand, or put blank lines between them.");
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

    // "1. …", "2) …" and "• …" at the start of lines, where a format has no lists of its own: each is a text, without its mark.
    private List<Candidate> Marked(List<List<Slice>> blocks)
    {
        var loose = blocks.Where(block => block[0].Block.Kind is BlockKind.Paragraph or BlockKind.Code).SelectMany(block => block).ToList();
        var numbers = loose.Select(line => Number().Match(line.Text)).Where(match => match.Success).Select(match => match.Groups[1].Value).ToList();
        var isNumbered = numbers.Count > 0 && numbers.Index().All(entry => entry.Item == (entry.Index + 1).ToString());
        var isBulleted = loose.Count > 0 && Bullet().IsMatch(loose[0].Text);
        var candidates = new List<Candidate>();
        foreach (var block in blocks)
        {
            var mark = isNumbered ? Number() : isBulleted ? Bullet() : null;
            if (mark is null || block[0].Block.Kind is not (BlockKind.Paragraph or BlockKind.Code))
            {
                candidates.Add(new Candidate(block, block[0].Block.Kind == BlockKind.ListItem, IsSure: false));
                continue;
            }
            var lines = new List<Slice>();
            var isItem = false;
            foreach (var line in block)
            {
                if (mark.Match(line.Text) is { Success: true } match)
                {
                    Close();
                    isItem = true;
                    if (numbers.Count == 1 && isNumbered)
                        notes.Doubt("number-removed", line, "The number before this text was taken for the document\u2019s, not the post\u2019s", "Put it back if it belongs to the post.");
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

    // "X: @name": an account, and where it is.
    private static bool IsContactLine(List<Slice> lines) => lines.TrueForAll(line => ContactLabels.Cut(line) is { Count: > 0 } fields
        && fields.Any(field => field.Label is not null) && fields.All(field => field.Label is { Kind: ContactKind.Handle } ? LabelCutter.IsOnlyNames(field.Value.Text) : field.Label is not null || field.Value.IsBlank));

    private static bool IsPostLike(string text) =>
        TagsInText.Hashtags(text).Count + TagsInText.Mentions(text).Count > 0 || text.Contains("://", StringComparison.Ordinal);

    private static bool StartsAnew(string text) => text.AsSpan().TrimStart() is [var first, ..] && (char.IsUpper(first) || first is '"' or '\u201C' or '\u00AB' or '@' or '#' or '.' || char.IsDigit(first));

    private static bool IsOne(Part part) => part.Label is { } label && Folded.Fold(label.Text).Split([' ', ':', '(', ')', ',', '-', '/'], StringSplitOptions.RemoveEmptyEntries).Any(OnePost.Contains);

    private static bool IsShown(Run run) =>
        run.Link!.Contains(run.Text.Trim(), StringComparison.OrdinalIgnoreCase) || run.Text.TrimStart().StartsWith('@') || run.Text.TrimStart().StartsWith('#');

    private void UseAll(List<Candidate> candidates)
    {
        foreach (var line in candidates.SelectMany(candidate => candidate.Lines))
            notes.Use(line);
    }

    // Not "1. Mai": a day is no number of a list.
    [GeneratedRegex(@"\A\s*([0-9]{1,2})[.)]\s+(?!(?:Januar|Februar|M\u00E4rz|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)\b)")]
    private static partial Regex Number();

    [GeneratedRegex(@"\A\s*[-*\u2022\u00B7\u25AA\u25E6\u2023\u2013\u2014\u25CF\u25CB]\s+")]
    private static partial Regex Bullet();

    // "Please use the hashtag #Walk in all posts."
    [GeneratedRegex(@"\A(?:please |merci d'|por favor,? |bitte |\u043F\u043E\u0436\u0430\u043B\u0443\u0438\u0441\u0442\u0430,? )?(?:always |also )?(?:use|using|add|include|utilise[rz]|ajoute[rz]|usen?|utilicen?|utilizar|verwende[nt]?|nutzen|benutzen|\u0438\u0441\u043F\u043E\u043B\u044C\u0437\u0443\u0438\u0442\u0435|inclua[m]?|incluyan?) (?:sie |o |el |la |le |the |our |this |these |as |los |les |die |den |unseren )?(?:official |campaign )?(?:hashtags?|mots?-diese|etiquetas?|\u0445[\u044D\u0435]\u0448\u0442\u0435\u0433\w*|#)")]
    private static partial Regex Instruction();

    // " - " or a closing quotation mark in the middle; a label with a colon in the middle.
    [GeneratedRegex(@"\A[-*\u2022>] |[\u201D\u00BB]\s+\S| [-\u2022>] \p{Lu}|[.!?] \p{Lu}[\p{L} ]{3,40} ?:(?!//)")]
    private static partial Regex RunOn();

    [GeneratedRegex(@"\A\s*\||\|\s*:?-{3,}")]
    private static partial Regex BrokenTable();

    /// <summary>A stretch of lines that may be a text to post.</summary>
    private sealed record Candidate(List<Slice> Lines, bool IsItem, bool IsSure)
    {
        public Slice First => Lines[0];
    }
}
