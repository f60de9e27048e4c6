using SocialKit.Campaigns;
using SocialKit.Deliveries;
using SocialKit.Platforms.Http;
using SocialKit.Platforms.X;
using SocialKit.Reposts;
using AccountLook = SocialKit.Access.AccountLook;

namespace SocialKit.Tests.Platforms.X;

/// <summary>Every request that this program makes, held against X's own description of its API (openapi 2.167) by Prism.</summary>
/// <remarks>Prism answers 401 to OAuth 1.0a, so the requests carry a Bearer token here; <see cref="XSignatureTests"/> holds the other header.</remarks>
public sealed class XDescriptionTests(Prism prism) : IClassFixture<Prism>
{
    [Fact]
    public async Task EveryRequestIsOneThatXDescribes()
    {
        var judge = new Judge(await prism.StartAsync());
        using var http = new HttpCaller(judge, TimeProvider.System);
        await using var rig = new XRig(settings: new() { ["x:fields-parameter"] = "post.fields" }, through: http);
        rig.Stub.Words = "post.fields";
        rig.Stub.ProcessingLooks = 1;
        var media = new OnePicture();
        var first = Assert.IsType<Outcome.Done>(await rig.SendAsync(XRig.Publish("plain")));
        var whole = XRig.Publish("a reply with a picture", first.Post, post => post with
        {
            Media = [new MediaFile("a.png", "A picture") { Sha256 = new('0', 64) }],
            Options = [new("made-with-ai", "true"), new("reply-settings", "mentionedUsers")],
        });
        var preparing = rig.PrepareAsync(whole, media);
        while (!preparing.IsCompleted)
        {
            rig.Clock.Advance(TimeSpan.FromMilliseconds(500));
            await Task.Delay(5, XRig.Token);
        }
        Assert.IsType<Outcome.Done>(await rig.Sender.SendAsync(whole, await preparing, XRig.Token));
        Assert.IsType<Sighting.Found>(await rig.FindAsync(whole, await preparing));
        var feed = new XFeed(rig.Services, rig.SignIn, XPlatform.Create().Rules);
        rig.Stub.Names["783214"] = "invented_author";
        Assert.IsType<SocialKit.Reposts.AccountLook.There>(await feed.LookUpAsync(XRig.Account, new Handle(XPlatform.Id, "invented_author"), XRig.Token));
        Assert.IsType<SocialKit.Reposts.AccountLook.There>(await feed.LookUpAsync(XRig.Account, "783214", XRig.Token));
        var mark = Assert.IsType<FeedReading.Read>(await new XFeed(rig.Services, rig.SignIn, XPlatform.Create().Rules).ReadAsync(new(XRig.Account, "783214", null, 10), XRig.Token)).Mark;
        for (var i = 0; i < 12; i++)
            rig.Stub.Put("783214", $"Somebody else's {i}", rig.Clock.GetUtcNow());
        var cut = Assert.IsType<FeedReading.Read>(await new XFeed(rig.Services, rig.SignIn, XPlatform.Create().Rules).ReadAsync(new(XRig.Account, "783214", mark, 5), XRig.Token));
        var seen = Assert.IsType<FeedReading.Read>(await feed.ReadAsync(new(XRig.Account, "783214", cut.Mark, 5), XRig.Token)).Posts[0];
        Assert.IsType<PostLook.There>(await feed.LookAtAsync(XRig.Account, seen.Ref, XRig.Token));
        Assert.IsType<Outcome.Done>(await rig.SendAsync(XRig.Of(new Act.Repost(seen.Ref) { Seen = seen })));
        var reposted = Assert.IsType<Outcome.Done>(await rig.SendAsync(XRig.Of(new Act.Repost(first.Post))));
        Assert.IsType<Outcome.Done>(await rig.SendAsync(XRig.Of(new Act.Delete(reposted.Post))));
        Assert.IsType<Outcome.Done>(await rig.SendAsync(XRig.Of(new Act.Delete(first.Post))));
        var deletion = XRig.Of(new Act.Delete(first.Post));
        Assert.IsType<Sighting.Found>(await rig.FindAsync(deletion, await rig.PrepareAsync(deletion)));
        Assert.IsType<AccountLook.Alive>(await rig.SignIn.LookAsync(XRig.Account, rig.OAuth2(), XRig.Token));

        Assert.Empty(judge.Violations);
        Assert.Equal(
        [
            "DELETE /2/tweets/#", "DELETE /2/users/#/retweets/#", "GET /2/media/upload", "GET /2/tweets/#", "GET /2/users/#", "GET /2/users/#/tweets", "GET /2/users/by/username/invented_author", "GET /2/users/me", "POST /2/media/metadata",
            "POST /2/media/upload/#/append", "POST /2/media/upload/#/finalize", "POST /2/media/upload/initialize", "POST /2/tweets", "POST /2/users/#/retweets",
        ], judge.Asked.Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("""{"text":null}""")]
    [InlineData("""{"text":"a","reply":{"in_reply_to_tweet_id":12}}""")]
    [InlineData("""{"text":"a","reply_settings":"nobody"}""")]
    [InlineData("""{"text":"a","unknown":1}""")]
    public async Task WhatXDoesNotDescribeIsFoundOut(string body)
    {
        var judge = new Judge(await prism.StartAsync());
        using var http = new HttpCaller(judge, TimeProvider.System);
        await using var rig = new XRig(through: http);
        await http.SendAsync(HttpCall.Post(rig.Address + "/2/tweets", System.Text.Encoding.UTF8.GetBytes(body)).With(new("a-token")), XRig.Token);
        Assert.Single(judge.Violations);
    }

    /// <summary>Shows each request to Prism first; the answer comes from the stub.</summary>
    private sealed class Judge(string prism) : DelegatingHandler(new SocketsHttpHandler())
    {
        public List<string> Violations { get; } = [];

        public List<string> Asked { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var body = request.Content is null ? null : await request.Content.ReadAsByteArrayAsync(cancellationToken);
            using var answer = await base.SendAsync(Copy(prism + request.RequestUri!.PathAndQuery), cancellationToken);
            Asked.Add($"{request.Method} {string.Join('/', request.RequestUri.AbsolutePath.Split('/').Select(part => part.Length > 1 && part.All(char.IsAsciiDigit) ? "#" : part))}");
            var said = answer.Headers.TryGetValues("sl-violations", out var found) ? string.Join(" ", found) : "";
            // What Prism says of its own answers is no matter.
            if ((int)answer.StatusCode is 401 or 404 or 422 or >= 500 || said.Contains("\"location\":[\"request\"", StringComparison.Ordinal))
                Violations.Add($"{request.Method} {request.RequestUri.PathAndQuery}: {(int)answer.StatusCode} {said}");
            return await base.SendAsync(Copy(request.RequestUri.AbsoluteUri), cancellationToken);

            HttpRequestMessage Copy(string address)
            {
                var copy = new HttpRequestMessage(request.Method, address);
                if (body is not null)
                {
                    copy.Content = new ByteArrayContent(body);
                    copy.Content.Headers.ContentType = request.Content!.Headers.ContentType;
                }
                foreach (var (name, values) in request.Headers)
                    copy.Headers.TryAddWithoutValidation(name, values);
                return copy;
            }
        }
    }

    private sealed class OnePicture : IMediaSource
    {
        public Task<ReadOnlyMemory<byte>?> ReadMediaAsync(string sha256, CancellationToken cancellationToken) =>
            Task.FromResult<ReadOnlyMemory<byte>?>(File.ReadAllBytes(Path.Combine(Repository.Root, "tests", "SocialKit.Tests", "Pictures", "samples", "still.png")));
    }
}
