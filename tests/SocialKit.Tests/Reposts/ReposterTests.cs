using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;
using SocialKit.Deliveries;
using SocialKit.Posts;
using SocialKit.Reposts;
using SocialKit.Testing;
using static SocialKit.Testing.TestDeliveries;

namespace SocialKit.Tests.Reposts;

/// <summary>Reading listed accounts on an invented network, with a store in memory; the test moves the clock.</summary>
public sealed class ReposterTests : IAsyncDisposable
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private readonly FakeTimeProvider _clock = new(new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));
    private readonly MemoryOutbox _outbox;
    private readonly FakeFeed _feed = new(new("alpha"));
    private readonly ConcurrentQueue<RepostEvent> _seen = [];
    private readonly ConcurrentQueue<Notice> _told = [];

    public ReposterTests()
    {
        _outbox = new(_clock);
        _feed.Names("poet", "id-poet");
    }

    public ValueTask DisposeAsync() => _outbox.DisposeAsync();

    private sealed class Watch(ConcurrentQueue<RepostEvent> seen, ConcurrentQueue<Notice> told) : IRepostWatch, INotify
    {
        public void Saw(RepostEvent happened) => seen.Enqueue(happened);

        public void Tell(Notice notice) => told.Enqueue(notice);
    }

    private DateTimeOffset Now => _clock.GetUtcNow();

    private Reposter Reposter(FakeFeed? feed = null, Func<ReposterOptions, ReposterOptions>? with = null)
    {
        var options = new ReposterOptions { Owner = "worker-1" };
        var watch = new Watch(_seen, _told);
        return new(_outbox, new(FakePlatform.Alpha with { Feed = feed ?? _feed }, FakePlatform.Beta), with is null ? options : with(options), _clock, new Random(1), watch, watch);
    }

    private async Task StartAsync(RepostRules? rules = null, params string[] listed)
    {
        var job = TestFeeds.Job(Anna, rules);
        await _outbox.StartRepostsAsync([new(job, [.. (listed.Length == 0 ? ["poet"] : listed).Select(name => TestFeeds.Feed(job, name))])], Token);
    }

    private async Task<ListedFeed> FeedAsync(string listed = "poet") => (await _outbox.ReadFeedsAsync(null, Token)).Single(feed => feed.Listed == listed);

    private async Task<IReadOnlyList<Entry>> EntriesAsync() => (await _outbox.PageAsync(new() { Limit = 500 }, Token)).Entries;

    // As far as the account is read again.
    private async Task ReadOnAsync(Reposter? reposter = null)
    {
        var next = (await _outbox.ReadFeedsAsync(null, Token)).Min(feed => feed.NextLook);
        _clock.SetUtcNow(next > Now ? next.AddMilliseconds(1) : Now);
        await (reposter ?? Reposter()).ReadDueAsync(Token);
    }

    [Fact]
    public async Task TheFirstLookPinsTheAccountAndSetsTheMarkAndRepostsNothingOfBefore()
    {
        _feed.Publish("id-poet", Now.AddMinutes(-5));
        await StartAsync();
        await Reposter().ReadDueAsync(Token);
        Assert.Equal(("id-poet", "1", 0), ((await FeedAsync()).UserId, (await FeedAsync()).Mark, (await FeedAsync()).Seen));
        Assert.Empty(await EntriesAsync());
        _feed.Publish("id-poet", Now);
        await ReadOnAsync();
        Assert.Equal("id-poet-2", ((Act.Repost)Assert.Single(await EntriesAsync()).Delivery.Act).Original.Id);
    }

    [Fact]
    public async Task WhatIsMoreThanOneReadingIsReadOnAtOnce()
    {
        await StartAsync();
        var reposter = Reposter(with: options => options with { PostsPerReading = 3 });
        await reposter.ReadDueAsync(Token);
        for (var i = 0; i < 10; i++)
            _feed.Publish("id-poet", Now);
        for (var i = 0; i < 4; i++)
            await ReadOnAsync(reposter);
        Assert.Equal(10, (await FeedAsync()).Seen);
        Assert.Equal(10, (await EntriesAsync()).Count);
    }

    [Fact]
    public async Task ARenamedAccountIsReadOnByItsIdAndWhoTookTheNameIsNot()
    {
        await StartAsync();
        await Reposter().ReadDueAsync(Token);
        _feed.Names("poet_new", "id-poet");
        _feed.Names("poet", "id-impostor");
        _feed.Publish("id-impostor", Now, "Send money");
        _feed.Publish("id-poet", Now.AddHours(25));
        _clock.Advance(TimeSpan.FromHours(25));
        await Reposter().ReadDueAsync(Token);
        Assert.Equal("id-poet-1", ((Act.Repost)Assert.Single(await EntriesAsync()).Delivery.Act).Original.Id);
        Assert.Equal("feed-renamed", Assert.Single(_told).Code);
        Assert.Equal("@poet is called @poet_new now, and is read on by its id. @poet belongs to another account now (id-impostor), which is not read.", (await FeedAsync()).Trouble);
        Assert.False(_feed.Readings.ContainsKey("id-impostor"));
        // It is told once.
        _clock.Advance(TimeSpan.FromHours(25));
        await Reposter().ReadDueAsync(Token);
        Assert.Single(_told);
    }

    [Fact]
    public async Task ASuspendedAccountIsToldOnceAndNeverReplaced()
    {
        await StartAsync();
        await Reposter().ReadDueAsync(Token);
        _feed.Close("id-poet");
        _feed.Names("poet", "id-impostor");
        _feed.Publish("id-impostor", Now, "Send money");
        for (var day = 0; day < 3; day++)
            await ReadOnAsync();
        Assert.Equal("feed-gone", Assert.Single(_told).Code);
        Assert.Equal(("id-poet", "It was suspended."), ((await FeedAsync()).UserId, (await FeedAsync()).Trouble));
        Assert.Empty(await EntriesAsync());
    }

    [Fact]
    public async Task ANameThatNobodyHasIsTold()
    {
        await StartAsync(null, "nobody");
        await Reposter().ReadDueAsync(Token);
        Assert.Equal(("feed-gone", "There is no @nobody."), (Assert.Single(_told).Code, _told.Single().Reason));
    }

    [Fact]
    public async Task AFailedReadingIsRepeatedLaterAndLater()
    {
        await StartAsync();
        await Reposter().ReadDueAsync(Token);
        _feed.Fault = what => Task.FromResult<string?>(what == "read" ? "The server is down." : null);
        List<TimeSpan> waits = [];
        for (var i = 0; i < 4; i++)
        {
            await ReadOnAsync();
            waits.Add((await FeedAsync()).NextLook - Now);
        }
        Assert.Equal([2, 4, 8, 16], waits.Select(wait => Math.Round(wait.TotalMinutes)));
        _feed.Fault = null;
        _feed.Publish("id-poet", Now);
        await ReadOnAsync();
        Assert.Single(await EntriesAsync());
        Assert.Equal(0, (await FeedAsync()).Failures);
    }

    [Fact]
    public async Task WhenThePlatformAsksToWaitTheWholeReaderWaits()
    {
        _feed.Names("friend", "id-friend");
        await StartAsync(null, "poet", "friend");
        await Reposter().ReadDueAsync(Token);
        var calls = _feed.Calls;
        _feed.Fault = what => Task.FromResult<string?>(what == "read" ? "slow down" : null);
        _clock.Advance(TimeSpan.FromHours(5));
        await Reposter(with: options => options with { MaxReadings = 1 }).ReadDueAsync(Token);
        Assert.Equal(1, _feed.Calls - calls);
        _feed.Fault = null;
        _clock.Advance(TimeSpan.FromMinutes(20) + TimeSpan.FromSeconds(1));
        await Reposter().ReadDueAsync(Token);
        Assert.Equal(3, _feed.Calls - calls);
    }

    [Fact]
    public async Task AReaderThatIsStoppedStopsItsAccountUntilAPersonSaysSo()
    {
        await StartAsync();
        _feed.Fault = _ => Task.FromResult<string?>("stop");
        await Reposter().ReadDueAsync(Token);
        Assert.Equal("feed-reader-stopped", Assert.Single(_told).Code);
        Assert.Equal("Its invented token is dead.", Assert.Single(await _outbox.ReadLanesAsync(Token)).PausedBecause);
        _feed.Fault = null;
        _clock.Advance(TimeSpan.FromHours(1));
        var calls = _feed.Calls;
        await Reposter().ReadDueAsync(Token);
        Assert.Equal(calls, _feed.Calls);
        await _outbox.PauseLaneAsync("anna", new("alpha"), null, Token);
        await Reposter().ReadDueAsync(Token);
        Assert.Equal("id-poet", (await FeedAsync()).UserId);
    }

    [Fact]
    public async Task AFeedThatHangsIsGivenUpAndKeepsNoOtherBack()
    {
        var hanging = new FakeFeed(new("alpha")) { Fault = what => new TaskCompletionSource<string?>().Task };
        hanging.Names("poet", "id-poet");
        await StartAsync();
        var reading = Reposter(hanging).ReadDueAsync(Token);
        for (var i = 0; !reading.IsCompleted && i < 20_000; i++)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(1, Token);
        }
        await reading;
        Assert.Contains("longer than 60 seconds", (await FeedAsync()).Trouble, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnExceptionOfAFeedIsAFailedReading()
    {
        await StartAsync();
        _feed.Fault = _ => throw new InvalidOperationException("https://secret.example/token");
        await Reposter().ReadDueAsync(Token);
        Assert.Equal("Reading ended without an answer: InvalidOperationException.", (await FeedAsync()).Trouble);
    }

    [Fact]
    public async Task AWorkerThatDiesInTheMiddleLeavesItToTheNextAfterItsLease()
    {
        await StartAsync();
        await Reposter().ReadDueAsync(Token);
        _feed.Publish("id-poet", Now);
        _clock.Advance(TimeSpan.FromHours(6));
        var options = new ReposterOptions { Owner = "dead" };
        Assert.Single((await _outbox.ClaimFeedsAsync(TestFeeds.Claims("dead") with { Lease = options.Lease }, Token)).Claims);
        await Reposter().ReadDueAsync(Token);
        Assert.Empty(await EntriesAsync());
        _clock.Advance(options.Lease);
        await Reposter().ReadDueAsync(Token);
        Assert.Single(await EntriesAsync());
    }

    [Fact]
    public async Task AfterAStopThatWasTakenBackWhatWasPublishedMeanwhileIsJudgedByItsAge()
    {
        await StartAsync(TestFeeds.Open with { MaxAge = TimeSpan.FromHours(12) });
        await Reposter().ReadDueAsync(Token);
        await _outbox.StopAsync(TestFeeds.Campaign, "Olga", Token);
        for (var hour = 0; hour < 48; hour++)
        {
            _feed.Publish("id-poet", Now);
            _clock.Advance(TimeSpan.FromHours(1));
            await Reposter().ReadDueAsync(Token);
        }
        Assert.Empty(await EntriesAsync());
        await _outbox.ResumeAsync(TestFeeds.Campaign, Token);
        var reposter = Reposter();
        await reposter.ReadDueAsync(Token);
        await ReadOnAsync(reposter);
        var decisions = await _outbox.ReadDecisionsAsync(new(), Token);
        Assert.Equal(48, decisions.Count);
        Assert.All(decisions, decision => Assert.Equal(Now - decision.PostedAt >= TimeSpan.FromHours(12) + TimeSpan.FromSeconds(5) ? VerdictCodes.TooOld : decision.Code, decision.Code));
        Assert.InRange(decisions.Count(decision => decision.Kind == DecisionKind.Taken), 11, 12);
    }

    [Fact]
    public async Task OnceReadsEveryAccountOnceAndTakesNoMoreThanAsked()
    {
        _feed.Names("friend", "id-friend");
        await StartAsync(null, "poet", "friend");
        await Reposter().ReadDueAsync(Token);
        for (var i = 0; i < 4; i++)
        {
            _feed.Publish("id-poet", Now);
            _feed.Publish("id-friend", Now);
        }
        _clock.Advance(TimeSpan.FromSeconds(10));
        var reposter = Reposter(with: options => options with { AtMost = 3 });
        Assert.InRange(await reposter.ReadAllOnceAsync(Token), 0, 1);
        Assert.True(reposter.IsFull);
        Assert.Equal(3, (await EntriesAsync()).Count);
    }

    [Fact]
    public async Task WhatNobodyApprovedInItsTimeIsOverAndNoLongerInTheWay()
    {
        await StartAsync(TestFeeds.Open with { NeedsApproval = true, MaxAge = TimeSpan.FromHours(6) });
        await Reposter().ReadDueAsync(Token);
        _feed.Publish("id-poet", Now);
        await ReadOnAsync();
        Assert.Equal(DeliveryState.AwaitingApproval, Assert.Single(await EntriesAsync()).State);
        _clock.Advance(TimeSpan.FromHours(6));
        _feed.Publish("id-poet", Now);
        await Reposter().ReadDueAsync(Token);
        Assert.Equal([DeliveryState.Expired, DeliveryState.AwaitingApproval], (await EntriesAsync()).Select(entry => entry.State));
        Assert.StartsWith("Nobody approved it before 2026-11-24 18:", (await EntriesAsync())[0].Because, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ACallBudgetIsNeverExceeded()
    {
        var feed = new FakeFeed(new("alpha")) { Budget = new(30, TimeSpan.FromMinutes(15)) };
        string[] listed = [.. Enumerable.Range(0, 60).Select(i => $"poet_{i}")];
        foreach (var name in listed)
            feed.Names(name, "id-" + name);
        await StartAsync(null, listed);
        Queue<(DateTimeOffset At, int Calls)> past = [];
        for (var minute = 0; minute < 120; minute++)
        {
            var before = feed.Calls;
            await Reposter(feed).ReadDueAsync(Token);
            past.Enqueue((Now, feed.Calls - before));
            while (past.Peek().At <= Now - TimeSpan.FromMinutes(15))
                past.Dequeue();
            // A full bucket, and what flows in meanwhile.
            Assert.InRange(past.Sum(one => one.Calls), 0, 60);
            _clock.Advance(TimeSpan.FromMinutes(1));
        }
        Assert.Equal(60, (await _outbox.ReadFeedsAsync(null, Token)).Count(one => one.Mark is not null));
    }

    [Fact]
    public async Task WhatIsReadCostsNoMoreThanTheBudgetOfTheDay()
    {
        var feed = new FakeFeed(new("alpha")) { Price = new Cheap() };
        feed.Names("poet", "id-poet");
        await StartAsync(TestFeeds.Open with { Budget = 1.00m });
        var reposter = Reposter(feed);
        for (var minute = 0; minute < 1000; minute++)
        {
            feed.Publish("id-poet", Now);
            await reposter.ReadDueAsync(Token);
            Assert.InRange(Assert.Single(await _outbox.ReadRepostsAsync(null, Token)).SpentAt(Now), 0, 1.00m);
            _clock.Advance(TimeSpan.FromMinutes(1));
        }
        var job = Assert.Single(await _outbox.ReadRepostsAsync(null, Token));
        Assert.True(job.RestsUntil is not null || job.SpentAt(Now) > 0);
        // 12 hours of one day and less than one of the next: never more than two budgets.
        Assert.InRange((await EntriesAsync()).Count * 0.025m, 0.10m, 2.00m);
    }

    private sealed class Cheap : IFeedPrice
    {
        public Price OfRead => new(0.005m, "USD", "a post", new(2026, 8, 22));

        public Price OfLookUp => new(0.010m, "USD", "an account", new(2026, 8, 22));

        public Price OfRepost => new(0.015m, "USD", "a repost", new(2026, 8, 22));
    }

    [Fact]
    public void AccountsAreReadTwiceAsOftenAsTheyPublishWithinBounds()
    {
        var pace = PollPace.Default;
        Assert.Equal(TimeSpan.FromMinutes(2), pace.Next(10_000, TimeSpan.FromDays(1), 0));
        Assert.Equal(TimeSpan.FromHours(1), pace.Next(12, TimeSpan.FromDays(1), 0));
        Assert.Equal(TimeSpan.FromHours(4), pace.Next(0, TimeSpan.FromDays(1), 0));
        Assert.Equal(TimeSpan.FromMinutes(15), pace.Next(0, TimeSpan.FromHours(1), 0));
        var often = (double?)null;
        for (var day = 0; day < 30; day++)
            often = PollPace.PostsADay(often, 24, TimeSpan.FromDays(1));
        Assert.InRange(often!.Value, 23.5, 24);
    }
}
