using System.Text.Json;
using SocialKit.Cli;
using SocialKit.Deliveries;

namespace SocialKit.Tests.Cli.SigningIn;

public sealed class DeleteCommandTests : IDisposable
{
    private readonly QueueRun _run = new();

    public void Dispose() => _run.Dispose();

    private async Task<Entry> SentAsync()
    {
        await _run.AddAsync(QueueRun.Here, "2026-11-24T08:59Z", "Free the invented prisoner");
        return await _run.SendAsync(QueueRun.Here);
    }

    private async Task<Entry?> DeletionAsync() => (await _run.Store.PageAsync(new() { Account = QueueRun.Here.Id }, QueueRun.Cancellation)).Entries.SingleOrDefault(entry => entry.Delivery.Act is Act.Delete);

    [Fact]
    public async Task ItShowsWhatAndAsks()
    {
        var sent = await SentAsync();
        Assert.Equal(ExitCodes.Fine, _run.RunAsked("y\n", "delete", sent.Id.ToString()));
        Assert.Contains("Free the invented prisoner", _run.Out, StringComparison.Ordinal);
        Assert.Contains("Delete this post of", _run.Error, StringComparison.Ordinal);
        Assert.Equal(sent.Receipt, Assert.IsType<Act.Delete>((await DeletionAsync())!.Delivery.Act).Post);
    }

    [Fact]
    public async Task WhoSaysNoDeletesNothing()
    {
        var sent = await SentAsync();
        Assert.Equal(ExitCodes.ProblemsFound, _run.RunAsked("n\n", "delete", sent.Id.ToString()));
        Assert.Equal(ExitCodes.Usage, _run.Run("delete", sent.Id.ToString()));
        Assert.Contains("add --yes", _run.Error, StringComparison.Ordinal);
        Assert.Null(await DeletionAsync());
    }

    [Fact]
    public async Task TwiceIsOnce()
    {
        var sent = await SentAsync();
        foreach (var result in (string[])["queued", "already-queued"])
        {
            Assert.Equal(ExitCodes.Fine, _run.Run("delete", sent.Id.ToString(), "--yes", "--json"));
            using var json = JsonDocument.Parse(_run.Out);
            Assert.Equal(result, json.RootElement.GetProperty("result").GetString());
        }
        Assert.NotNull(await DeletionAsync());
    }

    [Theory]
    [InlineData(DeliveryState.Scheduled, "queue cancel")]
    [InlineData(DeliveryState.Unclear, "queue resolve")]
    [InlineData(DeliveryState.Sending, "queue resolve")]
    public async Task WhatIsNotKnownToBeOutIsNotDeleted(DeliveryState state, string remedy)
    {
        var entry = await _run.AddInAsync(state);
        Assert.Equal(ExitCodes.ProblemsFound, _run.Run("delete", entry.Id.ToString(), "--yes"));
        Assert.Contains(remedy, _run.Error, StringComparison.Ordinal);
    }
}
