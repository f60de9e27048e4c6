using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using SocialKit.Deliveries;
using SocialKit.Reposts;
using SocialKit.Testing;

namespace SocialKit.Tests.Reposts;

/// <summary>A time of reposting on three invented networks, with all that happens meanwhile: people who approve many at once, stop and resume, originals that are edited and deleted, networks and workers that fail.
/// The clock is the test's; the store, the rules, the reader and the lanes are the real ones.</summary>
/// <param name="seed">Everything that happens hangs on it.</param>
internal sealed class RepostMonth(int seed) : IAsyncDisposable
{
    private static readonly string[] Networks = ["alpha", "beta", "gamma"];
    private static readonly WorkerOptions Options = new() { Owner = "worker-1" };

    private readonly Random _random = new(seed);
    private readonly FakeTimeProvider _clock = new(new(2026, 3, 20, 9, 0, 0, TimeSpan.Zero));
    private readonly Dictionary<PlatformId, FakeFeed> _feeds = [];
    private readonly Dictionary<PlatformId, Recorder> _senders = [];
    private readonly List<(FakeFeed Feed, string UserId, double ADay)> _authors = [];
    private readonly List<FeedPost> _published = [];
    private readonly Dictionary<string, string> _problems = [];
    private PlatformSet _platforms = null!;
    private Ids _ids = null!;

    /// <summary>How many accounts are listed.</summary>
    public int Accounts { get; init; } = 24;

    /// <summary>About how many posts they publish.</summary>
    public int Posts { get; init; } = 2_000;

    /// <summary>How long it goes on.</summary>
    public TimeSpan Length { get; init; } = TimeSpan.FromDays(12);

    /// <summary>True for a worker that sends what is due, whatever the pace says: it must be found out.</summary>
    public bool IsNaive { get; init; }

    /// <summary>What broke a promise, by kind; nothing if all were kept.</summary>
    public IReadOnlyDictionary<string, string> Problems => _problems;

    /// <summary>How many reposts went out.</summary>
    public int Reposted => _senders.Values.Sum(sender => sender.Sent.Count);

    /// <summary>How many posts were published.</summary>
    public int Published => _published.Count;

    private MemoryOutbox Outbox => field ??= new(_clock);

    private DateTimeOffset Now => _clock.GetUtcNow();

    private DateTimeOffset Deadline { get; set; }

    public ValueTask DisposeAsync() => Outbox.DisposeAsync();

    /// <summary>Lets it happen, and looks whether every promise was kept.</summary>
    public async Task RunAsync()
    {
        _ids = new(_clock, new Random(seed));
        Deadline = Now + Length * 0.9;
        MakeNetworks();
        await StartAsync();
        var end = Now + Length;
        var (workerDown, readerDown, stopped) = (DateTimeOffset.MinValue, DateTimeOffset.MinValue, DateTimeOffset.MinValue);
        while (Now < end)
        {
            var step = TimeSpan.FromMinutes(_random.Next(1, 11));
            Publish(step);
            _clock.Advance(step);
            if (_random.Next(600) == 0)
                workerDown = Now.AddHours(_random.Next(1, 20));
            if (_random.Next(600) == 0)
                readerDown = Now.AddHours(_random.Next(1, 20));
            if (_random.Next(1500) == 0)
            {
                await Outbox.StopAsync("urgent", "Olga (invented)", default);
                stopped = Now.AddHours(_random.Next(1, 30));
            }
            if (stopped > DateTimeOffset.MinValue && stopped <= Now)
            {
                await Outbox.ResumeAsync("urgent", default);
                stopped = DateTimeOffset.MinValue;
            }
            if (_random.Next(80) == 0)
                await ApproveAsync();
            if (_random.Next(40) == 0)
                await Outbox.ClaimFeedsAsync(new("dead-worker", 3, TimeSpan.FromMinutes(5), (_, _) => TestFeeds.Free) { AtMostOf = Networks.ToDictionary(name => new PlatformId(name), _ => 1) }, default);
            if (readerDown <= Now)
                await Reader().ReadDueAsync(default);
            if (workerDown <= Now)
                await SendDueAsync();
        }
        await JudgeAsync();
    }

    private void MakeNetworks()
    {
        List<Platform> platforms = [];
        foreach (var name in Networks)
        {
            var id = new PlatformId(name);
            var feed = _feeds[id] = new(id) { Budget = name == "beta" ? new(120, TimeSpan.FromMinutes(15)) : null, NeedsConsent = name == "gamma" };
            var network = new FakeNetwork(NetworkKind.Idempotent) { Fault = _ => AFault() };
            var sender = _senders[id] = new(new CheckingSender(network, feed), feed, () => Now);
            platforms.Add(FakePlatform.Alpha with { Id = id, Name = name, Aliases = [], Handles = new Names(id), Feed = feed, Sender = sender });
            for (var i = 0; i < Accounts / Networks.Length; i++)
            {
                var author = string.Create(CultureInfo.InvariantCulture, $"poet_{i}");
                feed.Names(author, $"{name}-{i}");
                // A few publish much, most little.
                _authors.Add((feed, $"{name}-{i}", 1 / (1 + (double)i)));
            }
            feed.Fault = _ => Task.FromResult<string?>(_random.Next(50) == 0 ? "The invented server is down." : null);
        }
        _platforms = new(platforms);
    }

    private NetworkFault AFault() => _random.Next(60) switch
    {
        0 => NetworkFault.NoConnection,
        1 => NetworkFault.LostAnswer,
        2 => NetworkFault.LostRequest,
        3 => NetworkFault.RateLimited,
        4 => NetworkFault.EmptyAnswer,
        _ => NetworkFault.None,
    };

    private static Account Org(string network) => new("org-" + network, new(network), "org");

    // Two campaigns that share an account, each with a pace of its own; and one that asks a person for each.
    private async Task StartAsync()
    {
        var calm = new RepostRules { NeedsApproval = false, PerDay = 6, Spacing = TimeSpan.FromMinutes(40), Jitter = TimeSpan.FromMinutes(20), Words = ["free"], HoldWords = ["torture"], MaxAge = TimeSpan.FromHours(30) };
        var urgent = RepostRules.Default with { PerDay = 9, Spacing = TimeSpan.FromMinutes(25), QuietHours = new(new(23, 30), new(5, 30)) };
        List<RepostStart> starts = [];
        foreach (var network in Networks)
        {
            starts.Add(Start(new("calm", Org(network), calm) { Zone = network == "alpha" ? "Europe/London" : "Australia/Lord_Howe", NotBefore = Now + TimeSpan.FromDays(1) }));
            starts.Add(Start(new("urgent", Org(network), urgent) { Zone = "Asia/Almaty", NotAfter = Deadline }));
        }
        Assert.True(await Outbox.StartRepostsAsync(starts, default));

        RepostStart Start(RepostJob job) => new(job, [.. Enumerable.Range(0, Accounts / Networks.Length).Select(i => new ListedFeed(job.Campaign, job.From.Id, job.From.Platform, string.Create(CultureInfo.InvariantCulture, $"poet_{i}"))
        {
            Consent = i == 1 ? Consent.Refused : Consent.Given, IsRead = i != 1, NextLook = Now.AddSeconds(i),
        })]);
    }

    private void Publish(TimeSpan step)
    {
        var all = _authors.Sum(author => author.ADay);
        foreach (var (feed, userId, share) in _authors)
        {
            var expected = Posts * share / all * (step / Length);
            for (var left = expected; left > 0; left--)
            {
                if (_random.NextDouble() >= left)
                    continue;
                var text = (_random.Next(12) switch { 0 => "A recipe", 1 => "Free her from torture", _ => "Free the invented poet" }) + string.Create(CultureInfo.InvariantCulture, $" {_published.Count}");
                var post = feed.Publish(userId, Now + step * _random.NextDouble(), text, one => one with { Version = "1", IsReply = _random.Next(9) == 0, IsPublic = _random.Next(20) > 0 });
                _published.Add(post);
            }
        }
        // Something that was published lately is edited, or deleted.
        if (_published.Count > 0 && _random.Next(8) == 0)
        {
            var post = _published[_random.Next(Math.Max(0, _published.Count - 60), _published.Count)];
            var owner = _feeds[post.Ref.Platform];
            owner.Change(post, _random.Next(2) == 0 || owner.Find(post.Ref.Id) is null ? null : post with { Version = "2" });
        }
    }

    private async Task ApproveAsync()
    {
        foreach (var entry in (await Outbox.PageAsync(new() { States = [DeliveryState.AwaitingApproval], Limit = int.MaxValue - 1 }, default)).Entries)
            await Outbox.ChangeAsync(entry.Id, entry.Version, new Change.Approve(entry.Hash, "Olga (invented)"), default);
    }

    private Reposter Reader() => new(Outbox, _platforms, new() { Owner = Options.Owner }, _clock, new Random(_random.Next()), new NoNotify());

    // As a worker does, one lane after the other and in no time.
    private async Task SendDueAsync()
    {
        for (var claims = await ClaimAsync(); claims.Count > 0; claims = await ClaimAsync())
        {
            foreach (var claim in claims)
                await WorkAsync(claim);
        }

        Task<IReadOnlyList<LaneClaim>> ClaimAsync() => Outbox.ClaimAsync(new(Options.Owner, 10, Options.Lease), default);
    }

    private async Task WorkAsync(LaneClaim claim)
    {
        var sender = _senders[claim.Platform];
        var machine = new LaneMachine(claim, Options, new(_platforms), _ids, new Random(_random.Next()), _ => null);
        LaneEvent happened = new LaneEvent.Started();
        while (true)
        {
            switch (machine.Step(happened, new(Now, Now.Ticks, TimeSpan.TicksPerSecond, MaySend: true, IsStopping: false)))
            {
                case LaneCommand.Read read:
                    var entries = await Outbox.ReadLaneAsync(claim, read.AtMost, default);
                    happened = new LaneEvent.WasRead(IsNaive ? [.. entries.Select(Unpaced)] : entries);
                    break;
                case LaneCommand.Prepare prepare:
                    happened = new LaneEvent.Prepared(await sender.PrepareAsync(prepare.Delivery, Outbox, default));
                    break;
                case LaneCommand.Commit commit:
                    happened = new LaneEvent.Committed(await Outbox.CommitAsync(commit.Works, default));
                    break;
                case LaneCommand.Send send:
                    happened = new LaneEvent.Answered(await sender.SendAsync(send.Delivery, send.Wire, default), null);
                    break;
                case LaneCommand.Look look:
                    happened = new LaneEvent.Sighted(await sender.FindAsync(look.Delivery, look.Wire, look.Attempt, default));
                    break;
                default:
                    return;
            }
        }
    }

    private static Entry Unpaced(Entry entry) => entry.Delivery.Act is Act.Repost repost ? entry with { Delivery = entry.Delivery with { Act = repost with { Pace = null } } } : entry;

    private async Task JudgeAsync()
    {
        var entries = (await Outbox.PageAsync(new() { Limit = int.MaxValue - 1 }, default)).Entries.ToDictionary(entry => entry.Delivery.Key);
        var jobs = (await Outbox.ReadRepostsAsync(null, default)).ToDictionary(job => (job.Campaign, job.From.Id));
        foreach (var account in _senders.Values.SelectMany(sender => sender.Sent).GroupBy(sent => sent.Delivery.From.Id))
            JudgeAccount([.. account.OrderBy(sent => sent.At)], jobs, entries);
        await JudgeDecisionsAsync(entries);
        foreach (var entry in entries.Values)
        {
            var isSent = _senders[entry.Delivery.From.Platform].Sent.Any(sent => sent.Delivery.Key == entry.Delivery.Key);
            if (isSent && entry.State is not (DeliveryState.Sent or DeliveryState.Unclear or DeliveryState.Held))
                Problem("forgotten", $"{entry.Delivery.Key} is out, and is {entry.State}.");
            if (entry.State == DeliveryState.Sent && !isSent)
                Problem("never sent", $"{entry.Delivery.Key} is called sent.");
            if (entry.State is DeliveryState.Expired or DeliveryState.Held && entry.Because is null)
                Problem("no reason", $"{entry.Delivery.Key} is {entry.State} for no reason.");
            if (entry.State == DeliveryState.Failed)
                Problem("failed", $"{entry.Delivery.Key}: {entry.Because}");
        }
    }

    private void JudgeAccount(List<SentRepost> sent, Dictionary<(string, string), RepostJob> jobs, Dictionary<DeliveryKey, Entry> entries)
    {
        for (var i = 0; i < sent.Count; i++)
        {
            var (delivery, at, original) = (sent[i].Delivery, sent[i].At, sent[i].Original);
            var job = jobs[(delivery.Campaign!, delivery.From.Id)];
            // What was in doubt and was looked for is sent again without another turn: it has had its.
            if (i > 0 && at - sent[i - 1].At < job.Rules.Spacing)
                Problem("too near", $"{delivery.Key} at {at}, {at - sent[i - 1].At} after the one before.");
            if (i >= job.Rules.PerDay && at - sent[i - job.Rules.PerDay].At < TimeSpan.FromHours(24))
                Problem("too many", $"{delivery.Key} at {at} is one too many.");
            if (job.Rules.QuietHours!.Has(TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById(job.Zone)).DateTime)))
                Problem("not quiet", $"{delivery.Key} at {TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById(job.Zone))}.");
            if (at >= job.NotAfter)
                Problem("after the deadline", $"{delivery.Key} at {at}.");
            if (at < job.NotBefore)
                Problem("before the embargo", $"{delivery.Key} at {at}.");
            if (at - original.At > job.Rules.MaxAge)
                Problem("too old", $"{delivery.Key} was {at - original.At} old.");
            if (sent[i].WasChanged)
                Problem("edited or deleted", $"{delivery.Key} at {at}.");
            if (original.IsReply || !original.IsPublic || original.AuthorId.EndsWith("-1", StringComparison.Ordinal))
                Problem("not to be reposted", $"{delivery.Key}");
            if (entries[delivery.Key] is { Delivery.NeedsApproval: true, ApprovedBy: null })
                Problem("not approved", $"{delivery.Key}");
        }
        foreach (var twice in sent.GroupBy(one => one.Delivery.Key).Where(same => same.Count() > 1))
            Problem("twice", twice.Key.Value);
    }

    // What an account published between its first mark and its last is decided about by each job that reads it.
    private async Task JudgeDecisionsAsync(Dictionary<DeliveryKey, Entry> entries)
    {
        var decisions = (await Outbox.ReadDecisionsAsync(new() { Limit = int.MaxValue }, default)).ToDictionary(decision => (decision.Campaign, decision.Account, decision.Post.Id));
        foreach (var feed in await Outbox.ReadFeedsAsync(null, default))
        {
            var posts = _published.Where(post => post.AuthorId == feed.UserId).ToList();
            var read = feed.Mark is null ? 0 : int.Parse(feed.Mark, CultureInfo.InvariantCulture);
            var first = posts.FindIndex(post => decisions.ContainsKey((feed.Campaign, feed.Account, post.Ref.Id)));
            foreach (var post in posts.Take(read).Skip(first < 0 ? read : first))
            {
                if (!decisions.TryGetValue((feed.Campaign, feed.Account, post.Ref.Id), out var decision))
                    Problem("no decision", $"{feed.Campaign} {post.Ref.Id}");
                else if (decision.Kind != DecisionKind.Skipped != entries.ContainsKey(decision.Key))
                    Problem("a decision without its entry", $"{decision.Key} {decision.Code}");
            }
            if (first > 5)
                Problem("read late", $"{feed.Campaign} {feed.Listed}: {first} posts before the first mark.");
            if (feed.Seen != posts.Count(post => decisions.ContainsKey((feed.Campaign, feed.Account, post.Ref.Id))))
                Problem("miscounted", $"{feed.Campaign} {feed.Listed}: {feed.Seen}");
        }
    }

    private void Problem(string kind, string what) => _problems.TryAdd(kind, what);

    private sealed record SentRepost(Delivery Delivery, DateTimeOffset At, FeedPost Original, bool WasChanged);

    // Notes what has an effect for the first time; a repeat that has none is no repost.
    private sealed class Recorder(CheckingSender inner, FakeFeed feed, Func<DateTimeOffset> now) : ISender
    {
        private readonly HashSet<DeliveryKey> _out = [];

        public List<SentRepost> Sent { get; } = [];

        public Task<Preparation> PrepareAsync(Delivery delivery, IMediaSource media, CancellationToken cancellationToken) => inner.PrepareAsync(delivery, media, cancellationToken);

        public async Task<Outcome> SendAsync(Delivery delivery, WireForm wire, CancellationToken cancellationToken)
        {
            var outcome = await inner.SendAsync(delivery, wire, cancellationToken);
            if (outcome is Outcome.Done or Outcome.Unclear && delivery.Act is Act.Repost { Seen: { } seen } && inner.Has(delivery.Key) && _out.Add(delivery.Key))
                Sent.Add(new(delivery, now(), seen, feed.Find(seen.Ref.Id)?.Version != seen.Version));
            return outcome;
        }

        public Task<Sighting> FindAsync(Delivery delivery, WireForm wire, Attempt attempt, CancellationToken cancellationToken) => inner.FindAsync(delivery, wire, attempt, cancellationToken);
    }

    private sealed class Names(PlatformId platform) : IHandleSyntax
    {
        public bool TryParse(string written, [NotNullWhen(true)] out Handle? handle)
        {
            handle = new(platform, written.TrimStart('@'));
            return true;
        }

        public string Mention(Handle handle) => "@" + handle.Name;

        public string Profile(Handle handle) => $"https://{platform}.example/{handle.Name}";
    }
}
