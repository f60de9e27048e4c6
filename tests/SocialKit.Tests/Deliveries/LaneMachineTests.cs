using SocialKit.Deliveries;
using SocialKit.Testing;
using static SocialKit.Testing.TestDeliveries;

namespace SocialKit.Tests.Deliveries;

/// <summary>Single steps of a lane: what it says next, above all when it must not say "send".</summary>
public sealed class LaneMachineTests
{
    private static readonly WorkerOptions Options = new() { Owner = "w" };
    private static readonly LaneClaim Claim = new("anna", new("alpha"), 1, "w");
    private static readonly LaneEvent.Prepared Prepared = new(new Preparation.Ready(new("key", new byte[] { 1 })));

    private readonly Ids _ids = new(TimeProvider.System, new Random(1));
    private readonly TestDeliveries _make;
    private TimeSpan _passed;
    private TimeSpan _asleep;
    private bool _maySend = true;
    private bool _isStopping;

    public LaneMachineTests() => _make = new(_ids);

    private LaneMoment Moment => new(Simulation.Start + _passed + _asleep, _passed.Ticks, TimeSpan.TicksPerSecond, _maySend, _isStopping);

    private LaneMachine Machine(WorkerOptions? options = null) => new(Claim, options ?? Options, new(FakePlatform.Set), _ids, new Random(1), _ => null);

    private Entry Post(Func<Delivery, Delivery>? with = null) => AddRules.EntryOf(_make.Post(Anna, Simulation.Start, with: with));

    private static LaneEvent.Committed Accepted(params int[] versions) => new([.. versions.Select(version => new WorkResult.Accepted(version))]);

    /// <summary>As far as the intent's commit.</summary>
    private (LaneMachine Machine, Work.Begin Begin) UntilIntent(params Entry[] entries)
    {
        var machine = Machine();
        Assert.IsType<LaneCommand.Read>(machine.Step(new LaneEvent.Started(), Moment));
        Assert.IsType<LaneCommand.Prepare>(machine.Step(new LaneEvent.WasRead(entries), Moment));
        var commit = Assert.IsType<LaneCommand.Commit>(machine.Step(Prepared, Moment));
        return (machine, Assert.IsType<Work.Begin>(Assert.Single(commit.Works)));
    }

    private static T OnlyWork<T>(LaneCommand command) => Assert.IsType<T>(Assert.Single(Assert.IsType<LaneCommand.Commit>(command).Works));

    [Fact]
    public void AStoredIntentIsSent()
    {
        var (machine, begin) = UntilIntent(Post());
        var send = Assert.IsType<LaneCommand.Send>(machine.Step(Accepted(2), Moment));
        Assert.Equal((begin.Wire, Options.SendTimeout), (send.Wire, send.Timeout));
    }

    public static TheoryData<Refusal> Refusals() => [.. Enum.GetValues<Refusal>()];

    [Theory]
    [MemberData(nameof(Refusals))]
    public void ARefusedIntentIsNeverSent(Refusal why)
    {
        var (machine, _) = UntilIntent(Post());
        Assert.IsNotType<LaneCommand.Send>(machine.Step(new LaneEvent.Committed([new WorkResult.Refused(why)]), Moment));
    }

    [Fact]
    public void AnIntentThatTookTooLongToStoreIsNotSent()
    {
        var (machine, begin) = UntilIntent(Post());
        // The lease counts from before the commit: 60 seconds, of which 40 must be left.
        _passed += TimeSpan.FromSeconds(20);
        var record = OnlyWork<Work.Record>(machine.Step(Accepted(2), Moment));
        Assert.IsType<Outcome.NotSent>(record.Outcome);
        Assert.Equal((begin.Attempt, 2, DeliveryState.Scheduled), (record.Attempt, record.Version, record.Then.State));
    }

    [Fact]
    public void AnIntentWithJustEnoughOfItsLeaseIsSent()
    {
        var (machine, _) = UntilIntent(Post());
        _passed += TimeSpan.FromSeconds(19.9);
        Assert.IsType<LaneCommand.Send>(machine.Step(Accepted(2), Moment));
    }

    [Fact]
    public void ASendIsGivenUpWhenItsLastMomentPasses()
    {
        var (machine, _) = UntilIntent(Post(delivery => delivery with { NotAfter = Simulation.Start + TimeSpan.FromSeconds(12) }));
        _passed += TimeSpan.FromSeconds(2);
        Assert.Equal(TimeSpan.FromSeconds(10), Assert.IsType<LaneCommand.Send>(machine.Step(Accepted(2), Moment)).Timeout);
    }

    [Fact]
    public void WhatPassesItsLastMomentWhileItIsStoredIsNotSent()
    {
        var (machine, _) = UntilIntent(Post(delivery => delivery with { NotAfter = Simulation.Start + TimeSpan.FromSeconds(2) }));
        _passed += TimeSpan.FromSeconds(2);
        Assert.IsType<Outcome.NotSent>(OnlyWork<Work.Record>(machine.Step(Accepted(2), Moment)).Outcome);
    }

    [Fact]
    public void AClockThatJumpsWhileTheIntentIsStoredStopsTheSend()
    {
        var (machine, _) = UntilIntent(Post());
        _maySend = false;
        Assert.IsType<Outcome.NotSent>(OnlyWork<Work.Record>(machine.Step(Accepted(2), Moment)).Outcome);
    }

    [Fact]
    public void AStoppingWorkerLetsGoBeforeTheNextIntent()
    {
        var machine = Machine();
        machine.Step(new LaneEvent.Started(), Moment);
        machine.Step(new LaneEvent.WasRead([Post()]), Moment);
        _isStopping = true;
        OnlyWork<Work.Release>(machine.Step(Prepared, Moment));
        Assert.IsType<LaneCommand.End>(machine.Step(Accepted(0), Moment));
    }

    [Fact]
    public void TheAnswerAndTheNextIntentAreOneCommit()
    {
        var (machine, _) = UntilIntent(Post(), Post());
        var send = Assert.IsType<LaneCommand.Send>(machine.Step(Accepted(2), Moment));
        Assert.NotNull(send.Next);
        var commit = Assert.IsType<LaneCommand.Commit>(machine.Step(new LaneEvent.Answered(new Outcome.Done(new(new("alpha"), "1")), Prepared.Preparation), Moment));
        Assert.IsType<Work.Record>(commit.Works[0]);
        Assert.IsType<Work.Begin>(commit.Works[1]);
        Assert.IsType<LaneCommand.Send>(machine.Step(Accepted(3, 2), Moment));
    }

    [Theory]
    [InlineData("unclear")]
    [InlineData("not_sent")]
    [InlineData("account_stopped")]
    public void NothingFollowsAnAnswerThatKeepsTheLane(string name)
    {
        Outcome outcome = name switch { "unclear" => new Outcome.Unclear("?"), "not_sent" => new Outcome.NotSent("no"), _ => new Outcome.AccountStopped("suspended") };
        var (machine, _) = UntilIntent(Post(), Post());
        machine.Step(Accepted(2), Moment);
        var record = OnlyWork<Work.Record>(machine.Step(new LaneEvent.Answered(outcome, Prepared.Preparation), Moment));
        Assert.Equal(name, record.Outcome.Name);
    }

    [Fact]
    public void WhatADeadWorkerLeftIsLookedForAndNotSent()
    {
        var wire = new WireForm("key", new byte[] { 1 });
        var attempt = new Attempt(_ids.Next(), 1, 0, "dead", Simulation.Start);
        var left = Post() with { State = DeliveryState.Sending, Version = 2, Wire = wire, Attempts = 1, LastAttempt = attempt };
        var machine = Machine();
        machine.Step(new LaneEvent.Started(), Moment);
        var record = OnlyWork<Work.Record>(machine.Step(new LaneEvent.WasRead([left]), Moment));
        Assert.Equal((attempt.Id, DeliveryState.Unclear), (record.Attempt, record.Then.State));
        Assert.IsType<LaneCommand.Read>(machine.Step(Accepted(3), Moment));
        var look = Assert.IsType<LaneCommand.Look>(machine.Step(new LaneEvent.WasRead([left with { State = DeliveryState.Unclear, Version = 3, MayBeOut = true }]), Moment));
        Assert.Equal(wire, look.Wire);
    }

    [Fact]
    public void WhatMayBeOutAndIsTooLateIsHeldAndNotCalledExpired()
    {
        var unclear = Post(delivery => delivery with { NotAfter = Simulation.Start }) with
        {
            State = DeliveryState.Unclear, MayBeOut = true, Wire = new("key", new byte[] { 1 }), LastAttempt = new(_ids.Next(), 1, 0, "w", Simulation.Start),
        };
        var machine = Machine();
        machine.Step(new LaneEvent.Started(), Moment);
        machine.Step(new LaneEvent.WasRead([unclear]), Moment);
        Assert.Equal(DeliveryState.Held, OnlyWork<Work.Settle>(machine.Step(new LaneEvent.Sighted(new Sighting.SurelyAbsent("absent")), Moment)).Then.State);
    }

    private Entry ToBeSentAgain() => Post() with
    {
        State = DeliveryState.Scheduled, MayBeOut = true, Looks = 1, Attempts = 1, Wire = new("key", new byte[] { 1 }), LastAttempt = new(_ids.Next(), 1, 0, "w", Simulation.Start),
    };

    [Fact]
    public void WhatMayBeOutIsLookedForRightBeforeItIsSentAgain()
    {
        var machine = Machine();
        machine.Step(new LaneEvent.Started(), Moment);
        // It was absent when it was looked for; since then the worker died, and the platform may have forgotten its key.
        Assert.IsType<LaneCommand.Look>(machine.Step(new LaneEvent.WasRead([ToBeSentAgain()]), Moment));
        Assert.Equal(ToBeSentAgain().Wire, OnlyWork<Work.Begin>(machine.Step(new LaneEvent.Sighted(new Sighting.SurelyAbsent("absent")), Moment)).Wire);
    }

    [Fact]
    public void WhatWasJustFoundAbsentIsNotLookedForASecondTime()
    {
        var machine = Machine();
        var again = ToBeSentAgain();
        machine.Step(new LaneEvent.Started(), Moment);
        machine.Step(new LaneEvent.WasRead([again with { State = DeliveryState.Unclear, Looks = 0 }]), Moment);
        OnlyWork<Work.Settle>(machine.Step(new LaneEvent.Sighted(new Sighting.SurelyAbsent("absent")), Moment));
        machine.Step(Accepted(2), Moment);
        OnlyWork<Work.Begin>(machine.Step(new LaneEvent.WasRead([again]), Moment));
    }

    [Fact]
    public void WhatCanNoLongerBeToldWhenItIsToBeSentAgainIsHeld()
    {
        var machine = Machine();
        machine.Step(new LaneEvent.Started(), Moment);
        machine.Step(new LaneEvent.WasRead([ToBeSentAgain()]), Moment);
        Assert.Equal(DeliveryState.Held, OnlyWork<Work.Settle>(machine.Step(new LaneEvent.Sighted(new Sighting.CannotTell("its key is forgotten")), Moment)).Then.State);
    }

    [Fact]
    public void WhatAPersonLookedForIsSentAgainOnTheirWord()
    {
        var machine = Machine();
        machine.Step(new LaneEvent.Started(), Moment);
        OnlyWork<Work.Begin>(machine.Step(new LaneEvent.WasRead([ToBeSentAgain() with { Looks = -1 }]), Moment));
    }

    [Fact]
    public void WhatCannotBePreparedForEverIsHeldSomeDay()
    {
        var machine = Machine();
        machine.Step(new LaneEvent.Started(), Moment);
        machine.Step(new LaneEvent.WasRead([Post() with { Looks = Options.MaxAttempts - 1 }]), Moment);
        Assert.Equal(DeliveryState.Held, OnlyWork<Work.Settle>(machine.Step(new LaneEvent.Prepared(new Preparation.Impossible(new Outcome.NotSent("no such picture"))), Moment)).Then.State);
    }

    [Fact]
    public void ALaneMakesRoomForOthersAfterItsShare()
    {
        var machine = Machine(Options with { EntriesPerClaim = 1 });
        machine.Step(new LaneEvent.Started(), Moment);
        machine.Step(new LaneEvent.WasRead([Post(), Post()]), Moment);
        machine.Step(Prepared, Moment);
        Assert.Null(Assert.IsType<LaneCommand.Send>(machine.Step(Accepted(2), Moment)).Next);
        machine.Step(new LaneEvent.Answered(new Outcome.Done(new(new("alpha"), "1")), null), Moment);
        OnlyWork<Work.Release>(machine.Step(Accepted(3), Moment));
    }

    [Fact]
    public void ALaneThatIsRefusedAgainAndAgainIsLetGo()
    {
        var machine = Machine();
        var command = machine.Step(new LaneEvent.Started(), Moment);
        for (var i = 0; i < 20 && command is not LaneCommand.End; i++)
        {
            command = command switch
            {
                LaneCommand.Read => machine.Step(new LaneEvent.WasRead([Post()]), Moment),
                LaneCommand.Prepare => machine.Step(Prepared, Moment),
                _ => machine.Step(new LaneEvent.Committed([new WorkResult.Refused(Refusal.Changed)]), Moment),
            };
        }
        Assert.IsType<LaneCommand.End>(command);
    }

    // ---- clocks ----

    [Fact]
    public void AMachineThatSleptAfterItsIntentDoesNotSend()
    {
        var (machine, _) = UntilIntent(Post());
        // The monotonic clock of a laptop stands still while it sleeps; its wall clock does not.
        _asleep = TimeSpan.FromMinutes(5);
        Assert.IsType<Outcome.NotSent>(OnlyWork<Work.Record>(machine.Step(Accepted(2), Moment)).Outcome);
    }

    [Fact]
    public void TheStoreSaysHowMuchTimeIsLeftForASend()
    {
        var (machine, _) = UntilIntent(Post(delivery => delivery with { NotAfter = Simulation.Start + TimeSpan.FromHours(1) }));
        _passed += TimeSpan.FromSeconds(2);
        var send = machine.Step(new LaneEvent.Committed([new WorkResult.Accepted(2) { Left = TimeSpan.FromSeconds(9) }]), Moment);
        // The two seconds may have passed before or after the store looked at its clock.
        Assert.Equal(TimeSpan.FromSeconds(7), Assert.IsType<LaneCommand.Send>(send).Timeout);
    }

    [Fact]
    public void WhatIsOverByTheStoresClockIsNotSent()
    {
        var (machine, _) = UntilIntent(Post(delivery => delivery with { NotAfter = Simulation.Start + TimeSpan.FromHours(1) }));
        _passed += TimeSpan.FromSeconds(2);
        Assert.IsType<Outcome.NotSent>(OnlyWork<Work.Record>(machine.Step(new LaneEvent.Committed([new WorkResult.Accepted(2) { Left = TimeSpan.FromSeconds(2) }]), Moment)).Outcome);
    }

    public static TheoryData<string> OverSoon() => ["when it is read", "when it is prepared", "when the store refuses it", "when it is found absent"];

    [Theory]
    [MemberData(nameof(OverSoon))]
    public void ByAClockThatJumpedNothingIsCalledOver(string when)
    {
        var entry = Post(delivery => delivery with { NotAfter = Simulation.Start + TimeSpan.FromHours(1) });
        if (when == "when it is found absent")
            entry = entry with { State = DeliveryState.Unclear, MayBeOut = true, Attempts = 1, Wire = new("key", new byte[] { 1 }), LastAttempt = new(_ids.Next(), 1, 0, "w", Simulation.Start) };
        var machine = Machine();
        machine.Step(new LaneEvent.Started(), Moment);
        LaneCommand command;
        if (when != "when it is read")
        {
            command = machine.Step(new LaneEvent.WasRead([entry]), Moment);
            if (when == "when the store refuses it")
                machine.Step(Prepared, Moment);
        }
        (_passed, _maySend) = (TimeSpan.FromHours(2), false);
        command = machine.Step(when switch
        {
            "when it is read" => new LaneEvent.WasRead([entry]),
            "when it is prepared" => Prepared,
            "when the store refuses it" => new LaneEvent.Committed([new WorkResult.Refused(Refusal.TooLate)]),
            _ => new LaneEvent.Sighted(new Sighting.SurelyAbsent("absent")),
        }, Moment);
        if (when == "when it is found absent")
            Assert.Equal(DeliveryState.Scheduled, OnlyWork<Work.Settle>(command).Then.State);
        else
            OnlyWork<Work.Release>(command);
    }

    [Fact]
    public void WhatWasTriedInTimeIsNotSkippedForBeingLate()
    {
        var machine = Machine();
        machine.Step(new LaneEvent.Started(), Moment);
        _passed = TimeSpan.FromHours(1);
        // The platform asked for a quarter of an hour: nothing was down, so the rule for what was missed does not apply.
        Assert.IsType<LaneCommand.Prepare>(machine.Step(new LaneEvent.WasRead([Post(delivery => delivery with { Late = LateRule.Skip }) with { Attempts = 1 }]), Moment));
    }

    [Fact]
    public void ThatItIsLateIsSaidOnceAndWhenItGoesOut()
    {
        var entry = Post();
        var kinds = new List<WorkerEventKind>();
        for (var i = 0; i < 3; i++)
        {
            _passed = TimeSpan.FromHours(1 + i);
            var machine = Machine();
            machine.Step(new LaneEvent.Started(), Moment);
            machine.Step(new LaneEvent.WasRead([entry]), Moment);
            machine.Step(Prepared, Moment);
            machine.Step(new LaneEvent.Committed([i < 2 ? new WorkResult.Refused(Refusal.NoTokens) : new WorkResult.Accepted(2)]), Moment);
            kinds.AddRange(machine.Events.Select(seen => seen.Kind));
        }
        Assert.Equal([WorkerEventKind.Late, WorkerEventKind.Begun], kinds);
    }

    // ---- what must not stay at the head of a lane ----

    [Fact]
    public void AReplyToWhatIsNotInTheStoreIsHeld()
    {
        var machine = Machine();
        machine.Step(new LaneEvent.Started(), Moment);
        var settle = OnlyWork<Work.Settle>(machine.Step(new LaneEvent.WasRead([Post(delivery => delivery with { After = new("/never/en/anna/added") })]), Moment));
        Assert.Equal((DeliveryState.Held, "What it replies to is not in the store."), (settle.Then.State, settle.Then.Because));
    }

    [Theory]
    [InlineData(Refusal.CampaignStopped, DeliveryState.Scheduled)]
    [InlineData(Refusal.NotApproved, DeliveryState.Held)]
    [InlineData(Refusal.WireFrozen, DeliveryState.Held)]
    public void WhatTheStoreWillNeverTakeIsNotAskedForAgainAndAgain(Refusal why, DeliveryState then)
    {
        var (machine, _) = UntilIntent(Post());
        // A stopped campaign turns "scheduled" into "stopped" in the store.
        Assert.Equal(then, OnlyWork<Work.Settle>(machine.Step(new LaneEvent.Committed([new WorkResult.Refused(why)]), Moment)).Then.State);
    }

    [Fact]
    public void ALaneThatGetsNowhereRestsUntilItsLeaseEnds()
    {
        var machine = Machine();
        var command = machine.Step(new LaneEvent.Started(), Moment);
        while (command is not LaneCommand.End)
        {
            Assert.False(command is LaneCommand.Commit { Works: [Work.Release] }, "Let go, it would be claimed again at once, and that without end.");
            command = command switch
            {
                LaneCommand.Read => machine.Step(new LaneEvent.WasRead([Post()]), Moment),
                LaneCommand.Prepare => machine.Step(Prepared, Moment),
                _ => machine.Step(new LaneEvent.Committed([new WorkResult.Refused(Refusal.Changed)]), Moment),
            };
        }
    }

    [Fact]
    public void AnUploadThatEndsWhileTheWorkerStopsCountsForNothing()
    {
        var machine = Machine();
        machine.Step(new LaneEvent.Started(), Moment);
        machine.Step(new LaneEvent.WasRead([Post()]), Moment);
        _isStopping = true;
        OnlyWork<Work.Release>(machine.Step(new LaneEvent.Prepared(new Preparation.Impossible(new Outcome.NotSent("stopped"))), Moment));
    }

    [Fact]
    public void WhatItsWallClockMeansLaterByNowWaitsUntilThen()
    {
        // Scheduled when Almaty was thought to be at UTC+6: nine o'clock is an hour later.
        var entry = Post(delivery => delivery with { WallClock = "2026-11-24T15:00", Zone = "Asia/Almaty" });
        Assert.Equal(Simulation.Start, entry.Delivery.DueAt);
        var machine = Machine();
        machine.Step(new LaneEvent.Started(), Moment);
        var settle = OnlyWork<Work.Settle>(machine.Step(new LaneEvent.WasRead([entry]), Moment));
        Assert.Equal((DeliveryState.Scheduled, TimeSpan.FromHours(1)), (settle.Then.State, settle.Then.Wait));
    }
}
