using System.Globalization;
using System.Runtime.InteropServices;
using SocialKit.Deliveries;
using SocialKit.Testing;

namespace SocialKit.Benchmarks.Chaos;

/// <summary><c>bench crash-child</c>: a worker that kills itself, as kill -9 does, at the n-th step of its life; a step is the moment before or after a call of the store or of a platform.</summary>
internal sealed partial class CrashChild : IWorkerWatch, IDisposable
{
    private const int Kill = 9;

    private readonly int _point;
    private readonly int _posts;
    private readonly CancellationTokenSource _stop = new();
    private int _steps;
    private int _over;

    private CrashChild(int point, int posts) => (_point, _posts) = (point, posts);

    public static async Task<int> RunAsync(string[] arguments)
    {
        var given = new Arguments(arguments);
        ParentProcess.EndWithIt();
        using var child = new CrashChild(given.Number("point", int.MaxValue), given.Number("posts", 3));
        await using var store = await Storage.Stores.OpenAsync(ChaosStore.Parse(given.Text("store")), TimeProvider.System, CancellationToken.None);
        await using var seat = await store.TakeSeatAsync("crashing", CancellationToken.None);
        await child.WorkAsync(store, new(given.Text("platform")), TimeProvider.System, "crashing");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{child._steps} steps"));
        return 0;
    }

    /// <summary>A worker that does not crash finishes what the other left.</summary>
    public static async Task FinishAsync(Storage.IStore store, Uri platform, TimeProvider clock, int left)
    {
        await using var seat = await store.TakeSeatAsync("finishing", CancellationToken.None);
        using var worker = new CrashChild(int.MaxValue, left);
        await worker.WorkAsync(store, platform, clock, "finishing");
    }

    public void Dispose() => _stop.Dispose();

    public void Saw(WorkerEvent happened)
    {
        if (happened.Kind is WorkerEventKind.Sent or WorkerEventKind.Held or WorkerEventKind.Failed or WorkerEventKind.Expired && Interlocked.Increment(ref _over) == _posts)
            _stop.CancelAfter(TimeSpan.FromMilliseconds(50));
    }

    private async Task WorkAsync(IOutbox store, Uri platform, TimeProvider clock, string owner)
    {
        _stop.CancelAfter(TimeSpan.FromSeconds(40));
        using var http = FakePlatformSender.Client(platform);
        var ids = new Ids(clock, new Random(owner.Length));
        var platforms = PlatformKinds.Set(kind => new Sender(new FakePlatformSender(kind, http, ids, clock), Step));
        await new Worker(new Store(store, Step), platforms, ChaosWorker.Options(owner, TimeSpan.FromSeconds(4), 24, false), clock, new Random(1), new NoNotify(), this).RunAsync(_stop.Token, CancellationToken.None);
    }

    private void Step()
    {
        if (Interlocked.Increment(ref _steps) == _point)
            Signal(Environment.ProcessId, Kill);
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Signal(int process, int signal);

    private sealed class Store(IOutbox inner, Action step) : OutboxAround(inner)
    {
        public override Task<IReadOnlyList<LaneClaim>> ClaimAsync(ClaimRequest request, CancellationToken cancellationToken) => AroundAsync(() => base.ClaimAsync(request, cancellationToken), step);

        public override Task<IReadOnlyList<Entry>> ReadLaneAsync(LaneClaim lane, int atMost, CancellationToken cancellationToken) => AroundAsync(() => base.ReadLaneAsync(lane, atMost, cancellationToken), step);

        public override Task<IReadOnlyList<WorkResult>> CommitAsync(IReadOnlyList<Work> works, CancellationToken cancellationToken) => AroundAsync(() => base.CommitAsync(works, cancellationToken), step);
    }

    private sealed class Sender(ISender inner, Action step) : ISender
    {
        public Task<Preparation> PrepareAsync(Delivery delivery, IMediaSource media, CancellationToken cancellationToken) => AroundAsync(() => inner.PrepareAsync(delivery, media, cancellationToken), step);

        public Task<Outcome> SendAsync(Delivery delivery, WireForm wire, CancellationToken cancellationToken) => AroundAsync(() => inner.SendAsync(delivery, wire, cancellationToken), step);

        public Task<Sighting> FindAsync(Delivery delivery, WireForm wire, Attempt attempt, CancellationToken cancellationToken) => AroundAsync(() => inner.FindAsync(delivery, wire, attempt, cancellationToken), step);
    }

    private static async Task<T> AroundAsync<T>(Func<Task<T>> call, Action step)
    {
        step();
        var result = await call();
        step();
        return result;
    }
}
