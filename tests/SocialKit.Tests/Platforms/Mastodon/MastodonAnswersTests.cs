using SocialKit.Deliveries;
using SocialKit.Platforms.Http;
using SocialKit.Platforms.Mastodon;
using SocialKit.Testing;
using SocialKit.Testing.Mastodon;

namespace SocialKit.Tests.Platforms.Mastodon;

/// <summary>What each answer to a post means, over a real connection.</summary>
public sealed class MastodonAnswersTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    // The API's own refusals, in its words.
    [InlineData(422, "{\"error\":\"Validation failed: Text can't be blank\"}", "refused", "Validation failed: Text can't be blank")]
    [InlineData(404, "{\"error\":\"Record not found\"}", "refused", "Record not found")]
    [InlineData(403, "{\"error\":\"This action is not allowed\"}", "refused", "This action is not allowed")]
    [InlineData(400, "", "refused", "without a word of the API")]
    [InlineData(413, "<html>413</html>", "refused", "without a word of the API")]
    [InlineData(422, "{\"error\":\"invalid\",\"error_description\":\"It is no post.\"}", "refused", "It is no post. (invalid)")]
    // The account.
    [InlineData(403, "{\"error\":\"Your login is currently disabled\"}", "account_stopped", "Your login is currently disabled")]
    [InlineData(403, "{\"error\":\"Your login is missing a confirmed e-mail address\"}", "account_stopped", "confirmed e-mail")]
    [InlineData(403, "{\"error\":\"This action is outside the authorized scopes\"}", "account_stopped", "login")]
    [InlineData(422, "{\"error\":\"This method requires an authenticated user\"}", "account_stopped", "belongs to an app")]
    // Something in between, which did not pass it on.
    [InlineData(403, "<html>blocked</html>", "not_sent", "403")]
    [InlineData(404, "<html>nothing here</html>", "not_sent", "404")]
    [InlineData(301, "", "not_sent", "not followed")]
    // It may have been done.
    [InlineData(500, "{\"error\":\"An unexpected error occurred\"}", "unclear", "An unexpected error occurred")]
    [InlineData(502, "<html>bad gateway</html>", "unclear", "502")]
    [InlineData(503, "{\"error\":\"There was a temporary problem serving your request, please try again\"}", "unclear", "temporary problem")]
    [InlineData(504, "", "unclear", "504")]
    [InlineData(408, "", "unclear", "408")]
    [InlineData(200, "", "unclear", "without the id")]
    [InlineData(200, "<html>welcome</html>", "unclear", "without the id")]
    [InlineData(200, "{\"id\":", "unclear", "without the id")]
    [InlineData(200, "{\"id\":{}}", "unclear", "without the id")]
    [InlineData(200, "[]", "unclear", "without the id")]
    [InlineData(200, "{\"id\":\"5\",\"scheduled_at\":\"2026-12-05T12:33:01.000Z\"}", "unclear", "without the id")]
    [InlineData(200, "{\"id\":\"5\",\"url\":\"javascript:alert(1)\"}", "done", "")]
    public async Task AnAnswerMeans(int status, string body, string outcome, string words)
    {
        var got = await PostedAsync(_ => new StubAnswer.Reply(status, body));
        Assert.Equal(outcome, got.Name);
        Assert.Equal(status, got.HttpStatus);
        Assert.Contains(words, Words(got), StringComparison.Ordinal);
        if (got is Outcome.Done done)
            Assert.Null(done.Post.Url);
    }

    [Theory]
    [InlineData("Retry-After", "120", 120)]
    [InlineData("X-RateLimit-Reset", "ISO", 180)]
    [InlineData("X-RateLimit-Reset", "UNIX", 180)]
    [InlineData("X-Other", "1", 300)]
    [InlineData("Retry-After", "soon", 300)]
    public async Task TooManyRequestsWaitAsLongAsTheServerSays(string header, string value, int seconds)
    {
        var reset = TimeProvider.System.GetUtcNow().AddSeconds(180);
        value = value switch { "ISO" => reset.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", System.Globalization.CultureInfo.InvariantCulture), "UNIX" => reset.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture), _ => value };
        var outcome = await PostedAsync(_ => new StubAnswer.Reply(429, "{\"error\":\"Too many requests\"}") { Headers = new Dictionary<string, string> { [header] = value } });
        Assert.InRange(Assert.IsType<Outcome.NotSent>(outcome).RetryAfter!.Value.TotalSeconds, seconds - 20, seconds);
    }

    [Fact]
    public async Task WhatBreaksOnItsWayMayHaveBeenDone()
    {
        foreach (var answer in new StubAnswer[] { new StubAnswer.Drop(), new StubAnswer.Half("{\"id\":\"1\""), new StubAnswer.Endless(), new StubAnswer.Reply(200, "{\"id\":\"1\",\"x\":\"" + new string('a', 10_000_000) + "\"}"), new StubAnswer.Reply(200, new string('[', 100_000)) })
            Assert.IsType<Outcome.Unclear>(await PostedAsync(_ => answer));
    }

    [Fact]
    public async Task WhatNeverReachedTheServerWasNotSent()
    {
        await using var server = new StubServer(_ => new StubAnswer.Drop());
        var address = server.Address;
        await server.DisposeAsync();
        Assert.IsType<Outcome.NotSent>(await PostedAsync(address));
    }

    [Theory]
    [InlineData("{\"error\":\"The access token was revoked\"}", 401, "{\"error\":\"The access token was revoked\"}", 200, true)]
    [InlineData("{\"error\":\"The access token was revoked\"}", 401, "{\"error\":\"The access token was revoked\"}", 502, true)]
    // GoToSocial's own words: the server tells everybody what it is, and this token that it is no good.
    [InlineData("{\"error\":\"Unauthorized: token not recognized\"}", 401, "{\"error\":\"Unauthorized: token not recognized\"}", 200, true)]
    // A proxy that lets nobody through says so to everybody.
    [InlineData("{\"error\":\"Unauthorized\"}", 401, "{\"error\":\"Unauthorized\"}", 401, false)]
    [InlineData("<html>401</html>", 401, "<html>401</html>", 200, false)]
    [InlineData("<html>401</html>", 200, "{\"id\":\"109\",\"username\":\"invented\"}", 200, false)]
    [InlineData("{\"error\":\"The access token is invalid\"}", 200, "{\"id\":\"109\",\"username\":\"invented\"}", 200, false)]
    [InlineData("{\"error\":\"The access token is invalid\"}", 502, "<html>502</html>", 200, false)]
    [InlineData("{\"error\":\"The access token is invalid\"}", 429, "{\"error\":\"Too many requests\"}", 200, false)]
    public async Task ATokenIsDeadOnlyBeyondDoubt(string said, int verifyStatus, string verify, int instance, bool isDead)
    {
        var tokens = new MemoryTokenStore();
        var outcome = await PostedAsync(request => request.Route switch
        {
            "/api/v1/statuses" => new StubAnswer.Reply(401, said, said.StartsWith('<') ? "text/html" : "application/json"),
            "/api/v1/accounts/verify_credentials" => new StubAnswer.Reply(verifyStatus, verify),
            "/api/v2/instance" => new StubAnswer.Reply(instance, instance == 200 ? "{\"title\":\"x\",\"version\":\"4.5.0\"}" : "{\"error\":\"Unauthorized\"}"),
            _ => new StubAnswer.Reply(instance == 200 ? 404 : instance, ""),
        }, tokens);
        Assert.Equal(isDead ? "account_stopped" : "not_sent", outcome.Name);
        Assert.Equal(isDead, (await tokens.ReadAsync("main", Token))!.DeadBecause is not null);
    }

    [Fact]
    public async Task NoSecretIsInAnyAnswer()
    {
        const string canary = "canary/+=token-7f3a";
        var everything = string.Join(' ', canary, Uri.EscapeDataString(canary), Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(canary)));
        foreach (var status in new[] { 200, 301, 400, 401, 403, 404, 422, 429, 500, 503 })
        {
            foreach (var body in new[] { everything, $$"""{"error":"{{everything}}"}""", $$"""{"error":"e","error_description":"{{everything}}"}""" })
            {
                var outcome = await PostedAsync(_ => new StubAnswer.Reply(status, body), token: canary);
                var told = $"{outcome} {outcome.Evidence} {Words(outcome)}";
                Assert.DoesNotContain(canary, told, StringComparison.Ordinal);
                Assert.DoesNotContain(Uri.EscapeDataString(canary), told, StringComparison.Ordinal);
                Assert.DoesNotContain(Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(canary)), told, StringComparison.Ordinal);
            }
        }
    }

    private static string Words(Outcome outcome) => outcome switch
    {
        Outcome.Refused refused => refused.Reason,
        Outcome.NotSent notSent => notSent.Reason,
        Outcome.Unclear unclear => unclear.Reason,
        Outcome.AccountStopped stopped => stopped.Reason,
        _ => "",
    };

    private static async Task<Outcome> PostedAsync(Func<StubRequest, StubAnswer> answer, MemoryTokenStore? tokens = null, string token = MastodonStub.Token)
    {
        await using var server = new StubServer(answer);
        return await PostedAsync(server.Address, tokens, token);
    }

    private static async Task<Outcome> PostedAsync(string address, MemoryTokenStore? tokens = null, string token = MastodonStub.Token)
    {
        tokens ??= new();
        await tokens.SaveAsync("main", new("oauth2", [new("access", new(token))]) { IssuedAt = default }, Token);
        using var http = new HttpCaller(TimeProvider.System);
        var services = new PlatformServices(http, tokens, TimeProvider.System, _ => null);
        var sender = new MastodonSender(services, new MastodonSignIn(services));
        var account = new Account("main", MastodonPlatform.Id, "invented@social.example") { Server = address, UserId = MastodonStub.UserId, Software = "mastodon" };
        var delivery = new Delivery(DeliveryKey.Of("", "m", "en", "main", "once"), account, default, new Act.Publish(new(MastodonPlatform.Id, "text")));
        var wire = ((Preparation.Ready)await sender.PrepareAsync(delivery, new MemoryOutbox(TimeProvider.System), Token)).Wire;
        return await sender.SendAsync(delivery, wire, Token);
    }
}
