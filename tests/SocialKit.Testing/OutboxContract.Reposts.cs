using SocialKit.Deliveries;
using SocialKit.Reposts;
using Xunit;
using static SocialKit.Testing.TestDeliveries;

namespace SocialKit.Testing;

public abstract partial class OutboxContract
{
    private static async Task<RepostJob> StartAsync(OutboxUnderTest store, RepostRules? rules = null, params string[] listed)
    {
        var job = TestFeeds.Job(Anna, rules);
        Assert.True(await store.Outbox.StartRepostsAsync([new(job, [.. (listed.Length == 0 ? ["poet"] : listed).Select(name => TestFeeds.Feed(job, name))])], Token));
        return job;
    }

    private static async Task<FeedClaim> ClaimFeedAsync(IOutbox outbox, string owner = Owner) => Assert.Single((await outbox.ClaimFeedsAsync(TestFeeds.Claims(owner), Token)).Claims);

    private FeedStep Step(FeedClaim claim, string mark, params FeedPost[] posts) =>
        new(claim, claim.Feed with { UserId = "id-poet", Mark = mark }, TimeSpan.FromMinutes(10)) { Posts = [.. posts.Select(post => new JudgedPost(_deliveries.Ids.Next(), post, new Verdict.Take()))] };

    private static FeedPost Found(OutboxUnderTest store, int number = 1) => TestFeeds.Post(store.Now - TimeSpan.FromMinutes(5), number);

    private static async Task<List<Entry>> RepostsAsync(IOutbox outbox) => [.. (await outbox.PageAsync(new(), Token)).Entries.Where(entry => entry.Delivery.Act is Act.Repost)];

    [Fact]
    public async Task WhatIsStartedIsReadBackWhole()
    {
        await using var store = await OpenAsync();
        var rules = new RepostRules
        {
            Hashtags = ["Poet", "Ақын"], Words = ["a b", "c*"], NotHashtags = ["ad"], NotWords = ["buy"], HoldWords = ["“quoted” \ud800"], Languages = ["en"], NeedsMedia = true, MaxAge = TimeSpan.FromHours(30), PerDay = 3,
            Spacing = TimeSpan.FromMinutes(90), Jitter = TimeSpan.FromSeconds(90), QuietHours = new(new(21, 30), new(6, 0)), Zone = "Asia/Almaty", Budget = 0.55m, NeedsApproval = false,
        };
        var job = TestFeeds.Job(Anna with { Server = "https://alpha.example", UserId = "17" }, rules) with { Zone = "Asia/Almaty", NotBefore = store.Now, NotAfter = store.Now + TimeSpan.FromDays(9) };
        var feed = TestFeeds.Feed(job, "Ақын_1") with { Consent = Consent.Given };
        Assert.True(await store.Outbox.StartRepostsAsync([new(job, [feed, TestFeeds.Feed(job, "silent") with { Consent = Consent.Refused, IsRead = false }])], Token));
        var read = Assert.Single(await store.Outbox.ReadRepostsAsync(job.Campaign, Token));
        Assert.Equal(job with { StartedAt = read.StartedAt, NotBefore = read.NotBefore, NotAfter = read.NotAfter }, read);
        Assert.Equal(job.NotAfter.Value.ToUnixTimeMilliseconds(), read.NotAfter!.Value.ToUnixTimeMilliseconds());
        var feeds = (await store.Outbox.ReadFeedsAsync(job.Campaign, Token)).ToDictionary(one => one.Listed);
        Assert.Equal(feed with { NextLook = feeds["Ақын_1"].NextLook }, feeds["Ақын_1"]);
        Assert.False(feeds["silent"].IsRead);
        Assert.Empty(await store.Outbox.ReadRepostsAsync("another", Token));
    }

    [Fact]
    public async Task AJobThatSomebodyRunsByHandGoesOnOnlyThere()
    {
        await using var store = await OpenAsync();
        var job = TestFeeds.Job(Anna) with { IsStanding = false };
        await store.Outbox.StartRepostsAsync([new(job, [TestFeeds.Feed(job)])], Token);
        Assert.Empty((await store.Outbox.ClaimFeedsAsync(TestFeeds.Claims(), Token)).Claims);
        Assert.Single((await store.Outbox.ClaimFeedsAsync(TestFeeds.Claims() with { Campaign = job.Campaign }, Token)).Claims);
        await StartAsync(store);
        await store.Outbox.StartRepostsAsync([new(job, [TestFeeds.Feed(job)])], Token);
        Assert.True(Assert.Single(await store.Outbox.ReadRepostsAsync(null, Token)).IsStanding);
    }

    [Fact]
    public async Task AReadingIsStoredWithItsMarkItsDecisionsAndItsReposts()
    {
        await using var store = await OpenAsync();
        await StartAsync(store);
        var claim = await ClaimFeedAsync(store.Outbox);
        var post = Found(store) with { Text = "“Words” 🕊\u0000 \ud800", Language = "en", Hashtags = ["Poet"], HasMedia = true, Version = "2", Warning = "grief" };
        var advanced = await store.Outbox.AdvanceFeedAsync(Step(claim, "mark-1", post), Token);
        Assert.Equal(VerdictCodes.Taken, Assert.Single(advanced!.Decisions).Code);
        var feed = Assert.Single(await store.Outbox.ReadFeedsAsync(null, Token));
        Assert.Equal(("mark-1", "id-poet", 1L, 1L, null), (feed.Mark, feed.UserId, feed.Seen, feed.Taken, feed.Owner));
        var entry = Assert.Single(await RepostsAsync(store.Outbox));
        Assert.Equal((DeliveryState.Scheduled, RepostDecision.KeyOf(TestFeeds.Campaign, "anna", post.Ref)), (entry.State, entry.Delivery.Key));
        var act = Assert.IsType<Act.Repost>(entry.Delivery.Act);
        Assert.Equal((post.Ref, TestFeeds.Open.PaceIn("UTC")), (act.Original, act.Pace));
        Assert.Equal(post with { At = act.Seen!.At }, act.Seen);
        foreach (var name in (string[])[post.Ref.Id, post.Ref.Url!])
        {
            var decision = Assert.Single(await store.Outbox.FindDecisionsAsync(new("alpha"), name, Token));
            Assert.Equal((DecisionKind.Taken, post.Text, "poet", "id-poet"), (decision.Kind, decision.Text, decision.Listed, decision.AuthorId));
        }
        Assert.Empty(await store.Outbox.FindDecisionsAsync(new("beta"), post.Ref.Id, Token));
    }

    [Fact]
    public async Task AReadingThatWasOvertakenIsNotStored()
    {
        await using var store = await OpenAsync();
        await StartAsync(store);
        var late = await ClaimFeedAsync(store.Outbox);
        await store.PassAsync(TimeSpan.FromMinutes(3));
        var claim = await ClaimFeedAsync(store.Outbox, Other);
        Assert.Null(await store.Outbox.AdvanceFeedAsync(Step(late, "mark-late", Found(store)), Token));
        Assert.NotNull(await store.Outbox.AdvanceFeedAsync(Step(claim, "mark-1", Found(store)), Token));
        // What comes back once more changes nothing.
        Assert.Null(await store.Outbox.AdvanceFeedAsync(Step(claim, "mark-2", Found(store, 2)), Token));
        Assert.Equal("mark-1", Assert.Single(await store.Outbox.ReadFeedsAsync(null, Token)).Mark);
        Assert.Single(await RepostsAsync(store.Outbox));
    }

    [Fact]
    public async Task WhatOneReadsNobodyElseReads()
    {
        await using var store = await OpenAsync();
        await StartAsync(store, null, "one", "two", "three");
        var first = await store.Outbox.ClaimFeedsAsync(TestFeeds.Claims(atMost: 2), Token);
        Assert.Equal(2, first.Claims.Count);
        Assert.Equal(TimeSpan.Zero, first.UntilNext);
        var second = await store.Outbox.ClaimFeedsAsync(TestFeeds.Claims(Other), Token);
        Assert.Single(second.Claims);
        Assert.Empty(first.Claims.Concat(second.Claims).GroupBy(claim => claim.Feed.Listed).Where(same => same.Count() > 1));
        var third = await store.Outbox.ClaimFeedsAsync(TestFeeds.Claims(Other), Token);
        Assert.Empty(third.Claims);
        Assert.InRange(third.UntilNext!.Value, TimeSpan.FromSeconds(100), TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task ManyWorkersReadEachAccountOnce()
    {
        await using var store = await OpenAsync();
        await StartAsync(store, null, [.. Enumerable.Range(0, 40).Select(i => $"poet_{i}")]);
        var claims = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => store.Outbox.ClaimFeedsAsync(TestFeeds.Claims($"worker-{i}", atMost: 5), Token))));
        Assert.Equal(40, claims.SelectMany(one => one.Claims).Select(claim => claim.Feed.Listed).Distinct().Count());
    }

    [Fact]
    public async Task AnAccountIsReadAgainWhenItsTimeHasCome()
    {
        await using var store = await OpenAsync();
        await StartAsync(store);
        await store.Outbox.AdvanceFeedAsync(Step(await ClaimFeedAsync(store.Outbox), "mark-1"), Token);
        var early = await store.Outbox.ClaimFeedsAsync(TestFeeds.Claims(), Token);
        Assert.Empty(early.Claims);
        Assert.InRange(early.UntilNext!.Value, TimeSpan.FromMinutes(9), TimeSpan.FromMinutes(10));
        await store.PassAsync(TimeSpan.FromMinutes(10) + Second);
        Assert.Equal("mark-1", (await ClaimFeedAsync(store.Outbox)).Feed.Mark);
    }

    [Fact]
    public async Task OnceReadsWhatWasNotReadSinceAndNothingTwice()
    {
        await using var store = await OpenAsync();
        await StartAsync(store);
        await store.Outbox.AdvanceFeedAsync(Step(await ClaimFeedAsync(store.Outbox), "mark-1") is var step ? step with { Feed = step.Feed with { ReadAt = store.Now - Second } } : null!, Token);
        var since = store.Now;
        var claim = Assert.Single((await store.Outbox.ClaimFeedsAsync(TestFeeds.Claims() with { UnreadSince = since }, Token)).Claims);
        await store.PassAsync(Second);
        var again = Step(claim, "mark-2");
        await store.Outbox.AdvanceFeedAsync(again with { Feed = again.Feed with { ReadAt = store.Now } }, Token);
        var rest = await store.Outbox.ClaimFeedsAsync(TestFeeds.Claims() with { UnreadSince = since }, Token);
        Assert.Empty(rest.Claims);
        Assert.Null(rest.UntilNext);
    }

    [Fact]
    public async Task TheSamePostFromTwoListsIsRepostedOnce()
    {
        await using var store = await OpenAsync();
        await StartAsync(store, null, "one", "two");
        var claims = (await store.Outbox.ClaimFeedsAsync(TestFeeds.Claims(), Token)).Claims;
        Assert.Single((await store.Outbox.AdvanceFeedAsync(Step(claims[0], "a", Found(store)), Token))!.Decisions);
        Assert.Empty((await store.Outbox.AdvanceFeedAsync(Step(claims[1], "b", Found(store)), Token))!.Decisions);
        Assert.Single(await RepostsAsync(store.Outbox));
    }

    [Fact]
    public async Task AStoppedCampaignReadsNothingAndStoresNothingOfAReadingUnderWay()
    {
        await using var store = await OpenAsync();
        await StartAsync(store);
        var claim = await ClaimFeedAsync(store.Outbox);
        await store.Outbox.StopAsync(TestFeeds.Campaign, "Olga", Token);
        Assert.Null(await store.Outbox.AdvanceFeedAsync(Step(claim, "mark-1", Found(store)), Token));
        await store.PassAsync(TimeSpan.FromMinutes(3));
        var stopped = await store.Outbox.ClaimFeedsAsync(TestFeeds.Claims(), Token);
        Assert.Empty(stopped.Claims);
        Assert.Null(stopped.UntilNext);
        Assert.False(await store.Outbox.StartRepostsAsync([new(TestFeeds.Job(Anna), [])], Token));
        await store.Outbox.ResumeAsync(TestFeeds.Campaign, Token);
        Assert.Null((await ClaimFeedAsync(store.Outbox)).Feed.Mark);
    }

    [Fact]
    public async Task AStoppedJobCancelsWhatWaitsAndNothingElse()
    {
        await using var store = await OpenAsync();
        await StartAsync(store);
        var post = await AddDueAsync(store, campaign: TestFeeds.Campaign);
        var claim = await ClaimFeedAsync(store.Outbox);
        await store.Outbox.AdvanceFeedAsync(Step(claim, "mark-1", Found(store), Found(store, 2)), Token);
        Assert.Equal(new StoppedReposts(1, 2), await store.Outbox.StopRepostsAsync(TestFeeds.Campaign, null, "Olga", Token));
        Assert.Equal(new StoppedReposts(0, 0), await store.Outbox.StopRepostsAsync(TestFeeds.Campaign, null, "Olga", Token));
        Assert.All(await RepostsAsync(store.Outbox), entry => Assert.Equal((DeliveryState.Cancelled, "Olga stopped the reposts of its campaign."), (entry.State, entry.Because)));
        Assert.Equal(DeliveryState.Scheduled, (await ReadAsync(store.Outbox, post)).State);
        await store.PassAsync(TimeSpan.FromHours(1));
        Assert.Empty((await store.Outbox.ClaimFeedsAsync(TestFeeds.Claims(), Token)).Claims);
        Assert.Equal("Olga", Assert.Single(await store.Outbox.ReadRepostsAsync(null, Token)).StoppedBy);
    }

    [Fact]
    public async Task WhatIsStartedAnewKeepsMarksAndForgetsWhoIsListedNoMore()
    {
        await using var store = await OpenAsync();
        await StartAsync(store, null, "one", "two");
        foreach (var claim in (await store.Outbox.ClaimFeedsAsync(TestFeeds.Claims(), Token)).Claims)
            await store.Outbox.AdvanceFeedAsync(Step(claim, "mark-" + claim.Feed.Listed), Token);
        await StartAsync(store, TestFeeds.Open with { PerDay = 3 }, "two", "three");
        Assert.Equal(3, Assert.Single(await store.Outbox.ReadRepostsAsync(null, Token)).Rules.PerDay);
        Assert.Equal([("three", null), ("two", "mark-two")], (await store.Outbox.ReadFeedsAsync(null, Token)).Select(feed => (feed.Listed, feed.Mark)));
    }

    [Fact]
    public async Task APausedAccountReadsNothing()
    {
        await using var store = await OpenAsync();
        await StartAsync(store);
        await store.Outbox.PauseLaneAsync("anna", new("alpha"), "its token is dead", Token);
        var paused = await store.Outbox.ClaimFeedsAsync(TestFeeds.Claims(), Token);
        Assert.Empty(paused.Claims);
        Assert.Null(paused.UntilNext);
        await store.Outbox.PauseLaneAsync("anna", new("alpha"), null, Token);
        await ClaimFeedAsync(store.Outbox);
    }

    [Fact]
    public async Task AReaderThatIsToldToWaitReadsNothingMeanwhile()
    {
        await using var store = await OpenAsync();
        await StartAsync(store, null, "one", "two");
        var claim = Assert.Single((await store.Outbox.ClaimFeedsAsync(TestFeeds.Claims(atMost: 1), Token)).Claims);
        await store.Outbox.AdvanceFeedAsync(Step(claim, "a") with { ReaderWaits = TimeSpan.FromMinutes(20) }, Token);
        var waiting = await store.Outbox.ClaimFeedsAsync(TestFeeds.Claims(), Token);
        Assert.Empty(waiting.Claims);
        Assert.InRange(waiting.UntilNext!.Value, TimeSpan.FromMinutes(19), TimeSpan.FromMinutes(20));
        await store.PassAsync(TimeSpan.FromMinutes(20) + Second);
        Assert.Equal(2, (await store.Outbox.ClaimFeedsAsync(TestFeeds.Claims(), Token)).Claims.Count);
    }

    [Fact]
    public async Task BudgetsOfCallsAndOfMoneyOutliveTheProcess()
    {
        await using var store = await OpenAsync();
        await StartAsync(store, TestFeeds.Open with { Budget = 0.50m }, "one", "two", "three");
        var terms = new FeedTerms(1, new(2, TimeSpan.FromHours(2)), 0.20m);
        Assert.Equal(2, (await store.Outbox.ClaimFeedsAsync(TestFeeds.Claims(terms: terms), Token)).Claims.Count);
        var outbox = await store.ReopenAsync();
        Assert.Equal(0.40m, Assert.Single(await outbox.ReadRepostsAsync(null, Token)).Spent);
        var none = await outbox.ClaimFeedsAsync(TestFeeds.Claims(terms: terms), Token);
        Assert.Empty(none.Claims);
    }

    [Fact]
    public async Task ARepostBeginsOnlyWhenItIsItsTurn()
    {
        await using var store = await OpenAsync();
        await StartAsync(store, TestFeeds.Open with { Spacing = TimeSpan.FromHours(1) });
        await store.Outbox.AdvanceFeedAsync(Step(await ClaimFeedAsync(store.Outbox), "mark-1", Found(store), Found(store, 2)), Token);
        await store.PassAsync(TimeSpan.FromHours(1) + Second);
        // Both are due; one of them goes, and the other has to wait although it is due.
        var lane = await ClaimAsync(store.Outbox);
        var entries = await store.Outbox.ReadLaneAsync(lane, 10, Token);
        Assert.Equal(2, entries.Count);
        var pace = ((Act.Repost)entries[0].Delivery.Act).Pace!;
        await AcceptedAsync(store.Outbox, new Work.Turn(lane, entries[0].Id, 1, pace));
        var began = store.Now;
        var attempt = _deliveries.Ids.Next();
        var version = await AcceptedAsync(store.Outbox, new Work.Begin(lane, entries[0].Id, 1, attempt, Wire(), Lease) { Pace = pace });
        await AcceptedAsync(store.Outbox, new Work.Record(lane, entries[0].Id, version, attempt, new Outcome.Done(Ref()), Sent()));
        await RefusedAsync(store.Outbox, new Work.Begin(lane, entries[1].Id, 1, _deliveries.Ids.Next(), Wire(), Lease) { Pace = pace }, Refusal.NotItsTurn);
        var waits = (await store.Outbox.ReadAsync(entries[1].Id, Token))!;
        Assert.Equal((DeliveryState.Scheduled, 2), (waits.State, waits.Version));
        Assert.InRange(waits.Delivery.DueAt, began + pace.Spacing - Second, began + pace.Spacing + TimeSpan.FromMinutes(1));
        Assert.Empty(await store.Outbox.ReadLaneAsync(lane, 10, Token));
        await store.PassAsync(TimeSpan.FromMinutes(61));
        await AcceptedAsync(store.Outbox, new Work.Release(lane));
        var later = await ClaimAsync(store.Outbox);
        await AcceptedAsync(store.Outbox, new Work.Turn(later, waits.Id, 2, pace));
    }

    [Fact]
    public async Task ARepostThatFindsNoRoomAnyMoreIsOver()
    {
        await using var store = await OpenAsync();
        await StartAsync(store, TestFeeds.Open with { PerDay = 1, NeedsApproval = true });
        await store.Outbox.AdvanceFeedAsync(Step(await ClaimFeedAsync(store.Outbox), "mark-1", Found(store), Found(store, 2)), Token);
        foreach (var entry in await RepostsAsync(store.Outbox))
            Assert.IsType<ChangeResult.Changed>(await store.Outbox.ChangeAsync(entry.Id, entry.Version, new Change.Approve(entry.Hash, "Olga"), Token));
        await store.PassAsync(Second);
        var lane = await ClaimAsync(store.Outbox);
        var entries = await store.Outbox.ReadLaneAsync(lane, 10, Token);
        var pace = ((Act.Repost)entries[0].Delivery.Act).Pace!;
        await AcceptedAsync(store.Outbox, new Work.Begin(lane, entries[0].Id, entries[0].Version, _deliveries.Ids.Next(), Wire(), Lease) { Pace = pace });
        var refused = Assert.IsType<WorkResult.Refused>(await DoAsync(store.Outbox, new Work.Turn(lane, entries[1].Id, entries[1].Version, pace)));
        // Another one is on its way on this lane: it is asked again.
        Assert.Equal(Refusal.LaneWaits, refused.Why);
        var begun = (await store.Outbox.ReadAsync(entries[0].Id, Token))!;
        await AcceptedAsync(store.Outbox, new Work.Record(lane, begun.Id, begun.Version, begun.LastAttempt!.Id, new Outcome.Done(Ref()), Sent()));
        refused = Assert.IsType<WorkResult.Refused>(await DoAsync(store.Outbox, new Work.Turn(lane, entries[1].Id, entries[1].Version, pace)));
        Assert.Equal(Refusal.NotItsTurn, refused.Why);
        var over = (await store.Outbox.ReadAsync(entries[1].Id, Token))!;
        Assert.Equal((DeliveryState.Expired, refused.OverBecause), (over.State, over.Because));
    }

    [Fact]
    public async Task WhatWaitsForAnApprovalIsCalledOverOnlyWhenItsTimeHasPassed()
    {
        await using var store = await OpenAsync();
        var added = await AddDueAsync(store, with: delivery => delivery with { NeedsApproval = true, NotAfter = store.Now + TimeSpan.FromMinutes(5) });
        var early = Assert.IsType<ChangeResult.Refused>(await store.Outbox.ChangeAsync(added.Id, 1, new Change.Expire("too late"), Token));
        Assert.Equal(Refusal.WrongState, early.Why);
        await store.PassAsync(TimeSpan.FromMinutes(5) + Second);
        Assert.IsType<ChangeResult.Changed>(await store.Outbox.ChangeAsync(added.Id, 1, new Change.Expire("too late"), Token));
        Assert.Equal((DeliveryState.Expired, "too late"), ((await ReadAsync(store.Outbox, added)).State, (await ReadAsync(store.Outbox, added)).Because));
        var scheduled = await AddDueAsync(store, with: delivery => delivery with { NotAfter = store.Now - Second });
        Assert.IsType<ChangeResult.Refused>(await store.Outbox.ChangeAsync(scheduled.Id, 1, new Change.Expire("too late"), Token));
    }

    [Fact]
    public async Task DecisionsAreReadNewestFirst()
    {
        await using var store = await OpenAsync();
        await StartAsync(store);
        var from = store.Now;
        await store.Outbox.AdvanceFeedAsync(Step(await ClaimFeedAsync(store.Outbox), "mark-1", Found(store)), Token);
        await store.PassAsync(TimeSpan.FromMinutes(11));
        await store.Outbox.AdvanceFeedAsync(Step(await ClaimFeedAsync(store.Outbox), "mark-2", Found(store, 2), Found(store, 3)), Token);
        string[] Ids(IEnumerable<RepostDecision> decisions) => [.. decisions.Select(decision => decision.Post.Id)];
        Assert.Equal(["id-poet-2", "id-poet-3", "id-poet-1"], Ids(await store.Outbox.ReadDecisionsAsync(new() { Campaign = TestFeeds.Campaign, Account = "anna" }, Token)));
        Assert.Equal(["id-poet-2"], Ids(await store.Outbox.ReadDecisionsAsync(new() { Limit = 1 }, Token)));
        Assert.Equal(["id-poet-1"], Ids(await store.Outbox.ReadDecisionsAsync(new() { From = from, To = from + TimeSpan.FromMinutes(5) }, Token)));
        Assert.Empty(await store.Outbox.ReadDecisionsAsync(new() { Campaign = "another" }, Token));
    }

    [Fact]
    public async Task WhatIsMootEndsBeforeItsTime()
    {
        await using var store = await OpenAsync();
        var added = await AddDueAsync(store);
        var lane = await ClaimAsync(store.Outbox);
        await AcceptedAsync(store.Outbox, new Work.Settle(lane, added.Id, 1, new(DeliveryState.Expired, "It was deleted.") { IsMoot = true }));
        Assert.Equal(DeliveryState.Expired, (await ReadAsync(store.Outbox, added)).State);
    }
}
