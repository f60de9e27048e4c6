using System.Text;
using SocialKit.Access;
using SocialKit.Deliveries;
using SocialKit.Testing;

namespace SocialKit.Tests.Platforms.X;

/// <summary>What each answer and each fault of X means for a post.</summary>
public sealed class XAnswerTests
{
    private static readonly string Deep = new string('[', 5000) + new string(']', 5000);

    public static TheoryData<string, int, string, string, string> Answers => new()
    {
        { "not_sent", 401, "application/problem+json", """{"title":"Unauthorized","type":"about:blank","status":401,"detail":"Unauthorized"}""", "" },
        { "account_stopped", 402, "application/json", """{"account_id":1,"title":"CreditsDepleted","detail":"Your enrolled account [1] does not have any credits to fulfill this request.","type":"https://api.twitter.com/2/problems/credits"}""", "CreditsDepleted" },
        { "account_stopped", 402, "text/html", "<html>Payment Required</html>", "credits" },
        { "account_stopped", 403, "application/json", """{"title":"SpendCapReached","detail":"Your enrolled account has reached its billing cycle spend cap.","type":"https://api.twitter.com/2/problems/credits"}""", "spend cap" },
        { "account_stopped", 429, "application/json", """{"title":"UsageCapExceeded","detail":"Usage cap exceeded: Monthly product cap","type":"https://api.x.com/2/problems/usage-capped"}""", "Monthly product cap" },
        { "account_stopped", 403, "application/json", """{"errors":[{"code":64,"message":"Your account is suspended and is not permitted to access this feature."}]}""", "suspended" },
        { "account_stopped", 403, "application/json", """{"errors":[{"code":326,"message":"To protect our users from spam and other malicious activity, this account is temporarily locked."}]}""", "locked" },
        { "account_stopped", 403, "application/json", """{"title":"Forbidden","detail":"Your client app is not configured with the appropriate oauth1 app permissions for this endpoint.","type":"https://api.twitter.com/2/problems/oauth1-permissions"}""", "permissions" },
        { "account_stopped", 403, "application/json", """{"title":"Client Forbidden","reason":"client-not-enrolled","type":"https://api.twitter.com/2/problems/client-forbidden"}""", "client-not-enrolled" },
        { "not_sent", 403, "application/json", """{"errors":[{"code":185,"message":"User is over daily status update limit."}]}""", "daily" },
        { "refused", 403, "application/problem+json", """{"title":"Forbidden","type":"about:blank","status":403,"detail":"You are not permitted to perform this action."}""", "not permitted" },
        { "refused", 403, "text/html", "<html>no</html>", "403" },
        { "refused", 400, "application/problem+json", """{"errors":[{"parameters":{"text":["…"]},"message":"Your Tweet text is too long."}],"title":"Invalid Request","detail":"One or more parameters to your request was invalid.","type":"https://api.twitter.com/2/problems/invalid-request"}""", "too long" },
        { "refused", 400, "application/json", """{"code":-1,"message":"Bad"}""", "Bad" },
        { "refused", 404, "application/json", "", "404" },
        { "unclear", 408, "application/json", "", "408" },
        { "unclear", 500, "application/json", """{"title":"Internal Server Error"}""", "Internal" },
        { "unclear", 502, "text/html", "<html>Over capacity</html>", "502" },
        { "unclear", 503, "text/html", "", "503" },
        { "unclear", 504, "application/json", "{}", "504" },
        { "unclear", 200, "application/json", "", "200" },
        { "unclear", 201, "application/json", "{}", "201" },
        { "unclear", 201, "application/json", """{"data":{"text":"a"}}""", "" },
        { "unclear", 201, "application/json", """{"data":{"id":"no-id"}}""", "" },
        { "unclear", 201, "application/json", """{"data":{"id":[1]}}""", "" },
        { "unclear", 201, "application/json", """{"data":"\ud800"}""", "" },
        { "unclear", 201, "application/json", """{"errors":[{"title":"Internal","detail":"Partly.","type":"https://api.x.com/2/problems/internal-error"}]}""", "Partly" },
        { "unclear", 200, "text/html", "<html></html>", "" },
        { "unclear", 200, "application/json", """[{"id":"1"}]""", "" },
        { "unclear", 307, "text/html", "", "307" },
        { "done", 201, "application/json", """{"data":{"id":"1445880548472328192","text":"a"},"errors":[{"title":"x","detail":"y","type":"https://api.x.com/2/problems/field-hydration-failure"}]}""", "" },
        { "done", 200, "application/json", """{"data":{"id":"1445880548472328192","text":"a"}}""", "" },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task EachAnswerMeansOneThing(string name, int status, string type, string body, string words)
    {
        await using var rig = new XRig(request => request.Route == "/2/tweets" ? new StubAnswer.Reply(status, body, type) : new StubAnswer.Reply(500));
        var outcome = await rig.SendAsync(XRig.Publish("a"));
        Assert.Equal(name, outcome.Name);
        Assert.Equal(status, outcome.HttpStatus);
        Assert.Contains(words, outcome.ToString(), StringComparison.Ordinal);
        Assert.Single(rig.Server.Requests, request => request.Route == "/2/tweets");
    }

    [Fact]
    public async Task WhatIsNoAnswerAtAllIsUnclear()
    {
        foreach (var answer in new StubAnswer[] { new StubAnswer.Drop(), new StubAnswer.Half("{\"data\":{\"id\":\"1"), new StubAnswer.Endless(), new StubAnswer.Reply(201, Deep), new StubAnswer.Reply(201, new string('x', 10_000_000)) })
        {
            await using var rig = new XRig(_ => answer);
            Assert.IsType<Outcome.Unclear>(await rig.SendAsync(XRig.Publish("a")));
            Assert.Single(rig.Server.Requests);
        }
    }

    [Fact]
    public async Task CutShortIsUnclearAndNeverStartedIsNotSent()
    {
        await using var rig = new XRig(_ => new StubAnswer.Hang());
        var delivery = XRig.Publish("a");
        var wire = await rig.PrepareAsync(delivery);
        using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        Assert.IsType<Outcome.Unclear>(await rig.Sender.SendAsync(delivery, wire, soon.Token));
        await rig.Server.DisposeAsync();
        Assert.IsType<Outcome.NotSent>(await rig.Sender.SendAsync(delivery, wire, XRig.Token));
    }

    [Theory]
    [InlineData("x-rate-limit-remaining: 0; x-rate-limit-reset: +90", 90)]
    [InlineData("x-rate-limit-reset: +90", 90)]
    [InlineData("x-rate-limit-remaining: 5; x-rate-limit-reset: +90; x-user-limit-24hour-remaining: 0; x-user-limit-24hour-reset: +7200", 7200)]
    [InlineData("x-rate-limit-remaining: 0; x-rate-limit-reset: +900; x-app-limit-24hour-remaining: 0; x-app-limit-24hour-reset: +40000", 40000)]
    [InlineData("Retry-After: 7", 7)]
    [InlineData("", 900)]
    [InlineData("x-rate-limit-remaining: 0; x-rate-limit-reset: soon", 900)]
    [InlineData("x-rate-limit-remaining: 0; x-rate-limit-reset: -50", 1)]
    [InlineData("x-rate-limit-remaining: 0; x-rate-limit-reset: +99999999", 86400)]
    public async Task TooManyWaitsUntilTheLastWindowOpens(string headers, int seconds)
    {
        await using var rig = new XRig();
        var now = rig.Clock.GetUtcNow().ToUnixTimeSeconds();
        var sent = headers.Split("; ", StringSplitOptions.RemoveEmptyEntries).Select(header => header.Split(": ")).ToDictionary(
            pair => pair[0], pair => pair[1] is ['+' or '-', ..] and var relative ? $"{now + long.Parse(relative, System.Globalization.CultureInfo.InvariantCulture)}" : pair[1]);
        await using var limited = new XRig(_ => new StubAnswer.Reply(429, """{"title":"Too Many Requests","status":429}""") { Headers = sent });
        var outcome = Assert.IsType<Outcome.NotSent>(await limited.SendAsync(XRig.Publish("a")));
        Assert.Equal(TimeSpan.FromSeconds(seconds), outcome.RetryAfter);
    }

    [Fact]
    public async Task ADuplicateThatIsOursIsDone()
    {
        await using var rig = new XRig();
        rig.Stub.Fault = request => request.Method == "POST" && rig.Stub.Effects.Count == 0 ? XFault.DropAfter : XFault.None;
        var delivery = XRig.Publish("said once");
        var wire = await rig.PrepareAsync(delivery);
        Assert.IsType<Outcome.Unclear>(await rig.Sender.SendAsync(delivery, wire, XRig.Token));
        var done = Assert.IsType<Outcome.Done>(await rig.Sender.SendAsync(delivery, wire, XRig.Token));
        Assert.Equal((rig.Stub.Effects.Single().Id, Confirmation.Duplicate), (done.Post.Id, done.ConfirmedBy));
    }

    [Fact]
    public async Task ADuplicateOfSomethingOlderIsForAPerson()
    {
        await using var rig = new XRig();
        rig.Stub.Put(XRig.Me, "said long ago", rig.Clock.GetUtcNow() - TimeSpan.FromDays(3));
        var delivery = XRig.Publish("said long ago", from: XRig.Account with { ResendsWhenAbsent = true });
        var wire = await rig.PrepareAsync(delivery);
        var outcome = Assert.IsType<Outcome.Unclear>(await rig.Sender.SendAsync(delivery, wire, XRig.Token));
        Assert.IsType<Sighting.CannotTell>(await rig.FindAsync(delivery, wire, TimeSpan.FromMinutes(6), outcome.HttpStatus));
    }

    [Fact]
    public async Task ATokenThatIsNotTakenIsRenewedOnce()
    {
        await using var rig = new XRig(request => request.Route switch
        {
            "/2/oauth2/token" => new StubAnswer.Reply(200, """{"token_type":"bearer","expires_in":7200,"access_token":"new-token","refresh_token":"new-refresh","scope":"tweet.read tweet.write"}"""),
            _ when request.Headers["Authorization"] == "Bearer new-token" => new StubAnswer.Reply(201, """{"data":{"id":"1","text":"a"}}"""),
            _ => new StubAnswer.Reply(401, """{"title":"Unauthorized","type":"about:blank","status":401,"detail":"Unauthorized"}"""),
        });
        Assert.Null(Assert.IsType<Outcome.NotSent>(await rig.SendAsync(XRig.Publish("a"))).RetryAfter);
        Assert.IsType<Outcome.Done>(await rig.SendAsync(XRig.Publish("a")));
        Assert.Equal(1, rig.Tokens.Renewals);
    }

    [Theory]
    [InlineData(500, "", "not_sent")]
    [InlineData(429, "", "not_sent")]
    [InlineData(400, """{"error":"temporarily_unavailable"}""", "not_sent")]
    [InlineData(400, """{"error":"invalid_request","error_description":"Value passed for the token was invalid."}""", "account_stopped")]
    [InlineData(400, """{"error":"invalid_grant"}""", "account_stopped")]
    [InlineData(401, """{"error":"unauthorized_client","error_description":"Missing valid authorization header"}""", "account_stopped")]
    public async Task APassingFaultIsNotTakenForADeadToken(int status, string body, string name)
    {
        await using var rig = new XRig(request => request.Route == "/2/oauth2/token" ? new StubAnswer.Reply(status, body) : new StubAnswer.Reply(401));
        Assert.Equal(name, (await rig.SendAsync(XRig.Publish("a"))).Name);
        Assert.Equal(name == "account_stopped", (await rig.Tokens.ReadAsync("campaign", XRig.Token))!.DeadBecause is not null);
    }

    [Theory]
    [InlineData("""{"errors":[{"code":89,"message":"Invalid or expired token."}]}""", 200, "account_stopped")]
    [InlineData("""{"title":"Unauthorized"}""", 401, "account_stopped")]
    [InlineData("""{"title":"Unauthorized"}""", 200, "not_sent")]
    [InlineData("""{"title":"Unauthorized"}""", 503, "not_sent")]
    [InlineData("""{"errors":[{"code":135,"message":"Timestamp out of bounds."}]}""", 401, "not_sent")]
    public async Task KeysThatDoNotExpireAreAskedAboutBeforeTheAccountIsStopped(string body, int me, string name)
    {
        await using var rig = new XRig(request => request.Route == "/2/users/me" ? new StubAnswer.Reply(me, $$$"""{"data":{"id":"{{{XRig.Me}}}","username":"invented_campaign"}}""") : new StubAnswer.Reply(401, body));
        rig.Keep(rig.OAuth1());
        Assert.Equal(name, (await Patience(rig, rig.SendAsync(XRig.Publish("a")))).Name);
    }

    [Fact]
    public async Task NoSecretIsInAnythingThatIsKept()
    {
        string[] secrets = ["CANARY-access/+=token", "CANARY-refresh-token", "CANARY-client-secret", "CANARY-consumer-secret", "CANARY-access-secret"];
        Credentials two = new("oauth2", [new("access", new(secrets[0])), new("refresh", new(secrets[1])), new("client-id", new("a-client")), new("client-secret", new(secrets[2]))]) { IssuedAt = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero), ExpiresAt = new(2026, 11, 24, 10, 0, 0, TimeSpan.Zero) };
        Credentials one = new("oauth1", [new("consumer-key", new("a-consumer-key")), new("consumer-secret", new(secrets[3])), new("access", new(secrets[0])), new("access-secret", new(secrets[4]))]) { IssuedAt = two.IssuedAt };
        foreach (var status in new[] { 200, 201, 400, 401, 402, 403, 404, 429, 500, 503 })
        {
            foreach (var credentials in new[] { two, one })
            {
                // Everything that was sent comes back in every place where words stand.
                var all = string.Join(" ", credentials.Secrets.Select(secret => secret.Value.Reveal()).Where(secrets.Contains).Select(secret => $"{secret} {Uri.EscapeDataString(secret)} {Convert.ToBase64String(Encoding.UTF8.GetBytes(secret))}"));
                await using var rig = new XRig(request => new StubAnswer.Reply(status, $$"""{"title":"{{all}}","detail":"{{all}} {{request.Headers["Authorization"].Replace("\"", "'", StringComparison.Ordinal)}}","errors":[{"message":"{{all}}"}],"error":"{{all}}","data":"{{all}}"}"""));
                rig.Keep(credentials);
                var delivery = XRig.Publish("a");
                var wire = await rig.PrepareAsync(delivery);
                var said = new List<object?>
                {
                    await Patience(rig, rig.Sender.SendAsync(delivery, wire, XRig.Token)),
                    await Patience(rig, rig.Sender.FindAsync(delivery, wire, new(Guid.Empty, 1, 1, "w", rig.Clock.GetUtcNow() - TimeSpan.FromMinutes(1)), XRig.Token)),
                    await Patience(rig, rig.SignIn.LookAsync(XRig.Account, credentials, XRig.Token)),
                    await Patience(rig, rig.SignIn.RevokeAsync(XRig.Account, credentials, XRig.Token)),
                    credentials.Kind == "oauth2" ? await Patience(rig, rig.SignIn.RenewAsync(XRig.Account, credentials, XRig.Token)) : null,
                };
                var kept = string.Join("\n", said) + (said[0] as Outcome)?.Evidence;
                foreach (var secret in secrets)
                {
                    Assert.DoesNotContain(secret, kept, StringComparison.Ordinal);
                    Assert.DoesNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)), kept, StringComparison.Ordinal);
                }
            }
        }
    }

    // Reads wait between their tries by the clock of the test.
    private static async Task<T> Patience<T>(XRig rig, Task<T> task)
    {
        while (!task.IsCompleted)
        {
            rig.Clock.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Delay(1);
        }
        return await task;
    }
}
