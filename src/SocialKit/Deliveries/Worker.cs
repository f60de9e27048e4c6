namespace SocialKit.Deliveries;

/// <summary>Takes due deliveries out of the store and sends them: each once, each account's in order, and no platform in the way of another.</summary>
/// <remarks>Several workers may share a store that several machines share. One instance runs once.</remarks>
public sealed class Worker
{
    private static readonly TimeSpan ShortestWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan DerivesEvery = TimeSpan.FromDays(1);
    private static readonly TimeSpan DerivingRests = TimeSpan.FromMilliseconds(250);

    private readonly IOutbox _outbox;
    private readonly Dictionary<PlatformId, ISender> _senders;
    private readonly WorkerOptions _options;
    private readonly TimeProvider _clock;
    private readonly Random _random;
    private readonly WorkerReports _reports;
    private readonly ContentCheck _check;
    private readonly Ids _ids;
    private readonly ClockGuard _guard;
    private readonly GroupWriter _writer;
    private readonly Dictionary<string, (PlatformId Platform, Task Task)> _lanes = [];
    private TaskCompletionSource _freed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationToken _stop;
    private long _seen;
    private LaneMoment? _beatAt;
    private LaneMoment? _seriesAt;
    private long _seriesSeen = -1;
    private TimeSpan? _untilSeries;

    /// <summary>A worker.</summary>
    /// <param name="outbox">The store.</param>
    /// <param name="platforms">The platforms; those with a sender are served.</param>
    /// <param name="options">How it works.</param>
    /// <param name="clock">Both clocks and the timers.</param>
    /// <param name="random">Jitter and ids: seeded in tests.</param>
    /// <param name="notify">How a person is told.</param>
    /// <param name="watch">Who watches; null if nobody does.</param>
    /// <exception cref="ArgumentException">The lease is too short for a send.</exception>
    public Worker(IOutbox outbox, PlatformSet platforms, WorkerOptions options, TimeProvider clock, Random random, INotify notify, IWorkerWatch? watch = null)
    {
        if (options.Lease <= options.SendTimeout + options.LeaseMargin)
            throw new ArgumentException("The lease must be longer than a send and its margin.", nameof(options));
        _outbox = outbox;
        _senders = platforms.Where(platform => platform.Sender is not null).ToDictionary(platform => platform.Id, platform => platform.Sender!);
        _options = options;
        _clock = clock;
        _random = random;
        _reports = new(notify, watch, clock);
        _check = new(platforms);
        _ids = new(clock, new Random(random.Next()));
        _guard = new(clock, options);
        _writer = new(outbox, clock, _reports.Store);
    }

    /// <summary>Works until <paramref name="stop"/>: then nothing new begins, what is being sent is finished and recorded, and the task completes.</summary>
    /// <param name="stop">Stops gracefully.</param>
    /// <param name="abort">Stops at once: what is being sent stays without an answer, and the next worker looks for it.</param>
    /// <exception cref="OperationCanceledException">It was aborted.</exception>
    public async Task RunAsync(CancellationToken stop, CancellationToken abort)
    {
        _stop = stop;
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop, abort);
        var writing = _writer.RunAsync(abort);
        var deriving = DeriveDueTimesAsync(ended.Token);
        var wait = ShortestWait;
        while (!ended.IsCancellationRequested && !writing.IsCompleted)
        {
            try
            {
                await TurnAsync(ended.Token).ConfigureAwait(false);
                wait = ShortestWait;
            }
            catch (OperationCanceledException) when (ended.IsCancellationRequested)
            {
            }
#pragma warning disable CA1031 // Whatever ails the store, the worker stays and says so: posts are due whether or not somebody is there to start it again.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                _reports.Store(exception);
                await PauseAsync(wait, ended.Token).ConfigureAwait(false);
                wait = wait * 2 < _options.Beat ? wait * 2 : _options.Beat;
            }
        }
        await Task.WhenAll(_lanes.Values.Select(lane => lane.Task)).WaitAsync(abort).ConfigureAwait(false);
        await deriving.WaitAsync(abort).ConfigureAwait(false);
        _writer.Complete();
        await writing.ConfigureAwait(false);
        await LeaveAsync(abort).ConfigureAwait(false);
    }

    private LaneMoment Look() => _guard.Look(_stop.IsCancellationRequested);

    private async Task LeaveAsync(CancellationToken abort)
    {
        try
        {
            await _outbox.LeaveAsync(_options.Owner, abort).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // A goodbye that is not heard costs the next worker some seconds, and must not look like a failed run.
        catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
        {
            _reports.Store(exception);
        }
    }

    private async Task PauseAsync(TimeSpan time, CancellationToken ended)
    {
        try
        {
            await Task.Delay(time, _clock, ended).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
        }
    }

    // One round: the clock, a sign of life, the series, as many lanes as there is room for, then waiting for whatever comes first.
    private async Task TurnAsync(CancellationToken ended)
    {
        await BeatAsync(Look(), ended).ConfigureAwait(false);
        var moment = Look();
        _reports.Clock(_guard.Complaint);
        var seriesFault = await AdvanceSeriesAsync(moment, ended).ConfigureAwait(false);

        Reap();
        var freed = _freed.Task;
        var claims = moment.MaySend ? await ClaimAsync(ended).ConfigureAwait(false) : 0;
        if (seriesFault is not null)
            throw seriesFault;
        _reports.Store(null);
        if (claims > 0 && _lanes.Count < _options.MaxLanes)
            return;
        var atMost = _options.Beat;
        // What is due on a platform without room, because it hangs, is no reason to come back: a finished lane ends the wait.
        if (moment.MaySend && _lanes.Count < _options.MaxLanes && await _outbox.UntilNextAsync(WithRoom(Rooms()), ended).ConfigureAwait(false) is { } next && next < atMost)
            // What is due now and was not claimed is somebody else's. Timers cut off what is less than a millisecond: who came back by so much too early would only turn in a circle.
            atMost = next > TimeSpan.Zero ? TimeSpan.FromMilliseconds(Math.Ceiling(next.TotalMilliseconds)) : ShortestWait;
        if (_untilSeries is { } series && series < atMost)
            atMost = series > ShortestWait ? series : ShortestWait;
        await WaitAsync(atMost, freed, ended).ConfigureAwait(false);
    }

    private async Task WaitAsync(TimeSpan atMost, Task freed, CancellationToken ended)
    {
        using var done = CancellationTokenSource.CreateLinkedTokenSource(ended);
        var waiting = _outbox.WaitAsync(_seen, atMost, done.Token);
        await Task.WhenAny(waiting, freed).ConfigureAwait(false);
        await done.CancelAsync().ConfigureAwait(false);
        try
        {
            _seen = await waiting.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!ended.IsCancellationRequested)
        {
        }
    }

    private async Task BeatAsync(LaneMoment moment, CancellationToken ended)
    {
        if (_beatAt is { } last && moment.Since(last) < _options.Beat)
            return;
        _guard.StoreSays(await _outbox.BeatAsync(_options.Owner, _reports.Begun, _guard.Complaint, ended).ConfigureAwait(false), moment);
        _beatAt = moment;
        if (DeliveryTelemetry.WantsDepth)
            DeliveryTelemetry.Report(await _outbox.ReadHealthAsync(ended).ConfigureAwait(false));
    }

    /// <returns>A fault that kept a series back; null if there was none. What is due goes out all the same.</returns>
    private async Task<Exception?> AdvanceSeriesAsync(LaneMoment moment, CancellationToken ended)
    {
        // Posts are made by the clock as much as they are sent by it.
        if (!moment.MaySend || (_seriesSeen == _seen && _seriesAt is { } last && moment.Since(last) < (_untilSeries ?? TimeSpan.MaxValue) && moment.Since(last) < _options.Beat))
            return null;
        _seriesAt = moment;
        _seriesSeen = _seen;
        try
        {
            (var due, _untilSeries) = await _outbox.DueSeriesAsync(_options.SeriesLead, ended).ConfigureAwait(false);
            foreach (var series in due)
                await AdvanceAsync(series, moment, ended).ConfigureAwait(false);
            return null;
        }
#pragma warning disable CA1031 // A series that the store cannot take must not keep back what is due; the loop tells the fault.
        catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
        {
            return exception;
        }
    }

    private async Task AdvanceAsync(Series series, LaneMoment moment, CancellationToken ended)
    {
        if (Occurrences.Advance(series, moment.Now, _options.SeriesLead, _ids) is { } step)
        {
            await _outbox.AdvanceSeriesAsync(step.Series, series.NextAt!.Value, step.Deliveries, ended).ConfigureAwait(false);
            return;
        }
        var reason = $"The series {series.Key} cannot go on: \"{series.Cron}\" in {series.Zone} cannot be understood on this machine.";
        await _outbox.PauseSeriesAsync(series.Id, reason, end: false, ended).ConfigureAwait(false);
        _reports.Saw(new(WorkerEventKind.SeriesStopped, moment.Now) { Reason = reason });
    }

    // Governments change their clocks at short notice, and a worker runs for months: at its start and every day it looks whether wall clocks mean other instants by now,
    // beside everything else and without haste. What is due too early is kept back by its lane in any case.
    private async Task DeriveDueTimesAsync(CancellationToken ended)
    {
        while (!ended.IsCancellationRequested)
        {
            try
            {
                TimeZoneInfo.ClearCachedData();
                foreach (var moved in await DueTimes.DeriveAgainAsync(_outbox, token => PauseAsync(DerivingRests, token), ended).ConfigureAwait(false))
                    _reports.Saw(new(WorkerEventKind.TimeMoved, Look().Now) { Entry = moved, Reason = $"The clocks of {moved.Delivery.Zone} have changed: it goes out at {moved.Delivery.DueAt.UtcDateTime:yyyy-MM-dd HH:mm:ss'Z'}." });
            }
            catch (OperationCanceledException) when (ended.IsCancellationRequested)
            {
            }
#pragma warning disable CA1031 // As in the loop: the worker stays, and looks again tomorrow.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                _reports.Store(exception);
            }
            await PauseAsync(DerivesEvery, ended).ConfigureAwait(false);
        }
    }

    // How many more lanes each platform may have.
    private Dictionary<PlatformId, int> Rooms() => _senders.Keys.ToDictionary(id => id, id => _options.MaxLanesPerPlatform - _lanes.Values.Count(lane => lane.Platform == id));

    private static List<PlatformId> WithRoom(Dictionary<PlatformId, int> rooms) => [.. rooms.Where(pair => pair.Value > 0).Select(pair => pair.Key)];

    private async Task<int> ClaimAsync(CancellationToken ended)
    {
        var room = _options.MaxLanes - _lanes.Count;
        if (room <= 0 || _senders.Count == 0)
            return 0;
        var rooms = Rooms();
        var only = WithRoom(rooms);
        if (only.Count == 0)
            return 0;
        var claims = await _outbox.ClaimAsync(new(_options.Owner, room, _options.Lease) { AtMostOf = rooms, Only = only }, ended).ConfigureAwait(false);
        foreach (var lane in claims)
        {
            // A lease of ours that ran out while its task still hangs can be claimed by ourselves again: the epoch keeps the old task out.
            var name = $"{lane.Account}/{lane.Epoch}";
            var run = new LaneRun(lane, _senders[lane.Platform], _outbox, _writer, _options, _check, _ids, new Random(_random.Next()), _clock, _reports, Look);
            _lanes.Add(name, (lane.Platform, Task.Run(() => RunLaneAsync(run), CancellationToken.None)));
        }
        return claims.Count;
    }

    private async Task RunLaneAsync(LaneRun run)
    {
        try
        {
            await run.RunAsync(_stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Aborted: the next worker finds out what became of what was under way.
        }
#pragma warning disable CA1031 // A lane that ends by a fault of the store is taken over when its lease ends; the others go on.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _reports.Store(exception);
        }
        finally
        {
            _freed.TrySetResult();
        }
    }

    private void Reap()
    {
        // First the signal, then the looking: a lane that ends in between is found by the next round.
        if (_freed.Task.IsCompleted)
            _freed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        foreach (var (name, lane) in _lanes.ToList())
        {
            if (lane.Task.IsCompleted)
                _lanes.Remove(name);
        }
    }
}
