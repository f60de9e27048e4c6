using SocialKit.Access;
using SocialKit.Cli.Running;
using SocialKit.Deliveries;

namespace SocialKit.Tests.Cli.SigningIn;

public sealed class AccountWatchTests : IDisposable
{
    private readonly QueueRun _queue = new();
    private readonly LoginRuns _run;
    private readonly Told _told = new();
    private readonly AccountWatch _watch;

    public AccountWatchTests()
    {
        _run = new(_queue.Cli);
        _watch = new(_queue.Cli.Context(TextWriter.Null), _queue.Store, _told);
    }

    public void Dispose() => _queue.Dispose();

    private static CancellationToken Token => LoginRuns.Token;

    private Task KeepAsync(DateTimeOffset? expires = null) => _run.Tokens.SaveAsync("org-x", new("invented", [new("access", new("a"))]) { IssuedAt = CliRun.Now, ExpiresAt = expires }, Token);

    private async Task<string?> PausedAsync() => (await _queue.Store.ReadLanesAsync(Token)).Single(lane => lane.Account == "org-x").PausedBecause;

    [Fact]
    public async Task ASignInThatIsOverIsToldBeforeItsPostsAreDueAndOnce()
    {
        await KeepAsync();
        await _queue.AddAsync(QueueRun.Organisation, "2026-11-26T08:00Z");
        _run.X.Look = new AccountLook.Dead("It was revoked.");
        await _watch.LookAsync(Token);
        await _watch.LookAsync(Token);
        var notice = Assert.Single(_told.Notices);
        Assert.Equal(("sign-in-over", "org-x"), (notice.Code, notice.Account));
        Assert.Contains("It was revoked.", notice.Reason, StringComparison.Ordinal);
        Assert.Contains("socialkit login x", await PausedAsync(), StringComparison.Ordinal);
        Assert.Equal("It was revoked.", _run.Kept("org-x")!.DeadBecause);
    }

    [Fact]
    public async Task WhoNeverSignedInIsToldToo()
    {
        await _queue.AddAsync(QueueRun.Organisation, "2026-11-26T08:00Z");
        await _watch.LookAsync(Token);
        Assert.Contains("not signed in here", Assert.Single(_told.Notices).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatIsDueLaterIsNotLookedAt()
    {
        await KeepAsync();
        await _queue.AddAsync(QueueRun.Organisation, "2026-11-26T09:01Z");
        await _watch.LookAsync(Token);
        Assert.Equal(0, _run.X.Looks);
    }

    [Fact]
    public async Task WhatWouldExpireBeforeTheNextLookIsRenewedNow()
    {
        await KeepAsync(CliRun.Now + AccountWatch.Interval);
        await _queue.AddAsync(QueueRun.Organisation, "2026-11-26T08:00Z");
        await _watch.LookAsync(Token);
        Assert.Equal(1, _run.X.Renewals);
        Assert.Empty(_told.Notices);
    }

    [Fact]
    public async Task APassingFaultStopsAndTellsNothing()
    {
        await KeepAsync();
        await _queue.AddAsync(QueueRun.Organisation, "2026-11-26T08:00Z");
        _run.X.Look = new AccountLook.Unknown("No answer.");
        await _watch.LookAsync(Token);
        Assert.Empty(_told.Notices);
        Assert.Null(await PausedAsync());
    }

    [Fact]
    public async Task AHandleThatHasChangedIsToldAndStopsNothing()
    {
        await KeepAsync();
        await _queue.AddAsync(QueueRun.Organisation, "2026-11-26T08:00Z");
        _run.X.Look = new AccountLook.Alive(_run.X.Who with { Handle = "new_name" });
        await _watch.LookAsync(Token);
        Assert.Equal("account-note", Assert.Single(_told.Notices).Code);
        Assert.Null(await PausedAsync());
    }

    private sealed class Told : INotify
    {
        public List<Notice> Notices { get; } = [];

        public void Tell(Notice notice)
        {
            lock (Notices)
                Notices.Add(notice);
        }
    }
}
