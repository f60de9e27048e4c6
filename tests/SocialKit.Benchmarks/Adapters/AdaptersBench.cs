using System.Globalization;
using SocialKit.Benchmarks.Chaos;

namespace SocialKit.Benchmarks.Adapters;

/// <summary><c>bench adapters</c>: what the real adapters cost, and how fast a worker posts by them to servers that take their time.</summary>
internal static class AdaptersBench
{
    private const double Goal = 1;
    private const double GoalOfLook = 2;
    private const int PlatformsOfFleet = 5;
    private const int AccountsOfEach = 2;

    public static async Task<int> RunAsync(string[] arguments)
    {
        var given = new Arguments(arguments);
        Console.WriteLine(Line($"{TimeProvider.System.GetUtcNow():yyyy-MM-dd HH:mm'Z'}, .NET {Environment.Version}, {Machine.Name()}, load {Load()}"));
        var costs = await CpuAsync(given.Number("cpu-posts", 2000));
        await LooksAsync(given.Number("looks", 2000));
        return await FleetAsync(costs, given.Number("posts", 1000), given.Number("after", 50), given.Has("limits"));
    }

    private static async Task<Dictionary<PlatformId, AdapterCpu>> CpuAsync(int posts)
    {
        using var servers = await StubProcess.StartAsync(0);
        using var accounts = new StubAccounts(servers);
        Dictionary<PlatformId, AdapterCpu> costs = [];
        Console.WriteLine(Line($"\nmilliseconds of CPU of a post, made ready and sent: the best of three rounds of {posts:N0}, in turn with plain calls of its length; the goal is {Goal} ms"));
        Console.WriteLine("  platform      a post   a plain call   requests a post   connections");
        // The first would pay for what the compiler makes of the code that all of them share.
        foreach (var platform in accounts.Connected)
            await AdapterCpu.MeasureAsync(servers, accounts, platform, 1);
        foreach (var platform in accounts.Connected)
        {
            var cost = costs[platform.Id] = await AdapterCpu.MeasureAsync(servers, accounts, platform, posts);
            Console.WriteLine(Line($"  {platform.Name,-10} {cost.Milliseconds,9:0.000} {cost.Plain,14:0.000} {$"{cost.Prepares} + {cost.Sends}",17} {cost.Connections,13}{(cost.Milliseconds > Goal ? "   MISSED" : "")}"));
        }
        return costs;
    }

    private static async Task LooksAsync(int looks)
    {
        using var servers = await StubProcess.StartAsync(0);
        using var accounts = new StubAccounts(servers);
        Console.WriteLine(Line($"\nmilliseconds of CPU of a look at a listed account: the best of three rounds of {looks:N0}, in turn with plain reads of the same ten posts; the goal is {GoalOfLook} ms"));
        Console.WriteLine("  platform     nothing new   ten posts   a plain read   requests a look");
        List<Platform> feeds = [.. accounts.Connected.Where(platform => platform.Feed is not null)];
        foreach (var platform in feeds)
            await FeedCpu.MeasureAsync(servers, accounts, platform, 1);
        foreach (var platform in feeds)
        {
            var cost = await FeedCpu.MeasureAsync(servers, accounts, platform, looks);
            Console.WriteLine(Line($"  {platform.Name,-10} {cost.Quiet,13:0.000} {cost.Busy,11:0.000} {cost.Plain,14:0.000} {cost.Requests,17:0.0}{(Math.Max(cost.Quiet, cost.Busy) > GoalOfLook ? "   MISSED" : "")}"));
        }
    }

    private static async Task<int> FleetAsync(Dictionary<PlatformId, AdapterCpu> costs, int posts, int after, bool keepsLimits)
    {
        using var servers = await StubProcess.StartAsync(after);
        using var signedIn = new StubAccounts(servers);
        List<Platform> platforms = [.. signedIn.Connected.Take(PlatformsOfFleet)];
        List<Account> accounts = [];
        for (var number = 1; number <= AccountsOfEach; number++)
        {
            foreach (var platform in platforms)
                accounts.Add(await signedIn.SignInAsync(platform, number));
        }
        var due = Enumerable.Range(0, posts).Select(i => signedIn.Post(accounts[i % accounts.Count])).ToList();
        var each = posts / accounts.Count;
        var bounds = platforms.ToDictionary(platform => platform.Id, platform => (Order: ByOrder(costs[platform.Id], each, after), Limit: ByLimit(platform, accounts, each)));
        var bound = bounds.Values.Max(pair => keepsLimits && pair.Limit > pair.Order ? pair.Limit : pair.Order);
        var run = await FleetRun.RunAsync(due, keepsLimits ? new(platforms) : new(platforms.Select(platform => platform with { Sender = new WithoutBudget(platform.Sender!) })), (bound * 5) + TimeSpan.FromMinutes(2));
        Console.WriteLine(Line($"\n{posts:N0} posts of {accounts.Count} accounts on {platforms.Count} platforms that answer after {after} ms, one worker, SQLite; the platforms' limits are {(keepsLimits ? "kept" : "switched off")}; load {Load()}"));
        Console.WriteLine("  platform     bound by order   reached   ratio   bound by its limits   connections   posts there");
        foreach (var platform in platforms)
        {
            var (order, limit) = bounds[platform.Id];
            var ratio = run.Lasts[platform.Id] / (keepsLimits && limit > order ? limit : order);
            var counts = await servers.CountsAsync(platform.Id.Value);
            Console.WriteLine(Line($"  {platform.Name,-10} {order.TotalSeconds,14:0.0} s {run.Lasts[platform.Id].TotalSeconds,7:0.0} s {ratio,7:0.00} {(limit > TimeSpan.Zero ? Line($"{limit.TotalSeconds:N0} s") : "none"),21}   {counts.Connections,11}   {counts.Posts,11}"));
        }
        var all = run.Lasts.Values.Max();
        Console.WriteLine(Line($"  all of it: {all.TotalSeconds:0.0} s, bound {bound.TotalSeconds:0.0} s, ratio {all / bound:0.00}; {run.Writing.Commits:N0} commits of {run.Writing.Works / (double)run.Writing.Commits:0.0} units, {run.Writing.Time.TotalMilliseconds / run.Writing.Commits:0.0} ms each{string.Concat(run.Others.Select(other => $", {other.Key} {other.Value}"))}"));
        return 0;
    }

    // Within an account a post is sent after the one before it was answered; meanwhile the next is made ready.
    private static TimeSpan ByOrder(AdapterCpu cost, int each, int after) => TimeSpan.FromMilliseconds(((Math.Max(cost.Prepares, cost.Sends) * each) + Math.Min(cost.Prepares, cost.Sends)) * (double)after);

    // A full bucket at the start, then one post whenever there is another token.
    private static TimeSpan ByLimit(Platform platform, List<Account> accounts, int each) =>
        platform.Sender!.BudgetFor(accounts.First(account => account.Platform == platform.Id)) is { } budget && each > budget.Capacity ? budget.Period * ((each - budget.Capacity) / (double)budget.Capacity) : TimeSpan.Zero;

    private static string Load() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";

    private static string Line(FormattableString line) => line.ToString(CultureInfo.InvariantCulture);
}
