using System.Diagnostics;
using System.Globalization;
using SocialKit.Deliveries;
using SocialKit.Reposts;
using SocialKit.Storage;
using SocialKit.Testing;

namespace SocialKit.Benchmarks.Chaos;

/// <summary><c>bench reposts PROGRAM</c>: the program itself, signed in on a real PDS, reposts what two accounts there publish, while it is killed with -9 and started again. Then the PDS is asked what is there.</summary>
internal sealed class RepostProof : IDisposable
{
    private const string Campaign = "invented-case";
    private static readonly TimeSpan LongestDrain = TimeSpan.FromMinutes(3);

    private readonly string _program;
    private readonly string _folder;
    private readonly PdsServer _pds;
    private readonly Random _random;
    private readonly Dictionary<string, PublishedPost> _published = [];
    private readonly List<string> _wrong = [];
    private Process? _worker;
    private TaskCompletionSource _works = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _kills;
    private int _killedBusy;

    private sealed record PublishedPost(string Uri, PdsAccount Author, string Text, bool IsWanted)
    {
        public bool IsDeleted { get; set; }
    }

    private RepostProof(string program, string folder, PdsServer pds, int seed) => (_program, _folder, _pds, _random) = (program, folder, pds, new(seed));

    public static async Task<int> RunAsync(string[] arguments)
    {
        if (arguments is not [var program, ..] || program.StartsWith("--", StringComparison.Ordinal))
        {
            Console.Error.WriteLine("bench reposts PROGRAM [--posts 200] [--kills 50] [--seed 1]");
            return 2;
        }
        if (!PdsServer.IsInstalled(NodePeer.Repository()))
        {
            Console.Error.WriteLine("The PDS is not installed: npm ci --prefix tests/servers/bluesky-pds");
            return 2;
        }
        var given = new Arguments(arguments);
        var folder = Directory.CreateTempSubdirectory("socialkit-reposts-").FullName;
        try
        {
            await using var pds = await PdsServer.StartAsync(NodePeer.Repository());
            using var proof = new RepostProof(Path.GetFullPath(program), folder, pds, given.Number("seed", 1));
            return await proof.RunAsync(given.Number("posts", 200), given.Number("kills", 50));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public void Dispose()
    {
        if (_worker is { HasExited: false })
            _worker.Kill();
        _worker?.Dispose();
    }

    private async Task<int> RunAsync(int posts, int kills)
    {
        var began = Stopwatch.GetTimestamp();
        var organisation = await _pds.NewAccountAsync();
        PdsAccount[] authors = [await _pds.NewAccountAsync(), await _pds.NewAccountAsync()];
        // What was there before the first look is never reposted.
        foreach (var author in authors)
            await PublishAsync(author, "An old post", isWanted: false);
        var old = _published.Keys.ToHashSet();
        Prepare(organisation, authors);
        await using var store = await Stores.OpenAsync(new StoreAddress.File(Path.Combine(_folder, "queue.db")), TimeProvider.System, CancellationToken.None);
        await HurryAsync(store);
        StartWorker();
        await UntilAsync(async () => (await store.ReadFeedsAsync(Campaign, default)).All(feed => feed.Mark is not null), TimeSpan.FromMinutes(1));
        await TroubleAsync(store, authors, posts, kills);
        await DrainAsync(store, old);
        await StopWorkerAsync();
        await JudgeAsync(store, organisation, old);
        return Print(old.Count, Stopwatch.GetElapsedTime(began)) ? 0 : 1;
    }

    private void Prepare(PdsAccount organisation, PdsAccount[] authors)
    {
        var messages = Directory.CreateDirectory(Path.Combine(_folder, "messages", Campaign)).FullName;
        File.WriteAllText(Path.Combine(messages, "campaign.md"), $"""
            ---
            socialkit: 1
            title: An invented case
            ---

            # Follow and repost
            {string.Join("\n", authors.Select(author => $"- Bluesky: {author.Handle}\n  consent: yes (2026-11-24, invented)"))}

            # Repost rules
            - approval: no
            - not-words: recipe
            - per-day: 500
            - spacing: 1 min
            - jitter: none
            - quiet-hours: none

            """);
        File.WriteAllText(Path.Combine(messages, "messages.en.md"), "---\nlanguage: en\n---\n\n# release\nRelease her.\n");
        Ask(organisation.AppPassword + "\n", "login", "bluesky", "--with", "app-password", "--server", _pds.Address, "--handle", organisation.Handle, "--id", "org", "--yes");
        Ask("", "repost", "start", Campaign);
    }

    // The rules that people can write leave a minute between two reposts, and minutes between two readings: here all of it is to happen in minutes.
    private static async Task HurryAsync(IStore store)
    {
        while (true)
        {
            try
            {
                var job = (await store.ReadRepostsAsync(Campaign, default)).Single();
                var rules = job.Rules with { Spacing = TimeSpan.Zero, PerDay = 100_000 };
                var feeds = (await store.ReadFeedsAsync(Campaign, default)).Select(feed => new ListedFeed(feed.Campaign, feed.Account, feed.Platform, feed.Listed) { Consent = feed.Consent, IsRead = feed.IsRead, NextLook = TimeProvider.System.GetUtcNow() });
                await store.StartRepostsAsync([new(job with { Rules = rules }, [.. feeds])], default);
                return;
            }
            catch (StoreException)
            {
                // The worker has it in the middle of a commit.
                await Task.Delay(50);
            }
        }
    }

    private async Task TroubleAsync(IStore store, PdsAccount[] authors, int posts, int kills)
    {
        for (var i = 0; i < Math.Max(posts, kills); i++)
        {
            if (i < posts)
                await PublishAsync(authors[_random.Next(2)], _random.Next(10) == 0 ? $"A recipe {i}" : $"Free the invented prisoner {i} 🕊️", isWanted: true);
            if (_random.Next(20) == 0)
                await DeleteOneAsync();
            await HurryAsync(store);
            if (_kills * posts < kills * i || i >= posts)
            {
                await _works.Task.WaitAsync(TimeSpan.FromMinutes(1));
                // At any moment of reading, deciding, sending and noting.
                await Task.Delay(_random.Next(20, 400));
                await KillAsync(store);
            }
        }
        while (_kills < kills)
        {
            await HurryAsync(store);
            await _works.Task.WaitAsync(TimeSpan.FromMinutes(1));
            await Task.Delay(_random.Next(20, 400));
            await KillAsync(store);
        }
    }

    private async Task KillAsync(IStore store)
    {
        _worker!.Kill();
        await _worker.WaitForExitAsync();
        _kills++;
        var isBusy = (await store.ReadFeedsAsync(Campaign, default)).Any(feed => feed.Owner is not null) || (await store.ReadHealthAsync(default)) is { Sending: > 0 } or { Due: > 0 };
        _killedBusy += isBusy ? 1 : 0;
        StartWorker();
    }

    private async Task PublishAsync(PdsAccount author, string text, bool isWanted)
    {
        var at = TimeProvider.System.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        using var made = await _pds.CallAsync("com.atproto.repo.createRecord", author.Access,
            $$$"""{"repo":"{{{author.Did}}}","collection":"app.bsky.feed.post","record":{"$type":"app.bsky.feed.post","text":"{{{text}}}","createdAt":"{{{at}}}"}}""");
        var uri = made.RootElement.GetProperty("uri").GetString()!;
        _published.Add(uri, new(uri, author, text, isWanted && !text.StartsWith("A recipe", StringComparison.Ordinal)));
    }

    // One of the newest: it may be read, waiting or out by then.
    private async Task DeleteOneAsync()
    {
        var post = _published.Values.Where(one => one is { IsDeleted: false, IsWanted: true }).TakeLast(3).FirstOrDefault();
        if (post is null)
            return;
        using var gone = await _pds.CallAsync("com.atproto.repo.deleteRecord", post.Author.Access, $$"""{"repo":"{{post.Author.Did}}","collection":"app.bsky.feed.post","rkey":"{{post.Uri[(post.Uri.LastIndexOf('/') + 1)..]}}"}""");
        post.IsDeleted = true;
    }

    private async Task DrainAsync(IStore store, HashSet<string> old)
    {
        await UntilAsync(async () =>
        {
            if (_worker!.HasExited)
                StartWorker();
            await HurryAsync(store);
            await Task.Delay(1000);
            var decided = await DecidedAsync(store);
            var health = await store.ReadHealthAsync(default);
            return health is { Scheduled: 0, Sending: 0, Unclear: 0 } && _published.Values.All(post => old.Contains(post.Uri) || post.IsDeleted || decided.ContainsKey(post.Uri));
        }, LongestDrain);
    }

    private static async Task<Dictionary<string, RepostDecision>> DecidedAsync(IStore store) =>
        (await store.ReadDecisionsAsync(new() { Campaign = Campaign, Limit = int.MaxValue }, default)).ToDictionary(decision => decision.Post.Id);

    private async Task JudgeAsync(IStore store, PdsAccount organisation, HashSet<string> old)
    {
        var decided = await DecidedAsync(store);
        var subjects = (await _pds.RecordsAsync(organisation.Did, "app.bsky.feed.repost")).Select(record => record.GetProperty("value").GetProperty("subject").GetProperty("uri").GetString()!).ToList();
        Reposts = subjects.Count;
        Duplicates = subjects.Count - subjects.Distinct().Count();
        foreach (var post in _published.Values)
        {
            var isOut = subjects.Contains(post.Uri);
            var entry = decided.TryGetValue(post.Uri, out var decision) ? (await store.FindAsync(decision.Key.Value, default)).SingleOrDefault() : null;
            var reason = decision is null ? null : decision.Kind == DecisionKind.Skipped ? decision.Reason : entry?.Because;
            if (old.Contains(post.Uri) ? isOut || decision is not null : isOut != (entry?.State == DeliveryState.Sent))
                _wrong.Add($"{post.Text}: {(isOut ? "out" : "not out")}, {decision?.Code}, {entry?.State}");
            else if (!old.Contains(post.Uri) && !isOut && !post.IsDeleted && post.IsWanted)
                _wrong.Add($"{post.Text}: lost. {decision?.Code} {entry?.State} {entry?.Because}");
            else if (!isOut && !old.Contains(post.Uri) && !post.IsDeleted && reason is null)
                _wrong.Add($"{post.Text}: not out, for no reason.");
            if (!isOut && reason is not null)
                WithReason++;
        }
        _wrong.AddRange(subjects.Where(subject => !_published.ContainsKey(subject)).Select(subject => $"{subject} was never published"));
    }

    private int Reposts { get; set; }

    private int Duplicates { get; set; }

    private int WithReason { get; set; }

    private bool Print(int old, TimeSpan whole)
    {
        string Line(FormattableString line) => FormattableString.Invariant(line);
        Console.WriteLine(Line($"sqlite, @atproto/pds, the program itself; {TimeProvider.System.GetUtcNow():yyyy-MM-dd HH:mm'Z'}, .NET {Environment.Version}, {Machine.Name()}"));
        Console.WriteLine(Line($"posts {_published.Count - old} of two accounts, {_published.Values.Count(post => post.IsDeleted)} of them deleted meanwhile; killed with -9 {_kills} times, {_killedBusy} of them in the middle of something"));
        Console.WriteLine(Line($"reposts on the PDS {Reposts}, left out with a reason {WithReason}; duplicates {Duplicates}, wrong or lost {_wrong.Count}; {whole.TotalSeconds:0} s"));
        foreach (var one in _wrong.Take(10))
            Console.WriteLine("  " + one);
        return Duplicates == 0 && _wrong.Count == 0 && Reposts > 0;
    }

    private static async Task UntilAsync(Func<Task<bool>> isSo, TimeSpan atMost)
    {
        var began = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(began) < atMost)
        {
            try
            {
                if (await isSo())
                    return;
            }
            catch (StoreException)
            {
                // Somebody else writes.
            }
            await Task.Delay(100);
        }
    }

    private void StartWorker()
    {
        _worker?.Dispose();
        var works = _works = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _worker = Process.Start(Prepared("run", "--json"))!;
        _worker.OutputDataReceived += (_, line) =>
        {
            if (line.Data is not null)
                works.TrySetResult();
        };
        _worker.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is { Length: > 0 } data && !data.Contains("A worker", StringComparison.Ordinal))
                Console.Error.WriteLine(data);
        };
        _worker.BeginOutputReadLine();
        _worker.BeginErrorReadLine();
        _worker.StandardInput.Close();
    }

    private async Task StopWorkerAsync()
    {
        using var ask = Process.Start("kill", ["-TERM", _worker!.Id.ToString(CultureInfo.InvariantCulture)]);
        await ask.WaitForExitAsync();
        await _worker.WaitForExitAsync();
    }

    private void Ask(string input, params string[] arguments)
    {
        using var process = Process.Start(Prepared(arguments))!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"socialkit {arguments[0]} ended with {process.ExitCode}: {output.Result} {error.Result}");
    }

    private ProcessStartInfo Prepared(params string[] arguments)
    {
        var start = new ProcessStartInfo(_program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _folder };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("SOCIALKIT_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        start.Environment["HOME"] = start.Environment["XDG_CONFIG_HOME"] = start.Environment["XDG_DATA_HOME"] = _folder;
        start.Environment["SOCIALKIT_DATABASE"] = Path.Combine(_folder, "queue.db");
        start.Environment["SOCIALKIT_SECRETS"] = Path.Combine(_folder, "secrets");
        start.Environment["SOCIALKIT_BLUESKY_PLC"] = _pds.Directory;
        start.Environment["SOCIALKIT_BLUESKY_RESOLVER"] = _pds.Address;
        return start;
    }
}
