using SocialKit.Deliveries;
using SocialKit.Reposts;

namespace SocialKit.Testing;

public sealed partial class MemoryOutbox
{
    private readonly Dictionary<(string Campaign, string Account), RepostJob> _jobs = [];
    private readonly Dictionary<(string Campaign, string Account, string Listed), ListedFeed> _feeds = [];
    private readonly Dictionary<string, FeedReader> _readers = [];
    private readonly Dictionary<(string Campaign, string Account, string Post), RepostDecision> _decisions = [];
    private readonly Dictionary<string, Dictionary<Guid, DateTimeOffset>> _turns = [];

    /// <inheritdoc/>
    public Task<bool> StartRepostsAsync(IReadOnlyList<RepostStart> starts, CancellationToken cancellationToken) => Locked(() =>
    {
        if (starts.Any(start => _campaigns.GetValueOrDefault(start.Job.Campaign)?.StoppedAt is not null))
            return false;
        var now = Now;
        foreach (var (job, feeds) in starts)
        {
            MakeLane(job.From);
            _jobs[(job.Campaign, job.From.Id)] = FeedRules.Start(job, _jobs.GetValueOrDefault((job.Campaign, job.From.Id)), now);
            var before = _feeds.Where(pair => pair.Key.Campaign == job.Campaign && pair.Key.Account == job.From.Id).ToDictionary(pair => pair.Key.Listed, pair => pair.Value);
            foreach (var gone in before.Keys.Except(feeds.Select(feed => feed.Listed)))
                _feeds.Remove((job.Campaign, job.From.Id, gone));
            foreach (var feed in feeds)
                _feeds[(feed.Campaign, feed.Account, feed.Listed)] = Cut(FeedRules.Start(feed, before.GetValueOrDefault(feed.Listed), now));
        }
        Wake();
        return true;
    });

    /// <inheritdoc/>
    public Task<StoppedReposts> StopRepostsAsync(string campaign, string? account, string by, CancellationToken cancellationToken) => Locked(() =>
    {
        var jobs = 0;
        var cancelled = 0;
        foreach (var job in _jobs.Values.Where(job => job.Campaign == campaign && (account is null || job.From.Id == account)).ToList())
        {
            if (job.StoppedAt is null)
                jobs++;
            _jobs[(job.Campaign, job.From.Id)] = job with { StoppedAt = job.StoppedAt ?? Now, StoppedBy = by };
            foreach (var entry in Of(campaign).Where(entry => entry.Delivery.From.Id == job.From.Id).Select(entry => FeedRules.Cancel(entry, by)).OfType<Entry>())
            {
                Put(entry);
                _lanes[job.From.Id] = ChangeRules.Unblock(_lanes[job.From.Id], entry);
                cancelled++;
            }
        }
        Wake();
        return new StoppedReposts(jobs, cancelled);
    });

    /// <inheritdoc/>
    public Task<IReadOnlyList<RepostJob>> ReadRepostsAsync(string? campaign, CancellationToken cancellationToken) => Locked<IReadOnlyList<RepostJob>>(() =>
        [.. _jobs.Values.Where(job => campaign is null || job.Campaign == campaign).OrderBy(job => job.Campaign, StringComparer.Ordinal).ThenBy(job => job.From.Id, StringComparer.Ordinal)]);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ListedFeed>> ReadFeedsAsync(string? campaign, CancellationToken cancellationToken) => Locked<IReadOnlyList<ListedFeed>>(() =>
    [
        .. _feeds.Values.Where(feed => campaign is null || feed.Campaign == campaign)
            .OrderBy(feed => feed.Campaign, StringComparer.Ordinal).ThenBy(feed => feed.Account, StringComparer.Ordinal).ThenBy(feed => feed.Listed, StringComparer.Ordinal),
    ]);

    /// <inheritdoc/>
    public Task<FeedClaims> ClaimFeedsAsync(FeedClaimRequest request, CancellationToken cancellationToken) => Locked(() =>
    {
        var now = Now;
        var room = request.AtMostOf.ToDictionary();
        List<FeedClaim> claims = [];
        var due = _feeds.Values.Where(feed => ReadyAt(feed, request) is { } at && at <= now).OrderBy(feed => feed.NextLook).ThenBy(feed => feed.Listed, StringComparer.Ordinal).ToList();
        foreach (var feed in due)
        {
            if (claims.Count == request.AtMost)
                break;
            // Another one of this turn may have used up the budget.
            var job = _jobs[(feed.Campaign, feed.Account)];
            if (room[feed.Platform] <= 0 || !(ReadyAt(feed, request) <= now) || request.Terms(job, feed) is not { } terms)
                continue;
            var decision = FeedRules.Claim(feed, job, _readers.GetValueOrDefault(feed.Account) ?? new(feed.Account), terms, request.Owner, request.Lease, now);
            _jobs[(feed.Campaign, feed.Account)] = decision.Job;
            _readers[feed.Account] = decision.Reader;
            if (decision.Claim is not { } claim)
                continue;
            room[feed.Platform]--;
            _feeds[(feed.Campaign, feed.Account, feed.Listed)] = Cut(claim.Feed);
            claims.Add(claim);
        }
        var next = _feeds.Values.Select(feed => ReadyAt(feed, request)).Min();
        return new FeedClaims(claims, next is { } at ? at > now ? at - now : TimeSpan.Zero : null);
    });

    /// <inheritdoc/>
    public Task<FeedAdvanced?> AdvanceFeedAsync(FeedStep step, CancellationToken cancellationToken) => Locked(() =>
    {
        var feed = step.Feed;
        if (_feeds.GetValueOrDefault((feed.Campaign, feed.Account, feed.Listed)) is not { } stored || stored.Version != step.Claim.Feed.Version
            || _jobs.GetValueOrDefault((feed.Campaign, feed.Account)) is not { StoppedAt: null } job || _campaigns.GetValueOrDefault(feed.Campaign)?.StoppedAt is not null)
        {
            return null;
        }
        var now = Now;
        var advance = FeedRules.Advance(step, job, _readers.GetValueOrDefault(feed.Account) ?? new(feed.Account), Times(feed.Account, now),
            post => _decisions.ContainsKey((feed.Campaign, feed.Account, post.Id)), _keys.ContainsKey, now);
        _feeds[(feed.Campaign, feed.Account, feed.Listed)] = Cut(advance.Feed);
        _jobs[(feed.Campaign, feed.Account)] = advance.Job;
        _readers[feed.Account] = advance.Reader;
        foreach (var decision in advance.Decisions)
            _decisions.Add((feed.Campaign, feed.Account, decision.Post.Id), decision with { PostedAt = InMilliseconds(decision.PostedAt) });
        foreach (var added in advance.Added)
            Insert(added, AddRules.EntryOf(added));
        Wake();
        return new FeedAdvanced(Cut(advance.Feed), advance.Decisions);
    });

    /// <inheritdoc/>
    public Task<IReadOnlyList<RepostDecision>> FindDecisionsAsync(PlatformId platform, string idOrUrl, CancellationToken cancellationToken) => Locked<IReadOnlyList<RepostDecision>>(() =>
        [.. Newest(_decisions.Values.Where(decision => decision.Post.Platform == platform && (decision.Post.Id == idOrUrl || decision.Post.Url == idOrUrl)))]);

    /// <inheritdoc/>
    public Task<IReadOnlyList<RepostDecision>> ReadDecisionsAsync(DecisionQuery query, CancellationToken cancellationToken) => Locked<IReadOnlyList<RepostDecision>>(() =>
    [
        .. Newest(_decisions.Values
            .Where(decision => (query.Campaign is null || decision.Campaign == query.Campaign) && (query.Account is null || decision.Account == query.Account))
            .Where(decision => (query.From is not { } from || decision.At >= from) && (query.To is not { } to || decision.At < to))).Take(query.Limit),
    ]);

    private static IEnumerable<RepostDecision> Newest(IEnumerable<RepostDecision> decisions) =>
        decisions.OrderByDescending(decision => decision.At).ThenBy(decision => decision.Account, StringComparer.Ordinal).ThenBy(decision => decision.Post.Id, StringComparer.Ordinal);

    // When a listed account can be claimed; null if it cannot without a change.
    private DateTimeOffset? ReadyAt(ListedFeed feed, FeedClaimRequest request)
    {
        if (!feed.IsRead || !request.AtMostOf.ContainsKey(feed.Platform) || (request.Campaign is not null && feed.Campaign != request.Campaign) || _lanes[feed.Account].PausedBecause is not null
            || _jobs[(feed.Campaign, feed.Account)] is not { StoppedAt: null } job || (request.Campaign is null && !job.IsStanding) || _campaigns.GetValueOrDefault(feed.Campaign)?.StoppedAt is not null)
        {
            return null;
        }
        if (request.UnreadSince is { } since && feed.ReadAt >= since)
            return null;
        var next = request.UnreadSince is null ? feed.NextLook : DateTimeOffset.MinValue;
        return ((DateTimeOffset?[])[next, feed.LeaseUntil, job.RestsUntil, _readers.GetValueOrDefault(feed.Account)?.RetryAfter]).Max();
    }

    private RepostTimes Times(string account, DateTimeOffset now)
    {
        var begun = (_turns.GetValueOrDefault(account) ?? []).Where(turn => turn.Value > now - RepostTimes.Matters);
        var planned = (_queues.GetValueOrDefault(account) ?? []).Select(place => _entries[place.Id])
            .Where(entry => entry is { State: DeliveryState.Scheduled, Delivery.Act: Act.Repost } && entry.Delivery.DueAt > now)
            .Select(entry => KeyValuePair.Create(entry.Id, entry.Delivery.DueAt));
        return new(account, begun, planned);
    }

    private void Keep(RepostTimes? times)
    {
        foreach (var (entry, account, at) in times?.New ?? [])
        {
            if (!_turns.TryGetValue(account, out var turns))
                _turns.Add(account, turns = []);
            turns[entry] = at;
        }
    }

    private static ListedFeed Cut(ListedFeed feed) => feed with
    {
        NextLook = InMilliseconds(feed.NextLook), ReadAt = Cut(feed.ReadAt), LeaseUntil = Cut(feed.LeaseUntil),
    };

    private static DateTimeOffset? Cut(DateTimeOffset? instant) => instant is { } some ? InMilliseconds(some) : null;
}
