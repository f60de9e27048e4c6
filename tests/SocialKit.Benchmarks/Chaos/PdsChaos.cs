using System.Diagnostics;
using System.Globalization;
using SocialKit.Deliveries;
using SocialKit.Platforms.Bluesky;
using SocialKit.Posts;
using SocialKit.Storage;
using SocialKit.Testing;

namespace SocialKit.Benchmarks.Chaos;

/// <summary><c>bench chaos --platform bluesky</c>: workers with the real adapter, a real PDS, and nothing invented between them but what goes wrong: workers are killed with -9 and frozen, requests and answers are cut.
/// Then the PDS is asked what is there.</summary>
internal sealed class PdsChaos : IDisposable
{
    private const int Accounts = 4;
    private static readonly TimeSpan LongestDrain = TimeSpan.FromMinutes(3);

    private readonly ChaosOptions _options;
    private readonly PdsServer _pds;
    private readonly PdsAccounts _accounts;
    private readonly PdsCuts _cuts;
    private readonly IStore _store;
    private readonly WorkerPool _workers;
    private readonly Random _random;
    private readonly Ids _ids;
    private readonly List<NewDelivery> _promised = [];
    private readonly FaultTally _tally = new();
    private readonly List<Task> _frozen = [];

    private PdsChaos(ChaosOptions options, PdsServer pds, PdsAccounts accounts, PdsCuts cuts, ChaosStore chaos, IStore store, string log)
    {
        (_options, _pds, _accounts, _cuts, _store) = (options, pds, accounts, cuts, store);
        _random = new(options.Seed);
        _ids = new(TimeProvider.System, new Random(options.Seed + 1));
        _workers = new(options, chaos.WorkersAddress, new(pds.Address), log, "--accounts", accounts.File);
    }

    public static async Task<int> RunAsync(ChaosOptions options)
    {
        if (!PdsServer.IsInstalled(NodePeer.Repository()))
        {
            Console.Error.WriteLine("The PDS is not installed: npm ci --prefix tests/servers/bluesky-pds");
            return 2;
        }
        var folder = Directory.CreateTempSubdirectory("socialkit-chaos-").FullName;
        try
        {
            await using var pds = await PdsServer.StartAsync(NodePeer.Repository());
            await using var cuts = new PdsCuts(pds.Address, options.Seed);
            var accounts = await PdsAccounts.MakeAsync(pds, cuts.Address, Accounts, Path.Combine(folder, "accounts"));
            var (chaos, store) = await ChaosStore.StartAsync(options.IsPostgres, folder);
            await using (chaos)
            await using (store)
            {
                var log = Path.Combine(folder, "held.log");
                await File.WriteAllTextAsync(log, "");
                using var run = new PdsChaos(options, pds, accounts, cuts, chaos, store, log);
                return await run.RunAsync();
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public void Dispose() => _workers.Dispose();

    private async Task<int> RunAsync()
    {
        var began = Stopwatch.GetTimestamp();
        var subjects = await SubjectsAsync();
        _workers.StartAll(_options.Lease);
        await TroubleAsync(subjects);
        await Task.WhenAll(_frozen);
        _cuts.Calm();
        await DrainAsync();
        await _workers.StopAllAsync();
        var verdict = await PdsVerdict.OfAsync(_pds, _accounts, _store, _promised, subjects);
        Print(verdict, Stopwatch.GetElapsedTime(began));
        return verdict.IsClean && _tally.Total + _cuts.Requests + _cuts.Answers >= _options.Faults ? 0 : 1;
    }

    // Posts of somebody else, to be passed on.
    private async Task<IReadOnlyList<PostRef>> SubjectsAsync()
    {
        List<PostRef> subjects = [];
        for (var i = 0; i < 40; i++)
        {
            using var made = await _pds.CallAsync("com.atproto.repo.createRecord", _accounts.Author.Access,
                string.Create(CultureInfo.InvariantCulture, $$$"""{"repo":"{{{_accounts.Author.Did}}}","collection":"app.bsky.feed.post","record":{"$type":"app.bsky.feed.post","text":"An invented case, {{{i}}}","createdAt":"2026-11-24T09:00:00.000Z"}}"""));
            subjects.Add(new(BlueskyPlatform.Id, made.RootElement.GetProperty("uri").GetString()!));
        }
        return subjects;
    }

    private async Task TroubleAsync(IReadOnlyList<PostRef> subjects)
    {
        var began = Stopwatch.GetTimestamp();
        var left = new Queue<(Account From, PostRef Subject)>(subjects.SelectMany(subject => _accounts.All.Select(account => (account, subject))));
        while (_tally.Total + _cuts.Requests + _cuts.Answers < _options.Faults && Stopwatch.GetElapsedTime(began) < _options.Longest)
        {
            await ScheduleAsync(left);
            _frozen.RemoveAll(task => task.IsCompletedSuccessfully);
            _tally.Add("ended-by-itself", _workers.Mend());
            // In the middle of its work, which it has to have begun.
            if (Enumerable.Range(0, _workers.Count).FirstOrDefault(one => _workers.IsSeated(one) && !_workers.IsFrozen(one), -1) is var slot && slot < 0)
            {
                await Task.Delay(100);
                continue;
            }
            await Task.Delay(_random.Next(50, 1500));
            if (_random.Next(5) == 0)
            {
                _frozen.Add(_workers.FreezeAsync(slot, TimeSpan.FromMilliseconds(_random.Next(500, 6000))));
                _tally.Add("frozen");
            }
            else
            {
                await _workers.KillAsync(slot);
                _tally.Add("kill-9");
            }
        }
    }

    private async Task ScheduleAsync(Queue<(Account From, PostRef Subject)> reposts)
    {
        var made = new List<NewDelivery>();
        var due = TimeProvider.System.GetUtcNow();
        foreach (var account in _accounts.All)
        {
            var first = Make(account, due, null);
            made.Add(first);
            if (_random.Next(4) == 0)
                made.Add(Make(account, due, first.Delivery.Key));
            if (_random.Next(4) == 0 && reposts.TryDequeue(out var repost))
                made.Add(new(_ids.Next(), new Delivery(DeliveryKey.Of("", $"repost-{repost.Subject.Id}", "", repost.From.Id, "once"), repost.From, due, new Act.Repost(repost.Subject))));
        }
        if (await UntilAsync(() => _store.AddAsync(new(made), CancellationToken.None)) is AddResult.Stored)
            _promised.AddRange(made);
    }

    // A worker that was frozen in the middle of a commit holds the store; what is added twice is added once.
    private static async Task<T> UntilAsync<T>(Func<Task<T>> call)
    {
        while (true)
        {
            try
            {
                return await call();
            }
            catch (StoreException)
            {
                await Task.Delay(100);
            }
        }
    }

    private NewDelivery Make(Account from, DateTimeOffset due, DeliveryKey? after)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"m{_promised.Count}-{_random.Next()}");
        return new(_ids.Next(), new Delivery(DeliveryKey.Of("", name, "en", from.Id, "once"), from, due, new Act.Publish(new Post(BlueskyPlatform.Id, $"Свободу! Free the invented prisoner, {name} 🕊️"))) { After = after });
    }

    private async Task DrainAsync()
    {
        var began = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(began) < LongestDrain)
        {
            var health = await UntilAsync(() => _store.ReadHealthAsync(CancellationToken.None));
            if (health.Sending + health.Unclear + health.Scheduled == 0)
                return;
            _workers.Mend();
            await Task.Delay(200);
        }
    }

    private void Print(PdsVerdict verdict, TimeSpan whole)
    {
        string Line(FormattableString line) => FormattableString.Invariant(line);
        Console.WriteLine(Line($"{_options.Store}, @atproto/pds, {_options.Workers} workers, seed {_options.Seed}{(_options.IsNaive ? ", naive senders" : "")}; {TimeProvider.System.GetUtcNow():yyyy-MM-dd HH:mm'Z'}, .NET {Environment.Version}, {Machine.Name()}"));
        Console.WriteLine(Line($"faults: {_tally}, requests cut {_cuts.Requests}, answers cut {_cuts.Answers}"));
        Console.WriteLine(Line($"promised {_promised.Count}, sent {verdict.Sent}, held {verdict.Held}; on the PDS {verdict.Posts} posts and {verdict.Reposts} reposts"));
        Console.WriteLine(Line($"duplicates {verdict.Duplicates.Count}, lost {verdict.Lost.Count}, order violations {verdict.OutOfOrder.Count}, otherwise wrong {verdict.Wrong.Count}; {whole.TotalSeconds:0} s"));
        foreach (var (name, list) in new[] { ("duplicate", verdict.Duplicates), ("lost", verdict.Lost), ("order", verdict.OutOfOrder), ("wrong", verdict.Wrong) })
        {
            foreach (var one in list.Take(10))
                Console.WriteLine($"  {name}: {one}");
        }
        foreach (var complaint in _workers.Complaints.TakeLast(5))
            Console.Error.WriteLine(complaint);
    }
}
