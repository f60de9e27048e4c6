using System.Text;
using CsCheck;
using Microsoft.Extensions.Time.Testing;
using SocialKit.Access;
using SocialKit.Deliveries;
using SocialKit.Pictures;
using SocialKit.Platforms.Facebook;
using SocialKit.Testing;

namespace SocialKit.Tests.Platforms.Facebook;

public sealed class FacebookSenderTests
{
    private const string Canary = "EAACANARY/invented+page=token0123456789";
    private const string PageId = "546349135390552";

    private static readonly byte[] Jpeg = Sample("baseline.jpg");
    private static readonly byte[] Png = Sample("still.png");
    private static readonly Account Page = new("page", FacebookPlatform.Id, "invented.page") { UserId = PageId };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task APostIsAFormWithTheTokenInItsHeaderAlone()
    {
        await using var rig = await RigAsync(Stub().Answer);
        var done = await rig.SendAsync<Outcome.Done>(rig.Publish(Page, "He Xanıma azadlıq «حرية» 👩‍👧\n& more = 100%"));
        Assert.Equal(($"{PageId}_101", $"https://www.facebook.com/{PageId}_101"), (done.Post.Id, done.Post.Url));
        var request = rig.Server.Requests.Single();
        Assert.Equal(("POST", $"/v27.0/{PageId}/feed", "application/x-www-form-urlencoded", "Bearer " + Canary), (request.Method, request.Path, request.Headers["Content-Type"], request.Headers["Authorization"]));
        Assert.Equal("message=" + Uri.EscapeDataString("He Xanıma azadlıq «حرية» 👩‍👧\n& more = 100%"), request.Text);
    }

    [Fact]
    public async Task TheFirstLinkGetsACard()
    {
        await using var rig = await RigAsync(Stub().Answer);
        await rig.SendAsync<Outcome.Done>(rig.Publish(Page, "See http://old.example and https://new.example/a?b=c and https://other.example"));
        Assert.Equal("https://new.example/a?b=c", rig.Server.Requests.Single().Fields["link"]);
    }

    [Fact]
    public async Task PicturesAreUploadedUnseenWithTheirAlternativeTextsAndAttached()
    {
        var stub = Stub();
        await using var rig = await RigAsync(stub.Answer);
        var (first, second) = (rig.Picture(Jpeg, "A door «باب»"), rig.Picture(Png, "A wall"));
        var delivery = rig.Publish(Page, "Text https://a.example", post => post with { Media = [first, second] });
        var wire = await rig.PrepareAsync(delivery);
        Assert.Empty(stub.Posts);
        Assert.IsType<Outcome.Done>(await rig.Sender.SendAsync(delivery, wire, Token));
        var upload = MultipartParts.Of(rig.Server.Requests[0]);
        Assert.Equal(["published", "alt_text_custom", "source"], upload.Select(part => part.Name));
        Assert.Equal(("false", "A door «باب»", "picture.jpg", "image/jpeg"), (upload[0].Text, upload[1].Text, upload[2].FileName, upload[2].Type));
        Assert.Equal(CleanPicture.Of(Jpeg)!.Bytes.ToArray(), upload[2].Bytes);
        Assert.DoesNotContain("anary", Encoding.Latin1.GetString(upload[2].Bytes), StringComparison.Ordinal);
        var post = rig.Server.Requests[2].Fields;
        Assert.Equal(("{\"media_fbid\":\"101\"}", "{\"media_fbid\":\"102\"}"), (post["attached_media[0]"], post["attached_media[1]"]));
        Assert.False(post.ContainsKey("link"));
    }

    [Theory]
    [InlineData(WireFault.LostAnswer)]
    [InlineData(WireFault.ErrorAfter)]
    [InlineData(WireFault.Limit)]
    public async Task AnUploadThatFailedIsTriedAgainForNobodySeesIt(WireFault fault)
    {
        var stub = Stub();
        stub.UploadFaults.Add(fault);
        await using var rig = await RigAsync(stub.Answer);
        var picture = rig.Picture(Jpeg, "A door");
        var delivery = rig.Publish(Page, "Text", post => post with { Media = [picture] });
        await rig.PrepareAsync<Outcome.NotSent>(delivery);
        await rig.PrepareAsync(delivery);
        Assert.Empty(stub.Posts);
    }

    [Fact]
    public async Task AReplyIsAComment()
    {
        var stub = Stub();
        await using var rig = await RigAsync(stub.Answer);
        var first = await rig.SendAsync<Outcome.Done>(rig.Publish(Page, "First"));
        var reply = rig.Publish(Page, "Second") with { ReplyTo = first.Post };
        var wire = await rig.PrepareAsync(reply);
        Assert.IsType<Outcome.Done>(await rig.Sender.SendAsync(reply, wire, Token));
        Assert.Equal($"/v27.0/{PageId}_101/comments", rig.Server.Requests[^1].Path);
        Assert.IsType<Sighting.Found>(await rig.FindAsync(reply, wire));
    }

    [Theory]
    [InlineData(4, typeof(Outcome.NotSent))]
    [InlineData(17, typeof(Outcome.NotSent))]
    [InlineData(32, typeof(Outcome.NotSent))]
    [InlineData(341, typeof(Outcome.NotSent))]
    [InlineData(613, typeof(Outcome.NotSent))]
    [InlineData(190, typeof(Outcome.AccountStopped))]
    [InlineData(10, typeof(Outcome.AccountStopped))]
    [InlineData(200, typeof(Outcome.AccountStopped))]
    [InlineData(299, typeof(Outcome.AccountStopped))]
    [InlineData(368, typeof(Outcome.AccountStopped))]
    [InlineData(506, typeof(Outcome.Unclear))]
    [InlineData(1, typeof(Outcome.Unclear))]
    [InlineData(2, typeof(Outcome.Unclear))]
    [InlineData(100, typeof(Outcome.Refused))]
    [InlineData(1609005, typeof(Outcome.Refused))]
    public async Task AnErrorMeansWhatTheDocumentsSay(int code, Type outcome)
    {
        await using var rig = await RigAsync(_ => FacebookStub.Error(400, code, "In its own words"));
        var answered = await rig.SendAsync(rig.Publish(Page, "Text"));
        Assert.IsType(outcome, answered);
        Assert.Equal(400, answered.HttpStatus);
        Assert.Contains("In its own words", answered.Evidence!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatIsCalledPassingIsUnclearWhateverItsCode()
    {
        await using var rig = await RigAsync(_ => FacebookStub.Error(400, 190, "Try again", isTransient: true));
        await rig.SendAsync<Outcome.Unclear>(rig.Publish(Page, "Text"));
    }

    [Fact]
    public async Task BehindA500APostMayBeOutWhateverCodeItCarries()
    {
        await using var rig = await RigAsync(_ => FacebookStub.Error(500, 10, "Application does not have permission"));
        await rig.SendAsync<Outcome.Unclear>(rig.Publish(Page, "Text"));
    }

    [Fact]
    public async Task ALimitIsWaitedOutAsTheUsageHeaderSays()
    {
        await using var rig = await RigAsync(_ => ((StubAnswer.Reply)FacebookStub.Error(403, 32, "Page request limit reached")) with
        {
            Headers = new Dictionary<string, string> { ["X-Business-Use-Case-Usage"] = "{\"546349135390552\":[{\"type\":\"pages\",\"call_count\":100,\"total_cputime\":1,\"total_time\":1,\"estimated_time_to_regain_access\":19}]}" },
        });
        Assert.Equal(TimeSpan.FromMinutes(19), (await rig.SendAsync<Outcome.NotSent>(rig.Publish(Page, "Text"))).RetryAfter);
    }

    [Fact]
    public async Task ADeadTokenIsRememberedAndAPassingFaultIsNot()
    {
        var stub = Stub();
        var isDead = false;
        await using var rig = await RigAsync(request => isDead || request.Method == "POST" ? FacebookStub.Error(400, 190, "Session has been invalidated", 460) : stub.Answer(request));
        await rig.SendAsync<Outcome.NotSent>(rig.Publish(Page, "Text"));
        Assert.Null((await rig.Tokens.ReadAsync("page", Token))!.DeadBecause);
        isDead = true;
        await rig.SendAsync<Outcome.AccountStopped>(rig.Publish(Page, "Text"));
        Assert.NotNull((await rig.Tokens.ReadAsync("page", Token))!.DeadBecause);
    }

    [Theory]
    [InlineData(WireFault.LostAnswer, true)]
    [InlineData(WireFault.Half, true)]
    [InlineData(WireFault.Empty, true)]
    [InlineData(WireFault.Html, true)]
    [InlineData(WireFault.ErrorAfter, true)]
    [InlineData(WireFault.LostRequest, false)]
    [InlineData(WireFault.ErrorBefore, false)]
    public async Task WhatMayBeOutIsLookedForInThePagesFeed(WireFault fault, bool isThere)
    {
        var stub = Stub();
        stub.Faults.Add(fault);
        var clock = new FakeTimeProvider(AdapterRig.Now);
        await using var rig = await RigAsync(stub.Answer, clock);
        var delivery = rig.Publish(Page, "The same text «حرية»");
        var wire = await rig.PrepareAsync(delivery);
        Assert.IsType<Outcome.Unclear>(await rig.Sender.SendAsync(delivery, wire, Token));
        var first = await rig.FindAsync(delivery, wire, AdapterRig.Now);
        if (isThere)
        {
            Assert.Equal($"{PageId}_101", Assert.IsType<Sighting.Found>(first).Post.Id);
            return;
        }
        Assert.IsType<Sighting.LookAgainAfter>(first);
        clock.Advance(TimeSpan.FromMinutes(11));
        Assert.IsType<Sighting.CannotTell>(await rig.FindAsync(delivery, wire, AdapterRig.Now));
        Assert.IsType<Sighting.SurelyAbsent>(await rig.FindAsync(delivery with { From = Page with { ResendsWhenAbsent = true } }, wire, AdapterRig.Now));
    }

    [Fact]
    public async Task AnOlderPostOfTheSameWordsAndOthersAreNotTakenForIt()
    {
        var clock = new FakeTimeProvider(AdapterRig.Now);
        var stub = new FacebookStub(Canary, PageId, clock);
        await using var rig = await RigAsync(stub.Answer, clock);
        var delivery = rig.Publish(Page, "Text");
        var wire = await rig.PrepareAsync(delivery);
        await rig.Sender.SendAsync(delivery, wire, Token);
        clock.Advance(TimeSpan.FromHours(1));
        await rig.SendAsync<Outcome.Done>(rig.Publish(Page, "Text and more"));
        Assert.IsType<Sighting.LookAgainAfter>(await rig.FindAsync(delivery, wire));
    }

    [Fact]
    public async Task DeletingIsDoneOrLookedFor()
    {
        var stub = Stub();
        await using var rig = await RigAsync(stub.Answer);
        var done = await rig.SendAsync<Outcome.Done>(rig.Publish(Page, "Text"));
        var deletion = AdapterRig.Delete(Page, done.Post);
        var wire = await rig.PrepareAsync(deletion);
        Assert.IsType<Sighting.SurelyAbsent>(await rig.FindAsync(deletion, wire));
        Assert.IsType<Outcome.Done>(await rig.Sender.SendAsync(deletion, wire, Token));
        Assert.Equal(("DELETE", $"/v27.0/{PageId}_101"), (rig.Server.Requests[^1].Method, rig.Server.Requests[^1].Path));
        Assert.IsType<Outcome.Unclear>(await rig.Sender.SendAsync(deletion, wire, Token));
        Assert.IsType<Sighting.Found>(await rig.FindAsync(deletion, wire));
        Assert.Empty(stub.Posts);
    }

    [Fact]
    public async Task AMissingPostOfAPageThatCannotBeReadIsForAPerson()
    {
        await using var rig = await RigAsync(_ => FacebookStub.Error(400, 100, "Unsupported get request. Object does not exist, cannot be loaded due to missing permissions", 33));
        var deletion = AdapterRig.Delete(Page, new(FacebookPlatform.Id, "1_2"));
        Assert.IsType<Sighting.CannotTell>(await rig.FindAsync(deletion, await rig.PrepareAsync(deletion)));
    }

    [Fact]
    public async Task TheTokenIsSeenNowhereWhateverTheServerSaysBack()
    {
        var nasty = $"Malformed access token {Canary} {Uri.EscapeDataString(Canary)} {Convert.ToBase64String(Encoding.UTF8.GetBytes(Canary))}";
        StubAnswer[] answers =
        [
            FacebookStub.Error(400, 190, nasty), FacebookStub.Error(400, 100, nasty), FacebookStub.Error(400, 4, nasty), FacebookStub.Error(403, 200, nasty), FacebookStub.Error(400, 506, nasty), FacebookStub.Error(400, 368, nasty),
            new StubAnswer.Reply(200, nasty), new StubAnswer.Reply(404, nasty, "text/html"), new StubAnswer.Reply(302, nasty),
        ];
        var next = answers[0];
        await using var rig = await RigAsync(_ => next);
        List<object?> seen = [];
        foreach (var answer in answers)
        {
            next = answer;
            await rig.Tokens.SaveAsync("page", Kept(), Token);
            var delivery = rig.Publish(Page, "Text");
            var wire = await rig.PrepareAsync(delivery);
            var outcome = await rig.Sender.SendAsync(delivery, wire, Token);
            seen.AddRange([outcome, outcome.Evidence, Encoding.UTF8.GetString(wire.Body.Span), await rig.FindAsync(delivery, wire), (await rig.Tokens.ReadAsync("page", Token))?.DeadBecause]);
            seen.Add(await rig.SignIn.LookAsync(Page, Kept(), Token));
            seen.Add(await rig.SignIn.RenewAsync(Page, Kept(), Token));
            seen.Add(await rig.SignIn.EnterAsync(new() { ClientId = "1", ClientSecret = new(Canary) }, (SignInWay.Typed)rig.SignIn.Ways[0], [new("access", new(Canary))], Token));
        }
        AdapterRig.AssertNowhere(Canary, seen);
        Assert.All(rig.Server.Requests.Where(request => !request.Route.EndsWith("debug_token", StringComparison.Ordinal) && !request.Route.EndsWith("access_token", StringComparison.Ordinal)),
            request => AdapterRig.AssertNowhere(Canary, request.Path, request.Text));
    }

    [Fact]
    public async Task NoAnswerMakesItThrow()
    {
        string[] bodies = ["", "null", "[]", "{", "{\"id\":7}", "{\"id\":\"\"}", "{\"id\":[]}", "{\"error\":7}", "{\"error\":{\"code\":\"x\"}}", "{\"error\":{\"code\":190,\"message\":\"\\udc00\"}}", "{\"data\":7}", "{\"data\":[7,{\"id\":1,\"message\":[],\"created_time\":\"x\"}]}",
            string.Concat(Enumerable.Repeat("{\"a\":", 50_000)), $"{{\"a\":\"{new string('x', 5_000_000)}\"}}"];
        var (next, status) = ("", 200);
        await using var rig = await RigAsync(request => new StubAnswer.Reply(request.Method == "GET" && status >= 500 ? 418 : status, request.Method == "GET" && next.Length > 1_000_000 ? "{" : next));
        foreach (var body in bodies)
        {
            foreach (var code in new[] { 200, 400, 429, 500 })
            {
                (next, status) = (body, code);
                await rig.Tokens.SaveAsync("page", Kept(), Token);
                var delivery = rig.Publish(Page, "Text");
                var wire = await rig.PrepareAsync(delivery);
                Assert.IsNotType<Outcome.Done>(await rig.Sender.SendAsync(delivery, wire, Token));
                Assert.IsNotType<Sighting.Found>(await rig.FindAsync(delivery, wire));
            }
        }
    }

    [Fact]
    public async Task EveryTextArrivesAsItIsAndARepeatIsTheSameBytes()
    {
        var stub = Stub();
        await using var rig = await RigAsync(stub.Answer);
        await AnyText.Texts.Where(text => text.Length > 0).SampleAsync(async text =>
        {
            var delivery = rig.Publish(Page, text);
            if (await rig.Sender.PrepareAsync(delivery, rig, Token) is not Preparation.Ready { Wire: var wire })
            {
                Assert.Throws<EncoderFallbackException>(() => new UTF8Encoding(false, true).GetByteCount(text));
                return;
            }
            Assert.IsType<Outcome.Done>(await rig.Sender.SendAsync(delivery, wire, Token));
            Assert.Equal(text, stub.Posts[^1]);
            var first = rig.Server.Requests[^1].Body;
            await rig.Sender.SendAsync(delivery, wire, Token);
            Assert.Equal(first, rig.Server.Requests[^1].Body);
            Assert.Equal(wire, await rig.PrepareAsync(delivery));
        }, iter: 200, threads: 1);
    }

    [Fact]
    public async Task WhatIsNoTokenStopsTheAccountAndIsSentNowhere()
    {
        await using var rig = await RigAsync(_ => new StubAnswer.Drop());
        await rig.Tokens.SaveAsync(Page.Id, new("other", [new("password", new("an-app-password"))]) { IssuedAt = AdapterRig.Now }, Token);
        Assert.IsType<Outcome.AccountStopped>(await rig.Sender.SendAsync(rig.Publish(Page, "Text"), new("1", "sendMessage application/json\n{}"u8.ToArray()), Token));
        Assert.Empty(rig.Server.Requests);
    }

    [Fact]
    public async Task WhoeverJustSendsAgainIsFoundOut()
    {
        var clock = new FakeTimeProvider(AdapterRig.Now);
        var stub = new FacebookStub(Canary, PageId, clock);
        stub.Faults.Add(WireFault.LostAnswer);
        await using var rig = await RigAsync(stub.Answer, clock);
        await SenderLine.RunAsync(rig.Platform with { Sender = new NaiveSender(rig.Sender) }, clock, Page, ["One"]);
        Assert.Equal(["One", "One"], stub.Posts);
    }

    [Fact]
    public async Task WhateverGoesWrongNothingIsThereTwice()
    {
        await Gen.Select(Gen.Enum<WireFault>().Array[0, 5], Gen.Bool).SampleAsync(async (faults, hides) =>
        {
            var clock = new FakeTimeProvider(AdapterRig.Now);
            var stub = new FacebookStub(Canary, PageId, clock) { Hides = _ => hides };
            stub.Faults.Add(faults);
            await using var rig = await RigAsync(stub.Answer, clock);
            string[] texts = ["One", "Two", "Three"];
            var entries = await SenderLine.RunAsync(rig.Platform, clock, Page, texts);
            SenderLine.AssertOnceOrHeld(entries, texts, stub.Posts);
            // What is in the feed is found: only what never arrived is left to a person.
            if (!hides && faults.All(fault => fault is not (WireFault.LostRequest or WireFault.ErrorBefore)))
                Assert.All(entries, entry => Assert.Equal(DeliveryState.Sent, entry.State));
        }, iter: 40, threads: 1);
    }

    [Theory]
    [InlineData("v26.0", true)]
    [InlineData("26", false)]
    [InlineData("v27.0/../x", false)]
    public void TheVersionIsASetting(string version, bool isOne)
    {
        var services = new SocialKit.Platforms.Http.PlatformServices(null!, null!, TimeProvider.System, name => name == "facebook:version" ? version : null);
        if (isOne)
            Assert.NotNull(FacebookPlatform.Connect(FacebookPlatform.Create(), services).Sender);
        else
            Assert.Throws<FormatException>(() => FacebookPlatform.Connect(FacebookPlatform.Create(), services));
    }

    private static FacebookStub Stub() => new(Canary, PageId, new FakeTimeProvider(AdapterRig.Now));

    // A few pixels with the place, the camera and the notes of an invented canary.
    private static byte[] Sample(string name) => File.ReadAllBytes(Path.Combine(Repository.Root, "tests", "SocialKit.Tests", "Pictures", "samples", name));

    private static Credentials Kept() => new("oauth2", [new("access", new(Canary))]) { IssuedAt = AdapterRig.Now };

    private static async Task<AdapterRig> RigAsync(Func<StubRequest, StubAnswer> answer, TimeProvider? clock = null)
    {
        var rig = new AdapterRig(answer, "facebook:api", services => FacebookPlatform.Connect(FacebookPlatform.Create(), services), clock);
        await rig.Tokens.SaveAsync(Page.Id, Kept(), Token);
        return rig;
    }
}
