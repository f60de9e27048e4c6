using System.Text;
using SocialKit.Access;
using SocialKit.Testing;
using static SocialKit.Tests.Platforms.Bluesky.BlueskyRig;

namespace SocialKit.Tests.Platforms.Bluesky;

/// <summary>Signing in, staying signed in, and what a server's bad answers do to it.</summary>
public sealed class BlueskySignInTests
{
    private const string Create = "com.atproto.server.createSession";
    private const string Refresh = "com.atproto.server.refreshSession";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static string Jwt(string claims) => $"e30.{Convert.ToBase64String(Encoding.UTF8.GetBytes(claims)).TrimEnd('=').Replace('+', '-').Replace('/', '_')}.c2ln";

    private static StubAnswer Session(string access = "an-access-token", string did = Did, string more = "") =>
        Reply(200, $$"""{"accessJwt":"{{access}}","refreshJwt":"a-refresh-token","did":"{{did}}","handle":"anna.invented.example"{{more}}}""");

    private static Task<SignInResult> EnterAsync(BlueskyRig rig, string? handle = "@Anna.Invented.Example", string? server = null) =>
        rig.SignIn.EnterAsync(new() { Handle = handle, Server = server ?? rig.Server.Address }, (SignInWay.Typed)rig.SignIn.Ways[0], [new("password", new(PasswordCanary))], Token);

    [Fact]
    public async Task TheHandleAndTheAppPasswordMakeASession()
    {
        await using var rig = new BlueskyRig();
        rig.Answers[Create] = _ => Session(Jwt("""{"scope":"com.atproto.appPass","iat":1000,"exp":8200}"""));
        var signedIn = Assert.IsType<SignInResult.SignedIn>(await EnterAsync(rig));
        Assert.Equal($$"""{"identifier":"anna.invented.example","password":"{{PasswordCanary}}"}""", rig.Server.Requests[0].Text);
        Assert.Equal(("bluesky-anna", Did, rig.Server.Address), (signedIn.Account.Id, signedIn.Account.UserId, signedIn.Account.Server));
        Assert.Equal((rig.Clock.Now + TimeSpan.FromHours(2), "session (access, refresh, password)"), (signedIn.Credentials.ExpiresAt, signedIn.Credentials.ToString()));
    }

    [Fact]
    public async Task AClockThatIsOffChangesNothing()
    {
        // What counts is how long a token lives, not when by the server's clock.
        await using var rig = new BlueskyRig();
        rig.Answers[Create] = _ => Session(Jwt("""{"iat":4000000000,"exp":4000007200}"""));
        Assert.Equal(rig.Clock.Now + TimeSpan.FromHours(2), Assert.IsType<SignInResult.SignedIn>(await EnterAsync(rig)).Credentials.ExpiresAt);
    }

    [Theory]
    [InlineData("a-token-of-another-kind")]
    [InlineData("a.b.c")]
    [InlineData("e30.W10.c2ln")]
    [InlineData("e30.eyJleHAiOiJhIn0.c2ln")]
    public async Task ATokenThatSaysNothingIsRenewedWhenItIsNotTaken(string token)
    {
        await using var rig = new BlueskyRig();
        rig.Answers[Create] = _ => Session(token);
        Assert.Null(Assert.IsType<SignInResult.SignedIn>(await EnterAsync(rig)).Credentials.ExpiresAt);
    }

    [Fact]
    public async Task TheAccountsOwnPasswordIsNotKept()
    {
        await using var rig = new BlueskyRig();
        rig.Answers[Create] = _ => Session(Jwt("""{"scope":"com.atproto.access"}"""));
        rig.Answers["com.atproto.server.deleteSession"] = _ => Reply(200, "");
        Assert.Contains("own password", Assert.IsType<SignInResult.Refused>(await EnterAsync(rig)).Reason, StringComparison.Ordinal);
        Assert.Equal("Bearer a-refresh-token", rig.Server.Requests[^1].Headers["Authorization"]);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("anna")]
    [InlineData("anna@people.example")]
    public async Task WhoIsNotNamedIsAskedFor(string? handle)
    {
        await using var rig = new BlueskyRig();
        Assert.Contains("handle", Assert.IsType<SignInResult.Refused>(await EnterAsync(rig, handle)).Reason, StringComparison.Ordinal);
        Assert.Empty(rig.Server.Requests);
    }

    [Theory]
    [InlineData("http://pds.example")]
    [InlineData("https://pds.example/path")]
    [InlineData("https://user@pds.example")]
    [InlineData("ftp://pds.example")]
    public async Task APasswordGoesToHttpsAlone(string server)
    {
        await using var rig = new BlueskyRig();
        Assert.Contains("no address", Assert.IsType<SignInResult.Refused>(await EnterAsync(rig, server: server)).Reason, StringComparison.Ordinal);
    }

    public static TheoryData<StubAnswer, string> BadAnswers => new()
    {
        { Error(401, "AuthenticationRequired", "Invalid identifier or password"), "does not take this handle and password" },
        { Error(401, "AuthFactorTokenRequired"), "a code by e-mail" },
        { Error(401, "AccountTakedown", "Account has been taken down"), "Account has been taken down (AccountTakedown)" },
        { Error(429, "RateLimitExceeded", "Rate Limit Exceeded"), "asks to wait" },
        { new StubAnswer.Reply(200, "<html>", "text/html"), "Is the address right?" },
        { Reply(200, "{}"), "Is the address right?" },
        { Reply(404, ""), "Is the address right?" },
        { Reply(302, "", ("Location", "https://elsewhere.example/")), "302" },
        { Session(did: "not-a-did"), "Is the address right?" },
        { new StubAnswer.Drop(), "broke" },
        { Reply(200, new string('{', 10_000)), "Is the address right?" },
    };

    [Theory]
    [MemberData(nameof(BadAnswers))]
    public async Task WhateverAServerAnswersItIsOneLine(StubAnswer answer, string words)
    {
        await using var rig = new BlueskyRig();
        rig.Answers[Create] = _ => answer;
        var reason = Assert.IsType<SignInResult.Refused>(await EnterAsync(rig)).Reason;
        Assert.Contains(words, reason, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', reason);
    }

    [Fact]
    public async Task WithoutAServerTheHandleLeadsToIt()
    {
        await using var pds = new StubServer(_ => Session());
        await using var directory = new StubServer(request => request.Route switch
        {
            "/xrpc/com.atproto.identity.resolveHandle" => Reply(200, $$"""{"did":"{{Did}}"}"""),
            "/" + Did => Reply(200, $$"""{"id":"{{Did}}","alsoKnownAs":["at://anna.invented.example"],"service":[{"id":"#other","serviceEndpoint":"https://other.example"},{"id":"#atproto_pds","type":"AtprotoPersonalDataServer","serviceEndpoint":"{{pds.Address}}"}]}"""),
            _ => Reply(404, ""),
        });
        await using var rig = new BlueskyRig();
        var signIn = Elsewhere(rig, directory.Address);
        var signedIn = Assert.IsType<SignInResult.SignedIn>(await signIn.EnterAsync(new() { Handle = "anna.invented.example" }, (SignInWay.Typed)signIn.Ways[0], [new("password", new(PasswordCanary))], Token));
        Assert.Equal(pds.Address, signedIn.Account.Server);
        // The password went to the account's own server, and to no directory.
        Assert.All(directory.Requests, request => Assert.DoesNotContain("canary", request.Text + request.Path, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"id":"DID","alsoKnownAs":["at://somebody.else.example"],"service":[{"id":"#atproto_pds","serviceEndpoint":"https://pds.example"}]}""", "does not say that it is called so")]
    [InlineData("""{"id":"did:plc:other","alsoKnownAs":["at://anna.invented.example"],"service":[{"id":"#atproto_pds","serviceEndpoint":"https://pds.example"}]}""", "could not be read")]
    [InlineData("""{"id":"DID","alsoKnownAs":["at://anna.invented.example"],"service":[{"id":"#atproto_pds","serviceEndpoint":"http://pds.example"}]}""", "names no server")]
    [InlineData("""{"id":"DID","alsoKnownAs":["at://anna.invented.example"],"service":7}""", "names no server")]
    [InlineData("<html>", "could not be read")]
    public async Task ADocumentThatDoesNotNameTheHandleOrAServerIsRefused(string document, string words)
    {
        await using var directory = new StubServer(request => request.Route == "/" + Did ? Reply(200, document.Replace("DID", Did, StringComparison.Ordinal)) : Reply(200, $$"""{"did":"{{Did}}"}"""));
        await using var rig = new BlueskyRig();
        var signIn = Elsewhere(rig, directory.Address);
        var refused = Assert.IsType<SignInResult.Refused>(await signIn.EnterAsync(new() { Handle = "anna.invented.example" }, (SignInWay.Typed)signIn.Ways[0], [new("password", new(PasswordCanary))], Token));
        Assert.Contains(words, refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnEndedSessionIsBegunAgainByTheAppPasswordAndOnlyARefusedOneIsDead()
    {
        await using var rig = new BlueskyRig();
        var session = rig.Session(TimeSpan.Zero);
        rig.Answers[Refresh] = _ => Error(400, "ExpiredToken", "Token has been revoked");
        rig.Answers[Create] = _ => Session();
        Assert.Equal("an-access-token", Assert.IsType<Renewal.Renewed>(await rig.SignIn.RenewAsync(rig.Account, session, Token)).Credentials["access"].Reveal());
        Assert.Contains($"\"identifier\":\"{Did}\"", rig.Server.Requests[^1].Text, StringComparison.Ordinal);
        rig.Answers[Create] = _ => Error(401, "AuthenticationRequired", "Invalid identifier or password");
        Assert.IsType<Renewal.Dead>(await rig.SignIn.RenewAsync(rig.Account, session, Token));
        foreach (var passing in new StubAnswer[] { Reply(500, ""), new StubAnswer.Drop(), Error(429, "RateLimitExceeded"), new StubAnswer.Reply(401, "<html>", "text/html"), Session(did: "did:plc:zzzzzzzzzzzzzzzzzzzzzzzz") })
        {
            rig.Answers[Create] = _ => passing;
            Assert.IsType<Renewal.Failed>(await rig.SignIn.RenewAsync(rig.Account, session, Token));
        }
    }

    public static TheoryData<StubAnswer, Type> Looks => new()
    {
        { Reply(200, $$"""{"did":"{{Did}}","handle":"new.invented.example","active":true}"""), typeof(AccountLook.Alive) },
        { Reply(200, $$"""{"did":"{{Did}}","handle":"new.invented.example","active":false,"status":"deactivated"}"""), typeof(AccountLook.Dead) },
        { Reply(200, """{"did":"did:plc:zzzzzzzzzzzzzzzzzzzzzzzz","handle":"new.invented.example"}"""), typeof(AccountLook.Dead) },
        { Error(401, "AccountTakedown"), typeof(AccountLook.Dead) },
        { Error(400, "ExpiredToken"), typeof(AccountLook.Unknown) },
        { Reply(200, "{}"), typeof(AccountLook.Unknown) },
        { Reply(500, ""), typeof(AccountLook.Unknown) },
        { new StubAnswer.Drop(), typeof(AccountLook.Unknown) },
    };

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task ALookSaysWhatIsKnown(StubAnswer answer, Type look)
    {
        await using var rig = new BlueskyRig();
        rig.Answers["com.atproto.server.getSession"] = _ => answer;
        var came = await rig.SignIn.LookAsync(rig.Account, rig.Session(TimeSpan.FromHours(1)), Token);
        Assert.IsType(look, came);
        if (came is AccountLook.Alive alive)
            Assert.Equal("new.invented.example", alive.Account.Handle);
    }

    [Fact]
    public async Task AProfileThatIsChangedMeanwhileIsNotWrittenOver()
    {
        await using var rig = new BlueskyRig();
        rig.Answers[Create] = _ => Session();
        rig.Answers["com.atproto.repo.getRecord"] = _ => Reply(200, $$$"""{"uri":"at://{{{Did}}}/app.bsky.actor.profile/self","cid":"bafyread","value":{"$type":"app.bsky.actor.profile","displayName":"Anna"}}""");
        rig.Answers["com.atproto.repo.putRecord"] = _ => Error(400, "InvalidSwap", "Record was at bafyother");
        var signedIn = Assert.IsType<SignInResult.SignedIn>(await rig.SignIn.EnterAsync(new() { Handle = "anna.invented.example", Server = rig.Server.Address, IsAutomated = true }, (SignInWay.Typed)rig.SignIn.Ways[0], [new("password", new(PasswordCanary))], Token));
        Assert.Contains("could not be labelled", Assert.Single(signedIn.Notes), StringComparison.Ordinal);
        Assert.EndsWith(""","record":{"$type":"app.bsky.actor.profile","displayName":"Anna","labels":{"$type":"com.atproto.label.defs#selfLabels","values":[{"val":"bot"}]}},"swapRecord":"bafyread"}""", rig.Server.Requests.Single(request => request.Route.EndsWith("putRecord", StringComparison.Ordinal)).Text, StringComparison.Ordinal);
    }

    private static ISignIn Elsewhere(BlueskyRig rig, string directory) =>
        SocialKit.Platforms.Bluesky.BlueskyPlatform.Connect(SocialKit.Platforms.Bluesky.BlueskyPlatform.Create(), rig.Services with { Setting = setting => setting is "bluesky:resolver" or "bluesky:plc" ? directory : null }).SignIn!;
}
