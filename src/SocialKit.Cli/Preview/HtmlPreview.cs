using System.Globalization;
using SocialKit.Campaigns;
using SocialKit.Cli.Terminal;
using SocialKit.Posts;
using SocialKit.Text;

namespace SocialKit.Cli.Preview;

/// <summary>A preview as one HTML page that needs nothing beside itself, to be sent to those who decide and have no terminal.</summary>
internal sealed class HtmlPreview(PreviewModel model)
{
    private readonly HtmlText _html = new();

    /// <summary>The whole page.</summary>
    public string Page()
    {
        var title = model.Campaign?.Title ?? "A text as each platform shows it";
        HtmlPage.Begin(_html, title);
        if (model.Campaign is { } campaign)
            WriteHead(campaign);
        WriteFindings(model.Findings);
        var number = 0;
        foreach (var message in model.Messages)
            WriteMessage(message, ref number);
        return HtmlPage.End(_html);
    }

    private void WriteHead(Campaign campaign)
    {
        _html.Raw("<dl>\n");
        if (campaign.Person is { } person)
        {
            _html.Raw("<dt>For</dt><dd><bdi>").Text(person).Raw("</bdi>");
            if (campaign.Pronouns is { } pronouns)
                _html.Raw(" (<bdi>").Text(pronouns).Raw("</bdi>)");
            _html.Raw("</dd>\n");
        }
        if (model.Deadline is { } deadline)
            WriteDeadline(deadline);
        foreach (var target in model.Targets)
            WriteTarget(target);
        if (campaign.Hashtags.Count > 0)
            Row("Hashtags", () => Join(campaign.Hashtags, " ", tag => _html.Raw("<bdi>").Text("#" + tag).Raw("</bdi>")));
        if (model.Follow.Count > 0)
            Rows("Follow", model.Follow, account => _html.Text(account.Platform.Name + " ").Link(account.Profile, account.Mention));
        if (model.RepostRules.Count > 0)
            Rows("Reposts", model.RepostRules, rule => _html.Raw("<bdi>").Text($"{rule.Label}: {rule.Value}").Raw("</bdi>"));
        if (model.Languages.Count > 1)
            Row("Languages", () => _html.Text(PreviewWords.Languages(model.Languages)));
        _html.Raw("</dl>\n");
    }

    private void WriteDeadline(PreviewDeadline deadline)
    {
        _html.Raw($"<dt>Deadline</dt><dd><span{(deadline.IsPassed ? " class=\"passed\"" : "")}>").Text($"{PreviewWords.Day(deadline.Day)}, {deadline.Words}").Raw("</span>\n<table>");
        foreach (var clock in deadline.Clocks)
            _html.Raw("<tr><td>").Text(PreviewWords.Minute(clock.Time)).Raw("</td><td>").Text(PreviewWords.Clock(clock)).Raw("</td></tr>");
        _html.Raw("</table></dd>\n");
    }

    private void WriteTarget(PreviewTarget target)
    {
        var (who, accounts) = target;
        Row(who.CopyOnly ? "Copy to" : "Target", () =>
        {
            _html.Raw("<bdi>").Text(who.Title).Raw("</bdi>");
            if (who.Name is { } name)
                _html.Raw(": <bdi>").Text(name).Raw("</bdi>");
            if (accounts.Count == 0)
                return;
            _html.Raw("<br>");
            Join(accounts, ", ", account => _html.Text(account.Platform.Name + " ").Link(account.Profile, account.Mention));
        });
    }

    private void WriteMessage(PreviewMessage message, ref int number)
    {
        _html.Raw("<section>\n");
        if (message.Message is { } id)
        {
            _html.Raw("<h2>").Text(id).Raw(" <small>in ").Text(message.Language ?? "");
            if (message.Rotation is { } rotation)
                _html.Text($", text {rotation} of those that take turns");
            _html.Text(PreviewWords.Thread(message)).Raw("</small></h2>\n");
        }
        _html.Raw("<div class=\"cards\">\n");
        foreach (var card in message.Cards)
            WriteCard(card, message.Language, ++number);
        _html.Raw("</div>\n</section>\n");
    }

    private void WriteCard(PreviewCard card, string? language, int number)
    {
        var (measure, name) = (card.Decisive, $"post-{number.ToString(CultureInfo.InvariantCulture)}");
        _html.Raw($"<article aria-labelledby=\"{name}\">\n<header><h3 id=\"{name}\">").Text(card.Post.Platform.Name).Raw("</h3><span class=\"poster\"><bdi>").Text(PreviewWords.Poster(card.Post)).Raw("</bdi></span>")
            .Raw($"<span class=\"counter{(measure.Fits ? "" : " over")}\">").Text(PreviewWords.Counter(measure) + (measure.Fits ? "" : $", {Number(measure.Over)} over")).Raw("</span></header>\n");
        WriteMeter(measure, card.Post.Platform.Name);
        WriteText(card, language);
        _html.Raw("<dl>\n");
        WriteFacts(card);
        _html.Raw("</dl>\n");
        WriteFindings(card.Findings);
        _html.Raw("</article>\n");
    }

    // In hundredths, so that its three ranges lie where "near-limit" begins; the numbers stand beside it in words.
    private void WriteMeter(Measure measure, string platform)
    {
        var part = Math.Min(100, (long)measure.Length * 100 / Math.Max(1, measure.Limit));
        _html.Raw($"<meter min=\"0\" max=\"101\" low=\"95\" high=\"100\" optimum=\"0\" value=\"{(measure.Fits ? part : 101).ToString(CultureInfo.InvariantCulture)}\" aria-label=\"").Text($"How full the post on {platform} is").Raw("\"></meter>\n");
    }

    private void WriteText(PreviewCard card, string? language)
    {
        var text = card.Post.Check.Post.Text;
        var hidden = TerminalText.HiddenIn(text);
        _html.Raw("<p class=\"text\" dir=\"auto\"");
        if (language is not null)
            _html.Raw(" lang=\"").Text(language).Raw("\"");
        _html.Raw(">");
        var isOver = false;
        foreach (var part in card.Parts)
        {
            if (part.IsOver && !isOver)
                _html.Raw("<bdi class=\"over-mark\" dir=\"ltr\">").Text($"{Number(card.Decisive.Over)} over").Raw("</bdi><mark>");
            isOver |= part.IsOver;
            var (tag, style, says) = LookOf(part);
            if (tag.Length > 0)
                _html.Raw($"<{tag} class=\"{style}\"{(says.Length > 0 ? $" title=\"{says}\"" : "")}>");
            if (part.Shown is { } shown)
                _html.Text(shown);
            else
                _html.Part(text, part.Span.Start, part.Span.End, hidden);
            if (tag.Length > 0)
                _html.Raw($"</{tag}>");
        }
        _html.Raw(isOver ? "</mark></p>\n" : "</p>\n");
    }

    private static (string Tag, string Style, string Says) LookOf(TextPart part) => part switch
    {
        { Fate: MentionFate.Notifies } => ("bdi", "notifies", PreviewWords.Fate(MentionFate.Notifies)),
        { Fate: MentionFate.NotResolved } => ("bdi", "unknown", PreviewWords.Fate(MentionFate.NotResolved)),
        { Fate: MentionFate.DeadText } => ("bdi", "dead", PreviewWords.Fate(MentionFate.DeadText)),
        { Entity: EntityKind.Link or EntityKind.Email } => ("bdi", "shown", ""),
        { Entity: not null } => ("bdi", "tag", ""),
        _ => ("", "", ""),
    };

    private void WriteFacts(PreviewCard card)
    {
        var (check, text) = (card.Post.Check, card.Post.Check.Post.Text);
        if (check.Mentions.Count > 0)
            Rows(check.Mentions.Count == 1 ? "Mention" : "Mentions", check.Mentions, mention => _html.Raw("<bdi>").Text(mention.Span.Of(text).ToString()).Raw("</bdi> ").Text(PreviewWords.Fate(mention.Fate)));
        var hashtags = check.Entities.Where(entity => entity.Kind == EntityKind.Hashtag).ToList();
        if (hashtags.Count > 0)
            Row("Hashtags", () => Join(hashtags, " ", entity => _html.Raw("<bdi>").Text(entity.Of(text).ToString()).Raw("</bdi>")));
        if (card.Links.Count > 0)
            Rows(card.Links.Count == 1 ? "Link" : "Links", card.Links, WriteLink);
        if (check.Post.Media.Count > 0)
            Rows("Pictures", check.Post.Media, file => _html.Text(file.File).Raw(file.AltText.Length == 0 ? "" : ": <bdi>").Text(file.AltText).Raw(file.AltText.Length == 0 ? "" : "</bdi>"));
        Row("Counted", () => _html.Text(PreviewWords.Counted(card)));
        if (card.Price is { } price)
            Row("Cost", () => _html.Text(PreviewWords.Cost(price)));
    }

    private void WriteLink(ShownLink link)
    {
        if (link.Shown != link.Address)
            _html.Raw("<bdi>").Text(link.Shown).Raw("</bdi> leads to ");
        _html.Link(link.Address, link.Address);
    }

    private void WriteFindings(IEnumerable<Finding> findings)
    {
        var ordered = findings.OrderByDescending(finding => finding.Severity).ToList();
        if (ordered.Count == 0)
            return;
        _html.Raw("<ul class=\"findings\">\n");
        foreach (var finding in ordered)
        {
            var label = SeverityText.Label(finding.Severity);
            // Not dir=auto: the sentence is English, even if its first word is an Arabic name.
            _html.Raw($"<li class=\"{label}\"><b>").Text($"{label}: {finding.Code}").Raw("</b> ").Text($"{finding.Reason} {finding.Remedy}");
            if (finding.Place is { } place)
                _html.Raw(" <small><bdi>").Text(place.ToString()).Raw("</bdi></small>");
            _html.Raw("</li>\n");
        }
        _html.Raw("</ul>\n");
    }

    private void Row(string label, Action value) => Rows(label, [value], write => write());

    private void Rows<T>(string label, IEnumerable<T> values, Action<T> write)
    {
        _html.Raw("<dt>").Text(label).Raw("</dt>");
        foreach (var value in values)
        {
            _html.Raw("<dd>");
            write(value);
            _html.Raw("</dd>\n");
        }
    }

    private void Join<T>(IEnumerable<T> items, string separator, Action<T> write)
    {
        var first = true;
        foreach (var item in items)
        {
            if (!first)
                _html.Raw(separator);
            first = false;
            write(item);
        }
    }

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
