using SocialKit.Reposts;

namespace SocialKit.Deliveries;

/// <summary>What a worker does with one claimed lane, as a state machine: it takes what happened and says what to do next. It does nothing itself, so that every
/// order of events can be tried out without a network or a store.</summary>
/// <remarks>The one thing it must never say is <see cref="LaneCommand.Send"/> without an intent that the store has accepted.</remarks>
public sealed class LaneMachine
{
    private const int MostRereads = 3;

    private readonly LaneClaim _lane;
    private readonly WorkerOptions _options;
    private readonly Settlements _settlements;
    private readonly ContentCheck _check;
    private readonly Ids _ids;
    private readonly Random _random;
    private readonly Withdrawal _withdrawal;
    private readonly Func<Account, RateBudget?> _budget;

    private readonly Queue<Entry> _queue = new();
    private Entry? _current;
    private Entry? _next;
    private (Entry? Entry, string? Objection) _checked;
    private (Guid Id, LaneMoment At)? _absent;
    private WireForm? _wire;
    private Guid _attempt;
    private Work? _answer;
    private Work? _other;
    private LaneMoment _leasedAt;
    private DateTimeOffset _now;
    private int _done;
    private int _rereads;
    private bool _leaves;

    /// <summary>The machine of a lane that was claimed.</summary>
    /// <param name="lane">The claim.</param>
    /// <param name="options">Waits and limits.</param>
    /// <param name="check">The last check.</param>
    /// <param name="ids">Makes the ids of attempts.</param>
    /// <param name="random">Jitter.</param>
    /// <param name="budget">The rate budget of an account; gives null where none is known.</param>
    public LaneMachine(LaneClaim lane, WorkerOptions options, ContentCheck check, Ids ids, Random random, Func<Account, RateBudget?> budget)
    {
        _lane = lane;
        _options = options;
        _settlements = new(options);
        _check = check;
        _ids = ids;
        _random = random;
        _withdrawal = new(ids);
        _budget = budget;
    }

    /// <summary>What happened since the last call, in the order in which it happened; the caller takes them away.</summary>
    public Queue<WorkerEvent> Events { get; } = new();

    /// <summary>What to do next, after <paramref name="happened"/>.</summary>
    public LaneCommand Step(LaneEvent happened, LaneMoment moment)
    {
        _now = moment.Now;
        return happened switch
        {
            LaneEvent.Started => new LaneCommand.Read(_options.ReadAhead),
            LaneEvent.WasRead read => AfterRead(read.Entries, moment),
            LaneEvent.Prepared prepared => AfterPreparing(prepared.Preparation, moment),
            LaneEvent.Committed committed => AfterCommit(committed.Results, moment),
            LaneEvent.Answered answered => Answer(answered.Outcome, answered.Next, moment),
            LaneEvent.Sighted sighted => AfterLook(sighted.Sighting, moment),
            _ => throw new ArgumentOutOfRangeException(nameof(happened)),
        };
    }

    private LaneCommand AfterRead(IReadOnlyList<Entry> entries, LaneMoment moment)
    {
        _queue.Clear();
        _current = _next = null;
        _answer = null;
        foreach (var entry in entries)
            _queue.Enqueue(entry);
        return Continue(moment);
    }

    // The next entry of the lane, with nothing under way.
    private LaneCommand Continue(LaneMoment moment)
    {
        if (moment.IsStopping || _done >= _options.EntriesPerClaim || !_queue.TryDequeue(out _current))
            return Release();
        switch (_current.State)
        {
            case DeliveryState.Sending:
                return Recover(_current);
            case DeliveryState.Unclear when _current is { Wire: { } wire, LastAttempt: { } attempt }:
                return new LaneCommand.Look(Ready(_current), wire, attempt);
            case DeliveryState.Unclear:
                return Settle(new(DeliveryState.Held, "It may be out, and the store does not say what was sent."));
        }
        // By a clock that cannot be trusted nothing is late or over either.
        if (!moment.MaySend)
            return Release();
        if (Objection(_current, moment) is { } settlement)
            return Settle(settlement);
        // Before it is looked at or prepared: that may cost something, and most reposts of a long queue have to wait.
        return PaceOf(_current) is { } pace ? Commit(_other = new Work.Turn(_lane, _current.Id, _current.Version, pace)) : Try(_current, moment);
    }

    private LaneCommand Try(Entry entry, LaneMoment moment) => entry is { MayBeOut: true, Wire: { } frozen } ? Again(entry, frozen, moment) : new LaneCommand.Prepare(Ready(entry));

    // That a post is absent, or that a repeat does no harm, is known for a while and not for ever: keys of platforms expire, and since the last look there may have
    // been a crash, a stop, a wait. So what may be out is looked for right before it is sent again, unless a person has looked.
    private LaneCommand Again(Entry entry, WireForm frozen, LaneMoment moment)
    {
        if (entry.Looks < 0 || entry.LastAttempt is not { } attempt || (_absent is { } absent && absent.Id == entry.Id && moment.Since(absent.At) < _options.SendTimeout))
            return Begin(null, entry, frozen, moment);
        return new LaneCommand.Look(Ready(entry), frozen, attempt);
    }

    // A worker died between intent and answer: whether it has sent is not known, so it is looked for before anything else.
    private LaneCommand Recover(Entry entry)
    {
        const string reason = "The worker ended in the middle of sending.";
        _other = new Work.Record(_lane, entry.Id, entry.Version, entry.LastAttempt!.Id, new Outcome.Unclear(reason), new(DeliveryState.Unclear, reason));
        Saw(WorkerEventKind.Unclear, entry, reason);
        return Commit(_other);
    }

    private Settlement? Objection(Entry entry, LaneMoment moment)
    {
        var delivery = entry.Delivery;
        if (entry.PredecessorState is { } predecessor && predecessor.IsDead())
            return new(DeliveryState.Held, $"What it replies to never went out ({predecessor.Name()}).");
        if (delivery.After is not null && entry.Predecessor is null)
            return new(DeliveryState.Held, entry.PredecessorState is null ? "What it replies to is not in the store." : "The store does not say what became of the post that it replies to.");
        if (delivery.NotAfter <= moment.Now)
            return Over(entry, $"Its last moment was {delivery.NotAfter:yyyy-MM-dd HH:mm:ss'Z'}.");
        if (delivery.NotBefore > moment.Now)
            return new(DeliveryState.Scheduled, "It is under embargo.") { Wait = delivery.NotBefore.Value - moment.Now };
        if (ZonedTime.TryDueAt(delivery, out var due) && due > moment.Now)
            return new(DeliveryState.Scheduled, $"The clocks of {delivery.Zone} have changed: it is due later.") { Wait = due.Value - moment.Now };
        if (delivery.Late == LateRule.Skip && entry.Attempts == 0 && moment.Now - delivery.DueAt > _options.LateAfter)
            return Over(entry, $"It was {Spans.Say(moment.Now - delivery.DueAt)} late, and is skipped when it is late.");
        // The content of an entry that was read is what it is; only the clock goes on between two looks at it.
        if (!ReferenceEquals(_checked.Entry, entry))
            _checked = (entry, _check.Objection(entry));
        return _checked.Objection is { } objection ? new(DeliveryState.Held, objection) : null;
    }

    // An attempt that was not seen to have its effect can still have it, when a worker wakes that was frozen in the middle of it: only a person may call such a post over.
    private static Settlement Over(Entry entry, string reason) =>
        entry.MayBeOut ? new(DeliveryState.Held, $"{reason} It was not found when it was last looked for; look once more.") : new(DeliveryState.Expired, reason);

    private void SayIfLate(Entry begun, LaneMoment moment)
    {
        if (begun.Attempts == 1 && PaceOf(begun) is null && moment.Now - begun.Delivery.DueAt > _options.LateAfter)
            Saw(WorkerEventKind.Late, begun, $"It is {Spans.Say(moment.Now - begun.Delivery.DueAt)} late, and goes out all the same.");
    }

    private LaneCommand AfterPreparing(Preparation preparation, LaneMoment moment)
    {
        var entry = _current!;
        // Preparing may have taken minutes.
        if (moment is not { MaySend: true, IsStopping: false })
            return Release();
        if (preparation is Preparation.Ready ready)
            return Objection(entry, moment) is { } settlement ? Settle(settlement) : Begin(null, entry, ready.Wire, moment);
        // Nothing was tried yet: the answer stands without an attempt, and each try counts as a look so that it ends some day.
        var outcome = ((Preparation.Impossible)preparation).Outcome;
        if (outcome is not (Outcome.Refused or Outcome.NotSent or Outcome.AccountStopped))
            outcome = new Outcome.NotSent("It could not be prepared.");
        var after = _settlements.After(entry, Math.Max(entry.Attempts, entry.Looks) + 1, outcome, _random.NextDouble()) with { OfLook = true };
        return Settle(after);
    }

    private LaneCommand.Commit Begin(Work? answer, Entry entry, WireForm wire, LaneMoment moment)
    {
        _wire = wire;
        _attempt = _ids.Next();
        _answer = answer;
        _other = new Work.Begin(_lane, entry.Id, entry.Version, _attempt, wire, _options.Lease) { Budget = _budget(entry.Delivery.From), Pace = PaceOf(entry) };
        // The lease counts from before the store was asked: so it ends here no later than there.
        _leasedAt = moment;
        return answer is null ? new([_other]) : new([answer, _other]);
    }

    private LaneCommand.Commit Settle(Settlement then)
    {
        var entry = _current!;
        _answer = null;
        _other = new Work.Settle(_lane, entry.Id, entry.Version, then) { IfWithdrawn = Deletion(entry, then) };
        return new([_other]);
    }

    private NewDelivery? Deletion(Entry entry, Settlement then) =>
        then is { State: DeliveryState.Sent, Receipt: { } post } && entry.Delivery.Campaign is not null ? _withdrawal.Of(entry.Delivery, post, entry.Delivery.DueAt) : null;

    private LaneCommand.Commit Release()
    {
        _leaves = true;
        _answer = null;
        _other = new Work.Release(_lane);
        return new([_other]);
    }

    private LaneCommand.Commit Commit(Work work)
    {
        _answer = null;
        return new([work]);
    }

    private LaneCommand AfterCommit(IReadOnlyList<WorkResult> results, LaneMoment moment)
    {
        if (_leaves)
            return new LaneCommand.End();
        var (answer, other) = (_answer, _other);
        (_answer, _other) = (null, null);
        if (answer is Work.Record recorded && results[0] is WorkResult.Accepted)
            Tell(_current!, Standing(recorded.Then, results[0]), recorded.Outcome);
        if (answer is not null)
            _current = _next;
        return (other, results[^1]) switch
        {
            (Work.Begin, WorkResult.Accepted accepted) => Send(_current! with { Version = accepted.Version, Attempts = _current.Attempts + 1 }, accepted.Left, moment),
            (_, WorkResult.Refused { Why: Refusal.StaleClaim or Refusal.NotFound }) => new LaneCommand.End(),
            (Work.Turn, WorkResult.Accepted) => Try(_current!, moment),
            (Work.Begin or Work.Turn, WorkResult.Refused { Why: Refusal.NotItsTurn } waits) => AfterWaiting(waits.OverBecause, moment),
            (Work.Begin or Work.Turn, WorkResult.Refused { Why: Refusal.TooLate }) => moment.MaySend ? Settle(Over(_current!, "Its last moment has passed.")) : Release(),
            (Work.Begin or Work.Turn, WorkResult.Refused { Why: Refusal.TooEarly }) => Settle(new(DeliveryState.Scheduled, "It is not time yet.") { Wait = TimeSpan.FromSeconds(1) }),
            // This machine's clock is ahead of the store's: the lane rests, and before it is claimed again the worker has heard what time it is.
            (Work.Settle, WorkResult.Refused { Why: Refusal.TooEarly }) => new LaneCommand.End(),
            // In the store this becomes "stopped": at the head of its lane it would be asked for again and again.
            (Work.Begin or Work.Turn, WorkResult.Refused { Why: Refusal.CampaignStopped }) => Settle(new(DeliveryState.Scheduled, "Its campaign is stopped.")),
            (Work.Begin or Work.Turn, WorkResult.Refused { Why: Refusal.NotApproved }) => Settle(new(DeliveryState.Held, "Nobody has approved it.")),
            (Work.Begin, WorkResult.Refused { Why: Refusal.WireFrozen }) => Settle(new(DeliveryState.Held, "It may be out in another form.")),
            (Work.Begin or Work.Turn, WorkResult.Refused { Why: Refusal.LanePaused or Refusal.LaneWaits or Refusal.NoTokens }) => Release(),
            (Work.Record record, WorkResult.Accepted) => AfterStanding(Standing(record.Then, results[^1]), record.Outcome, moment, toldAlready: record.Outcome is Outcome.Unclear && _current!.State == DeliveryState.Sending && results[^1] is WorkResult.Accepted { HeldBecause: null }),
            (Work.Settle settle, WorkResult.Accepted) => AfterStanding(Standing(settle.Then, results[^1]), null, moment, toldAlready: false),
            _ => Reread(),
        };
    }

    // The store has given it another time, or called it over; the lane goes on.
    private LaneCommand AfterWaiting(string? overBecause, LaneMoment moment)
    {
        if (overBecause is not null)
            Saw(_current!.MayBeOut ? WorkerEventKind.Held : WorkerEventKind.Dropped, _current, overBecause);
        _done++;
        _rereads = 0;
        return _queue.Count > 0 ? Continue(moment) : new LaneCommand.Read(_options.ReadAhead);
    }

    private static RepostPace? PaceOf(Entry entry) => (entry.Delivery.Act as Act.Repost)?.Pace;

    // What the store made of it: a campaign may have been stopped meanwhile, and what may be out is held then. A person is told of that as of anything held.
    private static Settlement Standing(Settlement meant, WorkResult result) =>
        result is WorkResult.Accepted { HeldBecause: { } because } ? new(DeliveryState.Held, because) { AccountWait = meant.AccountWait, Pause = meant.Pause } : meant;

    private LaneCommand AfterStanding(Settlement then, Outcome? outcome, LaneMoment moment, bool toldAlready)
    {
        if (!toldAlready)
            Tell(_current!, then, outcome);
        _done++;
        _rereads = 0;
        if (then.Wait is not null || then.AccountWait is not null || then.Pause is not null)
            return Release();
        // An unclear one is looked for at once, one that is surely absent is sent again at once: both as the store has them now.
        return then.State.IsInLane() ? new LaneCommand.Read(_options.ReadAhead) : _queue.Count > 0 ? Continue(moment) : new LaneCommand.Read(_options.ReadAhead);
    }

    private LaneCommand Send(Entry begun, TimeSpan? storeGives, LaneMoment moment)
    {
        _current = begun;
        _rereads = 0;
        // What has passed since the store was asked counts as passed since it looked at its clock, which was later.
        var passed = moment.Since(_leasedAt);
        var left = _options.Lease - passed;
        if (left <= _options.SendTimeout + _options.LeaseMargin)
            return Answer(new Outcome.NotSent("The store took so long that the hold on the account was about to end."), null, moment);
        var timeout = _options.SendTimeout;
        if (begun.Delivery.NotAfter is { } last && last - moment.Now < timeout)
            timeout = last - moment.Now;
        if (storeGives is { } given && given - passed < timeout)
            timeout = given - passed;
        if (timeout <= TimeSpan.Zero)
            return Answer(new Outcome.NotSent("Its last moment passed while it was being stored."), null, moment);
        if (!moment.MaySend)
            return Answer(new Outcome.NotSent("Sending was paused."), null, moment);
        SayIfLate(begun, moment);
        Saw(WorkerEventKind.Begun, begun, null);
        return new LaneCommand.Send(Ready(begun), _wire!, timeout, PrepareMeanwhile(moment));
    }

    // While one is being sent, the next one can get ready: then the answer of the one and the intent of the other share a commit.
    private Delivery? PrepareMeanwhile(LaneMoment moment)
    {
        if (_done + 1 >= _options.EntriesPerClaim || moment.IsStopping || !_queue.TryPeek(out var next))
            return null;
        return next is { State: DeliveryState.Scheduled, MayBeOut: false } && PaceOf(next) is null && Objection(next, moment) is null ? Ready(next) : null;
    }

    private LaneCommand Answer(Outcome outcome, Preparation? prepared, LaneMoment moment)
    {
        var entry = _current!;
        var then = _settlements.After(entry, entry.Attempts, outcome, _random.NextDouble());
        var record = new Work.Record(_lane, entry.Id, entry.Version, _attempt, outcome, then) { IfWithdrawn = outcome is Outcome.Done ? Deletion(entry, then) : null };
        var goesOn = !then.State.IsInLane() && then is { Pause: null, AccountWait: null };
        if (goesOn && prepared is Preparation.Ready ready && moment is { MaySend: true, IsStopping: false } && _queue.TryPeek(out var next) && Objection(next, moment) is null)
        {
            _next = _queue.Dequeue();
            _done++;
            return Begin(record, next, ready.Wire, moment);
        }
        _other = record;
        return Commit(record);
    }

    private LaneCommand AfterLook(Sighting sighting, LaneMoment moment)
    {
        var then = _settlements.After(_current!, sighting, _random.NextDouble());
        // What is surely absent when its time is over is not sent again.
        if (then.State == DeliveryState.Scheduled && moment.MaySend && _current!.Delivery.NotAfter <= moment.Now)
            then = Over(_current, $"Its last moment was {_current.Delivery.NotAfter:yyyy-MM-dd HH:mm:ss'Z'}.") with { OfLook = true };
        if (sighting is Sighting.SurelyAbsent)
            _absent = (_current!.Id, moment);
        // It has had its wait when it was first found absent.
        if (then.State == DeliveryState.Scheduled && _current is { State: DeliveryState.Scheduled, Wire: { } frozen })
            return moment is { MaySend: true, IsStopping: false } ? Begin(null, _current, frozen, moment) : Release();
        return Settle(then);
    }

    // A lane that gets nowhere is not let go: it would be claimed again at once, and that without end. It rests until its lease is over.
    private LaneCommand Reread() => ++_rereads > MostRereads ? new LaneCommand.End() : new LaneCommand.Read(_options.ReadAhead);

    private static Delivery Ready(Entry entry) => entry.Predecessor is { } post ? entry.Delivery with { ReplyTo = post } : entry.Delivery;

    private void Tell(Entry entry, Settlement then, Outcome? outcome)
    {
        if (then.State == DeliveryState.Sent)
        {
            Events.Enqueue(new(WorkerEventKind.Sent, _now) { Entry = entry, Receipt = then.Receipt, ConfirmedBy = then.ConfirmedBy });
            return;
        }
        if (then.Pause is not null)
            Saw(WorkerEventKind.AccountStopped, entry, then.Pause);
        Saw((then.State, outcome) switch
        {
            (DeliveryState.Held, _) => WorkerEventKind.Held,
            (DeliveryState.Failed, _) => WorkerEventKind.Failed,
            (DeliveryState.Expired, _) when entry.Delivery.Act is Act.Repost => WorkerEventKind.Dropped,
            (DeliveryState.Expired, _) => WorkerEventKind.Expired,
            (DeliveryState.Unclear, null) => WorkerEventKind.LookedFor,
            (DeliveryState.Unclear, _) => WorkerEventKind.Unclear,
            (_, null) when entry.State == DeliveryState.Unclear => WorkerEventKind.LookedFor,
            _ => WorkerEventKind.NotSent,
        }, entry, then.Because);
    }

    private void Saw(WorkerEventKind kind, Entry entry, string? reason) => Events.Enqueue(new(kind, _now) { Entry = entry, Reason = reason });
}
