using System.Globalization;
using SocialKit.Campaigns;
using SocialKit.Posts;

namespace SocialKit.Deliveries;

/// <summary>What scheduling makes of checked posts: when each goes out and from whom, and everything that stands against it. It stores nothing.</summary>
/// <param name="Request">What to add; null if something stands against it.</param>
/// <param name="Findings">What a person should know: errors stand against the whole plan, so that nothing is half-scheduled.</param>
/// <param name="First">The first due time, with what the clocks do then; null if there is none.</param>
public sealed record Plan(AddRequest? Request, ValueList<Finding> Findings, ZonedTime? First)
{
    /// <summary>Makes the plan.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="ids">Makes the ids.</param>
    public static Plan Of(PlanRequest request, Ids ids) => new Planner(request, ids).Plan();
}

/// <summary>A message on one account: a text, or several that take turns.</summary>
/// <param name="From">The account.</param>
/// <param name="Message">The message's id.</param>
/// <param name="Language">BCP 47.</param>
/// <param name="Variants">The post, or the posts of a rotation in their order. At least one. Each is composed and checked, and its pictures are kept.</param>
public sealed record PlanItem(Account From, string Message, string Language, ValueList<Post> Variants)
{
    /// <summary>What follows each variant as a thread, in order: each post answers the one before, and goes out once that one is out. As many as variants, or none where nothing follows.</summary>
    public ValueList<ValueList<Post>> Replies { get; init; } = [];

    internal bool IsThread => Replies.Any(replies => replies.Count > 0);
}

/// <summary>What is asked for when a campaign, or a text, is scheduled.</summary>
/// <param name="Items">What goes out, in order.</param>
/// <param name="Now">The wall clock.</param>
public sealed record PlanRequest(IReadOnlyList<PlanItem> Items, DateTimeOffset Now)
{
    /// <summary>The campaign, for its deadline, its embargo and its name; null for a text that belongs to none.</summary>
    public Campaign? Campaign { get; init; }

    /// <summary>The wall-clock time to begin at; null for now.</summary>
    public DateTime? At { get; init; }

    /// <summary>The zone of <see cref="At"/> and <see cref="Every"/>.</summary>
    /// <value>UTC</value>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>The stretch over which the items are spread evenly, in whole seconds; null sends them at once, each account's in order.</summary>
    public TimeSpan? Spread { get; init; }

    /// <summary>A cron expression of five fields: the items come again; null for once.</summary>
    public string? Every { get; init; }

    /// <summary>True to let accounts of one platform take the variants in turn, and in a series to let each account's occurrences go through its share of them; else the first is taken.</summary>
    public bool Rotate { get; init; }

    /// <summary>The instant from which nothing may go out any more; null for the campaign's deadline alone.</summary>
    public DateTimeOffset? NotAfter { get; init; }

    /// <summary>What to do with what is late.</summary>
    public LateRule Late { get; init; }

    /// <summary>True if a person has to approve each.</summary>
    public bool NeedsApproval { get; init; }

    /// <summary>Why the campaign's deadline does not count, in somebody's words; null if it does.</summary>
    public string? AfterDeadline { get; init; }

    /// <summary>What tells this apart from an earlier plan of the same, for a deliberate second time; null for the first.</summary>
    public string? Again { get; init; }

    /// <summary>The campaign as text, to be kept with the deliveries; null to keep nothing.</summary>
    public string? Snapshot { get; init; }
}

/// <summary>The stable codes of what stands against a plan.</summary>
public static class PlanCodes
{
    /// <summary>Error: the time has passed.</summary>
    public const string TimePassed = "time-passed";

    /// <summary>Warning: the clocks skip this time, and the end of the gap is taken.</summary>
    public const string TimeSkipped = "time-skipped";

    /// <summary>Warning: the clocks show this time twice, and the first is taken.</summary>
    public const string TimeTwice = "time-twice";

    /// <summary>Error: it would be due at or after its not-after.</summary>
    public const string AfterNotAfter = "after-not-after";

    /// <summary>Error: the cron expression cannot be understood.</summary>
    public const string BadCron = "bad-cron";

    /// <summary>Error: the cron expression never comes up in the time that is left.</summary>
    public const string NoOccurrence = "no-occurrence";

    /// <summary>Error: there is nothing to schedule.</summary>
    public const string NothingToSchedule = "nothing-to-schedule";

    /// <summary>Error: what is asked for excludes itself.</summary>
    public const string Contradiction = "contradiction";

    /// <summary>Warning: it goes out although the deadline has passed, for a reason that is kept with it.</summary>
    public const string AfterDeadline = "after-deadline";
}

/// <summary>Makes one plan.</summary>
internal sealed class Planner(PlanRequest request, Ids ids)
{
    private static readonly TimeSpan SeriesLead = new WorkerOptions { Owner = "" }.SeriesLead;

    private readonly List<Finding> _findings = [];
    private readonly DateTimeOffset? _deadline = request.Campaign?.DeadlineEnd();

    private string Slug => request.Campaign?.Slug ?? "";

    private DateTimeOffset? NotAfter => request.AfterDeadline is null && _deadline is { } deadline && !(request.NotAfter < deadline) ? deadline : request.NotAfter;

    public Plan Plan()
    {
        if (request.Items.Count == 0)
            Error(PlanCodes.NothingToSchedule, "There is nothing to schedule.", "Name a message, a language or a platform that has a text.");
        if (request is { Spread: not null, Every: not null })
            Error(PlanCodes.Contradiction, "A series cannot be spread.", "Take --every or --spread.");
        // Which occurrence answers which, a series' template does not say.
        if (request.Every is not null && request.Items.FirstOrDefault(item => item.IsThread) is { } thread)
            Error(PlanCodes.Contradiction, $"\"{thread.Message}\" is a thread for {thread.From.Platform}, and a thread cannot come again and again.", "Schedule it once, or write a text for that platform that fits into one post.");
        if (request.Spread < TimeSpan.Zero)
            Error(PlanCodes.Contradiction, "Nothing can be spread over less than no time.", "Give a stretch such as 3h.");
        var first = request.At is { } local ? ZonedTime.Of(local, request.Zone) : new(request.Now, WallClockFate.Once, null);
        if (request.Every is null)
            SayWhatTheClocksDo(first);
        if (_findings.Exists(finding => finding.Severity == Severity.Error))
            return new(null, _findings.ToValueList(), first);
        return request.Every is null ? Once(first) : Again(first.Instant);
    }

    private Plan Once(ZonedTime first)
    {
        if (first.Instant < request.Now)
            Error(PlanCodes.TimePassed, $"{Shown(first.Instant)} has passed: it is {Shown(request.Now)}.", "Name a time to come, or publish it now.");
        List<NewDelivery> deliveries = [];
        Dictionary<PlatformId, List<string>> accounts = [];
        for (var i = 0; i < request.Items.Count; i++)
        {
            var item = request.Items[i];
            var due = request.Spread is { } stretch ? first.Instant + InSeconds(stretch * i / request.Items.Count) : first.Instant;
            var turn = Turn(item, accounts) % item.Variants.Count;
            var last = DeliveryOf(item, 1, due, item.Variants[turn]);
            deliveries.Add(new(ids.Next(), last));
            foreach (var (reply, index) in (item.Replies.Count > 0 ? item.Replies[turn] : []).Select((reply, index) => (reply, index)))
            {
                last = DeliveryOf(item, index + 2, due, reply) with { After = last.Key };
                deliveries.Add(new(ids.Next(), last));
            }
        }
        if (deliveries.Count > 0)
            CheckTimes(deliveries.Min(added => added.Delivery.DueAt), deliveries.Max(added => added.Delivery.DueAt));
        return Done(new AddRequest(deliveries) { Snapshots = Snapshots() }, first);
    }

    private Delivery DeliveryOf(PlanItem item, int part, DateTimeOffset due, Post post)
    {
        var local = TimeZoneInfo.ConvertTime(due, request.Zone);
        var wall = request.At is null ? null : ZonedTime.WallClockOf(due, request.Zone);
        var slot = request.At is null ? "now" : $"{wall ?? $"{ZonedTime.Write(local)}{local:zzz}"} {request.Zone.Id}";
        return new(DeliveryKey.Of(Slug, Message.NameOf(item.Message, part), item.Language, item.From.Id, DeliveryKey.Again(slot, request.Again)), item.From, due, new Act.Publish(post))
        {
            Campaign = request.Campaign?.Slug,
            WallClock = wall,
            Zone = wall is null ? null : request.Zone.Id,
            NotBefore = request.Campaign?.Embargo,
            NotAfter = NotAfter,
            Late = request.Late,
            NeedsApproval = request.NeedsApproval,
            AfterDeadline = ReasonAt(due),
        };
    }

    private Plan Again(DateTimeOffset start)
    {
        var from = (start > request.Now ? start : request.Now) - TimeSpan.FromTicks(1);
        if (!Cronos.CronExpression.TryParse(request.Every!, out _))
        {
            Error(PlanCodes.BadCron, $"\"{request.Every}\" cannot be understood.", "Write five fields: minute, hour, day of month, month, day of week, such as \"0 9 * * 1\".");
            return Done(null, null);
        }
        if (Occurrences.Next(request.Every!, request.Zone, from, NotAfter) is not { } next)
        {
            Error(PlanCodes.NoOccurrence, NotAfter is { } end ? $"\"{request.Every}\" never comes up before {Shown(end)}." : $"\"{request.Every}\" never comes up.", "Choose another rhythm, or a later end.");
            return Done(null, null);
        }
        CheckTimes(next, next);
        List<Series> series = [];
        List<NewDelivery> deliveries = [];
        Dictionary<PlatformId, List<string>> accounts = [];
        foreach (var item in request.Items)
        {
            var turn = Turn(item, accounts);
            var turns = request.Rotate ? Share(item, turn) : [item.Variants[0]];
            var key = DeliveryKey.Of(Slug, item.Message, item.Language, item.From.Id, DeliveryKey.Again($"{request.Every} {request.Zone.Id}", request.Again));
            var made = new Series(ids.Next(), key, item.From, request.Every!, request.Zone.Id, [.. turns.Select(post => (Act)new Act.Publish(post))])
            {
                Campaign = request.Campaign?.Slug,
                NextAt = next,
                EndsAt = NotAfter,
                NotBefore = request.Campaign?.Embargo,
                NotAfter = NotAfter,
                Late = request.Late,
                NeedsApproval = request.NeedsApproval,
                AfterDeadline = request.AfterDeadline,
            };
            var (advanced, occurrences) = Occurrences.Advance(made, request.Now, SeriesLead, ids)!.Value;
            series.Add(advanced);
            deliveries.AddRange(occurrences);
        }
        return Done(new AddRequest(deliveries) { Series = series, Snapshots = Snapshots() }, new(next, WallClockFate.Once, null));
    }

    // Accounts of one platform take the variants in turn, in the order in which they come.
    private int Turn(PlanItem item, Dictionary<PlatformId, List<string>> accounts)
    {
        if (!request.Rotate)
            return 0;
        if (!accounts.TryGetValue(item.From.Platform, out var seen))
            accounts.Add(item.From.Platform, seen = []);
        var turn = seen.IndexOf(item.From.Id);
        if (turn >= 0)
            return turn;
        seen.Add(item.From.Id);
        return seen.Count - 1;
    }

    // In a series each account of a platform has variants of its own: in turn with the others it would say their words some day.
    private IEnumerable<Post> Share(PlanItem item, int turn)
    {
        var accounts = request.Items.Where(other => other.From.Platform == item.From.Platform).Select(other => other.From.Id).Distinct().Count();
        for (var i = turn % item.Variants.Count; i < item.Variants.Count; i += accounts)
            yield return item.Variants[i];
    }

    private static TimeSpan InSeconds(TimeSpan time) => new(time.Ticks - time.Ticks % TimeSpan.TicksPerSecond);

    private string? ReasonAt(DateTimeOffset due) => _deadline is { } deadline && due >= deadline ? request.AfterDeadline : null;

    private void CheckTimes(DateTimeOffset first, DateTimeOffset last)
    {
        if (request.Campaign?.Embargo is { } embargo && first < embargo)
            Error(FindingCodes.Embargoed, $"Nothing may go out before {Shown(embargo)}, and this is meant for {Shown(first)}.", "Choose a later time.");
        if (_deadline is { } deadline && last >= deadline)
        {
            if (request.AfterDeadline is { } reason)
                Warning(PlanCodes.AfterDeadline, $"The deadline passed at {Shown(deadline)}; it goes out all the same, for this reason: \"{reason}\".", "Nothing has to be done: the reason is kept with it.");
            else
                Error(FindingCodes.DeadlinePassed, $"The last day for appeals ends at {Shown(deadline)}, and this is meant for {Shown(last)}.", "Choose an earlier time; or ask whoever issued the action, and say why with --after-deadline.");
        }
        if (request.NotAfter is { } end && last >= end)
            Error(PlanCodes.AfterNotAfter, $"Nothing may go out from {Shown(end)} on, and this is meant for {Shown(last)}.", "Choose an earlier time or a later end.");
    }

    private void SayWhatTheClocksDo(ZonedTime first)
    {
        if (first.Fate == WallClockFate.Skipped)
            Warning(PlanCodes.TimeSkipped, $"The clocks of {request.Zone.Id} skip {request.At:yyyy-MM-dd HH:mm}; it goes out when they go on, at {Shown(first.Instant)}.", "Name another time if that is not meant.");
        if (first.Fate == WallClockFate.Twice)
            Warning(PlanCodes.TimeTwice, $"The clocks of {request.Zone.Id} show {request.At:yyyy-MM-dd HH:mm} twice; it goes out the first time, at {Shown(first.Instant)}.", $"Name a time with its offset ({first.Other:zzz}) if the second is meant.");
    }

    private Dictionary<string, string> Snapshots() => request is { Campaign: { } campaign, Snapshot: { } snapshot } ? new() { [campaign.Slug] = snapshot } : [];

    private Plan Done(AddRequest? made, ZonedTime? first) =>
        new(_findings.Exists(finding => finding.Severity == Severity.Error) ? null : made, _findings.ToValueList(), first);

    private string Shown(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, request.Zone).ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture);

    private void Error(string code, string reason, string remedy) => _findings.Add(new(code, Severity.Error, reason, remedy));

    private void Warning(string code, string reason, string remedy) => _findings.Add(new(code, Severity.Warning, reason, remedy));
}
