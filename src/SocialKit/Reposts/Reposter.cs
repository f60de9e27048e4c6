using System.Collections.Concurrent;
using SocialKit.Deliveries;

namespace SocialKit.Reposts;

/// <summary>Reads the accounts that campaigns list, decides about what they published, and puts reposts into the queue. It sends nothing: a platform that hangs while it is read delays nothing that is sent.</summary>
/// <remarks>Several workers may share a store that several machines share. One instance runs once.</remarks>
public sealed class Reposter
{
    private const int MostSwept = 1000;

    private static readonly TimeSpan ShortestWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan SweepsEvery = TimeSpan.FromMinutes(10);

    private readonly IOutbox _outbox;
    private readonly Dictionary<PlatformId, Platform> _platforms;
    private readonly ReposterOptions _options;
    private readonly TimeProvider _clock;
    private readonly Ids _ids;
    private readonly RepostReports _reports;
    private readonly ConcurrentDictionary<(string, string, string), (PlatformId Platform, Task Task)> _readings = [];
    private TaskCompletionSource _freed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private DateTimeOffset _sweepsAt;
    private int _taken;

    /// <summary>A reader.</summary>
    /// <param name="outbox">The store.</param>
    /// <param name="platforms">The platforms; those with a feed are read.</param>
    /// <param name="options">How it works.</param>
    /// <param name="clock">The clock and the timers.</param>
    /// <param name="random">The ids: seeded in tests.</param>
    /// <param name="notify">How a person is told.</param>
    /// <param name="watch">Who watches; null if nobody does.</param>
    public Reposter(IOutbox outbox, PlatformSet platforms, ReposterOptions options, TimeProvider clock, Random random, INotify notify, IRepostWatch? watch = null)
    {
        _outbox = outbox;
        _platforms = platforms.Where(platform => platform.Feed is not null).ToDictionary(platform => platform.Id);
        _options = options;
        _clock = clock;
        _ids = new(clock, new Random(random.Next()));
        _reports = new(notify, watch);
    }

    /// <summary>True once as many have been taken as <see cref="ReposterOptions.AtMost"/> allows.</summary>
    public bool IsFull => _options.AtMost is { } most && Volatile.Read(ref _taken) >= most;

    /// <summary>Reads what is due until <paramref name="stop"/>; what is being read then is left, to be read again.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        long seen = 0;
        var wait = ShortestWait;
        while (!stop.IsCancellationRequested && !IsFull)
        {
            try
            {
                var freed = _freed.Task;
                var until = await TurnAsync(null, stop).ConfigureAwait(false);
                wait = ShortestWait;
                if (until == TimeSpan.Zero && HasRoom)
                    continue;
                var atMost = until is { } next && next < _options.Beat && HasRoom ? Whole(next) : _options.Beat;
                seen = await WaitAsync(seen, atMost, freed, stop).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
            }
#pragma warning disable CA1031 // Whatever ails the store, reading goes on when it answers again; the worker beside it says what it is.
            catch (Exception)
#pragma warning restore CA1031
            {
                await PauseAsync(wait, stop).ConfigureAwait(false);
                wait = wait * 2 < _options.Beat ? wait * 2 : _options.Beat;
            }
        }
        await Task.WhenAll(_readings.Values.Select(reading => reading.Task)).ConfigureAwait(false);
    }

    /// <summary>Reads what is due now, until nothing more is or <paramref name="stop"/>.</summary>
    public Task ReadDueAsync(CancellationToken stop) => ReadUntilNoneAsync(null, stop);

    /// <summary>Reads each account once now, whether or not its time has come, until that is done or <paramref name="stop"/>.</summary>
    /// <returns>How many accounts could not be read, because their budget or their platform makes them wait.</returns>
    public async Task<int> ReadAllOnceAsync(CancellationToken stop)
    {
        // Stores keep whole milliseconds.
        var since = DateTimeOffset.FromUnixTimeMilliseconds(_clock.GetUtcNow().ToUnixTimeMilliseconds());
        await ReadUntilNoneAsync(since, stop).ConfigureAwait(false);
        var feeds = await _outbox.ReadFeedsAsync(_options.Campaign, CancellationToken.None).ConfigureAwait(false);
        return feeds.Count(feed => feed.IsRead && !(feed.ReadAt >= since));
    }

    private async Task ReadUntilNoneAsync(DateTimeOffset? since, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested && !IsFull)
        {
            var until = await TurnAsync(since, stop).ConfigureAwait(false);
            Task[] readings = [.. _readings.Values.Select(reading => reading.Task)];
            if (readings.Length > 0)
                await Task.WhenAny(readings).ConfigureAwait(false);
            else if (until != TimeSpan.Zero)
                break;
        }
        await Task.WhenAll(_readings.Values.Select(reading => reading.Task)).ConfigureAwait(false);
    }

    // Nobody approved them in their time: they would only stand in the way of those that can still be approved.
    private async Task SweepAsync(CancellationToken stop)
    {
        var now = _clock.GetUtcNow();
        if (now < _sweepsAt)
            return;
        _sweepsAt = now + SweepsEvery;
        var waiting = await _outbox.PageAsync(new() { States = [DeliveryState.AwaitingApproval], Campaign = _options.Campaign, To = now, Limit = MostSwept }, stop).ConfigureAwait(false);
        foreach (var entry in waiting.Entries.Where(entry => entry.Delivery.Act is Act.Repost && entry.Delivery.NotAfter <= now))
            await _outbox.ChangeAsync(entry.Id, entry.Version, new Change.Expire($"Nobody approved it before {entry.Delivery.NotAfter!.Value.UtcDateTime:yyyy-MM-dd HH:mm}Z, when it was too old or the campaign's last day ended."), stop).ConfigureAwait(false);
    }

    private bool HasRoom => _readings.Count < _options.MaxReadings;

    // Takes what there is room for and begins to read it. Gives how long it is until there is more.
    private async Task<TimeSpan?> TurnAsync(DateTimeOffset? unreadSince, CancellationToken stop)
    {
        await SweepAsync(stop).ConfigureAwait(false);
        var room = _platforms.Keys.ToDictionary(platform => platform, platform => Math.Max(0, _options.MaxReadingsPerPlatform - _readings.Values.Count(reading => reading.Platform == platform)));
        // With a limit on what is taken, one after the other: each sees what the others have taken.
        var atMost = _options.AtMost is null ? _options.MaxReadings - _readings.Count : _readings.IsEmpty ? 1 : 0;
        if (atMost <= 0 || !room.Values.Any(free => free > 0))
            return null;
        var full = room.Where(pair => pair.Value == 0).Select(pair => pair.Key).ToHashSet();
        var request = new FeedClaimRequest(_options.Owner, atMost, _options.Lease, Terms)
        {
            Campaign = _options.Campaign, UnreadSince = unreadSince, AtMostOf = room.Where(pair => !full.Contains(pair.Key)).ToDictionary(),
        };
        var claims = await _outbox.ClaimFeedsAsync(request, stop).ConfigureAwait(false);
        foreach (var claim in claims.Claims)
        {
            var key = (claim.Feed.Campaign, claim.Feed.Account, claim.Feed.Listed);
            // Entered before it can end.
            var begin = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _readings[key] = (claim.Feed.Platform, ReadAsync(key, claim, begin.Task, stop));
            begin.SetResult();
        }
        // What is due and was not given is somebody else's, or cannot be read here.
        return claims.Claims.Count > 0 ? TimeSpan.Zero : claims.UntilNext < ShortestWait ? ShortestWait : claims.UntilNext;
    }

    private FeedTerms? Terms(RepostJob job, ListedFeed listed)
    {
        if (!_platforms.TryGetValue(listed.Platform, out var platform))
            return null;
        var feed = platform.Feed!;
        var calls = FeedLook.CallsOf(listed, _options, _clock.GetUtcNow());
        return new(calls, feed.BudgetFor(job.From), RepostCost.MostOf(feed, calls));
    }

    private async Task ReadAsync((string, string, string) key, FeedClaim claim, Task begin, CancellationToken stop)
    {
        await begin.ConfigureAwait(false);
        try
        {
            var platform = _platforms[claim.Feed.Platform];
            var look = new FeedLook(platform, platform.Feed!, _options, _clock, _ids);
            var seen = await look.ReadAsync(claim, stop).ConfigureAwait(false);
            var step = _options.AtMost is { } most ? seen.Step with { AtMost = Math.Max(0, most - Volatile.Read(ref _taken)) } : seen.Step;
            var advanced = await _outbox.AdvanceFeedAsync(step, stop).ConfigureAwait(false);
            if (seen.StopsReader is { } reason)
                await _outbox.PauseLaneAsync(claim.Feed.Account, claim.Feed.Platform, reason, stop).ConfigureAwait(false);
            Report(seen, advanced);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }
#pragma warning disable CA1031 // The store did not take it: it is read again when the lease has ended.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _reports.Saw(new(RepostEventKind.NotRead, _clock.GetUtcNow(), claim.Feed) { Reason = $"What was read could not be stored ({exception.GetType().Name}): it is read again." });
        }
        finally
        {
            _readings.TryRemove(key, out _);
            Interlocked.Exchange(ref _freed, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
        }
    }

    private void Report(FeedLook.Seen seen, FeedAdvanced? advanced)
    {
        foreach (var happened in seen.Events)
            _reports.Saw(happened);
        foreach (var decision in advanced?.Decisions ?? [])
        {
            if (decision.Kind != DecisionKind.Skipped)
                Interlocked.Increment(ref _taken);
            _reports.Saw(new(RepostEventKind.Decided, _clock.GetUtcNow(), advanced!.Feed) { Decision = decision, Reason = decision.Reason });
        }
    }

    private async Task<long> WaitAsync(long seen, TimeSpan atMost, Task freed, CancellationToken stop)
    {
        using var done = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var waiting = _outbox.WaitAsync(seen, atMost, done.Token);
        // A reading that has ended makes room.
        await Task.WhenAny(waiting, freed).ConfigureAwait(false);
        await done.CancelAsync().ConfigureAwait(false);
        try
        {
            return await waiting.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return seen;
        }
    }

    private async Task PauseAsync(TimeSpan time, CancellationToken stop)
    {
        try
        {
            await Task.Delay(time, _clock, stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
        }
    }

    // Timers cut off what is less than a millisecond.
    private static TimeSpan Whole(TimeSpan time) => TimeSpan.FromMilliseconds(Math.Max(1, Math.Ceiling(time.TotalMilliseconds)));
}
