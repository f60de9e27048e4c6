using SocialKit.Deliveries;
using SocialKit.Platforms.Mastodon;
using SocialKit.Reposts;
using SocialKit.Testing;

namespace SocialKit.Tests.Platforms.Mastodon;

/// <summary>What is Mastodon's own about reading and passing on, beside <see cref="MastodonFeedContract"/>.</summary>
public sealed class MastodonFeedTests : IAsyncDisposable
{
    private readonly MastodonFeedStage _stage = new(isOriginal: true);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task WhomTheServerDoesNotKnowIsSearchedForOnTheirOwn()
    {
        _stage.Stub.Other.IsKnown = false;
        Assert.Equal(new AccountLook.There("other", _stage.Author), await LookUpAsync(_stage.Author));
        Assert.Equal(["/api/v1/accounts/lookup?acct=other%40far.example", "/api/v2/search?q=%40other%40far.example&type=accounts&resolve=true&limit=5"], _stage.Stub.Requests.Select(request => request.Path));
    }

    [Fact]
    public async Task TheServersOwnAccountsAreLookedUpWithoutIt()
    {
        await LookUpAsync(new(MastodonPlatform.Id, "somebody@SOCIAL.example"));
        Assert.Equal("/api/v1/accounts/lookup?acct=somebody", _stage.Stub.Requests[0].Path);
    }

    [Fact]
    public async Task WhoHasMovedOrIsSuspendedIsGone()
    {
        _stage.Stub.Other.MovedTo = "invented@new.example";
        Assert.Equal("@other@far.example has moved to @invented@new.example: list that one if it is the one that is meant.", Assert.IsType<AccountLook.Gone>(await LookUpAsync(_stage.Author)).Reason);
        _stage.Stub.Other.IsSuspended = true;
        Assert.Contains("suspended", Assert.IsType<AccountLook.Gone>(await _stage.Feed.LookUpAsync(_stage.Reader, "other", Token)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task APostThatCameLateFromItsServerIsReadAllTheSame()
    {
        _stage.Post("Long before");
        _stage.Pass(TimeSpan.FromHours(5));
        var mark = await BeginAsync();
        _stage.Post("A");
        var late = _stage.Stub.AddForeign(post => post with { Text = "Late" });
        _stage.Stub.Replace(late.Id, _ => null);
        _stage.Post("B");
        var first = await ReadAsync(mark);
        Assert.Equal(["A", "B"], first.Posts.Select(post => post.Text));
        // Its server made it between the two, and told of it only now.
        _stage.Stub.AddForeign(_ => late);
        Assert.Equal("Late", Assert.Single((await ReadAsync(first.Mark)).Posts).Text);
    }

    [Fact]
    public async Task AServerThatKnowsNoPagesGivesNothingTwiceAndNoBackCatalogue()
    {
        _stage.Stub.KnowsNoPages = true;
        for (var i = 0; i < 30; i++)
        {
            _stage.Post($"Before {i}");
            _stage.Pass(TimeSpan.FromHours(1));
        }
        var mark = await BeginAsync();
        for (var round = 0; round < 20; round++)
        {
            var ids = Enumerable.Range(0, round % 5).Select(i => _stage.Post($"{round} {i}")).ToList();
            _stage.Pass(TimeSpan.FromMinutes(round * 7));
            var reading = await ReadAsync(mark);
            Assert.Equal(ids, reading.Posts.Select(post => post.Ref.Id));
            mark = reading.Mark;
        }
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 1)]
    [InlineData(true, 0)]
    [InlineData(false, 0)]
    public async Task MoreThanIsRememberedIsStillGivenOnce(bool isOriginal, int before)
    {
        await using var stage = new MastodonFeedStage(isOriginal);
        for (var i = 0; i < before; i++)
            stage.Post("Before");
        var mark = Assert.IsType<FeedReading.Read>(await stage.Feed.ReadAsync(new(stage.Reader, stage.AuthorId, null, 90), Token)).Mark;
        var ids = Enumerable.Range(0, 1500).Select(i => stage.Post($"Post {i}")).ToList();
        List<string> given = [];
        for (var hasMore = true; hasMore;)
        {
            var reading = Assert.IsType<FeedReading.Read>(await stage.Feed.ReadAsync(new(stage.Reader, stage.AuthorId, mark, 90), Token));
            given.AddRange(reading.Posts.Select(post => post.Ref.Id));
            (mark, hasMore) = (reading.Mark, reading.HasMore);
            Assert.InRange(mark.Length, 1, 50 * (MastodonMark.MostAbove + 130));
        }
        Assert.Equal(ids, given);
        Assert.Empty(Assert.IsType<FeedReading.Read>(await stage.Feed.ReadAsync(new(stage.Reader, stage.AuthorId, mark, 90), Token)).Posts);
    }

    [Fact]
    public async Task WhatIsNotForEverybodyIsLeftOutAndTheRestOfAThreadToo()
    {
        _stage.Post("Before");
        var mark = await BeginAsync();
        var first = _stage.Stub.AddForeign(post => post with { Text = "unlisted", Visibility = "unlisted" });
        _stage.Stub.AddForeign(post => post with { Text = "followers", Visibility = "private" });
        _stage.Stub.AddForeign(post => post with { Text = "a letter", Visibility = "direct" });
        _stage.Stub.AddForeign(post => post with { Text = "2/2", InReplyTo = first.Id });
        Assert.Equal(first.Id, Assert.Single((await ReadAsync(mark)).Posts).Ref.Id);
    }

    [Fact]
    public async Task ARecordSaysWarningPicturesAndLanguage()
    {
        _stage.Post("Before");
        var mark = await BeginAsync();
        _stage.Stub.AddForeign(post => post with { Text = "Text", Warning = "Prison", Language = "kk", Media = ["1"] });
        _stage.Stub.AddForeign(post => post with { Text = "Text", IsSensitive = true });
        var posts = (await ReadAsync(mark)).Posts;
        Assert.Equal([("Text", "Prison", "kk", true), ("Text", "sensitive", null, false)], posts.Select(post => (post.Text, post.Warning, post.Language, post.HasMedia)));
    }

    [Fact]
    public async Task WhatWasEditedHiddenOrDeletedSinceItWasSeenIsNotPassedOn()
    {
        var mark = await BeginAsync();
        _stage.Post("As it was");
        var seen = Assert.Single((await ReadAsync(mark)).Posts);
        Assert.IsType<Preparation.Ready>(await PrepareAsync(new Act.Repost(seen.Ref) { Seen = seen }));
        _stage.Pass(TimeSpan.FromSeconds(1));
        _stage.Edit(seen.Ref.Id, "As it is");
        Assert.Equal("original-edited", await RefusalAsync(new Act.Repost(seen.Ref) { Seen = seen }));
        // Who did not say what was seen takes it as it is.
        Assert.IsType<Preparation.Ready>(await PrepareAsync(new Act.Repost(seen.Ref)));
        _stage.Stub.Replace(seen.Ref.Id, post => post with { Visibility = "private" });
        Assert.Equal("original-gone", await RefusalAsync(new Act.Repost(seen.Ref) { Seen = seen with { Version = null } }));
        Assert.IsType<PostLook.Gone>(await _stage.Feed.LookAtAsync(_stage.Reader, seen.Ref, Token));
        _stage.Delete(seen.Ref.Id);
        Assert.Equal("original-gone", await RefusalAsync(new Act.Repost(seen.Ref) { Seen = seen }));
        Assert.Equal("original-gone", await RefusalAsync(new Act.Repost(seen.Ref with { Url = null })));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ARepostIsTakenBackByItsReceipt(bool isOriginal)
    {
        await using var stage = new MastodonFeedStage(isOriginal);
        var id = stage.Post("Passed on and taken back");
        var seen = Assert.IsType<PostLook.There>(await stage.Feed.LookAtAsync(stage.Reader, new(MastodonPlatform.Id, id), Token)).Post;
        var receipt = await DoneAsync(stage, new Act.Repost(seen.Ref) { Seen = seen });
        Assert.Single(stage.Stub.Posts, post => post.ReblogOf == id);
        await DoneAsync(stage, new Act.Delete(receipt));
        Assert.DoesNotContain(stage.Stub.Posts, post => post.ReblogOf == id);
        Assert.Contains(stage.Stub.Posts, post => post.Id == id);
        // A second time there is nothing left to take back.
        await DoneAsync(stage, new Act.Delete(receipt));
        // And what is passed on already names the original: that takes it back, too.
        await DoneAsync(stage, new Act.Repost(seen.Ref));
        var already = await DoneAsync(stage, new Act.Repost(seen.Ref));
        Assert.Equal(id, already.Id);
        await DoneAsync(stage, new Act.Delete(already));
        Assert.DoesNotContain(stage.Stub.Posts, post => post.ReblogOf == id);
        Assert.Contains(stage.Stub.Posts, post => post.Id == id);
    }

    [Theory]
    [InlineData("https://social.example/@other@far.example/115000000000000001", true)]
    [InlineData("https://far.example/users/other/statuses/115000000000000001", true)]
    [InlineData("https://far.example/@other/statuses/01KINVENTED000000000001002", true)]
    [InlineData("https://far.example/notice/AbCdEfGh1234", true)]
    [InlineData("https://far.example/objects/5f0e2f1c-1d2e-4f3a-9b8c-7d6e5f4a3b2c", true)]
    [InlineData("http://127.0.0.1:8001/invented/p/1732460000.123456", true)]
    [InlineData("https://far.example/@other/115000000000000001/embed", false)]
    [InlineData("https://threads.example/@other/post/C1", false)]
    [InlineData("https://videos.example/@other/videos", false)]
    public void AddressesOfPostsAreKnownByTheirForm(string url, bool isPost) => Assert.Equal(isPost, _stage.Feed.PostAt(url) is not null);

    [Fact]
    public async Task AnAddressOnTheReadersServerNamesItsOwnId()
    {
        var id = _stage.Post("Seen from the reader's server");
        var post = _stage.Feed.PostAt($"https://social.example/@other@far.example/{id}");
        Assert.Equal(id, Assert.IsType<PostLook.There>(await _stage.Feed.LookAtAsync(_stage.Reader, post!, Token)).Post.Ref.Id);
    }

    [Fact]
    public async Task TheLeastIsAskedFor()
    {
        for (var i = 0; i < 100; i++)
        {
            _stage.Post($"Before {i}");
            _stage.Pass(TimeSpan.FromMinutes(20));
        }
        var mark = await BeginAsync();
        for (var i = 0; i < 3; i++)
            mark = (await ReadAsync(mark)).Mark;
        Assert.Equal(4, _stage.Stub.Requests.Count);
    }

    private async Task<string> BeginAsync() => (await ReadAsync(null)).Mark;

    private async Task<FeedReading.Read> ReadAsync(string? mark) => Assert.IsType<FeedReading.Read>(await _stage.Feed.ReadAsync(new(_stage.Reader, _stage.AuthorId, mark, 50), Token));

    private Task<AccountLook> LookUpAsync(Handle handle) => _stage.Feed.LookUpAsync(_stage.Reader, handle, Token);

    private Delivery Deliver(Act act) => new(DeliveryKey.Of("", "repost", "", _stage.Reader.Id, "once"), _stage.Reader, DateTimeOffset.UnixEpoch, act);

    private Task<Preparation> PrepareAsync(Act act) => _stage.Sender.PrepareAsync(Deliver(act), new MemoryOutbox(TimeProvider.System), Token);

    private async Task<string> RefusalAsync(Act act) => Assert.IsType<Outcome.Refused>(Assert.IsType<Preparation.Impossible>(await PrepareAsync(act)).Outcome).Code;

    private static async Task<PostRef> DoneAsync(MastodonFeedStage stage, Act act)
    {
        var delivery = new Delivery(DeliveryKey.Of("", "repost", "", stage.Reader.Id, "once"), stage.Reader, DateTimeOffset.UnixEpoch, act);
        var wire = Assert.IsType<Preparation.Ready>(await stage.Sender.PrepareAsync(delivery, new MemoryOutbox(TimeProvider.System), Token)).Wire;
        return Assert.IsType<Outcome.Done>(await stage.Sender.SendAsync(delivery, wire, Token)).Post;
    }
}
