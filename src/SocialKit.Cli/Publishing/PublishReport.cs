using SocialKit.Campaigns;
using SocialKit.Cli.Json;
using SocialKit.Cli.Queue;
using SocialKit.Cli.Scheduling;
using SocialKit.Cli.Terminal;
using SocialKit.Cli.Times;
using SocialKit.Deliveries;
using Spectre.Console;

namespace SocialKit.Cli.Publishing;

/// <summary>What <c>publish</c> shows: first what would go out, then what went out.</summary>
internal sealed class PublishReport(PublishWish wish, Campaign? campaign, CliContext context)
{
    private static readonly Style Bold = new(decoration: Decoration.Bold);

    private readonly Sheet _sheet = new(context.Out, context.Terminal, labelWidth: 9);

    /// <summary>The account and the exact text of each post.</summary>
    public void WriteTexts(IReadOnlyCollection<Delivery> deliveries)
    {
        foreach (var delivery in deliveries)
        {
            var post = ((Act.Publish)delivery.Act).Post;
            _sheet.Rule(EntryWords.PlatformName(delivery.From.Platform, context), Bold, EntryWords.MessageOf(delivery.Key), Account(delivery), Bold);
            _sheet.Blank();
            _sheet.Text(new WrappedText(TerminalText.CleanLines(post.Text), Style.Plain));
            _sheet.Blank();
            foreach (var link in post.Links)
                _sheet.Field("link", link.Address);
            foreach (var picture in post.Media)
                _sheet.Field("picture", $"{picture.File}: {picture.AltText}");
            if (post.Links.Count + post.Media.Count > 0)
                _sheet.Blank();
        }
        foreach (var cost in Cost.Of(deliveries.Select(delivery => delivery.Act), context.Platforms))
        {
            _sheet.Field("cost", cost.Words);
            _sheet.Blank();
        }
    }

    /// <summary>What was there before.</summary>
    public void WriteBefore(IEnumerable<Entry> before)
    {
        foreach (var entry in before)
            WriteEntry(EntryIds.Short(entry), entry, null);
    }

    /// <summary>What became of it.</summary>
    public void WriteResult(IReadOnlyList<Entry> entries, IReadOnlyDictionary<string, string> paused)
    {
        if (wish.Json)
        {
            WriteJson(entries, []);
            return;
        }
        var ids = new EntryIds([.. entries]);
        foreach (var entry in entries)
            WriteEntry(ids.Of(entry), entry, paused.GetValueOrDefault(entry.Delivery.From.Id));
    }

    private void WriteEntry(string id, Entry entry, string? paused)
    {
        _sheet.Field(id, $"{Where(entry)}  {Stands(entry, paused)}", EntryWords.Style(entry.State));
        // An address is not broken into lines: it is there to be copied.
        if (entry.Receipt is { } post)
            context.Out.WriteLine("  " + TerminalText.Clean(post.Url ?? post.Id));
    }

    /// <summary>One object with what there is.</summary>
    public void WriteJson(IReadOnlyList<Entry> entries, IReadOnlyList<Finding> findings) => CliJson.Write(context.Out, json =>
    {
        json.WriteStartObject();
        json.WriteBoolean("ok", findings.All(finding => finding.Severity == Severity.Warning) && entries.All(entry => wish.DryRun || entry.State == DeliveryState.Sent));
        json.WriteBoolean("dryRun", wish.DryRun);
        json.WriteString("campaign", campaign?.Slug);
        json.WriteStartArray("posts");
        foreach (var entry in entries)
            EntryJson.Write(json, entry);
        json.WriteEndArray();
        Cost.WriteIfAny(json, Cost.Of(entries.Select(entry => entry.Delivery.Act), context.Platforms));
        PostJson.WriteFindings(json, findings);
        json.WriteEndObject();
    });

    private string Stands(Entry entry, string? paused) => entry.State switch
    {
        DeliveryState.Sent => $"sent {Clock.Show(TimeZoneInfo.ConvertTime(entry.SentAt ?? entry.Delivery.DueAt, context.Settings.TimeZone))}",
        DeliveryState.Scheduled when paused is not null => $"waits: {paused}",
        DeliveryState.Scheduled => $"waits in the queue{(entry.Because is { } because ? $": {because}" : "")}",
        var state => $"{EntryWords.Of(state)}{(entry.Because is { } because ? $": {because}" : "")}",
    };

    private string Where(Entry entry) => $"{EntryWords.PlatformName(entry.Delivery.From.Platform, context)} {Account(entry.Delivery)}";

    private string Account(Delivery delivery) => EntryWords.Mention(delivery.From, context);
}
