using System.Text.Json;
using SocialKit.Cli;
using SocialKit.Deliveries;

namespace SocialKit.Tests.Cli;

/// <summary>stop, resume and withdraw.</summary>
public sealed class StoppingTests : IDisposable
{
    private readonly QueueRun _run = new();

    [Fact]
    public async Task AStopSaysWhatMayBeOutAndWaitsForAPerson()
    {
        await _run.AddAsync(QueueRun.Organisation, "2026-11-24T08:59Z", campaign: "invented");
        var unclear = await _run.SendAsync(QueueRun.Organisation, new Outcome.Unclear("No answer."), new(DeliveryState.Unclear, "No answer."));
        await _run.Store.ChangeAsync(unclear.Id, unclear.Version, new Change.ResolveSendAgain("anna"), QueueRun.Cancellation);
        Assert.Equal(0, _run.Run("stop", "invented"));
        Assert.Equal(DeliveryState.Held, (await _run.ReadAsync(unclear)).State);
        Assert.Contains("1 entry is held and may be out", _run.Out, StringComparison.Ordinal);
        Assert.Contains("queue resolve", _run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StoppingTakesWhatWaitsAndSaysWhatItCannotTake()
    {
        var waiting = await _run.AddAsync(QueueRun.Sky, "2026-12-01T09:00Z", campaign: "invented");
        var other = await _run.AddAsync(QueueRun.Sky, "2026-12-01T09:00Z", campaign: "another");
        var sending = await _run.AddInAsync(DeliveryState.Sending, "invented");
        Assert.Equal(ExitCodes.Fine, _run.Run("stop", "invented"));
        Assert.Contains("invented is stopped: 1 entry that waited goes out no more, until \"socialkit resume\".", _run.Out, StringComparison.Ordinal);
        Assert.Contains("1 entry is being sent right now and cannot be stopped:\n  " + sending.Id.ToString("N")[^6..], _run.Out, StringComparison.Ordinal);
        Assert.Equal((DeliveryState.Stopped, DeliveryState.Scheduled), ((await _run.ReadAsync(waiting)).State, (await _run.ReadAsync(other)).State));
        Assert.Equal("anna", (await _run.Store.ReadCampaignAsync("invented", QueueRun.Cancellation))!.StoppedBy);
    }

    [Fact]
    public async Task AMistypedCampaignIsNotCalledStopped()
    {
        await _run.AddAsync(QueueRun.Sky, "2026-12-01T09:00Z", campaign: "invented");
        Assert.Equal(ExitCodes.Usage, _run.Run("stop", "inventd"));
        Assert.Contains("Nothing was changed", _run.Error, StringComparison.Ordinal);
        Assert.Contains("Did you mean \"invented\"?", _run.Error, StringComparison.Ordinal);
        Assert.Null(await _run.Store.ReadCampaignAsync("inventd", QueueRun.Cancellation));
    }

    [Fact]
    public async Task AFolderStandsForItsCampaignEvenBeforeAnythingIsScheduled()
    {
        SmallCampaign.WriteTo(_run.Cli, "# release\nRelease her! #InventedCase\n");
        Assert.Equal(ExitCodes.Fine, _run.Run("stop", SmallCampaign.Folder));
        Assert.NotNull((await _run.Store.ReadCampaignAsync("2026-invented-case", QueueRun.Cancellation))!.StoppedAt);
    }

    [Fact]
    public async Task ResumingSaysWhatComesBack()
    {
        var entry = await _run.AddAsync(QueueRun.Sky, "2026-12-01T09:00Z", campaign: "invented");
        _run.Run("stop", "invented");
        Assert.Equal(ExitCodes.Fine, _run.Run("resume", "invented"));
        Assert.Equal("invented goes on: 1 entry came back.\n", _run.Out);
        Assert.Equal(DeliveryState.Scheduled, (await _run.ReadAsync(entry)).State);
    }

    [Fact]
    public async Task WhatIsLateIsListedAndAskedAboutBeforeItGoesOut()
    {
        var late = await _run.AddAsync(QueueRun.Sky, "2026-11-24T08:00Z", campaign: "invented");
        await _run.AddAsync(QueueRun.Sky, "2026-11-24T08:00Z", campaign: "invented", with: delivery => delivery with { Late = LateRule.Skip });
        await _run.AddAsync(QueueRun.Sky, "2026-11-24T08:00Z", campaign: "invented", with: delivery => delivery with { NotAfter = QueueRun.At("2026-11-24T09:00Z") });
        _run.Run("stop", "invented");
        Assert.Equal(ExitCodes.Usage, _run.Run("resume", "invented"));
        Assert.Equal(ExitCodes.ProblemsFound, _run.RunAsked("n\n", "resume", "invented"));
        Assert.Equal(DeliveryState.Stopped, (await _run.ReadAsync(late)).State);
        Assert.Contains("Late, and out at once when it goes on (1 entry):\n  " + late.Id.ToString("N")[^6..], _run.Out, StringComparison.Ordinal);
        Assert.Contains("do not go out (2 entries):", _run.Out, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Fine, _run.RunAsked("y\n", "resume", "invented"));
        Assert.Contains("Let invented go on, and 1 entry out at once?", _run.Error, StringComparison.Ordinal);
        Assert.Equal(DeliveryState.Scheduled, (await _run.ReadAsync(late)).State);
    }

    [Fact]
    public async Task ADryRunOfResumingChangesNothing()
    {
        var entry = await _run.AddAsync(QueueRun.Sky, "2026-11-24T08:00Z", campaign: "invented");
        _run.Run("stop", "invented");
        Assert.Equal(ExitCodes.Fine, _run.Run("resume", "invented", "--dry-run", "--json"));
        using var json = JsonDocument.Parse(_run.Out);
        Assert.Equal((1, 1), (json.RootElement.GetProperty("resumed").GetInt32(), json.RootElement.GetProperty("late").GetArrayLength()));
        Assert.Equal(DeliveryState.Stopped, (await _run.ReadAsync(entry)).State);
    }

    [Fact]
    public async Task AnAccountIsStoppedAndGoesOn()
    {
        await _run.AddAsync(QueueRun.Sky, "2026-12-01T09:00Z");
        Assert.Equal(ExitCodes.Fine, _run.Run("stop", "--account", "org-sky", "--reason", "Hacked?"));
        Assert.Equal("Stopped by anna: Hacked?", Assert.Single(await _run.Store.ReadLanesAsync(QueueRun.Cancellation)).PausedBecause);
        _run.Run("health");
        Assert.Contains("org-sky on Bluesky: Stopped by anna: Hacked?", _run.Out, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Fine, _run.Run("resume", "--account", "org-sky"));
        Assert.Contains("org-sky on bluesky goes on. It was stopped: Stopped by anna: Hacked?", _run.Out, StringComparison.Ordinal);
        Assert.Null(Assert.Single(await _run.Store.ReadLanesAsync(QueueRun.Cancellation)).PausedBecause);
        Assert.Equal(ExitCodes.Usage, _run.Run("resume", "--account", "org-ski"));
        Assert.Contains("Did you mean \"org-sky\"?", _run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("stop")]
    [InlineData("resume")]
    [InlineData("stop", "invented", "--account", "org-x")]
    public void ACampaignOrAnAccountIsNamed(params string[] line) => Assert.Equal(ExitCodes.Usage, _run.Run(line));

    [Fact]
    public async Task ASeriesIsSeenStoppedAndGoesOn()
    {
        var series = new Series(new Guid("01930000-0000-7000-8000-00000000abcd"), new("invented/weekly"), QueueRun.Sky, "0 9 * * 1", "Asia/Almaty", [new Act.Publish(new(new("bluesky"), "Every week."))])
        {
            Campaign = "invented", NextAt = QueueRun.At("2026-12-14T04:00Z"),
        };
        await _run.Store.AddAsync(new([]) { Series = [series] }, QueueRun.Cancellation);
        var occurrence = await _run.AddAsync(QueueRun.Sky, "2026-12-07T04:00Z", campaign: "invented", with: delivery => delivery with { Series = series.Id, OccurrenceAt = delivery.DueAt });
        _run.Run("queue");
        Assert.Contains("  0 9 * * 1  Bluesky @invented.example  00abcd\n    after those in the queue: Mon 14 Dec 2026 09:00 Asia/Almaty", _run.Out, StringComparison.Ordinal);

        Assert.Equal(ExitCodes.Fine, _run.Run("stop", "--series", "abcd", "--reason", "Enough."));
        Assert.Contains("1 entry of it is in the queue already; \"socialkit queue cancel\" or \"hold\" takes them out:\n  " + occurrence.Id.ToString("N")[^6..], _run.Out, StringComparison.Ordinal);
        Assert.Equal("Stopped by anna: Enough.", Assert.Single(await _run.Store.ReadSeriesAsync(QueueRun.Cancellation)).PausedBecause);
        _run.Run("health");
        Assert.Contains("the series 00abcd (0 9 * * 1)", _run.Out, StringComparison.Ordinal);

        Assert.Equal(ExitCodes.Fine, _run.Run("resume", "--series", "invented/weekly"));
        Assert.Null(Assert.Single(await _run.Store.ReadSeriesAsync(QueueRun.Cancellation)).PausedBecause);
        Assert.Equal(ExitCodes.Usage, _run.Run("resume", "--series", "ffff"));
        Assert.Contains("There are 00abcd.", _run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WithdrawingShowsAsksStopsAndDeletesWhatItCan()
    {
        var waiting = await _run.AddAsync(QueueRun.Sky, "2026-12-01T09:00Z", campaign: "invented");
        await _run.AddAsync(QueueRun.Here, "2026-11-24T08:00Z", campaign: "invented");
        var deletable = await _run.SendAsync(QueueRun.Here, "7");
        // Where this version cannot write, and so cannot delete.
        var unserved = new Account("org-li", new("linkedin"), "invented-org");
        await _run.AddAsync(unserved, "2026-11-24T08:00Z", campaign: "invented");
        var byHand = await _run.SendAsync(unserved, "8");

        Assert.Equal(ExitCodes.Usage, _run.Run("withdraw", "invented"));
        Assert.Equal(ExitCodes.ProblemsFound, _run.RunAsked("\n", "withdraw", "invented"));
        Assert.Equal(DeliveryState.Scheduled, (await _run.ReadAsync(waiting)).State);
        Assert.False(File.Exists(Path.Combine(_run.Cli.Folder, "withdrawn-invented.html")));

        Assert.Equal(ExitCodes.ProblemsFound, _run.RunAsked("y\n", "withdraw", "invented", "--reason", "Her family asks for silence."));
        Assert.Contains("Out, and deleted by the worker (1 post):\n  " + deletable.Id.ToString("N")[^6..], _run.Out, StringComparison.Ordinal);
        Assert.Contains("please delete them by hand (1 post):\n  " + byHand.Id.ToString("N")[^6..], _run.Out, StringComparison.Ordinal);
        Assert.Contains("https://linkedin.example/8", _run.Out, StringComparison.Ordinal);
        Assert.Contains("invented is withdrawn: 1 entry that waited stopped, 1 deletion into the queue.", _run.Out, StringComparison.Ordinal);
        Assert.Equal(DeliveryState.Stopped, (await _run.ReadAsync(waiting)).State);
        var deletion = Assert.Single((await _run.Store.PageAsync(new() { States = [DeliveryState.Scheduled] }, QueueRun.Cancellation)).Entries);
        Assert.Equal(new Act.Delete(deletable.Receipt!), deletion.Delivery.Act);
        var page = File.ReadAllText(Path.Combine(_run.Cli.Folder, "withdrawn-invented.html"));
        Assert.Contains("This action was withdrawn", page, StringComparison.Ordinal);
        Assert.Contains("Her family asks for silence.", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WithdrawingAgainDeletesNothingTwice()
    {
        await _run.AddAsync(QueueRun.Here, "2026-11-24T08:00Z", campaign: "invented");
        await _run.SendAsync(QueueRun.Here, "7");
        _run.Run("withdraw", "invented", "--yes", "--page", "none");
        _run.Run("withdraw", "invented", "--yes", "--page", "none");
        Assert.Single((await _run.Store.PageAsync(new() { States = [DeliveryState.Scheduled] }, QueueRun.Cancellation)).Entries);
        await _run.SendAsync(QueueRun.Here, "gone");
        Assert.Equal(ExitCodes.Fine, _run.Run("withdraw", "invented", "--dry-run", "--json"));
        using var json = JsonDocument.Parse(_run.Out);
        Assert.Equal(0, json.RootElement.GetProperty("deleted").GetArrayLength());
    }

    [Fact]
    public async Task ADryRunOfWithdrawingChangesNothing()
    {
        var waiting = await _run.AddAsync(QueueRun.Sky, "2026-12-01T09:00Z", campaign: "invented");
        Assert.Equal(ExitCodes.Fine, _run.Run("withdraw", "invented", "--dry-run"));
        Assert.Equal("invented would be withdrawn: 1 entry that waited would be stopped, 0 deletions would go into the queue.\n", _run.Out);
        Assert.Equal(waiting, await _run.ReadAsync(waiting));
        Assert.Empty(Directory.GetFiles(_run.Cli.Folder, "*.html"));
    }

    [Fact]
    public async Task APageThatCannotBeWrittenStopsTheWithdrawalBeforeAnythingIsDone()
    {
        var waiting = await _run.AddAsync(QueueRun.Sky, "2026-12-01T09:00Z", campaign: "invented");
        Assert.Equal(ExitCodes.Usage, _run.Run("withdraw", "invented", "--yes", "--page", "none/page.html"));
        Assert.Equal(waiting, await _run.ReadAsync(waiting));
    }

    [Fact]
    public async Task ARestoredQueueSaysWhatMayHaveGoneOutSince()
    {
        await _run.AddAsync(QueueRun.Here, "2026-11-24T10:00Z");
        await _run.AddAsync(QueueRun.Here, "2026-12-01T10:00Z");
        Assert.Equal(ExitCodes.Fine, _run.Run("backup", "backup.db"));
        _run.Cli.Time.Advance(TimeSpan.FromHours(2));
        Assert.Equal(ExitCodes.Failure, _run.Run("restore", "backup.db"));
        _run.Cli.Environment["SOCIALKIT_DATABASE"] = "restored.db";
        Assert.Equal(ExitCodes.Fine, _run.Run("restore", "backup.db"));
        Assert.Equal("restored.db\n", _run.Out);
        Assert.StartsWith("1 entry or series may have moved on", _run.Error, StringComparison.Ordinal);
        _run.Run("queue");
        Assert.StartsWith("1 scheduled, 1 held.", _run.Out, StringComparison.Ordinal);
    }

    public void Dispose() => _run.Dispose();
}
