using System.Text.Json;
using SocialKit.Cli.Json;
using SocialKit.Cli.Preview;
using SocialKit.Cli.Queue;
using SocialKit.Cli.Terminal;
using SocialKit.Cli.Times;
using SocialKit.Deliveries;
using SocialKit.Reposts;
using Spectre.Console;

namespace SocialKit.Cli.Reposting;

/// <summary>How the jobs do: what they read, when they look next, what they did today, what they spent.</summary>
internal sealed class StatusReport(IOutbox outbox, CliContext context)
{
    private static readonly Style Bold = new(decoration: Decoration.Bold);
    private static readonly Style Bad = new(Color.Red);
    private static readonly Style Quiet = new(decoration: Decoration.Dim);
    private static readonly ValueList<DeliveryState> Open = [DeliveryState.AwaitingApproval, DeliveryState.Scheduled, DeliveryState.Sending, DeliveryState.Unclear, DeliveryState.Held, DeliveryState.Stopped];

    private sealed record Status(RepostJob Job, IReadOnlyList<ListedFeed> Feeds, CampaignState? Campaign, Lane? Lane, IReadOnlyList<Entry> Open, int SentToday);

    /// <summary>Writes it.</summary>
    public async Task<int> RunAsync(string? campaign, bool asJson, CancellationToken cancellationToken)
    {
        var statuses = await ReadAsync(campaign, cancellationToken).ConfigureAwait(false);
        if (asJson)
            WriteJson(statuses);
        else if (statuses.Count == 0)
            context.Error.WriteLine(TerminalText.Clean(campaign is null ? "Nothing is reposted: \"socialkit repost start CAMPAIGN\" begins." : $"Nothing is reposted for {campaign}: \"socialkit repost start {campaign}\" begins."));
        else
            Write(statuses);
        return ExitCodes.Fine;
    }

    /// <summary>How an account was read, as properties.</summary>
    public static void WriteReading(Utf8JsonWriter json, ListedFeed feed)
    {
        json.WriteIfAny("userId", feed.UserId);
        json.WriteIfAny("handle", feed.Handle);
        json.WriteIfAny("mark", feed.Mark);
        json.WriteIfAny("readAt", feed.ReadAt is { } read ? Stamp.Utc(read) : null);
        json.WriteString("nextLook", Stamp.Utc(feed.NextLook));
        if (feed.PostsADay is { } often)
            json.WriteNumber("postsADay", Math.Round(often, 2));
        json.WriteNumber("seen", feed.Seen);
        json.WriteNumber("taken", feed.Taken);
        json.WriteIfAny("trouble", feed.Trouble);
    }

    private async Task<List<Status>> ReadAsync(string? campaign, CancellationToken cancellationToken)
    {
        var feeds = (await outbox.ReadFeedsAsync(campaign, cancellationToken).ConfigureAwait(false)).ToLookup(feed => (feed.Campaign, feed.Account));
        var lanes = (await outbox.ReadLanesAsync(cancellationToken).ConfigureAwait(false)).ToDictionary(lane => lane.Account);
        List<Status> statuses = [];
        foreach (var job in await outbox.ReadRepostsAsync(campaign, cancellationToken).ConfigureAwait(false))
        {
            var state = await outbox.ReadCampaignAsync(job.Campaign, cancellationToken).ConfigureAwait(false);
            var open = await QueuePart.ReadAsync(outbox, new() { Campaign = job.Campaign, Account = job.From.Id, States = Open, Limit = 100_000 }, cancellationToken).ConfigureAwait(false);
            var sent = await QueuePart.ReadAsync(outbox, new() { Account = job.From.Id, States = [], Order = EntryOrder.BySent, From = context.Now.AddHours(-24), Limit = 100_000 }, cancellationToken).ConfigureAwait(false);
            statuses.Add(new(job, [.. feeds[(job.Campaign, job.From.Id)]], state, lanes.GetValueOrDefault(job.From.Id), [.. open.Entries.Where(entry => entry.Delivery.Act is Act.Repost)], sent.Entries.Count(entry => entry.Delivery.Act is Act.Repost)));
        }
        return statuses;
    }

    private void Write(List<Status> statuses)
    {
        var sheet = new Sheet(context.Out, context.Terminal, labelWidth: 10);
        foreach (var status in statuses)
        {
            var job = status.Job;
            var (words, style) = Standing(status);
            sheet.Rule($"{job.Campaign}", Bold, $"{EntryWords.PlatformName(job.From.Platform, context)} {EntryWords.Mention(job.From, context)}", words, style);
            if (status.Lane?.PausedBecause is { } paused)
                sheet.Field("account", $"stopped: {paused}", Bad);
            sheet.Field("reposted", $"{status.SentToday} of {job.Rules.PerDay} in the last 24 hours");
            sheet.Field("waits", status.Open.Count == 0 ? "nothing" : EntryWords.Counts(status.Open.Select(entry => entry.State)));
            if (NextOut(status) is { } next)
                sheet.Field("next out", Show(next.Delivery.DueAt));
            if (context.SendingPlatforms.TryFind(job.From.Platform.Value, out var platform) && platform.Feed?.Price is not null)
                sheet.Field("spent", $"{PreviewWords.Money(job.SpentAt(context.Now), "USD")} of {PreviewWords.Money(job.Rules.Budget, "USD")} today{(job.RestsUntil > context.Now ? $"; nothing is read before {Show(job.RestsUntil.Value)}" : "")}");
            foreach (var (label, feed) in status.Feeds.Select((feed, index) => (index == 0 ? "reads" : "", feed)))
                sheet.Field(label, Line(feed, job), feed is { Trouble: null, IsRead: true } ? Style.Plain : Bad);
            sheet.Field("by", $"{job.StartedBy}, {Show(job.StartedAt)}", Quiet);
            sheet.Blank();
        }
    }

    private string Line(ListedFeed feed, RepostJob job)
    {
        if (!feed.IsRead)
            return $"@{feed.Listed}  is not read: {(feed.Consent == Consent.Refused ? "it refused" : "it has not agreed yet")}";
        var often = feed.PostsADay is { } count ? $", about {count.ToString("0.#", System.Globalization.CultureInfo.InvariantCulture)} posts a day" : "";
        var read = feed.ReadAt is { } at ? $"read {Show(at)}" : "not read yet";
        var next = job.StoppedAt is null && job.IsStanding ? $", next {(feed.NextLook <= context.Now ? "now" : Show(feed.NextLook))}" : "";
        return $"@{feed.Handle ?? feed.Listed}  {read}{next}{often}; {feed.Taken} of {EntryWords.Count(feed.Seen, "post", "posts")} taken{(feed.Trouble is { } trouble ? $". {trouble}" : "")}";
    }

    private static (string, Style) Standing(Status status) => status switch
    {
        { Campaign.StoppedAt: not null } => ("campaign stopped", Bad),
        { Job.StoppedAt: not null } => ("stopped", Bad),
        { Job.IsStanding: false } => ("by hand", Quiet),
        _ => ("stands", Style.Plain),
    };

    private static Entry? NextOut(Status status) => status.Open.Where(entry => entry.State == DeliveryState.Scheduled).MinBy(entry => entry.Delivery.DueAt);

    private string Show(DateTimeOffset instant) => Clock.Show(TimeZoneInfo.ConvertTime(instant, context.Settings.TimeZone));

    private void WriteJson(List<Status> statuses) => CliJson.Write(context.Out, json =>
    {
        var plans = new PlanReport(context);
        json.WriteStartObject();
        json.WriteString("now", Stamp.Utc(context.Now));
        json.WriteStartArray("jobs");
        foreach (var status in statuses)
        {
            var job = status.Job;
            json.WriteStartObject();
            json.WriteString("standing", Standing(status).Item1.Replace(' ', '-'));
            json.WriteString("startedBy", job.StartedBy);
            json.WriteString("startedAt", Stamp.Utc(job.StartedAt));
            json.WriteIfAny("stoppedBy", job.StoppedBy);
            json.WriteIfAny("accountStopped", status.Lane?.PausedBecause);
            json.WriteNumber("repostedIn24Hours", status.SentToday);
            json.WriteNumber("awaitingApproval", status.Open.Count(entry => entry.State == DeliveryState.AwaitingApproval));
            json.WriteNumber("scheduled", status.Open.Count(entry => entry.State == DeliveryState.Scheduled));
            json.WriteIfAny("nextOut", NextOut(status) is { } next ? Stamp.Utc(next.Delivery.DueAt) : null);
            json.WriteNumber("spentToday", job.SpentAt(context.Now));
            json.WriteIfAny("restsUntil", job.RestsUntil > context.Now ? Stamp.Utc(job.RestsUntil.Value) : null);
            plans.WriteJob(json, job, status.Feeds);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    });
}
