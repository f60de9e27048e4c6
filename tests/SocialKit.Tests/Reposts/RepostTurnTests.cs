using SocialKit.Deliveries;
using SocialKit.Posts;
using SocialKit.Reposts;
using SocialKit.Testing;
using SocialKit.Tests.Deliveries;
using static SocialKit.Testing.TestDeliveries;

namespace SocialKit.Tests.Reposts;

/// <summary>What a lane does with a repost: it asks first whether it is its turn.</summary>
public sealed class RepostTurnTests
{
    private static readonly DateTimeOffset Now = Simulation.Start;
    private static readonly RepostPace Pace = new(3, TimeSpan.FromMinutes(30), TimeSpan.Zero, null, "UTC");
    private static readonly LaneClaim Claim = new("anna", new("alpha"), 1, "w");
    private static readonly Lane Lane = new("anna", new("alpha")) { Epoch = 1, Owner = "w", LeaseUntil = Now.AddMinutes(1) };
    private static readonly WireForm Wire = new("key", new byte[] { 1 });

    private readonly Ids _ids = new(TimeProvider.System, new Random(1));
    private int _count;

    private Entry Repost(DateTimeOffset? notAfter = null, RepostPace? pace = null)
    {
        var post = TestFeeds.Post(Now, ++_count);
        var delivery = new Delivery(RepostDecision.KeyOf("c", "anna", post.Ref), Anna, Now, new Act.Repost(post.Ref) { Seen = post, Pace = pace ?? Pace }) { NotAfter = notAfter };
        return AddRules.EntryOf(new(_ids.Next(), delivery));
    }

    private LaneMachine Machine() => new(Claim, new() { Owner = "w" }, new(FakePlatform.Set), _ids, new Random(1), _ => null);

    private static LaneMoment Moment => new(Now, 0, TimeSpan.TicksPerSecond, MaySend: true, IsStopping: false);

    private static T OnlyWork<T>(LaneCommand command) => Assert.IsType<T>(Assert.Single(Assert.IsType<LaneCommand.Commit>(command).Works));

    private static RepostTimes Times(params DateTimeOffset[] begun) => new("anna", begun.Select(time => KeyValuePair.Create(Guid.NewGuid(), time)), []);

    private static WorkDecision Turn(Entry entry, RepostTimes times, DateTimeOffset? now = null) =>
        LaneRules.Decide(new Work.Turn(Claim, entry.Id, entry.Version, ((Act.Repost)entry.Delivery.Act).Pace!), Lane, entry, null, now ?? Now, times);

    [Fact]
    public void ItAsksForItsTurnBeforeItIsPrepared()
    {
        var (machine, entry) = (Machine(), Repost());
        machine.Step(new LaneEvent.Started(), Moment);
        Assert.Equal(Pace, OnlyWork<Work.Turn>(machine.Step(new LaneEvent.WasRead([entry]), Moment)).Pace);
        Assert.IsType<LaneCommand.Prepare>(machine.Step(new LaneEvent.Committed([new WorkResult.Accepted(1)]), Moment));
        Assert.Equal(Pace, OnlyWork<Work.Begin>(machine.Step(new LaneEvent.Prepared(new Preparation.Ready(Wire)), Moment)).Pace);
        Assert.IsType<LaneCommand.Send>(machine.Step(new LaneEvent.Committed([new WorkResult.Accepted(2)]), Moment));
    }

    [Fact]
    public void WhatHasToWaitKeepsNothingElseOfItsLaneBack()
    {
        var machine = Machine();
        machine.Step(new LaneEvent.Started(), Moment);
        machine.Step(new LaneEvent.WasRead([Repost(), Repost(), AddRules.EntryOf(new TestDeliveries(_ids).Post(Anna, Now))]), Moment);
        var second = OnlyWork<Work.Turn>(machine.Step(new LaneEvent.Committed([new WorkResult.Refused(Refusal.NotItsTurn)]), Moment));
        Assert.IsType<LaneCommand.Prepare>(machine.Step(new LaneEvent.Committed([new WorkResult.Refused(Refusal.NotItsTurn)]), Moment));
        Assert.NotNull(second);
        Assert.Empty(machine.Events);
    }

    [Fact]
    public void WhatIsOverForWantOfRoomIsDroppedAndNobodyIsCalled()
    {
        var (machine, entry) = (Machine(), Repost());
        machine.Step(new LaneEvent.Started(), Moment);
        machine.Step(new LaneEvent.WasRead([entry]), Moment);
        Assert.IsType<LaneCommand.Read>(machine.Step(new LaneEvent.Committed([new WorkResult.Refused(Refusal.NotItsTurn) { OverBecause = "There was no room." }]), Moment));
        var happened = Assert.Single(machine.Events);
        Assert.Equal((WorkerEventKind.Dropped, false, "There was no room."), (happened.Kind, happened.Kind.NeedsAPerson(), happened.Reason));
    }

    [Theory]
    [InlineData(RepostRefusals.OriginalGone)]
    [InlineData(RepostRefusals.OriginalEdited)]
    public void AnOriginalThatIsGoneOrWasEditedEndsItQuietly(string code)
    {
        var (machine, entry) = (Machine(), Repost());
        machine.Step(new LaneEvent.Started(), Moment);
        machine.Step(new LaneEvent.WasRead([entry]), Moment);
        machine.Step(new LaneEvent.Committed([new WorkResult.Accepted(1)]), Moment);
        var settle = OnlyWork<Work.Settle>(machine.Step(new LaneEvent.Prepared(new Preparation.Impossible(new Outcome.Refused(code, "It was deleted."))), Moment));
        Assert.Equal((DeliveryState.Expired, true), (settle.Then.State, settle.Then.IsMoot));
        Assert.Equal(DeliveryState.Expired, LaneRules.Decide(settle, Lane, entry, null, Now).Entry!.State);
        machine.Step(new LaneEvent.Committed([new WorkResult.Accepted(2)]), Moment);
        Assert.Equal(WorkerEventKind.Dropped, Assert.Single(machine.Events).Kind);
    }

    [Fact]
    public void ARefusalOfAnotherKindStillNeedsAPerson()
    {
        var (machine, entry) = (Machine(), Repost());
        machine.Step(new LaneEvent.Started(), Moment);
        machine.Step(new LaneEvent.WasRead([entry]), Moment);
        machine.Step(new LaneEvent.Committed([new WorkResult.Accepted(1)]), Moment);
        Assert.Equal(DeliveryState.Failed, OnlyWork<Work.Settle>(machine.Step(new LaneEvent.Prepared(new Preparation.Impossible(new Outcome.Refused("forbidden", "You may not."))), Moment)).Then.State);
    }

    [Fact]
    public void ItsTurnComesWhenTheOthersHaveBeenLongEnoughAgo()
    {
        var entry = Repost();
        Assert.IsType<WorkResult.Accepted>(Turn(entry, Times(Now.AddMinutes(-30))).Result);
        var waits = Turn(entry, Times(Now.AddMinutes(-29)));
        Assert.Equal(Refusal.NotItsTurn, Assert.IsType<WorkResult.Refused>(waits.Result).Why);
        Assert.Equal((DeliveryState.Scheduled, Now.AddMinutes(1), 2), (waits.Entry!.State, waits.Entry.Delivery.DueAt, waits.Entry.Version));
    }

    [Fact]
    public void ManyThatAreApprovedAtOnceGetTheirTimesOneBehindTheOther()
    {
        var times = Times(Now.AddMinutes(-1));
        var dues = Enumerable.Range(0, 6).Select(_ => Turn(Repost(), times).Entry!.Delivery.DueAt - Now).ToList();
        Assert.Equal([29, 59, 1439, 1469, 1499, 2879], dues.Select(due => Math.Round(due.TotalMinutes)));
    }

    [Fact]
    public void WithoutRoomBeforeItsEndItIsOverAndWhatMayBeOutIsForAPerson()
    {
        var entry = Repost(notAfter: Now.AddMinutes(10));
        var over = Turn(entry, Times(Now.AddMinutes(-1)));
        Assert.Equal((DeliveryState.Expired, over.Entry!.Because), (over.Entry.State, ((WorkResult.Refused)over.Result).OverBecause));
        Assert.Equal(DeliveryState.Held, Turn(entry with { MayBeOut = true, Wire = Wire }, Times(Now.AddMinutes(-1))).Entry!.State);
    }

    [Fact]
    public void WhatWasTriedBeforeCountsAsOneAndWaitsForItsTurnAgain()
    {
        var entry = Repost() with { MayBeOut = true, Wire = Wire, Attempts = 1 };
        Assert.IsType<WorkResult.Accepted>(Turn(entry, new("anna", [KeyValuePair.Create(entry.Id, Now.AddMinutes(-1))], [])).Result);
        Assert.IsType<WorkResult.Refused>(Turn(entry, Times(Now.AddMinutes(-1))).Result);
    }

    [Fact]
    public void WhatBeginsIsNoted()
    {
        var (entry, times) = (Repost(), Times());
        LaneRules.Decide(new Work.Begin(Claim, entry.Id, 1, _ids.Next(), Wire, TimeSpan.FromMinutes(1)) { Pace = Pace }, Lane, entry, null, Now, times);
        Assert.Equal((entry.Id, "anna", Now), Assert.Single(times.New));
        Assert.IsType<WorkResult.Refused>(Turn(Repost(), times).Result);
    }

    [Fact]
    public void AStoppedCampaignHasNoTurns()
    {
        var entry = Repost();
        var decision = LaneRules.Decide(new Work.Turn(Claim, entry.Id, 1, Pace), Lane, entry, new("c") { StoppedAt = Now }, Now, Times());
        Assert.Equal(Refusal.CampaignStopped, Assert.IsType<WorkResult.Refused>(decision.Result).Why);
    }

    [Fact]
    public void WhatIsApprovedIsExactlyWhatWasSeen()
    {
        var entry = Repost();
        var act = (Act.Repost)entry.Delivery.Act;
        Assert.NotEqual(entry.Hash, DeliveryContent.HashOf(entry.Delivery with { Act = act with { Seen = act.Seen! with { Text = "Something else" } } }));
        Assert.NotEqual(entry.Hash, DeliveryContent.HashOf(entry.Delivery with { Act = act with { Seen = act.Seen! with { Version = "2" } } }));
        // How fast it goes out is no part of what is said.
        Assert.Equal(entry.Hash, DeliveryContent.HashOf(entry.Delivery with { Act = act with { Pace = null } }));
        // What was stored before originals were kept has the hash that it had.
        Assert.Equal(ContentHash.Of(Anna, new(new("alpha"), "repost " + act.Original.Id)), DeliveryContent.HashOf(entry.Delivery with { Act = new Act.Repost(act.Original) }));
    }
}
