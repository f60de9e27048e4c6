using System.Diagnostics;

namespace SocialKit.Deliveries;

/// <summary>Does what a <see cref="LaneMachine"/> says, with the real store and the real sender.</summary>
internal sealed class LaneRun(
    LaneClaim lane, ISender sender, IOutbox outbox, GroupWriter writer, WorkerOptions options, ContentCheck check, Ids ids, Random random, TimeProvider clock, WorkerReports reports, Func<LaneMoment> look)
{
    // How much longer than its time-out a call may take before the lane goes on without it.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    private readonly LaneMachine _machine = new(lane, options, check, ids, random, sender.BudgetFor);
    private (Delivery Delivery, Task<Preparation> Task)? _ahead;

    /// <summary>Until the lane is let go.</summary>
    /// <param name="stop">Ends what is being prepared; what is being sent is finished.</param>
    public async Task RunAsync(CancellationToken stop)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        try
        {
            LaneEvent happened = new LaneEvent.Started();
            while (true)
            {
                var moment = look();
                var command = _machine.Step(happened, moment);
                while (_machine.Events.TryDequeue(out var seen))
                    reports.Saw(seen);
                switch (command)
                {
                    case LaneCommand.Read read:
                        happened = new LaneEvent.WasRead(await ReadAsync(read.AtMost).ConfigureAwait(false));
                        break;
                    case LaneCommand.Prepare prepare:
                        happened = new LaneEvent.Prepared(await PreparedAsync(prepare.Delivery, end.Token).ConfigureAwait(false));
                        break;
                    case LaneCommand.Commit commit:
                        happened = new LaneEvent.Committed(await writer.CommitAsync(commit.Works).ConfigureAwait(false));
                        break;
                    case LaneCommand.Send send:
                        happened = await SendAsync(send, moment, end.Token).ConfigureAwait(false);
                        break;
                    case LaneCommand.Look looking:
                        happened = new LaneEvent.Sighted(await LookAsync(looking).ConfigureAwait(false));
                        break;
                    default:
                        return;
                }
            }
        }
        finally
        {
            await end.CancelAsync().ConfigureAwait(false);
        }
    }

    private async Task<IReadOnlyList<Entry>> ReadAsync(int atMost)
    {
        for (var wait = FirstWait; ; wait *= 2)
        {
            try
            {
                return await outbox.ReadLaneAsync(lane, atMost, CancellationToken.None).ConfigureAwait(false);
            }
#pragma warning disable CA1031 // A short fault of the store should not cost the account the rest of its lease.
            catch (Exception exception) when (wait < LongestWait)
#pragma warning restore CA1031
            {
                reports.Store(exception);
                await Task.Delay(wait, clock, CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    private async Task<LaneEvent> SendAsync(LaneCommand.Send send, LaneMoment decided, CancellationToken end)
    {
        if (send.Next is { } next && _ahead is null)
            _ahead = (next, PrepareAsync(next, end));
        var outcome = await AttemptAsync(send, decided).ConfigureAwait(false);
        // What is almost ready is worth a moment: then the answer and the next intent share a commit. An upload is not waited for.
        if (_ahead is { Task: { IsCompleted: false } almost })
            await Task.WhenAny(almost, Task.Delay(Moment, clock, CancellationToken.None)).ConfigureAwait(false);
        Preparation? ready = null;
        if (_ahead is { Task.IsCompletedSuccessfully: true } ahead && ReferenceEquals(ahead.Delivery, send.Next))
        {
            ready = await ahead.Task.ConfigureAwait(false);
            if (ready is Preparation.Ready)
                _ahead = null;
        }
        return new LaneEvent.Answered(outcome, ready);
    }

    private async Task<Outcome> AttemptAsync(LaneCommand.Send send, LaneMoment decided)
    {
        using var activity = DeliveryTelemetry.Source.StartActivity("send", ActivityKind.Client);
        activity?.SetTag("platform", lane.Platform.Value).SetTag("account", lane.Account).SetTag("key", send.Delivery.Key.Value);
        var outcome = await TimedAsync(
            token => StoodStill(send, decided) ? Task.FromResult<Outcome>(new Outcome.NotSent("This machine stood still before it could be sent.")) : sender.SendAsync(send.Delivery, send.Wire, token), send.Timeout,
            why => new Outcome.Unclear($"Sending ended without an answer: {why}."), CancellationToken.None).ConfigureAwait(false);
        activity?.SetTag("outcome", outcome.Name).SetTag("http.response.status_code", outcome.HttpStatus);
        return outcome;
    }

    // The last look before a post leaves: since it was decided, the process may have been frozen, or the machine have slept.
    private bool StoodStill(LaneCommand.Send send, LaneMoment decided)
    {
        var moment = look();
        var passed = moment.Since(decided);
        return !moment.MaySend || passed > options.LeaseMargin || passed >= send.Timeout;
    }

    private Task<Sighting> LookAsync(LaneCommand.Look looking) => TimedAsync(
        token => sender.FindAsync(looking.Delivery, looking.Wire, looking.Attempt, token), options.LookTimeout,
        Sighting (why) => new Sighting.LookAgainAfter(options.FirstBackoff, $"Looking for it ended without an answer: {why}."), CancellationToken.None);

    private async Task<Preparation> PreparedAsync(Delivery delivery, CancellationToken end)
    {
        if (_ahead is { } ahead)
        {
            _ahead = null;
            if (ahead.Delivery == delivery && await HoldingAsync(ahead.Task).ConfigureAwait(false) is Preparation.Ready ready)
                return ready;
        }
        return await HoldingAsync(PrepareAsync(delivery, end)).ConfigureAwait(false);
    }

    // An upload may take longer than the lease, and whoever took the lane over would only begin the same upload again: so it is held meanwhile.
    private async Task<Preparation> HoldingAsync(Task<Preparation> preparing)
    {
        using var done = new CancellationTokenSource();
        var isHeld = true;
        while (isHeld && await Task.WhenAny(preparing, Task.Delay(options.Lease / 3, clock, done.Token)).ConfigureAwait(false) != preparing)
        {
            var renewed = await writer.CommitAsync([new Work.Renew(lane, options.Lease)]).ConfigureAwait(false);
            isHeld = renewed[0] is WorkResult.Accepted;
        }
        await done.CancelAsync().ConfigureAwait(false);
        return await preparing.ConfigureAwait(false);
    }

    private Task<Preparation> PrepareAsync(Delivery delivery, CancellationToken end) => TimedAsync(
        token => sender.PrepareAsync(delivery, outbox, token), options.PrepareTimeout,
        Preparation (why) => new Preparation.Impossible(new Outcome.NotSent($"It could not be prepared: {why}.")), end);

    private async Task<T> TimedAsync<T>(Func<CancellationToken, Task<T>> call, TimeSpan timeout, Func<string, T> failed, CancellationToken end)
    {
        using var over = new CancellationTokenSource(timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(over.Token, end);
        try
        {
            // On its own task: a sender that blocks, or does not listen to its token, still gives the lane back.
            return await Task.Run(() => call(either.Token), CancellationToken.None).WaitAsync(timeout + Grace, clock, end).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // The one place round an attempt: whatever comes out of a sender becomes an answer, or the record of it would be skipped.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            // Messages of exceptions may hold addresses with secrets in them: the kind has to be enough.
            return failed(exception is TimeoutException or OperationCanceledException ? $"it took longer than {timeout.TotalSeconds:0} seconds" : exception.GetType().Name);
        }
    }
}
