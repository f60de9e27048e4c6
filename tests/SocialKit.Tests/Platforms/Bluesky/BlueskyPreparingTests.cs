using SocialKit.Campaigns;
using SocialKit.Deliveries;
using SocialKit.Platforms.Bluesky;
using SocialKit.Posts;
using SocialKit.Testing;
using static SocialKit.Tests.Platforms.Bluesky.BlueskyRig;

namespace SocialKit.Tests.Platforms.Bluesky;

/// <summary>What has to be found out and uploaded before a post can be sent.</summary>
public sealed class BlueskyPreparingTests
{
    private const string Resolve = "com.atproto.identity.resolveHandle";
    private const string Get = "com.atproto.repo.getRecord";
    private const string Upload = "com.atproto.repo.uploadBlob";

    private static StubAnswer Blob(StubRequest request) =>
        Reply(200, $$$"""{"blob":{"$type":"blob","ref":{"$link":"bafkreiinvented"},"mimeType":"{{{request.Headers["Content-Type"]}}}","size":{{{request.Body.Length}}}}}""");

    [Fact]
    public async Task WhoCannotBeAskedForJustNowKeepsThePostBack()
    {
        await using var rig = new BlueskyRig();
        foreach (var answer in new StubAnswer[] { Reply(500, ""), Error(502, "UpstreamFailure"), new StubAnswer.Reply(400, "<html>", "text/html"), Reply(200, """{"did":"nobody"}"""), Reply(200, "[]"), new StubAnswer.Drop() })
        {
            rig.Answers[Resolve] = _ => answer;
            Assert.IsType<Outcome.NotSent>(await rig.ImpossibleAsync(rig.Deliver("Dear @anna.invented.test")));
        }
        rig.Answers[Resolve] = _ => Reply(429, """{"error":"RateLimitExceeded"}""", ("Retry-After", "30"));
        Assert.Equal(TimeSpan.FromSeconds(30), Assert.IsType<Outcome.NotSent>(await rig.ImpossibleAsync(rig.Deliver("Dear @anna.invented.test"))).RetryAfter);
    }

    [Theory]
    [InlineData("HandleNotFound")]
    [InlineData("InvalidRequest")]
    public async Task WhomNobodyKnowsRefusesThePostOrStaysPlainTextIfThePostSaysSo(string code)
    {
        await using var rig = new BlueskyRig();
        rig.Answers[Resolve] = request => request.Fields["handle"] == "anna.invented.test" ? Reply(200, $$"""{"did":"{{Did}}"}""") : Error(400, code, "Unable to resolve handle");
        var post = new Post(BlueskyPlatform.Id, "Dear @anna.invented.test and @gone.invented.test");
        var refused = Assert.IsType<Outcome.Refused>(await rig.ImpossibleAsync(rig.Deliver(new Act.Publish(post))));
        Assert.Equal("unknown-handle", refused.Code);
        Assert.StartsWith("Nobody is called @gone.invented.test", refused.Reason, StringComparison.Ordinal);
        var body = await rig.BodyAsync(rig.Deliver(new Act.Publish(post with { Options = [new("unknown-mentions", "plain-text")] })));
        Assert.Equal(2, body.Split("#mention").Length);
    }

    [Fact]
    public async Task APictureIsUploadedAndStandsInTheRecord()
    {
        await using var rig = new BlueskyRig();
        await rig.SignedInAsync();
        rig.Answers[Upload] = Blob;
        var post = new Post(BlueskyPlatform.Id, "Two") { Media = [new MediaFile("a.png", "A \"point\" ё") { Sha256 = rig.Keep(TestPictures.Png) }, new MediaFile("a.png", "The same") { Sha256 = rig.Keep(TestPictures.Png) }] };
        var body = await rig.BodyAsync(rig.Deliver(new Act.Publish(post)));
        var image = $$$"""{"image":{"$type":"blob","ref":{"$link":"bafkreiinvented"},"mimeType":"image/png","size":{{{TestPictures.Png.Length}}}},"alt":"A \"point\" ё","aspectRatio":{"width":3,"height":2}}""";
        Assert.Contains($$""""embed":{"$type":"app.bsky.embed.images","images":[{{image}},{{image.Replace("A \\\"point\\\" ё", "The same", StringComparison.Ordinal)}}]},"createdAt"""", body, StringComparison.Ordinal);
        Assert.All(rig.Server.Requests, request => Assert.Equal(("Bearer " + AccessCanary, "image/png"), (request.Headers["Authorization"], request.Headers["Content-Type"])));
        Assert.Equal(TestPictures.Png, rig.Server.Requests[0].Body);
    }

    [Fact]
    public async Task WhatBlueskyWouldNotTakeIsNotUploaded()
    {
        await using var rig = new BlueskyRig();
        await rig.SignedInAsync();
        Task<Outcome> With(params MediaFile[] media) => rig.ImpossibleAsync(rig.Deliver(new Act.Publish(new Post(BlueskyPlatform.Id, "") { Media = [.. media] })));
        var big = TestPictures.BigPng;
        var good = new MediaFile("a.png", "A point") { Sha256 = rig.Keep(TestPictures.Png) };
        Assert.Equal("picture-too-large", Assert.IsType<Outcome.Refused>(await With(good, good with { Sha256 = rig.Keep(big) })).Code);
        Assert.Equal("picture-type", Assert.IsType<Outcome.Refused>(await With(good with { Sha256 = rig.Keep("<svg/>"u8.ToArray()) })).Code);
        Assert.Equal("picture-not-kept", Assert.IsType<Outcome.Refused>(await With(good with { Sha256 = new string('0', 64) })).Code);
        Assert.Equal("picture-not-kept", Assert.IsType<Outcome.Refused>(await With(good with { Sha256 = null })).Code);
        Assert.Equal("too-many-pictures", Assert.IsType<Outcome.Refused>(await With(good, good, good, good, good)).Code);
        Assert.Equal("half-a-character", Assert.IsType<Outcome.Refused>(await With(good with { AltText = "\ud800" })).Code);
        Assert.Equal("half-a-character", Assert.IsType<Outcome.Refused>(await rig.ImpossibleAsync(rig.Deliver("half \udc00"))).Code);
        Assert.Empty(rig.Server.Requests);
    }

    [Fact]
    public async Task WhatKeepsAnUploadBackKeepsThePostBack()
    {
        await using var rig = new BlueskyRig();
        await rig.SignedInAsync();
        var delivery = rig.Deliver(new Act.Publish(new Post(BlueskyPlatform.Id, "") { Media = [new MediaFile("a.png", "A point") { Sha256 = rig.Keep(TestPictures.Png) }] }));
        foreach (var answer in new StubAnswer[] { Reply(500, ""), Reply(200, "{}"), Reply(200, """{"blob":{"ref":{"$link":"b"},"mimeType":"image/png","size":1}}"""), new StubAnswer.Drop(), new StubAnswer.Reply(413, "<html>", "text/html") })
        {
            rig.Answers[Upload] = _ => answer;
            Assert.IsType<Outcome.NotSent>(await rig.ImpossibleAsync(delivery));
        }
        rig.Answers[Upload] = _ => Error(413, "PayloadTooLarge");
        Assert.Equal("PayloadTooLarge", Assert.IsType<Outcome.Refused>(await rig.ImpossibleAsync(delivery)).Code);
        rig.Answers[Upload] = _ => Error(401, "AccountTakedown");
        Assert.IsType<Outcome.AccountStopped>(await rig.ImpossibleAsync(delivery));
        rig.Answers[Upload] = _ => Error(400, "ExpiredToken");
        rig.Answers["com.atproto.server.refreshSession"] = _ => Error(400, "ExpiredToken");
        rig.Answers["com.atproto.server.createSession"] = _ => Error(401, "AuthenticationRequired", "Invalid identifier or password");
        Assert.IsType<Outcome.AccountStopped>(await rig.ImpossibleAsync(delivery));
    }

    [Fact]
    public async Task AReplyNamesTheRootOfWhatItRepliesTo()
    {
        await using var rig = new BlueskyRig();
        var parent = new PostRef(BlueskyPlatform.Id, $"at://{Did}/app.bsky.feed.post/3kaaaaaaaaaab");
        rig.Answers[Get] = _ => Reply(200, $$$$"""{"uri":"{{{{parent.Id}}}}","cid":"bafyparent","value":{"$type":"app.bsky.feed.post","text":"","reply":{"root":{"uri":"at://did:plc:r/app.bsky.feed.post/3k","cid":"bafyroot"},"parent":{"uri":"at://did:plc:r/app.bsky.feed.post/3k","cid":"bafyroot"} } } }""");
        var body = await rig.BodyAsync(rig.Deliver("A reply") with { ReplyTo = parent });
        Assert.Contains($$$""""reply":{"root":{"uri":"at://did:plc:r/app.bsky.feed.post/3k","cid":"bafyroot"},"parent":{"uri":"{{{parent.Id}}}","cid":"bafyparent"}}"""", body, StringComparison.Ordinal);
        rig.Answers[Get] = _ => Error(400, "RecordNotFound");
        Assert.Equal("predecessor-gone", Assert.IsType<Outcome.Refused>(await rig.ImpossibleAsync(rig.Deliver("A reply") with { ReplyTo = parent })).Code);
        rig.Answers[Get] = _ => Reply(500, "");
        Assert.IsType<Outcome.NotSent>(await rig.ImpossibleAsync(rig.Deliver("A reply") with { ReplyTo = parent }));
        Assert.Equal("no-post", Assert.IsType<Outcome.Refused>(await rig.ImpossibleAsync(rig.Deliver("A reply") with { ReplyTo = new(BlueskyPlatform.Id, "12") })).Code);
    }

    [Theory]
    [InlineData("at://did:plc:zzzzzzzzzzzzzzzzzzzzzzzz/app.bsky.feed.post/3kaaaaaaaaaab")]
    [InlineData("at://did:plc:abcdefghijklmnopqrstuvwx/app.bsky.actor.profile/self")]
    [InlineData("at://did:plc:abcdefghijklmnopqrstuvwx")]
    [InlineData("https://bsky.app/profile/anna.invented.example/post/3kaaaaaaaaaab")]
    [InlineData("")]
    public async Task OnlyTheAccountsOwnPostsAreDeleted(string id)
    {
        await using var rig = new BlueskyRig();
        Assert.Equal("no-post", Assert.IsType<Outcome.Refused>(await rig.ImpossibleAsync(rig.Deliver(new Act.Delete(new(BlueskyPlatform.Id, id))))).Code);
    }

    [Fact]
    public async Task ADeletionSaysWhatIsDeletedAndNothingElse()
    {
        await using var rig = new BlueskyRig();
        await rig.SignedInAsync();
        rig.Answers["com.atproto.repo.deleteRecord"] = _ => Reply(200, "{}");
        var post = new PostRef(BlueskyPlatform.Id, $"at://{Did}/app.bsky.feed.post/3kaaaaaaaaaab", $"https://bsky.app/profile/{Did}/post/3kaaaaaaaaaab");
        Assert.Equal(post, Assert.IsType<Outcome.Done>(await rig.SentAsync(rig.Deliver(new Act.Delete(post)))).Post);
        Assert.Equal($$"""{"repo":"{{Did}}","collection":"app.bsky.feed.post","rkey":"3kaaaaaaaaaab"}""", rig.Server.Requests.Single().Text);
    }
}
