using System.Collections.Concurrent;
using System.Globalization;
using SocialKit.Deliveries;
using SocialKit.Posts;

namespace SocialKit.Benchmarks.Chaos;

/// <summary>Invented people who schedule, edit, cancel, hold, approve, stop and withdraw while everything goes wrong. They remember what the store promised them.</summary>
/// <param name="outbox">The store.</param>
/// <param name="seed">Of what they do.</param>
internal sealed class People(IOutbox outbox, int seed)
{
    public const string Withdrawn = "withdrawn-campaign";
    private const int AccountsOfEach = 4;
    private static readonly string[] Campaigns = ["campaign-a", "campaign-b", "campaign-c", Withdrawn];
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(400);

    private readonly Random _random = new(seed);
    private readonly Ids _ids = new(TimeProvider.System, new Random(seed + 1));
    private readonly ConcurrentDictionary<string, Promise> _promises = new();
    private readonly List<Promise> _recent = [];
    private readonly List<string> _stopped = [];
    private int _count;

    public IReadOnlyDictionary<string, Promise> Promises => _promises;

    public IReadOnlyList<Series> Series { get; private set; } = [];

    /// <summary>When the series were ended; null while they are not.</summary>
    public DateTimeOffset? SeriesEndedAt { get; private set; }

    /// <summary>How many things people did beside scheduling, by kind.</summary>
    public Dictionary<string, int> Deeds { get; } = [];

    public bool HasWithdrawn { get; private set; }

    public static Account Account(PlatformKind kind, int number) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{kind.ToString().ToLowerInvariant()}-{number}"), kind.Id(), string.Create(CultureInfo.InvariantCulture, $"invented{number}.example"));

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    /// <summary>Lives until <paramref name="stop"/>.</summary>
    /// <param name="most">About how many posts they have in the queue for each second.</param>
    /// <param name="stop">Ends it.</param>
    public async Task LiveAsync(int most, CancellationToken stop)
    {
        await AddSeriesAsync(stop);
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await ScheduleAsync(Math.Max(1, (int)(most * Tick.TotalSeconds)), stop);
                await MeddleAsync(stop);
                await Task.Delay(Tick, stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
            }
        }
    }

    /// <summary>Everything that stands in the way is taken away: what can go out goes out.</summary>
    public async Task LetGoAsync(CancellationToken cancellationToken)
    {
        foreach (var campaign in Campaigns.Where(campaign => campaign != Withdrawn || !HasWithdrawn))
            await TryAsync(() => outbox.ResumeAsync(campaign, cancellationToken), cancellationToken);
        SeriesEndedAt ??= Now;
        foreach (var series in await TryAsync(() => outbox.ReadSeriesAsync(cancellationToken), cancellationToken))
            await TryAsync(() => outbox.PauseSeriesAsync(series.Id, null, end: true, cancellationToken), cancellationToken);
        // Occurrences are made ahead; those that nobody can wait for are taken out.
        var soon = Now + TimeSpan.FromSeconds(5);
        foreach (var entry in await AllAsync(new() { States = [DeliveryState.Scheduled], From = soon }, cancellationToken))
            await TryAsync(() => outbox.ChangeAsync(entry.Id, entry.Version, new Change.Cancel("an invented person"), cancellationToken), cancellationToken);
    }

    /// <summary>A person looks at everything that is held, and says what the platform shows.</summary>
    /// <returns>How many were held.</returns>
    public async Task<int> ResolveAsync(ILookup<string, PlatformEffect> effects, CancellationToken cancellationToken)
    {
        var held = await AllAsync(new() { States = [DeliveryState.Held] }, cancellationToken);
        var withdrawal = new Withdrawal(_ids);
        foreach (var entry in held)
        {
            Change change = new Change.ResolveSendAgain("an invented person");
            if (effects[entry.Delivery.Key.Value].FirstOrDefault() is { } effect)
            {
                var post = new PostRef(entry.Delivery.From.Platform, effect.Id);
                change = new Change.ResolveSent(post, "an invented person") { IfWithdrawn = entry.Delivery.Campaign is null ? null : withdrawal.Of(entry.Delivery, post, Now) };
            }
            await TryAsync(() => outbox.ChangeAsync(entry.Id, entry.Version, change, cancellationToken), cancellationToken);
        }
        return held.Count;
    }

    public async Task<IReadOnlyList<Entry>> AllAsync(EntryQuery query, CancellationToken cancellationToken)
    {
        List<Entry> all = [];
        PageMark? after = null;
        do
        {
            var page = await TryAsync(() => outbox.PageAsync(query with { Limit = 500, After = after }, cancellationToken), cancellationToken);
            all.AddRange(page.Entries);
            after = page.Next;
        }
        while (after is not null);
        return all;
    }

    private async Task AddSeriesAsync(CancellationToken stop)
    {
        List<Series> series = [];
        foreach (var kind in new[] { PlatformKind.Bluesky, PlatformKind.Mastodon, PlatformKind.Facebook })
        {
            var from = Account(kind, 1);
            var next = Occurrences.Next("* * * * *", TimeZoneInfo.Utc, Now, null);
            series.Add(new(_ids.Next(), DeliveryKey.Of("", "series", "en", from.Id, "every minute"), from, "* * * * *", "UTC", [new Act.Publish(new Post(kind.Id(), $"Every minute on {kind}: free the invented prisoner"))]) { NextAt = next });
        }
        Series = series;
        await TryAsync(() => outbox.AddAsync(new([]) { Series = series }, stop), stop);
    }

    private async Task ScheduleAsync(int count, CancellationToken stop)
    {
        List<Promise> made = [];
        while (made.Count < count)
        {
            var kind = PlatformKinds.All[_random.Next(PlatformKinds.All.Count)];
            var from = Account(kind, 1 + _random.Next(AccountsOfEach));
            var due = Now + TimeSpan.FromMilliseconds(_random.Next(1500, 5000));
            var campaign = _random.Next(3) == 0 ? Campaigns[_random.Next(Campaigns.Length)] : null;
            var chance = _random.Next(20);
            if (campaign is not null && (_stopped.Contains(campaign) || (campaign == Withdrawn && HasWithdrawn)))
                campaign = null;
            if (chance == 0 && kind.Reposts())
                made.Add(Make(kind, from, due, campaign, repost: true));
            else if (chance == 1)
            {
                var first = Make(kind, from, due, campaign);
                var second = Make(kind, from, due, campaign, delivery => delivery with { After = first.Added.Delivery.Key });
                made.AddRange([first, second, Make(kind, from, due, campaign, delivery => delivery with { After = second.Added.Delivery.Key })]);
            }
            else
            {
                made.Add(Make(kind, from, due, campaign, delivery => chance switch
                {
                    2 => delivery with { NeedsApproval = true },
                    3 => delivery with { NotAfter = due + TimeSpan.FromSeconds(8) },
                    4 => delivery with { Late = LateRule.Skip },
                    _ => delivery,
                }));
            }
        }
        var request = new AddRequest([.. made.Select(promise => promise.Added)]);
        if (await TryAsync(() => outbox.AddAsync(request, stop), stop) is not AddResult.Stored)
            return;
        foreach (var promise in made)
        {
            promise.IsTouched = promise.Added.Delivery.NeedsApproval || Now > promise.Added.Delivery.DueAt - TimeSpan.FromMilliseconds(300);
            _promises[promise.Key] = promise;
            _recent.Add(promise);
        }
        if (_recent.Count > 200)
            _recent.RemoveRange(0, _recent.Count - 200);
    }

    private Promise Make(PlatformKind kind, Account from, DateTimeOffset due, string? campaign, Func<Delivery, Delivery>? with = null, bool repost = false)
    {
        var number = ++_count;
        var text = string.Create(CultureInfo.InvariantCulture, $"Free the invented prisoner, {number}");
        Act act = repost ? new Act.Repost(new(kind.Id(), string.Create(CultureInfo.InvariantCulture, $"somebody-{number}"))) : new Act.Publish(new Post(kind.Id(), text));
        var delivery = new Delivery(DeliveryKey.Of(campaign ?? "", string.Create(CultureInfo.InvariantCulture, $"m{number}"), "en", from.Id, "once"), from, due, act) { Campaign = campaign };
        return new(new(_ids.Next(), with is null ? delivery : with(delivery)), kind);
    }

    private async Task MeddleAsync(CancellationToken stop)
    {
        if (_recent.Count == 0)
            return;
        foreach (var waiting in _recent.Where(promise => promise is { Added.Delivery.NeedsApproval: true, IsApproved: false } && _random.Next(6) == 0).ToList())
        {
            waiting.IsApproved = true;
            await DoAsync(waiting, entry => new Change.Approve(entry.Hash, "an invented person"), stop);
        }
        var promise = _recent[^(1 + _random.Next(Math.Min(30, _recent.Count)))];
        switch (_random.Next(12))
        {
            case 0 or 1 when promise.Added.Delivery.Act is Act.Publish:
                await EditAsync(promise, stop);
                break;
            case 2:
                promise.IsTouched = true;
                promise.IsCancelled |= await DoAsync(promise, _ => new Change.Cancel("an invented person"), stop) is ChangeResult.Changed { Entry.State: DeliveryState.Cancelled };
                break;
            case 3:
                await DoAsync(promise, _ => new Change.Hold("an invented person wants to look"), stop);
                break;
            case 4:
                await DoAsync(promise, _ => new Change.Retry(), stop);
                break;
            case 5 when _stopped.Count == 0:
                var campaign = Campaigns[_random.Next(Campaigns.Length - 1)];
                _stopped.Add(campaign);
                Touch(campaign);
                await TryAsync(() => outbox.StopAsync(campaign, "an invented person", stop), stop);
                Count("stop");
                break;
            case 6 or 7 when _stopped.Count > 0:
                var again = _stopped[0];
                _stopped.RemoveAt(0);
                Touch(again);
                await TryAsync(() => outbox.ResumeAsync(again, stop), stop);
                Count("resume");
                break;
            case 8 when !HasWithdrawn && _count > 300:
                await WithdrawAsync(stop);
                break;
        }
    }

    private async Task WithdrawAsync(CancellationToken stop)
    {
        HasWithdrawn = true;
        Touch(Withdrawn);
        var sent = await AllAsync(new() { Campaign = Withdrawn, States = [DeliveryState.Sent] }, stop);
        var withdrawal = new Withdrawal(_ids);
        List<NewDelivery> deletions = [.. sent.Select(entry => withdrawal.Of(entry.Delivery, entry.Receipt!, Now)).OfType<NewDelivery>()];
        await TryAsync(() => outbox.WithdrawAsync(Withdrawn, "an invented person", deletions, stop), stop);
        // What was sent while the list was made is in neither: it is withdrawn once more.
        sent = await AllAsync(new() { Campaign = Withdrawn, States = [DeliveryState.Sent] }, stop);
        deletions = [.. sent.Select(entry => withdrawal.Of(entry.Delivery, entry.Receipt!, Now)).OfType<NewDelivery>()];
        await TryAsync(() => outbox.WithdrawAsync(Withdrawn, "an invented person", deletions, stop), stop);
        Count("withdraw");
    }

    private async Task EditAsync(Promise promise, CancellationToken stop)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"Edited: free the invented prisoner, {++_count}");
        promise.MayBecome(text);
        var result = await DoAsync(promise, entry => new Change.Edit(entry.Delivery with { Act = new Act.Publish(new Post(promise.Kind.Id(), text)) }, null), stop, text);
        if (result is ChangeResult.Changed)
            promise.Became(text);
    }

    // When an answer is lost, it is asked for again with what is there then: a refusal proves nothing after that.
    private async Task<ChangeResult?> DoAsync(Promise promise, Func<Entry, Change> change, CancellationToken stop, string? text = null)
    {
        promise.IsTouched = true;
        var isSure = true;
        while (true)
        {
            stop.ThrowIfCancellationRequested();
            try
            {
                if (await outbox.ReadAsync(promise.Added.Id, stop) is not { } entry)
                    return null;
                var made = change(entry);
                Count(made.GetType().Name.ToLowerInvariant());
                var result = await outbox.ChangeAsync(entry.Id, entry.Version, made, stop);
                if (result is ChangeResult.Refused && isSure && text is not null)
                    promise.DidNotBecome(text);
                return result;
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                isSure = false;
                await Task.Delay(100, stop);
            }
        }
    }

    private static async Task<T> TryAsync<T>(Func<Task<T>> call, CancellationToken stop)
    {
        while (true)
        {
            try
            {
                return await call();
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                await Task.Delay(100, stop);
            }
        }
    }

    private void Touch(string campaign)
    {
        foreach (var promise in _promises.Values.Where(promise => promise.Added.Delivery.Campaign == campaign))
            promise.IsTouched = true;
    }

    private void Count(string deed) => Deeds[deed] = Deeds.GetValueOrDefault(deed) + 1;
}
