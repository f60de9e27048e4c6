using SocialKit.Cli.Terminal;
using SocialKit.Text;
using Spectre.Console;

namespace SocialKit.Cli.Preview;

/// <summary>A preview on a terminal or in a pipe.</summary>
internal sealed class PreviewTerminal(PreviewModel model, CliContext context)
{
    private static readonly Style Bold = new(decoration: Decoration.Bold);
    private static readonly Style Good = new(Color.Green);
    private static readonly Style Bad = new(Color.Red, decoration: Decoration.Bold);

    private readonly Sheet _sheet = new(context.Out, context.Terminal, labelWidth: 9);

    public void Write()
    {
        if (model.Campaign is not null)
            WriteHead();
        foreach (var message in model.Messages)
        {
            if (message.Message is not null)
            {
                _sheet.Line(Heading(message), Bold);
                _sheet.Blank();
            }
            foreach (var card in message.Cards)
                WriteCard(card);
        }
    }

    private void WriteHead()
    {
        var campaign = model.Campaign!;
        _sheet.Line(campaign.Title, Bold);
        _sheet.Blank();
        if (campaign.Person is { } person)
            _sheet.Field("for", campaign.Pronouns is { } pronouns ? $"{person} ({pronouns})" : person);
        if (model.Deadline is { } deadline)
            WriteDeadline(deadline);
        foreach (var target in model.Targets)
            WriteTarget(target);
        if (campaign.Hashtags.Count > 0)
            _sheet.Field("hashtags", string.Join(' ', campaign.Hashtags.Select(tag => "#" + tag)));
        var label = "follow";
        foreach (var account in model.Follow)
        {
            _sheet.Field(label, $"{account.Platform.Name} {account.Mention}  {account.Profile}{(account.Consent is { } consent ? $"  consent: {consent}" : "")}");
            label = "";
        }
        label = "reposts";
        foreach (var rule in model.RepostRules)
        {
            _sheet.Field(label, $"{rule.Label}: {rule.Value}");
            label = "";
        }
        if (model.Languages.Count > 1)
            _sheet.Field("languages", PreviewWords.Languages(model.Languages));
        foreach (var finding in model.Findings.OrderByDescending(finding => finding.Severity))
            _sheet.Finding(finding);
        _sheet.Blank();
    }

    private void WriteDeadline(PreviewDeadline deadline)
    {
        _sheet.Field("deadline", $"{PreviewWords.Day(deadline.Day)}, {deadline.Words}", deadline.IsPassed ? Bad : Bold);
        var width = deadline.Clocks.Max(clock => PreviewWords.Minute(clock.Time).Length);
        foreach (var clock in deadline.Clocks)
            _sheet.Field("", $"{PreviewWords.Minute(clock.Time).PadRight(width)}  {PreviewWords.Clock(clock)}");
    }

    private void WriteTarget(PreviewTarget target)
    {
        var (who, accounts) = target;
        _sheet.Field(who.CopyOnly ? "copy to" : "target", who.Name is { } name ? $"{who.Title}: {name}" : who.Title);
        if (accounts.Count > 0)
            _sheet.Field("", string.Join(", ", accounts.Select(account => $"{account.Platform.Name} {account.Mention}")));
    }

    private static string Heading(PreviewMessage message) =>
        $"{message.Message} in {message.Language}{(message.Rotation is { } rotation ? $", text {rotation} of those that take turns" : "")}{PreviewWords.Thread(message)}";

    private void WriteCard(PreviewCard card)
    {
        var decisive = card.Decisive;
        var counter = PreviewWords.Counter(decisive) + (decisive.Fits ? "" : $", {decisive.Over:N0} over");
        _sheet.Rule(card.Post.Platform.Name, Bold, PreviewWords.Poster(card.Post), counter, decisive.Fits ? Good : Bad);
        _sheet.Blank();
        _sheet.Text(PostText.Of(card));
        _sheet.Blank();
        WriteMentions(card);
        var hashtags = card.Post.Check.Entities.Where(entity => entity.Kind == EntityKind.Hashtag).Select(entity => entity.Of(card.Post.Check.Post.Text).ToString()).ToList();
        if (hashtags.Count > 0)
            _sheet.Field("hashtags", string.Join(' ', hashtags));
        var label = card.Links.Count == 1 ? "link" : "links";
        foreach (var link in card.Links)
        {
            _sheet.Field(label, link.Shown == link.Address ? link.Address : $"{link.Shown} → {link.Address}");
            label = "";
        }
        foreach (var file in card.Post.Check.Post.Media)
            _sheet.Field("picture", file.AltText.Length == 0 ? file.File : $"{file.File}: {file.AltText}");
        foreach (var option in card.Post.Check.Post.Options)
            _sheet.Field(option.Name, option.Value);
        _sheet.Field("counted", PreviewWords.Counted(card));
        if (card.Price is { } price)
            _sheet.Field("cost", PreviewWords.Cost(price));
        foreach (var finding in card.Findings.OrderByDescending(finding => finding.Severity))
            _sheet.Finding(finding);
        _sheet.Blank();
    }

    private void WriteMentions(PreviewCard card)
    {
        var label = card.Post.Check.Mentions.Count == 1 ? "mention" : "mentions";
        foreach (var mention in card.Post.Check.Mentions)
        {
            _sheet.Field(label, $"{mention.Span.Of(card.Post.Check.Post.Text)} {PreviewWords.Fate(mention.Fate)}");
            label = "";
        }
    }
}
