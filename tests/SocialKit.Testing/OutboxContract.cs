using SocialKit.Deliveries;
using SocialKit.Posts;
using Xunit;
using static SocialKit.Testing.TestDeliveries;

namespace SocialKit.Testing;

/// <summary>A store that a contract can be tried on, with a clock that the test moves.</summary>
public abstract class OutboxUnderTest : IAsyncDisposable
{
    /// <summary>The store.</summary>
    public abstract IOutbox Outbox { get; }

    /// <summary>The store's clock.</summary>
    public abstract DateTimeOffset Now { get; }

    /// <summary>Moves the store's clock on.</summary>
    public abstract Task PassAsync(TimeSpan time);

    /// <summary>Opens the same store again, as a new process would after the last one ended; the old one is closed where it has to be.</summary>
    public abstract Task<IOutbox> ReopenAsync();

    /// <inheritdoc/>
    public virtual async ValueTask DisposeAsync()
    {
        await Outbox.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}

/// <summary>What every store promises. Inherit it once a store.</summary>
public abstract partial class OutboxContract
{
    private const string Owner = "worker-1";
    private const string Other = "worker-2";
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly TestDeliveries _deliveries = new(new Ids(TimeProvider.System, new Random(1)));

    /// <summary>An empty store.</summary>
    protected abstract Task<OutboxUnderTest> OpenAsync();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static PostRef Ref(string id = "post-1") => new(new("alpha"), id, "https://alpha.example/p/" + id);

    private static WireForm Wire(string body = "bytes") => new("key-1", System.Text.Encoding.UTF8.GetBytes(body));

    private static Settlement Sent(string id = "post-1") => new(DeliveryState.Sent, null) { Receipt = Ref(id), ConfirmedBy = Confirmation.Response };

    private static async Task<NewDelivery> AddAsync(IOutbox outbox, NewDelivery added)
    {
        Assert.IsType<AddResult.Stored>(await outbox.AddAsync(new([added]), Token));
        return added;
    }

    private Task<NewDelivery> AddDueAsync(OutboxUnderTest store, Account? from = null, string? text = null, string? campaign = null, Func<Delivery, Delivery>? with = null) =>
        AddAsync(store.Outbox, _deliveries.Post(from ?? Anna, store.Now - Second, text, campaign, with));

    private static async Task<LaneClaim> ClaimAsync(IOutbox outbox, string owner = Owner) =>
        Assert.Single(await outbox.ClaimAsync(new(owner, 10, Lease), Token));

    private static async Task<WorkResult> DoAsync(IOutbox outbox, Work work) => Assert.Single(await outbox.CommitAsync([work], Token));

    private static async Task<int> AcceptedAsync(IOutbox outbox, Work work) => Assert.IsType<WorkResult.Accepted>(await DoAsync(outbox, work)).Version;

    private static async Task RefusedAsync(IOutbox outbox, Work work, Refusal why) => Assert.Equal(why, Assert.IsType<WorkResult.Refused>(await DoAsync(outbox, work)).Why);

    private Work.Begin Begin(LaneClaim lane, NewDelivery added, int version = 1) => new(lane, added.Id, version, _deliveries.Ids.Next(), Wire(), Lease);

    private static async Task<Entry> ReadAsync(IOutbox outbox, NewDelivery added) => Assert.IsType<Entry>(await outbox.ReadAsync(added.Id, Token));

    private async Task<(NewDelivery Added, LaneClaim Lane, Work.Begin Begun, int Version)> BeginAsync(OutboxUnderTest store, string? campaign = null)
    {
        var added = await AddDueAsync(store, campaign: campaign);
        var lane = await ClaimAsync(store.Outbox);
        var begin = Begin(lane, added);
        return (added, lane, begin, await AcceptedAsync(store.Outbox, begin));
    }

    // ---- adding ----

    [Fact]
    public async Task WhatWasAddedIsReadBackWhole()
    {
        await using var store = await OpenAsync();
        var due = store.Now + TimeSpan.FromDays(3);
        var post = new Post(new("alpha"), "“Quotes”, 🕊 and a\nline\u0000 \ud800 end") { Language = "ru", Media = [new("a.jpg", "A poet") { Sha256 = new string('a', 64) }], Links = [new(new(1, 3), "https://long.example/")] };
        var account = Anna with { Name = "Анна", Server = "https://alpha.example", Limits = new(500, 23) };
        var delivery = new Delivery(DeliveryKey.Of("c", "m/2", "ru", "anna", "2026-12-01T09:00 Asia/Almaty"), account, due, new Act.Publish(post))
        {
            Campaign = "c", WallClock = "2026-12-01T09:00", Zone = "Asia/Almaty", NotBefore = due - Second, NotAfter = due + Second, Late = LateRule.Skip,
            NeedsApproval = true, AfterDeadline = "the family asked for it", Series = _deliveries.Ids.Next(), OccurrenceAt = due,
        };
        var added = await AddAsync(store.Outbox, new(_deliveries.Ids.Next(), delivery));
        var entry = await ReadAsync(store.Outbox, added);
        Assert.Equal(AddRules.EntryOf(added).Hash, entry.Hash);
        Assert.Equal(DeliveryState.AwaitingApproval, entry.State);
        Assert.Equal(1, entry.Version);
        Assert.Equal(delivery with { DueAt = entry.Delivery.DueAt, NotBefore = entry.Delivery.NotBefore, NotAfter = entry.Delivery.NotAfter, OccurrenceAt = entry.Delivery.OccurrenceAt }, entry.Delivery);
        Assert.Equal(due.ToUnixTimeMilliseconds(), entry.Delivery.DueAt.ToUnixTimeMilliseconds());
        Assert.Equal(delivery.NotAfter.Value.ToUnixTimeMilliseconds(), entry.Delivery.NotAfter!.Value.ToUnixTimeMilliseconds());
        Assert.Equal(delivery.NotBefore.Value.ToUnixTimeMilliseconds(), entry.Delivery.NotBefore!.Value.ToUnixTimeMilliseconds());
    }

    [Fact]
    public async Task APlanAddedTwiceIsAddedOnce()
    {
        await using var store = await OpenAsync();
        var added = await AddDueAsync(store);
        var again = added with { Id = _deliveries.Ids.Next() };
        var result = Assert.IsType<AddResult.Stored>(await store.Outbox.AddAsync(new([again]), Token));
        Assert.Empty(result.Added);
        Assert.Equal(added.Id, Assert.Single(result.Existing).Id);
        Assert.Single((await store.Outbox.PageAsync(new(), Token)).Entries);
    }

    [Fact]
    public async Task TheSameKeyTwiceInOneRequestIsAddedOnce()
    {
        await using var store = await OpenAsync();
        var added = _deliveries.Post(Anna, store.Now);
        var result = Assert.IsType<AddResult.Stored>(await store.Outbox.AddAsync(new([added, added with { Id = _deliveries.Ids.Next() }]), Token));
        Assert.Equal([added.Id], result.Added);
        Assert.Single((await store.Outbox.PageAsync(new(), Token)).Entries);
    }

    [Fact]
    public async Task WhatStandsAgainstOneStandsAgainstAll()
    {
        await using var store = await OpenAsync();
        var first = await AddDueAsync(store, Anna, "Free her");
        var good = _deliveries.Post(Chen, store.Now);
        var same = _deliveries.Post(Boris, store.Now, "free  HER");
        var refused = Assert.IsType<AddResult.Refused>(await store.Outbox.AddAsync(new([good, same]), Token));
        Assert.Equal(new AddObstacle.SameWords(same.Delivery.Key, first.Delivery.Key), Assert.Single(refused.Obstacles));
        Assert.Null(await store.Outbox.ReadAsync(good.Id, Token));
    }

    [Fact]
    public async Task TwoAccountsOfOnePlatformMayNotSayTheSameInOneRequestEither()
    {
        await using var store = await OpenAsync();
        AddRequest request = new([_deliveries.Post(Anna, store.Now, "Free her"), _deliveries.Post(Boris, store.Now, "Free her")]);
        Assert.IsType<AddResult.Refused>(await store.Outbox.AddAsync(request, Token));
        Assert.Empty((await store.Outbox.PageAsync(new(), Token)).Entries);
    }

    [Fact]
    public async Task AnotherPlatformOrTheSameAccountMaySayTheSame()
    {
        await using var store = await OpenAsync();
        await AddDueAsync(store, Anna, "Free her");
        await AddDueAsync(store, Anna, "Free her");
        await AddDueAsync(store, Chen, "Free her");
    }

    [Fact]
    public async Task WhatWasCancelledNoLongerSpeaks()
    {
        await using var store = await OpenAsync();
        var added = await AddDueAsync(store, Anna, "Free her");
        await store.Outbox.ChangeAsync(added.Id, 1, new Change.Cancel("invented"), Token);
        await AddDueAsync(store, Boris, "Free her");
    }

    [Fact]
    public async Task AnAccountsIdBelongsToOnePlatform()
    {
        await using var store = await OpenAsync();
        await AddDueAsync(store, Anna);
        var result = await store.Outbox.AddAsync(new([_deliveries.Post(Anna with { Platform = new("beta") }, store.Now)]), Token);
        Assert.IsType<AddObstacle.AccountElsewhere>(Assert.Single(Assert.IsType<AddResult.Refused>(result).Obstacles));
    }

    [Fact]
    public async Task PicturesAreKeptOnceAndReadBack()
    {
        await using var store = await OpenAsync();
        byte[] bytes = [1, 2, 3, 0, 255];
        var hash = await store.Outbox.KeepMediaAsync(bytes, Token);
        Assert.Equal(hash, await store.Outbox.KeepMediaAsync(bytes, Token));
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes)), hash);
        Assert.Equal(bytes, (await store.Outbox.ReadMediaAsync(hash, Token))!.Value.ToArray());
        Assert.Null(await store.Outbox.ReadMediaAsync(new string('0', 64), Token));
    }

    // ---- claiming ----

    [Fact]
    public async Task OnlyALaneWithSomethingDueIsClaimed()
    {
        await using var store = await OpenAsync();
        await AddAsync(store.Outbox, _deliveries.Post(Anna, store.Now + TimeSpan.FromMinutes(5)));
        await AddDueAsync(store, Chen);
        Assert.Equal("chen", (await ClaimAsync(store.Outbox)).Account);
        await store.PassAsync(TimeSpan.FromMinutes(5));
        Assert.Contains(await store.Outbox.ClaimAsync(new(Other, 10, Lease), Token), lane => lane.Account == "anna");
    }

    [Fact]
    public async Task ALaneIsClaimedByOneWorkerUntilItsLeaseEnds()
    {
        await using var store = await OpenAsync();
        await AddDueAsync(store);
        var first = await ClaimAsync(store.Outbox);
        Assert.Empty(await store.Outbox.ClaimAsync(new(Other, 10, Lease), Token));
        await store.PassAsync(Lease + Second);
        var second = await ClaimAsync(store.Outbox, Other);
        Assert.True(second.Epoch > first.Epoch);
    }

    [Fact]
    public async Task ManyClaimsAtOnceNeverGiveOneLaneTwice()
    {
        await using var store = await OpenAsync();
        var accounts = Enumerable.Range(0, 40).Select(i => new Account($"account-{i:00}", new("alpha"), $"invented_{i}")).ToList();
        await store.Outbox.AddAsync(new([.. accounts.Select(account => _deliveries.Post(account, store.Now - Second))]), Token);
        var claims = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => store.Outbox.ClaimAsync(new($"worker-{i}", 7, Lease), Token))));
        var lanes = claims.SelectMany(claim => claim).Select(lane => lane.Account).ToList();
        Assert.Equal(lanes.Count, lanes.Distinct().Count());
        Assert.All(claims, claim => Assert.True(claim.Count <= 7));
    }

    [Fact]
    public async Task AClaimKeepsToWhatTheWorkerCanTake()
    {
        await using var store = await OpenAsync();
        await AddDueAsync(store, Anna);
        await AddDueAsync(store, Boris);
        await AddDueAsync(store, Chen);
        Assert.Equal("chen", Assert.Single(await store.Outbox.ClaimAsync(new(Owner, 10, Lease) { Only = [new("beta")] }, Token)).Account);
        Assert.Single(await store.Outbox.ClaimAsync(new(Owner, 10, Lease) { AtMostOf = new Dictionary<PlatformId, int> { [new("alpha")] = 1 } }, Token));
    }

    [Fact]
    public async Task APausedLaneIsNotClaimedAndGoesOnWhenToldTo()
    {
        await using var store = await OpenAsync();
        await AddDueAsync(store);
        await store.Outbox.PauseLaneAsync("anna", new("alpha"), "token dead", Token);
        Assert.Empty(await store.Outbox.ClaimAsync(new(Owner, 10, Lease), Token));
        Assert.Null(await store.Outbox.UntilNextAsync(null, Token));
        Assert.Equal("token dead", Assert.Single((await store.Outbox.ReadHealthAsync(Token)).Paused).PausedBecause);
        await store.Outbox.PauseLaneAsync("anna", new("alpha"), null, Token);
        await ClaimAsync(store.Outbox);
    }

    [Fact]
    public async Task ALaneIsReadInItsOrder()
    {
        await using var store = await OpenAsync();
        var third = await AddAsync(store.Outbox, _deliveries.Post(Anna, store.Now - Second));
        var first = await AddAsync(store.Outbox, _deliveries.Post(Anna, store.Now - 3 * Second));
        var second = await AddAsync(store.Outbox, _deliveries.Post(Anna, store.Now - 2 * Second));
        var tie = await AddAsync(store.Outbox, _deliveries.Post(Anna, third.Delivery.DueAt));
        await AddAsync(store.Outbox, _deliveries.Post(Anna, store.Now + TimeSpan.FromHours(1)));
        var lane = await ClaimAsync(store.Outbox);
        Assert.Equal([first.Id, second.Id, third.Id, tie.Id], (await store.Outbox.ReadLaneAsync(lane, 10, Token)).Select(entry => entry.Id));
        Assert.Equal(2, (await store.Outbox.ReadLaneAsync(lane, 2, Token)).Count);
    }

    [Fact]
    public async Task AReplyWaitsForItsPredecessorAndLearnsItsPost()
    {
        await using var store = await OpenAsync();
        var first = await AddAsync(store.Outbox, _deliveries.Post(Anna, store.Now - Second));
        var reply = await AddAsync(store.Outbox, _deliveries.Post(Anna, store.Now - 2 * Second, with: delivery => delivery with { After = first.Delivery.Key }));
        var lane = await ClaimAsync(store.Outbox);
        Assert.Equal([first.Id], (await store.Outbox.ReadLaneAsync(lane, 10, Token)).Select(entry => entry.Id));
        var begin = Begin(lane, first);
        var version = await AcceptedAsync(store.Outbox, begin);
        await AcceptedAsync(store.Outbox, new Work.Record(lane, first.Id, version, begin.Attempt, new Outcome.Done(Ref()), Sent()));
        var next = Assert.Single(await store.Outbox.ReadLaneAsync(lane, 10, Token));
        Assert.Equal(reply.Id, next.Id);
        Assert.Equal(DeliveryState.Sent, next.PredecessorState);
        Assert.Equal(Ref(), next.Predecessor);
    }

    [Fact]
    public async Task AReplyWhosePredecessorIsDeadComesUpToBeDecided()
    {
        await using var store = await OpenAsync();
        var first = await AddDueAsync(store);
        var reply = await AddDueAsync(store, with: delivery => delivery with { After = first.Delivery.Key });
        await store.Outbox.ChangeAsync(first.Id, 1, new Change.Cancel("invented"), Token);
        var lane = await ClaimAsync(store.Outbox);
        var next = Assert.Single(await store.Outbox.ReadLaneAsync(lane, 10, Token));
        Assert.Equal((reply.Id, DeliveryState.Cancelled), (next.Id, next.PredecessorState));
    }

    [Fact]
    public async Task ALaneWithNothingButRepliesToWaitForIsNotClaimed()
    {
        await using var store = await OpenAsync();
        var first = await AddAsync(store.Outbox, _deliveries.Post(Chen, store.Now + TimeSpan.FromHours(1)));
        await AddDueAsync(store, with: delivery => delivery with { After = first.Delivery.Key });
        Assert.Empty(await store.Outbox.ClaimAsync(new(Owner, 10, Lease), Token));
    }

    // ---- intent and answer ----

    [Fact]
    public async Task AnIntentIsStoredWholeBeforeAnythingIsSent()
    {
        await using var store = await OpenAsync();
        var (added, lane, begin, version) = await BeginAsync(store);
        var outbox = await store.ReopenAsync();
        var entry = await ReadAsync(outbox, added);
        Assert.Equal((DeliveryState.Sending, version, 1), (entry.State, entry.Version, entry.Attempts));
        Assert.Equal(Wire(), entry.Wire);
        var attempt = Assert.Single(await outbox.ReadAttemptsAsync(added.Id, Token));
        Assert.Equal(attempt, entry.LastAttempt);
        Assert.Equal((begin.Attempt, 1, lane.Epoch, Owner, null), (attempt.Id, attempt.N, attempt.Epoch, attempt.Owner, attempt.Outcome));
    }

    [Fact]
    public async Task AnAnswerIsStoredWithItsReceipt()
    {
        await using var store = await OpenAsync();
        var (added, lane, begin, version) = await BeginAsync(store);
        var outcome = new Outcome.Done(Ref()) { HttpStatus = 201, Evidence = "{\"id\":\"post-1\"}" };
        await AcceptedAsync(store.Outbox, new Work.Record(lane, added.Id, version, begin.Attempt, outcome, Sent()));
        var outbox = await store.ReopenAsync();
        var entry = await ReadAsync(outbox, added);
        Assert.Equal((DeliveryState.Sent, Confirmation.Response, Ref()), (entry.State, entry.ConfirmedBy, entry.Receipt));
        Assert.NotNull(entry.SentAt);
        var attempt = Assert.Single(await outbox.ReadAttemptsAsync(added.Id, Token));
        Assert.Equal(("done", 201, outcome.Evidence), (attempt.Outcome, attempt.HttpStatus, attempt.Evidence));
        Assert.NotNull(attempt.FinishedAt);
        Assert.Null(await outbox.UntilNextAsync(null, Token));
    }

    [Fact]
    public async Task AnAnswerAndTheNextIntentShareACommit()
    {
        await using var store = await OpenAsync();
        var (first, lane, begin, version) = await BeginAsync(store);
        var second = await AddDueAsync(store);
        var results = await store.Outbox.CommitAsync([new Work.Record(lane, first.Id, version, begin.Attempt, new Outcome.Done(Ref()), Sent()), Begin(lane, second)], Token);
        Assert.All(results, result => Assert.IsType<WorkResult.Accepted>(result));
        Assert.Equal(DeliveryState.Sending, (await ReadAsync(store.Outbox, second)).State);
    }

    [Fact]
    public async Task OneRefusalInABatchLeavesTheOthersDone()
    {
        await using var store = await OpenAsync();
        var anna = await AddDueAsync(store, Anna);
        var chen = await AddDueAsync(store, Chen);
        var lanes = (await store.Outbox.ClaimAsync(new(Owner, 10, Lease), Token)).ToDictionary(lane => lane.Account);
        var results = await store.Outbox.CommitAsync([Begin(lanes["anna"], anna, version: 7), Begin(lanes["chen"], chen)], Token);
        Assert.Equal(Refusal.Changed, Assert.IsType<WorkResult.Refused>(results[0]).Why);
        Assert.IsType<WorkResult.Accepted>(results[1]);
        Assert.Equal(DeliveryState.Scheduled, (await ReadAsync(store.Outbox, anna)).State);
    }

    [Fact]
    public async Task WhatIsSkippedWhenItIsLateIsOver()
    {
        await using var store = await OpenAsync();
        var added = await AddAsync(store.Outbox, _deliveries.Post(Anna, store.Now - Second, with: delivery => delivery with { Late = LateRule.Skip }));
        var lane = await ClaimAsync(store.Outbox);
        await AcceptedAsync(store.Outbox, new Work.Settle(lane, added.Id, 1, new(DeliveryState.Expired, "It was late.")));
        Assert.Equal(DeliveryState.Expired, (await ReadAsync(store.Outbox, added)).State);
    }

    [Fact]
    public async Task EveryUnitMayBeRepeatedAfterALostAnswer()
    {
        await using var store = await OpenAsync();
        var (added, lane, begin, version) = await BeginAsync(store);
        Assert.Equal(version, await AcceptedAsync(store.Outbox, begin));
        var record = new Work.Record(lane, added.Id, version, begin.Attempt, new Outcome.Done(Ref()), Sent());
        var recorded = await AcceptedAsync(store.Outbox, record);
        Assert.Equal(recorded, await AcceptedAsync(store.Outbox, record));
        Assert.Single(await store.Outbox.ReadAttemptsAsync(added.Id, Token));
        await AcceptedAsync(store.Outbox, new Work.Release(lane));
        await AcceptedAsync(store.Outbox, new Work.Release(lane));
    }

    [Fact]
    public async Task AZombiesIntentIsRefused()
    {
        await using var store = await OpenAsync();
        var added = await AddDueAsync(store);
        var zombie = await ClaimAsync(store.Outbox);
        await store.PassAsync(Lease + Second);
        await ClaimAsync(store.Outbox, Other);
        await RefusedAsync(store.Outbox, Begin(zombie, added), Refusal.StaleClaim);
        await RefusedAsync(store.Outbox, new Work.Renew(zombie, Lease), Refusal.StaleClaim);
        await RefusedAsync(store.Outbox, new Work.Settle(zombie, added.Id, 1, new(DeliveryState.Expired, null)), Refusal.StaleClaim);
        Assert.Empty(await store.Outbox.ReadLaneAsync(zombie, 10, Token));
    }

    [Fact]
    public async Task AZombiesReceiptIsProofAllTheSame()
    {
        await using var store = await OpenAsync();
        var (added, zombie, begin, version) = await BeginAsync(store);
        await store.PassAsync(Lease + Second);
        var lane = await ClaimAsync(store.Outbox, Other);
        var seen = Assert.Single(await store.Outbox.ReadLaneAsync(lane, 10, Token));
        Assert.Equal(DeliveryState.Sending, seen.State);
        var unclear = new Work.Record(lane, added.Id, seen.Version, begin.Attempt, new Outcome.Unclear("the worker died"), new(DeliveryState.Unclear, "the worker died"));
        await AcceptedAsync(store.Outbox, unclear);
        await AcceptedAsync(store.Outbox, new Work.Record(zombie, added.Id, version, begin.Attempt, new Outcome.Done(Ref()), Sent()));
        Assert.Equal(DeliveryState.Sent, (await ReadAsync(store.Outbox, added)).State);
        Assert.Equal("done", Assert.Single(await store.Outbox.ReadAttemptsAsync(added.Id, Token)).Outcome);
    }

    [Fact]
    public async Task AZombiesReceiptComesInTimeToPreventARepeat()
    {
        await using var store = await OpenAsync();
        var (added, zombie, begin, version) = await BeginAsync(store);
        await store.PassAsync(Lease + Second);
        var lane = await ClaimAsync(store.Outbox, Other);
        var seen = Assert.Single(await store.Outbox.ReadLaneAsync(lane, 10, Token));
        var next = await AcceptedAsync(store.Outbox, new Work.Record(lane, added.Id, seen.Version, begin.Attempt, new Outcome.Unclear("the worker died"), new(DeliveryState.Unclear, "the worker died")));
        next = await AcceptedAsync(store.Outbox, new Work.Settle(lane, added.Id, next, new(DeliveryState.Scheduled, "surely absent") { OfLook = true }));
        await AcceptedAsync(store.Outbox, new Work.Record(zombie, added.Id, version, begin.Attempt, new Outcome.Done(Ref()), Sent()));
        await RefusedAsync(store.Outbox, Begin(lane, added, next), Refusal.Changed);
        Assert.Equal(DeliveryState.Sent, (await ReadAsync(store.Outbox, added)).State);
    }

    [Fact]
    public async Task AZombiesOtherAnswersAreRefused()
    {
        await using var store = await OpenAsync();
        var (added, zombie, begin, version) = await BeginAsync(store);
        await store.PassAsync(Lease + Second);
        await ClaimAsync(store.Outbox, Other);
        await RefusedAsync(store.Outbox, new Work.Record(zombie, added.Id, version, begin.Attempt, new Outcome.NotSent("no route"), new(DeliveryState.Scheduled, "no route")), Refusal.StaleClaim);
        Assert.Equal(DeliveryState.Sending, (await ReadAsync(store.Outbox, added)).State);
    }

    [Fact]
    public async Task AnUnclearDeliveryComesUpFirstAndBlocksItsLane()
    {
        await using var store = await OpenAsync();
        var (added, lane, begin, version) = await BeginAsync(store);
        var earlier = await AddAsync(store.Outbox, _deliveries.Post(Anna, store.Now - TimeSpan.FromHours(1)));
        await AcceptedAsync(store.Outbox, new Work.Record(lane, added.Id, version, begin.Attempt, new Outcome.Unclear("time-out"), new(DeliveryState.Unclear, "time-out") { Wait = 10 * Second }));
        Assert.Equal([added.Id, earlier.Id], (await store.Outbox.ReadLaneAsync(lane, 10, Token)).Select(entry => entry.Id));
        await RefusedAsync(store.Outbox, Begin(lane, earlier), Refusal.LaneWaits);
        await AcceptedAsync(store.Outbox, new Work.Release(lane));
        Assert.Empty(await store.Outbox.ClaimAsync(new(Owner, 10, Lease), Token));
        Assert.InRange((await store.Outbox.UntilNextAsync(null, Token))!.Value, 9 * Second, 10 * Second);
        await store.PassAsync(10 * Second);
        var again = await ClaimAsync(store.Outbox);
        await RefusedAsync(store.Outbox, Begin(again, earlier), Refusal.LaneWaits);
        var seen = (await store.Outbox.ReadLaneAsync(again, 1, Token))[0];
        Assert.True(seen.MayBeOut);
        await AcceptedAsync(store.Outbox, new Work.Settle(again, added.Id, seen.Version, new(DeliveryState.Held, "nothing can tell") { OfLook = true }));
        await AcceptedAsync(store.Outbox, Begin(again, earlier));
    }

    [Fact]
    public async Task WhatMayBeOutIsNeverSentInAnotherForm()
    {
        await using var store = await OpenAsync();
        var (added, lane, begin, version) = await BeginAsync(store);
        version = await AcceptedAsync(store.Outbox, new Work.Record(lane, added.Id, version, begin.Attempt, new Outcome.Unclear("time-out"), new(DeliveryState.Unclear, "time-out")));
        version = await AcceptedAsync(store.Outbox, new Work.Settle(lane, added.Id, version, new(DeliveryState.Scheduled, "surely absent") { OfLook = true }));
        await RefusedAsync(store.Outbox, Begin(lane, added, version) with { Wire = Wire("other bytes") }, Refusal.WireFrozen);
        await AcceptedAsync(store.Outbox, Begin(lane, added, version));
        Assert.Equal([1, 2], (await store.Outbox.ReadAttemptsAsync(added.Id, Token)).Select(attempt => attempt.N));
    }

    [Fact]
    public async Task WhatMayBeOutStaysSoWhateverLaterAttemptsComeTo()
    {
        await using var store = await OpenAsync();
        var (added, lane, begin, version) = await BeginAsync(store);
        version = await AcceptedAsync(store.Outbox, new Work.Record(lane, added.Id, version, begin.Attempt, new Outcome.Unclear("time-out"), new(DeliveryState.Unclear, "time-out")));
        version = await AcceptedAsync(store.Outbox, new Work.Settle(lane, added.Id, version, new(DeliveryState.Scheduled, "surely absent") { OfLook = true }));
        var again = Begin(lane, added, version);
        version = await AcceptedAsync(store.Outbox, again);
        await AcceptedAsync(store.Outbox, new Work.Record(lane, added.Id, version, again.Attempt, new Outcome.NotSent("no route"), new(DeliveryState.Scheduled, "no route")));
        Assert.True((await ReadAsync(store.Outbox, added)).MayBeOut);
    }

    [Fact]
    public async Task WhatWasSurelyNotSentMayBePreparedAgain()
    {
        await using var store = await OpenAsync();
        var (added, lane, begin, version) = await BeginAsync(store);
        version = await AcceptedAsync(store.Outbox, new Work.Record(lane, added.Id, version, begin.Attempt, new Outcome.NotSent("no route"), new(DeliveryState.Scheduled, "no route") { Wait = Second }));
        await RefusedAsync(store.Outbox, Begin(lane, added, version), Refusal.LaneWaits);
        await store.PassAsync(Second);
        await AcceptedAsync(store.Outbox, Begin(lane, added, version) with { Wire = Wire("made again") });
        Assert.Equal(Wire("made again"), (await ReadAsync(store.Outbox, added)).Wire);
    }

    [Fact]
    public async Task AnIntentIsToldHowLongTheStoreGivesIt()
    {
        await using var store = await OpenAsync();
        var added = await AddDueAsync(store, with: delivery => delivery with { NotAfter = store.Now + TimeSpan.FromMinutes(3) });
        var begin = Begin(await ClaimAsync(store.Outbox), added);
        await store.PassAsync(TimeSpan.FromMinutes(1));
        Assert.InRange(Assert.IsType<WorkResult.Accepted>(await DoAsync(store.Outbox, begin)).Left!.Value, TimeSpan.FromMinutes(1.8), TimeSpan.FromMinutes(2.01));
        await store.PassAsync(TimeSpan.FromMinutes(1));
        Assert.InRange(Assert.IsType<WorkResult.Accepted>(await DoAsync(store.Outbox, begin)).Left!.Value, TimeSpan.FromMinutes(0.8), TimeSpan.FromMinutes(1.01));
    }

    [Fact]
    public async Task WhateverAPlatformAnswersIsKept()
    {
        await using var store = await OpenAsync();
        var (added, lane, begin, version) = await BeginAsync(store);
        const string odd = "a\u0000b \ud800 🕊 '; DROP TABLE post; --";
        await AcceptedAsync(store.Outbox, new Work.Record(lane, added.Id, version, begin.Attempt, new Outcome.Refused("403", odd) { Evidence = odd }, new(DeliveryState.Failed, odd)));
        Assert.Equal(odd, (await ReadAsync(store.Outbox, added)).Because);
        Assert.Equal(odd, Assert.Single(await store.Outbox.ReadAttemptsAsync(added.Id, Token)).Evidence);
    }

    [Fact]
    public async Task NothingBeginsOutsideItsTime()
    {
        await using var store = await OpenAsync();
        var late = await AddDueAsync(store, with: delivery => delivery with { NotAfter = store.Now + Second });
        var early = await AddDueAsync(store, with: delivery => delivery with { NotBefore = store.Now + TimeSpan.FromHours(1) });
        var lane = await ClaimAsync(store.Outbox);
        await RefusedAsync(store.Outbox, Begin(lane, early), Refusal.TooEarly);
        await store.PassAsync(Second);
        await RefusedAsync(store.Outbox, Begin(lane, late), Refusal.TooLate);
    }

    [Fact]
    public async Task NothingBeginsOnALaneThatWasPausedMeanwhile()
    {
        await using var store = await OpenAsync();
        var added = await AddDueAsync(store);
        var lane = await ClaimAsync(store.Outbox);
        await store.Outbox.PauseLaneAsync("anna", new("alpha"), "a person said so", Token);
        await RefusedAsync(store.Outbox, Begin(lane, added), Refusal.LanePaused);
    }

    [Fact]
    public async Task ABudgetLastsOverRestartsAndSaysHowLongToWait()
    {
        await using var store = await OpenAsync();
        var first = await AddDueAsync(store);
        var second = await AddDueAsync(store);
        var lane = await ClaimAsync(store.Outbox);
        var budget = new RateBudget(1, TimeSpan.FromMinutes(10));
        var begin = Begin(lane, first) with { Budget = budget };
        var version = await AcceptedAsync(store.Outbox, begin);
        await AcceptedAsync(store.Outbox, new Work.Record(lane, first.Id, version, begin.Attempt, new Outcome.Done(Ref()), Sent()));
        var outbox = await store.ReopenAsync();
        await RefusedAsync(outbox, Begin(lane, second) with { Budget = budget }, Refusal.NoTokens);
        await AcceptedAsync(outbox, new Work.Release(lane));
        Assert.Empty(await outbox.ClaimAsync(new(Owner, 10, Lease), Token));
        Assert.InRange((await outbox.UntilNextAsync(null, Token))!.Value, TimeSpan.FromMinutes(9.5), TimeSpan.FromMinutes(10.1));
        await store.PassAsync(TimeSpan.FromMinutes(10.1));
        await AcceptedAsync(outbox, Begin(await ClaimAsync(outbox), second) with { Budget = budget });
    }

    [Fact]
    public async Task AnAccountWaitsAsLongAsThePlatformAsked()
    {
        await using var store = await OpenAsync();
        var (added, lane, begin, version) = await BeginAsync(store);
        await AcceptedAsync(store.Outbox, new Work.Record(lane, added.Id, version, begin.Attempt, new Outcome.NotSent("429", TimeSpan.FromMinutes(5)), new(DeliveryState.Scheduled, "429") { AccountWait = TimeSpan.FromMinutes(5) }));
        await AcceptedAsync(store.Outbox, new Work.Release(lane));
        await store.PassAsync(TimeSpan.FromMinutes(4));
        Assert.Empty(await store.Outbox.ClaimAsync(new(Owner, 10, Lease), Token));
        await store.PassAsync(TimeSpan.FromMinutes(1.1));
        await ClaimAsync(store.Outbox);
    }

    [Fact]
    public async Task ASettlementMayPauseTheLane()
    {
        await using var store = await OpenAsync();
        var (added, lane, begin, version) = await BeginAsync(store);
        await AcceptedAsync(store.Outbox, new Work.Record(lane, added.Id, version, begin.Attempt, new Outcome.AccountStopped("suspended"), new(DeliveryState.Scheduled, "suspended") { Pause = "suspended" }));
        Assert.Equal("suspended", Assert.Single(await store.Outbox.ReadLanesAsync(Token)).PausedBecause);
        Assert.False((await ReadAsync(store.Outbox, added)).MayBeOut);
    }

    // ---- people ----

    [Fact]
    public async Task AChangeOfAnotherVersionIsRefused()
    {
        await using var store = await OpenAsync();
        var added = await AddDueAsync(store);
        Assert.IsType<ChangeResult.Changed>(await store.Outbox.ChangeAsync(added.Id, 1, new Change.Hold("wait"), Token));
        var refused = Assert.IsType<ChangeResult.Refused>(await store.Outbox.ChangeAsync(added.Id, 1, new Change.Cancel("invented"), Token));
        Assert.Equal((Refusal.Changed, 2), (refused.Why, refused.Entry!.Version));
        Assert.Equal(Refusal.NotFound, Assert.IsType<ChangeResult.Refused>(await store.Outbox.ChangeAsync(_deliveries.Ids.Next(), 1, new Change.Retry(), Token)).Why);
    }

    [Fact]
    public async Task WhatIsBeingSentCannotBeCancelled()
    {
        await using var store = await OpenAsync();
        var (added, _, _, version) = await BeginAsync(store);
        Assert.Equal(Refusal.AlreadySending, Assert.IsType<ChangeResult.Refused>(await store.Outbox.ChangeAsync(added.Id, version, new Change.Cancel("invented"), Token)).Why);
    }

    [Fact]
    public async Task WhatWasCancelledCannotBegin()
    {
        await using var store = await OpenAsync();
        var added = await AddDueAsync(store);
        var lane = await ClaimAsync(store.Outbox);
        await store.Outbox.ChangeAsync(added.Id, 1, new Change.Cancel("invented"), Token);
        await RefusedAsync(store.Outbox, Begin(lane, added), Refusal.Changed);
    }

    [Fact]
    public async Task OnlyOneOfCancelAndIntentWins()
    {
        await using var store = await OpenAsync();
        for (var i = 0; i < 10; i++)
        {
            var account = new Account($"racer-{i}", new("alpha"), "invented");
            var added = await AddDueAsync(store, account);
            var lane = await ClaimAsync(store.Outbox);
            var cancel = Task.Run(() => store.Outbox.ChangeAsync(added.Id, 1, new Change.Cancel("invented"), Token), Token);
            var begin = Task.Run(() => DoAsync(store.Outbox, Begin(lane, added)), Token);
            Assert.True(await cancel is ChangeResult.Changed ^ await begin is WorkResult.Accepted);
        }
    }

    [Fact]
    public async Task AnEditReplacesContentAndTime()
    {
        await using var store = await OpenAsync();
        var added = await AddDueAsync(store);
        var edited = added.Delivery with { DueAt = store.Now + TimeSpan.FromHours(2), Act = new Act.Publish(new Post(new("alpha"), "Said otherwise")), WallClock = "2026-12-01T11:00", Zone = "Asia/Almaty" };
        var changed = Assert.IsType<ChangeResult.Changed>(await store.Outbox.ChangeAsync(added.Id, 1, new Change.Edit(edited, TextWords.Of(edited.Act)), Token));
        var entry = await ReadAsync(store.Outbox, added);
        Assert.Equal(changed.Entry.Hash, entry.Hash);
        Assert.Equal(edited.Act, entry.Delivery.Act);
        Assert.Equal("2026-12-01T11:00", entry.Delivery.WallClock);
        Assert.Empty(await store.Outbox.ClaimAsync(new(Owner, 10, Lease), Token));
        await AddDueAsync(store, Boris, ((Act.Publish)added.Delivery.Act).Post.Text);
    }

    [Fact]
    public async Task AnEditMayNotSayAnotherAccountsWords()
    {
        await using var store = await OpenAsync();
        await AddDueAsync(store, Boris, "Free her");
        var added = await AddDueAsync(store, Anna);
        var edited = added.Delivery with { Act = new Act.Publish(new Post(new("alpha"), "FREE her")) };
        Assert.Equal(Refusal.SameWords, Assert.IsType<ChangeResult.Refused>(await store.Outbox.ChangeAsync(added.Id, 1, new Change.Edit(edited, TextWords.Of(edited.Act)), Token)).Why);
        Assert.Equal(1, (await ReadAsync(store.Outbox, added)).Version);
    }

    [Fact]
    public async Task WhatSpeaksAgainMayNotSayWhatAnotherAccountSaysByNow()
    {
        await using var store = await OpenAsync();
        var (added, lane, begin, version) = await BeginAsync(store);
        version = await AcceptedAsync(store.Outbox, new Work.Record(lane, added.Id, version, begin.Attempt, new Outcome.Refused("403", "no"), new(DeliveryState.Failed, "no")));
        await AddDueAsync(store, Boris, ((Act.Publish)added.Delivery.Act).Post.Text);
        Assert.Equal(Refusal.SameWords, Assert.IsType<ChangeResult.Refused>(await store.Outbox.ChangeAsync(added.Id, version, new Change.Retry(), Token)).Why);
        Assert.Equal(DeliveryState.Failed, (await ReadAsync(store.Outbox, added)).State);
    }

    [Fact]
    public async Task AnApprovalBindsToWhatWasSeenAndAChangeHoldsThePost()
    {
        await using var store = await OpenAsync();
        var added = await AddDueAsync(store, with: delivery => delivery with { NeedsApproval = true });
        Assert.Empty(await store.Outbox.ClaimAsync(new(Owner, 10, Lease), Token));
        var seen = (await ReadAsync(store.Outbox, added)).Hash;
        var other = ContentHash.Of(Anna, new Post(new("alpha"), "something else"));
        Assert.IsType<ChangeResult.Refused>(await store.Outbox.ChangeAsync(added.Id, 1, new Change.Approve(other, "Invented Person"), Token));
        Assert.IsType<ChangeResult.Changed>(await store.Outbox.ChangeAsync(added.Id, 1, new Change.Approve(seen, "Invented Person"), Token));
        var approved = await ReadAsync(store.Outbox, added);
        Assert.Equal((DeliveryState.Scheduled, seen, "Invented Person"), (approved.State, approved.ApprovedHash, approved.ApprovedBy));
        var edited = added.Delivery with { Act = new Act.Publish(new Post(new("alpha"), "said otherwise") { Language = "en" }) };
        await store.Outbox.ChangeAsync(added.Id, 2, new Change.Edit(edited, TextWords.Of(edited.Act)), Token);
        var held = await ReadAsync(store.Outbox, added);
        Assert.Equal((DeliveryState.Held, "Changed since Invented Person approved it: the text."), (held.State, held.Because));
    }

    [Fact]
    public async Task WhatIsHeldAndMayBeOutNeedsAPersonsWord()
    {
        await using var store = await OpenAsync();
        var (added, lane, begin, version) = await BeginAsync(store);
        version = await AcceptedAsync(store.Outbox, new Work.Record(lane, added.Id, version, begin.Attempt, new Outcome.Unclear("time-out"), new(DeliveryState.Held, "nothing can tell")));
        Assert.Equal(Refusal.MayBeOut, Assert.IsType<ChangeResult.Refused>(await store.Outbox.ChangeAsync(added.Id, version, new Change.Retry(), Token)).Why);
        Assert.IsType<ChangeResult.Changed>(await store.Outbox.ChangeAsync(added.Id, version, new Change.ResolveSent(Ref("seen"), "Invented Person"), Token));
        var entry = await ReadAsync(store.Outbox, added);
        Assert.Equal((DeliveryState.Sent, Confirmation.Person, Ref("seen")), (entry.State, entry.ConfirmedBy, entry.Receipt));
    }

    [Fact]
    public async Task WhatAPersonSaysIsNotOutIsSentAgain()
    {
        await using var store = await OpenAsync();
        var (added, lane, begin, version) = await BeginAsync(store);
        version = await AcceptedAsync(store.Outbox, new Work.Record(lane, added.Id, version, begin.Attempt, new Outcome.Unclear("time-out"), new(DeliveryState.Unclear, "time-out") { Wait = TimeSpan.FromHours(1) }));
        await AcceptedAsync(store.Outbox, new Work.Release(lane));
        var changed = Assert.IsType<ChangeResult.Changed>(await store.Outbox.ChangeAsync(added.Id, version, new Change.ResolveSendAgain("Invented Person"), Token));
        // The person's word is kept until there is another attempt that may be out.
        Assert.Equal(-1, (await ReadAsync(store.Outbox, added)).Looks);
        var again = await ClaimAsync(store.Outbox);
        await AcceptedAsync(store.Outbox, Begin(again, added, changed.Entry.Version));
        Assert.Equal(-1, (await ReadAsync(store.Outbox, added)).Looks);
    }

    // ---- campaigns ----

    [Fact]
    public async Task AStopIsOneForAllThatWaits()
    {
        await using var store = await OpenAsync();
        var due = await AddDueAsync(store, Anna, campaign: "c");
        var later = await AddAsync(store.Outbox, _deliveries.Post(Chen, store.Now + TimeSpan.FromDays(9), campaign: "c", with: delivery => delivery with { NeedsApproval = true }));
        var other = await AddDueAsync(store, Boris, campaign: "d");
        Assert.Equal(2, await store.Outbox.StopAsync("c", "Invented Person", Token));
        Assert.Equal((DeliveryState.Stopped, DeliveryState.Scheduled), ((await ReadAsync(store.Outbox, due)).State, (await ReadAsync(store.Outbox, due)).StoppedFrom));
        Assert.Equal(DeliveryState.AwaitingApproval, (await ReadAsync(store.Outbox, later)).StoppedFrom);
        Assert.Equal("boris", (await ClaimAsync(store.Outbox)).Account);
        Assert.NotNull((await store.Outbox.ReadCampaignAsync("c", Token))!.StoppedAt);
        Assert.Equal(0, await store.Outbox.StopAsync("c", "Invented Person", Token));
        Assert.Equal(DeliveryState.Scheduled, (await ReadAsync(store.Outbox, other)).State);

        Assert.Equal(new Resumed(2, 0), await store.Outbox.ResumeAsync("c", Token));
        Assert.Equal(DeliveryState.Scheduled, (await ReadAsync(store.Outbox, due)).State);
        Assert.Equal(DeliveryState.AwaitingApproval, (await ReadAsync(store.Outbox, later)).State);
        Assert.Null((await store.Outbox.ReadCampaignAsync("c", Token))!.StoppedAt);
    }

    [Fact]
    public async Task NothingIsAddedToAStoppedCampaign()
    {
        await using var store = await OpenAsync();
        await store.Outbox.StopAsync("c", "Invented Person", Token);
        var result = await store.Outbox.AddAsync(new([_deliveries.Post(Anna, store.Now, campaign: "c")]), Token);
        Assert.Equal(new AddObstacle.CampaignStopped("c"), Assert.Single(Assert.IsType<AddResult.Refused>(result).Obstacles));
    }

    [Fact]
    public async Task AStopIsSeenByAnIntentOfAWorkerThatReadBefore()
    {
        await using var store = await OpenAsync();
        var added = await AddDueAsync(store, campaign: "c");
        var lane = await ClaimAsync(store.Outbox);
        await store.Outbox.StopAsync("c", "Invented Person", Token);
        await RefusedAsync(store.Outbox, Begin(lane, added), Refusal.CampaignStopped);
    }

    [Fact]
    public async Task WhatComesBackUnsentFromAStoppedCampaignStops()
    {
        await using var store = await OpenAsync();
        var (added, lane, begin, version) = await BeginAsync(store, "c");
        Assert.Equal(0, await store.Outbox.StopAsync("c", "Invented Person", Token));
        await AcceptedAsync(store.Outbox, new Work.Record(lane, added.Id, version, begin.Attempt, new Outcome.NotSent("no route"), new(DeliveryState.Scheduled, "no route") { Wait = Second }));
        Assert.Equal(DeliveryState.Stopped, (await ReadAsync(store.Outbox, added)).State);
        await store.Outbox.ResumeAsync("c", Token);
        Assert.Equal(DeliveryState.Scheduled, (await ReadAsync(store.Outbox, added)).State);
        await AcceptedAsync(store.Outbox, Begin(lane, added, (await ReadAsync(store.Outbox, added)).Version));
    }

    [Fact]
    public async Task WhatMayBeOutIsNotCalledStopped()
    {
        await using var store = await OpenAsync();
        var (added, lane, begin, version) = await BeginAsync(store, "c");
        version = await AcceptedAsync(store.Outbox, new Work.Record(lane, added.Id, version, begin.Attempt, new Outcome.Unclear("no answer"), new(DeliveryState.Unclear, "no answer")));
        await store.Outbox.StopAsync("c", "Invented Person", Token);
        // "A repeat does no harm" does not say that nothing is there.
        await AcceptedAsync(store.Outbox, new Work.Settle(lane, added.Id, version, new(DeliveryState.Scheduled, "A repeat does no harm.") { OfLook = true }));
        var held = await ReadAsync(store.Outbox, added);
        Assert.Equal(DeliveryState.Held, held.State);
        Assert.Contains("may have been sent", held.Because!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatWaitsForAnotherTryAndMayBeOutIsHeldByAStop()
    {
        await using var store = await OpenAsync();
        var (added, lane, begin, version) = await BeginAsync(store, "c");
        version = await AcceptedAsync(store.Outbox, new Work.Record(lane, added.Id, version, begin.Attempt, new Outcome.Unclear("no answer"), new(DeliveryState.Unclear, "no answer")));
        await AcceptedAsync(store.Outbox, new Work.Settle(lane, added.Id, version, new(DeliveryState.Scheduled, "A repeat does no harm.") { OfLook = true, Wait = Second }));
        await store.Outbox.StopAsync("c", "Invented Person", Token);
        Assert.Equal(DeliveryState.Held, (await ReadAsync(store.Outbox, added)).State);
    }

    [Fact]
    public async Task WhatBecomesSentAfterAWithdrawalIsTakenBackToo()
    {
        await using var store = await OpenAsync();
        var (added, lane, begin, version) = await BeginAsync(store, "c");
        await store.Outbox.WithdrawAsync("c", "Invented Person", [], Token);
        var deletion = new Withdrawal(_deliveries.Ids).Of(added.Delivery, Ref(), store.Now - Second)!;
        await AcceptedAsync(store.Outbox, new Work.Record(lane, added.Id, version, begin.Attempt, new Outcome.Done(Ref()), Sent()) { IfWithdrawn = deletion });
        Assert.Equal(DeliveryState.Scheduled, (await ReadAsync(store.Outbox, deletion)).State);
        await AcceptedAsync(store.Outbox, Begin(lane, deletion));
    }

    [Fact]
    public async Task WhatAPersonFindsOutAfterAWithdrawalIsTakenBackToo()
    {
        await using var store = await OpenAsync();
        var (added, lane, begin, version) = await BeginAsync(store, "c");
        version = await AcceptedAsync(store.Outbox, new Work.Record(lane, added.Id, version, begin.Attempt, new Outcome.Unclear("time-out"), new(DeliveryState.Held, "nothing can tell")));
        await store.Outbox.WithdrawAsync("c", "Invented Person", [], Token);
        var deletion = new Withdrawal(_deliveries.Ids).Of(added.Delivery, Ref(), store.Now - Second)!;
        Assert.IsType<ChangeResult.Changed>(await store.Outbox.ChangeAsync(added.Id, version, new Change.ResolveSent(Ref(), "Invented Person") { IfWithdrawn = deletion }, Token));
        Assert.Equal(DeliveryState.Scheduled, (await ReadAsync(store.Outbox, deletion)).State);
    }

    [Fact]
    public async Task ADeletionIsNotAddedForAPersonWhereNothingIsWithdrawn()
    {
        await using var store = await OpenAsync();
        var (added, lane, begin, version) = await BeginAsync(store, "c");
        version = await AcceptedAsync(store.Outbox, new Work.Record(lane, added.Id, version, begin.Attempt, new Outcome.Unclear("time-out"), new(DeliveryState.Held, "nothing can tell")));
        var deletion = new Withdrawal(_deliveries.Ids).Of(added.Delivery, Ref(), store.Now)!;
        await store.Outbox.ChangeAsync(added.Id, version, new Change.ResolveSent(Ref(), "Invented Person") { IfWithdrawn = deletion }, Token);
        Assert.Null(await store.Outbox.ReadAsync(deletion.Id, Token));
    }

    [Fact]
    public async Task NoDeletionIsAddedWhereNothingIsWithdrawn()
    {
        await using var store = await OpenAsync();
        var (added, lane, begin, version) = await BeginAsync(store, "c");
        var deletion = new Withdrawal(_deliveries.Ids).Of(added.Delivery, Ref(), store.Now)!;
        await AcceptedAsync(store.Outbox, new Work.Record(lane, added.Id, version, begin.Attempt, new Outcome.Done(Ref()), Sent()) { IfWithdrawn = deletion });
        Assert.Null(await store.Outbox.ReadAsync(deletion.Id, Token));
    }

    [Fact]
    public async Task AWithdrawalAddsItsDeletionsOnceAndStopsTheRest()
    {
        await using var store = await OpenAsync();
        var waiting = await AddDueAsync(store, campaign: "c");
        var deletion = new Withdrawal(_deliveries.Ids).Of(waiting.Delivery, Ref(), store.Now - Second)!;
        Assert.Equal(1, await store.Outbox.WithdrawAsync("c", "Invented Person", [deletion], Token));
        Assert.Equal(0, await store.Outbox.WithdrawAsync("c", "Invented Person", [deletion with { Id = _deliveries.Ids.Next() }], Token));
        Assert.NotNull((await store.Outbox.ReadCampaignAsync("c", Token))!.WithdrawnAt);
        Assert.Equal(DeliveryState.Scheduled, (await ReadAsync(store.Outbox, deletion)).State);
        Assert.Equal(2, (await store.Outbox.PageAsync(new(), Token)).Entries.Count);
    }

    [Fact]
    public async Task WhoLetsAWithdrawnCampaignGoOnCallsOffTheDeletionsThatWaitAndAnotherWithdrawalTakesThemUpAgain()
    {
        await using var store = await OpenAsync();
        var (added, lane, begin, version) = await BeginAsync(store, "c");
        await AcceptedAsync(store.Outbox, new Work.Record(lane, added.Id, version, begin.Attempt, new Outcome.Done(Ref()), Sent()));
        var deletion = new Withdrawal(_deliveries.Ids).Of(added.Delivery, Ref(), store.Now - Second)!;
        await store.Outbox.WithdrawAsync("c", "Invented Person", [deletion], Token);
        Assert.Equal(new Resumed(0, 1), await store.Outbox.ResumeAsync("c", Token));
        Assert.Equal(DeliveryState.Cancelled, (await ReadAsync(store.Outbox, deletion)).State);
        Assert.Equal(new Resumed(0, 0), await store.Outbox.ResumeAsync("c", Token));
        await store.Outbox.WithdrawAsync("c", "Invented Person", [deletion with { Id = _deliveries.Ids.Next() }], Token);
        var again = await ReadAsync(store.Outbox, deletion);
        Assert.Equal(DeliveryState.Scheduled, again.State);
        await AcceptedAsync(store.Outbox, Begin(lane, deletion) with { Version = again.Version });
    }

    [Fact]
    public async Task ADeletionThatCameToNothingIsNotBegunAgainAfterItsCampaignWentOn()
    {
        await using var store = await OpenAsync();
        var (added, lane, begin, version) = await BeginAsync(store, "c");
        await AcceptedAsync(store.Outbox, new Work.Record(lane, added.Id, version, begin.Attempt, new Outcome.Done(Ref()), Sent()));
        var deletion = new Withdrawal(_deliveries.Ids).Of(added.Delivery, Ref(), store.Now - Second)!;
        await store.Outbox.WithdrawAsync("c", "Invented Person", [deletion], Token);
        var deleting = Begin(lane, deletion);
        version = await AcceptedAsync(store.Outbox, deleting);
        await store.Outbox.ResumeAsync("c", Token);
        await AcceptedAsync(store.Outbox, new Work.Record(lane, deletion.Id, version, deleting.Attempt, new Outcome.NotSent("no connection"), new(DeliveryState.Scheduled, "no connection")));
        Assert.Equal(DeliveryState.Cancelled, (await ReadAsync(store.Outbox, deletion)).State);
    }

    [Fact]
    public async Task ACampaignsSnapshotIsKept()
    {
        await using var store = await OpenAsync();
        Assert.Null(await store.Outbox.ReadCampaignAsync("c", Token));
        await store.Outbox.AddAsync(new([_deliveries.Post(Anna, store.Now, campaign: "c")]) { Snapshots = new Dictionary<string, string> { ["c"] = "{\"title\":\"“a”\"}" } }, Token);
        Assert.Equal("{\"title\":\"“a”\"}", (await store.Outbox.ReadCampaignAsync("c", Token))!.Snapshot);
    }

    // ---- series ----

    private Series NewSeries(DateTimeOffset next, string? campaign = null) =>
        new(_deliveries.Ids.Next(), DeliveryKey.Of(campaign ?? "", "weekly", "en", "anna", "0 9 * * 1 Asia/Almaty"), Anna, "0 9 * * 1", "Asia/Almaty",
            [new Act.Publish(new Post(new("alpha"), "first turn")), new Act.Publish(new Post(new("alpha"), "second turn"))])
        { Campaign = campaign, NextAt = next, EndsAt = next + TimeSpan.FromDays(100), NotAfter = next + TimeSpan.FromDays(90), Late = LateRule.Skip, NeedsApproval = true };

    [Fact]
    public async Task ASeriesIsKeptWholeAndAddedOnce()
    {
        await using var store = await OpenAsync();
        var next = DateTimeOffset.FromUnixTimeMilliseconds((store.Now + TimeSpan.FromDays(2)).ToUnixTimeMilliseconds());
        var series = NewSeries(next);
        await store.Outbox.AddAsync(new([]) { Series = [series] }, Token);
        await store.Outbox.AddAsync(new([]) { Series = [series with { Id = _deliveries.Ids.Next() }] }, Token);
        Assert.Equal(series, Assert.Single(await store.Outbox.ReadSeriesAsync(Token)));
        var (due, until) = await store.Outbox.DueSeriesAsync(TimeSpan.FromDays(1), Token);
        Assert.Empty(due);
        Assert.InRange(until!.Value, TimeSpan.FromHours(23.9), TimeSpan.FromHours(24));
        Assert.Single((await store.Outbox.DueSeriesAsync(TimeSpan.FromDays(3), Token)).Series);
    }

    [Fact]
    public async Task ASeriesMovesOnOnceForEachOccurrence()
    {
        await using var store = await OpenAsync();
        var next = DateTimeOffset.FromUnixTimeMilliseconds(store.Now.ToUnixTimeMilliseconds());
        var series = NewSeries(next) with { NeedsApproval = false };
        await store.Outbox.AddAsync(new([]) { Series = [series] }, Token);
        var occurrence = _deliveries.Post(Anna, next, with: delivery => delivery with { Series = series.Id, OccurrenceAt = next });
        var advanced = series with { NextAt = next.AddDays(7), Occurrences = 1 };
        Assert.True(await store.Outbox.AdvanceSeriesAsync(advanced, next, [occurrence], Token));
        Assert.False(await store.Outbox.AdvanceSeriesAsync(advanced, next, [_deliveries.Post(Anna, next)], Token));
        Assert.Equal(advanced, Assert.Single(await store.Outbox.ReadSeriesAsync(Token)));
        Assert.Equal(occurrence.Id, Assert.Single((await store.Outbox.PageAsync(new() { Series = series.Id }, Token)).Entries).Id);
        Assert.Single((await store.Outbox.PageAsync(new(), Token)).Entries);
    }

    [Fact]
    public async Task AnOccurrenceThatSaysAnotherAccountsWordsIsHeld()
    {
        await using var store = await OpenAsync();
        var series = NewSeries(store.Now);
        await store.Outbox.AddAsync(new([]) { Series = [series] }, Token);
        await AddDueAsync(store, Boris, "first turn");
        var seen = (await store.Outbox.ReadSeriesAsync(Token))[0];
        var occurrence = _deliveries.Post(Anna, store.Now, "First turn", with: delivery => delivery with { Series = series.Id, OccurrenceAt = seen.NextAt });
        Assert.True(await store.Outbox.AdvanceSeriesAsync(seen with { NextAt = null }, seen.NextAt!.Value, [occurrence], Token));
        Assert.Equal(DeliveryState.Held, (await ReadAsync(store.Outbox, occurrence)).State);
    }

    [Fact]
    public async Task APausedSeriesOrOneOfAStoppedCampaignDoesNotGoOn()
    {
        await using var store = await OpenAsync();
        var series = NewSeries(store.Now, "c");
        await store.Outbox.AddAsync(new([]) { Series = [series] }, Token);
        var next = (await store.Outbox.ReadSeriesAsync(Token))[0].NextAt!.Value;
        var occurrence = _deliveries.Post(Anna, next, campaign: "c");
        await store.Outbox.StopAsync("c", "Invented Person", Token);
        Assert.Empty((await store.Outbox.DueSeriesAsync(Second, Token)).Series);
        Assert.False(await store.Outbox.AdvanceSeriesAsync(series with { NextAt = null }, next, [occurrence], Token));
        await store.Outbox.ResumeAsync("c", Token);
        Assert.True(await store.Outbox.PauseSeriesAsync(series.Id, "a person said so", end: false, Token));
        Assert.Empty((await store.Outbox.DueSeriesAsync(Second, Token)).Series);
        Assert.True(await store.Outbox.PauseSeriesAsync(series.Id, null, end: false, Token));
        Assert.Single((await store.Outbox.DueSeriesAsync(Second, Token)).Series);
        Assert.True(await store.Outbox.PauseSeriesAsync(series.Id, null, end: true, Token));
        Assert.Null((await store.Outbox.ReadSeriesAsync(Token))[0].NextAt);
        Assert.False(await store.Outbox.PauseSeriesAsync(_deliveries.Ids.Next(), null, end: true, Token));
    }

    // A daily series with four occurrences in the queue: one is sent, one overdue, two are to come.
    private async Task<(Series Series, IReadOnlyList<Entry> Entries)> RunningSeriesAsync(OutboxUnderTest store, bool needsApproval = false)
    {
        var start = DateTimeOffset.FromUnixTimeSeconds(store.Now.ToUnixTimeSeconds() / 60 * 60) - TimeSpan.FromHours(25);
        var series = new Series(_deliveries.Ids.Next(), DeliveryKey.Of("", "daily", "en", "anna", "daily"), Anna, $"{start.Minute} {start.Hour} * * *", "UTC", [new Act.Publish(new Post(new("alpha"), "the old words"))]) { NeedsApproval = needsApproval };
        var made = Enumerable.Range(0, 4).Select(day => start.AddDays(day)).Select(at => _deliveries.Post(Anna, at, "the old words",
            with: delivery => delivery with { Key = series.Key.WithSlot(at.ToString("s", System.Globalization.CultureInfo.InvariantCulture)), Series = series.Id, OccurrenceAt = at, NeedsApproval = needsApproval })).ToList();
        Assert.IsType<AddResult.Stored>(await store.Outbox.AddAsync(new(made) { Series = [series with { NextAt = start.AddDays(4), Occurrences = 4 }] }, Token));
        if (!needsApproval)
        {
            var lane = (await store.Outbox.ClaimAsync(new("worker", 10, Lease), Token)).Single();
            await SendAsync(store, lane, made[0]);
            await store.Outbox.CommitAsync([new Work.Release(lane)], Token);
        }
        List<Entry> entries = [];
        foreach (var added in made)
            entries.Add(await ReadAsync(store.Outbox, added));
        return (Assert.Single(await store.Outbox.ReadSeriesAsync(Token)), entries);
    }

    private async Task SendAsync(OutboxUnderTest store, LaneClaim lane, NewDelivery added)
    {
        var attempt = _deliveries.Ids.Next();
        var begun = Assert.IsType<WorkResult.Accepted>((await store.Outbox.CommitAsync([new Work.Begin(lane, added.Id, 1, attempt, new("key", new byte[] { 1 }), Lease)], Token))[0]);
        var post = new PostRef(new("alpha"), "1");
        Assert.IsType<WorkResult.Accepted>((await store.Outbox.CommitAsync([new Work.Record(lane, added.Id, begun.Version, attempt, new Outcome.Done(post), new(DeliveryState.Sent, null) { Receipt = post, ConfirmedBy = Confirmation.Response })], Token))[0]);
    }

    private SeriesRenewal Renewal(Series seen, IReadOnlyList<Entry> entries, OutboxUnderTest store, string text, string? cron = null)
    {
        var wanted = seen with { Cron = cron ?? seen.Cron, Turns = [new Act.Publish(new Post(new("alpha"), text))] };
        var first = Occurrences.Next(wanted.Cron, TimeZoneInfo.Utc, store.Now, null)!.Value;
        return SeriesRenewal.Of(seen, wanted, first, entries, store.Now, _deliveries.Ids, "Invented Person")!;
    }

    [Fact]
    public async Task ARenewedSeriesSaysTheNewWordsInAllThatHasNotBegunAndNothingTwice()
    {
        await using var store = await OpenAsync();
        var (series, before) = await RunningSeriesAsync(store);
        var renewal = Renewal(series, before, store, "the new words");
        Assert.Equal(3, Assert.IsType<RenewResult.Renewed>(await store.Outbox.RenewSeriesAsync([renewal], Token)).Changed.Count);
        var after = (await store.Outbox.PageAsync(new() { Series = series.Id, Limit = 100 }, Token)).Entries;
        Assert.Equal((DeliveryState.Sent, "the old words"), (after[0].State, TextOf(after[0])));
        Assert.All(after.Skip(1), entry => Assert.Equal((DeliveryState.Scheduled, "the new words"), (entry.State, TextOf(entry))));
        // What is overdue keeps its time, and none of the old is there beside the new: the same ids, and further ones as far as the queue reaches.
        Assert.Equal(before.Select(entry => (entry.Id, entry.Delivery.DueAt)), after.Take(4).Select(entry => (entry.Id, entry.Delivery.DueAt)));
        Assert.Equal(after.Select(entry => entry.Delivery.OccurrenceAt).Distinct().Count(), after.Count);
        var moved = Assert.Single(await store.Outbox.ReadSeriesAsync(Token));
        Assert.Equal(renewal.Renewed, moved);
        Assert.Equal(after[^1].Delivery.DueAt.AddDays(1), moved.NextAt);
        Assert.Equal(after.Count, moved.Occurrences);
        // The same once more changes nothing.
        Assert.Empty(Renewal(moved, after, store, "the new words").Changes);
    }

    [Fact]
    public async Task ASeriesOfAnotherRhythmTakesOutWhatComesNoMoreAndBringsItBackWhenItDoes()
    {
        await using var store = await OpenAsync();
        var (series, before) = await RunningSeriesAsync(store);
        var hour = store.Now.AddHours(3).Hour;
        Assert.IsType<RenewResult.Renewed>(await store.Outbox.RenewSeriesAsync([Renewal(series, before, store, "the old words", $"30 {hour} * * *")], Token));
        var after = (await store.Outbox.PageAsync(new() { Series = series.Id, Limit = 100 }, Token)).Entries;
        Assert.All(before.Skip(2), old => Assert.Equal(DeliveryState.Cancelled, after.Single(entry => entry.Id == old.Id).State));
        Assert.NotEmpty(after.Where(entry => entry.State == DeliveryState.Scheduled && entry.Delivery.DueAt > store.Now));
        Assert.All(after.Where(entry => entry.State == DeliveryState.Scheduled && entry.Delivery.DueAt > store.Now), entry => Assert.Equal((hour, 30), (entry.Delivery.DueAt.Hour, entry.Delivery.DueAt.Minute)));

        var moved = Assert.Single(await store.Outbox.ReadSeriesAsync(Token));
        Assert.IsType<RenewResult.Renewed>(await store.Outbox.RenewSeriesAsync([Renewal(moved, after, store, "the old words", series.Cron)], Token));
        var back = (await store.Outbox.PageAsync(new() { Series = series.Id, Limit = 100 }, Token)).Entries;
        Assert.All(before.Skip(1), old => Assert.Equal(DeliveryState.Scheduled, back.Single(entry => entry.Id == old.Id).State));
        Assert.All(back.Where(entry => entry.Delivery.DueAt.Minute == 30 && entry.Delivery.DueAt.Hour == hour), entry => Assert.Equal(DeliveryState.Cancelled, entry.State));
    }

    [Fact]
    public async Task WhatAPersonTookOutOfASeriesStaysOutWhenItIsRenewed()
    {
        await using var store = await OpenAsync();
        var (series, before) = await RunningSeriesAsync(store);
        Assert.IsType<ChangeResult.Changed>(await store.Outbox.ChangeAsync(before[3].Id, before[3].Version, new Change.Cancel("Invented Person"), Token));
        var entries = (await store.Outbox.PageAsync(new() { Series = series.Id }, Token)).Entries;
        Assert.IsType<RenewResult.Renewed>(await store.Outbox.RenewSeriesAsync([Renewal(series, entries, store, "the new words")], Token));
        Assert.Equal((DeliveryState.Cancelled, "the old words"), ((await store.Outbox.ReadAsync(before[3].Id, Token))!.State, TextOf((await store.Outbox.ReadAsync(before[3].Id, Token))!)));
    }

    [Fact]
    public async Task AnApprovalFallsWhenASeriesIsRenewedWithOtherWords()
    {
        await using var store = await OpenAsync();
        var (series, before) = await RunningSeriesAsync(store, needsApproval: true);
        Assert.IsType<ChangeResult.Changed>(await store.Outbox.ChangeAsync(before[3].Id, before[3].Version, new Change.Approve(before[3].Hash, "Invented Person"), Token));
        var entries = (await store.Outbox.PageAsync(new() { Series = series.Id }, Token)).Entries;
        Assert.IsType<RenewResult.Renewed>(await store.Outbox.RenewSeriesAsync([Renewal(series, entries, store, "the new words")], Token));
        Assert.Equal(DeliveryState.Held, (await store.Outbox.ReadAsync(before[3].Id, Token))!.State);
        Assert.Equal(DeliveryState.AwaitingApproval, (await store.Outbox.ReadAsync(before[2].Id, Token))!.State);
    }

    [Fact]
    public async Task ARenewalIsDoneWholeOrNotAtAll()
    {
        await using var store = await OpenAsync();
        var (series, before) = await RunningSeriesAsync(store);
        var renewal = Renewal(series, before, store, "the new words");
        // Somebody was quicker with one of the occurrences.
        await store.Outbox.ChangeAsync(before[3].Id, before[3].Version, new Change.Hold("wait"), Token);
        Assert.IsType<RenewResult.Overtaken>(await store.Outbox.RenewSeriesAsync([renewal], Token));
        // Another account says these words.
        await store.Outbox.AddAsync(new([_deliveries.Post(Boris, store.Now.AddDays(9), "The NEW words")]), Token);
        var entries = (await store.Outbox.PageAsync(new() { Series = series.Id }, Token)).Entries;
        Assert.All(Assert.IsType<RenewResult.Refused>(await store.Outbox.RenewSeriesAsync([Renewal(series, entries, store, "the new words")], Token)).Obstacles, obstacle => Assert.IsType<AddObstacle.SameWords>(obstacle));
        Assert.Equal(series, Assert.Single(await store.Outbox.ReadSeriesAsync(Token)));
        Assert.All((await store.Outbox.PageAsync(new() { Series = series.Id }, Token)).Entries, entry => Assert.Equal("the old words", TextOf(entry)));
    }

    private static string TextOf(Entry entry) => ((Act.Publish)entry.Delivery.Act).Post.Text;

    // ---- waiting and looking ----

    [Fact]
    public async Task AChangeWakesWhoWaitsAndNoneIsMissed()
    {
        await using var store = await OpenAsync();
        var mark = await store.Outbox.WaitAsync(0, TimeSpan.FromMinutes(1), Token);
        var waiting = store.Outbox.WaitAsync(mark, TimeSpan.FromMinutes(5), Token);
        await AddDueAsync(store);
        var after = await waiting.WaitAsync(TimeSpan.FromSeconds(10), Token);
        Assert.NotEqual(mark, after);
        await AddDueAsync(store);
        await store.Outbox.WaitAsync(after, TimeSpan.FromMinutes(5), Token).WaitAsync(TimeSpan.FromSeconds(10), Token);
    }

    [Fact]
    public async Task AWaitEndsWhenItIsCancelled()
    {
        await using var store = await OpenAsync();
        using var cancel = new CancellationTokenSource();
        var mark = await store.Outbox.WaitAsync(0, TimeSpan.FromMinutes(1), Token);
        var waiting = store.Outbox.WaitAsync(mark, TimeSpan.FromMinutes(5), cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WaitAsync(TimeSpan.FromSeconds(10), Token));
    }

    [Fact]
    public async Task HowLongUntilTheNextIsKnown()
    {
        await using var store = await OpenAsync();
        Assert.Null(await store.Outbox.UntilNextAsync(null, Token));
        await AddAsync(store.Outbox, _deliveries.Post(Anna, store.Now + TimeSpan.FromMinutes(7)));
        Assert.InRange((await store.Outbox.UntilNextAsync(null, Token))!.Value, TimeSpan.FromMinutes(6.9), TimeSpan.FromMinutes(7));
        await AddDueAsync(store, Chen);
        Assert.Equal(TimeSpan.Zero, await store.Outbox.UntilNextAsync(null, Token));
        await ClaimAsync(store.Outbox);
        Assert.InRange((await store.Outbox.UntilNextAsync(null, Token))!.Value, TimeSpan.FromSeconds(50), Lease);
    }

    [Fact]
    public async Task HowLongUntilTheNextIsKnownOfThePlatformsThatHaveRoomAlone()
    {
        await using var store = await OpenAsync();
        await AddDueAsync(store, Anna);
        await AddAsync(store.Outbox, _deliveries.Post(Chen, store.Now + TimeSpan.FromMinutes(7)));
        Assert.Equal(TimeSpan.Zero, await store.Outbox.UntilNextAsync([Anna.Platform, Chen.Platform], Token));
        Assert.InRange((await store.Outbox.UntilNextAsync([Chen.Platform], Token))!.Value, TimeSpan.FromMinutes(6.9), TimeSpan.FromMinutes(7));
        Assert.Null(await store.Outbox.UntilNextAsync([], Token));
    }

    [Fact]
    public async Task PagesFollowOneAnotherWithoutGapOrRepeat()
    {
        await using var store = await OpenAsync();
        var all = Enumerable.Range(0, 25).Select(i => _deliveries.Post(i % 2 == 0 ? Anna : Chen, store.Now + TimeSpan.FromMinutes(i / 3))).ToList();
        await store.Outbox.AddAsync(new(all), Token);
        List<Guid> seen = [];
        PageMark? mark = null;
        do
        {
            var page = await store.Outbox.PageAsync(new() { Limit = 4, After = mark }, Token);
            seen.AddRange(page.Entries.Select(entry => entry.Id));
            mark = page.Next;
        }
        while (mark is not null);
        Assert.Equal(all.Select(added => added.Id), seen);
        Assert.Equal(13, (await store.Outbox.PageAsync(new() { Account = "anna" }, Token)).Entries.Count);
        Assert.Equal(12, (await store.Outbox.PageAsync(new() { Platform = new("beta") }, Token)).Entries.Count);
        Assert.Equal(3, (await store.Outbox.PageAsync(new() { From = all[3].Delivery.DueAt, To = all[6].Delivery.DueAt }, Token)).Entries.Count);
        Assert.Empty((await store.Outbox.PageAsync(new() { States = [DeliveryState.Held] }, Token)).Entries);
    }

    [Fact]
    public async Task TheLogIsWhatWasSentInThatOrder()
    {
        await using var store = await OpenAsync();
        var (added, lane, begin, version) = await BeginAsync(store);
        await AddDueAsync(store, Chen);
        await AcceptedAsync(store.Outbox, new Work.Record(lane, added.Id, version, begin.Attempt, new Outcome.Done(Ref()), Sent()));
        var log = await store.Outbox.PageAsync(new() { Order = EntryOrder.BySent }, Token);
        Assert.Equal(added.Id, Assert.Single(log.Entries).Id);
    }

    [Fact]
    public async Task AnEntryIsFoundByItsKeyAndByTheEndOfItsId()
    {
        await using var store = await OpenAsync();
        var added = await AddDueAsync(store);
        await AddDueAsync(store);
        Assert.Equal(added.Id, Assert.Single(await store.Outbox.FindAsync(added.Delivery.Key.Value, Token)).Id);
        Assert.Equal(added.Id, Assert.Single(await store.Outbox.FindAsync(added.Id.ToString("D")[^13..].ToUpperInvariant(), Token)).Id);
        Assert.Empty(await store.Outbox.FindAsync("abc", Token));
        Assert.Empty(await store.Outbox.FindAsync("%%%%", Token));
    }

    [Fact]
    public async Task WhatIsDueIsCountedByStretch()
    {
        await using var store = await OpenAsync();
        var start = store.Now + TimeSpan.FromDays(1);
        await store.Outbox.AddAsync(new([_deliveries.Post(Anna, start), _deliveries.Post(Anna, start.AddHours(1)), _deliveries.Post(Chen, start.AddDays(1), campaign: "c"), _deliveries.Post(Anna, start.AddDays(2))]), Token);
        var borders = new[] { start, start.AddDays(1), start.AddDays(2) };
        var counts = await store.Outbox.CountAsync(borders, null, Token);
        Assert.Equal([new(0, new("alpha"), DeliveryState.Scheduled, 2), new(1, new("beta"), DeliveryState.Scheduled, 1)], counts.OrderBy(count => count.Stretch));
        Assert.Single(await store.Outbox.CountAsync(borders, "c", Token));
    }

    [Fact]
    public async Task HealthSaysWhatIsDueHeldAndWhoWorks()
    {
        await using var store = await OpenAsync();
        var due = await AddDueAsync(store, Anna);
        var held = await AddDueAsync(store, Chen);
        await store.Outbox.ChangeAsync(held.Id, 1, new Change.Hold("wait"), Token);
        Assert.Equal(store.Now, await store.Outbox.BeatAsync(Owner, 3, null, Token), TimeSpan.FromSeconds(5));
        await store.Outbox.BeatAsync(Owner, 4, "the clock jumped", Token);
        var health = await store.Outbox.ReadHealthAsync(Token);
        Assert.Equal((1, 1, 1), (health.Due, health.Held, health.Scheduled));
        Assert.Equal(due.Delivery.DueAt.ToUnixTimeMilliseconds(), health.OldestDue!.Value.ToUnixTimeMilliseconds());
        Assert.Equal(held.Delivery.DueAt.ToUnixTimeMilliseconds(), health.OldestHeld!.Value.ToUnixTimeMilliseconds());
        var worker = Assert.Single(health.Workers);
        Assert.Equal((Owner, 4, "the clock jumped"), (worker.Owner, worker.Begun, worker.PausedBecause));
        await store.Outbox.LeaveAsync(Owner, Token);
        Assert.Empty((await store.Outbox.ReadHealthAsync(Token)).Workers);
    }

    [Fact]
    public async Task WhoLeavesGivesItsIdleLanesUpAtOnce()
    {
        await using var store = await OpenAsync();
        var (_, _, _, _) = await BeginAsync(store);
        await AddDueAsync(store, Chen);
        await ClaimAsync(store.Outbox);
        await store.Outbox.LeaveAsync(Owner, Token);
        Assert.Equal("chen", (await ClaimAsync(store.Outbox, Other)).Account);
    }
}
