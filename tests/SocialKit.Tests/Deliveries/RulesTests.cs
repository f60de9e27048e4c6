using SocialKit.Deliveries;
using SocialKit.Posts;
using SocialKit.Testing;
using static SocialKit.Testing.TestDeliveries;

namespace SocialKit.Tests.Deliveries;

/// <summary>Settlements, the last check, and what people may do in which state.</summary>
public sealed class RulesTests
{
    private static readonly WorkerOptions Options = new() { Owner = "w" };
    private static readonly Settlements Settlements = new(Options);
    private static readonly DateTimeOffset Now = Simulation.Start;

    private static Entry An(DeliveryState state = DeliveryState.Scheduled, bool mayBeOut = false, bool needsApproval = false)
    {
        var delivery = new Delivery(DeliveryKey.Of("", "m", "en", "anna", "once"), Anna, Now, new Act.Publish(new Post(new("alpha"), "Free her"))) { NeedsApproval = needsApproval };
        return new(Guid.Empty, delivery, state, DeliveryContent.HashOf(delivery)) { MayBeOut = mayBeOut };
    }

    [Fact]
    public void ARefusalAfterAnUnclearAttemptIsHeldBecauseItMayBeOut()
    {
        Assert.Equal(DeliveryState.Failed, Settlements.After(An(), 1, new Outcome.Refused("403", "no"), 0).State);
        Assert.Equal(DeliveryState.Held, Settlements.After(An(mayBeOut: true), 2, new Outcome.Refused("403", "duplicate"), 0).State);
    }

    [Fact]
    public void BackoffDoublesUpToItsLimitAndJitterShortensItByHalfAtMost()
    {
        Assert.Equal([5, 10, 20, 40], Enumerable.Range(1, 4).Select(n => Settlements.Backoff(n, 0).TotalSeconds));
        Assert.Equal(TimeSpan.FromMinutes(30), Settlements.Backoff(1000, 0));
        Assert.Equal(TimeSpan.FromMinutes(15), Settlements.Backoff(1000, 1));
    }

    [Fact]
    public void WhatIsTriedInVainForTooLongIsHeld()
    {
        Assert.Equal(DeliveryState.Scheduled, Settlements.After(An(), Options.MaxAttempts - 1, new Outcome.NotSent("no route"), 0).State);
        Assert.Equal(DeliveryState.Held, Settlements.After(An(), Options.MaxAttempts, new Outcome.NotSent("no route"), 0).State);
        Assert.Equal(DeliveryState.Held, Settlements.After(An(DeliveryState.Unclear) with { Looks = Options.MaxLooks - 1 }, new Sighting.LookAgainAfter(TimeSpan.FromSeconds(5), "lagging"), 0).State);
        Assert.Equal(DeliveryState.Held, Settlements.After(An(DeliveryState.Unclear) with { Attempts = Options.MaxAttempts }, new Sighting.SurelyAbsent("absent"), 0).State);
    }

    [Fact]
    public void WaitingAsToldIsNoFailureHoweverOften()
    {
        Settlement After(int attempts, double seconds) => Settlements.After(An(), attempts, new Outcome.NotSent("429", TimeSpan.FromSeconds(seconds)), 0);
        Assert.Equal((DeliveryState.Scheduled, TimeSpan.FromMinutes(5)), (After(500, 300).State, After(5, 300).AccountWait));
        Assert.Equal(TimeSpan.FromSeconds(1), After(5, -3).AccountWait);
        Assert.Equal(Options.LongestBackoff, After(500, 0).AccountWait);
    }

    [Fact]
    public void AnImpatientLookIsSlowedDown() =>
        Assert.Equal(TimeSpan.FromSeconds(1), Settlements.After(An(DeliveryState.Unclear), new Sighting.LookAgainAfter(TimeSpan.Zero, "again"), 0).Wait);

    [Fact]
    public void ContentThatIsNotWhatWasStoredIsNotSent()
    {
        var check = new ContentCheck(FakePlatform.Set);
        Assert.Null(check.Objection(An()));
        var entry = An();
        var tampered = entry with { Delivery = entry.Delivery with { Act = new Act.Publish(new Post(new("alpha"), "Buy now")) } };
        Assert.Equal("Its content is not what was stored: the text changed.", check.Objection(tampered));
        Assert.Equal("Nobody has approved it.", check.Objection(An(needsApproval: true)));
        var approved = An(needsApproval: true) with { ApprovedHash = tampered.Hash with { Sha256 = new string('0', 64) }, ApprovedBy = "Invented Person" };
        Assert.StartsWith("Changed since Invented Person approved it", check.Objection(approved), StringComparison.Ordinal);
        Assert.StartsWith("The platform gamma is not known", check.Objection(Elsewhere(new("gamma"))), StringComparison.Ordinal);
        Assert.StartsWith("The post is made for alpha", check.Objection(Elsewhere(new("beta"))), StringComparison.Ordinal);
    }

    private static Entry Elsewhere(PlatformId platform)
    {
        var delivery = An().Delivery with { From = Anna with { Platform = platform } };
        return An() with { Delivery = delivery, Hash = DeliveryContent.HashOf(delivery) };
    }

    [Fact]
    public void TheAccountsOwnLimitsCountAsTheyWereWhenItWasScheduled()
    {
        var limited = FakePlatform.Alpha with { Rules = new LimitedRules(FakePlatform.Alpha.Rules) };
        var delivery = An().Delivery with { From = Anna with { Limits = new(3, 23) } };
        var entry = An() with { Delivery = delivery, Hash = DeliveryContent.HashOf(delivery) };
        Assert.Null(new ContentCheck(new(FakePlatform.Alpha)).Objection(entry));
        Assert.StartsWith(FindingCodes.TooLong, new ContentCheck(new(limited)).Objection(entry), StringComparison.Ordinal);
    }

    private sealed class LimitedRules(IPostRules inner, int limit = 1000) : IPostRules
    {
        public PostLimits Limits => inner.Limits;

        public PostReading Read(ReadOnlySpan<char> text, List<SocialKit.Text.Entity> entities) =>
            inner.Read(text, entities) with { Count = new(CountUnit.Utf16Unit, text.Length, limit), FitsUntil = Math.Min(limit, text.Length), IsValid = text.Length <= limit };

        public string ShowLink(string link) => link;

        public IPostRules For(Account? account) => account?.Limits is { } limits ? new LimitedRules(inner, limits.MaxCharacters) : this;
    }

    public static TheoryData<Change, DeliveryState, bool, object> People()
    {
        var hash = An().Hash;
        return new()
        {
            { new Change.Cancel("p"), DeliveryState.Scheduled, false, DeliveryState.Cancelled },
            { new Change.Cancel("p"), DeliveryState.Stopped, false, DeliveryState.Cancelled },
            { new Change.Cancel("p"), DeliveryState.Held, false, DeliveryState.Cancelled },
            { new Change.Cancel("p"), DeliveryState.Held, true, Refusal.MayBeOut },
            { new Change.Cancel("p"), DeliveryState.Scheduled, true, Refusal.MayBeOut },
            { new Change.Hold("p"), DeliveryState.Scheduled, true, DeliveryState.Held },
            { new Change.Cancel("p"), DeliveryState.Unclear, true, Refusal.MayBeOut },
            { new Change.Cancel("p"), DeliveryState.Sending, false, Refusal.AlreadySending },
            { new Change.Cancel("p"), DeliveryState.Sent, false, Refusal.AlreadySending },
            { new Change.Cancel("p"), DeliveryState.Failed, false, Refusal.WrongState },
            { new Change.Hold("p"), DeliveryState.AwaitingApproval, false, DeliveryState.Held },
            { new Change.Hold("p"), DeliveryState.Unclear, true, Refusal.WrongState },
            { new Change.Retry(), DeliveryState.Held, false, DeliveryState.Scheduled },
            { new Change.Retry(), DeliveryState.Held, true, Refusal.MayBeOut },
            { new Change.Retry(), DeliveryState.Failed, false, DeliveryState.Scheduled },
            { new Change.Retry(), DeliveryState.Expired, false, DeliveryState.Scheduled },
            { new Change.Retry(), DeliveryState.Draft, false, DeliveryState.Scheduled },
            { new Change.Retry(), DeliveryState.Cancelled, false, Refusal.WrongState },
            { new Change.Retry(), DeliveryState.Scheduled, false, Refusal.WrongState },
            { new Change.ResolveSendAgain("p"), DeliveryState.Held, true, DeliveryState.Scheduled },
            { new Change.ResolveSendAgain("p"), DeliveryState.Unclear, true, DeliveryState.Scheduled },
            { new Change.ResolveSendAgain("p"), DeliveryState.Scheduled, false, Refusal.WrongState },
            { new Change.ResolveSent(new(new("alpha"), "1"), "p"), DeliveryState.Unclear, true, DeliveryState.Sent },
            { new Change.ResolveSent(new(new("alpha"), "1"), "p"), DeliveryState.Scheduled, false, Refusal.WrongState },
            { new Change.Approve(hash, "p"), DeliveryState.AwaitingApproval, false, DeliveryState.Scheduled },
            { new Change.Approve(hash, "p"), DeliveryState.Draft, false, DeliveryState.Draft },
            { new Change.Approve(hash, "p"), DeliveryState.Cancelled, false, Refusal.WrongState },
        };
    }

    [Theory]
    [MemberData(nameof(People), DisableDiscoveryEnumeration = true)]
    public void WhatAPersonMayDoDependsOnWhereItStands(Change change, DeliveryState state, bool mayBeOut, object expected)
    {
        var result = ChangeRules.Decide(An(state, mayBeOut), 1, change, null, Now);
        if (expected is DeliveryState next)
            Assert.Equal((next, 2), (Assert.IsType<ChangeResult.Changed>(result).Entry.State, ((ChangeResult.Changed)result).Entry.Version));
        else
            Assert.Equal((Refusal)expected, Assert.IsType<ChangeResult.Refused>(result).Why);
    }

    [Fact]
    public void AnIntentLooksAtTheCampaignItselfAndOnlyDeletionsPass()
    {
        var stopped = new CampaignState("c") { StoppedAt = Now };
        var lane = new Lane("anna", new("alpha")) { Epoch = 1, Owner = "w" };
        var begin = new Work.Begin(new("anna", new("alpha"), 1, "w"), Guid.Empty, 1, Guid.Empty, new("", default), TimeSpan.FromMinutes(1));
        Assert.Equal(new WorkResult.Refused(Refusal.CampaignStopped), LaneRules.Decide(begin, lane, An(), stopped, Now).Result);
        var deletion = An() with { Delivery = An().Delivery with { Act = new Act.Delete(new(new("alpha"), "1")) } };
        Assert.IsType<WorkResult.Accepted>(LaneRules.Decide(begin, lane, deletion, stopped, Now).Result);
    }

    [Fact]
    public void WhatNeedsApprovalIsNotRetriedIntoTheOpen()
    {
        var result = ChangeRules.Decide(An(DeliveryState.Expired, needsApproval: true), 1, new Change.Retry(), null, Now);
        Assert.Equal(DeliveryState.AwaitingApproval, Assert.IsType<ChangeResult.Changed>(result).Entry.State);
    }

    [Fact]
    public void ARetryInAStoppedCampaignStaysStopped()
    {
        var stopped = new CampaignState("c") { StoppedAt = Now };
        var result = Assert.IsType<ChangeResult.Changed>(ChangeRules.Decide(An(DeliveryState.Held), 1, new Change.Retry(), stopped, Now));
        Assert.Equal((DeliveryState.Stopped, DeliveryState.Scheduled), (result.Entry.State, result.Entry.StoppedFrom));
    }

    [Fact]
    public void WhatMayBeOutKeepsItsContent()
    {
        var held = An(DeliveryState.Held, mayBeOut: true);
        var edit = new Change.Edit(held.Delivery with { Act = new Act.Publish(new Post(new("alpha"), "else")) }, null);
        Assert.Equal(Refusal.MayBeOut, Assert.IsType<ChangeResult.Refused>(ChangeRules.Decide(held, 1, edit, null, Now)).Why);
        Assert.IsType<ChangeResult.Changed>(ChangeRules.Decide(held, 1, new Change.Edit(held.Delivery with { Late = LateRule.Skip }, null), null, Now));
    }

    [Fact]
    public void WhatIsPastItsEndIsNotRetried()
    {
        var expired = An(DeliveryState.Expired);
        expired = expired with { Delivery = expired.Delivery with { NotAfter = Now } };
        Assert.Equal(Refusal.TooLate, Assert.IsType<ChangeResult.Refused>(ChangeRules.Decide(expired, 1, new Change.Retry(), null, Now)).Why);
    }

    [Fact]
    public void EveryStateHasItsName()
    {
        Assert.All(Enum.GetValues<DeliveryState>(), state => Assert.Equal(state, DeliveryStates.Parse(state.Name())));
        Assert.Equal("awaiting_approval", DeliveryState.AwaitingApproval.Name());
        Assert.Throws<FormatException>(() => DeliveryStates.Parse("SENT"));
        Assert.All(Enum.GetValues<WorkerEventKind>(), kind => Assert.NotEmpty(kind.Code()));
    }

    public static TheoryData<TimeSpan> AnyWait() => [TimeSpan.MinValue, TimeSpan.FromDays(-1), TimeSpan.Zero, TimeSpan.FromDays(400), TimeSpan.MaxValue];

    [Theory]
    [MemberData(nameof(AnyWait))]
    public void WhateverTimeAPlatformAsksForIsATime(TimeSpan asked)
    {
        // A time beyond the calendar would be thrown in the middle of the store's transaction, again and again.
        var waits = new[] { Settlements.After(An(), 1, new Outcome.NotSent("429", asked), 0).AccountWait, Settlements.After(An(DeliveryState.Unclear), new Sighting.LookAgainAfter(asked, "later"), 0).Wait };
        Assert.All(waits, wait => Assert.InRange(wait!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromDays(31)));
    }

    [Fact]
    public void ABudgetOfNothingWaitsAndDoesNotOverflow()
    {
        Assert.InRange(new RateBudget(0, TimeSpan.FromMinutes(1)).Take(0, Now, Now).Wait!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromDays(31));
        Assert.Null(new RateBudget(1, TimeSpan.Zero).Take(0, Now, Now).Wait);
        Assert.InRange(new RateBudget(1, TimeSpan.MaxValue).Take(0, Now, Now).Wait!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromDays(31));
    }

    private static Entry Edited(Entry entry, Func<Delivery, Delivery> with) =>
        Assert.IsType<ChangeResult.Changed>(ChangeRules.Decide(entry, 1, new Change.Edit(with(entry.Delivery), null), null, Now)).Entry;

    [Fact]
    public void AnEditDoesNotTakeAwayThatAPersonMustApprove()
    {
        var waiting = An(DeliveryState.AwaitingApproval, needsApproval: true);
        Assert.True(Edited(waiting, delivery => delivery with { NeedsApproval = false }).Delivery.NeedsApproval);
        var approved = An(needsApproval: true) with { ApprovedHash = An().Hash, ApprovedBy = "Invented Person" };
        var edited = Edited(approved, delivery => delivery with { NeedsApproval = false, Act = new Act.Publish(new Post(new("alpha"), "said otherwise")) });
        var retried = Assert.IsType<ChangeResult.Changed>(ChangeRules.Decide(edited, 2, new Change.Retry(), null, Now)).Entry;
        Assert.Equal(DeliveryState.AwaitingApproval, retried.State);
    }

    [Fact]
    public void AnEditDoesNotMoveAPostOutOfItsCampaignsReach()
    {
        var series = Guid.NewGuid();
        var entry = An() with { Delivery = An().Delivery with { Campaign = "c", Series = series, OccurrenceAt = Now } };
        var edited = Edited(entry, delivery => delivery with { Campaign = null, Series = null, OccurrenceAt = null });
        Assert.Equal(("c", series, Now), (edited.Delivery.Campaign, edited.Delivery.Series, edited.Delivery.OccurrenceAt));
    }

    [Fact]
    public void APostIsNotEditedIntoADeletionWhichNoStopHoldsBack() =>
        Assert.Equal(Refusal.WrongState, Assert.IsType<ChangeResult.Refused>(ChangeRules.Decide(An(), 1, new Change.Edit(An().Delivery with { Act = new Act.Delete(new(new("alpha"), "1")) }, null), null, Now)).Why);

    [Fact]
    public void AnApprovalDoesNotLiftAHold()
    {
        var held = Assert.IsType<ChangeResult.Changed>(ChangeRules.Decide(An(DeliveryState.AwaitingApproval, needsApproval: true), 1, new Change.Hold("wait for the lawyer"), null, Now)).Entry;
        var approved = Assert.IsType<ChangeResult.Changed>(ChangeRules.Decide(held, 2, new Change.Approve(held.Hash, "Invented Person"), null, Now)).Entry;
        Assert.Equal((DeliveryState.Held, "wait for the lawyer", held.Hash), (approved.State, approved.Because, approved.ApprovedHash));
        Assert.Equal(DeliveryState.Scheduled, Assert.IsType<ChangeResult.Changed>(ChangeRules.Decide(approved, 3, new Change.Retry(), null, Now)).Entry.State);
    }

    [Fact]
    public void WhatWasHeldBecauseItChangedGoesOnWhenItIsApprovedAgain()
    {
        var changed = An(DeliveryState.Held, needsApproval: true) with { ApprovedHash = ContentHash.Of(Anna, new Post(new("alpha"), "before")), ApprovedBy = "Invented Person" };
        Assert.Equal(DeliveryState.Scheduled, Assert.IsType<ChangeResult.Changed>(ChangeRules.Decide(changed, 1, new Change.Approve(changed.Hash, "p"), null, Now)).Entry.State);
    }

    [Fact]
    public void RulesThatBreakOnAPostHoldItAndNotItsLane()
    {
        var broken = FakePlatform.Alpha with { Rules = new BrokenRules() };
        Assert.Equal("It could not be checked (InvalidOperationException).", new ContentCheck(new(broken)).Objection(An()));
    }

    private sealed class BrokenRules : IPostRules
    {
        public PostLimits Limits => new() { MaxMedia = 4, MaxAltText = 1000 };

        public PostReading Read(ReadOnlySpan<char> text, List<SocialKit.Text.Entity> entities) => throw new InvalidOperationException();

        public string ShowLink(string link) => link;
    }

    [Fact]
    public void WhatIsNotOverByTheStoresClockIsNotCalledOver()
    {
        var entry = An() with { Delivery = An().Delivery with { NotAfter = Now.AddMinutes(5) } };
        var lane = new Lane("anna", new("alpha")) { Epoch = 1, Owner = "w" };
        var over = new Work.Settle(new("anna", new("alpha"), 1, "w"), Guid.Empty, 1, new(DeliveryState.Expired, "over"));
        Assert.Equal(new WorkResult.Refused(Refusal.TooEarly), LaneRules.Decide(over, lane, entry, null, Now).Result);
        Assert.IsType<WorkResult.Accepted>(LaneRules.Decide(over, lane, entry, null, Now.AddMinutes(5)).Result);
    }
}
