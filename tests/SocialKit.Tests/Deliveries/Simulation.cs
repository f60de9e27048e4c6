using SocialKit.Deliveries;
using SocialKit.Testing;

namespace SocialKit.Tests.Deliveries;

/// <summary>Several workers, people and a network on one store, all in one thread: the next thing to happen is chosen from outside, between any two steps.</summary>
internal sealed class Simulation
{
    public static readonly DateTimeOffset Start = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);

    private readonly List<SimulatedLane>[] _workers;
    private readonly ContentCheck _check;
    private readonly PlatformSet _platforms;
    private readonly ClockGuard[] _guards;
    private readonly TimeSpan[] _skews;
    private readonly Withdrawal _withdrawal;
    private readonly HashSet<DeliveryKey> _touched = [];
    private readonly Dictionary<DeliveryKey, HashSet<string>> _approved = [];
    private readonly Random _random = new(7);
    private int _incarnation;

    public Simulation(NetworkKind kind, int workers, Func<ISender, ISender>? wrap = null)
    {
        Clock = new(Start);
        Network = new(kind, Clock);
        var sender = wrap is null ? Network : wrap(Network);
        _platforms = new(FakePlatform.Set.Select(platform => platform with { Sender = sender }));
        Sender = sender;
        Outbox = new(Clock);
        Ids = new(Clock, new Random(1));
        Make = new(Ids);
        Options = new() { Owner = "simulated" };
        _check = new(_platforms);
        _workers = [.. Enumerable.Range(0, workers).Select(_ => new List<SimulatedLane>())];
        _skews = new TimeSpan[workers];
        _guards = [.. Enumerable.Range(0, workers).Select(Guard)];
        _withdrawal = new(Ids);
    }

    public FakeNetwork Network { get; }

    public ISender Sender { get; }

    public JumpingClock Clock { get; }

    public MemoryOutbox Outbox { get; }

    public Ids Ids { get; }

    public TestDeliveries Make { get; }

    public WorkerOptions Options { get; }

    public List<NewDelivery> Added { get; } = [];

    public List<string> Violations { get; } = [];

    public List<WorkerEvent> Events { get; } = [];

    /// <summary>Attempts that the store took as begun, by account.</summary>
    public Dictionary<string, int> Begun { get; } = [];

    /// <summary>How often a worker claimed nothing because its clock had jumped.</summary>
    public int Pauses { get; private set; }

    public void Add(NewDelivery added)
    {
        if (Now(Outbox.AddAsync(new([added]), default)) is AddResult.Stored { Added.Count: 1 })
            Added.Add(added);
    }

    public void Claim(int worker)
    {
        var owner = $"worker-{worker}.{_incarnation}";
        _guards[worker].StoreSays(Now(Outbox.BeatAsync(owner, 0, null, default)), _guards[worker].Look(false));
        if (!_guards[worker].Look(false).MaySend)
        {
            Pauses++;
            return;
        }
        foreach (var lane in Now(Outbox.ClaimAsync(new(owner, 4, Options.Lease), default)))
            _workers[worker].Add(new(lane, new(lane, Options, _check, Ids, _random, Sender.BudgetFor)));
    }

    private ClockGuard Guard(int worker) => new(new SkewedClock(Clock, () => _skews[worker]), Options);

    /// <summary>The wall clock of one worker's machine is set.</summary>
    public void Skew(int worker, TimeSpan by) => _skews[worker] += by;

    public bool HasLanes(int worker) => _workers[worker].Count > 0;

    /// <summary>Lets one lane of a worker do its next half-step: take what happened, or do what is to be done.</summary>
    public void Step(int worker, int lane, bool answerIsLost = false)
    {
        var lanes = _workers[worker];
        if (lanes.Count == 0)
            return;
        var at = lanes[lane % lanes.Count];
        if (at.Happened is { } happened)
        {
            var moment = _guards[worker].Look(false);
            at.Happened = null;
            at.Command = at.Machine.Step(happened, moment);
            while (at.Machine.Events.TryDequeue(out var seen))
                Events.Add(seen);
            if (at.Command is LaneCommand.Send send)
                CheckSend(send, moment);
            if (at.Command is LaneCommand.End)
                lanes.Remove(at);
            return;
        }
        at.Happened = Do(at, answerIsLost);
    }

    private LaneEvent Do(SimulatedLane lane, bool answerIsLost)
    {
        switch (lane.Command)
        {
            case LaneCommand.Read read:
                return new LaneEvent.WasRead(Now(Outbox.ReadLaneAsync(lane.Claim, read.AtMost, default)));
            case LaneCommand.Prepare prepare:
                return new LaneEvent.Prepared(Now(Sender.PrepareAsync(prepare.Delivery, Outbox, default)));
            case LaneCommand.Commit commit:
                // The answer to a COMMIT is lost: the whole is asked for again.
                if (answerIsLost)
                    Now(Outbox.CommitAsync(commit.Works, default));
                var results = Now(Outbox.CommitAsync(commit.Works, default));
                if (commit.Works[^1] is Work.Begin { Id: var begun } && results[^1] is WorkResult.Accepted)
                    CheckStop(Now(Outbox.ReadAsync(begun, default))!.Delivery);
                if (commit.Works[^1] is Work.Settle { Then.State: DeliveryState.Expired, Id: var id } && results[^1] is WorkResult.Accepted)
                    CheckOver(Now(Outbox.ReadAsync(id, default))!.Delivery);
                CheckBlocks();
                return new LaneEvent.Committed(results);
            case LaneCommand.Send send:
                CheckOrder(send);
                return new LaneEvent.Answered(Now(Sender.SendAsync(send.Delivery, send.Wire, default)), send.Next is null ? null : Now(Sender.PrepareAsync(send.Next, Outbox, default)));
            case LaneCommand.Look look:
                return new LaneEvent.Sighted(Now(Sender.FindAsync(look.Delivery, look.Wire, look.Attempt, default)));
            default:
                throw new InvalidOperationException("Nothing is to be done.");
        }
    }

    /// <summary>kill -9: the worker's lanes are gone, whatever they were in the middle of; a new one starts in its place.</summary>
    public void Crash(int worker)
    {
        _workers[worker].Clear();
        _guards[worker] = Guard(worker);
        _incarnation++;
    }

    public void Pass(TimeSpan time) => Clock.Advance(time);

    /// <summary>The wall clock jumps; the monotonic one does not.</summary>
    public void JumpClock(TimeSpan by) => Clock.Jump(by);

    public Entry Read(NewDelivery added) => Now(Outbox.ReadAsync(added.Id, default))!;

    public ChangeResult Change(NewDelivery added, Func<Entry, Change> change)
    {
        var entry = Read(added);
        var result = Now(Outbox.ChangeAsync(entry.Id, entry.Version, change(entry), default));
        if (result is ChangeResult.Changed changed)
        {
            _touched.Add(added.Delivery.Key);
            if (changed.Entry.ApprovedHash is { } hash)
            {
                if (!_approved.TryGetValue(added.Delivery.Key, out var hashes))
                    _approved.Add(added.Delivery.Key, hashes = []);
                hashes.Add(hash.Sha256);
            }
        }
        return result;
    }

    /// <summary>A person looks at the network, and says what is there. Nobody can see what a frozen worker still has in its hand: so not while one has.</summary>
    public void Resolve(NewDelivery added)
    {
        var key = added.Delivery.Key;
        if (_workers.Any(lanes => lanes.Exists(lane => lane.Command is LaneCommand.Send send && send.Delivery.Key == key)))
            return;
        var isOut = Network.Effects.Any(effect => effect.Key == key);
        Change(added, _ => isOut ? new Change.ResolveSent(new(added.Delivery.From.Platform, "seen by a person"), "a simulated person") : new Change.ResolveSendAgain("a simulated person"));
    }

    public void Withdraw(string campaign)
    {
        Touch(campaign);
        var sent = Added.Where(added => added.Delivery.Campaign == campaign).Select(Read).Where(entry => entry.Receipt is not null);
        Now(Outbox.WithdrawAsync(campaign, "a simulated person", [.. sent.Select(entry => _withdrawal.Of(entry.Delivery, entry.Receipt!, Clock.GetUtcNow())!)], default));
    }

    public void PauseLane(Account account, string? because) => Outbox.PauseLaneAsync(account.Id, account.Platform, because, default).GetAwaiter().GetResult();

    public void Stop(string campaign)
    {
        Touch(campaign);
        Now(Outbox.StopAsync(campaign, "a simulated person", default));
    }

    public void Resume(string campaign)
    {
        Touch(campaign);
        Now(Outbox.ResumeAsync(campaign, default));
    }

    /// <summary>No more faults: everything that can still go out does, and then it is counted.</summary>
    public void Settle()
    {
        Network.Fault = _ => NetworkFault.None;
        foreach (var slug in Added.Select(added => added.Delivery.Campaign).OfType<string>().Distinct().ToList())
            Resume(slug);
        // Old workers end as they stand; zombies finish what they had in hand.
        for (var worker = 0; worker < _workers.Length; worker++)
        {
            for (var i = 0; i < 400 && HasLanes(worker); i++)
                Step(worker, i);
        }
        Array.Clear(_skews);
        foreach (var lane in Now(Outbox.ReadLanesAsync(default)))
            Outbox.PauseLaneAsync(lane.Account, lane.Platform, null, default).GetAwaiter().GetResult();
        for (var round = 0; round < 2000; round++)
        {
            Claim(0);
            for (var i = 0; i < 2000 && HasLanes(0); i++)
                Step(0, i);
            if (Now(Outbox.UntilNextAsync(null, default)) is not { } next)
                break;
            Pass(next > TimeSpan.Zero ? next : TimeSpan.FromMinutes(1));
        }
        Count();
    }

    private void Count()
    {
        var effects = Network.Effects.GroupBy(effect => effect.Key).ToDictionary(group => group.Key, group => group.Count());
        foreach (var (key, count) in effects)
        {
            if (count > 1)
                Violations.Add($"duplicate: {key} had {count} effects");
        }
        foreach (var added in Added)
        {
            var entry = Read(added);
            var count = effects.GetValueOrDefault(added.Delivery.Key);
            if (entry.State.IsInLane() && !WaitsForItsPredecessor(entry))
                Violations.Add($"lost: {added.Delivery.Key} is still {entry.State.Name()} ({entry.Because}; after {entry.PredecessorState?.Name() ?? "nothing"}; {Now(Outbox.ReadLanesAsync(default)).Single(lane => lane.Account == entry.Delivery.From.Id)}; {entry.Delivery.DueAt}; now {Clock.GetUtcNow()})");
            if (entry.State == DeliveryState.Sent && count == 0)
                Violations.Add($"lost: {added.Delivery.Key} is called sent and had no effect");
            if (count > 0 && entry.State is not (DeliveryState.Sent or DeliveryState.Held))
                Violations.Add($"wrong: {added.Delivery.Key} is {entry.State.Name()} and is out");
            if (entry.State == DeliveryState.Held && count > 0 && !entry.MayBeOut)
                Violations.Add($"wrong: {added.Delivery.Key} is out and not known to be possibly out");
        }
        foreach (var lane in Now(Outbox.ReadLanesAsync(default)))
        {
            if (lane.BlockedBy is not null)
                Violations.Add($"stuck: the lane of {lane.Account} waits for what will never be known");
        }
        if (Network.Conflicts > 0)
            Violations.Add($"{Network.Conflicts} repeats with other bytes");
    }

    private static bool WaitsForItsPredecessor(Entry entry) => entry is { State: DeliveryState.Scheduled, PredecessorState: { } predecessor } && predecessor != DeliveryState.Sent && !predecessor.IsDead();

    private void CheckSend(LaneCommand.Send send, LaneMoment moment)
    {
        var delivery = send.Delivery;
        var now = Clock.GetUtcNow();
        if (!moment.MaySend)
            Violations.Add($"sent while the clock was not trusted: {delivery.Key}");
        if (delivery.NotAfter <= now)
            Violations.Add($"after its not-after: {delivery.Key}");
        // The store's clock may have been set back since.
        if (Read(delivery).LastAttempt!.StartedAt is var begun && (delivery.NotBefore > begun || delivery.DueAt > begun))
            Violations.Add($"before its time: {delivery.Key}");
        if (delivery.NeedsApproval && !_approved.GetValueOrDefault(delivery.Key, []).Contains(DeliveryContent.HashOf(delivery).Sha256))
            Violations.Add($"not approved: {delivery.Key}");
        if (delivery.After is { } after && (delivery.ReplyTo is null || Network.Effects.All(effect => effect.Key != after)))
            Violations.Add($"a reply before what it replies to: {delivery.Key}");
        Begun[delivery.From.Id] = Begun.GetValueOrDefault(delivery.From.Id) + 1;
    }

    private void CheckStop(Delivery delivery)
    {
        if (delivery.Campaign is { } campaign && delivery.Act is not Act.Delete && Now(Outbox.ReadCampaignAsync(campaign, default))?.StoppedAt is not null)
            Violations.Add($"begun after its campaign was stopped: {delivery.Key}");
    }

    private void CheckOver(Delivery delivery)
    {
        if (delivery.Late == LateRule.Send && !(delivery.NotAfter <= Clock.GetUtcNow()))
            Violations.Add($"called over before it was: {delivery.Key}");
    }

    private Entry Read(Delivery delivery) => Now(Outbox.FindAsync(delivery.Key.Value, default))[0];

    // What is sending blocks its lane: stores find it by that.
    private void CheckBlocks()
    {
        var lanes = Now(Outbox.ReadLanesAsync(default)).ToDictionary(lane => lane.Account);
        foreach (var added in Added)
        {
            if (Read(added) is { State: DeliveryState.Sending } entry && lanes[entry.Delivery.From.Id].BlockedBy != entry.Id)
                Violations.Add($"sending, and its lane is not blocked by it: {added.Delivery.Key}");
        }
    }

    // What was due before, and was never touched by a person, goes out before.
    private void CheckOrder(LaneCommand.Send send)
    {
        if (_touched.Contains(send.Delivery.Key))
            return;
        var sent = Read(send.Delivery);
        foreach (var other in Added)
        {
            if (other.Delivery.From.Id != send.Delivery.From.Id || other.Delivery.After is not null || _touched.Contains(other.Delivery.Key))
                continue;
            var entry = Read(other);
            if ((entry.Delivery.DueAt, entry.Id).CompareTo((sent.Delivery.DueAt, sent.Id)) < 0 && entry.State.IsInLane())
                Violations.Add($"order: {send.Delivery.Key} before {other.Delivery.Key}");
        }
    }

    private void Touch(string campaign)
    {
        foreach (var added in Added.Where(added => added.Delivery.Campaign == campaign))
            _touched.Add(added.Delivery.Key);
    }

    /// <summary>The result of a call that completes at once, as everything in memory does.</summary>
    private static T Now<T>(Task<T> task) => task.IsCompleted ? task.GetAwaiter().GetResult() : throw new InvalidOperationException("It should have completed at once.");

    private sealed class SimulatedLane(LaneClaim claim, LaneMachine machine)
    {
        public LaneClaim Claim => claim;

        public LaneMachine Machine => machine;

        public LaneEvent? Happened { get; set; } = new LaneEvent.Started();

        public LaneCommand? Command { get; set; }
    }
}
