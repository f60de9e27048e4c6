using SocialKit.Access;
using SocialKit.Cli;

namespace SocialKit.Tests.Cli.SigningIn;

/// <summary>What stands against scheduling and publishing from an account whose sign-in is of no use.</summary>
public sealed class SignInFindingTests : IDisposable
{
    private readonly LoginRuns _run = new(SmallCampaign.Good());

    public SignInFindingTests()
    {
        _run.Cli.Environment["SOCIALKIT_DATABASE"] = "queue.db";
        _run.WriteAccounts("""[{ "id": "org", "platform": "x", "handle": "invented_org", "userId": "4711" }]""");
    }

    public void Dispose() => _run.Dispose();

    private static Credentials Kept(DateTimeOffset? expires = null, string? dead = null, string? refresh = null) =>
        new("invented", refresh is null ? [new("access", new("a"))] : [new("access", new("a")), new("refresh", new(refresh))]) { IssuedAt = CliRun.Now, UserId = "4711", ExpiresAt = expires, DeadBecause = dead };

    private int Schedule() => _run.Cli.Run("schedule", SmallCampaign.Folder, "-p", "x", "--at", "2026-12-01 09:00", "--needs-approval");

    [Fact]
    public void WhoIsNotSignedInSchedulesNothing()
    {
        Assert.Equal(ExitCodes.SignInNeeded, Schedule());
        Assert.Contains("not-signed-in", _run.Cli.Error, StringComparison.Ordinal);
        Assert.Contains("socialkit login x --id org", _run.Cli.Error.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_run.Cli.Folder, "queue.db")));
    }

    [Fact]
    public async Task NorDoesWhoseSignInIsOver()
    {
        await _run.Tokens.SaveAsync("org", Kept(dead: "It was revoked."), LoginRuns.Token);
        Assert.Equal(ExitCodes.SignInNeeded, Schedule());
        Assert.Contains("sign-in-over", _run.Cli.Error, StringComparison.Ordinal);
        Assert.Contains("It was revoked.", _run.Cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhoIsSignedInSchedules()
    {
        await _run.Tokens.SaveAsync("org", Kept(), LoginRuns.Token);
        _run.Succeeds(Schedule());
        Assert.DoesNotContain("sign", _run.Cli.Error, StringComparison.Ordinal);
        Assert.Equal(0, _run.X.Looks);
    }

    [Theory]
    [InlineData("2026-11-30T00:00:00Z", null, true)]
    [InlineData("2026-12-02T00:00:00Z", null, false)]
    [InlineData("2026-11-24T11:00:00Z", "a refresh token", false)]
    public async Task ASignInThatEndsBeforeIsSaid(string expires, string? refresh, bool warns)
    {
        await _run.Tokens.SaveAsync("org", Kept(QueueRun.At(expires), refresh: refresh), LoginRuns.Token);
        _run.Succeeds(Schedule());
        Assert.Equal(warns, _run.Cli.Error.Contains("expires-before-due", StringComparison.Ordinal));
    }

    [Fact]
    public void PreviewAndCheckAskForNoSecret()
    {
        _run.Cli.Tokens = new NobodysTokens();
        _run.Succeeds(_run.Cli.Run("preview", SmallCampaign.Folder, "-p", "x"));
        _run.Succeeds(_run.Cli.Run("check", SmallCampaign.Folder, "-p", "x"));
        _run.Cli.AttachSenders = _ => throw new InvalidOperationException("Nobody sends.");
        _run.Succeeds(_run.Cli.Run("preview", SmallCampaign.Folder, "-p", "x"));
        _run.Succeeds(_run.Cli.Run("check", SmallCampaign.Folder, "-p", "x"));
    }

    private sealed class NobodysTokens : ITokenStore
    {
        public Task<Credentials?> ReadAsync(string account, CancellationToken cancellationToken) => throw new InvalidOperationException("Nobody should ask.");

        public Task SaveAsync(string account, Credentials credentials, CancellationToken cancellationToken) => throw new InvalidOperationException("Nobody should ask.");

        public Task RemoveAsync(string account, CancellationToken cancellationToken) => throw new InvalidOperationException("Nobody should ask.");

        public Task<Renewal> RenewAsync(string account, Credentials seen, Func<Credentials, CancellationToken, Task<Renewal>> renew, CancellationToken cancellationToken) => throw new InvalidOperationException("Nobody should ask.");
    }
}
