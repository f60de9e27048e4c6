using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using SocialKit.Deliveries;
using SocialKit.Storage;

namespace SocialKit.Benchmarks.Chaos;

/// <summary><c>bench chaos</c>: people, workers, platforms and a database as processes of their own, and everything that can go wrong with them; then it is counted.</summary>
internal sealed class ChaosRun : IDisposable
{
    private static readonly TimeSpan LongestDrain = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan BetweenWords = TimeSpan.FromSeconds(10);

    private readonly ChaosOptions _options;
    private readonly string _log;
    private readonly Random _random;
    private readonly FaultTally _tally = new();
    private readonly Recovery _recovery = new();
    private readonly List<Task> _lasting = [];
    private readonly HttpClient _oracle = new();
    private readonly ChaosStore _chaos;
    private readonly IStore _store;
    private readonly WorkerPool _workers;
    private readonly People _people;
    private long _saidAt = Stopwatch.GetTimestamp();

    private ChaosRun(ChaosOptions options, string log, Uri platform, Uri oracle, ChaosStore chaos, IStore store)
    {
        _options = options;
        _log = log;
        _random = new(options.Seed);
        _oracle.BaseAddress = oracle;
        (_chaos, _store) = (chaos, store);
        _workers = new(options, chaos.WorkersAddress, platform, log);
        _people = new(store, options.Seed);
    }

    public static async Task<int> RunAsync(string[] arguments)
    {
        if (ChaosOptions.Read(arguments) is not { } options)
        {
            Console.Error.WriteLine("bench chaos --store sqlite|postgres [--faults 1000] [--workers 4] [--seed 1] [--minutes 30] [--rate 12] [--recoveries 20] [--naive] [--platform bluesky]");
            return 2;
        }
        if (options.Platform is "bluesky")
            return await PdsChaos.RunAsync(options);
        var folder = Directory.CreateTempSubdirectory("socialkit-chaos-").FullName;
        try
        {
            using var platform = new ChildProcess("fake-platform", "--seed", options.Seed.ToString(CultureInfo.InvariantCulture));
            var addresses = (await platform.Said).Split(' ');
            var (chaos, store) = await ChaosStore.StartAsync(options.IsPostgres, folder);
            await using (chaos)
            await using (store)
            {
                var log = Path.Combine(folder, "held.log");
                await File.WriteAllTextAsync(log, "");
                using var run = new ChaosRun(options, log, new(addresses[0]), new(addresses[1]), chaos, store);
                return await run.RunAsync();
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public void Dispose()
    {
        _workers.Dispose();
        _oracle.Dispose();
    }

    private async Task<int> RunAsync()
    {
        var began = Stopwatch.GetTimestamp();
        _workers.StartAll(_options.Lease);
        using (var end = new CancellationTokenSource())
        {
            var living = _people.LiveAsync(_options.Rate, end.Token);
            await TroubleAsync();
            await end.CancelAsync();
            await Task.WhenAny(living, Task.Delay(TimeSpan.FromSeconds(10)));
        }
        await Task.WhenAll(_lasting);
        await OracleAsync("calm");
        _chaos.Calm();
        await _people.LetGoAsync(CancellationToken.None);
        await DrainAsync();
        var chaotic = Stopwatch.GetElapsedTime(began);
        var verdict = await JudgeAsync();
        if (_options.IsNaive)
        {
            // It has to be found out, no more.
            await PrintAsync(verdict, verdict, 0, chaotic, Stopwatch.GetElapsedTime(began));
            return verdict.IsClean ? 0 : 1;
        }
        await RecoverAsync();
        await DrainAsync();
        // A person looks at everything that is held: then nothing is left, and still nothing is twice.
        var resolved = 0;
        for (int held, round = 0; round < 3 && (held = await _people.ResolveAsync((await ReportAsync()).Effects.ToLookup(effect => effect.Delivery), CancellationToken.None)) > 0; round++)
        {
            resolved += held;
            await DrainAsync();
        }
        await _workers.StopAllAsync();
        var last = await JudgeAsync();
        await PrintAsync(verdict, last, resolved, chaotic, Stopwatch.GetElapsedTime(began));
        return verdict.IsClean && last.IsClean && IsFastEnough && _tally.Total >= _options.Faults ? 0 : 1;
    }

    // Design, delivery: idle lanes are taken over within 5 seconds. On SQLite the seat is free at once; what is measured there is how soon a waiting process notices, and begins.
    private bool IsFastEnough => _recovery.Max <= 5;

    private async Task TroubleAsync()
    {
        var began = Stopwatch.GetTimestamp();
        // What a naive sender cannot bear is a platform that does not answer; the rest would only keep it from sending.
        var kills = _options.IsNaive ? 1 : 6;
        var others = _options.IsNaive ? 0 : 2;
        var troubles = new Deck<Trouble>(
            [.. Enumerable.Repeat(Trouble.Platform, 12), .. Enumerable.Repeat(Trouble.Kill, kills), .. Enumerable.Repeat(Trouble.Freeze, others), .. Enumerable.Repeat(Trouble.Database, others)], _random);
        var faults = new Deck<PlatformFault>([.. Enum.GetValues<PlatformFault>().Where(fault => fault != PlatformFault.None)], _random);
        while (await CountAsync() < _options.Faults && Stopwatch.GetElapsedTime(began) < _options.Longest)
        {
            await Task.Delay(_random.Next(100, 450));
            _lasting.RemoveAll(task => task.IsCompletedSuccessfully);
            var slot = Victim();
            switch (troubles.Deal())
            {
                case Trouble.Kill:
                    if (!_workers.IsFrozen(slot))
                    {
                        await _workers.KillAsync(slot);
                        _tally.Add("kill-9");
                    }
                    break;
                case Trouble.Freeze:
                    if (!_workers.IsFrozen(slot))
                    {
                        // Past the lease, or just long enough to be in the way.
                        var isLong = _random.Next(2) == 0;
                        _lasting.Add(_workers.FreezeAsync(slot, isLong ? _options.Lease + TimeSpan.FromMilliseconds(_random.Next(200, 3000)) : TimeSpan.FromMilliseconds(_random.Next(100, 1500))));
                        _tally.Add(isLong ? "frozen-past-the-lease" : "frozen");
                    }
                    break;
                case Trouble.Database:
                    if (_options.IsPostgres || !_lasting.Exists(task => !task.IsCompleted))
                        _lasting.Add(HurtAsync());
                    break;
                default:
                    await OracleAsync($"arm?fault={faults.Deal()}");
                    break;
            }
            _tally.Add("ended-by-itself", _workers.Mend());
            Say($"{await CountAsync()} faults, {_people.Promises.Count} deliveries promised");
        }
        _tally.Add("lost-commit-answer", await LostCommitsAsync());
        _chaos.Count(_tally);
        foreach (var (fault, count) in (await ReportAsync()).Faults)
            _tally.Add("platform-" + fault, count);
    }

    private async Task HurtAsync()
    {
        var name = await _chaos.HurtAsync(_random, CancellationToken.None);
        if (name is not null)
            _tally.Add(name);
    }

    // On SQLite one works and the others wait: mostly the one that works is hit.
    private int Victim()
    {
        var slots = Enumerable.Range(0, _workers.Count).ToList();
        var seated = slots.Where(_workers.IsSeated).ToList();
        return seated.Count > 0 && _random.Next(5) > 0 ? seated[_random.Next(seated.Count)] : slots[_random.Next(slots.Count)];
    }

    private async Task<int> CountAsync() => _tally.Total + _chaos.Cuts + await LostCommitsAsync() + int.Parse(await OracleAsync("faults"), CultureInfo.InvariantCulture);

    private async Task<int> LostCommitsAsync() => (await LogAsync()).Count(line => line == ChaosOutbox.LostCommit);

    private async Task<string[]> LogAsync()
    {
        await using var file = new FileStream(_log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file);
        return (await reader.ReadToEndAsync()).Split('\n');
    }

    // Workers with long leases and deep queues, killed one after the other while they hold lanes.
    private async Task RecoverAsync()
    {
        if (_options.Recoveries == 0)
            return;
        Console.Error.WriteLine("measuring recovery");
        await _workers.StopAllAsync();
        _workers.StartAll(_options.LongLease);
        var ids = new Ids(TimeProvider.System, new Random(_options.Seed + 2));
        for (var round = 0; round < _options.Recoveries; round++)
        {
            await _store.AddAsync(new(Backlog.Make(ids, round)), CancellationToken.None);
            int slot;
            while ((slot = _options.IsPostgres ? _workers.Busiest(await _store.ReadLanesAsync(CancellationToken.None)) : Enumerable.Range(0, _workers.Count).Where(_workers.IsSeated).FirstOrDefault(-1)) < 0)
                await Task.Delay(50);
            await Task.Delay(_random.Next(1000, 2000));
            await _recovery.MeasureAsync(_store, _workers.OwnerOf(slot), () => _workers.KillAsync(slot), CancellationToken.None);
        }
    }

    private async Task DrainAsync()
    {
        var began = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(began) < LongestDrain)
        {
            var health = await _store.ReadHealthAsync(CancellationToken.None);
            if (health.Sending + health.Unclear == 0 && (health.Scheduled == 0 || (health.Scheduled < 50 && await AllWaitAsync())))
                return;
            _workers.Mend();
            Say($"draining: due {health.Due}, scheduled {health.Scheduled}, sending {health.Sending}, unclear {health.Unclear}, held {health.Held}; {await OneLeftAsync()}");
            await Task.Delay(200);
        }
    }

    // Replies wait for what they reply to, and that for a person.
    private async Task<bool> AllWaitAsync()
    {
        var entries = await _people.AllAsync(new(), CancellationToken.None);
        var waiting = new Waiting(entries);
        return entries.Where(entry => entry.State.IsInLane()).All(waiting.Waits);
    }

    private async Task<string> OneLeftAsync()
    {
        var left = (await _store.PageAsync(new() { States = [DeliveryState.Scheduled], Limit = 1 }, CancellationToken.None)).Entries;
        if (left.Count == 0)
            return "";
        var lane = (await _store.ReadLanesAsync(CancellationToken.None)).First(lane => lane.Account == left[0].Delivery.From.Id);
        return FormattableString.Invariant($"first {left[0].Delivery.Key}, {left[0].Because}, {lane.Owner} until {lane.LeaseUntil:HH:mm:ss} {(_workers.SlotOf(lane.Owner ?? "") < 0 ? "gone" : "alive")}, retry {lane.RetryAfter:HH:mm:ss}, waits {lane.WaitUntil:HH:mm:ss}");
    }

    // Somebody waits, and wants to see that it goes on.
    private void Say(string words)
    {
        if (Stopwatch.GetElapsedTime(_saidAt) < BetweenWords)
            return;
        _saidAt = Stopwatch.GetTimestamp();
        Console.Error.WriteLine($"{DateTimeOffset.UtcNow:HH:mm:ss} {words}");
    }

    private async Task<Verdict> JudgeAsync() =>
        new(await _people.AllAsync(new(), CancellationToken.None), await ReportAsync(), _people, await LogAsync());

    private async Task<PlatformReport> ReportAsync() => JsonSerializer.Deserialize(await OracleAsync("report"), PlatformJson.Default.PlatformReport)!;

    private Task<string> OracleAsync(string what) => _oracle.GetStringAsync(new Uri("oracle/" + what, UriKind.Relative));

    private async Task PrintAsync(Verdict verdict, Verdict last, int resolved, TimeSpan chaotic, TimeSpan whole)
    {
        var version = await _chaos.VersionAsync();
        string Line(FormattableString line) => FormattableString.Invariant(line);
        Console.WriteLine(Line($"{version}, {_options.Workers} workers, seed {_options.Seed}{(_options.IsNaive ? ", naive senders" : "")}; {DateTimeOffset.UtcNow:yyyy-MM-dd HH:mm'Z'}, .NET {Environment.Version}, {Machine.Name()}"));
        Console.WriteLine(Line($"faults {_tally.Total}: {_tally}"));
        Console.WriteLine(Line($"people: {_people.Promises.Count} deliveries promised, {string.Join(", ", _people.Deeds.Select(deed => Line($"{deed.Key} {deed.Value}")))}"));
        Console.WriteLine(Line($"states: {string.Join(", ", verdict.States.OrderBy(pair => pair.Key).Select(pair => Line($"{pair.Key.Name()} {pair.Value}")))}"));
        Console.WriteLine(Line($"effects {verdict.Effects} = sent {verdict.Sent} + held but out {verdict.HeldButOut}; held {verdict.Held}"));
        Console.WriteLine(Line($"duplicates {verdict.Duplicates.Count}, lost {verdict.Lost.Count}, order violations {verdict.OutOfOrder.Count} (of {verdict.Ordered + verdict.OutOfOrder.Count} pairs), otherwise wrong {verdict.Wrong.Count}"));
        Console.WriteLine(Line($"recovery (leases of {_options.LongLease.TotalSeconds:0} s): {_recovery}"));
        Console.WriteLine(Line($"after a person resolved the {resolved} held: effects {last.Effects} = sent {last.Sent} + held but out {last.HeldButOut}; duplicates {last.Duplicates.Count}, lost {last.Lost.Count}, order violations {last.OutOfOrder.Count}, otherwise wrong {last.Wrong.Count}, held {last.Held}"));
        Console.WriteLine(Line($"chaos and drain {chaotic.TotalSeconds:0} s, whole run {whole.TotalSeconds:0} s"));
        foreach (var (name, list) in new[] { ("duplicate", last.Duplicates), ("lost", last.Lost), ("order", last.OutOfOrder), ("wrong", last.Wrong) })
        {
            foreach (var one in list.Take(10))
                Console.WriteLine($"  {name}: {one}");
        }
        foreach (var one in verdict.Lost.Concat(verdict.OutOfOrder).Concat(verdict.Wrong).Except([.. last.Lost, .. last.OutOfOrder, .. last.Wrong]).Take(10))
            Console.WriteLine($"  before the held were resolved: {one}");
        foreach (var complaint in _workers.Complaints.TakeLast(5))
            Console.Error.WriteLine(complaint);
    }

    private enum Trouble
    {
        Kill,
        Freeze,
        Database,
        Platform,
    }
}
