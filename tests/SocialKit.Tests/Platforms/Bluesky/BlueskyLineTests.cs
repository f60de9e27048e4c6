using System.Collections.Concurrent;
using System.Text.Json;
using SocialKit.Deliveries;
using SocialKit.Platforms.Bluesky;
using SocialKit.Posts;
using SocialKit.Testing;
using static SocialKit.Tests.Platforms.Bluesky.BlueskyRig;

namespace SocialKit.Tests.Platforms.Bluesky;

/// <summary>The whole line: queue, worker, this adapter, and a server whose answers get lost.</summary>
public sealed class BlueskyLineTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WhateverIsLostOnTheWayEachPostIsOneRecord()
    {
        await using var rig = new BlueskyRig();
        await rig.SignedInAsync();
        var records = new ConcurrentDictionary<string, string>();
        var effects = 0;
        var count = 0;
        rig.Answers["com.atproto.repo.putRecord"] = request =>
        {
            var fault = Interlocked.Increment(ref count) % 5;
            if (fault == 1)
                return new StubAnswer.Drop();
            using var json = JsonDocument.Parse(request.Body);
            var record = json.RootElement.GetProperty("record").GetRawText();
            var key = json.RootElement.GetProperty("rkey").GetString()!;
            if (records.TryAdd(key, record))
                Interlocked.Increment(ref effects);
            else if (records[key] != record)
                return Error(400, "InvalidSwap");
            return fault switch { 2 => new StubAnswer.Drop(), 3 => Reply(200, ""), 4 => Reply(502, "<html>"), _ => Accept(request) };
        };
        rig.Answers["com.atproto.repo.getRecord"] = request => records.TryGetValue(request.Fields["rkey"], out var record)
            ? Reply(200, $$"""{"uri":"at://{{Did}}/app.bsky.feed.post/{{request.Fields["rkey"]}}","cid":"bafy","value":{{record}}}""")
            : Error(400, "RecordNotFound");
        var clock = TimeProvider.System;
        var outbox = new MemoryOutbox(clock);
        var ids = new Ids(clock, new Random(1));
        var made = Enumerable.Range(0, 20).Select(n => new NewDelivery(ids.Next(), rig.Deliver(new Act.Publish(new Post(BlueskyPlatform.Id, $"Free the invented prisoner {n}")), $"message-{n}") with { DueAt = clock.GetUtcNow() })).ToList();
        Assert.IsType<AddResult.Stored>(await outbox.AddAsync(new(made), Token));
        var platforms = new PlatformSet(BlueskyPlatform.Create() with { Sender = rig.Sender });
        var worker = new Worker(outbox, platforms, new() { Owner = "a-worker", FirstBackoff = TimeSpan.FromMilliseconds(20), LongestBackoff = TimeSpan.FromMilliseconds(100) }, clock, new Random(2), new Quiet(), new Quiet());
        using var stop = new CancellationTokenSource();
        var running = Task.Run(() => worker.RunAsync(stop.Token, Token), Token);
        var begun = clock.GetTimestamp();
        while ((await outbox.ReadHealthAsync(Token)) is { } health && health.Scheduled + health.Sending + health.Unclear > 0 && clock.GetElapsedTime(begun) < TimeSpan.FromSeconds(60))
            await Task.Delay(20, Token);
        await stop.CancelAsync();
        await running;
        foreach (var added in made)
            Assert.Equal(DeliveryState.Sent, (await outbox.ReadAsync(added.Id, Token))!.State);
        Assert.Equal((20, 20), (effects, records.Count));
        Assert.True(count > 20, $"Only {count} attempts: nothing was lost.");
    }

    private sealed class Quiet : INotify, IWorkerWatch
    {
        public void Tell(Notice notice)
        {
        }

        public void Saw(WorkerEvent happened)
        {
        }
    }
}
