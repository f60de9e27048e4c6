using System.Globalization;
using SocialKit.Deliveries;
using SocialKit.Platforms.Http;
using SocialKit.Storage;
using SocialKit.Testing;

namespace SocialKit.Benchmarks.Chaos;

/// <summary><c>bench chaos-worker</c>: one worker process, which waits for its seat and works until it is killed, told to stop (SIGTERM), or its parent is gone.</summary>
internal static class ChaosWorker
{
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(50);

    /// <summary>What the worker says when it works.</summary>
    public const string Seated = "seated";

    /// <summary>How a worker of the proof works: as a real one does, some ten times as fast.</summary>
    public static WorkerOptions Options(string owner, TimeSpan lease, int lanes, bool isNaive) => new()
    {
        Owner = owner,
        MaxLanes = lanes,
        Lease = lease,
        // What a platform refuses as a duplicate would be tried for long.
        MaxAttempts = isNaive ? 5 : 20,
        LeaseMargin = TimeSpan.FromMilliseconds(500),
        SendTimeout = TimeSpan.FromSeconds(1),
        LookTimeout = TimeSpan.FromSeconds(1),
        PrepareTimeout = TimeSpan.FromSeconds(1.5),
        FirstBackoff = TimeSpan.FromMilliseconds(250),
        LongestBackoff = TimeSpan.FromSeconds(2),
        Beat = TimeSpan.FromSeconds(1),
        SeriesLead = TimeSpan.FromMinutes(2),
    };

    public static async Task<int> RunAsync(string[] arguments)
    {
        var given = new Arguments(arguments);
        var address = ChaosStore.Parse(given.Text("store"));
        var clock = TimeProvider.System;
        var seed = given.Number("seed", 1);
        using var stop = new CancellationTokenSource();
        ParentProcess.EndWithIt();
        using var terminate = ParentProcess.OnTerminate(stop);

        using var http = FakePlatformSender.Client(new(given.Text("platform")));
        using var real = new HttpCaller(clock);
        var ids = new Ids(clock, new Random(seed));
        var slowly = TimeSpan.FromMilliseconds(given.Number("prepare", 0));
        var platforms = given.Find("accounts") is { } accounts ? PdsAccounts.Platforms(accounts, real, given.Has("naive")) : PlatformKinds.Set(kind =>
        {
            ISender sender = new FakePlatformSender(kind, http, ids, clock);
            if (slowly > TimeSpan.Zero)
                sender = new SlowPreparation(sender, slowly);
            return given.Has("naive") ? new NaiveSender(sender) : sender;
        });

        await using var store = await UntilAsync(() => Stores.OpenAsync(address, clock, stop.Token), stop.Token);
        await using var seat = await UntilAsync(() => store.TakeSeatAsync(given.Text("owner"), stop.Token), stop.Token);
        Console.WriteLine(Seated);
        var watched = new ChaosOutbox(store, given.Text("log"), given.Number("lost-commits", 0), new Random(seed));
        var worker = new Worker(watched, platforms, Options(given.Text("owner"), TimeSpan.FromMilliseconds(given.Number("lease", 4000)), given.Number("lanes", 24), given.Has("naive")), clock, new Random(seed), new NoNotify(), new Said(given.Has("verbose")));
        await worker.RunAsync(stop.Token, CancellationToken.None);
        return 0;
    }

    private static async Task<T> UntilAsync<T>(Func<Task<T>> open, CancellationToken stop)
    {
        while (true)
        {
            try
            {
                return await open();
            }
            catch (StoreException)
            {
                // The seat is taken, or the database is starting again.
                await Task.Delay(BetweenTries, stop);
            }
        }
    }

    private sealed class SlowPreparation(ISender inner, TimeSpan time) : ISender
    {
        public async Task<Preparation> PrepareAsync(Delivery delivery, IMediaSource media, CancellationToken cancellationToken)
        {
            await Task.Delay(time, cancellationToken);
            return await inner.PrepareAsync(delivery, media, cancellationToken);
        }

        public Task<Outcome> SendAsync(Delivery delivery, WireForm wire, CancellationToken cancellationToken) => inner.SendAsync(delivery, wire, cancellationToken);

        public Task<Sighting> FindAsync(Delivery delivery, WireForm wire, Attempt attempt, CancellationToken cancellationToken) => inner.FindAsync(delivery, wire, attempt, cancellationToken);
    }

    private sealed class Said(bool verbose) : IWorkerWatch
    {
        public void Saw(WorkerEvent happened)
        {
            if (verbose || happened.Kind is WorkerEventKind.StoreUnreachable or WorkerEventKind.SeriesStopped or WorkerEventKind.ClockJumped)
                Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{happened.At:HH:mm:ss.fff} {happened.Kind.Code()} {happened.Entry?.Delivery.Key} {happened.Reason}"));
        }
    }
}
