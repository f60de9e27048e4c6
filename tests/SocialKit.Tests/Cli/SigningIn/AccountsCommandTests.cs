using System.Text.Json;
using SocialKit.Access;
using SocialKit.Cli;

namespace SocialKit.Tests.Cli.SigningIn;

public sealed class AccountsCommandTests : IDisposable
{
    private const string Canary = "canary-4711-token";
    private static readonly DateTimeOffset Now = CliRun.Now;

    private readonly LoginRuns _run = new();

    public void Dispose() => _run.Dispose();

    private async Task KeepAsync(Func<Credentials, Credentials>? with = null, string listed = """[{ "id": "org", "platform": "x", "handle": "invented_org", "userId": "4711" }]""")
    {
        _run.WriteAccounts(listed);
        var kept = new Credentials("invented", [new("access", new(Canary)), new("refresh", new(Canary + "-refresh"))]) { IssuedAt = Now.AddDays(-1), UserId = "4711", Scopes = ["read", "write"] };
        await _run.Tokens.SaveAsync("org", with?.Invoke(kept) ?? kept, LoginRuns.Token);
    }

    [Fact]
    public void WithoutAccountsItIsSaidHowToGetOne()
    {
        _run.Succeeds(_run.Cli.Run("accounts"));
        Assert.Contains("socialkit login PLATFORM", _run.Cli.Error, StringComparison.Ordinal);
        _run.Succeeds(_run.Cli.Run("accounts", "--json"));
        Assert.Equal("[]\n", _run.Cli.Out);
    }

    [Fact]
    public async Task WhatIsKnownHereIsShownWithoutASecretAndWithoutAsking()
    {
        await KeepAsync(kept => kept with { ExpiresAt = Now.AddHours(1) });
        _run.Succeeds(_run.Cli.Run("accounts"));
        foreach (var said in (string[])["org", "signed in", "@invented_org (4711)", "Tue 24 Nov 2026 10:00, renewed by itself", "read, write"])
            Assert.Contains(said, OneLine(_run.Cli.Out), StringComparison.Ordinal);
        Assert.DoesNotContain("canary", _run.Cli.Out + _run.Cli.Error, StringComparison.Ordinal);
        Assert.Equal((0, 0), (_run.X.Looks, _run.X.Renewals));
    }

    [Theory]
    [InlineData("dead", 4)]
    [InlineData("somebody-else", 4)]
    [InlineData("expired", 0)]
    [InlineData("not-signed-in", 4)]
    public async Task ProgramsReadHowItStands(string state, int code)
    {
        await KeepAsync(kept => state switch
        {
            "dead" => kept with { DeadBecause = "It was revoked." },
            "somebody-else" => kept with { UserId = "1" },
            _ => kept with { ExpiresAt = Now.AddHours(-1) },
        });
        if (state == "not-signed-in")
            await _run.Tokens.RemoveAsync("org", LoginRuns.Token);
        Assert.Equal(code, _run.Cli.Run("accounts", "--json"));
        using var json = JsonDocument.Parse(_run.Cli.Out);
        Assert.Equal(state, json.RootElement[0].GetProperty("state").GetString());
        Assert.DoesNotContain("canary", _run.Cli.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ThePlatformIsAskedWhetherItIsAlive()
    {
        await KeepAsync();
        _run.Succeeds(_run.Cli.Run("accounts", "--check"));
        Assert.Contains("alive", _run.Cli.Out, StringComparison.Ordinal);
        Assert.Equal(1, _run.X.Looks);
    }

    [Fact]
    public async Task AHandleThatHasChangedIsSaid()
    {
        await KeepAsync();
        _run.X.Look = new AccountLook.Alive(_run.X.Who with { Handle = "new_name" });
        _run.Succeeds(_run.Cli.Run("accounts", "--check"));
        Assert.Contains("Its handle is @new_name now", _run.Cli.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnotherAccountGivesAlarm()
    {
        await KeepAsync();
        _run.X.Look = new AccountLook.Alive(_run.X.Who with { UserId = "1", Handle = "somebody" });
        Assert.Equal(ExitCodes.SignInNeeded, _run.Cli.Run("accounts", "--check"));
        Assert.Contains("ALARM", _run.Cli.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatThePlatformCallsDeadIsKnownFromThenOn()
    {
        await KeepAsync();
        _run.X.Look = new AccountLook.Dead("The account is suspended.");
        Assert.Equal(ExitCodes.SignInNeeded, _run.Cli.Run("accounts", "--check"));
        Assert.Equal("The account is suspended.", _run.Kept("org")!.DeadBecause);
        Assert.Equal(ExitCodes.SignInNeeded, _run.Cli.Run("accounts"));
        Assert.Contains("socialkit login x --id org", OneLine(_run.Cli.Out), StringComparison.Ordinal);
    }

    [Fact]
    public async Task APassingFaultIsNotTakenForADeadSignIn()
    {
        await KeepAsync();
        _run.X.Look = new AccountLook.Unknown("x.example did not answer in 30 s.");
        Assert.Equal(ExitCodes.Failure, _run.Cli.Run("accounts", "--check"));
        Assert.Null(_run.Kept("org")!.DeadBecause);
        Assert.Contains("did not answer", _run.Cli.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SigningOutTakesItBackAndForgetsAndSaysWhatWaits()
    {
        using var queue = new QueueRun();
        var run = new LoginRuns(queue.Cli);
        run.WriteAccounts("""[{ "id": "org-x", "platform": "x", "handle": "invented_org" }]""");
        await run.Tokens.SaveAsync("org-x", new("invented", [new("access", new(Canary))]) { IssuedAt = Now }, LoginRuns.Token);
        await queue.AddAsync(QueueRun.Organisation, "2026-12-01T09:00Z");
        await queue.AddAsync(QueueRun.Sky, "2026-12-01T09:00Z");
        run.Succeeds(run.Cli.Run("logout", "org-x"));
        Assert.Equal(["invented_org"], run.X.Revoked);
        Assert.Null(run.Kept("org-x"));
        Assert.Contains("1 post waits for it in the queue", run.Cli.Error, StringComparison.Ordinal);
        Assert.Contains("org-x", File.ReadAllText(run.AccountsFile), StringComparison.Ordinal);
        run.Succeeds(run.Cli.Run("logout", "org-x"));
        Assert.Equal("org-x was not signed in.\n", run.Cli.Out);
    }

    [Fact]
    public async Task WhatCannotBeTakenBackIsForgottenAllTheSame()
    {
        await KeepAsync();
        _run.X.NotRevoked = "X could not be reached: take it back there.";
        Assert.Equal(ExitCodes.Failure, _run.Cli.Run("logout", "org"));
        Assert.Contains("take it back there", _run.Cli.Error, StringComparison.Ordinal);
        Assert.Null(_run.Kept("org"));
    }

    [Fact]
    public async Task SecretsOfAnotherAccountAreNotSentToTakeThemBack()
    {
        await KeepAsync(kept => kept with { Server = "https://social.example" }, """[{ "id": "org", "platform": "x", "handle": "invented_org", "userId": "4711", "server": "https://evil.example" }]""");
        Assert.Equal(ExitCodes.Failure, _run.Cli.Run("logout", "org"));
        Assert.Empty(_run.X.Revoked);
        Assert.Null(_run.Kept("org"));
    }

    [Fact]
    public void AMistypedAccountIsNotSignedOut()
    {
        _run.WriteAccounts("""[{ "id": "org", "platform": "x", "handle": "invented_org" }]""");
        Assert.Equal(ExitCodes.Usage, _run.Cli.Run("logout", "orq"));
        Assert.Contains("Did you mean \"org\"?", _run.Cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DoctorSaysWhoIsNotSignedIn()
    {
        await KeepAsync();
        _run.Cli.Run("doctor");
        Assert.Contains("org: kept in this system's keyring", _run.Cli.Out, StringComparison.Ordinal);
        await _run.Tokens.RemoveAsync("org", LoginRuns.Token);
        Assert.Equal(ExitCodes.Failure, _run.Cli.Run("doctor"));
        Assert.Contains("org: not signed in", _run.Cli.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", _run.Cli.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void DoctorSaysHowToMakeAKeyFile()
    {
        _run.Cli.Environment["SOCIALKIT_DATABASE"] = "postgres://invented@127.0.0.1:1/nowhere";
        _run.Cli.Run("doctor");
        Assert.Contains("head -c 32 /dev/urandom | base64", OneLine(_run.Cli.Out), StringComparison.Ordinal);
        _run.Cli.Environment["SOCIALKIT_KEY_FILE"] = Path.Combine(_run.Cli.Folder, "key");
        Assert.Equal(ExitCodes.Failure, _run.Cli.Run("doctor"));
        Assert.Contains("There is no key file", _run.Cli.Out, StringComparison.Ordinal);
    }

    // As it is before it is wrapped.
    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
