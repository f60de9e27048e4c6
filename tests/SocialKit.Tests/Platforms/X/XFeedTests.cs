using System.Globalization;
using SocialKit.Deliveries;
using SocialKit.Platforms.X;
using SocialKit.Reposts;
using SocialKit.Testing;

namespace SocialKit.Tests.Platforms.X;

/// <summary>What is X's own about reading and passing on, beside <see cref="XFeedContract"/>: above all, what it costs.</summary>
public sealed class XFeedTests : IAsyncDisposable
{
    private readonly XFeedStage _stage = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task TheFirstReadingCostsNothingWhereNothingWasPostedOfLateAndFivePostsAtMost()
    {
        _stage.Post("Long ago");
        _stage.Pass(TimeSpan.FromHours(2));
        Assert.Equal(0, (await ReadAsync(null)).PostsCharged);
        for (var i = 0; i < 50; i++)
            _stage.Post($"Of late {i}");
        var first = await ReadAsync(null);
        Assert.Equal(5, first.PostsCharged);
        Assert.Empty((await ReadAsync(first.Mark)).Posts);
    }

    [Fact]
    public async Task ALookWithoutNewPostsCostsNothing()
    {
        for (var i = 0; i < 50; i++)
            _stage.Post($"Before {i}");
        var mark = (await ReadAsync(null)).Mark;
        Assert.Equal(0, (await ReadAsync(mark)).PostsCharged);
    }

    [Fact]
    public async Task WhatIsReadIsWhatIsCharged()
    {
        var mark = (await ReadAsync(null)).Mark;
        for (var i = 0; i < 12; i++)
            _stage.Post($"Post {i}");
        // Its author's name comes with it once a day, for as much as two posts.
        var one = await ReadAsync(mark);
        Assert.Equal((12, 14, 12), (one.Posts.Count, one.PostsCharged, _stage.Stub.Listed));
        _stage.Post("Another");
        Assert.Equal(1, (await ReadAsync(one.Mark)).PostsCharged);
    }

    [Theory]
    [InlineData(60, 50, 2.0)]
    [InlineData(400, 50, 2.0)]
    [InlineData(3000, 50, 2.0)]
    [InlineData(3000, 5, 2.0)]
    public async Task HoweverMuchIsBehindTheMarkEachPostIsPaidForAFewTimesAtMost(int count, int atMost, double times)
    {
        var mark = (await ReadAsync(null)).Mark;
        List<string> ids = [], given = [];
        var random = new Random(count);
        for (var i = 0; i < count; i++)
        {
            // Bursts and long silences.
            _stage.Pass(TimeSpan.FromSeconds(random.Next(10) == 0 ? random.Next(100_000) : random.Next(100)));
            ids.Add(_stage.Post($"Post {i}"));
        }
        var (charged, most, hasMore) = (0, 0, true);
        while (hasMore)
        {
            var reading = await ReadAsync(mark, atMost);
            Assert.InRange(reading.Posts.Count, 0, atMost);
            given.AddRange(reading.Posts.Select(post => post.Ref.Id));
            (charged, most, mark, hasMore) = (charged + reading.PostsCharged, Math.Max(most, reading.PostsCharged), reading.Mark, reading.HasMore);
        }
        Assert.Equal(ids, given);
        Assert.True(charged <= 2 + times * count, $"{charged} posts were paid for to read {count}, {most} at once");
        Assert.True(most <= 2 + 24 * Math.Max(5, atMost), $"{most} at once");
    }

    [Theory]
    [InlineData(8)]
    [InlineData(60)]
    [InlineData(400)]
    [InlineData(3000)]
    public async Task WhatMayBeChargedIsNeverExceededAndNothingIsLeftOut(int count)
    {
        var mark = (await ReadAsync(null)).Mark;
        List<string> ids = [], given = [];
        var random = new Random(count);
        for (var i = 0; i < count; i++)
        {
            _stage.Pass(TimeSpan.FromSeconds(random.Next(10) == 0 ? random.Next(100_000) : random.Next(100)));
            ids.Add(_stage.Post($"Post {i}"));
        }
        var (charged, hasMore) = (0, true);
        while (hasMore)
        {
            var reading = Assert.IsType<FeedReading.Read>(await _stage.Feed.ReadAsync(new(_stage.Reader, _stage.AuthorId, mark, 10) { MostCharged = 52 }, Token));
            Assert.InRange(reading.PostsCharged, 0, 52);
            given.AddRange(reading.Posts.Select(post => post.Ref.Id));
            (charged, mark, hasMore) = (charged + reading.PostsCharged, reading.Mark, reading.HasMore);
        }
        Assert.Equal(ids, given);
        Assert.True(charged <= 2 + 2.5 * count, $"{charged} posts were paid for to read {count}");
    }

    [Theory]
    [InlineData(1, 7)]
    [InlineData(3, 17)]
    [InlineData(10, 52)]
    [InlineData(100, null)]
    public async Task ABurstWithinOneMillisecondIsReadToo(int atMost, int? mostCharged)
    {
        var mark = (await ReadAsync(null)).Mark;
        var ids = Enumerable.Range(0, 500).Select(i => _stage.Post($"Post {i}")).ToList();
        List<string> given = [];
        var (hasMore, charged) = (true, 0);
        for (var left = 5000; hasMore; left--)
        {
            Assert.NotEqual(0, left);
            var reading = Assert.IsType<FeedReading.Read>(await _stage.Feed.ReadAsync(new(_stage.Reader, _stage.AuthorId, mark, atMost) { MostCharged = mostCharged }, Token));
            given.AddRange(reading.Posts.Select(post => post.Ref.Id));
            (mark, hasMore, charged) = (reading.Mark, reading.HasMore, charged + reading.PostsCharged);
        }
        Assert.Equal(ids, given);
        Assert.True(charged <= 3 * Math.Max(1, 5 / atMost) * 500, $"{charged} posts were paid for to read 500");
    }

    [Fact]
    public async Task AnEditOfWhatWasNotYetReadIsGivenOnceAndOfWhatWasGivenNotAgain()
    {
        var mark = (await ReadAsync(null)).Mark;
        var early = _stage.Post("Edited before it was read");
        _stage.Pass(TimeSpan.FromMinutes(1));
        _stage.Post("Between");
        _stage.Pass(TimeSpan.FromMinutes(1));
        _stage.Edit(early, "The second version");
        List<string> texts = [];
        for (var i = 0; i < 5; i++)
        {
            var reading = await ReadAsync(mark, 1);
            texts.AddRange(reading.Posts.Select(post => post.Text));
            mark = reading.Mark;
            if (i == 2)
                _stage.Edit(_stage.Stub.Effects[^1].Id, "The third version");
        }
        Assert.Equal(["Between", "The second version"], texts);
    }

    [Fact]
    public async Task ProtectedAndSuspendedAccountsAreGone()
    {
        var id = _stage.Post("Before");
        var mark = (await ReadAsync(null)).Mark;
        _stage.Stub.Protected.Add(XFeedStage.Other);
        Assert.Contains("protected", Assert.IsType<AccountLook.Gone>(await _stage.Feed.LookUpAsync(_stage.Reader, XFeedStage.Other, Token)).Reason, StringComparison.Ordinal);
        Assert.IsType<FeedReading.Gone>(await _stage.Feed.ReadAsync(new(_stage.Reader, XFeedStage.Other, mark, 10), Token));
        Assert.IsType<PostLook.Gone>(await _stage.Feed.LookAtAsync(_stage.Reader, new(XPlatform.Id, id), Token));
        _stage.Stub.Protected.Clear();
        _stage.Stub.Suspended.Add(XFeedStage.Other);
        Assert.Contains("suspended", Assert.IsType<AccountLook.Gone>(await _stage.Feed.LookUpAsync(_stage.Reader, _stage.Author, Token)).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(XFault.NoCredits, true)]
    [InlineData(XFault.TooMany, false)]
    [InlineData(XFault.FailsBefore, false)]
    public async Task WhereCreditsAreGoneTheReaderIsStopped(XFault fault, bool stops)
    {
        _stage.Stub.Fault = _ => fault;
        var reading = await _stage.Feed.ReadAsync(new(_stage.Reader, XFeedStage.Other, null, 10), Token);
        Assert.Equal(stops, reading is FeedReading.ReaderStopped);
        var look = await _stage.Feed.LookUpAsync(_stage.Reader, _stage.Author, Token);
        Assert.Equal(stops, look is AccountLook.ReaderStopped);
        if (fault == XFault.TooMany)
            Assert.InRange(Assert.IsType<AccountLook.Failed>(look).RetryAfter!.Value, TimeSpan.FromSeconds(58), TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task ALongTextIsReadWholeWithWhereItsLinksLead()
    {
        var mark = (await ReadAsync(null)).Mark;
        const string answer = """
            {"data":[{"id":"ID","text":"The beginning… https://t.co/cut","author_id":"783214","conversation_id":"ID","lang":"kk","created_at":"2026-11-24T09:00:00.000Z","possibly_sensitive":true,"edit_history_tweet_ids":["ID"],
            "note_tweet":{"text":"The whole &amp; long text &lt;3 &amp;lt; https://t.co/one and #Свобода https://t.co/pic","entities":{"hashtags":[{"start":0,"end":8,"tag":"Свобода"}],"urls":[{"url":"https://t.co/one","expanded_url":"https://example.org/a?b=1&c=2","display_url":"example.org/a"}]}},
            "attachments":{"media_keys":["3_1"]},"entities":{"urls":[{"url":"https://t.co/pic","expanded_url":"https://x.com/invented_author/status/1/photo/1","media_key":"3_1"}]}}],"meta":{"result_count":1}}
            """;
        var id = (((_stage.Clock.Now + TimeSpan.FromMinutes(1)).ToUnixTimeMilliseconds() - 1_288_834_974_657) << 22).ToString(CultureInfo.InvariantCulture);
        _stage.Instead = _ => new StubAnswer.Reply(200, answer.Replace("ID", id, StringComparison.Ordinal));
        var post = Assert.Single((await ReadAsync(mark)).Posts);
        Assert.Equal("The whole & long text <3 &lt; https://example.org/a?b=1&c=2 and #Свобода", post.Text);
        Assert.Equal(("kk", "possibly sensitive", true), (post.Language, post.Warning, post.HasMedia));
        Assert.Equal(["Свобода"], post.Hashtags);
    }

    [Fact]
    public async Task PartialErrorsBesidePostsTakeNothingFromThem()
    {
        var mark = (await ReadAsync(null)).Mark;
        var id = _stage.Post("There");
        var whole = (StubAnswer.Reply)_stage.Stub.Handle(new("GET", $"/2/users/{XFeedStage.Other}/tweets?max_results=5&tweet.fields=text", new Dictionary<string, string> { ["Authorization"] = "Bearer a-token" }, []));
        _stage.Instead = _ => whole with { Body = whole.Body[..^1] + ""","errors":[{"title":"Authorization Error","detail":"A quoted post is not to be seen.","type":"https://api.x.com/2/problems/not-authorized-for-resource"}]}""" };
        Assert.Equal(id, Assert.Single((await ReadAsync(mark)).Posts).Ref.Id);
    }

    [Fact]
    public async Task WhatWasEditedOrDeletedSinceItWasSeenIsNotPassedOn()
    {
        var seen = await SeenAsync();
        Assert.IsType<Preparation.Ready>(await PrepareAsync(_stage, seen));
        _stage.Edit(seen.Ref.Id, "As it is");
        Assert.Equal("original-edited", await RefusalAsync(seen));
        _stage.Delete(seen.Ref.Id);
        Assert.Equal("original-gone", await RefusalAsync(seen));
        _stage.Stub.Fault = _ => XFault.FailsBefore;
        Assert.IsType<Outcome.NotSent>(Assert.IsType<Preparation.Impossible>(await PrepareAsync(_stage, seen)).Outcome);
        _stage.Stub.Fault = _ => XFault.NoCredits;
        Assert.IsType<Outcome.AccountStopped>(Assert.IsType<Preparation.Impossible>(await PrepareAsync(_stage, seen)).Outcome);
    }

    [Fact]
    public async Task TheOriginalIsReadOnlyWhereSomebodySawItAndTheSettingSaysSo()
    {
        var seen = await SeenAsync();
        var before = _stage.Stub.Server.Requests.Count;
        await using var unchecked_ = new XFeedStage(settings: new Dictionary<string, string> { ["x:check-originals"] = "off" });
        Assert.IsType<Preparation.Ready>(await PrepareAsync(unchecked_, seen));
        var asked = 0;
        _stage.Instead = _ =>
        {
            asked++;
            return null;
        };
        Assert.IsType<Preparation.Ready>(await _stage.Sender.PrepareAsync(XRig.Of(new Act.Repost(seen.Ref)), new MemoryOutbox(TimeProvider.System), Token));
        Assert.Equal(0, asked);
        await PrepareAsync(_stage, seen);
        Assert.Equal(1, asked);
        Assert.Equal(before, _stage.Stub.Server.Requests.Count);
    }

    [Fact]
    public void ASettingThatIsNeitherOnNorOffIsSaid()
    {
        var wrong = Assert.Throws<FormatException>(() => new XFeedStage(settings: new Dictionary<string, string> { ["x:check-originals"] = "sometimes" }));
        Assert.Contains("Write on or off", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ARepostIsTakenBackByItsReceipt()
    {
        var seen = await SeenAsync();
        var repost = XRig.Of(new Act.Repost(seen.Ref) { Seen = seen });
        var receipt = Assert.IsType<Outcome.Done>(await _stage.Sender.SendAsync(repost, ((Preparation.Ready)await PrepareAsync(_stage, seen)).Wire, Token)).Post;
        Assert.Equal([(XRig.Me, seen.Ref.Id)], _stage.Stub.Reposts);
        for (var i = 0; i < 2; i++)
        {
            var undo = XRig.Of(new Act.Delete(receipt));
            var wire = Assert.IsType<Preparation.Ready>(await _stage.Sender.PrepareAsync(undo, new MemoryOutbox(TimeProvider.System), Token)).Wire;
            Assert.IsType<Outcome.Done>(await _stage.Sender.SendAsync(undo, wire, Token));
            Assert.Empty(_stage.Stub.Reposts);
        }
        Assert.IsType<PostLook.There>(await _stage.Feed.LookAtAsync(_stage.Reader, seen.Ref, Token));
    }

    [Theory]
    [InlineData("https://x.com/invented/status/1234567890123456789", "https://x.com/invented/status/1234567890123456789")]
    [InlineData("https://twitter.com/invented/status/1234567890123456789?s=20", "https://x.com/invented/status/1234567890123456789")]
    [InlineData("http://mobile.twitter.com/invented/statuses/12/photo/1#a", "https://x.com/invented/status/12")]
    [InlineData("https://x.com/i/web/status/12", "https://x.com/i/status/12")]
    public void AddressesOfPostsAreKnownInEveryForm(string written, string url) => Assert.Equal(new PostRef(XPlatform.Id, url.Split('/')[^1], url), _stage.Feed.PostAt(written));

    [Fact]
    public void WhatItCostsHasADay()
    {
        var price = _stage.Feed.Price!;
        Assert.Equal([0.005m, 0.010m, 0.015m], new[] { price.OfRead, price.OfLookUp, price.OfRepost }.Select(price => price.Amount));
        Assert.All([price.OfRead, price.OfLookUp, price.OfRepost], price => Assert.Equal(("USD", new DateOnly(2026, 8, 22)), (price.Currency, price.AsOf)));
    }

    private async Task<FeedPost> SeenAsync()
    {
        var mark = (await ReadAsync(null)).Mark;
        _stage.Post("As it was");
        return Assert.Single((await ReadAsync(mark)).Posts);
    }

    private async Task<FeedReading.Read> ReadAsync(string? mark, int atMost = 50) => Assert.IsType<FeedReading.Read>(await _stage.Feed.ReadAsync(new(_stage.Reader, XFeedStage.Other, mark, atMost), Token));

    private static Task<Preparation> PrepareAsync(XFeedStage stage, FeedPost seen) => stage.Sender.PrepareAsync(XRig.Of(new Act.Repost(seen.Ref) { Seen = seen }), new MemoryOutbox(TimeProvider.System), Token);

    private async Task<string> RefusalAsync(FeedPost seen) => Assert.IsType<Outcome.Refused>(Assert.IsType<Preparation.Impossible>(await PrepareAsync(_stage, seen)).Outcome).Code;
}
