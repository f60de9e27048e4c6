using SocialKit.Cli.Queue;
using SocialKit.Deliveries;
using SocialKit.Storage;

namespace SocialKit.Cli.Scheduling;

/// <summary>Compares a plan with what stands in the queue, and stores what is new or changed.</summary>
internal sealed class PlanStoring(AddRequest request, PreparedPosts prepared, ScheduleWish wish, TimeZoneInfo zone, CliContext context)
{
    // How often a renewal that was overtaken is made anew.
    private const int MostTries = 5;

    private readonly List<Finding> _findings = [];
    private readonly List<(NewDelivery Planned, Entry? There, bool Edit)> _steps = [];
    private readonly Dictionary<Guid, string> _notes = [];
    private readonly List<Series> _new = [];
    private readonly List<Series> _already = [];
    private readonly List<SeriesUpdate> _updates = [];
    private readonly List<(Series, string)> _updated = [];

    /// <summary>What would become of the plan, series that would be changed included; nothing is stored.</summary>
    public async Task<ScheduleResult> CompareAsync(IStore store, StandingEntries standing, CancellationToken cancellationToken)
    {
        var compared = Compare(standing);
        if (!_findings.Exists(finding => finding.Severity == Severity.Error))
            Say(await RenewalsAsync(store, cancellationToken).ConfigureAwait(false), null);
        return compared with { SeriesUpdated = _updated.ToValueList() };
    }

    /// <summary>What would become of the plan, but for series that would be changed; nothing is stored.</summary>
    public ScheduleResult Compare(StandingEntries standing)
    {
        foreach (var series in request.Series)
            Compare(series, standing);
        var old = request.Series.Where(series => !_new.Contains(series)).Select(series => series.Id).ToHashSet();
        foreach (var planned in request.Deliveries.Where(added => added.Delivery.Series is not { } id || !old.Contains(id)))
            Compare(planned, standing);
        return Result(_steps.Select(step => step switch
        {
            { There: { } there, Edit: true } => new ScheduledPost(AddRules.EntryOf(step.Planned) with { Id = there.Id }, ScheduledAs.Updated, Changes(there, step.Planned)),
            { There: { } there } => new(there, ScheduledAs.Already),
            _ => new(AddRules.EntryOf(step.Planned), ScheduledAs.Scheduled, _notes.GetValueOrDefault(step.Planned.Id)),
        }));
    }

    /// <summary>Stores what is new and changes what is to be changed.</summary>
    public async Task<ScheduleResult> StoreAsync(IStore store, StandingEntries standing, CancellationToken cancellationToken)
    {
        var compared = Compare(standing);
        if (_findings.Exists(finding => finding.Severity == Severity.Error))
            return compared;
        foreach (var bytes in prepared.Pictures.Values)
            await store.KeepMediaAsync(bytes, cancellationToken).ConfigureAwait(false);
        var added = new AddRequest([.. _steps.Where(step => step.There is null).Select(step => step.Planned)]) { Series = _new, Snapshots = request.Snapshots };
        if (added.Deliveries.Count + added.Series.Count > 0
            && await store.AddAsync(added, cancellationToken).ConfigureAwait(false) is AddResult.Refused refused)
        {
            _findings.AddRange(refused.Obstacles.Select(ScheduleFindings.Of).Distinct());
            return compared with { Findings = _findings.ToValueList() };
        }
        if (!await RenewAsync(store, cancellationToken).ConfigureAwait(false))
            return compared with { Findings = _findings.ToValueList() };
        List<ScheduledPost> posts = [];
        foreach (var (planned, there, edit) in _steps)
            posts.Add(await StoreAsync(store, planned, there, edit, cancellationToken).ConfigureAwait(false));
        var health = await store.ReadHealthAsync(cancellationToken).ConfigureAwait(false);
        return Result(posts) with { IsWorkerAlive = health.Workers.Any(worker => health.Now - worker.BeatAt < TimeSpan.FromMinutes(1)) };
    }

    private async Task<ScheduledPost> StoreAsync(IStore store, NewDelivery planned, Entry? there, bool edit, CancellationToken cancellationToken)
    {
        if (there is null)
        {
            // Between the look and the adding somebody else may have added the same.
            var found = await store.FindAsync(planned.Delivery.Key.Value, cancellationToken).ConfigureAwait(false);
            var entry = found.First(entry => entry.Delivery.Key == planned.Delivery.Key);
            return entry.Id == planned.Id ? new(entry, ScheduledAs.Scheduled, _notes.GetValueOrDefault(planned.Id)) : new(entry, ScheduledAs.Already);
        }
        if (!edit)
            return new(there, ScheduledAs.Already);
        var delivery = Edited(planned.Delivery, there.Delivery);
        switch (await store.ChangeAsync(there.Id, there.Version, new Change.Edit(delivery, planned.Words), cancellationToken).ConfigureAwait(false))
        {
            case ChangeResult.Changed { Entry: var changed }:
                var lost = there.ApprovedHash is not null && changed.ApprovedHash != changed.Hash;
                return new(changed, ScheduledAs.Updated, Changes(there, planned) + (lost ? "; it has to be approved anew" : ""));
            case ChangeResult.Refused refused:
                _findings.Add(NotChanged(refused.Entry ?? there, refused.Why));
                return new(refused.Entry ?? there, ScheduledAs.Already);
            default:
                throw new InvalidOperationException("A change is done or refused.");
        }
    }

    private void Compare(Series series, StandingEntries standing)
    {
        IReadOnlyList<Series> meant = wish.Update ? SeriesUpdate.Candidates(series, request, standing) : [.. standing.Series.Where(other => other.Key == series.Key)];
        if (meant.Count == 0)
        {
            _new.Add(series);
            return;
        }
        if (meant.Count > 1)
            _findings.Add(WhichOne(series, meant));
        var there = meant[0];
        if (wish.Update)
        {
            var first = request.Deliveries.Where(added => added.Delivery.Series == series.Id).Min(added => added.Delivery.OccurrenceAt) ?? series.NextAt;
            var update = new SeriesUpdate(there, series, first!.Value);
            if (update.Differences.Count == 0)
                _already.Add(there);
            else if (there.PausedBecause is { } because)
                _findings.Add(Paused(there, because));
            else
                _updates.Add(update);
            return;
        }
        _already.Add(there);
        if (DeliveryContent.WriteTurns(there.From, there.Turns) != DeliveryContent.WriteTurns(series.From, series.Turns))
            _findings.Add(new(ScheduleFindings.ScheduledOtherwise, Severity.Error, $"The series {series.Key} is there already, with other texts.", "Add --update to change it, with what waits of it."));
    }

    private void Compare(NewDelivery planned, StandingEntries standing)
    {
        planned = standing.Anew(planned, out var dead);
        if (dead is not null)
            _notes[planned.Id] = $"scheduled anew: {EntryIds.Short(dead)} is {EntryWords.Of(dead.State)}";
        var there = standing.Of(planned.Delivery);
        if (there is null && wish.Update)
        {
            var candidates = standing.Waiting(planned.Delivery).Where(entry => request.Deliveries.All(other => other.Delivery.Key != entry.Delivery.Key)).ToList();
            if (candidates.Count > 1)
                _findings.Add(WhichOne(planned, candidates));
            there = candidates.Count == 1 ? candidates[0] : null;
        }
        if (there is null)
        {
            if (planned.Delivery.Series is null && standing.Waiting(planned.Delivery).MinBy(entry => (entry.Delivery.DueAt - planned.Delivery.DueAt).Duration()) is { } other && !wish.Update)
                _findings.Add(ScheduleFindings.Elsewhen(other, EntryIds.Short(other), zone));
            _steps.Add((planned, null, false));
            return;
        }
        var differs = Differs(there, planned);
        if (!differs || !wish.Update)
        {
            if (DeliveryContent.HashOf(planned.Delivery) != there.Hash)
                _findings.Add(ScheduleFindings.Otherwise(there, AddRules.EntryOf(planned), EntryIds.Short(there)));
            _steps.Add((planned, there, false));
            return;
        }
        if (there.State.IsWaiting() || there.State is DeliveryState.Stopped or DeliveryState.Held)
            _steps.Add((planned, there, true));
        else
            _findings.Add(NotChanged(there, Refusal.AlreadySending));
    }

    private async Task<List<SeriesRenewal>> RenewalsAsync(IStore store, CancellationToken cancellationToken)
    {
        List<SeriesRenewal> renewals = [];
        foreach (var update in _updates)
            renewals.Add(await update.RenewalAsync(store, context.Time.GetUtcNow(), new Ids(context.Time, context.Random), WhoAsks.Name(null, context), cancellationToken).ConfigureAwait(false));
        return renewals;
    }

    // All series in one transaction. Who sends or changes an occurrence meanwhile is quicker: then it is looked at anew.
    private async Task<bool> RenewAsync(IStore store, CancellationToken cancellationToken)
    {
        for (var tries = 1; _updates.Count > 0; tries++)
        {
            var renewals = await RenewalsAsync(store, cancellationToken).ConfigureAwait(false);
            switch (await store.RenewSeriesAsync(renewals, cancellationToken).ConfigureAwait(false))
            {
                case RenewResult.Renewed renewed:
                    Say(renewals, renewed.Changed);
                    return true;
                case RenewResult.Refused refused:
                    _findings.AddRange(refused.Obstacles.Select(ScheduleFindings.Of).Distinct());
                    return false;
            }
            if (tries == MostTries)
            {
                _findings.Add(new(ScheduleFindings.NotWaiting, Severity.Error, "The series was not changed: somebody else changes it at the same time.", "Run the command again."));
                return false;
            }
            var standing = await store.ReadSeriesAsync(cancellationToken).ConfigureAwait(false);
            for (var i = 0; i < _updates.Count; i++)
                _updates[i] = _updates[i] with { There = standing.First(series => series.Id == _updates[i].There.Id) };
        }
        return true;
    }

    private void Say(List<SeriesRenewal> renewals, IReadOnlyList<Entry>? changed)
    {
        var at = 0;
        foreach (var (renewal, update) in renewals.Zip(_updates))
        {
            var own = changed?.Skip(at).Take(renewal.Changes.Count).ToList();
            at += renewal.Changes.Count;
            _updated.Add((renewal.Renewed, $"{string.Join(", ", update.Differences)} changed: {SeriesUpdate.Say(renewal, own)}"));
        }
    }

    private static Finding WhichOne(Series planned, IReadOnlyList<Series> meant) => new(ScheduleFindings.WhichOne, Severity.Error,
        $"{meant.Count} series of this message from {planned.From.Id} run: {string.Join(", ", meant.Select(series => $"{SeriesList.Id(series)} (\"{series.Cron}\" {series.Zone})"))}.",
        "Stop those that are not meant with \"socialkit stop --series\", or use the rhythm of the one that is.");

    private static Finding Paused(Series series, string because) => new(ScheduleFindings.NotWaiting, Severity.Error,
        $"The series {SeriesList.Id(series)} is stopped: {because}", $"Let it go on first: \"socialkit resume --series {SeriesList.Id(series)}\".");

    private static bool Differs(Entry there, NewDelivery planned)
    {
        var edited = AddRules.EntryOf(planned with { Delivery = Edited(planned.Delivery, there.Delivery) });
        return edited.Hash != there.Hash || edited.Delivery with { From = there.Delivery.From, Act = there.Delivery.Act, NotBefore = there.Delivery.NotBefore } != there.Delivery;
    }

    // What stays is which occurrence it is.
    private static Delivery Edited(Delivery planned, Delivery there) =>
        planned with { Key = there.Key, DueAt = WholeMilliseconds(planned.DueAt), Series = there.Series, OccurrenceAt = there.OccurrenceAt, After = there.After };

    // As a store keeps it.
    private static DateTimeOffset WholeMilliseconds(DateTimeOffset time) => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerMillisecond));

    private static string Changes(Entry there, NewDelivery planned)
    {
        var entry = AddRules.EntryOf(planned);
        List<string> parts = [.. entry.Hash.ChangedSince(there.Hash)];
        if (WholeMilliseconds(entry.Delivery.DueAt) != there.Delivery.DueAt)
            parts.Add("the time");
        return parts.Count == 0 ? "its conditions changed" : $"{string.Join(", ", parts)} changed";
    }

    private static Finding WhichOne(NewDelivery planned, List<Entry> candidates) => new(ScheduleFindings.WhichOne, Severity.Error,
        $"{candidates.Count} posts of this message from {planned.Delivery.From.Id} wait: {string.Join(", ", candidates.Select(entry => $"{EntryIds.Short(entry)} ({entry.Delivery.WallClock ?? Stamp.Utc(entry.Delivery.DueAt)})"))}.",
        "Change the one that is meant with \"socialkit queue edit\", or cancel it.");

    private static Finding NotChanged(Entry there, Refusal why) => new(ScheduleFindings.NotWaiting, Severity.Error,
        why == Refusal.SameWords ? $"{EntryIds.Short(there)} was not changed: another account says these words." : $"{EntryIds.Short(there)} cannot be changed: it is {EntryWords.Of(there.State)}.",
        there.State == DeliveryState.Sent ? "What is out stays as it is; schedule the new text for another time." : "Look at it with \"socialkit queue show\".");

    private ScheduleResult Result(IEnumerable<ScheduledPost> posts) => new() { Posts = posts.ToValueList(), Series = _new.ToValueList(), SeriesAlready = _already.ToValueList(), SeriesUpdated = _updated.ToValueList(), Findings = _findings.ToValueList() };
}
