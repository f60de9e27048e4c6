using System.Text.Json;
using SocialKit.Cli;
using SocialKit.Cli.HealthChecks;
using SocialKit.Deliveries;
using SocialKit.Testing;

namespace SocialKit.Tests.Cli;

/// <summary>log and health.</summary>
public sealed class LogAndHealthTests : IDisposable
{
    private readonly QueueRun _run = new();

    [Fact]
    public async Task TheLogEndsWithTheNewest()
    {
        await _run.AddAsync(QueueRun.Here, "2026-11-24T08:00Z", "The first.");
        await _run.SendAsync(QueueRun.Here, "1");
        _run.Cli.Time.Advance(TimeSpan.FromMinutes(5));
        await _run.AddAsync(QueueRun.Organisation, "2026-11-24T08:00Z", "The second.");
        await _run.SendAsync(QueueRun.Organisation, "2");
        Assert.Equal(ExitCodes.Fine, _run.Run("log"));
        Assert.StartsWith("2 posts and deletions since Tue 17 Nov 2026 09:05. Times of Europe/London.", _run.Out, StringComparison.Ordinal);
        Assert.Matches("(?s)  09:00  sent .*https://folder.example/1.*  09:05  sent .*https://x.example/2", _run.Out);
    }

    [Theory]
    [InlineData(1, "--since", "2h")]
    [InlineData(0, "--since", "today 9:01")]
    [InlineData(1, "--since", "2026-11-24")]
    [InlineData(1, "--all")]
    [InlineData(0, "--campaign", "another")]
    public async Task TheLogGoesBackAsFarAsItIsAskedTo(int count, params string[] options)
    {
        await _run.AddAsync(QueueRun.Here, "2026-11-24T08:00Z", campaign: "invented");
        await _run.SendAsync(QueueRun.Here);
        _run.Cli.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(ExitCodes.Fine, _run.Run(["log", "--json", .. options]));
        using var json = JsonDocument.Parse(_run.Out);
        Assert.Equal(count, json.RootElement.GetProperty("entries").GetArrayLength());
    }

    [Fact]
    public async Task WhatAPersonSaidIsToldAsSuch()
    {
        var held = await _run.AddInAsync(DeliveryState.Held);
        _run.Run("queue", "resolve", held.Id.ToString(), "--sent", "https://x.example/9");
        _run.Run("log");
        Assert.Contains("known by: a person looked", _run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void AnEmptyQueueIsWell()
    {
        Assert.Equal(ExitCodes.Fine, _run.Run("health"));
        Assert.Equal("ok, 0 due, 0 scheduled, 0 sending, 0 unclear, 0 held, 0 awaiting approval, 0 accounts stopped, 0 workers\n", _run.Out);
    }

    [Fact]
    public void AQueueThatIsNotThereIsNotWell()
    {
        _run.Cli.Environment["SOCIALKIT_DATABASE"] = "mistyped.db";
        Assert.Equal(ExitCodes.Failure, _run.Run("health"));
        Assert.Contains("There is no queue at mistyped.db.", _run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_run.Cli.Folder, "mistyped.db")));
    }

    [Fact]
    public async Task SomethingDueAndNoWorkerIsNotWell()
    {
        await _run.AddAsync(QueueRun.Here, "2026-11-24T08:59Z");
        Assert.Equal(ExitCodes.Failure, _run.Run("health"));
        Assert.StartsWith("late, 1 due, oldest 60 s late, 1 scheduled,", _run.Out, StringComparison.Ordinal);
        Assert.Contains("1 entry is due, and no worker is running. Start one: socialkit run", _run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NothingDueAndNoWorkerIsWellAndANote()
    {
        await _run.AddAsync(QueueRun.Here, "2026-12-01T09:00Z");
        Assert.Equal(ExitCodes.Fine, _run.Run("health"));
        Assert.Contains("No worker is running", _run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-11-24T08:56Z", ExitCodes.Fine)]
    [InlineData("2026-11-24T08:54Z", ExitCodes.Failure)]
    public async Task TheOldestMayBeSoLate(string due, int code)
    {
        await _run.AddAsync(QueueRun.Here, due);
        await _run.Store.BeatAsync("invented-worker", 0, null, QueueRun.Cancellation);
        Assert.Equal(code, _run.Run("health", "--probe", "0"));
        Assert.Equal(ExitCodes.Fine, _run.Run("health", "--probe", "0", "--late-after", "10m"));
    }

    [Fact]
    public async Task AWorkerThatFellSilentIsNone()
    {
        await _run.AddAsync(QueueRun.Here, "2026-11-24T09:01Z");
        await _run.Store.BeatAsync("invented-worker", 3, null, QueueRun.Cancellation);
        _run.Cli.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(ExitCodes.Failure, _run.Run("health"));
        Assert.Contains("no worker is running", _run.Out, StringComparison.Ordinal);
        Assert.Contains("invented-worker: silent since 2 min", _run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AWorkerThatPausesIsNone()
    {
        await _run.AddAsync(QueueRun.Here, "2026-11-24T08:59Z");
        await _run.Store.BeatAsync("invented-worker", 3, "The clock jumped.", QueueRun.Cancellation);
        Assert.Equal(ExitCodes.Failure, _run.Run("health", "--probe", "0"));
        Assert.Contains("1 entry is due, and no worker sends: The clock jumped.", _run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AWorkerThatBeatsAndTakesNothingIsNotWell()
    {
        await _run.AddAsync(QueueRun.Here, "2026-11-24T08:59Z");
        var verdict = await ProbeAsync(() => _run.Store.BeatAsync("invented-worker", 3, null, QueueRun.Cancellation));
        Assert.Contains("signs of life but takes none", Assert.Single(verdict.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AWorkerThatTakesSomethingIsWell()
    {
        await _run.AddAsync(QueueRun.Here, "2026-11-24T08:59Z");
        await _run.AddAsync(QueueRun.Here, "2026-11-24T08:59Z");
        var verdict = await ProbeAsync(() => _run.SendAsync(QueueRun.Here));
        Assert.Empty(verdict.Problems);
    }

    [Fact]
    public async Task WhatItsPlatformKeepsWaitingIsNoFaultOfTheWorkers()
    {
        await _run.AddAsync(QueueRun.Here, "2026-11-24T08:59Z");
        await _run.SendAsync(QueueRun.Here, new Outcome.NotSent("Too many.", TimeSpan.FromMinutes(4)) { HttpStatus = 429 }, new(DeliveryState.Scheduled, "Too many.") { AccountWait = TimeSpan.FromMinutes(4) });
        var verdict = await ProbeAsync(() => Task.CompletedTask);
        Assert.Empty(verdict.Problems);
        Assert.Equal("here", Assert.Single(verdict.Waiting).Account);
    }

    [Fact]
    public async Task WhatIsDueWhereNobodyCanSendIsSaid()
    {
        await _run.AddAsync(QueueRun.Sky, "2026-11-24T08:59Z");
        var verdict = await ProbeAsync(() => Task.CompletedTask);
        Assert.StartsWith("Something is due on bluesky, where this version cannot send.", Assert.Single(verdict.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public async Task HealthIsToldToPrograms()
    {
        await _run.AddAsync(QueueRun.Here, "2026-11-24T08:59Z");
        await _run.AddAsync(QueueRun.Organisation, "2026-11-24T08:00Z", state: DeliveryState.AwaitingApproval);
        Assert.Equal(ExitCodes.Failure, _run.Run("health", "--json"));
        using var json = JsonDocument.Parse(_run.Out);
        var root = json.RootElement;
        Assert.False(root.GetProperty("ok").GetBoolean());
        Assert.Equal((1, 60, 1), (root.GetProperty("due").GetInt32(), root.GetProperty("lateSeconds").GetInt32(), root.GetProperty("awaitingApproval").GetInt32()));
    }

    // Between the two looks, something happens.
    private async Task<Verdict> ProbeAsync(Func<Task> meanwhile)
    {
        await _run.Store.BeatAsync("invented-worker", 3, null, QueueRun.Cancellation);
        var looks = 0;
        var store = new Between(_run.Store, async () =>
        {
            if (++looks == 2)
                await meanwhile();
        });
        var look = new HealthProbe(store, _run.Cli.Time).LookAsync(new(TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(3), [QueueRun.Here.Platform]), QueueRun.Cancellation);
        while (!look.IsCompleted)
        {
            _run.Cli.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }
        return await look;
    }

    private sealed class Between(IOutbox inner, Func<Task> before) : OutboxAround(inner)
    {
        public override async Task<Health> ReadHealthAsync(CancellationToken cancellationToken)
        {
            await before();
            return await base.ReadHealthAsync(cancellationToken);
        }
    }

    public void Dispose() => _run.Dispose();
}
