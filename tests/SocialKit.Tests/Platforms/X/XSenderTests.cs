using System.Text.Json;
using CsCheck;
using SocialKit.Deliveries;
using SocialKit.Platforms.X;
using SocialKit.Testing;

namespace SocialKit.Tests.Platforms.X;

/// <summary>What goes over the wire, as X's description of its API v2 (openapi 2.167) has it.</summary>
public sealed class XSenderTests
{
    [Fact]
    public async Task APostIsItsTextAndNothingThatIsNull()
    {
        await using var rig = new XRig();
        var done = Assert.IsType<Outcome.Done>(await rig.SendAsync(XRig.Publish("Free \"her\" & <all> 👩‍👩‍👧‍👧\n\\")));
        var request = Assert.Single(rig.Server.Requests);
        Assert.Equal(("POST", "/2/tweets", "application/json", "Bearer a-token"), (request.Method, request.Path, request.Headers["Content-Type"], request.Headers["Authorization"]));
        using var body = JsonDocument.Parse(request.Text);
        Assert.Equal(["text"], body.RootElement.EnumerateObject().Select(member => member.Name));
        Assert.Equal("Free \"her\" & <all> 👩‍👩‍👧‍👧\n\\", body.RootElement.GetProperty("text").GetString());
        Assert.Equal((rig.Stub.Effects.Single().Id, Confirmation.Response, 201), (done.Post.Id, done.ConfirmedBy, done.HttpStatus));
        Assert.Equal($"https://x.com/invented_campaign/status/{done.Post.Id}", done.Post.Url);
    }

    [Fact]
    public async Task AReplyNamesWhatItRepliesToByATextOfDigits()
    {
        await using var rig = new XRig();
        var wire = await rig.PrepareAsync(XRig.Publish("and more", new(XPlatform.Id, "1445880548472328192")));
        Assert.Equal("""{"text":"and more","reply":{"in_reply_to_tweet_id":"1445880548472328192"}}""", XRig.BodyOf(wire));
    }

    [Fact]
    public async Task WhatIsSaidBesideTheTextHasXsNames()
    {
        await using var rig = new XRig();
        var wire = await rig.PrepareAsync(XRig.Publish("a", with: post => post with { Options = [new("made-with-ai", "true"), new("reply-settings", "mentionedUsers")] }));
        Assert.Equal("""{"text":"a","reply_settings":"mentionedUsers","made_with_ai":true}""", XRig.BodyOf(wire));
    }

    [Fact]
    public async Task AnyTextArrivesAsItWasWritten()
    {
        await using var rig = new XRig();
        await AnyText.Texts.SampleAsync(async text =>
        {
            var preparation = await rig.Sender.PrepareAsync(XRig.Publish(text), null!, XRig.Token);
            if (preparation is not Preparation.Ready { Wire: var wire })
            {
                // Half a character is no text that could be sent.
                Assert.Equal("half-a-character", Assert.IsType<Outcome.Refused>(((Preparation.Impossible)preparation).Outcome).Code);
                Assert.Contains('\uFFFD', System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text)));
                return;
            }
            using var body = JsonDocument.Parse(XRig.BodyOf(wire));
            Assert.Equal(text, body.RootElement.GetProperty("text").GetString());
        }, iter: 500, threads: 1);
    }

    [Fact]
    public async Task ARepeatSendsTheSameBytes()
    {
        await using var rig = new XRig(_ => new StubAnswer.Reply(500));
        var delivery = XRig.Publish("the same, byte for byte: қ é 漢");
        var wire = await rig.PrepareAsync(delivery);
        await rig.Sender.SendAsync(delivery, wire, XRig.Token);
        rig.Clock.Advance(TimeSpan.FromMinutes(7));
        await rig.Sender.SendAsync(delivery, wire, XRig.Token);
        Assert.Equal(2, rig.Server.Requests.Count);
        Assert.Equal(rig.Server.Requests[0].Body, rig.Server.Requests[1].Body);
    }

    [Theory]
    [InlineData("tweet.fields", "id")]
    [InlineData("post.fields", "rest_id")]
    public async Task ARepostIsKnownByEitherOfItsNames(string words, string name)
    {
        await using var rig = new XRig();
        rig.Stub.Words = words;
        var original = new PostRef(XPlatform.Id, "1445880548472328192", "https://x.com/someone_invented/status/1445880548472328192");
        var done = Assert.IsType<Outcome.Done>(await rig.SendAsync(XRig.Of(new Act.Repost(original))));
        Assert.Equal(("repost:1445880548472328192", original.Url), (done.Post.Id, done.Post.Url));
        Assert.Contains($"\"{name}\"", done.Evidence, StringComparison.Ordinal);
        var request = Assert.Single(rig.Server.Requests);
        Assert.Equal(("POST", $"/2/users/{XRig.Me}/retweets", """{"tweet_id":"1445880548472328192"}"""), (request.Method, request.Path, request.Text));
    }

    [Theory]
    [InlineData(200, Confirmation.Response)]
    [InlineData(403, Confirmation.Duplicate)]
    public async Task WhatIsRepostedAlreadyIsDone(int already, Confirmation by)
    {
        await using var rig = new XRig();
        rig.Stub.Already = already;
        var delivery = XRig.Of(new Act.Repost(new(XPlatform.Id, "1445880548472328192")));
        await rig.SendAsync(delivery);
        Assert.Equal(by, Assert.IsType<Outcome.Done>(await rig.SendAsync(delivery)).ConfirmedBy);
        Assert.Single(rig.Stub.Reposts);
    }

    [Fact]
    public async Task TakingARepostBackUndoesTheRepost()
    {
        await using var rig = new XRig();
        var done = Assert.IsType<Outcome.Done>(await rig.SendAsync(XRig.Of(new Act.Repost(new(XPlatform.Id, "1445880548472328192")))));
        Assert.IsType<Outcome.Done>(await rig.SendAsync(XRig.Of(new Act.Delete(done.Post))));
        Assert.Equal(("DELETE", $"/2/users/{XRig.Me}/retweets/1445880548472328192"), (rig.Server.Requests[^1].Method, rig.Server.Requests[^1].Path));
        Assert.Empty(rig.Stub.Reposts);
    }

    [Fact]
    public async Task APostIsDeletedOnceAndGoneIsGone()
    {
        await using var rig = new XRig();
        var done = Assert.IsType<Outcome.Done>(await rig.SendAsync(XRig.Publish("to be taken back")));
        var delete = XRig.Of(new Act.Delete(done.Post));
        Assert.Equal(Confirmation.Response, Assert.IsType<Outcome.Done>(await rig.SendAsync(delete)).ConfirmedBy);
        Assert.Equal(Confirmation.Duplicate, Assert.IsType<Outcome.Done>(await rig.SendAsync(delete)).ConfirmedBy);
        Assert.IsType<Sighting.Found>(await rig.FindAsync(delete, await rig.PrepareAsync(delete)));
    }

    [Fact]
    public async Task WhatIsStillThereIsDeletedAgain()
    {
        await using var rig = new XRig();
        var done = Assert.IsType<Outcome.Done>(await rig.SendAsync(XRig.Publish("to be taken back")));
        var delete = XRig.Of(new Act.Delete(done.Post));
        Assert.IsType<Sighting.SurelyAbsent>(await rig.FindAsync(delete, await rig.PrepareAsync(delete)));
    }

    [Theory]
    [InlineData("12a")]
    [InlineData("")]
    [InlineData("../users/1")]
    [InlineData("12345678901234567890")]
    public async Task WhatIsNoIdNeverReachesAnAddress(string id)
    {
        await using var rig = new XRig();
        foreach (var act in new Act[] { new Act.Delete(new(XPlatform.Id, id)), new Act.Delete(new(XPlatform.Id, "repost:" + id)), new Act.Repost(new(XPlatform.Id, id)) })
            Assert.IsType<Outcome.Refused>(Assert.IsType<Preparation.Impossible>(await rig.Sender.PrepareAsync(XRig.Of(act), null!, XRig.Token)).Outcome);
        Assert.IsType<Preparation.Impossible>(await rig.Sender.PrepareAsync(XRig.Publish("a", new(XPlatform.Id, id)), null!, XRig.Token));
    }

    [Fact]
    public async Task WhatIsKeptForAnotherUserIsNotUsed()
    {
        await using var rig = new XRig();
        var other = XRig.Account with { UserId = "99" };
        Assert.IsType<Outcome.AccountStopped>(await rig.SendAsync(XRig.Publish("not as somebody else", from: other)));
        Assert.IsType<Outcome.AccountStopped>(await rig.SendAsync(XRig.Publish("not as nobody", from: XRig.Account with { UserId = null })));
        Assert.Empty(rig.Server.Requests);
    }

    [Fact]
    public void ThePaceKeepsEveryDocumentedLimit()
    {
        using var http = new SocialKit.Platforms.Http.HttpCaller(TimeProvider.System);
        using var tokens = new MemoryTokenStore();
        var services = new SocialKit.Platforms.Http.PlatformServices(http, tokens, TimeProvider.System, _ => null);
        var budget = new XSender(services, new XSignIn(services), XPlatform.Create().Rules).BudgetFor(XRig.Account);
        double Within(TimeSpan time) => budget.Capacity + (time / budget.Period * budget.Capacity);
        Assert.True(Within(TimeSpan.FromMinutes(15)) <= 50, "reposts");
        Assert.True(Within(TimeSpan.FromHours(3)) <= 300, "both");
    }
}
