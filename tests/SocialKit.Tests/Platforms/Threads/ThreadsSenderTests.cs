using System.Text;
using CsCheck;
using Microsoft.Extensions.Time.Testing;
using SocialKit.Access;
using SocialKit.Deliveries;
using SocialKit.Platforms.Threads;
using SocialKit.Testing;

namespace SocialKit.Tests.Platforms.Threads;

public sealed class ThreadsSenderTests
{
    private const string Canary = "THAACANARY/invented+token0123456789";
    private const string UserId = "9876543210";

    private static readonly Account Person = new("person", ThreadsPlatform.Id, "invented.person") { UserId = UserId };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AContainerIsMadeUnseenAndSendingPublishesIt()
    {
        var stub = Stub();
        await using var rig = await RigAsync(stub.Answer);
        var delivery = rig.Publish(Person, "He Xanıma azadlıq «حرية» 👩‍👧\n& more = 100%");
        var wire = await rig.PrepareAsync(delivery);
        Assert.Equal(("17001", "creation_id=17001"), (wire.Key, Encoding.UTF8.GetString(wire.Body.Span)));
        Assert.Empty(stub.Posts);
        var made = rig.Server.Requests.Single(request => request.Method == "POST");
        Assert.Equal($"/v1.0/{UserId}/threads", made.Path);
        Assert.Equal("media_type=TEXT&text=" + Uri.EscapeDataString("He Xanıma azadlıq «حرية» 👩‍👧\n& more = 100%"), made.Text);
        var done = Assert.IsType<Outcome.Done>(await rig.Sender.SendAsync(delivery, wire, Token));
        Assert.Equal(("17002", "https://www.threads.com/@invented.person/post/P17002"), (done.Post.Id, done.Post.Url));
        var published = rig.Server.Requests.Last(request => request.Method == "POST");
        Assert.Equal(($"/v1.0/{UserId}/threads_publish", "creation_id=17001", "Bearer " + Canary), (published.Path, published.Text, published.Headers["Authorization"]));
        Assert.Equal(["He Xanıma azadlıq «حرية» 👩‍👧\n& more = 100%"], stub.Posts);
    }

    [Fact]
    public async Task AReplyNamesWhatItAnswers()
    {
        await using var rig = await RigAsync(Stub().Answer);
        var first = await rig.SendAsync<Outcome.Done>(rig.Publish(Person, "First"));
        var reply = rig.Publish(Person, "Second") with { ReplyTo = first.Post };
        var wire = await rig.PrepareAsync(reply);
        Assert.Equal(first.Post.Id, rig.Server.Requests.Last(request => request.Method == "POST").Fields["reply_to_id"]);
        await rig.Sender.SendAsync(reply, wire, Token);
        Assert.IsType<Sighting.Found>(await rig.FindAsync(reply, wire));
    }

    [Fact]
    public async Task APostWithoutAnAddressIsOutAllTheSame()
    {
        var stub = Stub();
        await using var rig = await RigAsync(request => request.Path.Contains("permalink", StringComparison.Ordinal) ? FacebookStub.Error(400, 100, "no") : stub.Answer(request));
        Assert.Null((await rig.SendAsync<Outcome.Done>(rig.Publish(Person, "Text"))).Post.Url);
    }

    [Fact]
    public async Task PicturesAreRefusedWithTheReason()
    {
        await using var rig = await RigAsync(Stub().Answer);
        var refused = await rig.PrepareAsync<Outcome.Refused>(rig.Publish(Person, "Text", post => post with { Media = [new("a.jpg", "A door")] }));
        Assert.Equal("pictures-by-address", refused.Code);
        Assert.Empty(rig.Server.Requests);
    }

    [Fact]
    public async Task NothingIsMadeWhenTheDaysPostsAreUsedUp()
    {
        var stub = Stub();
        stub.Used = 250;
        await using var rig = await RigAsync(stub.Answer);
        Assert.Equal(TimeSpan.FromMinutes(30), (await rig.PrepareAsync<Outcome.NotSent>(rig.Publish(Person, "Text"))).RetryAfter);
        Assert.Equal(0, stub.Containers);
    }

    [Fact]
    public async Task AContainerThatIsNotReadyYetIsWaitedFor()
    {
        var stub = Stub();
        var looks = 0;
        await using var rig = await RigAsync(request => request.Path.Contains("fields=status", StringComparison.Ordinal) && looks++ == 0 ? new StubAnswer.Reply(200, "{\"status\":\"IN_PROGRESS\"}") : stub.Answer(request), TimeProvider.System);
        await rig.PrepareAsync(rig.Publish(Person, "Text"));
        Assert.Equal(2, looks);
    }

    [Fact]
    public async Task AContainerThatFailedIsNotSent()
    {
        await using var rig = await RigAsync(request => request.Path.Contains("fields=status", StringComparison.Ordinal) ? new StubAnswer.Reply(200, "{\"status\":\"ERROR\",\"error_message\":\"UNKNOWN\"}") : Stub().Answer(request));
        Assert.Contains("UNKNOWN", (await rig.PrepareAsync<Outcome.NotSent>(rig.Publish(Person, "Text"))).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(WireFault.LostAnswer)]
    [InlineData(WireFault.ErrorAfter)]
    [InlineData(WireFault.Limit)]
    public async Task AContainerThatCouldNotBeMadeIsMadeAgainForNobodySeesIt(WireFault fault)
    {
        var stub = Stub();
        stub.ContainerFaults.Add(fault);
        await using var rig = await RigAsync(stub.Answer);
        var delivery = rig.Publish(Person, "Text");
        await rig.PrepareAsync<Outcome.NotSent>(delivery);
        await rig.PrepareAsync(delivery);
        Assert.Empty(stub.Posts);
    }

    [Fact]
    public async Task AContainerThatThreadsHasLostIsMadeAnew()
    {
        await using var rig = await RigAsync(Stub().Answer);
        var delivery = rig.Publish(Person, "Text");
        Assert.IsType<Outcome.NotSent>(await rig.Sender.SendAsync(delivery, new("1", "creation_id=1"u8.ToArray()), Token));
    }

    [Theory]
    [InlineData(400, 190, 0, typeof(Outcome.AccountStopped))]
    [InlineData(400, 4, 0, typeof(Outcome.NotSent))]
    [InlineData(400, 10, 0, typeof(Outcome.AccountStopped))]
    [InlineData(500, 10, 0, typeof(Outcome.Unclear))]
    [InlineData(400, 2, 0, typeof(Outcome.Unclear))]
    [InlineData(400, 100, 0, typeof(Outcome.Refused))]
    public async Task AnErrorMeansWhatTheDocumentsSay(int status, int code, int subcode, Type outcome)
    {
        var stub = Stub();
        var isDead = code == 190;
        await using var rig = await RigAsync(request => request.Path.EndsWith("threads_publish", StringComparison.Ordinal) || (isDead && request.Path.Contains("/me?", StringComparison.Ordinal)) ? FacebookStub.Error(status, code, "In its own words", subcode) : stub.Answer(request));
        var answered = await rig.SendAsync(rig.Publish(Person, "Text"));
        Assert.IsType(outcome, answered);
        Assert.Contains("In its own words", answered.Evidence!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(WireFault.LostAnswer)]
    [InlineData(WireFault.Half)]
    [InlineData(WireFault.Empty)]
    [InlineData(WireFault.Html)]
    [InlineData(WireFault.ErrorAfter)]
    public async Task WhatWasPublishedIsFoundAmongTheAccountsPosts(WireFault fault)
    {
        var stub = Stub();
        stub.Faults.Add(fault);
        await using var rig = await RigAsync(stub.Answer);
        var delivery = rig.Publish(Person, "Text «حرية»");
        var wire = await rig.PrepareAsync(delivery);
        Assert.IsType<Outcome.Unclear>(await rig.Sender.SendAsync(delivery, wire, Token));
        Assert.Equal("17002", Assert.IsType<Sighting.Found>(await rig.FindAsync(delivery, wire)).Post.Id);
    }

    [Fact]
    public async Task WhatWasNotPublishedIsSurelyAbsentOnceNothingCanBeOnItsWayAnyMore()
    {
        var clock = new FakeTimeProvider(AdapterRig.Now);
        var stub = new ThreadsStub(Canary, UserId, clock);
        stub.Faults.Add(WireFault.LostRequest);
        await using var rig = await RigAsync(stub.Answer, clock);
        var delivery = rig.Publish(Person, "Text");
        var wire = await rig.PrepareAsync(delivery);
        Assert.IsType<Outcome.Unclear>(await rig.Sender.SendAsync(delivery, wire, Token));
        Assert.IsType<Sighting.LookAgainAfter>(await rig.FindAsync(delivery, wire, AdapterRig.Now));
        clock.Advance(TimeSpan.FromMinutes(6));
        Assert.IsType<Sighting.SurelyAbsent>(await rig.FindAsync(delivery, wire, AdapterRig.Now));
        Assert.IsType<Outcome.Done>(await rig.Sender.SendAsync(delivery, wire, Token));
        Assert.Single(stub.Posts);
        Assert.Equal(1, stub.Containers);
    }

    [Theory]
    [InlineData("PUBLISHED")]
    [InlineData("EXPIRED")]
    [InlineData("ERROR")]
    [InlineData("SOMETHING_NEW")]
    public async Task WhatCannotBeSeenIsNeverPublishedAgain(string status)
    {
        var clock = new FakeTimeProvider(AdapterRig.Now);
        var stub = new ThreadsStub(Canary, UserId, clock) { ListLags = true };
        await using var rig = await RigAsync(stub.Answer, clock);
        var delivery = rig.Publish(Person, "Text");
        var wire = await rig.PrepareAsync(delivery);
        stub.SetStatus(status);
        clock.Advance(TimeSpan.FromMinutes(6));
        var sighting = await rig.FindAsync(delivery, wire, AdapterRig.Now);
        Assert.True(sighting is Sighting.CannotTell || (status == "SOMETHING_NEW" && sighting is Sighting.LookAgainAfter), sighting.ToString());
    }

    [Fact]
    public async Task DeletingIsDoneOrLookedFor()
    {
        var stub = Stub();
        await using var rig = await RigAsync(stub.Answer);
        var done = await rig.SendAsync<Outcome.Done>(rig.Publish(Person, "Text"));
        var deletion = AdapterRig.Delete(Person, done.Post);
        var wire = await rig.PrepareAsync(deletion);
        Assert.IsType<Sighting.SurelyAbsent>(await rig.FindAsync(deletion, wire));
        Assert.IsType<Outcome.Done>(await rig.Sender.SendAsync(deletion, wire, Token));
        Assert.IsType<Outcome.Unclear>(await rig.Sender.SendAsync(deletion, wire, Token));
        Assert.IsType<Sighting.Found>(await rig.FindAsync(deletion, wire));
        Assert.Empty(stub.Posts);
    }

    [Fact]
    public async Task TheTokenIsSeenNowhereWhateverTheServerSaysBack()
    {
        var nasty = $"Malformed access token {Canary} {Uri.EscapeDataString(Canary)} {Convert.ToBase64String(Encoding.UTF8.GetBytes(Canary))}";
        StubAnswer[] answers =
        [
            FacebookStub.Error(400, 190, nasty), FacebookStub.Error(400, 100, nasty), FacebookStub.Error(400, 4, nasty), FacebookStub.Error(403, 200, nasty), FacebookStub.Error(400, 24, nasty, 4279009),
            new StubAnswer.Reply(200, nasty), new StubAnswer.Reply(404, nasty, "text/html"), new StubAnswer.Reply(302, nasty),
        ];
        var next = answers[0];
        await using var rig = await RigAsync(_ => next);
        List<object?> seen = [];
        var old = Kept() with { IssuedAt = AdapterRig.Now.AddDays(-30) };
        foreach (var answer in answers)
        {
            next = answer;
            await rig.Tokens.SaveAsync("person", Kept(), Token);
            var delivery = rig.Publish(Person, "Text");
            var wire = new WireForm("1", "creation_id=1"u8.ToArray());
            var outcome = await rig.Sender.SendAsync(delivery, wire, Token);
            seen.AddRange([outcome, outcome.Evidence, await rig.FindAsync(delivery, wire), (await rig.Tokens.ReadAsync("person", Token))?.DeadBecause]);
            seen.Add(await rig.SignIn.LookAsync(Person, Kept(), Token));
            seen.Add(await rig.SignIn.RenewAsync(Person, Kept(), Token));
            seen.Add(await rig.SignIn.RenewAsync(Person, old, Token));
            seen.Add(await rig.SignIn.EnterAsync(new() { ClientSecret = new(Canary) }, (SignInWay.Typed)rig.SignIn.Ways[0], [new("access", new(Canary))], Token));
        }
        AdapterRig.AssertNowhere(Canary, seen);
        Assert.All(rig.Server.Requests.Where(request => !request.Route.EndsWith("_token", StringComparison.Ordinal)), request => AdapterRig.AssertNowhere(Canary, request.Path, request.Text));
    }

    [Fact]
    public async Task NoAnswerMakesItThrow()
    {
        string[] bodies = ["", "null", "[]", "{", "{\"id\":[]}", "{\"id\":\"\"}", "{\"error\":7}", "{\"error\":{\"code\":1e99}}", "{\"status\":7}", "{\"data\":[7,{\"id\":1,\"text\":[],\"timestamp\":\"x\"}]}", string.Concat(Enumerable.Repeat("[", 100_000))];
        var (next, status) = ("", 200);
        await using var rig = await RigAsync(request => new StubAnswer.Reply(request.Method == "GET" && status >= 500 ? 418 : status, next));
        foreach (var body in bodies)
        {
            foreach (var code in new[] { 200, 400, 429, 500 })
            {
                (next, status) = (body, code);
                var delivery = rig.Publish(Person, "Text");
                var wire = new WireForm("1", "creation_id=1"u8.ToArray());
                Assert.IsNotType<Outcome.Done>(await rig.Sender.SendAsync(delivery, wire, Token));
                Assert.IsType<Sighting>(await rig.FindAsync(delivery, wire), exactMatch: false);
                Assert.IsNotType<Sighting.Found>(await rig.FindAsync(delivery, wire));
            }
        }
    }

    [Fact]
    public async Task EveryTextArrivesAsItIsAndARepeatIsTheSameBytes()
    {
        var stub = Stub();
        await using var rig = await RigAsync(stub.Answer);
        await AnyText.Texts.Where(text => text.Length is > 0 and <= 500).SampleAsync(async text =>
        {
            var delivery = rig.Publish(Person, text);
            if (await rig.Sender.PrepareAsync(delivery, rig, Token) is not Preparation.Ready { Wire: var wire })
            {
                Assert.Throws<EncoderFallbackException>(() => new UTF8Encoding(false, true).GetByteCount(text));
                return;
            }
            Assert.IsType<Outcome.Done>(await rig.Sender.SendAsync(delivery, wire, Token));
            Assert.Equal(text, stub.Posts[^1]);
            await rig.Sender.SendAsync(delivery, wire, Token);
            var bodies = rig.Server.Requests.Where(request => request.Path.EndsWith("threads_publish", StringComparison.Ordinal)).TakeLast(2).ToList();
            Assert.Equal(bodies[0].Body, bodies[1].Body);
        }, iter: 100, threads: 1);
    }

    [Fact]
    public async Task WhatIsNoTokenStopsTheAccountAndIsSentNowhere()
    {
        await using var rig = await RigAsync(_ => new StubAnswer.Drop());
        await rig.Tokens.SaveAsync(Person.Id, new("other", [new("password", new("an-app-password"))]) { IssuedAt = AdapterRig.Now }, Token);
        Assert.IsType<Outcome.AccountStopped>(await rig.Sender.SendAsync(rig.Publish(Person, "Text"), new("1", "sendMessage application/json\n{}"u8.ToArray()), Token));
        Assert.Empty(rig.Server.Requests);
    }

    [Fact]
    public async Task WhoeverJustSendsAgainIsFoundOut()
    {
        var clock = new FakeTimeProvider(AdapterRig.Now);
        var stub = new ThreadsStub(Canary, UserId, clock);
        stub.Faults.Add(WireFault.LostAnswer);
        await using var rig = await RigAsync(stub.Answer, clock);
        await SenderLine.RunAsync(rig.Platform with { Sender = new NaiveSender(rig.Sender) }, clock, Person, ["One"]);
        Assert.Equal(["One", "One"], stub.Posts);
    }

    [Fact]
    public async Task WhateverGoesWrongNothingIsThereTwice()
    {
        await Gen.Select(Gen.Enum<WireFault>().Array[0, 5], Gen.Enum<WireFault>().Array[0, 3], Gen.Bool).SampleAsync(async (faults, ofContainers, lags) =>
        {
            var clock = new FakeTimeProvider(AdapterRig.Now);
            var stub = new ThreadsStub(Canary, UserId, clock) { ListLags = lags };
            stub.Faults.Add(faults);
            stub.ContainerFaults.Add(ofContainers);
            await using var rig = await RigAsync(stub.Answer, clock);
            string[] texts = ["One", "Two", "Three"];
            var entries = await SenderLine.RunAsync(rig.Platform, clock, Person, texts);
            SenderLine.AssertOnceOrHeld(entries, texts, stub.Posts);
            // Where the account's posts can be read, nothing is left to a person.
            if (!lags)
                Assert.All(entries, entry => Assert.Equal(DeliveryState.Sent, entry.State));
        }, iter: 40, threads: 1);
    }

    private static ThreadsStub Stub() => new(Canary, UserId, new FakeTimeProvider(AdapterRig.Now));

    private static Credentials Kept() => new("oauth2", [new("access", new(Canary))]) { IssuedAt = AdapterRig.Now, ExpiresAt = AdapterRig.Now.AddDays(60) };

    private static async Task<AdapterRig> RigAsync(Func<StubRequest, StubAnswer> answer, TimeProvider? clock = null)
    {
        var rig = new AdapterRig(answer, "threads:api", services => ThreadsPlatform.Connect(ThreadsPlatform.Create(), services), clock);
        await rig.Tokens.SaveAsync(Person.Id, Kept(), Token);
        return rig;
    }
}
