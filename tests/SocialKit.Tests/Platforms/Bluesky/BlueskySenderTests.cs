using System.Text;
using SocialKit.Access;
using SocialKit.Deliveries;
using SocialKit.Platforms.Bluesky;
using SocialKit.Posts;
using SocialKit.Testing;
using SocialKit.Text;
using static SocialKit.Tests.Platforms.Bluesky.BlueskyRig;

namespace SocialKit.Tests.Platforms.Bluesky;

/// <summary>What is written, and what each answer to it means, before a server that answers as the test says.</summary>
public sealed class BlueskySenderTests
{
    private const string Put = "com.atproto.repo.putRecord";
    private const string Get = "com.atproto.repo.getRecord";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ThePostIsPutAsItIsWrittenAndOnlyWhereNothingIs()
    {
        await using var rig = new BlueskyRig();
        await rig.SignedInAsync();
        var done = Assert.IsType<Outcome.Done>(await rig.SentAsync(rig.Deliver("Свободу! \"<&>\" 🇰🇿")));
        var request = Assert.Single(rig.Server.Requests);
        Assert.Equal(("POST", "/xrpc/com.atproto.repo.putRecord", "Bearer " + AccessCanary), (request.Method, request.Path, request.Headers["Authorization"]));
        var key = done.Post.Id.Split('/')[^1];
        Assert.Equal($$"""{"repo":"{{Did}}","collection":"app.bsky.feed.post","rkey":"{{key}}","record":{"$type":"app.bsky.feed.post","text":"Свободу! \"<&>\" \uD83C\uDDF0\uD83C\uDDFF","langs":["en"],"createdAt":"2026-11-24T09:00:00.123Z"},"swapRecord":null}""", request.Text);
        Assert.Equal(($"at://{Did}/app.bsky.feed.post/{key}", $"https://bsky.app/profile/{Did}/post/{key}", Confirmation.Response, 200), (done.Post.Id, done.Post.Url, done.ConfirmedBy, done.HttpStatus));
    }

    [Fact]
    public async Task FacetsStandAtTheirBytesWithTheirAddressesAndDids()
    {
        await using var rig = new BlueskyRig();
        rig.Answers["com.atproto.identity.resolveHandle"] = request => Reply(200, $$"""{"did":"did:plc:{{request.Fields["handle"].Replace(".", "", StringComparison.Ordinal)}}"}""");
        var text = "ё @one.test and @one.test, @two.test #тег example.org/a...";
        var post = new Post(BlueskyPlatform.Id, text) { Links = [new(new TextSpan(text.IndexOf("example.org", StringComparison.Ordinal), text.Length), "https://example.org/a-long-path-indeed")] };
        var body = await rig.BodyAsync(rig.Deliver(new Act.Publish(post)));
        Assert.Contains(""""facets":[{"index":{"byteStart":3,"byteEnd":12},"features":[{"$type":"app.bsky.richtext.facet#mention","did":"did:plc:onetest"}]},{"index":{"byteStart":17,"byteEnd":26},"features":[{"$type":"app.bsky.richtext.facet#mention","did":"did:plc:onetest"}]},{"index":{"byteStart":28,"byteEnd":37},"features":[{"$type":"app.bsky.richtext.facet#mention","did":"did:plc:twotest"}]},{"index":{"byteStart":38,"byteEnd":45},"features":[{"$type":"app.bsky.richtext.facet#tag","tag":"тег"}]},{"index":{"byteStart":46,"byteEnd":62},"features":[{"$type":"app.bsky.richtext.facet#link","uri":"https://example.org/a-long-path-indeed"}]}]"""", body, StringComparison.Ordinal);
        Assert.Equal(2, rig.Server.Requests.Count);
    }

    public static TheoryData<string, StubAnswer, string> Answers => new()
    {
        { "no such method", Error(501, "MethodNotImplemented"), "unclear" },
        { "empty", Reply(200, ""), "unclear" },
        { "an empty object", Reply(200, "{}"), "unclear" },
        { "no cid", Reply(200, """{"uri":"at://did:plc:abcdefghijklmnopqrstuvwx/app.bsky.feed.post/3k"}"""), "unclear" },
        { "another record", Reply(200, """{"uri":"at://did:plc:abcdefghijklmnopqrstuvwx/app.bsky.feed.post/3kaaaaaaaaaaa","cid":"bafy"}"""), "unclear" },
        { "wrong types", Reply(200, """{"uri":7,"cid":[]}"""), "unclear" },
        { "a list", Reply(200, "[]"), "unclear" },
        { "deep", Reply(200, new string('[', 100_000)), "unclear" },
        { "a page", new StubAnswer.Reply(200, "<html>Welcome</html>", "text/html"), "unclear" },
        { "no UTF-8", new StubAnswer.Reply(200) { Bytes = [0xFF, 0xFE, 0x00] }, "unclear" },
        { "a page that refuses", new StubAnswer.Reply(403, "<html>Blocked</html>", "text/html"), "unclear" },
        { "a page without a session", new StubAnswer.Reply(401, "<html>Sign in</html>", "text/html"), "unclear" },
        { "ten megabytes", Reply(200, "{\"uri\":\"" + new string('a', 10_000_000) + "\"}"), "unclear" },
        { "endless", new StubAnswer.Endless(), "unclear" },
        { "half", new StubAnswer.Half("{\"uri\":"), "unclear" },
        { "dropped", new StubAnswer.Drop(), "unclear" },
        { "moved", Reply(307, "", ("Location", "https://elsewhere.example/")), "unclear" },
        { "500", Error(500, "InternalServerError"), "unclear" },
        { "502", new StubAnswer.Reply(502, "<html>Bad gateway</html>", "text/html"), "unclear" },
        { "503", Error(503, "NotEnoughResources"), "unclear" },
        { "504", Reply(504, ""), "unclear" },
        { "429", Error(429, "RateLimitExceeded"), "not_sent" },
        { "429 of another kind", new StubAnswer.Reply(429, "<html>Slow down</html>", "text/html"), "not_sent" },
        { "invalid record", Error(400, "InvalidRequest"), "refused" },
        { "forbidden", Error(403, "Forbidden"), "refused" },
        { "payload too large", Error(413, "PayloadTooLarge"), "refused" },
        { "blob gone", Error(400, "BlobNotFound"), "not_sent" },
        { "taken down", Error(401, "AccountTakedown"), "account_stopped" },
        { "deactivated", Error(401, "AccountDeactivated"), "account_stopped" },
        { "not found", Error(403, "AccountNotFound"), "account_stopped" },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task EveryAnswerHasItsMeaning(string what, StubAnswer answer, string outcome)
    {
        await using var rig = new BlueskyRig();
        await rig.SignedInAsync();
        rig.Answers[Put] = _ => answer;
        var came = await rig.SentAsync(rig.Deliver(what));
        Assert.Equal((what, outcome), (what, came.Name));
        Assert.Single(rig.Server.Requests, request => request.Route.EndsWith(Put, StringComparison.Ordinal));
        Assert.True((came.Evidence?.Length ?? 0) < 3000);
        if (came is Outcome.Refused refused && answer is StubAnswer.Reply { Body: var body })
            Assert.Equal((true, "In its own words"), (body.Contains(refused.Code, StringComparison.Ordinal), refused.Reason));
    }

    [Theory]
    [InlineData("Retry-After", "120", 120.0)]
    [InlineData("Retry-After", "Tue, 24 Nov 2026 09:05:00 GMT", 299.877)]
    [InlineData("RateLimit-Reset", "1795510860", 59.877)]
    [InlineData("X-Nothing", "1", null)]
    public async Task ALimitSaysHowLongToWait(string header, string value, double? seconds)
    {
        await using var rig = new BlueskyRig();
        await rig.SignedInAsync();
        rig.Clock.Now = new(2026, 11, 24, 9, 0, 0, 123, TimeSpan.Zero);
        rig.Answers[Put] = _ => Reply(429, """{"error":"RateLimitExceeded","message":"Rate Limit Exceeded"}""", (header, value));
        var notSent = Assert.IsType<Outcome.NotSent>(await rig.SentAsync(rig.Deliver("Too much")));
        if (seconds is { } wait)
            Assert.Equal(wait, notSent.RetryAfter!.Value.TotalSeconds, 3);
        else
            Assert.Null(notSent.RetryAfter);
        Assert.Equal(("Rate Limit Exceeded", 429), (notSent.Reason, notSent.HttpStatus));
    }

    [Fact]
    public async Task WhatNeverLeftIsNotSent()
    {
        var rig = new BlueskyRig();
        await rig.SignedInAsync();
        var delivery = rig.Deliver("Nobody listens");
        var wire = await rig.PreparedAsync(delivery);
        await rig.Server.DisposeAsync();
        Assert.IsType<Outcome.NotSent>(await rig.Sender.SendAsync(delivery, wire, Token));
        Assert.IsType<Sighting.LookAgainAfter>(await rig.FindAsync(delivery, wire));
        await rig.DisposeAsync();
    }

    [Fact]
    public async Task WhatIsCancelledInTheMiddleIsUnclear()
    {
        await using var rig = new BlueskyRig();
        await rig.SignedInAsync();
        rig.Answers[Put] = _ => new StubAnswer.Hang();
        var delivery = rig.Deliver("Nobody answers");
        var wire = await rig.PreparedAsync(delivery);
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        Assert.IsType<Outcome.Unclear>(await rig.Sender.SendAsync(delivery, wire, cancel.Token));
    }

    [Theory]
    [InlineData(400, "ExpiredToken")]
    [InlineData(400, "InvalidToken")]
    [InlineData(401, "AuthMissing")]
    [InlineData(401, "AuthenticationRequired")]
    public async Task ATokenThatIsNotTakenIsRenewedAndThePostSentAgainLater(int status, string code)
    {
        await using var rig = new BlueskyRig();
        await rig.SignedInAsync();
        rig.Answers[Put] = request => request.Headers["Authorization"] == "Bearer new-access" ? Accept(request) : Error(status, code);
        rig.Answers["com.atproto.server.refreshSession"] = _ => Reply(200, $$"""{"accessJwt":"new-access","refreshJwt":"new-refresh","did":"{{Did}}","handle":"anna.invented.example"}""");
        var delivery = rig.Deliver("After a renewal");
        var wire = await rig.PreparedAsync(delivery);
        Assert.IsType<Outcome.NotSent>(await rig.Sender.SendAsync(delivery, wire, Token));
        Assert.IsType<Outcome.Done>(await rig.Sender.SendAsync(delivery, wire, Token));
        Assert.Equal("Bearer " + RefreshCanary, rig.Server.Requests.Single(request => request.Route.EndsWith("refreshSession", StringComparison.Ordinal)).Headers["Authorization"]);
        var puts = rig.Server.Requests.Where(request => request.Route.EndsWith(Put, StringComparison.Ordinal)).ToList();
        Assert.Equal((2, puts[0].Text), (puts.Count, puts[1].Text));
    }

    [Fact]
    public async Task ATokenIsRenewedBeforeItEnds()
    {
        await using var rig = new BlueskyRig();
        await rig.SignedInAsync(TimeSpan.FromMinutes(3));
        rig.Answers["com.atproto.server.refreshSession"] = _ => Reply(200, $$"""{"accessJwt":"new-access","refreshJwt":"new-refresh","did":"{{Did}}","handle":"anna.invented.example"}""");
        Assert.IsType<Outcome.Done>(await rig.SentAsync(rig.Deliver("With a new token")));
        Assert.Equal("Bearer new-access", rig.Server.Requests[^1].Headers["Authorization"]);
    }

    [Fact]
    public async Task APassingFaultIsNotTakenForADeadToken()
    {
        await using var rig = new BlueskyRig();
        await rig.SignedInAsync();
        rig.Answers[Put] = _ => Error(400, "ExpiredToken");
        var delivery = rig.Deliver("Not now");
        foreach (var answer in new StubAnswer[] { Reply(500, ""), Reply(502, "<html>"), Error(429, "RateLimitExceeded"), new StubAnswer.Drop(), Reply(200, "{}"), Reply(403, "<html>Blocked</html>"), Error(400, "InvalidRequest") })
        {
            rig.Answers["com.atproto.server.refreshSession"] = _ => answer;
            Assert.IsType<Outcome.NotSent>(await rig.SentAsync(delivery));
            Assert.Null((await rig.Tokens.ReadAsync(rig.Account.Id, Token))!.DeadBecause);
        }
    }

    [Fact]
    public async Task WhoIsNotSignedInIsStoppedAndNothingIsSent()
    {
        await using var rig = new BlueskyRig();
        var delivery = rig.Deliver("Nobody is signed in");
        Assert.IsType<Outcome.AccountStopped>(await rig.SentAsync(delivery));
        Assert.IsType<Outcome.AccountStopped>(await rig.ImpossibleAsync(delivery with { From = delivery.From with { UserId = null } }));
        Assert.Empty(rig.Server.Requests);
    }

    [Fact]
    public async Task AWireFormOfAnotherAccountIsNotSent()
    {
        await using var rig = new BlueskyRig();
        await rig.SignedInAsync();
        var delivery = rig.Deliver("Of somebody else");
        var wire = await rig.PreparedAsync(delivery);
        var other = delivery with { From = delivery.From with { UserId = "did:plc:zzzzzzzzzzzzzzzzzzzzzzzz" } };
        Assert.Equal("other-repository", Assert.IsType<Outcome.Refused>(await rig.Sender.SendAsync(other, wire, Token)).Code);
        Assert.IsType<Sighting.CannotTell>(await rig.FindAsync(other, wire));
        Assert.Empty(rig.Server.Requests);
    }

    [Fact]
    public async Task WhatIsThereIsComparedWithWhatWasMeant()
    {
        await using var rig = new BlueskyRig();
        await rig.SignedInAsync();
        rig.Answers[Put] = _ => Error(400, "InvalidSwap", "Record was at bafyother");
        var delivery = rig.Deliver("Is it mine?");
        var wire = await rig.PreparedAsync(delivery);
        string Record(string text, string at) => $$$"""{"uri":"at://{{{Did}}}/app.bsky.feed.post/{{{wire.Key}}}","cid":"bafyother","value":{"$type":"app.bsky.feed.post","createdAt":"{{{at}}}","langs":["en"],"text":"{{{text}}}"}}""";
        rig.Answers[Get] = _ => Reply(200, Record("Is it mine?", "2026-11-20T00:00:00.000Z"));
        Assert.Equal(Confirmation.Duplicate, Assert.IsType<Outcome.Done>(await rig.Sender.SendAsync(delivery, wire, Token)).ConfirmedBy);
        Assert.IsType<Sighting.Found>(await rig.FindAsync(delivery, wire));
        rig.Answers[Get] = _ => Reply(200, Record("It is another", "2026-11-24T09:00:00.123Z"));
        Assert.Equal("InvalidSwap", Assert.IsType<Outcome.Refused>(await rig.Sender.SendAsync(delivery, wire, Token)).Code);
        Assert.IsType<Sighting.CannotTell>(await rig.FindAsync(delivery, wire));
        rig.Answers[Get] = _ => Reply(500, "");
        Assert.IsType<Outcome.Unclear>(await rig.Sender.SendAsync(delivery, wire, Token));
        Assert.IsType<Sighting.LookAgainAfter>(await rig.FindAsync(delivery, wire));
    }

    public static TheoryData<string, StubAnswer, Type> Looks => new()
    {
        { "absent", Error(400, "RecordNotFound"), typeof(Sighting.SurelyAbsent) },
        { "no such repository", Error(400, "RepoNotFound"), typeof(Sighting.LookAgainAfter) },
        { "a page", new StubAnswer.Reply(404, "<html>", "text/html"), typeof(Sighting.LookAgainAfter) },
        { "an empty answer", Reply(200, ""), typeof(Sighting.LookAgainAfter) },
        { "no value", Reply(200, """{"uri":"at://a","cid":"b"}"""), typeof(Sighting.LookAgainAfter) },
        { "a limit", Error(429, "RateLimitExceeded"), typeof(Sighting.LookAgainAfter) },
        { "trouble", Error(503, "NotEnoughResources"), typeof(Sighting.LookAgainAfter) },
        { "a cut", new StubAnswer.Drop(), typeof(Sighting.LookAgainAfter) },
    };

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task OnlyWhatTheServerSaysIsAbsentIsAbsent(string what, StubAnswer answer, Type sighting)
    {
        await using var rig = new BlueskyRig();
        var delivery = rig.Deliver(what);
        var wire = await rig.PreparedAsync(delivery);
        rig.Answers[Get] = _ => answer;
        Assert.IsType(sighting, await rig.FindAsync(delivery, wire));
        Assert.All(rig.Server.Requests, request => Assert.False(request.Headers.ContainsKey("Authorization")));
    }

    [Fact]
    public async Task NothingThatComesOutHoldsASecret()
    {
        // A server that sends back whatever it got, in every form.
        string[] canaries = [AccessCanary, RefreshCanary, PasswordCanary];
        static IEnumerable<string> Forms(string canary) => [canary, Uri.EscapeDataString(canary), Convert.ToBase64String(Encoding.UTF8.GetBytes(canary))];
        foreach (var (status, code) in new[] { (200, ""), (400, "InvalidRequest"), (400, "ExpiredToken"), (400, "InvalidSwap"), (401, "AccountTakedown"), (401, "AuthenticationRequired"), (429, "RateLimitExceeded"), (500, "InternalServerError") })
        {
            await using var rig = new BlueskyRig();
            await rig.SignedInAsync();
            StubAnswer Echo(StubRequest request) => Error(status, code, string.Join(' ', canaries.Where(canary => (request.Headers.GetValueOrDefault("Authorization") + request.Text).Contains(canary, StringComparison.Ordinal)).SelectMany(Forms)));
            foreach (var method in new[] { Put, Get, "com.atproto.server.refreshSession", "com.atproto.server.createSession", "com.atproto.server.getSession", "com.atproto.server.deleteSession", "com.atproto.repo.uploadBlob" })
                rig.Answers[method] = Echo;
            var delivery = rig.Deliver("A canary sings");
            var wire = await rig.PreparedAsync(delivery);
            var session = rig.Session(TimeSpan.FromHours(1));
            var picture = new Post(BlueskyPlatform.Id, "") { Media = [new("a.png", "A picture") { Sha256 = rig.Keep(TestPictures.Png) }] };
            List<object?> said =
            [
                wire, Encoding.UTF8.GetString(wire.Body.Span),
                await rig.Sender.SendAsync(delivery, wire, Token),
                await rig.FindAsync(delivery, wire),
                await rig.SignIn.LookAsync(rig.Account, session, Token),
                await rig.SignIn.RenewAsync(rig.Account, session, Token),
                await rig.SignIn.RevokeAsync(rig.Account, session, Token),
                await rig.SignIn.EnterAsync(new() { Handle = "anna.invented.example", Server = rig.Server.Address }, (SignInWay.Typed)rig.SignIn.Ways[0], [new("password", new(PasswordCanary))], Token),
                await rig.Sender.PrepareAsync(rig.Deliver(new Act.Publish(picture)), rig, Token),
            ];
            var evidence = ((Outcome)said[2]!).Evidence;
            foreach (var canary in canaries.SelectMany(Forms))
                Assert.DoesNotContain(canary, string.Join('\n', said) + evidence, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task TheBudgetStaysBelowBothLimits()
    {
        await using var rig = new BlueskyRig();
        var budget = rig.Sender.BudgetFor(new("anna", BlueskyPlatform.Id, "anna.invented.example"))!;
        var rate = budget.Capacity / budget.Period.TotalHours;
        Assert.InRange((budget.Capacity + rate) * 2, 1, 5000);
        Assert.InRange((budget.Capacity + rate * 24) * 2, 1, 35000);
    }
}
