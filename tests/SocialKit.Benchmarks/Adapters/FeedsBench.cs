using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using SocialKit.Benchmarks.Chaos;
using SocialKit.Deliveries;
using SocialKit.Reposts;
using SocialKit.Storage;

namespace SocialKit.Benchmarks.Adapters;

/// <summary><c>bench feeds</c>: a thousand listed accounts read by one worker, with Mastodon's real adapter, from a server in a process of its own. First for a minute within the limits that the platform documents, then as fast as the
/// server answers: CPU time and memory, beside a plain loop that reads the same addresses.</summary>
internal static class FeedsBench
{
    public static async Task<int> RunAsync(string[] arguments)
    {
        var given = new Arguments(arguments);
        var (count, rounds, seconds) = (given.Number("accounts", 1000), given.Number("rounds", 5), given.Number("seconds", 60));
        var folder = Directory.CreateTempSubdirectory("socialkit-feeds-").FullName;
        try
        {
            using var servers = await StubProcess.StartAsync(0);
            using var accounts = new StubAccounts(servers);
            var platform = accounts.Connected.Single(one => one.Id.Value == "mastodon");
            var reader = await accounts.SignInAsync(platform, 1);
            await using var store = await Stores.OpenAsync(new StoreAddress.File(Path.Combine(folder, "queue.db")), TimeProvider.System, CancellationToken.None);
            await StartAsync(store, reader, count);
            Console.WriteLine(Line($"{count} listed accounts, one worker, SQLite, Mastodon's adapter; {TimeProvider.System.GetUtcNow():yyyy-MM-dd HH:mm'Z'}, .NET {Environment.Version}, {Machine.Name()}"));
            Reposter Reader(Platform of) => new(store, new(of), new() { Owner = "bench" }, TimeProvider.System, new Random(1), new NoNotify());
            var within = await WithinLimitsAsync(Reader(platform), servers, platform.Feed!.BudgetFor(reader)!, seconds);
            var memory = PeakMegabytes();
            Console.WriteLine(Line($"peak memory of the process until then {memory:0} MB; now as fast as the server answers:"));
            // The reader's budget is used up for a moment, and the store remembers that.
            await Task.Delay(TimeSpan.FromSeconds(5));
            var unlimited = platform with { Feed = new FeedWithoutBudget(platform.Feed!) };
            var (looks, best) = (0, double.MaxValue);
            for (var round = 0; round < rounds; round++)
            {
                var (cpu, began) = (Cpu(), Stopwatch.GetTimestamp());
                var unread = await Reader(unlimited).ReadAllOnceAsync(CancellationToken.None);
                var perLook = (Cpu() - cpu).TotalMilliseconds / count;
                looks += count - unread;
                best = round == 0 ? best : Math.Min(best, perLook);
                Console.WriteLine(Line($"round {round + 1}{(round == 0 ? ", with the look-up" : "")}: {count - unread} read in {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s, {perLook:0.00} ms of CPU a look"));
            }
            var feeds = await store.ReadFeedsAsync(null, CancellationToken.None);
            Console.WriteLine(Line($"posts seen {feeds.Sum(feed => feed.Seen)}, decided {(await store.ReadDecisionsAsync(new() { Limit = int.MaxValue }, CancellationToken.None)).Count}; peak memory of the process {PeakMegabytes():0} MB"));
            Console.WriteLine(Line($"a plain loop of reads of the same addresses, JSON parsed: {await PlainAsync(servers["mastodon"], feeds):0.00} ms of CPU a read"));
            return best <= 2 && memory <= 100 && looks == count * rounds && within ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task StartAsync(IStore store, Account reader, int count)
    {
        var job = new RepostJob("invented-case", reader, RepostRules.Default with { Hashtags = ["FreeThem"] });
        var now = TimeProvider.System.GetUtcNow();
        await store.StartRepostsAsync([new(job, [.. Enumerable.Range(0, count).Select(i => new ListedFeed(job.Campaign, reader.Id, reader.Platform, string.Create(CultureInfo.InvariantCulture, $"poet{i}@mastodon.example")) { NextLook = now })])], CancellationToken.None);
    }

    private static async Task<double> PlainAsync(string address, IReadOnlyList<ListedFeed> feeds)
    {
        using var http = new HttpClient();
        var cpu = Cpu();
        for (var pass = 0; pass < 2; pass++)
        {
            if (pass == 1)
                cpu = Cpu();
            foreach (var feed in feeds)
            {
                using var json = JsonDocument.Parse(await http.GetStringAsync(new Uri($"{address}/api/v1/accounts/{feed.UserId}/statuses?exclude_replies=true&exclude_reblogs=true&limit=40&min_id=1")));
                if (json.RootElement.GetArrayLength() > 100)
                    throw new InvalidDataException();
            }
        }
        return (Cpu() - cpu).TotalMilliseconds / feeds.Count;
    }

    private static async Task<bool> WithinLimitsAsync(Reposter reposter, StubProcess servers, RateBudget budget, int seconds)
    {
        var before = (await servers.CountsAsync("mastodon")).Requests;
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        await reposter.RunAsync(stop.Token);
        var requests = (await servers.CountsAsync("mastodon")).Requests - before;
        var most = budget.Capacity + budget.Capacity * seconds / budget.Period.TotalSeconds;
        Console.WriteLine(Line($"with all due at once and the documented limit ({budget.Capacity} in {budget.Period.TotalMinutes:0} minutes, a full bucket at first): {requests} requests in {seconds} s, {most:0} allowed"));
        return requests <= most + 1;
    }

    private static TimeSpan Cpu()
    {
        using var self = Process.GetCurrentProcess();
        return self.TotalProcessorTime;
    }

    private static double PeakMegabytes()
    {
        using var self = Process.GetCurrentProcess();
        return self.PeakWorkingSet64 / 1024.0 / 1024.0;
    }

    private static string Line(FormattableString line) => FormattableString.Invariant(line);

    private sealed class FeedWithoutBudget(IFeed inner) : IFeed
    {
        public RateBudget? BudgetFor(Account reader) => null;

        public Task<AccountLook> LookUpAsync(Account reader, Handle handle, CancellationToken cancellationToken) => inner.LookUpAsync(reader, handle, cancellationToken);

        public Task<AccountLook> LookUpAsync(Account reader, string userId, CancellationToken cancellationToken) => inner.LookUpAsync(reader, userId, cancellationToken);

        public Task<FeedReading> ReadAsync(FeedRequest request, CancellationToken cancellationToken) => inner.ReadAsync(request, cancellationToken);

        public Task<PostLook> LookAtAsync(Account reader, PostRef post, CancellationToken cancellationToken) => inner.LookAtAsync(reader, post, cancellationToken);

        public PostRef? PostAt(string url) => inner.PostAt(url);
    }
}
