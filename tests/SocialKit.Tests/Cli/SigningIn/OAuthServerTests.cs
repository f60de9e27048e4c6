using SocialKit.Access;
using SocialKit.Platforms.Http;
using SocialKit.Platforms.X;
using SocialKit.Secrets;
using SocialKit.Tests.Storage;

namespace SocialKit.Tests.Cli.SigningIn;

/// <summary>The login command, the adapter of X and a token store on a real OAuth server.</summary>
public sealed class OAuthServerTests : IAsyncLifetime
{
    // A browser that says yes to everything: it follows one redirect.
    private const string Browser = """
        #!/bin/bash
        get() {
          local rest=${1#http://}; local host=${rest%%/*}
          exec 3<>"/dev/tcp/${host%%:*}/${host##*:}"
          printf 'GET /%s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n' "${rest#*/}" "$host" >&3
          tr -d '\r' <&3
        }
        get "$(get "$1" | sed -n 's/^[Ll]ocation: //p')" > "$(dirname "$0")/page"
        """;

    private readonly CliRun _cli = new();
    private readonly TemporaryFolder _folder = new();
    private OAuthServer _server = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await OAuthServer.StartAsync(TimeSpan.FromHours(2));
        _cli.Tokens = null;
        _cli.Environment["SOCIALKIT_SECRETS"] = _folder["secrets"];
        _cli.Environment["SOCIALKIT_X_API"] = _cli.Environment["SOCIALKIT_X_SITE"] = _server.Address;
        _cli.Environment["PATH"] = _folder["bin"] + Path.PathSeparator + Environment.GetEnvironmentVariable("PATH");
        Directory.CreateDirectory(_folder["bin"]);
        foreach (var opener in (string[])["wslview", "xdg-open"])
        {
            await File.WriteAllTextAsync(Path.Combine(_folder["bin"], opener), Browser, Token);
            FileModes.Set(Path.Combine(_folder["bin"], opener), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _cli.Dispose();
        _folder.Dispose();
    }

    private void SignIn()
    {
        var code = _cli.Run("login", "x", "--with", "browser", "--client-id", OAuthServer.Client, "--id", "org");
        Assert.True(code == 0, $"{code}: {_cli.Error}");
    }

    private FolderTokenStore Store() => new(_folder["secrets"], TimeProvider.System, isOwn: false);

    [Fact]
    public async Task TheBrowserSignsInWithAProofAndTheSecretsAreKept()
    {
        SignIn();
        var kept = (await Store().ReadAsync("org", Token))!;
        Assert.Equal(OAuthServer.User, kept.UserId);
        Assert.NotNull(kept.Find("refresh"));
        Assert.Contains("You can close this window.", await File.ReadAllTextAsync(Path.Combine(_folder["bin"], "page"), Token), StringComparison.Ordinal);
        Assert.DoesNotContain(kept["access"].Reveal(), _cli.Out + _cli.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(kept["refresh"].Reveal(), _cli.Out + _cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WorkersThatRenewAtOnceUseTheRefreshTokenOnce()
    {
        SignIn();
        var seen = (await Store().ReadAsync("org", Token))!;
        await Store().SaveAsync("org", seen with { ExpiresAt = TimeProvider.System.GetUtcNow() }, Token);
        _server.Thinks = TimeSpan.FromMilliseconds(200);
        var account = new Account("org", XPlatform.Id, "invented_org") { UserId = OAuthServer.User };
        // Each with connections and a view of the store of its own, as processes have them.
        var permits = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            using var http = new HttpCaller(TimeProvider.System);
            var services = new PlatformServices(http, Store(), TimeProvider.System, name => name is "x:api" or "x:site" ? _server.Address : null);
            return await new AccountAccess(services, new XSignIn(services)).GetAsync(account, Token);
        }));
        Assert.Equal((1, 0), (_server.Renewals, _server.Reuses));
        var renewed = Assert.Single(permits.Select(permit => Assert.IsType<Permit.Given>(permit).Credentials).Distinct());
        Assert.NotEqual(seen["refresh"], renewed["refresh"]);
        Assert.Equal(renewed, await Store().ReadAsync("org", Token));
    }

    [Fact]
    public async Task WithoutTheStoresLockTheServerWouldSeeItTwice()
    {
        SignIn();
        var seen = (await Store().ReadAsync("org", Token))!;
        using var http = new HttpCaller(TimeProvider.System);
        var signIn = new XSignIn(new(http, Store(), TimeProvider.System, name => name is "x:api" or "x:site" ? _server.Address : null));
        var account = new Account("org", XPlatform.Id, "invented_org") { UserId = OAuthServer.User };
        Assert.IsType<Renewal.Renewed>(await signIn.RenewAsync(account, seen, Token));
        Assert.IsType<Renewal.Dead>(await signIn.RenewAsync(account, seen, Token));
        Assert.Equal(1, _server.Reuses);
    }

    [Fact]
    public async Task SigningOutTakesItBack()
    {
        SignIn();
        Assert.Equal(0, _cli.Run("logout", "org"));
        Assert.Null(await Store().ReadAsync("org", Token));
    }
}
