using Microsoft.Extensions.Time.Testing;
using SocialKit.Deliveries;
using SocialKit.Testing;

namespace SocialKit.Tests.Platforms;

/// <summary>The whole line: posts of one account, a store in memory, a worker, and the sender under test. The clock moves only while the worker waits.</summary>
internal static class SenderLine
{
    /// <summary>Runs until every post is settled, or a day of the clock is over.</summary>
    public static async Task<IReadOnlyList<Entry>> RunAsync(Platform platform, FakeTimeProvider clock, Account from, IReadOnlyList<string> texts)
    {
        var make = new TestDeliveries(new Ids(clock, new Random(1)));
        var memory = new MemoryOutbox(clock);
        var outbox = new Waiting(memory);
        var added = texts.Select(text => make.Post(from, clock.GetUtcNow(), text)).ToList();
        Assert.IsType<AddResult.Stored>(await memory.AddAsync(new(added), default));
        using var stop = new CancellationTokenSource();
        var running = Task.Run(() => new Worker(outbox, new PlatformSet(platform), new() { Owner = "line" }, clock, new Random(3), new Nobody()).RunAsync(stop.Token, default));
        var end = clock.GetUtcNow().AddDays(1);
        var begun = TimeProvider.System.GetTimestamp();
        Task? last = null;
        while (clock.GetUtcNow() < end && !await IsSettledAsync(memory, added))
        {
            Assert.True(TimeProvider.System.GetElapsedTime(begun) < TimeSpan.FromSeconds(30), "It did not settle.");
            Assert.False(running.IsFaulted, running.Exception?.ToString());
            if (outbox.Wait is { Task.IsCompleted: false } wait && wait.Task != last && !(await memory.ReadLanesAsync(default)).Any(lane => lane.LeaseUntil > clock.GetUtcNow()))
            {
                last = wait.Task;
                clock.Advance(wait.AtMost);
            }
            await Task.Delay(TimeSpan.FromMilliseconds(0.2));
        }
        await stop.CancelAsync();
        await running;
        List<Entry> entries = [];
        foreach (var one in added)
            entries.Add((await memory.ReadAsync(one.Id, default))!);
        return entries;
    }

    /// <summary>Never two effects of one post, and what is called sent is there: every post is sent and there once, or a person has to look.</summary>
    public static void AssertOnceOrHeld(IReadOnlyList<Entry> entries, IReadOnlyList<string> texts, IReadOnlyList<string> effects)
    {
        for (var i = 0; i < texts.Count; i++)
        {
            var count = effects.Count(effect => effect == texts[i]);
            Assert.True(count <= 1, $"\"{texts[i]}\" is there {count} times.");
            Assert.True(entries[i].State is DeliveryState.Sent or DeliveryState.Held, $"{entries[i].State}: {entries[i].Because}");
            if (entries[i].State == DeliveryState.Sent)
                Assert.Equal(1, count);
        }
    }

    private static async Task<bool> IsSettledAsync(MemoryOutbox outbox, List<NewDelivery> added)
    {
        foreach (var one in added)
        {
            if ((await outbox.ReadAsync(one.Id, default))!.State is DeliveryState.Scheduled or DeliveryState.Sending or DeliveryState.Unclear)
                return false;
        }
        return true;
    }

    private sealed class Nobody : INotify
    {
        public void Tell(Notice notice)
        {
        }
    }

    private sealed record Waited(Task Task, TimeSpan AtMost);

    private sealed class Waiting(IOutbox inner) : OutboxAround(inner)
    {
        private volatile Waited? _wait;

        public Waited? Wait => _wait;

        public override Task<long> WaitAsync(long seen, TimeSpan atMost, CancellationToken cancellationToken)
        {
            var waiting = base.WaitAsync(seen, atMost, cancellationToken);
            _wait = new(waiting, atMost);
            return waiting;
        }
    }
}
