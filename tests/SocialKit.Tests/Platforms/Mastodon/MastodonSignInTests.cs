using System.Security.Cryptography;
using System.Text;
using SocialKit.Access;
using SocialKit.Testing;
using SocialKit.Testing.Mastodon;

namespace SocialKit.Tests.Platforms.Mastodon;

public sealed class MastodonSignInTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private const string Verifier = "an-invented-verifier-that-is-long-enough-for-pkce-0123456789";

    private static SignInRequest Request(string? server = MastodonStub.Address) => new()
    {
        Server = server,
        RedirectUri = "http://127.0.0.1:54321/",
        State = "state-1",
        Verifier = new(Verifier),
        Challenge = Convert.ToBase64String(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier))).TrimEnd('=').Replace('+', '-').Replace('/', '_'),
    };

    [Theory]
    [InlineData(true, "mastodon", 500, 23, 4, 16_777_216)]
    [InlineData(false, "gotosocial", 5000, 25, 6, 41_943_040)]
    public async Task InTheBrowserAnAccountIsPinnedWithItsServersLimits(bool isOriginal, string software, int characters, int link, int media, int bytes)
    {
        using var rig = new MastodonRig(isOriginal);
        var signedIn = Assert.IsType<SignInResult.SignedIn>(await BrowserAsync(rig, Request()));
        Assert.Equal(("mastodon-invented", "invented@social.example", MastodonStub.UserId, MastodonStub.Address, software, new AccountLimits(characters, link) { MaxMedia = media, MaxPictureBytes = bytes, MaxPicturePixels = 33_177_600, MediaTypes = ["image/jpeg", "image/png"] }),
            (signedIn.Account.Id, signedIn.Account.Handle, signedIn.Account.UserId, signedIn.Account.Server, signedIn.Account.Software, signedIn.Account.Limits));
        Assert.Empty(signedIn.Notes);
        Assert.Null(signedIn.Credentials.ExpiresAt);
        Assert.Equal(["read:accounts", "read:statuses", "read:search", "write:statuses", "write:media"], signedIn.Credentials.Scopes);
        Assert.Equal(MastodonStub.Token, signedIn.Credentials["access"].Reveal());
    }

    [Fact]
    public async Task TheAddressForTheBrowserHoldsNoSecret()
    {
        using var rig = new MastodonRig();
        var started = Assert.IsType<BrowserSignIn.Ready>(await rig.PassAsync(rig.SignIn.StartAsync(Request(), Token)));
        Assert.StartsWith(MastodonStub.Address + "/oauth/authorize?response_type=code&client_id=client-1&redirect_uri=http%3A%2F%2F127.0.0.1%3A54321%2F&scope=read%3Aaccounts%20", started.Address, StringComparison.Ordinal);
        Assert.Contains("&state=state-1&code_challenge=", started.Address, StringComparison.Ordinal);
        Assert.EndsWith("&code_challenge_method=S256", started.Address, StringComparison.Ordinal);
        Assert.DoesNotContain(Verifier, started.Address, StringComparison.Ordinal);
        Assert.DoesNotContain(started.ClientSecret!.Reveal(), started.Address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhoeverDidNotStartCannotFinish()
    {
        using var rig = new MastodonRig();
        var refused = Assert.IsType<SignInResult.Refused>(await BrowserAsync(rig, Request(), finish: request => request with { Verifier = new("another-verifier") }));
        Assert.Contains("invalid_grant", refused.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("another-verifier", refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OnlyAnAutomatedAccountAsksForMoreAndGetsItsLabel()
    {
        using var rig = new MastodonRig();
        var signedIn = Assert.IsType<SignInResult.SignedIn>(await BrowserAsync(rig, Request() with { IsAutomated = true }));
        Assert.True(signedIn.Account.IsAutomated && rig.Stub.IsBot);
        Assert.Contains("write:accounts", signedIn.Credentials.Scopes);
        Assert.Contains(rig.Stub.Requests, request => request.Method == "PATCH" && request.Text == "bot=true");
        using var other = new MastodonRig();
        await BrowserAsync(other, Request());
        Assert.DoesNotContain(other.Stub.Requests, request => request.Method == "PATCH");
    }

    [Fact]
    public async Task ATokenIsEnough()
    {
        using var rig = new MastodonRig();
        var signedIn = Assert.IsType<SignInResult.SignedIn>(await EnterAsync(rig, Request()));
        Assert.Equal(MastodonStub.UserId, signedIn.Account.UserId);
        Assert.Contains("Development", await rig.SignIn.RevokeAsync(signedIn.Account, signedIn.Credentials, Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SomebodyElsesTokenIsNotTaken()
    {
        using var rig = new MastodonRig();
        Assert.IsType<SignInResult.Refused>(await EnterAsync(rig, Request() with { Handle = "@another@social.example" }));
        Assert.IsType<SignInResult.SignedIn>(await EnterAsync(rig, Request() with { Handle = "@Invented@social.example" }));
        Assert.IsType<SignInResult.Refused>(await EnterAsync(rig, Request(), token: "wrong"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("http://social.example")]
    [InlineData("https://social.example/path")]
    [InlineData("not a server")]
    [InlineData("https://user@social.example")]
    public async Task WithoutAServerNothingIsAsked(string? server)
    {
        using var rig = new MastodonRig();
        Assert.Contains("mastodon.example", Assert.IsType<BrowserSignIn.Impossible>(await rig.SignIn.StartAsync(Request(server), Token)).Reason, StringComparison.Ordinal);
        Assert.IsType<SignInResult.Refused>(await EnterAsync(rig, Request(server)));
        Assert.Empty(rig.Stub.Requests);
    }

    [Fact]
    public async Task ARevokedTokenIsDead()
    {
        using var rig = new MastodonRig();
        var signedIn = (SignInResult.SignedIn)await BrowserAsync(rig, Request());
        Assert.IsType<AccountLook.Alive>(await rig.PassAsync(rig.SignIn.LookAsync(signedIn.Account, signedIn.Credentials, Token)));
        Assert.Null(await rig.PassAsync(rig.SignIn.RevokeAsync(signedIn.Account, signedIn.Credentials, Token)));
        Assert.IsType<AccountLook.Dead>(await rig.PassAsync(rig.SignIn.LookAsync(signedIn.Account, signedIn.Credentials, Token)));
    }

    [Theory]
    [InlineData(MastodonStubFault.BadGatewayBefore)]
    [InlineData(MastodonStubFault.NoConnection)]
    [InlineData(MastodonStubFault.TooMany)]
    [InlineData(MastodonStubFault.ProxyUnauthorized)]
    public async Task APassingFaultIsNotTakenForADeadToken(MastodonStubFault fault)
    {
        using var rig = new MastodonRig();
        rig.Stub.Fault = _ => fault;
        Assert.IsType<AccountLook.Unknown>(await rig.PassAsync(rig.SignIn.LookAsync(rig.Account, rig.Credentials(), Token)));
        Assert.IsType<Renewal.Failed>(await rig.PassAsync(rig.SignIn.RenewAsync(rig.Account, rig.Credentials(), Token)));
    }

    [Fact]
    public async Task ATokenOfAnotherAccountIsNotThisAccounts()
    {
        using var rig = new MastodonRig();
        Assert.IsType<AccountLook.Dead>(await rig.PassAsync(rig.SignIn.LookAsync(rig.Account with { UserId = "110" }, rig.Credentials(), Token)));
    }

    [Theory]
    // Mastodon says so in both documents.
    [InlineData("""{"version":"4.5.0","source_url":"https://github.com/mastodon/mastodon"}""", "mastodon", "mastodon")]
    // A fork; an old Mastodon, or something that calls itself so; a server whose nodeinfo is out of reach.
    [InlineData("""{"version":"4.5.0+glitch","source_url":"https://github.com/glitch-soc/mastodon"}""", "mastodon", "mastodon-like")]
    [InlineData("""{"version":"3.5.3"}""", "mastodon", "mastodon-like")]
    [InlineData("""{"version":"4.5.0","source_url":"https://github.com/mastodon/mastodon"}""", null, null)]
    [InlineData("""{"version":"2.7.2 (compatible; Pleroma 2.5.0)"}""", "Pleroma", "pleroma")]
    [InlineData("""{"version":"4.2.1 (compatible; Iceshrimp)","source_url":"https://github.com/mastodon/mastodon"}""", "iceshrimp", "iceshrimp")]
    [InlineData("""{"version":"2.75","title":"snac"}""", "snac", "snac")]
    public async Task AServerIsMastodonOnlyWhereItSurelyIs(string instance, string? nodeinfo, string? software)
    {
        await using var server = new StubServer(request => request.Route switch
        {
            "/api/v2/instance" => new StubAnswer.Reply(200, instance),
            "/.well-known/nodeinfo" when nodeinfo is not null => new StubAnswer.Reply(200, $$"""{"links":[{"rel":"x","href":"https://elsewhere.example/nodeinfo"},{"rel":"http://nodeinfo.diaspora.software/ns/schema/2.0","href":"http://{{request.Headers["Host"]}}/nodeinfo/2.0"}]}"""),
            "/nodeinfo/2.0" => new StubAnswer.Reply(200, $$$"""{"software":{"name":"{{{nodeinfo}}}"}}"""),
            "/api/v1/accounts/verify_credentials" => new StubAnswer.Reply(200, """{"id":"5","username":"invented"}"""),
            _ => new StubAnswer.Reply(404, ""),
        });
        using var http = new SocialKit.Platforms.Http.HttpCaller(TimeProvider.System);
        using var tokens = new MemoryTokenStore();
        var signIn = new SocialKit.Platforms.Mastodon.MastodonSignIn(new(http, tokens, TimeProvider.System, _ => null));
        var signedIn = Assert.IsType<SignInResult.SignedIn>(await signIn.EnterAsync(new() { Server = server.Address }, (SignInWay.Typed)signIn.Ways[1], [new("access", new("invented-token"))], TestContext.Current.CancellationToken));
        Assert.Equal(software, signedIn.Account.Software);
        Assert.Null(signedIn.Account.Limits);
        Assert.Contains(signedIn.Notes, note => note.Contains("limits", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AnyAnswerOfAServerIsALineAndNoException()
    {
        foreach (var answer in new StubAnswer[] { new StubAnswer.Drop(), new StubAnswer.Half("{"), new StubAnswer.Endless(), new StubAnswer.Reply(200, "<html>"), new StubAnswer.Reply(200, "[]"), new StubAnswer.Reply(200, "{\"client_id\":5,\"id\":null}"), new StubAnswer.Reply(302, ""), new StubAnswer.Reply(500, "{\"error\":[]}") })
        {
            await using var server = new StubServer(_ => answer);
            using var http = new SocialKit.Platforms.Http.HttpCaller(TimeProvider.System);
            using var tokens = new MemoryTokenStore();
            var signIn = new SocialKit.Platforms.Mastodon.MastodonSignIn(new(http, tokens, TimeProvider.System, _ => null));
            var request = Request(server.Address);
            Assert.IsType<BrowserSignIn.Impossible>(await signIn.StartAsync(request, TestContext.Current.CancellationToken));
            var finished = Assert.IsType<SignInResult.Refused>(await signIn.FinishAsync(request, new("https://x.example", "client", new("client-secret")), new("the-code"), TestContext.Current.CancellationToken));
            Assert.DoesNotContain("the-code", finished.Reason, StringComparison.Ordinal);
        }
    }

    private static async Task<SignInResult> BrowserAsync(MastodonRig rig, SignInRequest request, Func<SignInRequest, SignInRequest>? finish = null)
    {
        var started = Assert.IsType<BrowserSignIn.Ready>(await rig.PassAsync(rig.SignIn.StartAsync(request, Token)));
        var code = rig.Stub.Allow(started.Address);
        return await rig.PassAsync(rig.SignIn.FinishAsync(finish is null ? request : finish(request), started, new(code), Token));
    }

    private static Task<SignInResult> EnterAsync(MastodonRig rig, SignInRequest request, string token = MastodonStub.Token) =>
        rig.PassAsync(rig.SignIn.EnterAsync(request, (SignInWay.Typed)rig.SignIn.Ways[1], [new("access", new(token))], Token));
}
