using Dapper;
using SocialKit.Deliveries;
using SocialKit.Reposts;
using SocialKit.Storage.Rows;

namespace SocialKit.Storage;

internal sealed partial class SqlOutbox
{
    // Whoever changes jobs and what they read keeps others who add out: stops do so too.

    /// <inheritdoc/>
    public Task<bool> StartRepostsAsync(IReadOnlyList<RepostStart> starts, CancellationToken cancellationToken) => database.WriteAsync(async session =>
    {
        await session.HoldAddingAsync().ConfigureAwait(false);
        var campaigns = await CampaignsAsync(session, starts.Select(start => start.Job.Campaign)).ConfigureAwait(false);
        if (campaigns.Values.Any(campaign => campaign.StoppedAt is not null))
            return false;
        await MakeLanesAsync(session, starts.Select(start => start.Job.From)).ConfigureAwait(false);
        var now = await session.NowAsync().ConfigureAwait(false);
        foreach (var (job, feeds) in starts)
        {
            await session.WriteAsync(RepostJobRow.Write, [FeedRules.Start(job, await JobAsync(session, job.Campaign, job.From.Id).ConfigureAwait(false), now)]).ConfigureAwait(false);
            var before = (await FeedsAsync(session, "WHERE f.campaign_id = @campaign AND f.account_id = @account", job.Campaign, job.From.Id).ConfigureAwait(false)).ToDictionary(feed => feed.Listed);
            const string forget = "DELETE FROM feed WHERE campaign_id = @campaign AND account_id = @account AND listed = @listed";
            foreach (var gone in before.Keys.Except(feeds.Select(feed => feed.Listed)))
                await session.Connection.ExecuteAsync(forget, new { campaign = StoredText.Write(job.Campaign), account = StoredText.Write(job.From.Id), listed = StoredText.Write(gone) }, session.Transaction).ConfigureAwait(false);
            await session.WriteAsync(FeedRow.Write, feeds.Select(feed => FeedRules.Start(feed, before.GetValueOrDefault(feed.Listed), now))).ConfigureAwait(false);
        }
        await session.WakeAsync().ConfigureAwait(false);
        return true;
    }, cancellationToken);

    /// <inheritdoc/>
    public Task<StoppedReposts> StopRepostsAsync(string campaign, string? account, string by, CancellationToken cancellationToken) => database.WriteAsync(async session =>
    {
        await session.HoldAddingAsync().ConfigureAwait(false);
        var jobs = (await JobsAsync(session, campaign).ConfigureAwait(false)).Where(job => account is null || job.From.Id == account).ToList();
        var lanes = await HoldLanesAsync(session, jobs.Select(job => job.From.Id)).ConfigureAwait(false);
        var now = await session.NowAsync().ConfigureAwait(false);
        await session.WriteAsync(RepostJobRow.Write, jobs.Select(job => job with { StoppedAt = job.StoppedAt ?? now, StoppedBy = by })).ConfigureAwait(false);
        List<Guid> ids = [];
        foreach (var job in jobs)
        {
            const string sql = "SELECT p.id AS Id, p.due_at AS DueAt FROM post p WHERE p.campaign_id = @campaign AND p.account_id = @from AND p.act = 'repost' AND p.state NOT IN ('sending', 'sent', 'unclear', 'cancelled', 'expired', 'failed')";
            var rows = await session.Connection.QueryAsync<PlaceRow>(sql, new { campaign = StoredText.Write(campaign), from = StoredText.Write(job.From.Id) }, session.Transaction).ConfigureAwait(false);
            ids.AddRange(rows.Select(row => row.Id));
        }
        var before = await OutlinesAsync(session, ids).ConfigureAwait(false);
        var cancelled = before.Values.Select(outline => FeedRules.Cancel(outline.Entry, by)).OfType<Entry>().ToList();
        await StandAsync(session, before, cancelled, Unblocked(lanes, cancelled)).ConfigureAwait(false);
        await session.WakeAsync().ConfigureAwait(false);
        return new StoppedReposts(jobs.Count(job => job.StoppedAt is null), cancelled.Count);
    }, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<RepostJob>> ReadRepostsAsync(string? campaign, CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<RepostJob>>(async session =>
        await JobsAsync(session, campaign).ConfigureAwait(false), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ListedFeed>> ReadFeedsAsync(string? campaign, CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<ListedFeed>>(async session =>
        await FeedsAsync(session, (campaign is null ? "" : "WHERE f.campaign_id = @campaign ") + "ORDER BY f.campaign_id, f.account_id, f.listed", campaign ?? "", "").ConfigureAwait(false), cancellationToken);

    /// <inheritdoc/>
    public Task<FeedClaims> ClaimFeedsAsync(FeedClaimRequest request, CancellationToken cancellationToken) => database.WriteAsync(async session =>
    {
        await session.HoldAddingAsync().ConfigureAwait(false);
        var now = await session.NowAsync().ConfigureAwait(false);
        List<ListedFeed> found = [];
        foreach (var (platform, room) in request.AtMostOf)
        {
            if (room > 0)
                found.AddRange(await ReadyFeedsAsync(session, request, platform, Math.Min(room, request.AtMost), now).ConfigureAwait(false));
        }
        List<FeedClaim> claims = [];
        if (found.Count > 0)
        {
            var readers = Reading.Of(FeedReaderRow.ByAccount, found.Select(feed => feed.Account));
            await session.ReadAsync(readers).ConfigureAwait(false);
            var known = readers.Rows.ToDictionary(reader => reader.Account);
            Dictionary<(string, string), RepostJob> jobs = [];
            foreach (var feed in found.OrderBy(feed => feed.NextLook).ThenBy(feed => feed.Listed, StringComparer.Ordinal))
            {
                if (claims.Count == request.AtMost)
                    break;
                if (!jobs.TryGetValue((feed.Campaign, feed.Account), out var job))
                    jobs[(feed.Campaign, feed.Account)] = job = (await JobAsync(session, feed.Campaign, feed.Account).ConfigureAwait(false))!;
                var reader = known.GetValueOrDefault(feed.Account) ?? new(feed.Account);
                // Another one of this turn may have used up the budget.
                if (job.RestsUntil > now || reader.RetryAfter > now || request.Terms(job, feed) is not { } terms)
                    continue;
                var decision = FeedRules.Claim(feed, job, reader, terms, request.Owner, request.Lease, now);
                jobs[(feed.Campaign, feed.Account)] = decision.Job;
                known[feed.Account] = decision.Reader;
                if (decision.Claim is { } claim)
                    claims.Add(claim);
            }
            await session.WriteAsync(Writing.Of(FeedRow.Write, claims.Select(claim => claim.Feed)), Writing.Of(RepostJobRow.Write, jobs.Values), Writing.Of(FeedReaderRow.Write, known.Values)).ConfigureAwait(false);
        }
        return new FeedClaims(claims, await UntilNextFeedAsync(session, request, now).ConfigureAwait(false));
    }, cancellationToken);

    /// <inheritdoc/>
    public Task<FeedAdvanced?> AdvanceFeedAsync(FeedStep step, CancellationToken cancellationToken) => database.WriteAsync(async session =>
    {
        var feed = step.Feed;
        await session.HoldAddingAsync().ConfigureAwait(false);
        var stored = (await FeedsAsync(session, "WHERE f.campaign_id = @campaign AND f.account_id = @account AND f.listed = @listed", feed.Campaign, feed.Account, feed.Listed).ConfigureAwait(false)).FirstOrDefault();
        if (stored is null || stored.Version != step.Claim.Feed.Version || await JobAsync(session, feed.Campaign, feed.Account).ConfigureAwait(false) is not { StoppedAt: null } job
            || (await CampaignAsync(session, feed.Campaign).ConfigureAwait(false))?.StoppedAt is not null)
        {
            return null;
        }
        await HoldLanesAsync(session, [feed.Account]).ConfigureAwait(false);
        var now = await session.NowAsync().ConfigureAwait(false);
        var readers = Reading.Of(FeedReaderRow.ByAccount, [feed.Account]);
        await session.ReadAsync(readers).ConfigureAwait(false);
        var (decided, there) = step.Posts.Count > 0 ? await KnownAsync(session, step).ConfigureAwait(false) : ([], []);
        var times = step.Posts.Count > 0 ? await TimesAsync(session, feed.Account, now).ConfigureAwait(false) : new RepostTimes(feed.Account, [], []);

        var advance = FeedRules.Advance(step, job, (readers.Rows is [var known] ? known : new(feed.Account)), times, post => decided.Contains(post.Id), there.Contains, now);
        await session.WriteAsync(
            Writing.Of(FeedRow.Write, [advance.Feed]), Writing.Of(RepostJobRow.Write, ReferenceEquals(advance.Job, job) ? [] : [advance.Job]),
            Writing.Of(FeedReaderRow.Write, step.ReaderWaits is null ? [] : [advance.Reader]), Writing.Of(DecisionRow.Insert, advance.Decisions)).ConfigureAwait(false);
        if (advance.Added.Count > 0)
        {
            await InsertAsync(session, [.. advance.Added.Select(added => (added, AddRules.EntryOf(added)))]).ConfigureAwait(false);
            await session.WakeAsync().ConfigureAwait(false);
        }
        return new FeedAdvanced(advance.Feed, advance.Decisions);
    }, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<RepostDecision>> FindDecisionsAsync(PlatformId platform, string idOrUrl, CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<RepostDecision>>(async session =>
    {
        var rows = await session.Connection.QueryAsync<DecisionRow>($"{DecisionRow.Select} WHERE d.platform = @platform AND (d.post_id = @what OR d.url = @what) {NewestFirst}",
            new { platform = StoredText.Write(platform.Value), what = StoredText.Write(idOrUrl) }, session.Transaction).ConfigureAwait(false);
        return [.. rows.Select(row => row.ToDecision())];
    }, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<RepostDecision>> ReadDecisionsAsync(DecisionQuery query, CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<RepostDecision>>(async session =>
    {
        List<string> where = ["d.at >= @from", "d.at < @to"];
        if (query.Campaign is not null)
            where.Add("d.campaign_id = @campaign");
        if (query.Account is not null)
            where.Add("d.account_id = @account");
        var rows = await session.Connection.QueryAsync<DecisionRow>($"{DecisionRow.Select} WHERE {string.Join(" AND ", where)} {NewestFirst} LIMIT @atMost", new
        {
            from = Instants.Of(query.From) ?? long.MinValue,
            to = Instants.Of(query.To) ?? long.MaxValue,
            campaign = StoredText.Write(query.Campaign) ?? "",
            account = StoredText.Write(query.Account) ?? "",
            atMost = (long)query.Limit,
        }, session.Transaction).ConfigureAwait(false);
        return [.. rows.Select(row => row.ToDecision())];
    }, cancellationToken);

    private const string NewestFirst = "ORDER BY d.at DESC, d.account_id, d.post_id";

    // What of a reading was decided about before, by its id, and which keys are in the queue.
    private static async Task<(HashSet<string> Decided, HashSet<DeliveryKey> There)> KnownAsync(Session session, FeedStep step)
    {
        var (campaign, account) = (step.Feed.Campaign, step.Feed.Account);
        var sql = $"{DecisionRow.Select} WHERE d.campaign_id = @campaign AND d.account_id = @account AND d.post_id IN (SELECT value FROM {session.Each("list")})";
        var rows = await session.Connection.QueryAsync<DecisionRow>(sql,
            new { campaign = StoredText.Write(campaign), account = StoredText.Write(account), list = Session.List(step.Posts.Select(post => post.Post.Ref.Id)) }, session.Transaction).ConfigureAwait(false);
        var there = Reading.Of(ThereRow.ByKey, step.Posts.Select(post => RepostDecision.KeyOf(campaign, account, post.Post.Ref).Value));
        await session.ReadAsync(there).ConfigureAwait(false);
        return ([.. rows.Select(row => StoredText.Read(row.PostId))], [.. there.Rows.Select(row => row.Key)]);
    }

    // When an account reposts: read while its lane is held.
    private static async Task<RepostTimes> TimesAsync(Session session, string account, DateTimeOffset now)
    {
        var who = StoredText.Write(account);
        var begun = await session.Connection.QueryAsync<PlaceRow>("SELECT t.post_id AS Id, t.at AS DueAt FROM repost_turn t WHERE t.account_id = @who AND t.at > @since", new { who, since = Instants.Of(now - RepostTimes.Matters) }, session.Transaction).ConfigureAwait(false);
        var planned = await session.Connection.QueryAsync<PlaceRow>("SELECT p.id AS Id, p.due_at AS DueAt FROM post p WHERE p.account_id = @who AND p.act = 'repost' AND p.state = 'scheduled' AND p.due_at > @at", new { who, at = Instants.Of(now) }, session.Transaction).ConfigureAwait(false);
        return new(account, begun.Select(At), planned.Select(At));

        static KeyValuePair<Guid, DateTimeOffset> At(PlaceRow row) => KeyValuePair.Create(row.Id, Instants.At(row.DueAt));
    }

    private static async Task<RepostJob?> JobAsync(Session session, string campaign, string account)
    {
        var row = await session.Connection.QueryFirstOrDefaultAsync<RepostJobRow>($"{RepostJobRow.Select} WHERE j.campaign_id = @campaign AND j.account_id = @account",
            new { campaign = StoredText.Write(campaign), account = StoredText.Write(account) }, session.Transaction).ConfigureAwait(false);
        return row?.ToJob();
    }

    private static async Task<List<RepostJob>> JobsAsync(Session session, string? campaign)
    {
        var rows = await session.Connection.QueryAsync<RepostJobRow>($"{RepostJobRow.Select} {(campaign is null ? "" : "WHERE j.campaign_id = @campaign ")}ORDER BY j.campaign_id, j.account_id", new { campaign = StoredText.Write(campaign) ?? "" }, session.Transaction).ConfigureAwait(false);
        return [.. rows.Select(row => row.ToJob())];
    }

    private static async Task<List<ListedFeed>> FeedsAsync(Session session, string rest, string campaign, string account, string listed = "")
    {
        var rows = await session.Connection.QueryAsync<FeedRow>($"{FeedRow.Select} {rest}", new { campaign = StoredText.Write(campaign), account = StoredText.Write(account), listed = StoredText.Write(listed) }, session.Transaction).ConfigureAwait(false);
        return [.. rows.Select(row => row.ToFeed())];
    }

    private const string OfRunningJobs = """
        JOIN repost_job j ON j.campaign_id = f.campaign_id AND j.account_id = f.account_id JOIN lane l ON l.account_id = f.account_id
        LEFT JOIN campaign c ON c.slug = f.campaign_id LEFT JOIN feed_reader r ON r.account_id = f.account_id
        WHERE f.is_read = 1 AND f.platform = @platform AND j.stopped_at IS NULL AND c.stopped_at IS NULL AND l.paused_because IS NULL
        """;

    private static async Task<IEnumerable<ListedFeed>> ReadyFeedsAsync(Session session, FeedClaimRequest request, PlatformId platform, int atMost, DateTimeOffset now)
    {
        var sql = $"""
            {FeedRow.Select} {OfRunningJobs}{Wanted(request)} AND {(request.UnreadSince is null ? "f.next_look <= @now AND " : "")}(f.lease_until IS NULL OR f.lease_until <= @now)
            AND (j.rests_until IS NULL OR j.rests_until <= @now) AND (r.retry_after IS NULL OR r.retry_after <= @now) ORDER BY f.next_look, f.listed LIMIT @atMost
            """;
        var rows = await session.Connection.QueryAsync<FeedRow>(sql, new
        {
            platform = StoredText.Write(platform.Value), campaign = StoredText.Write(request.Campaign) ?? "", since = Instants.Of(request.UnreadSince) ?? 0, now = Instants.Of(now), atMost = (long)atMost,
        }, session.Transaction).ConfigureAwait(false);
        return rows.Select(row => row.ToFeed());
    }

    private static async Task<TimeSpan?> UntilNextFeedAsync(Session session, FeedClaimRequest request, DateTimeOffset now)
    {
        var ready = ((string[])["f.lease_until", "j.rests_until", "r.retry_after"]).Aggregate(request.UnreadSince is null ? "f.next_look" : "0", (one, other) => $"CASE WHEN {other} > {one} THEN {other} ELSE {one} END");
        var sql = $"SELECT MIN({ready}) FROM feed f {OfRunningJobs}{Wanted(request)}";
        long? first = null;
        foreach (var platform in request.AtMostOf.Keys)
        {
            var at = await session.Connection.QueryFirstAsync<long?>(sql, new { platform = StoredText.Write(platform.Value), campaign = StoredText.Write(request.Campaign) ?? "", since = Instants.Of(request.UnreadSince) ?? 0 }, session.Transaction).ConfigureAwait(false);
            first = first is null || at < first ? at ?? first : first;
        }
        return first is { } next ? next > Instants.Of(now) ? TimeSpan.FromMilliseconds(next - Instants.Of(now)) : TimeSpan.Zero : null;
    }

    private static string Wanted(FeedClaimRequest request) => (request.Campaign is null ? " AND j.is_standing = 1" : " AND f.campaign_id = @campaign") + (request.UnreadSince is null ? "" : " AND (f.read_at IS NULL OR f.read_at < @since)");
}
