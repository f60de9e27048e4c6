using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using SocialKit.Access;
using SocialKit.Cli;
using SocialKit.Tests.Storage;

namespace SocialKit.Tests.Cli.SigningIn;

public sealed class LoginTests : IDisposable
{
    private const string Canary = "canary-4711-token";

    private readonly LoginRuns _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public void ASecretFromStdinIsKeptAndTheAccountListed()
    {
        _run.Succeeds(_run.Cli.RunWith(Canary + "\n", "login", "x", "--id", "org"));
        Assert.Equal(Canary, _run.X.Typed.Single().Value.Reveal());
        Assert.Equal(Canary, _run.Kept("org")!["access"].Reveal());
        Assert.Equal("4711", _run.Kept("org")!.UserId);
        Assert.Contains("\"userId\": \"4711\"", _run.Listed, StringComparison.Ordinal);
        Assert.StartsWith("org is signed in: @invented_org on X.", _run.Cli.Out, StringComparison.Ordinal);
        Assert.Contains("A note of the platform.", _run.Cli.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, _run.Cli.Out + _run.Cli.Error + _run.Listed, StringComparison.Ordinal);
    }

    [Fact]
    public void WithoutAnIdOneIsMadeOfPlatformAndHandle()
    {
        _run.Succeeds(_run.Cli.RunWith("t\n", "login", "x"));
        Assert.NotNull(_run.Kept("x-invented_org"));
    }

    [Fact]
    public void OnATerminalItIsTypedWithoutBeingShownAndTheAccountIsAskedAbout()
    {
        _run.Cli.Hidden.Enqueue(Canary);
        _run.Succeeds(_run.RunAsked("y\n", "login", "x"));
        Assert.Contains("Token: ", _run.Cli.Error, StringComparison.Ordinal);
        Assert.Contains("Keep it as x-invented_org? [y/N]", _run.Cli.Error, StringComparison.Ordinal);
        Assert.Equal(Canary, _run.Kept("x-invented_org")!["access"].Reveal());
    }

    [Fact]
    public void WhoSaysNoKeepsNothingAndItIsTakenBack()
    {
        _run.Cli.Hidden.Enqueue(Canary);
        Assert.Equal(ExitCodes.Failure, _run.RunAsked("n\n", "login", "x"));
        Assert.Equal(["invented_org"], _run.X.Revoked);
        Assert.Null(_run.Kept("x-invented_org"));
        Assert.False(File.Exists(_run.AccountsFile));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData(" \r\n")]
    public void WithoutASecretNobodyIsAsked(string input)
    {
        Assert.Equal(ExitCodes.Failure, _run.Cli.RunWith(input, "login", "x"));
        Assert.Empty(_run.X.Typed);
        Assert.Contains("stdin, a line each", _run.Cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void TheBrowserComesBackOnce()
    {
        _run.X.ComesBackWith = request => $"code=c%20d&state={request.State}";
        _run.Succeeds(_run.Cli.Run("login", "x", "--with", "browser"));
        Assert.Equal("c d", _run.X.Code!.Reveal());
        Assert.Matches("^http://127.0.0.1:[0-9]+/$", _run.X.Request!.RedirectUri);
        Assert.Equal(_run.X.Request.Challenge, Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(_run.X.Request.Verifier!.Reveal()))));
        Assert.Equal(43, _run.X.Request.State.Length);
        Assert.Equal("access-c d", _run.Kept("x-invented_org")!["access"].Reveal());
        // No browser is here: the address is printed, and it is the platform's.
        Assert.Contains("https://platform.example/authorize?state=", _run.Cli.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("access-c d", _run.Cli.Out + _run.Cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatWasDeclinedIsSaid()
    {
        _run.X.ComesBackWith = request => $"error=access_denied&state={request.State}";
        Assert.Equal(ExitCodes.Failure, _run.Cli.Run("login", "x", "--with", "browser"));
        Assert.Contains("declined in the browser", _run.Cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhoNeverComesBackIsNotWaitedForForEver()
    {
        var running = Task.Run(() => _run.Cli.Run("login", "x", "--with", "browser"), LoginRuns.Token);
        while (!running.IsCompleted)
        {
            _run.Cli.Time.Advance(TimeSpan.FromSeconds(30));
            await Task.Yield();
        }
        Assert.Equal(ExitCodes.Failure, await running);
        Assert.Contains("for 5 minutes", _run.Cli.Error, StringComparison.Ordinal);
        Assert.Contains("--no-browser", _run.Cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void OverSshTheAddressIsPasted()
    {
        _run.Cli.Typed = () => new MemoryStream(Encoding.UTF8.GetBytes($"{_run.X.Request!.RedirectUri}?state={_run.X.Request.State}&code=pasted\n"));
        _run.Succeeds(_run.Cli.Run("login", "x", "--with", "browser", "--no-browser"));
        Assert.Equal("pasted", _run.X.Code!.Reveal());
    }

    [Theory]
    [InlineData("http://127.0.0.1:1/?code=stolen&state=other\n")]
    [InlineData("nonsense\n")]
    [InlineData("")]
    public void WhatBelongsToAnotherSigningInIsNotTaken(string pasted)
    {
        Assert.Equal(ExitCodes.Failure, _run.Cli.RunWith(pasted, "login", "x", "--with", "browser", "--no-browser"));
        Assert.Null(_run.X.Code);
        Assert.Contains("does not belong to this signing in", _run.Cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void TheAppsSecretIsTheFirstLine()
    {
        _run.X.ComesBackWith = request => $"code=c&state={request.State}";
        _run.Succeeds(_run.Cli.RunWith("app-secret\n", "login", "x", "--with", "own-app", "--client-id", "app"));
        Assert.Equal(("app", "app-secret"), (_run.X.Request!.ClientId, _run.X.Request.ClientSecret!.Reveal()));
    }

    [Theory]
    [InlineData("--server (its address", "login", "x", "--with", "own-server")]
    [InlineData("--handle (which account", "login", "x", "--with", "own-server", "--server", "social.example")]
    [InlineData("--client-id (the id", "login", "x", "--with", "own-app")]
    [InlineData("one of token, browser, own-server, own-app", "login", "x", "--with", "magic")]
    [InlineData("no address of a server", "login", "x", "--server", "http://social.example")]
    [InlineData("no address of a server", "login", "x", "--server", "https://a@social.example")]
    [InlineData("is no id", "login", "x", "--id", "Our Org")]
    [InlineData("\"token\" opens none", "login", "x", "--no-browser")]
    [InlineData("it is there", "login", "folder")]
    [InlineData("cannot sign in to LinkedIn", "login", "linkedin")]
    [InlineData("no platform", "login", "orkut")]
    [InlineData("up to 65535", "login", "x", "--port", "70000")]
    public void AWrongCommandLineIsNamed(string said, params string[] arguments)
    {
        Assert.Equal(ExitCodes.Usage, _run.Cli.RunWith("t\n", arguments));
        Assert.Contains(said, _run.Cli.Error, StringComparison.Ordinal);
        Assert.Null(_run.X.Request);
    }

    [Fact]
    public void SigningInAgainReplacesAndKeepsWhatThePersonHasSet()
    {
        _run.WriteAccounts("""
            // ours
            [
              { "id": "org", "platform": "x", "handle": "old_handle", "userId": "4711", "resendWhenAbsent": true }, // the main one
              { "id": "other", "platform": "mastodon", "handle": "b" },
            ]
            """);
        _run.Succeeds(_run.Cli.RunWith("new\n", "login", "x"));
        Assert.Equal("new", _run.Kept("org")!["access"].Reveal());
        Assert.Contains("is signed in again", _run.Cli.Out, StringComparison.Ordinal);
        Assert.Contains("// ours", _run.Listed, StringComparison.Ordinal);
        Assert.Contains("// the main one", _run.Listed, StringComparison.Ordinal);
        Assert.Contains("\"handle\": \"invented_org\"", _run.Listed, StringComparison.Ordinal);
        Assert.Contains("\"resendWhenAbsent\": true", _run.Listed, StringComparison.Ordinal);
        Assert.DoesNotContain("old_handle", _run.Listed, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.SignInNeeded, _run.Cli.Run("accounts"));
    }

    [Theory]
    [InlineData("""[{ "id": "org", "platform": "x", "handle": "invented_org", "userId": "1" }]""", "org", "another account")]
    [InlineData("""[{ "id": "org", "platform": "mastodon", "handle": "invented_org" }]""", "org", "another account")]
    [InlineData("""[{ "id": "org", "platform": "x", "handle": "x", "userId": "4711" }]""", "new", "listed as \"org\"")]
    public void AnotherAccountDoesNotTakeAnId(string listed, string id, string said)
    {
        _run.WriteAccounts(listed);
        Assert.Equal(ExitCodes.Failure, _run.Cli.RunWith("t\n", "login", "x", "--id", id));
        Assert.Contains(said, _run.Cli.Error, StringComparison.Ordinal);
        Assert.Equal(["invented_org"], _run.X.Revoked);
        Assert.Equal(listed, _run.Listed);
        Assert.Null(_run.Kept(id));
    }

    [Fact]
    public void TheServerIsPinned()
    {
        _run.Mastodon.ComesBackWith = request => $"code=c&state={request.State}";
        _run.Succeeds(_run.Cli.Run("login", "mastodon", "--with", "own-server", "--server", "social.example", "--handle", "@org", "--automated", "--json"));
        Assert.Equal("https://social.example", _run.Kept("mastodon-invented_org")!.Server);
        Assert.Contains("\"automated\": true", _run.Cli.Out, StringComparison.Ordinal);
        Assert.Contains("a program posts for it", _run.Cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void ARefusalIsSaidAndNothingIsKept()
    {
        _run.X.Refusal = "Wrong token. Make a new one.";
        Assert.Equal(ExitCodes.Failure, _run.Cli.RunWith(Canary + "\n", "login", "x"));
        Assert.Contains("Wrong token. Make a new one.", _run.Cli.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, _run.Cli.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_run.AccountsFile));
    }

    [Fact]
    public void AStoreThatCannotBeReadIsFoundOutBeforeAnybodyTypesAPassword()
    {
        _run.Cli.Tokens = new LockedTokens();
        Assert.Equal(ExitCodes.Failure, _run.Cli.RunWith(Canary + "\n", "login", "x"));
        Assert.Empty(_run.X.Typed);
        Assert.Equal("socialkit: The keyring is locked.\n", _run.Cli.Error);
    }

    [Fact]
    public void InsecureStorageWarnsAndIsTheUsersAlone()
    {
        _run.Cli.Tokens = null;
        _run.Cli.Environment["XDG_DATA_HOME"] = Path.Combine(_run.Cli.Folder, "data");
        _run.Succeeds(_run.Cli.RunWith(Canary + "\n", "login", "x", "--id", "org", "--insecure-storage"));
        Assert.Contains("Warning: the secrets will be in a file that is not encrypted.", _run.Cli.Error, StringComparison.Ordinal);
        var file = Path.Combine(_run.Cli.Folder, "data", "socialkit", "secrets", "org");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, FileModes.Of(file));
        Assert.Contains("not encrypted", _run.Cli.Out, StringComparison.Ordinal);
        _run.Succeeds(_run.Cli.Run("accounts"));
        Assert.Contains("not encrypted", _run.Cli.Out, StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, _run.Cli.Out + _run.Cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void InsecureStorageIsRefusedWhereASafePlaceIsSet()
    {
        _run.Cli.Environment["SOCIALKIT_SECRETS"] = Path.Combine(_run.Cli.Folder, "secrets");
        Assert.Equal(ExitCodes.Usage, _run.Cli.RunWith("t\n", "login", "x", "--insecure-storage"));
        Assert.Contains("the settings say where secrets are kept", _run.Cli.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("The token is over. Run \"socialkit login x\".", null)]
    [InlineData("Stopped by anna.", "Stopped by anna.")]
    public async Task OnlyWhatTheSignInStoppedGoesOn(string because, string? then)
    {
        using var queue = new QueueRun();
        var run = new LoginRuns(queue.Cli);
        run.WriteAccounts("""[{ "id": "org-x", "platform": "x", "handle": "invented_org" }]""");
        await queue.Store.PauseLaneAsync("org-x", new("x"), because, LoginRuns.Token);
        run.Succeeds(run.Cli.RunWith("t\n", "login", "x"));
        Assert.Equal(then, (await queue.Store.ReadLanesAsync(LoginRuns.Token)).Single(lane => lane.Account == "org-x").PausedBecause);
        Assert.Contains(then is null ? "goes on" : "socialkit resume --account org-x", run.Cli.Error, StringComparison.Ordinal);
    }

    private sealed class LockedTokens : ITokenStore
    {
        public Task<Credentials?> ReadAsync(string account, CancellationToken cancellationToken) => throw new TokenStoreException("The keyring is locked.");

        public Task SaveAsync(string account, Credentials credentials, CancellationToken cancellationToken) => throw new TokenStoreException("The keyring is locked.");

        public Task RemoveAsync(string account, CancellationToken cancellationToken) => throw new TokenStoreException("The keyring is locked.");

        public Task<Renewal> RenewAsync(string account, Credentials seen, Func<Credentials, CancellationToken, Task<Renewal>> renew, CancellationToken cancellationToken) => throw new TokenStoreException("The keyring is locked.");
    }
}
