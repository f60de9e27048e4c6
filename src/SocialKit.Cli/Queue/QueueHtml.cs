using SocialKit.Cli.Preview;
using SocialKit.Cli.Terminal;
using SocialKit.Cli.Times;
using SocialKit.Deliveries;

namespace SocialKit.Cli.Queue;

/// <summary>The queue as one HTML page that needs nothing beside itself, to be sent to those who want to know what goes out when.</summary>
internal sealed class QueueHtml(QueuePart part, CliContext context)
{
    private readonly HtmlText _html = new();
    private readonly TimeZoneInfo _zone = context.Settings.TimeZone;
    private readonly EntryIds _ids = new(part.Entries);

    /// <summary>The whole page.</summary>
    public string Page()
    {
        const string title = "What goes out when";
        HtmlPage.Begin(_html, title).Raw("<dl>\n<dt>As of</dt><dd>").Text($"{Clock.Show(TimeZoneInfo.ConvertTime(context.Now, _zone))}; times of {_zone.Id}").Raw("</dd>\n<dt>Entries</dt><dd>")
            .Text(part.HasMore ? $"the first {EntryWords.Count(part.Entries.Count, "entry", "entries")}; there are more" : part.Entries.Count == 0 ? "none" : EntryWords.Counts(part.Entries.Select(entry => entry.State))).Raw("</dd>\n</dl>\n");
        var today = Stamp.DayOf(context.Now, _zone);
        foreach (var day in part.Entries.GroupBy(entry => Stamp.DayOf(entry.Delivery.DueAt, _zone)))
        {
            var local = LocalDay.Of(day.Key, _zone);
            var beside = string.Join(", ", ((string?[])[local.Called(today), local.Oddity, Stamp.Offset(local.Start, _zone)]).OfType<string>());
            _html.Raw("<section>\n<h2>").Text(Stamp.Day(day.Key)).Raw(" <small>").Text(beside).Raw("</small></h2>\n<div class=\"cards\">\n");
            foreach (var entry in day)
                WriteEntry(entry);
            _html.Raw("</div>\n</section>\n");
        }
        return HtmlPage.End(_html);
    }

    private void WriteEntry(Entry entry)
    {
        var (delivery, id) = (entry.Delivery, $"entry-{entry.Id:N}");
        var over = entry.State is DeliveryState.Held or DeliveryState.Failed or DeliveryState.Unclear or DeliveryState.Stopped or DeliveryState.Expired or DeliveryState.Cancelled;
        _html.Raw($"<article aria-labelledby=\"{id}\">\n<header><h3 id=\"{id}\">").Text($"{Stamp.Time(delivery.DueAt, _zone)} {EntryWords.PlatformName(delivery.From.Platform, context)}")
            .Raw("</h3><span class=\"poster\"><bdi>").Text(EntryWords.Mention(delivery.From, context)).Raw("</bdi></span><span class=\"counter").Raw(over ? " over\">" : "\">").Text(EntryWords.Of(entry.State)).Raw("</span></header>\n");
        WriteText(delivery.Act);
        _html.Raw("<dl>\n");
        if (delivery.Campaign is { } campaign)
            Row("Campaign", campaign);
        if (entry.Because is { } because)
            Row("Because", because);
        if (delivery.NeedsApproval)
            Row("Approval", entry.ApprovedHash == entry.Hash ? $"by {entry.ApprovedBy}" : "not yet");
        if (entry.Receipt is { } receipt)
            _html.Raw("<dt>Sent</dt><dd>").Link(receipt.Url ?? "", receipt.Url ?? receipt.Id).Raw("</dd>\n");
        Row("Id", _ids.Of(entry));
        _html.Raw("</dl>\n</article>\n");
    }

    private void WriteText(Act act)
    {
        _html.Raw("<p class=\"text\" dir=\"auto\"");
        if (act is Act.Publish { Post.Language: { } language })
            _html.Raw(" lang=\"").Text(language).Raw("\"");
        var text = EntryWords.Said(act);
        _html.Raw(">").Part(text, 0, text.Length, TerminalText.HiddenIn(text)).Raw("</p>\n");
    }

    private void Row(string label, string value) => _html.Raw("<dt>").Raw(label).Raw("</dt><dd><bdi>").Text(value).Raw("</bdi></dd>\n");
}
