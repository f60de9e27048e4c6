using SocialKit.Campaigns;
using SocialKit.Cli.Json;
using SocialKit.Cli.Preview;
using SocialKit.Cli.Queue;
using SocialKit.Cli.Terminal;
using SocialKit.Cli.Times;
using SocialKit.Deliveries;
using Spectre.Console;

namespace SocialKit.Cli.Scheduling;

/// <summary>What <c>schedule</c> says: a line a post, and when that is by three clocks.</summary>
internal sealed class ScheduleReport(ScheduleWish wish, PreparedPosts prepared, TimeZoneInfo zone, CliContext context)
{
    private const int MostClocks = 2;

    private static readonly Style Bold = new(decoration: Decoration.Bold);
    private static readonly Style Quiet = new(decoration: Decoration.Dim);

    private readonly Sheet _sheet = new(context.Out, context.Terminal, labelWidth: 9);

    /// <summary>Writes what became of the plan.</summary>
    public void Write(ScheduleResult result)
    {
        if (wish.Json)
        {
            WriteJson(result, isOk: true);
            return;
        }
        _sheet.Line(Head(result), Bold);
        _sheet.Blank();
        if (wish.DryRun)
            WriteTexts(result);
        else
            WriteLines(result);
        WriteClocks(result);
        WriteCost(result);
        if (!wish.DryRun && !result.IsWorkerAlive && result.Posts.Any(post => !post.Entry.State.IsDead() && post.Entry.State != DeliveryState.Sent))
            context.Error.WriteLine("No worker is running: \"socialkit run\" sends what is due.");
    }

    /// <summary>Writes that nothing was done. Why stands on stderr already, but in JSON.</summary>
    public void WriteRefusal(ScheduleResult result)
    {
        if (wish.Json)
            WriteJson(result, isOk: false);
        else if (result.Posts.Count == 0)
            context.Error.WriteLine("Nothing was scheduled.");
        else
            WriteLines(result);
    }

    private string Head(ScheduleResult result)
    {
        List<string> parts = [];
        Add(result.Posts.Count(post => post.As == ScheduledAs.Scheduled), wish.DryRun ? "would be scheduled" : "scheduled");
        Add(result.Posts.Count(post => post.As == ScheduledAs.Updated), wish.DryRun ? "would be changed" : "changed");
        Add(result.Posts.Count(post => post.As == ScheduledAs.Already), "already scheduled");
        if (result.SeriesAlready.Count > 0)
            parts.Add(result.SeriesAlready.Count == 1 ? "a series already scheduled" : $"{result.SeriesAlready.Count} series already scheduled");
        if (result.SeriesUpdated.Count > 0)
            parts.Add($"{EntryWords.Count(result.SeriesUpdated.Count, "series", "series")} {(wish.DryRun ? "would be changed" : "changed")}");
        return $"{TerminalText.Clean(prepared.Name)}: {string.Join(", ", parts)}";

        void Add(int count, string what)
        {
            if (count > 0)
                parts.Add($"{EntryWords.Count(count, "post", "posts")} {what}");
        }
    }

    private void WriteLines(ScheduleResult result)
    {
        var ids = new EntryIds([.. result.Posts.Select(post => post.Entry)]);
        foreach (var post in result.Posts)
        {
            var delivery = post.Entry.Delivery;
            _sheet.Field(ids.Of(post.Entry), $"{EntryWords.PlatformName(delivery.From.Platform, context)} {EntryWords.Mention(delivery.From, context)}  {EntryWords.MessageOf(delivery.Key)}  {Shown(delivery.DueAt)}");
            if (Note(post) is { } note)
                _sheet.Field("", note);
        }
        foreach (var series in result.Series.Concat(result.SeriesAlready))
        {
            _sheet.Field("series", $"\"{series.Cron}\" {series.Zone}  {EntryWords.PlatformName(series.From.Platform, context)} {EntryWords.Mention(series.From, context)}  {EntryWords.MessageOf(series.Key)}");
            if (series.EndsAt is { } end)
                _sheet.Field("", $"ends before {Shown(end)}");
        }
        WriteUpdated(result);
        _sheet.Blank();
    }

    private void WriteUpdated(ScheduleResult result)
    {
        foreach (var (series, note) in result.SeriesUpdated)
        {
            _sheet.Field("series", $"\"{series.Cron}\" {series.Zone}  {EntryWords.PlatformName(series.From.Platform, context)} {EntryWords.Mention(series.From, context)}  {EntryWords.MessageOf(series.Key)}");
            _sheet.Field("", note);
            if (wish.DryRun)
            {
                foreach (var turn in series.Turns.OfType<Act.Publish>())
                    _sheet.Text(new WrappedText(TerminalText.CleanLines(turn.Post.Text), Style.Plain));
            }
            if (series.EndsAt is { } end)
                _sheet.Field("", $"ends before {Shown(end)}");
        }
    }

    private void WriteTexts(ScheduleResult result)
    {
        foreach (var post in result.Posts)
        {
            var delivery = post.Entry.Delivery;
            var content = ((Act.Publish)delivery.Act).Post;
            _sheet.Rule(EntryWords.PlatformName(delivery.From.Platform, context), Bold, $"{EntryWords.Mention(delivery.From, context)}  {EntryWords.MessageOf(delivery.Key)}", Shown(delivery.DueAt), Quiet);
            _sheet.Blank();
            _sheet.Text(new WrappedText(TerminalText.CleanLines(content.Text), Style.Plain));
            _sheet.Blank();
            foreach (var link in content.Links)
                _sheet.Field("link", link.Address);
            foreach (var picture in content.Media)
                _sheet.Field("picture", $"{picture.File}: {picture.AltText}");
            if (Note(post) is { } note)
                _sheet.Field("note", note);
            if (post.As == ScheduledAs.Scheduled && delivery.NeedsApproval)
                _sheet.Field("approval", "a person has to approve it first");
            if (content.Links.Count + content.Media.Count > 0 || Note(post) is not null || delivery.NeedsApproval)
                _sheet.Blank();
        }
        foreach (var series in result.Series)
            _sheet.Field("series", $"\"{series.Cron}\" {series.Zone}{(series.EndsAt is { } end ? $", ends before {Shown(end)}" : "")}");
        WriteUpdated(result);
    }

    private static string? Note(ScheduledPost post) => (post.As, post.Entry.State) switch
    {
        (ScheduledAs.Already, DeliveryState.Sent) => $"sent already: {post.Entry.Receipt?.Url ?? post.Entry.Receipt?.Id}",
        (ScheduledAs.Already, DeliveryState.Scheduled) => "already scheduled",
        (ScheduledAs.Already, var state) => $"already scheduled: {EntryWords.Of(state)}{(post.Entry.Because is { } because ? $". {because}" : "")}",
        (_, DeliveryState.AwaitingApproval) when post.Note is null => "waits for approval: \"socialkit queue approve\"",
        (_, DeliveryState.AwaitingApproval) => $"{post.Note}; waits for approval",
        _ => post.Note,
    };

    // The first and the last time, each by three clocks.
    private void WriteClocks(ScheduleResult result)
    {
        var times = result.Posts.Select(post => post.Entry.Delivery.DueAt).Concat(result.SeriesAlready.Concat(result.SeriesUpdated.Select(pair => pair.Series)).Select(series => series.NextAt).OfType<DateTimeOffset>()).Distinct().Order().ToList();
        if (times.Count == 0)
            return;
        List<(string Label, DateTimeOffset Time)> shown = times.Count == 1 ? [("when", times[0])] : [("first", times[0]), (result.Series.Count > 0 ? "so far" : "last", times[^1])];
        foreach (var (label, time) in shown.Take(MostClocks))
        {
            var clocks = Clock.Three(time, prepared.Campaign is { TimeZone: not null } campaign ? campaign.Zone() : zone, context.Settings.TimeZone);
            var width = clocks.Max(clock => clock.Shown.Length);
            var beside = label;
            foreach (var clock in clocks)
            {
                _sheet.Field(beside, $"{clock.Shown.PadRight(width)}  {clock.Name}");
                beside = "";
            }
        }
        if (result.Posts.Select(post => post.Entry.Delivery.NotAfter).OfType<DateTimeOffset>().Distinct().ToList() is [var end])
            _sheet.Field("not after", $"{Shown(end)}  {zone.Id}");
    }

    // What is scheduled by this, once; and a series again each time.
    private void WriteCost(ScheduleResult result)
    {
        foreach (var cost in CostOf(result))
            _sheet.Field("cost", cost.Words);
        foreach (var series in result.Series.Concat(result.SeriesUpdated.Select(pair => pair.Series)))
        {
            if (series.Turns.SelectMany(turn => Cost.Of([turn], context.Platforms)).MaxBy(cost => cost.Amount) is { } dearest)
                _sheet.Field("", $"the series {(series.Turns.Count > 1 ? "up to " : "")}{PreviewWords.Money(dearest.Amount, dearest.Currency)} each time");
        }
    }

    private IReadOnlyList<Cost> CostOf(ScheduleResult result) => Cost.Of(result.Posts.Where(post => post.As == ScheduledAs.Scheduled).Select(post => post.Entry.Delivery.Act), context.Platforms);

    private string Shown(DateTimeOffset time) => Clock.Show(TimeZoneInfo.ConvertTime(time, zone));

    private void WriteJson(ScheduleResult result, bool isOk) => CliJson.Write(context.Out, json =>
    {
        json.WriteStartObject();
        json.WriteBoolean("ok", isOk);
        json.WriteBoolean("dryRun", wish.DryRun);
        json.WriteString("campaign", prepared.Campaign?.Slug);
        json.WriteStartArray("posts");
        foreach (var post in result.Posts)
        {
            json.WriteStartObject();
            json.WriteString("result", post.As switch { ScheduledAs.Scheduled => "scheduled", ScheduledAs.Updated => "updated", _ => "already-scheduled" });
            json.WriteIfAny("note", post.Note);
            EntryJson.WriteProperties(json, post.Entry);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("series");
        var all = result.Series.Select(series => (Series: series, As: "scheduled", Note: (string?)null))
            .Concat(result.SeriesUpdated.Select(pair => (pair.Series, "updated", (string?)pair.Note)))
            .Concat(result.SeriesAlready.Select(series => (series, "already-scheduled", (string?)null)));
        foreach (var (series, became, note) in all)
        {
            json.WriteStartObject();
            json.WriteString("result", became);
            json.WriteIfAny("note", note);
            json.WriteString("id", series.Id.ToString());
            json.WriteString("key", series.Key.Value);
            json.WriteString("every", series.Cron);
            json.WriteString("zone", series.Zone);
            json.WriteString("account", series.From.Id);
            json.WriteIfAny("next", series.NextAt is { } next ? Stamp.Utc(next) : null);
            json.WriteIfAny("ends", series.EndsAt is { } end ? Stamp.Utc(end) : null);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        Cost.WriteIfAny(json, CostOf(result));
        PostJson.WriteFindings(json, result.Findings);
        json.WriteEndObject();
    });
}
