using System.Collections.Concurrent;
using System.Diagnostics;
using SocialKit.Benchmarks.Queues;
using SocialKit.Deliveries;

namespace SocialKit.Benchmarks.Adapters;

/// <summary>Posts of several accounts on several platforms, all due at once, by a worker on an SQLite store: when the last one of each platform was out.</summary>
internal sealed class FleetRun : IWorkerWatch
{
    private readonly ConcurrentDictionary<PlatformId, TimeSpan> _lasts = [];
    private readonly ConcurrentDictionary<string, int> _others = [];
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly int _wanted;
    private long _began;
    private int _sent;

    private FleetRun(int wanted) => _wanted = wanted;

    /// <summary>How often the store was written to, and how long that took.</summary>
    public (int Commits, int Works, TimeSpan Time) Writing { get; private set; }

    /// <summary>From the worker's start to the last post of each platform.</summary>
    public IReadOnlyDictionary<PlatformId, TimeSpan> Lasts => _lasts;

    /// <summary>What happened beside beginning and sending, by kind: nothing, if all went well.</summary>
    public IReadOnlyDictionary<string, int> Others => _others;

    /// <summary>Sends <paramref name="posts"/>.</summary>
    /// <param name="posts">What is due.</param>
    /// <param name="platforms">What writes it.</param>
    /// <param name="atMost">When to give up.</param>
    /// <exception cref="TimeoutException">Some are not out by then.</exception>
    public static async Task<FleetRun> RunAsync(IReadOnlyList<NewDelivery> posts, PlatformSet platforms, TimeSpan atMost)
    {
        await using var stores = new QueueStore(isPostgres: false);
        await using var store = await QueueStore.OpenAsync(await stores.NewAsync());
        await QueuePosts.AddAsync(store, posts);
        var run = new FleetRun(posts.Count);
        var outbox = new CountingOutbox(store);
        await using var seat = await store.TakeSeatAsync("bench", CancellationToken.None);
        using var stop = new CancellationTokenSource();
        run._began = Stopwatch.GetTimestamp();
        var work = new Worker(outbox, platforms, new() { Owner = "bench" }, TimeProvider.System, new Random(1), new NoNotify(), run).RunAsync(stop.Token, CancellationToken.None);
        try
        {
            await run._done.Task.WaitAsync(atMost);
        }
        finally
        {
            await stop.CancelAsync();
            await work;
        }
        run.Writing = (outbox.Commits, outbox.Works, outbox.Time);
        return run;
    }

    public void Saw(WorkerEvent happened)
    {
        if (happened is { Kind: WorkerEventKind.Sent, Entry: { } entry })
        {
            var at = Stopwatch.GetElapsedTime(_began);
            _lasts.AddOrUpdate(entry.Delivery.From.Platform, at, (_, last) => last > at ? last : at);
            if (Interlocked.Increment(ref _sent) == _wanted)
                _done.TrySetResult();
        }
        else if (happened.Kind != WorkerEventKind.Begun)
        {
            _others.AddOrUpdate(happened.Kind.Code(), 1, (_, count) => count + 1);
        }
    }
}
