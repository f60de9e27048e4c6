using SocialKit.Deliveries;
using SocialKit.Reposts;
using SocialKit.Testing;
using static SocialKit.Testing.TestDeliveries;

namespace SocialKit.Tests.Reposts;

/// <summary>What starting, claiming and reading does to jobs and to what they read.</summary>
public sealed class FeedRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    private readonly Ids _ids = new(TimeProvider.System, new Random(1));

    private FeedAdvance Advance(RepostJob job, params FeedPost[] posts) => Advance(job, step => step, posts);

    private FeedAdvance Advance(RepostJob job, Func<FeedStep, FeedStep> with, params FeedPost[] posts)
    {
        var filter = new RepostFilter(job.Rules);
        var feed = TestFeeds.Feed(job) with { UserId = "id-poet" };
        var step = new FeedStep(new(job, feed, 0), feed, TimeSpan.FromMinutes(10)) { Posts = [.. posts.Select(post => new JudgedPost(_ids.Next(), post, filter.Judge(post, "id-poet", Now)))] };
        return FeedRules.Advance(with(step), job, new(job.From.Id), new(job.From.Id, [], []), _ => false, _ => false, Now);
    }

    [Fact]
    public void EachTakenPostGetsATimeOfItsOwn()
    {
        var job = TestFeeds.Job(Anna, TestFeeds.Open with { Spacing = TimeSpan.FromMinutes(30) });
        var advance = Advance(job, TestFeeds.Post(Now.AddHours(-1), 1), TestFeeds.Post(Now.AddHours(-1), 2), TestFeeds.Post(Now.AddHours(-1), 3));
        Assert.Equal([Now, Now.AddMinutes(30), Now.AddMinutes(60)], advance.Added.Select(added => added.Delivery.DueAt));
        Assert.All(advance.Added, added => Assert.Equal((job.Pace, DeliveryState.Scheduled), (((Act.Repost)added.Delivery.Act).Pace, added.State)));
    }

    [Fact]
    public void ByDefaultAPersonIsAskedAndHoldsNoPlace()
    {
        var advance = Advance(TestFeeds.Job(Anna, RepostRules.Default with { QuietHours = null }), TestFeeds.Post(Now.AddHours(-1), 1), TestFeeds.Post(Now.AddHours(-1), 2));
        Assert.All(advance.Added, added => Assert.Equal((DeliveryState.AwaitingApproval, Now), (added.State, added.Delivery.DueAt)));
        Assert.All(advance.Decisions, decision => Assert.Equal((DecisionKind.Held, VerdictCodes.NeedsApproval), (decision.Kind, decision.Code)));
    }

    [Fact]
    public void AHeldOneSaysWhyInTheQueue()
    {
        var advance = Advance(TestFeeds.Job(Anna, TestFeeds.Open with { HoldWords = ["poet"] }), TestFeeds.Post(Now.AddHours(-1)));
        Assert.Equal((DeliveryState.AwaitingApproval, "It says \"poet\": a person decides."), (Assert.Single(advance.Added).State, advance.Added[0].Because));
    }

    [Fact]
    public void ItMayGoOutUntilItIsTooOldOrTheLastDayEnds()
    {
        var post = TestFeeds.Post(Now.AddHours(-1));
        Assert.Equal(Now.AddHours(23), Assert.Single(Advance(TestFeeds.Job(Anna), post).Added).Delivery.NotAfter);
        Assert.Equal(Now.AddHours(2), Assert.Single(Advance(TestFeeds.Job(Anna) with { NotAfter = Now.AddHours(2) }, post).Added).Delivery.NotAfter);
        Assert.Equal(VerdictCodes.DeadlinePassed, Assert.Single(Advance(TestFeeds.Job(Anna) with { NotAfter = Now }, post).Decisions).Code);
    }

    [Fact]
    public void NothingGoesOutBeforeTheEmbargoEnds()
    {
        var added = Assert.Single(Advance(TestFeeds.Job(Anna) with { NotBefore = Now.AddHours(3) }, TestFeeds.Post(Now.AddHours(-1))).Added);
        Assert.Equal((Now.AddHours(3), Now.AddHours(3)), (added.Delivery.DueAt, added.Delivery.NotBefore));
        Assert.Equal(VerdictCodes.NoRoom, Assert.Single(Advance(TestFeeds.Job(Anna) with { NotBefore = Now.AddHours(30) }, TestFeeds.Post(Now.AddHours(-1))).Decisions).Code);
    }

    [Fact]
    public void WhatFindsNoRoomIsLeftOutAndSaysSo()
    {
        var advance = Advance(TestFeeds.Job(Anna, TestFeeds.Open with { PerDay = 2 }), [.. Enumerable.Range(1, 4).Select(i => TestFeeds.Post(Now.AddHours(-1), i))]);
        Assert.Equal([VerdictCodes.Taken, VerdictCodes.Taken, VerdictCodes.NoRoom, VerdictCodes.NoRoom], advance.Decisions.Select(decision => decision.Code));
        Assert.Contains("2 a day", advance.Decisions[3].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void NoMoreAreTakenThanAskedFor()
    {
        var advance = Advance(TestFeeds.Job(Anna), step => step with { AtMost = 1 }, TestFeeds.Post(Now.AddHours(-1), 1), TestFeeds.Post(Now.AddHours(-1), 2));
        Assert.Equal([VerdictCodes.Taken, VerdictCodes.OverMax], advance.Decisions.Select(decision => decision.Code));
    }

    [Fact]
    public void WhatAReadingMayCostIsTakenBeforeAndWhatItDidNotCostIsGivenBack()
    {
        var job = TestFeeds.Job(Anna, TestFeeds.Open with { Budget = 0.50m });
        var claimed = FeedRules.Claim(TestFeeds.Feed(job), job, new("anna"), new(1, null, 0.40m), "w", Lease, Now);
        Assert.Equal(0.40m, claimed.Job.Spent);
        var second = FeedRules.Claim(TestFeeds.Feed(job, "other"), claimed.Job, claimed.Reader, new(1, null, 0.40m), "w", Lease, Now);
        Assert.Null(second.Claim);
        Assert.Equal(new DateTimeOffset(2026, 11, 25, 0, 0, 0, TimeSpan.Zero), second.Job.RestsUntil);

        var step = new FeedStep(claimed.Claim!, claimed.Claim!.Feed, Lease) { Cost = 0.01m };
        Assert.Equal(0.01m, FeedRules.Advance(step, claimed.Job, claimed.Reader, new("anna", [], []), _ => false, _ => false, Now).Job.Spent);
    }

    [Fact]
    public void ANewDayHasItsOwnBudget()
    {
        var job = TestFeeds.Job(Anna, TestFeeds.Open with { Budget = 0.50m }) with { Zone = "Asia/Almaty", SpentOn = new(2026, 11, 24), Spent = 0.50m };
        Assert.Null(FeedRules.Claim(TestFeeds.Feed(job), job, new("anna"), new(1, null, 0.10m), "w", Lease, Now).Claim);
        Assert.NotNull(FeedRules.Claim(TestFeeds.Feed(job), job, new("anna"), new(1, null, 0.10m), "w", Lease, new(2026, 11, 24, 19, 0, 0, TimeSpan.Zero)).Claim);
    }

    [Fact]
    public void ARepostThatWouldCostMoreThanTheDayHasLeftIsLeftOut()
    {
        var job = TestFeeds.Job(Anna, TestFeeds.Open with { Budget = 0.05m });
        var advance = Advance(job, step => step with { CostOfRepost = 0.02m }, [.. Enumerable.Range(1, 3).Select(i => TestFeeds.Post(Now.AddHours(-1), i))]);
        Assert.Equal([VerdictCodes.Taken, VerdictCodes.Taken, VerdictCodes.OverBudget], advance.Decisions.Select(decision => decision.Code));
        Assert.Equal(0.04m, advance.Job.Spent);
    }

    [Fact]
    public void CallsAreTakenFromTheReadersBudgetAllOrNone()
    {
        var job = TestFeeds.Job(Anna);
        var terms = new FeedTerms(2, new(3, TimeSpan.FromMinutes(15)), 0);
        var first = FeedRules.Claim(TestFeeds.Feed(job), job, new("anna"), terms, "w", Lease, Now);
        Assert.Equal(1, first.Reader.Tokens, 3);
        var second = FeedRules.Claim(TestFeeds.Feed(job), job, first.Reader, terms, "w", Lease, Now);
        Assert.Null(second.Claim);
        Assert.Equal((first.Reader.Tokens, Now.AddMinutes(5)), (second.Reader.Tokens, second.Reader.RetryAfter));
        Assert.NotNull(FeedRules.Claim(TestFeeds.Feed(job), job, second.Reader, terms, "w", Lease, Now.AddMinutes(5)).Claim);
    }

    [Fact]
    public void WhoIsListedAgainKeepsItsPinAndItsMark()
    {
        var job = TestFeeds.Job(Anna);
        var before = TestFeeds.Feed(job) with { UserId = "id-poet", Mark = "17", Seen = 4, NextLook = Now.AddHours(2), Version = 9, Owner = "w", LeaseUntil = Now };
        var started = FeedRules.Start(TestFeeds.Feed(job) with { Consent = Consent.Given, NextLook = Now.AddMinutes(1) }, before, Now);
        Assert.Equal(("id-poet", "17", 4, Consent.Given, Now.AddMinutes(1), 10, null), (started.UserId, started.Mark, started.Seen, started.Consent, started.NextLook, started.Version, started.Owner));
    }
}
