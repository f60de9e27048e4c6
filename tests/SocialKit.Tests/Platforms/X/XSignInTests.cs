using System.Text;
using SocialKit.Access;
using SocialKit.Platforms.X;
using SocialKit.Testing;

namespace SocialKit.Tests.Platforms.X;

/// <summary>Signing in to X, against an authorisation server that behaves as X's documents say: codes and refresh tokens are good for one use.</summary>
public sealed class XSignInTests
{
    private static readonly SignInRequest Request = new() { ClientId = "a client/id", RedirectUri = "http://127.0.0.1:17171/", State = "a state", Verifier = new("a-verifier"), Challenge = "a-challenge" };

    private static readonly SignInWay.Typed Keys = new([]) { Name = "oauth1", Help = "" };

    [Fact]
    public async Task TheBrowserIsSentToXWithEverythingButSecrets()
    {
        await using var rig = new XRig();
        var ready = Assert.IsType<BrowserSignIn.Ready>(await rig.SignIn.StartAsync(Request with { ClientSecret = new("a-client-secret") }, XRig.Token));
        Assert.Equal($"{rig.Address}/i/oauth2/authorize?response_type=code&client_id=a%20client%2Fid&redirect_uri=http%3A%2F%2F127.0.0.1%3A17171%2F&scope=tweet.read%20tweet.write%20users.read%20media.write%20offline.access&state=a%20state&code_challenge=a-challenge&code_challenge_method=S256", ready.Address);
        Assert.IsType<BrowserSignIn.Impossible>(await rig.SignIn.StartAsync(Request with { ClientId = null }, XRig.Token));
    }

    [Fact]
    public async Task ACodeBecomesAnAccountWhoseIdIsPinned()
    {
        await using var server = new AuthorisationServer();
        await using var rig = server.Rig();
        var signedIn = Assert.IsType<SignInResult.SignedIn>(await rig.SignIn.FinishAsync(Request with { IsAutomated = true }, new("", "a client/id"), new("a-code"), XRig.Token));
        Assert.Equal(new Account("x-invented_campaign", XPlatform.Id, "invented_campaign") { UserId = XRig.Me, Name = "An invented campaign", IsAutomated = true }, signedIn.Account);
        Assert.Equal(("oauth2", rig.Clock.GetUtcNow() + TimeSpan.FromHours(2)), (signedIn.Credentials.Kind, signedIn.Credentials.ExpiresAt));
        Assert.Equal("access-1", signedIn.Credentials["access"].Reveal());
        Assert.Equal("refresh-1", signedIn.Credentials["refresh"].Reveal());
        Assert.Contains(signedIn.Notes, note => note.Contains("labelled", StringComparison.Ordinal));
        var asked = rig.Server.Requests[0];
        Assert.Equal(("authorization_code", "a-code", "http://127.0.0.1:17171/", "a-verifier", "a client/id"), (asked.Fields["grant_type"], asked.Fields["code"], asked.Fields["redirect_uri"], asked.Fields["code_verifier"], asked.Fields["client_id"]));
        Assert.False(asked.Headers.ContainsKey("Authorization"));
        // The code is used up.
        Assert.IsType<SignInResult.Refused>(await rig.SignIn.FinishAsync(Request, new("", "a client/id"), new("a-code"), XRig.Token));
    }

    [Fact]
    public async Task AConfidentialAppNamesItselfInAHeader()
    {
        await using var server = new AuthorisationServer();
        await using var rig = server.Rig();
        await rig.SignIn.FinishAsync(Request, new("", "a-client", new("a-client-secret")), new("a-code"), XRig.Token);
        Assert.Equal("Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("a-client:a-client-secret")), rig.Server.Requests[0].Headers["Authorization"]);
        Assert.False(rig.Server.Requests[0].Fields.ContainsKey("client_id"));
    }

    [Fact]
    public async Task WhatXDidNotAllowIsSaid()
    {
        await using var server = new AuthorisationServer { Scope = "tweet.read tweet.write users.read" };
        await using var rig = server.Rig();
        var signedIn = Assert.IsType<SignInResult.SignedIn>(await rig.SignIn.FinishAsync(Request, new("", "a-client"), new("a-code"), XRig.Token));
        Assert.Equal(["X did not allow media.write: posts with pictures will be refused.", "X did not allow offline.access: the sign-in ends after two hours."], signedIn.Notes);
    }

    [Fact]
    public async Task EachRefreshTokenIsUsedOnceHoweverManyWorkersWantIt()
    {
        await using var server = new AuthorisationServer();
        await using var rig = server.Rig();
        var signedIn = Assert.IsType<SignInResult.SignedIn>(await rig.SignIn.FinishAsync(Request with { Id = "campaign" }, new("", "a-client"), new("a-code"), XRig.Token));
        rig.Keep(signedIn.Credentials);
        for (var round = 2; round < 5; round++)
        {
            rig.Clock.Advance(TimeSpan.FromMinutes(116));
            var delivery = XRig.Publish("a");
            var wire = await rig.PrepareAsync(delivery);
            var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => rig.Sender.SendAsync(delivery, wire, XRig.Token))));
            Assert.All(outcomes, outcome => Assert.Equal("done", outcome.Name));
            var kept = await rig.Tokens.ReadAsync("campaign", XRig.Token);
            Assert.Equal(($"access-{round}", $"refresh-{round}", XRig.Me), (kept!["access"].Reveal(), kept["refresh"].Reveal(), kept.UserId));
        }
        Assert.Equal(0, server.Misused);
    }

    [Fact]
    public async Task FourKeysSignInAndDoNotExpire()
    {
        await using var rig = new XRig();
        var signedIn = Assert.IsType<SignInResult.SignedIn>(await rig.SignIn.EnterAsync(new() { Handle = "@Invented_Campaign" }, Keys, [new("consumer-key", new("ck")), new("consumer-secret", new("cs")), new("access", new("a-token")), new("access-secret", new("as"))], XRig.Token));
        Assert.Equal(("oauth1", null, XRig.Me), (signedIn.Credentials.Kind, signedIn.Credentials.ExpiresAt, signedIn.Account.UserId));
        Assert.StartsWith("OAuth oauth_consumer_key=\"ck\", ", rig.Server.Requests.Single().Headers["Authorization"], StringComparison.Ordinal);
        rig.Keep(signedIn.Credentials);
        Assert.Equal("done", (await rig.SendAsync(XRig.Publish("signed"))).Name);
    }

    [Fact]
    public async Task SomebodyElsesKeysAreRefused()
    {
        await using var rig = new XRig();
        var refused = Assert.IsType<SignInResult.Refused>(await rig.SignIn.EnterAsync(new() { Handle = "somebody_else" }, Keys, [new("consumer-key", new("ck")), new("consumer-secret", new("cs")), new("access", new("a-token")), new("access-secret", new("as"))], XRig.Token));
        Assert.Contains("@invented_campaign", refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task KeysThatMayOnlyReadAreSaidToBeSuch()
    {
        await using var rig = new XRig(_ => new StubAnswer.Reply(200, $$$"""{"data":{"id":"{{{XRig.Me}}}","username":"invented_campaign"}}""") { Headers = new Dictionary<string, string> { ["x-access-level"] = "read" } });
        var alive = Assert.IsType<AccountLook.Alive>(await rig.SignIn.LookAsync(XRig.Account, rig.OAuth1(), XRig.Token));
        Assert.Contains("may only read", Assert.Single(alive.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AHandleMayChangeAndAnIdMayNot()
    {
        await using var rig = new XRig();
        rig.Stub.Names[XRig.Me] = "renamed_campaign";
        var alive = Assert.IsType<AccountLook.Alive>(await rig.SignIn.LookAsync(XRig.Account, rig.OAuth2(), XRig.Token));
        Assert.Equal("renamed_campaign", alive.Account.Handle);
        Assert.IsType<AccountLook.Dead>(await rig.SignIn.LookAsync(XRig.Account with { UserId = "99" }, rig.OAuth2(), XRig.Token));
    }

    [Theory]
    [InlineData(401, """{"errors":[{"code":89,"message":"Invalid or expired token."}]}""", "Dead")]
    [InlineData(401, "<html>", "Unknown")]
    [InlineData(403, """{"errors":[{"code":64,"message":"Your account is suspended"}]}""", "Dead")]
    [InlineData(402, "", "Unknown")]
    [InlineData(429, "", "Unknown")]
    public async Task APassingFaultIsNoDeadAccount(int status, string body, string look)
    {
        await using var rig = new XRig(_ => new StubAnswer.Reply(status, body));
        Assert.Equal(look, (await rig.SignIn.LookAsync(XRig.Account, rig.OAuth1(), XRig.Token)).GetType().Name);
    }

    [Fact]
    public async Task SigningOutTakesBothTokensBack()
    {
        await using var server = new AuthorisationServer();
        await using var rig = server.Rig();
        Assert.Null(await rig.SignIn.RevokeAsync(XRig.Account, rig.OAuth2(), XRig.Token));
        Assert.Equal(["a-refresh-token", "a-token"], rig.Server.Requests.Where(request => request.Route == "/2/oauth2/revoke").Select(request => request.Fields["token"]));
        Assert.NotNull(await rig.SignIn.RevokeAsync(XRig.Account, rig.OAuth1(), XRig.Token));
    }

    [Fact]
    public async Task ASignInWithoutARefreshTokenEndsAndSaysSo()
    {
        await using var rig = new XRig();
        Assert.IsType<Renewal.Failed>(await rig.SignIn.RenewAsync(XRig.Account, rig.OAuth2(refresh: null, left: TimeSpan.FromMinutes(4)), XRig.Token));
        Assert.IsType<Renewal.Dead>(await rig.SignIn.RenewAsync(XRig.Account, rig.OAuth2(refresh: null, left: TimeSpan.Zero), XRig.Token));
    }

    private sealed class AuthorisationServer : IAsyncDisposable
    {
        private readonly Lock _lock = new();
        private readonly HashSet<string> _good = ["a-code"];
        private int _count;

        public string Scope { get; init; } = "tweet.read tweet.write users.read media.write offline.access";

        public int Misused { get; private set; }

        public XRig Rig() => new(Answer);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        private StubAnswer Answer(StubRequest request)
        {
            lock (_lock)
            {
                if (request.Route == "/2/users/me")
                    return new StubAnswer.Reply(200, $$$"""{"data":{"id":"{{{XRig.Me}}}","username":"invented_campaign","name":"An invented campaign"}}""");
                if (request.Route == "/2/tweets")
                    return new StubAnswer.Reply(request.Headers["Authorization"] == $"Bearer access-{_count}" ? 201 : 401, """{"data":{"id":"1","text":"a"}}""");
                if (request.Route == "/2/oauth2/revoke")
                    return new StubAnswer.Reply(200, """{"revoked":true}""");
                if (!_good.Remove(request.Fields[request.Fields["grant_type"] == "refresh_token" ? "refresh_token" : "code"]))
                {
                    Misused++;
                    return new StubAnswer.Reply(400, """{"error":"invalid_request","error_description":"Value passed for the token was invalid."}""");
                }
                _good.Add($"refresh-{++_count}");
                return new StubAnswer.Reply(200, $$"""{"token_type":"bearer","expires_in":7200,"access_token":"access-{{_count}}","refresh_token":"refresh-{{_count}}","scope":"{{Scope}}"}""");
            }
        }
    }
}
