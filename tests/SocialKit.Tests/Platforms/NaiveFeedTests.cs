using CsCheck;
using SocialKit.Deliveries;
using SocialKit.Reposts;
using SocialKit.Testing;
using SocialKit.Tests.Platforms.Mastodon;

namespace SocialKit.Tests.Platforms;

/// <summary>Feeds that read as one would at first: <see cref="FeedPlay"/>, which all platforms' feeds pass, must find them out.</summary>
public sealed class NaiveFeedTests
{
    [Fact]
    public void WhoCutsTheOldestOffIsFoundOut() => AssertFoundOut(() => (feed, request) => CutAsync(feed, request, posts => posts[^Math.Min(posts.Length, request.AtMost)..]));

    [Fact]
    public void WhoForgetsThatThereIsMoreIsFoundOut() => AssertFoundOut(() => (feed, request) => CutAsync(feed, request, posts => posts[..Math.Min(posts.Length, request.AtMost)]));

    [Fact]
    public void WhoBeginsBehindTheMarkBeforeIsFoundOut()
    {
        AssertFoundOut(() =>
        {
            string? before = null;
            return async (feed, request) =>
            {
                var reading = await feed.ReadAsync(request with { Mark = before ?? request.Mark }, default);
                before = request.Mark;
                return reading;
            };
        });
    }

    [Fact]
    public void WhoGivesTheNewestFirstIsFoundOut() => AssertFoundOut(() => async (feed, request) =>
        await feed.ReadAsync(request, default) is FeedReading.Read read ? read with { Posts = [.. read.Posts.Reverse()] } : throw new InvalidOperationException());

    private static void AssertFoundOut(Func<Func<IFeed, FeedRequest, Task<FeedReading>>> naive)
    {
        var found = Assert.ThrowsAny<Exception>(() => FeedPlay.Plays.Sample(play =>
        {
            var stage = new MastodonFeedStage(isOriginal: true);
            play.RunAsync(stage, new Naive(stage.Feed, naive())).GetAwaiter().GetResult();
            stage.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }, iter: 60));
        Assert.Contains("Assert.", found.ToString(), StringComparison.Ordinal);
    }

    private static async Task<FeedReading> CutAsync(IFeed feed, FeedRequest request, Func<FeedPost[], FeedPost[]> cut) => await feed.ReadAsync(request with { AtMost = 1000 }, default) is FeedReading.Read read
        ? read with { Posts = cut([.. read.Posts]), HasMore = false }
        : throw new InvalidOperationException();

    private sealed class Naive(IFeed inner, Func<IFeed, FeedRequest, Task<FeedReading>> read) : IFeed
    {
        public Task<AccountLook> LookUpAsync(Account reader, Handle handle, CancellationToken cancellationToken) => inner.LookUpAsync(reader, handle, cancellationToken);

        public Task<AccountLook> LookUpAsync(Account reader, string userId, CancellationToken cancellationToken) => inner.LookUpAsync(reader, userId, cancellationToken);

        public Task<FeedReading> ReadAsync(FeedRequest request, CancellationToken cancellationToken) => read(inner, request);

        public Task<PostLook> LookAtAsync(Account reader, PostRef post, CancellationToken cancellationToken) => inner.LookAtAsync(reader, post, cancellationToken);

        public PostRef? PostAt(string url) => inner.PostAt(url);
    }
}
