using System.Diagnostics;
using System.Globalization;
using SocialKit.Benchmarks.Chaos;
using SocialKit.Deliveries;

namespace SocialKit.Benchmarks.Queues;

/// <summary><c>bench delivery</c>: what the queue and its worker do in a second, each beside plain SQL on the same database in the same run.</summary>
internal sealed class DeliveryBench(QueueStore stores, int posts, int scheduled)
{
    private const int AccountsOfEach = 16;

    private static readonly string[] Parts = ["send", "schedule", "late", "hung", "workers", "million"];

    public static async Task<int> RunAsync(string[] arguments)
    {
        var given = new Arguments(arguments);
        if (given.Find("store") is not ("sqlite" or "postgres") || (given.Find("only") is { } one && !Parts.Contains(one)))
        {
            Console.Error.WriteLine($"bench delivery --store sqlite|postgres [--posts 20000] [--scheduled 1000000] [--fsync 3ms] [--only {string.Join('|', Parts)}]");
            return 2;
        }
        if (given.Find("fsync") is not null && !SlowDisk.IsTried(given.Find("fsync")!))
        {
            Console.Error.WriteLine("--fsync takes whole milliseconds, such as 3ms");
            return 2;
        }
        await using var stores = new QueueStore(given.Find("store") == "postgres");
        var bench = new DeliveryBench(stores, given.Number("posts", 20_000), given.Number("scheduled", 1_000_000));
        Console.WriteLine(Line($"{given.Find("store")}, {TimeProvider.System.GetUtcNow():yyyy-MM-dd HH:mm'Z'}, .NET {Environment.Version}, {Machine.Name()}{SlowDisk.Name()}"));
        foreach (var part in Parts.Where(part => given.Find("only") is not { } only || only == part))
        {
            await (part switch
            {
                "send" => bench.SendAsync(),
                "schedule" => bench.ScheduleAsync(),
                "late" => bench.LateAsync(),
                "hung" => bench.HungAsync(),
                "workers" when stores.IsPostgres => bench.WorkersAsync(),
                "workers" => Task.CompletedTask,
                _ => bench.MillionAsync(),
            });
        }
        return given.Find("fsync") is { } fsync ? await SlowDisk.AgainAsync(arguments, fsync) : 0;
    }

    private static string Line(FormattableString line) => line.ToString(CultureInfo.InvariantCulture);

    // Due posts that are sent to nobody: what is left is the store and the worker.
    private async Task SendAsync()
    {
        var make = new QueuePosts();
        await using var raw = await stores.RawAsync(posts * 4);
        var (each, batched, ours, how) = (0.0, 0.0, 0.0, "");
        for (var round = 0; round < 3; round++)
        {
            each = Math.Max(each, await raw.LoopAsync(round * posts, 500, 1));
            batched = Math.Max(batched, await raw.LoopAsync((round * posts) + 500, posts / 96 / 4 * 96, 96));
            await using var store = await QueueStore.OpenAsync(await stores.NewAsync());
            await QueuePosts.AddAsync(store, make.Make(posts, AccountsOfEach, _ => QueuePosts.Now.AddSeconds(-1)));
            await using var run = await QueueRun.StartAsync(store, NoSender.Set(), posts);
            await run.DoneAsync();
            var took = Stopwatch.GetElapsedTime(run.BeganAt);
            if (posts / took.TotalSeconds > ours)
                (ours, how) = (posts / took.TotalSeconds, Line($"{run.Commits.Commits:N0} commits of {run.Commits.Works / (double)run.Commits.Commits:0} units, {run.Commits.Time / took:P0} of the time"));
        }
        Console.WriteLine(Line($"due posts sent to nobody, the best of three: {ours:N0} a second; a plain loop with two commits a post {each:N0}, with 96 posts a commit {batched:N0}: {ours / each:0.0} times and {ours / batched:0.00} times ({how})"));
    }

    private async Task ScheduleAsync()
    {
        var make = new QueuePosts();
        await using var store = await QueueStore.OpenAsync(await stores.NewAsync());
        await using var raw = await stores.RawAsync(0);
        await QueuePosts.AddAsync(store, make.Make(5000, AccountsOfEach, i => QueuePosts.Now.AddDays(1).AddSeconds(i)));
        var made = make.Make(40_000, AccountsOfEach, i => QueuePosts.Now.AddDays(2).AddSeconds(i));
        var began = Stopwatch.GetTimestamp();
        await QueuePosts.AddAsync(store, made);
        var ours = made.Count / Stopwatch.GetElapsedTime(began).TotalSeconds;
        var plain = await raw.InsertAsync(40_000);
        Console.WriteLine(Line($"scheduling, 1,000 at a time: {ours:N0} posts a second; plain rows of a row each {plain:N0}"));
    }

    private async Task LateAsync()
    {
        var make = new QueuePosts();
        await using var store = await QueueStore.OpenAsync(await stores.NewAsync());
        await QueuePosts.AddAsync(store, make.Make(960, AccountsOfEach, _ => QueuePosts.Now.AddSeconds(-1)));
        await using var run = await QueueRun.StartAsync(store, NoSender.Set(), 960 + 1000);
        while (run.Sent < 960)
            await Task.Delay(20);
        run.Lateness.Clear();
        var due = QueuePosts.Now.AddSeconds(4);
        await QueuePosts.AddAsync(store, make.Make(1000, AccountsOfEach, i => due.AddMilliseconds(i)));
        await run.DoneAsync();
        Console.WriteLine(Line($"1,000 posts due in one second: begun {P(run.Lateness, 0.5):0.000} s late (p50), {P(run.Lateness, 0.99):0.000} s (p99), {run.Lateness.Max(one => one.Seconds):0.000} s (most)"));
    }

    private async Task HungAsync()
    {
        var free = await LatenessAsync([]);
        var hung = await LatenessAsync([PlatformKind.X, PlatformKind.Facebook]);
        Console.WriteLine(Line($"with two of six platforms hung, the others' p99 lateness: {hung:0.000} s, without {free:0.000} s: {hung / free:0.00} times"));
    }

    private async Task<double> LatenessAsync(PlatformKind[] hung)
    {
        PlatformKind[] others = [.. PlatformKinds.All.Except([PlatformKind.X, PlatformKind.Facebook])];
        var make = new QueuePosts();
        await using var store = await QueueStore.OpenAsync(await stores.NewAsync());
        var due = QueuePosts.Now.AddSeconds(3);
        await QueuePosts.AddAsync(store, make.Make(320, 32, _ => QueuePosts.Now.AddSeconds(-1), [PlatformKind.X, PlatformKind.Facebook]));
        await QueuePosts.AddAsync(store, make.Make(4000, AccountsOfEach, i => due.AddMilliseconds(i * 2.5), others));
        await using var run = await QueueRun.StartAsync(store, NoSender.Set(TimeSpan.FromMilliseconds(20), hung), 4000 + (hung.Length == 0 ? 320 : 0));
        await run.DoneAsync();
        return P(run.Lateness.Where(one => others.Any(kind => kind.Id() == one.Platform)), 0.99);
    }

    // A platform that takes 50 ms is the limit, and a worker writes to 16 accounts of it at once.
    private async Task WorkersAsync()
    {
        var one = await ThroughputAsync(1);
        var four = await ThroughputAsync(4);
        Console.WriteLine(Line($"a platform of 50 ms: {one:N0} posts a second by one worker, {four:N0} by four: {four / one:0.00} times"));
    }

    private async Task<double> ThroughputAsync(int workers)
    {
        var make = new QueuePosts();
        var address = await stores.NewAsync();
        await using var store = await QueueStore.OpenAsync(address);
        var count = 2000 * workers;
        await QueuePosts.AddAsync(store, make.Make(count, 128, _ => QueuePosts.Now.AddSeconds(-1), [PlatformKind.Bluesky]));
        List<IAsyncDisposable> others = [];
        List<QueueRun> runs = [];
        for (var i = 1; i <= workers; i++)
        {
            var own = await QueueStore.OpenAsync(address);
            others.Add(own);
            runs.Add(await QueueRun.StartAsync(own, NoSender.Set(TimeSpan.FromMilliseconds(50)), int.MaxValue, i));
        }
        var began = Stopwatch.GetTimestamp();
        // The middle is measured: neither the start nor the last accounts.
        while (runs.Sum(run => run.Sent) < count / 10)
            await Task.Delay(5);
        var (first, from) = (runs.Sum(run => run.Sent), Stopwatch.GetTimestamp());
        while (runs.Sum(run => run.Sent) < count * 8 / 10 && Stopwatch.GetElapsedTime(began) < TimeSpan.FromMinutes(2))
            await Task.Delay(5);
        var rate = (runs.Sum(run => run.Sent) - first) / Stopwatch.GetElapsedTime(from).TotalSeconds;
        foreach (var run in runs)
            await run.DisposeAsync();
        foreach (var other in others)
            await other.DisposeAsync();
        return rate;
    }

    // The same density of posts, so that a page of the calendar holds as many: a hundred a day, for a hundred days or for 27 years.
    private async Task MillionAsync()
    {
        const int few = 10_000;
        var make = new QueuePosts();
        var address = await stores.NewAsync();
        await using var store = await QueueStore.OpenAsync(address);
        var start = QueuePosts.Now.AddDays(1);
        await QueuePosts.AddAsync(store, make.Make(few, AccountsOfEach, i => start.AddMinutes(14.4 * i)));
        var before = await LooksAsync(store, make, start);
        var memory = await QueueWorker.MeasureAsync(address, store, make);
        for (var at = few; at < scheduled; at += 10_000)
        {
            var from = at;
            await QueuePosts.AddAsync(store, make.Make(10_000, AccountsOfEach, i => start.AddMinutes(14.4 * (from + i))));
        }
        var after = await LooksAsync(store, make, start);
        var memoryAfter = await QueueWorker.MeasureAsync(address, store, make);
        Console.WriteLine(Line($"claim: {before.Claim:0.000} ms at {few:N0} scheduled, {after.Claim:0.000} ms at {scheduled:N0}: {after.Claim / before.Claim:0.00} times"));
        Console.WriteLine(Line($"calendar page (a week of 100 a day, counted and 100 read): {before.Page:0.000} ms, {after.Page:0.000} ms: {after.Page / before.Page:0.00} times"));
        Console.WriteLine(Line($"worker process, resident at most: {memory:0} MB, {memoryAfter:0} MB"));
    }

    private static async Task<(double Claim, double Page)> LooksAsync(SocialKit.Storage.IStore store, QueuePosts make, DateTimeOffset start)
    {
        List<double> claims = [];
        List<double> pages = [];
        await QueuePosts.AddAsync(store, make.Make(PlatformKinds.All.Count * AccountsOfEach, AccountsOfEach, _ => QueuePosts.Now.AddSeconds(-1)));
        for (var i = 0; i < 200; i++)
        {
            var began = Stopwatch.GetTimestamp();
            var claimed = await store.ClaimAsync(new("bench", 16, TimeSpan.FromSeconds(60)), CancellationToken.None);
            claims.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            await store.CommitAsync([.. claimed.Select(lane => new Work.Release(lane))], CancellationToken.None);
            var week = start.AddDays(7 * (i % 10));
            began = Stopwatch.GetTimestamp();
            await store.CountAsync([.. Enumerable.Range(0, 8).Select(day => week.AddDays(day))], null, CancellationToken.None);
            await store.PageAsync(new() { From = week, To = week.AddDays(7), Limit = 100 }, CancellationToken.None);
            pages.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }
        return (Median(claims), Median(pages));
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static double P(IEnumerable<(PlatformId Platform, double Seconds)> lateness, double share)
    {
        var sorted = lateness.Select(one => one.Seconds).Order().ToList();
        return sorted[(int)(sorted.Count * share)];
    }
}
