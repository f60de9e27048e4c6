using System.Collections.Concurrent;
using System.Diagnostics;
using SocialKit.Deliveries;
using SocialKit.Storage;

namespace SocialKit.Benchmarks.Queues;

/// <summary>A worker in this process, watched: when each post began, and when the last was out.</summary>
internal sealed class QueueRun : IWorkerWatch, IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly int _wanted;
    private readonly Task _work;
    private readonly IAsyncDisposable _seat;
    private int _sent;

    private QueueRun(CountingOutbox outbox, IAsyncDisposable seat, PlatformSet platforms, int wanted, string owner, int seed)
    {
        _seat = seat;
        Commits = outbox;
        _wanted = wanted;
        var worker = new Worker(outbox, platforms, new() { Owner = owner }, TimeProvider.System, new Random(seed), new NoNotify(), this);
        _work = worker.RunAsync(_stop.Token, CancellationToken.None);
    }

    public static async Task<QueueRun> StartAsync(IStore store, PlatformSet platforms, int wanted, int number = 1)
    {
        var owner = "bench-" + number;
        return new(new(store), await store.TakeSeatAsync(owner, CancellationToken.None), platforms, wanted, owner, number);
    }

    /// <summary>How late each attempt began, in seconds, by platform.</summary>
    public ConcurrentBag<(PlatformId Platform, double Seconds)> Lateness { get; } = [];

    public CountingOutbox Commits { get; }

    public int Sent => Volatile.Read(ref _sent);

    public long BeganAt { get; } = Stopwatch.GetTimestamp();

    /// <summary>When the last one was out.</summary>
    public Task DoneAsync() => _done.Task.WaitAsync(TimeSpan.FromMinutes(5));

    public void Saw(WorkerEvent happened)
    {
        if (happened is { Kind: WorkerEventKind.Begun, Entry: { } entry })
            Lateness.Add((entry.Delivery.From.Platform, (happened.At - entry.Delivery.DueAt).TotalSeconds));
        if (happened.Kind == WorkerEventKind.Sent && Interlocked.Increment(ref _sent) == _wanted)
            _done.TrySetResult();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        // A platform that never answers is waited for no longer than this.
        await Task.WhenAny(_work, Task.Delay(TimeSpan.FromSeconds(5)));
        await _seat.DisposeAsync();
        _stop.Dispose();
    }
}
