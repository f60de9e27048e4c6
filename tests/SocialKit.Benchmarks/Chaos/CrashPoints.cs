using System.Globalization;
using SocialKit.Deliveries;
using SocialKit.Posts;
using SocialKit.Storage;

namespace SocialKit.Benchmarks.Chaos;

/// <summary><c>bench crash-points</c>: a worker process really dies at each step there is, whatever the first send came to, on each platform, on a real file; another one finishes, and it is counted.</summary>
internal static class CrashPoints
{
    private const int Posts = 3;

    // As long as leases and looks take, by the second worker's clock: nobody has to wait for them.
    private static readonly TimeSpan Later = TimeSpan.FromSeconds(6);

    private static readonly PlatformFault[] Outcomes =
    [
        PlatformFault.None, PlatformFault.DropBefore, PlatformFault.DropAfter, PlatformFault.ErrorBefore, PlatformFault.ErrorAfter, PlatformFault.EmptyBefore, PlatformFault.EmptyAfter,
        PlatformFault.SlowBefore, PlatformFault.SlowAfter, PlatformFault.RateLimited, PlatformFault.LaggingRead, PlatformFault.ErrorOnRepeat,
    ];

    private static readonly PlatformFault[] SomeOutcomes = [PlatformFault.None, PlatformFault.DropAfter];

    /// <param name="arguments"><c>--all</c> for all outcomes and every step, <c>--every N</c> for each N-th step.</param>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var given = new Arguments(arguments);
        var all = given.Has("all");
        var every = given.Number("every", all ? 1 : 6);
        var cases = PlatformKinds.All.SelectMany(kind => (all ? Outcomes : SomeOutcomes).Select(outcome => (Kind: kind, Outcome: outcome))).ToList();
        var folder = Directory.CreateTempSubdirectory("socialkit-crash-").FullName;
        List<string> wrong = [];
        var (deaths, held, heldButOut) = (0, 0, 0);
        try
        {
            await Parallel.ForEachAsync(cases, new ParallelOptions { MaxDegreeOfParallelism = given.Number("at-once", 6) }, async (one, cancellationToken) =>
            {
                // Another rest for each case, so that together they come to all points.
                for (var point = 1 + (cases.IndexOf(one) % every); ; point += every)
                {
                    var name = string.Create(CultureInfo.InvariantCulture, $"{one.Kind}-{one.Outcome}-{point}");
                    var result = await PlayAsync(Path.Combine(folder, name + ".db"), one.Kind, one.Outcome, point);
                    lock (wrong)
                    {
                        wrong.AddRange(result.Wrong.Select(what => $"{name}: {what}"));
                        deaths += result.Died ? 1 : 0;
                        held += result.Held;
                        heldButOut += result.HeldButOut;
                    }
                    if (!result.Died)
                        break;
                }
            });
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{deaths} deaths at {(every == 1 ? "every step" : $"one step in {every}")} of {cases.Count} cases ({PlatformKinds.All.Count} platforms, {cases.Count / PlatformKinds.All.Count} outcomes); held {held}, of which out {heldButOut}; wrong {wrong.Count}"));
        foreach (var what in wrong.Take(20))
            Console.WriteLine("  " + what);
        return wrong.Count == 0 && deaths > 0 ? 0 : 1;
    }

    private static async Task<(bool Died, int Held, int HeldButOut, List<string> Wrong)> PlayAsync(string file, PlatformKind kind, PlatformFault outcome, int point)
    {
        await using var platform = new PlatformServer(point);
        if (outcome != PlatformFault.None)
            platform.Arm(outcome);
        if (outcome == PlatformFault.ErrorOnRepeat)
            platform.Arm(PlatformFault.DropAfter);
        var ids = new Ids(TimeProvider.System, new Random(point));
        var from = People.Account(kind, 1);
        var now = TimeProvider.System.GetUtcNow();
        List<NewDelivery> posts = [.. Enumerable.Range(1, Posts).Select(n => new NewDelivery(ids.Next(), new Delivery(
            DeliveryKey.Of("", $"m{n}", "en", from.Id, "once"), from, now, new Act.Publish(new Post(kind.Id(), $"Free the invented prisoner, {n}")))))];
        await using (var store = await Stores.OpenAsync(ChaosStore.Parse(file), TimeProvider.System, CancellationToken.None))
            await store.AddAsync(new(posts), CancellationToken.None);

        bool died;
        using (var child = new ChildProcess("crash-child", "--store", file, "--platform", platform.Address.AbsoluteUri, "--point", point.ToString(CultureInfo.InvariantCulture)))
        {
            await child.EndedAsync();
            died = child.ExitCode != 0;
            if (died && child.ExitCode != 137)
                return (false, 0, 0, [$"the child ended with {child.ExitCode}: {string.Join(" | ", child.Errors.Take(5))}"]);
        }
        // What is slow, or lags, does so by the real clock.
        if (died && outcome is PlatformFault.SlowBefore or PlatformFault.SlowAfter or PlatformFault.LaggingRead)
            await Task.Delay(PlatformTimes.ServerTimeout + PlatformTimes.MostLag);

        var clock = new LaterClock(Later);
        await using var again = await Stores.OpenAsync(ChaosStore.Parse(file), clock, CancellationToken.None);
        var before = await again.PageAsync(new(), CancellationToken.None);
        if (before.Entries.Count(entry => entry.State.IsInLane()) is var left and > 0)
            await CrashChild.FinishAsync(again, platform.Address, clock, left);
        return Judge((await again.PageAsync(new(), CancellationToken.None)).Entries, platform.Report(), kind, died);
    }

    private static (bool Died, int Held, int HeldButOut, List<string> Wrong) Judge(IReadOnlyList<Entry> entries, PlatformReport report, PlatformKind kind, bool died)
    {
        List<string> wrong = [];
        var (held, heldButOut) = (0, 0);
        if (entries.Count != Posts)
            wrong.Add($"{entries.Count} posts are in the store");
        foreach (var entry in entries)
        {
            var effects = report.Effects.Count(effect => effect.Delivery == entry.Delivery.Key.Value);
            var isHeld = entry.State == DeliveryState.Held;
            held += isHeld ? 1 : 0;
            heldButOut += isHeld ? effects : 0;
            if (effects > 1)
                wrong.Add($"duplicate: {entry.Delivery.Key} went out {effects} times");
            if (entry.State is not (DeliveryState.Sent or DeliveryState.Held))
                wrong.Add($"lost: {entry.Delivery.Key} is {entry.State.Name()}: {entry.Because}");
            if (entry.State == DeliveryState.Sent && effects == 0)
                wrong.Add($"lost: {entry.Delivery.Key} is called sent");
            if (isHeld && effects > 0 && !entry.MayBeOut)
                wrong.Add($"{entry.Delivery.Key} is out and not known to be possibly out");
            if (isHeld && kind is PlatformKind.Bluesky or PlatformKind.Threads)
                wrong.Add($"{entry.Delivery.Key} is held where everything can be proved: {entry.Because}");
        }
        var order = report.Effects.Select(effect => effect.Delivery).ToList();
        if (!order.SequenceEqual(order.Order(StringComparer.Ordinal)))
            wrong.Add($"order: {string.Join(", ", order)}");
        if (report.Conflicts + report.Retries > 0)
            wrong.Add($"{report.Conflicts} repeats with another body, {report.Retries} attempts that arrived twice");
        return (died, held, heldButOut, wrong);
    }

    private sealed class LaterClock(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + by;
    }
}
