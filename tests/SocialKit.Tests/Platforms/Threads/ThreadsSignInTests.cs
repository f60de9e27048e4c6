using Microsoft.Extensions.Time.Testing;
using SocialKit.Access;
using SocialKit.Deliveries;
using SocialKit.Platforms.Threads;
using SocialKit.Testing;

namespace SocialKit.Tests.Platforms.Threads;

public sealed class ThreadsSignInTests
{
    private const string Long = "THAAinvented";

    private static readonly Account Person = new("person", ThreadsPlatform.Id, "old.name") { UserId = "987" };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ATokenIsAnAccount()
    {
        await using var rig = Rig(new FakeTimeProvider(AdapterRig.Now));
        var signedIn = Assert.IsType<SignInResult.SignedIn>(await EnterAsync(rig, Long, new()));
        Assert.Equal(new Account("threads-invented.person", ThreadsPlatform.Id, "invented.person") { Name = "Invented Person", UserId = "987" }, signedIn.Account);
        Assert.Equal((Long, AdapterRig.Now.AddDays(60)), (signedIn.Credentials["access"].Reveal(), signedIn.Credentials.ExpiresAt));
    }

    [Fact]
    public async Task WithTheAppsSecretAShortTokenIsExchanged()
    {
        await using var rig = Rig(new FakeTimeProvider(AdapterRig.Now));
        var signedIn = Assert.IsType<SignInResult.SignedIn>(await EnterAsync(rig, Long, new() { ClientSecret = new("app-secret") }));
        Assert.Equal((Long + "-next", AdapterRig.Now.AddSeconds(5183944)), (signedIn.Credentials["access"].Reveal(), signedIn.Credentials.ExpiresAt));
        Assert.Equal("/access_token", rig.Server.Requests[0].Route);
        Assert.Equal("app-secret", rig.Server.Requests[0].Fields["client_secret"]);
    }

    [Fact]
    public async Task AWrongTokenIsSaid()
    {
        await using var rig = Rig(new FakeTimeProvider(AdapterRig.Now));
        Assert.Contains("190", Assert.IsType<SignInResult.Refused>(await EnterAsync(rig, "wrong", new())).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ATokenIsRenewedWeeksBeforeItEndsAndThePostGoesOutWithTheNewOne()
    {
        var clock = new FakeTimeProvider(AdapterRig.Now);
        await using var rig = Rig(clock);
        await rig.Tokens.SaveAsync("person", Kept(AdapterRig.Now, AdapterRig.Now.AddDays(60)), Token);
        clock.Advance(TimeSpan.FromDays(20));
        await rig.SendAsync<Outcome.Done>(rig.Publish(Person, "Text"));
        Assert.Equal(1, rig.Tokens.Renewals);
        var kept = (await rig.Tokens.ReadAsync("person", Token))!;
        Assert.Equal((Long + "-next", clock.GetUtcNow().AddSeconds(5183944)), (kept["access"].Reveal(), kept.ExpiresAt));
        Assert.Equal("Bearer " + Long + "-next", rig.Server.Requests[^1].Headers["Authorization"]);
    }

    [Fact]
    public async Task AYoungTokenIsNotRenewedAndAnOverdueOneIsDead()
    {
        await using var rig = Rig(new FakeTimeProvider(AdapterRig.Now));
        Assert.IsType<Renewal.Failed>(await rig.SignIn.RenewAsync(Person, Kept(AdapterRig.Now, AdapterRig.Now.AddHours(1)), Token));
        Assert.IsType<Renewal.Dead>(await rig.SignIn.RenewAsync(Person, Kept(AdapterRig.Now.AddDays(-70), AdapterRig.Now.AddDays(-10)), Token));
        Assert.DoesNotContain(rig.Server.Requests, request => request.Route == "/refresh_access_token");
    }

    [Fact]
    public async Task ALookTellsWhatIsAliveAndWhatIsDead()
    {
        await using var rig = Rig(new FakeTimeProvider(AdapterRig.Now));
        Assert.Equal("invented.person", Assert.IsType<AccountLook.Alive>(await rig.SignIn.LookAsync(Person, Kept(AdapterRig.Now, null), Token)).Account.Handle);
        Assert.Equal("987", Assert.IsType<AccountLook.Alive>(await rig.SignIn.LookAsync(Person with { UserId = "1" }, Kept(AdapterRig.Now, null), Token)).Account.UserId);
        Assert.IsType<AccountLook.Dead>(await rig.SignIn.LookAsync(Person, new("other", []) { IssuedAt = AdapterRig.Now }, Token));
        Assert.IsType<AccountLook.Dead>(await rig.SignIn.LookAsync(Person, new("oauth2", [new("access", new("revoked"))]) { IssuedAt = AdapterRig.Now }, Token));
    }

    private static Credentials Kept(DateTimeOffset issued, DateTimeOffset? expires) => new("oauth2", [new("access", new(Long))]) { IssuedAt = issued, ExpiresAt = expires };

    private static AdapterRig Rig(TimeProvider clock) => new(new ThreadsStub(Long, "987", clock).Answer, "threads:api", services => ThreadsPlatform.Connect(ThreadsPlatform.Create(), services), clock);

    private static Task<SignInResult> EnterAsync(AdapterRig rig, string token, SignInRequest request) =>
        rig.SignIn.EnterAsync(request, (SignInWay.Typed)rig.SignIn.Ways[0], [new("access", new(token))], Token);
}
