using SocialKit.Deliveries;
using SocialKit.Storage;

namespace SocialKit.Tests.Cli;

/// <summary>A text that belongs to no campaign is scheduled and published like a campaign's, with the same checks.</summary>
public sealed class LooseTextSendingTests : IDisposable
{
    private readonly CliRun _run = new();

    public LooseTextSendingTests()
    {
        _run.Environment["SOCIALKIT_DATABASE"] = "queue.db";
        _run.Environment["SOCIALKIT_FOLDER"] = "posts";
    }

    public void Dispose() => _run.Dispose();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ATextFromStdinIsScheduledLiterally()
    {
        Assert.Equal(0, _run.RunWith("  We are in front of the court.\nAll of us.\n", "schedule", "-", "-p", "folder", "--at", "2026-12-01 09:00", "--lang", "en"));
        Assert.Contains("stdin: 1 post scheduled", _run.Out, StringComparison.Ordinal);
        var entry = Assert.Single(await EntriesAsync());
        Assert.Equal(("  We are in front of the court.\nAll of us.", "en", (string?)null), (TextOf(entry), ((Act.Publish)entry.Delivery.Act).Post.Language, entry.Delivery.Campaign));
        // Another text is another post, the same is the same.
        Assert.Equal(0, _run.RunWith("We have gone home.", "schedule", "-", "-p", "folder", "--at", "2026-12-01 09:00", "--lang", "en"));
        Assert.Equal(0, _run.RunWith("We have gone home.\n", "schedule", "-", "-p", "folder", "--at", "2026-12-01 09:00", "--lang", "en"));
        Assert.Contains("1 post already scheduled", _run.Out, StringComparison.Ordinal);
        Assert.Equal(2, (await EntriesAsync()).Count);
    }

    [Fact]
    public async Task ATextFileIsKnownByItsNameAndUpdateChangesWhatWaits()
    {
        _run.Write("note.txt", "The first words.\n");
        Assert.Equal(0, _run.Run("schedule", "note.txt", "-p", "folder", "--at", "2026-12-01 09:00"));
        Assert.Contains("note.txt  ", _run.Out, StringComparison.Ordinal);
        _run.Write("note.txt", "Other words.\n");
        Assert.Equal(3, _run.Run("schedule", "note.txt", "-p", "folder", "--at", "2026-12-01 09:00"));
        Assert.Contains("--update", _run.Error, StringComparison.Ordinal);
        Assert.Equal(0, _run.Run("schedule", "note.txt", "-p", "folder", "--at", "2026-12-02 10:00", "--update"));
        var entry = Assert.Single(await EntriesAsync());
        Assert.Equal(("Other words.", "2026-12-02T10:00"), (TextOf(entry), entry.Delivery.WallClock));
    }

    [Fact]
    public async Task ATextIsCheckedAsACampaignsPostIs()
    {
        Assert.Equal(3, _run.RunWith("Write to [NAME OF YOUR MINISTER]", "schedule", "-", "-p", "folder", "--at", "2026-12-01 09:00"));
        Assert.Contains("placeholder", _run.Error, StringComparison.Ordinal);
        Assert.Equal(3, _run.RunWith(" \n", "publish", "-", "-p", "folder", "--yes"));
        Assert.Contains("Nothing was published.", _run.Error, StringComparison.Ordinal);
        _run.Write("broken.txt", [0xFF, 0xFE, 0x41]);
        Assert.Equal(3, _run.Run("publish", "broken.txt", "-p", "folder", "--yes"));
        Assert.Contains("not-utf8", _run.Error, StringComparison.Ordinal);
        Assert.Empty(await EntriesAsync());
    }

    [Fact]
    public void WhatOnlyACampaignHasIsRefusedAllAtOnce()
    {
        Assert.Equal(2, _run.RunWith("words", "schedule", "-", "-p", "folder", "--at", "2026-12-01 09:00", "-m", "release", "--rotate", "-l", "en,ru", "--after-deadline", "a rehearsal"));
        Assert.All(["--message", "--rotate", "--lang", "--after-deadline"], option => Assert.Contains(option, _run.Error.ReplaceLineEndings(" "), StringComparison.Ordinal));
    }

    [Fact]
    public void ADryRunShowsTheExactText()
    {
        Assert.Equal(0, _run.RunWith("We are in front of the court.", "publish", "-", "-p", "folder", "--dry-run"));
        Assert.Contains("We are in front of the court.", _run.Out, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_run.Folder, "queue.db")));
    }

    private static string TextOf(Entry entry) => ((Act.Publish)entry.Delivery.Act).Post.Text;

    private async Task<IReadOnlyList<Entry>> EntriesAsync()
    {
        await using var store = await Stores.OpenAsync(new StoreAddress.File(Path.Combine(_run.Folder, "queue.db")), _run.Time, Token);
        return (await store.PageAsync(new(), Token)).Entries;
    }
}
