using System.Text.RegularExpressions;
using SocialKit.Import.Labels;

namespace SocialKit.Import.Fields;

/// <summary>Finds the title of a document: its first heading that is no label, or the line that stands like one above everything else.</summary>
internal sealed partial class TitleReader(Document document, ValueList<Part> parts, Notes notes)
{
    private const int LongestTitle = 300;

    /// <summary>The title; null if none can be told.</summary>
    /// <param name="titlePart">What stands below it.</param>
    public Title? Read(out Part? titlePart)
    {
        titlePart = null;
        string? kicker = null;
        var (isFirst, isBelow) = (true, false);
        foreach (var part in parts)
        {
            if (part.Label is not { Block.Kind: BlockKind.Heading } label)
            {
                isBelow |= part.Kind is LabelKind.Messages or LabelKind.Targets or LabelKind.Letter or LabelKind.Background or LabelKind.Social or LabelKind.Hashtags;
                foreach (var line in part.Label is null ? part.Lines : [])
                {
                    // A kicker may also stand as a line of its own above everything else.
                    if (Title.Of(line.Block.Text) is { Text.Length: 0, Kicker: { } above })
                    {
                        kicker ??= above;
                        notes.Use(line);
                    }
                }
                continue;
            }
            var title = Title.Of(label.Block.Text);
            var isTop = isFirst && IsOnlyTop(label.Block);
            isFirst = false;
            // Below a section that is known stand sections, not the title.
            if (isBelow && label.Block.Level > 1)
                continue;
            isBelow |= part.Kind is not (LabelKind.Unknown or LabelKind.Deadline or LabelKind.Person or LabelKind.Advice or LabelKind.Languages) && title.Kicker is null && !isTop;
            if ((part.Kind != LabelKind.Unknown && !(isTop && part.Kind is LabelKind.Social or LabelKind.Messages or LabelKind.Hashtags)) || (part.IsSocial && !isTop) || title.Text.Length > LongestTitle)
                continue;
            // A deadline or a label with its value is no title, whatever its size.
            if (part.Kind == LabelKind.Unknown && label.Text.Length < label.Line.Text.Length)
                continue;
            foreach (var line in label.Block.Lines)
                notes.Use(label with { Line = line });
            kicker ??= title.Kicker;
            if (title.Text.Length == 0)
                continue;
            titlePart = part;
            return Take(title with { Kicker = kicker }, label, Certainty.Certain);
        }
        if (WithoutHeading(kicker is not null, out var at) is { } found)
        {
            titlePart = parts.FirstOrDefault(part => part.Lines.Any(line => ReferenceEquals(line.Line, at!.Line)));
            foreach (var line in at!.Block.Lines)
                notes.Use(at with { Line = line });
            var isSure = found.Kicker is not null || (kicker is not null && IsCapital(found.Text));
            if (!isSure)
                notes.Doubt("title-unclear", at, "This line was taken for the title, since it stands above everything else", "Write the title by hand if it is another.");
            return Take(found with { Kicker = found.Kicker ?? kicker }, at, isSure ? Certainty.Certain : Certainty.Likely);
        }
        notes.Findings.Add(new Finding("no-title", Severity.Warning, "No heading of this document can be told to be its title.", "Write the title by hand.")
        {
            Place = new SourcePlace(document.Name, 1, 1),
        });
        return kicker is null ? null : new Title(kicker, "", null);
    }

    private Title Take(Title title, Slice at, Certainty certainty)
    {
        notes.Take("title", title.Text, at, certainty);
        if (title.Case is not null)
            notes.Take("source", title.Case, at);
        return title;
    }

    // "# Social media toolkit" names the document if everything else stands below it.
    private bool IsOnlyTop(Block heading) =>
        document.Blocks.All(block => block.Kind != BlockKind.Heading || ReferenceEquals(block, heading) || block.Level > heading.Level)
        && document.Blocks.Any(block => block.Kind == BlockKind.Heading && block.Level > heading.Level);

    // Plain text has no headings: the title is the first line of its own, or the one below the kicker.
    private Title? WithoutHeading(bool hasKicker, out Slice? at)
    {
        at = null;
        Slice? subject = null;
        var isFirst = true;
        foreach (var block in document.Blocks.Take(12))
        {
            if (block.Kind is BlockKind.TableRow or BlockKind.Heading || block.Lines.Count == 0)
                break;
            var text = block.Text;
            if (block.Lines.Count > 1 && block.Lines.Count(line => MailHeader().IsMatch(line.Text)) * 2 >= block.Lines.Count)
            {
                subject = block.Lines.Where(line => Subject().IsMatch(line.Text)).Select(line => new Slice(block, line, Subject().Match(line.Text).Length, line.Text.Length)).FirstOrDefault();
                foreach (var header in block.Lines)
                    notes.Use(new Slice(block, header, 0, 0));
                continue;
            }
            if (text.Length == 0 || text.StartsWith("<!--", StringComparison.Ordinal) || IsBesideTitle(text))
                continue;
            var title = Title.Of(text);
            if (title is { Text.Length: 0, Kicker: not null })
            {
                (hasKicker, isFirst) = (true, false);
                continue;
            }
            // Without blank lines, the kicker stands on the line above, and the first section on the line below.
            var lines = block.Lines.TakeWhile((other, index) => index == 0 || !IsLabel(other.Text)).ToList();
            if (title.Kicker is null && lines.Count > 1 && Title.Of(lines[0].Text) is { Text.Length: 0, Kicker: { } above })
                title = new Title(above, string.Join(' ', lines.Skip(1).Select(other => other.Text)).Trim(), null);
            else if (lines.Count < block.Lines.Count)
                title = Title.Of(string.Join(' ', lines.Select(other => other.Text)).Trim());
            var isTitle = IsTitleLike(title.Text) && block.Kind is BlockKind.Paragraph or BlockKind.Code && Dates.Read(title.Text, out _) is DateReading.None
                && !(lines[0].Runs is [{ IsBold: true, Text: var bold }, ..] && bold.AsSpan().TrimEnd().EndsWith(":", StringComparison.Ordinal))
                && (title.Kicker is not null || (lines.Count <= 2 && (hasKicker ? IsCapital(title.Text) || isFirst : isFirst)));
            if (!isTitle)
                break;
            var line = lines[^1];
            at = new Slice(block, line, 0, line.Text.Length);
            return title;
        }
        // What a mail is about, if nothing in it says so.
        if (subject is null || !IsTitleLike(Title.Of(subject.Text).Text))
            return null;
        at = subject;
        return Title.Of(subject.Text);
    }

    private static bool IsLabel(string text)
    {
        var folded = Folded.Fold(text).Trim(' ', ':', '.');
        return (LabelTable.Find(folded + ":", 0) is { } spelling && spelling.Text.Length == folded.Length) || LabelWords.Of(folded) is not null || LabelTable.PlatformNamed(folded) is not null;
    }

    private static bool IsBesideTitle(string text) =>
        text.Contains("Index:", StringComparison.OrdinalIgnoreCase) || (text.Length < 40 && (Dates.Read(text, out _) is DateReading.Certain) && text.Count(' '.Equals) < 5);

    private static bool IsTitleLike(string text)
    {
        var folded = Folded.Fold(text).Trim(' ', ':', '.');
        return text.Length is > 3 and <= 150 && text.Count(' '.Equals) < 16 && text[^1] is not ('.' or ',' or ';' or ':') && !text.Contains('@', StringComparison.Ordinal)
            && !text.Contains("://", StringComparison.Ordinal) && text.Any(char.IsLetter) && !CaseNumber().IsMatch(text)
            && !(LabelTable.Find(folded, 0) is { } spelling && (spelling.Text.Length == folded.Length || folded[spelling.Text.Length..].TrimStart().StartsWith(':'))) && LabelWords.Of(folded) is null
            && !ContactLabels.IsLabel(folded) && !LabelCutter.IsSalutation(text) && (text.IndexOf(": ", StringComparison.Ordinal) is var colon && (colon < 0 || LabelWords.Of(Folded.Fold(text[..colon])) is null && !ContactLabels.IsLabel(Folded.Fold(text[..colon]))));
    }

    private static bool IsCapital(string text) => text.Contains(' ', StringComparison.Ordinal) && !text.Any(char.IsLower);

    [GeneratedRegex(@"\A(?:from|to|cc|bcc|subject|date|sent|reply-to|de|\u00E0|\u00C0|objet|envoy\u00E9|asunto|para|fecha|enviado|von|an|betreff|gesendet|datum|\u043E\u0442|\u043A\u043E\u043C\u0443|\u0442\u0435\u043C\u0430|\u0434\u0430\u0442\u0430|assunto)\s*:", RegexOptions.IgnoreCase)]
    private static partial Regex MailHeader();

    [GeneratedRegex(@"\A(?:subject|objet|asunto|betreff|\u0442\u0435\u043C\u0430|assunto)\s*:\s*(?:(?:re|fwd?|aw|wg|tr|rv|enc)\s*:\s*)*", RegexOptions.IgnoreCase)]
    private static partial Regex Subject();

    [GeneratedRegex(@"(?<![\p{L}\p{Nd}])UA[ -]?[0-9]{1,4}(?:-[0-9])?[/.][0-9]{2,4}(?![0-9])")]
    private static partial Regex CaseNumber();
}
