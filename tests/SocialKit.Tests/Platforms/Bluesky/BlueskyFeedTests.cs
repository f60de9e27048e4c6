using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using CsCheck;
using SocialKit.Platforms.Bluesky;
using SocialKit.Platforms.Bluesky.Cards;
using SocialKit.Reposts;
using SocialKit.Testing;

namespace SocialKit.Tests.Platforms.Bluesky;

/// <summary>What is Bluesky's own about reading, beside <see cref="BlueskyFeedContract"/> and <see cref="BlueskyFeedPdsTests"/>.</summary>
public sealed class BlueskyFeedTests : IAsyncDisposable
{
    private readonly BlueskyFeedStage _stage = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task NothingIsRepostedWithoutConsent()
    {
        Assert.True(_stage.Feed.NeedsConsent);
        Assert.Null(_stage.Feed.Price);
        Assert.Equal(0, (await ReadAsync(null)).PostsCharged);
    }

    [Fact]
    public async Task ALookIsOneRequest()
    {
        var mark = (await ReadAsync(null)).Mark;
        var before = _stage.Stub.Asked.Count;
        for (var i = 0; i < 5; i++)
            mark = (await ReadAsync(mark)).Mark;
        Assert.Equal(5, _stage.Stub.Asked.Count - before);
    }

    [Fact]
    public void HoweverLateARecordComesByItsKeyItIsReadOnceWithinTwoHours() => Gen.Int[0, 115].Array[1, 30].Sample(minutes =>
    {
        using var stage = new Disposing(new BlueskyFeedStage());
        stage.Stage.Post("Before");
        var mark = Read(stage.Stage, null, 100).Mark;
        List<string> written = [], given = [];
        foreach (var late in minutes)
        {
            stage.Stage.Pass(TimeSpan.FromMinutes(5));
            written.Add(stage.Stage.Stub.Add(key: BlueskyStub.KeyOf(stage.Stage.Clock.Now - TimeSpan.FromMinutes(late), written.Count + 100)));
            var reading = Read(stage.Stage, mark, 1 + late % 4);
            given.AddRange(reading.Posts.Select(post => post.Ref.Id));
            mark = reading.Mark;
        }
        for (var hasMore = true; hasMore;)
        {
            var reading = Read(stage.Stage, mark, 3);
            given.AddRange(reading.Posts.Select(post => post.Ref.Id));
            (mark, hasMore) = (reading.Mark, reading.HasMore);
        }
        Assert.Equal(written.Order(), given.Order());
    }, iter: 100);

    [Fact]
    public async Task WhatHasAKeyOfTheFutureWaitsForItsTimeAndHidesNothing()
    {
        var mark = (await ReadAsync(null)).Mark;
        var ahead = _stage.Stub.Add(key: BlueskyStub.KeyOf(_stage.Clock.Now + TimeSpan.FromDays(3), 1));
        for (var i = 0; i < 200; i++)
            _stage.Stub.Add(key: BlueskyStub.KeyOf(_stage.Clock.Now + TimeSpan.FromDays(300), i));
        for (var day = 0; day < 3; day++)
        {
            _stage.Pass(TimeSpan.FromHours(20));
            var id = _stage.Post($"Day {day}");
            var reading = await ReadAsync(mark);
            Assert.Equal((id, false), (Assert.Single(reading.Posts).Ref.Id, reading.HasMore));
            mark = reading.Mark;
        }
        _stage.Pass(TimeSpan.FromHours(13));
        Assert.Equal(ahead, Assert.Single((await ReadAsync(mark)).Posts).Ref.Id);
    }

    [Fact]
    public async Task AClockOfThisMachineThatIsWrongLosesNothing()
    {
        foreach (var wrong in new[] { -26.0, -3, 3, 26 })
        {
            await using var stage = new BlueskyFeedStage();
            stage.Stub.Add(key: BlueskyStub.KeyOf(stage.Clock.Now - TimeSpan.FromHours(wrong), 9));
            stage.Pass(TimeSpan.FromMinutes(1));
            stage.Instead = request => Right(stage, request, wrong);
            var mark = (await ReadAsync(stage, null)).Mark;
            for (var i = 0; i < 5; i++)
            {
                stage.Pass(TimeSpan.FromMinutes(40));
                stage.Instead = null;
                // The record gets its key by the server's clock.
                var id = stage.Stub.Add(key: BlueskyStub.KeyOf(stage.Clock.Now - TimeSpan.FromHours(wrong), i));
                stage.Instead = request => Right(stage, request, wrong);
                var reading = await ReadAsync(stage, mark);
                Assert.Equal(id, Assert.Single(reading.Posts).Ref.Id);
                mark = reading.Mark;
            }
        }

        static StubAnswer Right(BlueskyFeedStage stage, StubRequest request, double wrong) => stage.Stub.AnswerOwn(request) is StubAnswer.Reply reply
            ? reply with { Headers = new Dictionary<string, string> { ["Date"] = (stage.Clock.Now - TimeSpan.FromHours(wrong)).ToString("R", CultureInfo.InvariantCulture) } }
            : throw new InvalidOperationException();
    }

    [Fact]
    public async Task AServerThatListsEverythingAtOnceIsReadToo()
    {
        _stage.Stub.ListsEverything = true;
        for (var i = 0; i < 30; i++)
            _stage.Post($"Before {i}");
        _stage.Pass(TimeSpan.FromMinutes(1));
        var mark = (await ReadAsync(null)).Mark;
        var ids = Enumerable.Range(0, 12).Select(i => _stage.Post($"Post {i}")).ToList();
        List<string> given = [];
        for (var hasMore = true; hasMore;)
        {
            var reading = await ReadAsync(mark, 5);
            given.AddRange(reading.Posts.Select(post => post.Ref.Id));
            (mark, hasMore) = (reading.Mark, reading.HasMore);
        }
        Assert.Equal(ids, given);
    }

    [Fact]
    public async Task AServerThatListsInAnotherOrderIsNotTrusted()
    {
        var mark = (await ReadAsync(null)).Mark;
        for (var i = 0; i < 30; i++)
            _stage.Post($"Post {i}");
        _stage.Stub.KnowsNoReverse = true;
        Assert.Contains("order", Assert.IsType<FeedReading.Failed>(await _stage.Feed.ReadAsync(new(_stage.Reader, BlueskyStub.Did, mark, 5), Token)).Reason, StringComparison.Ordinal);
        _stage.Stub.KnowsNoReverse = false;
        Assert.Equal(30, (await ReadAsync(mark)).Posts.Count);
    }

    [Fact]
    public async Task MoreThanIsRememberedIsStillGivenOnce()
    {
        var mark = (await ReadAsync(null)).Mark;
        var ids = Enumerable.Range(0, 1000).Select(i => _stage.Post($"Post {i}")).ToList();
        List<string> given = [];
        for (var hasMore = true; hasMore;)
        {
            var reading = await ReadAsync(mark, 90);
            given.AddRange(reading.Posts.Select(post => post.Ref.Id));
            (mark, hasMore) = (reading.Mark, reading.HasMore);
            Assert.InRange(mark.Length, 13, 14 * (BlueskyMark.MostAbove + 102));
        }
        Assert.Equal(ids, given);
        Assert.Empty((await ReadAsync(mark)).Posts);
    }

    [Theory]
    [InlineData("2026-11-24T08:59:00.000Z", "2026-11-24T08:59:00Z")]
    [InlineData("2020-01-01T00:00:00Z", "2020-01-01T00:00:00Z")]
    [InlineData("2026-11-24T11:59:00+03:00", "2026-11-24T08:59:00Z")]
    [InlineData("2099-01-01T00:00:00Z", "2026-11-24T09:00:00Z")]
    [InlineData("2026-02-31T00:00:00Z", "2026-11-24T09:00:00Z")]
    [InlineData("yesterday", "2026-11-24T09:00:00Z")]
    [InlineData(null, "2026-11-24T09:00:00Z")]
    public async Task WhenItWasMadeIsWhatItSaysAndNoLaterThanNow(string? written, string expected)
    {
        var mark = (await ReadAsync(null)).Mark;
        _stage.Stub.Add(record => record["createdAt"] = written);
        Assert.Equal(DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture), Assert.Single((await ReadAsync(mark)).Posts).At, TimeSpan.FromSeconds(1));
    }

    [Theory]
    [InlineData("app.bsky.embed.images", null, true)]
    [InlineData("app.bsky.embed.video", null, true)]
    [InlineData("app.bsky.embed.recordWithMedia", "app.bsky.embed.images", true)]
    [InlineData("app.bsky.embed.recordWithMedia", "app.bsky.embed.external", false)]
    [InlineData("app.bsky.embed.external", null, false)]
    [InlineData("app.bsky.embed.record", null, false)]
    public async Task PicturesAndFilmsAreMediaAndLinksAreNot(string embed, string? inner, bool hasMedia)
    {
        var mark = (await ReadAsync(null)).Mark;
        _stage.Stub.Add(record => record["embed"] = new JsonObject { ["$type"] = embed, ["media"] = inner is null ? null : new JsonObject { ["$type"] = inner } });
        Assert.Equal(hasMedia, Assert.Single((await ReadAsync(mark)).Posts).HasMedia);
    }

    [Fact]
    public async Task LabelsOfItsAuthorAreAWarningAndOneOfThemIsNotForEverybody()
    {
        var mark = (await ReadAsync(null)).Mark;
        _stage.Stub.Add(record => record["labels"] = Labels("graphic-media", "nudity"));
        _stage.Stub.Add(record => record["labels"] = Labels("!no-unauthenticated"));
        Assert.Equal([("graphic-media, nudity", true), (null, false)], (await ReadAsync(mark)).Posts.Select(post => (post.Warning, post.IsPublic)));

        static JsonObject Labels(params string[] names) => new() { ["$type"] = "com.atproto.label.defs#selfLabels", ["values"] = new JsonArray([.. names.Select(JsonNode? (name) => new JsonObject { ["val"] = name })]) };
    }

    [Fact]
    public async Task TagsComeFromFacetsFromTheListAndFromTheText()
    {
        var mark = (await ReadAsync(null)).Mark;
        _stage.Stub.Add(record =>
        {
            record["text"] = "Free #Somebody";
            record["tags"] = new JsonArray("Beside", "Somebody");
            record["langs"] = new JsonArray("not a language", "kk-Cyrl", "ru");
            record["facets"] = new JsonArray(new JsonObject { ["features"] = new JsonArray(new JsonObject { ["$type"] = "app.bsky.richtext.facet#tag", ["tag"] = "InAFacet" }, new JsonObject { ["$type"] = "app.bsky.richtext.facet#link", ["tag"] = "no" }) });
        });
        var post = Assert.Single((await ReadAsync(mark)).Posts);
        Assert.Equal(["InAFacet", "Beside", "Somebody"], post.Hashtags);
        Assert.Equal("kk-Cyrl", post.Language);
    }

    [Fact]
    public async Task AnAccountThatHasMovedIsFollowedToItsNewServer()
    {
        var mark = (await ReadAsync(null)).Mark;
        _stage.Stub.IsElsewhere = true;
        var id = _stage.Post("From the new server");
        Assert.Equal(id, Assert.Single((await ReadAsync(mark)).Posts).Ref.Id);
        Assert.Contains(_stage.Stub.Asked, asked => asked.StartsWith(BlueskyStub.Elsewhere, StringComparison.Ordinal));
        _stage.Stub.IsElsewhere = false;
        Assert.IsType<PostLook.There>(await _stage.Feed.LookAtAsync(_stage.Reader, new(BlueskyPlatform.Id, id), Token));
    }

    [Theory]
    [InlineData("http://far.example")]
    [InlineData("https://far.example:8443")]
    [InlineData("http://127.0.0.1:1")]
    [InlineData("https://user@far.example")]
    [InlineData("ftp://far.example")]
    [InlineData("https://far.example/path")]
    public async Task ADocumentLeadsToNothingButHttpsOnItsUsualPort(string server)
    {
        await using var stage = new BlueskyFeedStage(isElsewhere: true);
        stage.Stub.DocumentNames = server;
        Assert.IsType<FeedReading.Gone>(await stage.Feed.ReadAsync(new(stage.Reader, BlueskyStub.Did, null, 10), Token));
        Assert.DoesNotContain(stage.Stub.Asked, asked => !asked.StartsWith(BlueskyStub.Own, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("10.0.0.7")]
    [InlineData("169.254.169.254")]
    [InlineData("::1")]
    public async Task ADocumentLeadsNowhereInsideThisNetwork(string address)
    {
        var connections = new GuardedConnections((_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse(address)]), PublicAddress.Is);
        await using var stage = new BlueskyFeedStage(isElsewhere: true, connections.Handler(TimeSpan.FromMinutes(5)));
        var failed = Assert.IsType<FeedReading.Failed>(await stage.Feed.ReadAsync(new(stage.Reader, BlueskyStub.Did, null, 10), Token));
        Assert.Contains("no public server", failed.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ANameThatDoesNotLeadBackIsShownAsBlueskyShowsIt()
    {
        _stage.Stub.ResolvesTo = "another.invented.example";
        Assert.Equal("handle.invalid", Assert.IsType<AccountLook.There>(await _stage.Feed.LookUpAsync(_stage.Reader, BlueskyStub.Did, Token)).Handle.Name);
        // Whoever lists the name that leads to it learns what it calls itself.
        Assert.Contains("@boris.invented.example", Assert.IsType<AccountLook.Gone>(await _stage.Feed.LookUpAsync(_stage.Reader, new Handle(BlueskyPlatform.Id, "another.invented.example"), Token)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ADidOfAWebServerIsReadThere()
    {
        const string did = "did:web:boris.invented.example";
        Assert.IsType<AccountLook.Failed>(await _stage.Feed.LookUpAsync(_stage.Reader, did, Token));
        Assert.Contains(_stage.Stub.Asked, asked => asked == BlueskyStub.Elsewhere + "/.well-known/did.json");
        Assert.IsType<AccountLook.Gone>(await _stage.Feed.LookUpAsync(_stage.Reader, "did:web:localhost", Token));
        Assert.IsType<AccountLook.Gone>(await _stage.Feed.LookUpAsync(_stage.Reader, "did:key:abc", Token));
    }

    [Theory]
    [InlineData("https://bsky.app/profile/boris.invented.example/post/3kaaaaaaaaaab", "at://boris.invented.example/app.bsky.feed.post/3kaaaaaaaaaab")]
    [InlineData("https://bsky.app/profile/BORIS.invented.example/post/3kaaaaaaaaaab/?a=b#c", "at://boris.invented.example/app.bsky.feed.post/3kaaaaaaaaaab")]
    [InlineData("https://bsky.app/profile/did:plc:abc/post/3kaaaaaaaaaab", "at://did:plc:abc/app.bsky.feed.post/3kaaaaaaaaaab")]
    [InlineData("https://bsky.app/profile/did%3Aplc%3Aabc/post/3kaaaaaaaaaab", "at://did:plc:abc/app.bsky.feed.post/3kaaaaaaaaaab")]
    [InlineData("at://did:plc:abc/app.bsky.feed.post/3kaaaaaaaaaab", "at://did:plc:abc/app.bsky.feed.post/3kaaaaaaaaaab")]
    public void AddressesOfPostsAreKnownInEveryForm(string written, string uri) => Assert.Equal(uri, _stage.Feed.PostAt(written)!.Id);

    [Fact]
    public void AMarkIsReadAsItWasWritten() => Gen.Long[0, 4_000_000_000_000].Array[1, 20].Sample(times =>
    {
        var keys = times.Select((time, i) => BlueskyStub.KeyOf(DateTimeOffset.FromUnixTimeMilliseconds(time), i)).Distinct().ToList();
        var mark = new BlueskyMark(keys[0], keys.Skip(1).ToHashSet());
        Assert.True(BlueskyMark.TryParse(mark.ToString(), out var again));
        Assert.Equal((mark.Floor, mark.ToString()), (again.Floor, again.ToString()));
        Assert.Equal(mark.Above.Order(), again.Above.Order());
    });

    private Task<FeedReading.Read> ReadAsync(string? mark, int atMost = 100) => ReadAsync(_stage, mark, atMost);

    private static async Task<FeedReading.Read> ReadAsync(BlueskyFeedStage stage, string? mark, int atMost = 100) => Assert.IsType<FeedReading.Read>(await stage.Feed.ReadAsync(new(stage.Reader, BlueskyStub.Did, mark, atMost), Token));

    private static FeedReading.Read Read(BlueskyFeedStage stage, string? mark, int atMost) => ReadAsync(stage, mark, atMost).GetAwaiter().GetResult();

    private sealed class Disposing(BlueskyFeedStage stage) : IDisposable
    {
        public BlueskyFeedStage Stage => stage;

        public void Dispose() => stage.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }
}
