using System.Security.Cryptography;
using SocialKit.Deliveries;

namespace SocialKit.Testing;

/// <summary>A store in memory that keeps every promise of <see cref="IOutbox"/> but the one of outliving its process. Several workers may share it.</summary>
/// <param name="clock">The store's clock.</param>
public sealed partial class MemoryOutbox(TimeProvider clock) : IOutbox
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, Entry> _entries = [];
    private readonly Dictionary<DeliveryKey, Guid> _keys = [];
    private readonly Dictionary<(Guid Series, DateTimeOffset At), Guid> _occurrences = [];
    private readonly Dictionary<Guid, string> _words = [];
    private readonly Dictionary<string, Lane> _lanes = [];
    private readonly Dictionary<string, SortedSet<(int Rank, DateTimeOffset Due, Guid Id)>> _queues = [];
    private readonly Dictionary<Guid, List<Attempt>> _attempts = [];
    private readonly Dictionary<string, CampaignState> _campaigns = [];
    private readonly Dictionary<Guid, Series> _series = [];
    private readonly Dictionary<string, ReadOnlyMemory<byte>> _media = [];
    private readonly Dictionary<string, WorkerBeat> _workers = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _mark = 1;

    private DateTimeOffset Now => InMilliseconds(clock.GetUtcNow());

    /// <inheritdoc/>
    public Task<AddResult> AddAsync(AddRequest request, CancellationToken cancellationToken) => Locked<AddResult>(() =>
    {
        var obstacles = AddRules.Obstacles(request, added => Existing(added) is not null, slug => _campaigns.GetValueOrDefault(slug)?.StoppedAt is not null, Sayer, account => _lanes.GetValueOrDefault(account)?.Platform);
        if (obstacles.Count > 0)
            return new AddResult.Refused(obstacles);
        List<Guid> ids = [];
        List<Entry> existing = [];
        foreach (var added in request.Deliveries)
        {
            if (Existing(added) is { } there)
                existing.Add(Seen(there));
            else
                ids.Add(Insert(added, AddRules.EntryOf(added)));
        }
        foreach (var series in request.Series)
        {
            MakeLane(series.From);
            if (_series.Values.All(other => other.Key != series.Key))
                _series.Add(series.Id, series);
        }
        foreach (var (slug, snapshot) in request.Snapshots)
            _campaigns[slug] = Campaign(slug) with { Snapshot = snapshot };
        Wake();
        return new AddResult.Stored(ids, existing);
    });

    /// <inheritdoc/>
    public Task<string> KeepMediaAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) => Locked(() =>
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes.Span));
        _media[hash] = bytes.ToArray();
        return hash;
    });

    /// <inheritdoc/>
    public Task<ReadOnlyMemory<byte>?> ReadMediaAsync(string sha256, CancellationToken cancellationToken) =>
        Locked(() => _media.TryGetValue(sha256, out var bytes) ? bytes : (ReadOnlyMemory<byte>?)null);

    /// <inheritdoc/>
    public Task<IReadOnlyList<LaneClaim>> ClaimAsync(ClaimRequest request, CancellationToken cancellationToken) => Locked<IReadOnlyList<LaneClaim>>(() =>
    {
        var now = Now;
        var left = request.AtMostOf.ToDictionary(pair => pair.Key, pair => pair.Value);
        List<LaneClaim> claims = [];
        var ready = _lanes.Values
            .Where(lane => LaneRules.MayClaim(lane, now) && (request.Only is null || request.Only.Contains(lane.Platform)))
            .Select(lane => (Lane: lane, Next: Candidates(lane.Account).FirstOrDefault()))
            .Where(pair => pair.Next is { } next && IsDue(next, now))
            .OrderBy(pair => pair.Next!.Delivery.DueAt)
            .ThenBy(pair => pair.Lane.Account, StringComparer.Ordinal);
        foreach (var (lane, _) in ready.ToList())
        {
            if (claims.Count == request.AtMost)
                break;
            if (left.TryGetValue(lane.Platform, out var room) && room-- <= 0)
                continue;
            if (left.ContainsKey(lane.Platform))
                left[lane.Platform] = room;
            var claimed = _lanes[lane.Account] = LaneRules.Claim(lane, request.Owner, now, request.Lease);
            claims.Add(new(lane.Account, lane.Platform, claimed.Epoch, request.Owner));
        }
        return claims;
    });

    /// <inheritdoc/>
    public Task<IReadOnlyList<Entry>> ReadLaneAsync(LaneClaim lane, int atMost, CancellationToken cancellationToken) => Locked<IReadOnlyList<Entry>>(() =>
    {
        if (_lanes.GetValueOrDefault(lane.Account) is not { } row || row.Epoch != lane.Epoch || row.Owner != lane.Owner)
            return [];
        var now = Now;
        return [.. Candidates(lane.Account).TakeWhile(entry => IsDue(entry, now)).Take(atMost).Select(Seen)];
    });

    /// <inheritdoc/>
    public Task<IReadOnlyList<WorkResult>> CommitAsync(IReadOnlyList<Work> works, CancellationToken cancellationToken) => Locked<IReadOnlyList<WorkResult>>(() =>
    {
        var results = new WorkResult[works.Count];
        var now = Now;
        for (var i = 0; i < results.Length; i++)
        {
            var id = works[i] switch { Work.Begin begin => begin.Id, Work.Turn turn => turn.Id, Work.Record record => record.Id, Work.Settle settle => settle.Id, _ => Guid.Empty };
            var entry = _entries.GetValueOrDefault(id);
            var campaign = entry?.Delivery.Campaign is { } slug ? _campaigns.GetValueOrDefault(slug) : null;
            var times = works[i] is Work.Turn or Work.Begin { Pace: not null } ? Times(works[i].Lane.Account, now) : null;
            var decision = LaneRules.Decide(works[i], _lanes.GetValueOrDefault(works[i].Lane.Account), entry, campaign, now, times);
            Keep(times);
            if (decision.Lane is { } lane)
                _lanes[lane.Account] = lane;
            if (decision.Entry is { } stands)
                Put(stands);
            if (decision.Attempt is { } attempt)
                Answer(id, attempt);
            if (decision.Add is { } added && Existing(added) is null)
                Insert(added, AddRules.EntryOf(added));
            results[i] = decision.Result;
        }
        return results;
    });

    /// <inheritdoc/>
    public Task<TimeSpan?> UntilNextAsync(IReadOnlyCollection<PlatformId>? only, CancellationToken cancellationToken) => Locked(() =>
    {
        var now = Now;
        DateTimeOffset? next = null;
        foreach (var lane in _lanes.Values)
        {
            if (only?.Contains(lane.Platform) == false || LaneRules.ReadyAt(lane) is not { } ready || Candidates(lane.Account).FirstOrDefault() is not { } entry)
                continue;
            var at = entry.State == DeliveryState.Scheduled && entry.Delivery.DueAt > ready ? entry.Delivery.DueAt : ready;
            next = next < at ? next : at;
        }
        return next is { } instant ? instant > now ? instant - now : TimeSpan.Zero : (TimeSpan?)null;
    });

    /// <inheritdoc/>
    public async Task<long> WaitAsync(long seen, TimeSpan atMost, CancellationToken cancellationToken)
    {
        Task changed;
        lock (_lock)
        {
            if (seen != _mark)
                return _mark;
            changed = _changed.Task;
        }
        try
        {
            await changed.WaitAsync(atMost, clock, cancellationToken);
        }
        catch (TimeoutException)
        {
        }
        lock (_lock)
            return _mark;
    }

    /// <inheritdoc/>
    public Task<DateTimeOffset> BeatAsync(string owner, long begun, string? pausedBecause, CancellationToken cancellationToken) => Locked(() =>
    {
        var now = Now;
        _workers[owner] = new(owner, _workers.GetValueOrDefault(owner)?.StartedAt ?? now, now, begun, pausedBecause);
        return clock.GetUtcNow();
    });

    /// <inheritdoc/>
    public Task LeaveAsync(string owner, CancellationToken cancellationToken) => Locked(() =>
    {
        foreach (var lane in _lanes.Values.Where(lane => lane.Owner == owner && !_queues[lane.Account].Any(item => _entries[item.Id].State == DeliveryState.Sending)).ToList())
            _lanes[lane.Account] = lane with { Owner = null, LeaseUntil = null };
        Wake();
        return _workers.Remove(owner);
    });

    /// <inheritdoc/>
    public Task<ChangeResult> ChangeAsync(Guid id, int version, Change change, CancellationToken cancellationToken) => Locked(() =>
    {
        if (!_entries.TryGetValue(id, out var entry))
            return new ChangeResult.Refused(Refusal.NotFound, null);
        var result = ChangeRules.Decide(entry, version, change, entry.Delivery.Campaign is { } slug ? _campaigns.GetValueOrDefault(slug) : null, Now);
        if (result is not ChangeResult.Changed { Entry: var changed, Add: var add })
            return result;
        var words = change is Change.Edit edit && changed.Hash != entry.Hash ? edit.Words : _words.GetValueOrDefault(id);
        if (ChangeRules.SaysAnew(entry, changed) && words is not null && Sayer(entry.Delivery.From.Platform, words, entry.Delivery.From.Id) is not null)
            return new ChangeResult.Refused(Refusal.SameWords, Seen(entry));
        SetWords(id, words);
        Put(changed);
        if (add is not null && Existing(add) is null)
            Insert(add, AddRules.EntryOf(add));
        _lanes[changed.Delivery.From.Id] = ChangeRules.Unblock(_lanes[changed.Delivery.From.Id], changed);
        Wake();
        return new ChangeResult.Changed(Seen(changed));
    });

    /// <inheritdoc/>
    public Task<int> StopAsync(string campaign, string by, CancellationToken cancellationToken) => Locked(() => Stop(campaign, by));

    /// <inheritdoc/>
    public Task<Resumed> ResumeAsync(string campaign, CancellationToken cancellationToken) => Locked(() =>
    {
        _campaigns[campaign] = Campaign(campaign) with { StoppedAt = null, StoppedBy = null, WithdrawnAt = null };
        var count = 0;
        foreach (var entry in Of(campaign).Select(ChangeRules.Resume).OfType<Entry>())
        {
            Put(entry);
            count++;
        }
        var deletions = 0;
        foreach (var entry in Of(campaign).Select(ChangeRules.LeaveUp).OfType<Entry>())
        {
            Put(entry);
            _lanes[entry.Delivery.From.Id] = ChangeRules.Unblock(_lanes[entry.Delivery.From.Id], entry);
            deletions++;
        }
        Wake();
        return new Resumed(count, deletions);
    });

    /// <inheritdoc/>
    public Task<int> WithdrawAsync(string campaign, string by, IReadOnlyList<NewDelivery> deletions, CancellationToken cancellationToken) => Locked(() =>
    {
        var count = Stop(campaign, by);
        _campaigns[campaign] = _campaigns[campaign] with { WithdrawnAt = _campaigns[campaign].WithdrawnAt ?? Now };
        foreach (var entry in Of(campaign).Select(ChangeRules.TakeDown).OfType<Entry>())
            Put(entry);
        foreach (var deletion in deletions.Where(deletion => Existing(deletion) is null))
            Insert(deletion, AddRules.EntryOf(deletion));
        return count;
    });

    /// <inheritdoc/>
    public Task<CampaignState?> ReadCampaignAsync(string campaign, CancellationToken cancellationToken) => Locked(() => _campaigns.GetValueOrDefault(campaign));

    /// <inheritdoc/>
    public Task PauseLaneAsync(string account, PlatformId platform, string? because, CancellationToken cancellationToken) => Locked(() =>
    {
        MakeLane(account, platform);
        _lanes[account] = _lanes[account] with { PausedBecause = because, RetryAfter = because is null ? null : _lanes[account].RetryAfter };
        Wake();
        return true;
    });

    /// <inheritdoc/>
    public Task<IReadOnlyList<Lane>> ReadLanesAsync(CancellationToken cancellationToken) =>
        Locked<IReadOnlyList<Lane>>(() => [.. _lanes.Values.OrderBy(lane => lane.Account, StringComparer.Ordinal)]);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Series>> ReadSeriesAsync(CancellationToken cancellationToken) => Locked<IReadOnlyList<Series>>(() => [.. _series.Values.OrderBy(series => series.Id)]);

    /// <inheritdoc/>
    public Task<(IReadOnlyList<Series> Series, TimeSpan? UntilNext)> DueSeriesAsync(TimeSpan lead, CancellationToken cancellationToken) => Locked<(IReadOnlyList<Series>, TimeSpan?)>(() =>
    {
        var until = Now + lead;
        var alive = _series.Values
            .Where(series => series is { NextAt: not null, PausedBecause: null } && (series.Campaign is null || _campaigns.GetValueOrDefault(series.Campaign)?.StoppedAt is null))
            .OrderBy(series => series.NextAt)
            .ToList();
        var later = alive.FirstOrDefault(series => series.NextAt >= until)?.NextAt - until;
        return ([.. alive.Where(series => series.NextAt < until)], later);
    });

    /// <inheritdoc/>
    public Task<bool> AdvanceSeriesAsync(Series advanced, DateTimeOffset seenNextAt, IReadOnlyList<NewDelivery> occurrences, CancellationToken cancellationToken) => Locked(() =>
    {
        if (!_series.TryGetValue(advanced.Id, out var series) || series.NextAt != seenNextAt || series.PausedBecause is not null
            || (series.Campaign is not null && _campaigns.GetValueOrDefault(series.Campaign)?.StoppedAt is not null))
        {
            return false;
        }
        _series[advanced.Id] = series with { NextAt = advanced.NextAt, Occurrences = advanced.Occurrences };
        foreach (var occurrence in occurrences.Where(occurrence => Existing(occurrence) is null))
        {
            var from = occurrence.Delivery.From;
            Insert(occurrence, AddRules.EntryOf(occurrence, occurrence.Words is { } words && AddRules.SpeaksFor(occurrence.State) ? Sayer(from.Platform, words, from.Id) : null));
        }
        Wake();
        return true;
    });

    /// <inheritdoc/>
    public Task<RenewResult> RenewSeriesAsync(IReadOnlyList<SeriesRenewal> renewals, CancellationToken cancellationToken) => Locked<RenewResult>(() =>
    {
        if (renewals.Any(renewal => _series.GetValueOrDefault(renewal.Seen.Id) != renewal.Seen || _series.Values.Any(other => other.Key == renewal.Renewed.Key && other.Id != renewal.Seen.Id)))
            return new RenewResult.Overtaken();
        var added = renewals.SelectMany(renewal => renewal.Added).ToList();
        var request = new AddRequest(added) { Series = [.. renewals.Select(renewal => renewal.Renewed)] };
        var obstacles = AddRules.Obstacles(request, one => Existing(one) is not null, slug => _campaigns.GetValueOrDefault(slug)?.StoppedAt is not null, Sayer, account => _lanes.GetValueOrDefault(account)?.Platform);
        if (obstacles.Count > 0)
            return new RenewResult.Refused(obstacles);
        List<(Entry Entry, string? Words)> changed = [];
        foreach (var change in renewals.SelectMany(renewal => renewal.Changes))
        {
            if (!_entries.TryGetValue(change.Id, out var entry)
                || ChangeRules.Decide(entry, change.Version, change.Change, entry.Delivery.Campaign is { } slug ? _campaigns.GetValueOrDefault(slug) : null, Now) is not ChangeResult.Changed { Entry: var after })
                return new RenewResult.Overtaken();
            changed.Add((after, change.Change is Change.Edit edit && after.Hash != entry.Hash ? edit.Words : _words.GetValueOrDefault(change.Id)));
        }
        foreach (var (entry, words) in changed)
        {
            SetWords(entry.Id, words);
            Put(entry);
            _lanes[entry.Delivery.From.Id] = ChangeRules.Unblock(_lanes[entry.Delivery.From.Id], entry);
        }
        foreach (var one in added.Where(one => Existing(one) is null))
            Insert(one, AddRules.EntryOf(one));
        foreach (var renewal in renewals)
            _series[renewal.Seen.Id] = renewal.Renewed;
        Wake();
        return new RenewResult.Renewed([.. changed.Select(pair => Seen(pair.Entry))]);
    });

    /// <inheritdoc/>
    public Task<bool> PauseSeriesAsync(Guid id, string? because, bool end, CancellationToken cancellationToken) => Locked(() =>
    {
        if (!_series.TryGetValue(id, out var series))
            return false;
        _series[id] = series with { PausedBecause = because, NextAt = end ? null : series.NextAt };
        Wake();
        return true;
    });

    /// <inheritdoc/>
    public Task<Entry?> ReadAsync(Guid id, CancellationToken cancellationToken) => Locked(() => _entries.TryGetValue(id, out var entry) ? Seen(entry) : null);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Entry>> FindAsync(string keyOrEndOfId, CancellationToken cancellationToken) => Locked<IReadOnlyList<Entry>>(() =>
    {
        if (_keys.TryGetValue(new(keyOrEndOfId), out var id))
            return [Seen(_entries[id])];
        var end = keyOrEndOfId.Replace("-", "", StringComparison.Ordinal);
        if (end.Length < 4)
            return [];
        return [.. _entries.Values.Where(entry => entry.Id.ToString("N").EndsWith(end, StringComparison.OrdinalIgnoreCase)).OrderBy(entry => entry.Id).Take(10).Select(Seen)];
    });

    /// <inheritdoc/>
    public Task<EntryPage> PageAsync(EntryQuery query, CancellationToken cancellationToken) => Locked(() =>
    {
        DateTimeOffset At(Entry entry) => query.Order == EntryOrder.ByDue ? entry.Delivery.DueAt : entry.SentAt!.Value;
        var wanted = _entries.Values
            .Where(entry => query.Order == EntryOrder.ByDue || entry.SentAt is not null)
            .Where(entry => (query.From is not { } from || At(entry) >= from) && (query.To is not { } to || At(entry) < to))
            .Where(entry => query.States.Count == 0 || query.States.Contains(entry.State))
            .Where(entry => query.Campaign is null || entry.Delivery.Campaign == query.Campaign)
            .Where(entry => query.Account is null || entry.Delivery.From.Id == query.Account)
            .Where(entry => query.Platform is not { } platform || entry.Delivery.From.Platform == platform)
            .Where(entry => query.Series is not { } series || entry.Delivery.Series == series)
            .OrderBy(At).ThenBy(entry => entry.Id)
            .Where(entry => query.After is not { } after || (At(entry), entry.Id).CompareTo((after.At, after.Id)) > 0)
            .Take(query.Limit + 1)
            .ToList();
        var page = wanted.Take(query.Limit).Select(Seen).ToList();
        return new EntryPage(page, wanted.Count > query.Limit ? new(At(page[^1]), page[^1].Id) : null);
    });

    /// <inheritdoc/>
    public Task<IReadOnlyList<EntryCount>> CountAsync(IReadOnlyList<DateTimeOffset> borders, string? campaign, CancellationToken cancellationToken) => Locked<IReadOnlyList<EntryCount>>(() =>
    [
        .. _entries.Values
            .Where(entry => (campaign is null || entry.Delivery.Campaign == campaign) && entry.Delivery.DueAt >= borders[0] && entry.Delivery.DueAt < borders[^1])
            .GroupBy(entry => (Stretch: Enumerable.Range(0, borders.Count - 1).First(i => entry.Delivery.DueAt < borders[i + 1]), entry.Delivery.From.Platform, entry.State))
            .OrderBy(group => group.Key)
            .Select(group => new EntryCount(group.Key.Stretch, group.Key.Platform, group.Key.State, group.Count())),
    ]);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Attempt>> ReadAttemptsAsync(Guid id, CancellationToken cancellationToken) =>
        Locked<IReadOnlyList<Attempt>>(() => [.. _attempts.GetValueOrDefault(id) ?? []]);

    /// <inheritdoc/>
    public Task<Health> ReadHealthAsync(CancellationToken cancellationToken) => Locked(() =>
    {
        var now = Now;
        var due = _entries.Values.Where(entry => entry.State == DeliveryState.Scheduled && entry.Delivery.DueAt <= now && _lanes[entry.Delivery.From.Id].PausedBecause is null).ToList();
        var held = _entries.Values.Where(entry => entry.State == DeliveryState.Held).ToList();
        long In(DeliveryState state) => _entries.Values.Count(entry => entry.State == state);
        return new Health(now)
        {
            Due = due.Count,
            OldestDue = due.Count == 0 ? null : due.Min(entry => entry.Delivery.DueAt),
            Scheduled = In(DeliveryState.Scheduled),
            Sending = In(DeliveryState.Sending),
            Unclear = In(DeliveryState.Unclear),
            Held = held.Count,
            OldestHeld = held.Count == 0 ? null : held.Min(entry => entry.Delivery.DueAt),
            AwaitingApproval = In(DeliveryState.AwaitingApproval),
            Paused = [.. _lanes.Values.Where(lane => lane.PausedBecause is not null).OrderBy(lane => lane.Account, StringComparer.Ordinal)],
            Workers = [.. _workers.Values.OrderBy(worker => worker.Owner, StringComparer.Ordinal)],
        };
    });

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    // The store keeps whole milliseconds, as the databases do.
    private static DateTimeOffset InMilliseconds(DateTimeOffset instant) => DateTimeOffset.FromUnixTimeMilliseconds(instant.ToUnixTimeMilliseconds());

    private static bool IsDue(Entry entry, DateTimeOffset now) => entry.State != DeliveryState.Scheduled || entry.Delivery.DueAt <= now;

    private Task<T> Locked<T>(Func<T> work)
    {
        lock (_lock)
            return Task.FromResult(work());
    }

    private void Wake()
    {
        _mark++;
        _changed.SetResult();
        _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private Entry? Existing(NewDelivery added) =>
        _keys.TryGetValue(added.Delivery.Key, out var id)
        || (added.Delivery is { Series: { } series, OccurrenceAt: { } at } && _occurrences.TryGetValue((series, InMilliseconds(at)), out id))
            ? _entries[id]
            : null;

    private Guid Insert(NewDelivery added, Entry entry)
    {
        MakeLane(entry.Delivery.From);
        _keys.Add(entry.Delivery.Key, entry.Id);
        if (entry.Delivery is { Series: { } series, OccurrenceAt: { } at })
            _occurrences.Add((series, InMilliseconds(at)), entry.Id);
        if (added.Words is { } words)
            SetWords(entry.Id, words);
        Put(entry);
        return entry.Id;
    }

    private void SetWords(Guid id, string? words)
    {
        _words.Remove(id);
        if (words is not null)
            _words.Add(id, words);
    }

    private DeliveryKey? Sayer(PlatformId platform, string words, string account)
    {
        foreach (var (id, said) in _words)
        {
            if (said == words && _entries[id] is var entry && entry.Delivery.From.Platform == platform && entry.Delivery.From.Id != account && AddRules.SpeaksFor(entry.State))
                return entry.Delivery.Key;
        }
        return null;
    }

    private void MakeLane(Account account) => MakeLane(account.Id, account.Platform);

    private void MakeLane(string account, PlatformId platform)
    {
        _lanes.TryAdd(account, new(account, platform));
        _queues.TryAdd(account, []);
    }

    private void Put(Entry entry)
    {
        var delivery = entry.Delivery;
        entry = entry with
        {
            PredecessorState = null,
            Predecessor = null,
            Delivery = delivery with { DueAt = InMilliseconds(delivery.DueAt), NotBefore = Cut(delivery.NotBefore), NotAfter = Cut(delivery.NotAfter), OccurrenceAt = Cut(delivery.OccurrenceAt) },
        };
        var queue = _queues[delivery.From.Id];
        if (_entries.TryGetValue(entry.Id, out var before) && before.State.IsInLane())
            queue.Remove(Place(before));
        if (entry.State.IsInLane())
            queue.Add(Place(entry));
        _entries[entry.Id] = entry;

        static DateTimeOffset? Cut(DateTimeOffset? instant) => instant is { } some ? InMilliseconds(some) : null;
    }

    private static (int Rank, DateTimeOffset Due, Guid Id) Place(Entry entry) => (entry.State == DeliveryState.Scheduled ? 1 : 0, entry.Delivery.DueAt, entry.Id);

    private IEnumerable<Entry> Candidates(string account) => _queues[account].Select(item => _entries[item.Id]).Where(IsItsTurn);

    private bool IsItsTurn(Entry entry) =>
        entry.State != DeliveryState.Scheduled || entry.Delivery.After is not { } after || !_keys.TryGetValue(after, out var id)
        || _entries[id].State == DeliveryState.Sent || _entries[id].State.IsDead();

    private Entry Seen(Entry entry)
    {
        if (entry.Delivery.After is not { } after || !_keys.TryGetValue(after, out var id))
            return entry;
        return entry with { PredecessorState = _entries[id].State, Predecessor = _entries[id].Receipt };
    }

    private void Answer(Guid id, Attempt attempt)
    {
        if (!_attempts.TryGetValue(id, out var attempts))
            _attempts.Add(id, attempts = []);
        var there = attempts.FindIndex(other => other.Id == attempt.Id);
        if (there < 0)
            attempts.Add(attempt);
        else
            attempts[there] = attempt;
    }

    private CampaignState Campaign(string slug) => _campaigns.GetValueOrDefault(slug) ?? new(slug);

    private List<Entry> Of(string campaign) => [.. _entries.Values.Where(entry => entry.Delivery.Campaign == campaign)];

    private int Stop(string campaign, string by)
    {
        _campaigns[campaign] = Campaign(campaign) is { StoppedAt: null } running ? running with { StoppedAt = Now, StoppedBy = by } : _campaigns[campaign] with { StoppedBy = by };
        var count = 0;
        foreach (var entry in Of(campaign).Select(ChangeRules.Stop).OfType<Entry>())
        {
            Put(entry);
            var lane = _lanes[entry.Delivery.From.Id];
            _lanes[lane.Account] = ChangeRules.Unblock(lane, entry);
            count++;
        }
        Wake();
        return count;
    }
}
