using Microsoft.Extensions.Time.Testing;
using SocialKit.Access;
using SocialKit.Platforms.Facebook;
using SocialKit.Testing;

namespace SocialKit.Tests.Platforms.Facebook;

public sealed class FacebookSignInTests
{
    private const string PageToken = "EAAinvented-page";
    private const string UserToken = "EAAinvented-user";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task APagesTokenIsAnAccount()
    {
        await using var rig = Rig(Stub().Answer);
        var signedIn = Assert.IsType<SignInResult.SignedIn>(await EnterAsync(rig, PageToken, new()));
        Assert.Equal(new Account("facebook-invented.page", FacebookPlatform.Id, "invented.page") { Name = "Invented page", UserId = "5463" }, signedIn.Account);
        Assert.Equal((PageToken, null), (signedIn.Credentials["access"].Reveal(), signedIn.Credentials.ExpiresAt));
        Assert.Equal(["pages_manage_posts", "pages_read_engagement", "pages_show_list"], signedIn.Credentials.Scopes);
        Assert.Empty(signedIn.Notes);
    }

    [Theory]
    [InlineData("11", "page-11", true)]
    [InlineData("@second.page", "page-22", true)]
    [InlineData("Second page", "page-22", true)]
    [InlineData("somebody", null, true)]
    [InlineData(null, null, true)]
    [InlineData(null, "page-11", false)]
    public async Task AUsersTokenFindsThePageThatIsMeant(string? handle, string? token, bool hasTwo)
    {
        await using var rig = Rig(request => ByUser(request, hasTwo));
        var result = await EnterAsync(rig, UserToken, new() { Handle = handle });
        if (token is not null)
            Assert.Equal(token, Assert.IsType<SignInResult.SignedIn>(result).Credentials["access"].Reveal());
        else
            Assert.Contains("First page (11), Second page (22)", Assert.IsType<SignInResult.Refused>(result).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WithAnAppsSecretTheTokenIsExchangedForALongLivedOneFirst()
    {
        await using var rig = Rig(request => request.Route.EndsWith("/oauth/access_token", StringComparison.Ordinal)
            ? request.Fields["fb_exchange_token"] == UserToken && request.Fields["client_secret"] == "app-secret" ? new StubAnswer.Reply(200, "{\"access_token\":\"long\",\"expires_in\":5183944}") : new StubAnswer.Reply(400)
            : ByUser(request, false));
        Assert.IsType<SignInResult.SignedIn>(await EnterAsync(rig, UserToken, new() { ClientId = "1", ClientSecret = new("app-secret") }));
        Assert.Equal("Bearer long", rig.Server.Requests.Single(request => request.Route.EndsWith("/me/accounts", StringComparison.Ordinal)).Headers["Authorization"]);
    }

    [Fact]
    public async Task MissingPermissionsAndANearEndAreSaid()
    {
        var stub = Stub();
        await using var rig = Rig(request => request.Route.EndsWith("/debug_token", StringComparison.Ordinal)
            ? new StubAnswer.Reply(200, $"{{\"data\":{{\"expires_at\":{AdapterRig.Now.AddHours(2).ToUnixTimeSeconds()},\"scopes\":[\"pages_show_list\"]}}}}")
            : stub.Answer(request));
        var signedIn = Assert.IsType<SignInResult.SignedIn>(await EnterAsync(rig, PageToken, new()));
        Assert.Equal(AdapterRig.Now.AddHours(2), signedIn.Credentials.ExpiresAt);
        Assert.Contains("pages_read_engagement, pages_manage_posts", signedIn.Notes[0], StringComparison.Ordinal);
        Assert.Contains("2026-11-24 11:00Z", signedIn.Notes[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task ALookTellsWhatIsAliveAndWhatIsDead()
    {
        await using var rig = Rig(Stub().Answer);
        var account = new Account("page", FacebookPlatform.Id, "old.name") { UserId = "5463" };
        Assert.Equal("invented.page", Assert.IsType<AccountLook.Alive>(await rig.SignIn.LookAsync(account, Kept(PageToken), Token)).Account.Handle);
        Assert.Equal("5463", Assert.IsType<AccountLook.Alive>(await rig.SignIn.LookAsync(account with { UserId = "1" }, Kept(PageToken), Token)).Account.UserId);
        Assert.IsType<AccountLook.Dead>(await rig.SignIn.LookAsync(account, new("other", []) { IssuedAt = AdapterRig.Now }, Token));
        Assert.IsType<AccountLook.Dead>(await rig.SignIn.LookAsync(account, Kept("revoked"), Token));
    }

    [Fact]
    public async Task NobodyIsSentToABrowserThatCannotComeBack()
    {
        await using var rig = Rig(Stub().Answer);
        Assert.IsType<BrowserSignIn.Impossible>(await rig.SignIn.StartAsync(new(), Token));
        Assert.All(rig.SignIn.Ways, way => Assert.IsType<SignInWay.Typed>(way));
    }

    private static StubAnswer ByUser(StubRequest request, bool hasTwo)
    {
        if (request.Route.EndsWith("/me", StringComparison.Ordinal))
            return FacebookStub.Error(400, 100, "(#100) Tried accessing nonexisting field (category) on node type (User)");
        if (!request.Route.EndsWith("/me/accounts", StringComparison.Ordinal))
            return FacebookStub.Error(400, 100, "not allowed");
        const string first = "{\"id\":\"11\",\"name\":\"First page\",\"access_token\":\"page-11\"}";
        const string second = "{\"id\":\"22\",\"name\":\"Second page\",\"username\":\"second.page\",\"access_token\":\"page-22\"}";
        return new StubAnswer.Reply(200, $"{{\"data\":[{first}{(hasTwo ? "," + second : "")}]}}");
    }

    private static FacebookStub Stub() => new(PageToken, "5463", new FakeTimeProvider(AdapterRig.Now));

    private static Credentials Kept(string token) => new("oauth2", [new("access", new(token))]) { IssuedAt = AdapterRig.Now };

    private static AdapterRig Rig(Func<StubRequest, StubAnswer> answer) => new(answer, "facebook:api", services => FacebookPlatform.Connect(FacebookPlatform.Create(), services));

    private static Task<SignInResult> EnterAsync(AdapterRig rig, string token, SignInRequest request) =>
        rig.SignIn.EnterAsync(request, (SignInWay.Typed)rig.SignIn.Ways[0], [new("access", new(token))], Token);
}
