using Dapper;
using SocialKit.Deliveries;
using SocialKit.Reposts;
using SocialKit.Storage.Rows;

namespace SocialKit.Storage;

internal sealed partial class SqlOutbox
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<LaneClaim>> ClaimAsync(ClaimRequest request, CancellationToken cancellationToken) => database.WriteAsync<IReadOnlyList<LaneClaim>>(async session =>
    {
        var now = await session.NowAsync().ConfigureAwait(false);
        List<LaneRow> found = [];
        // Each platform with a limit of its own is asked for by itself, so that what one has too much of does not hide the others.
        var limited = request.AtMostOf.Where(pair => request.Only is null || request.Only.Contains(pair.Key)).ToList();
        foreach (var (platform, room) in limited)
            found.AddRange(await ReadyAsync(session, now, "l.platform IN", [platform], Math.Min(room, request.AtMost)).ConfigureAwait(false));
        var others = request.Only?.Where(platform => !request.AtMostOf.ContainsKey(platform)).ToList();
        if (others is null)
            found.AddRange(await ReadyAsync(session, now, "l.platform NOT IN", limited.Select(pair => pair.Key), request.AtMost).ConfigureAwait(false));
        else
            found.AddRange(await ReadyAsync(session, now, "l.platform IN", others, request.AtMost).ConfigureAwait(false));

        var claimed = found.OrderBy(row => row.NextAt).ThenBy(row => row.AccountId, StringComparer.Ordinal)
            .Select(row => row.ToLane()).Where(lane => LaneRules.MayClaim(lane, now)).Take(request.AtMost)
            .Select(lane => LaneRules.Claim(lane, request.Owner, now, request.Lease)).ToList();
        await session.WriteAsync(Lanes(claimed, [])).ConfigureAwait(false);
        return [.. claimed.Select(lane => new LaneClaim(lane.Account, lane.Platform, lane.Epoch, request.Owner))];
    }, cancellationToken);

    private static async Task<IEnumerable<LaneRow>> ReadyAsync(Session session, DateTimeOffset now, string platforms, IEnumerable<PlatformId> those, int atMost)
    {
        if (atMost <= 0)
            return [];
        var sql = $"{LaneRow.Select} WHERE l.claim_at <= @now AND {platforms} (SELECT value FROM {session.Each("list")}) ORDER BY l.next_at, l.account_id LIMIT @atMost{session.SkipHeld}";
        return await session.Connection.QueryAsync<LaneRow>(sql, new { now = Instants.Of(now), list = Session.List(those.Select(platform => platform.Value)), atMost = (long)atMost }, session.Transaction).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<Entry>> ReadLaneAsync(LaneClaim lane, int atMost, CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<Entry>>(async session =>
    {
        var now = await session.NowAsync().ConfigureAwait(false);
        var sql = $"""
            {PostRow.Select} WHERE p.account_id = @account AND p.turn_at IS NOT NULL AND p.turn_at <= @now
            AND EXISTS (SELECT 1 FROM lane l WHERE l.account_id = @account AND l.epoch = @epoch AND l.lease_owner = @owner) ORDER BY p.turn_at, p.id LIMIT @atMost
            """;
        var rows = await session.Connection.QueryAsync<PostRow>(sql,
            new { account = StoredText.Write(lane.Account), epoch = lane.Epoch, owner = StoredText.Write(lane.Owner), now = Instants.Of(now), atMost = (long)atMost }, session.Transaction).ConfigureAwait(false);
        return [.. rows.Select(row => row.ToEntry())];
    }, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<WorkResult>> CommitAsync(IReadOnlyList<Work> works, CancellationToken cancellationToken) => database.WriteAsync<IReadOnlyList<WorkResult>>(async session =>
    {
        // First the lanes, which are held then, and what is read after them stays as it is.
        var held = Reading.Of(LaneRow.Held, works.Select(work => work.Lane.Account));
        var outlines = Reading.Of(PostOutline.ById, works.Select(IdOf).OfType<Guid>());
        var now = await session.ReadAndNowAsync(held, outlines).ConfigureAwait(false);

        var lanes = held.Rows.ToDictionary(lane => lane.Account);
        var before = outlines.Rows.ToDictionary(outline => outline.Entry.Id);
        var entries = before.ToDictionary(pair => pair.Key, pair => pair.Value.Entry);
        Dictionary<string, Lane> changed = [];
        Dictionary<(Guid, int), (Guid, Attempt)> attempts = [];
        List<NewDelivery> adds = [];
        var results = new WorkResult[works.Count];
        Dictionary<string, RepostTimes> times = [];
        foreach (var account in works.Where(work => work is Work.Turn or Work.Begin { Pace: not null }).Select(work => work.Lane.Account).Distinct())
            times.Add(account, await TimesAsync(session, account, now).ConfigureAwait(false));
        for (var i = 0; i < results.Length; i++)
        {
            var id = IdOf(works[i]) ?? Guid.Empty;
            var entry = entries.GetValueOrDefault(id);
            var campaign = before.GetValueOrDefault(id)?.Campaign;
            var decision = LaneRules.Decide(works[i], lanes.GetValueOrDefault(works[i].Lane.Account), entry, campaign, now, times.GetValueOrDefault(works[i].Lane.Account));
            if (decision.Lane is { } lane)
                changed[lane.Account] = lanes[lane.Account] = lane;
            if (decision.Entry is { } stands)
                entries[stands.Id] = stands;
            if (decision.Attempt is { } attempt)
                attempts[(entry!.Id, attempt.N)] = (entry.Id, attempt);
            if (decision.Add is { } added)
                adds.Add(added);
            results[i] = decision.Result;
        }

        await StandAsync(session, before, entries.Values, changed.Values, held.Rows.ToDictionary(lane => lane.Account), attempts.Values).ConfigureAwait(false);
        await session.WriteAsync(TurnTable.Write, times.Values.SelectMany(one => one.New)).ConfigureAwait(false);
        await AddMissingAsync(session, adds).ConfigureAwait(false);
        return results;
    }, cancellationToken);

    private static Guid? IdOf(Work work) => work switch { Work.Begin begin => begin.Id, Work.Turn turn => turn.Id, Work.Record record => record.Id, Work.Settle settle => settle.Id, _ => null };

    // Writes where entries stand now, and their lanes. All of these lanes are held.
    private static async Task StandAsync(
        Session session, IReadOnlyDictionary<Guid, PostOutline> before, IEnumerable<Entry> now, IReadOnlyCollection<Lane> lanes, IReadOnlyDictionary<string, Lane>? lanesBefore = null, IEnumerable<(Guid, Attempt)>? attempts = null)
    {
        List<Entry> begun = [];
        List<Entry> stood = [];
        List<Entry> tried = [];
        List<Entry> moved = [];
        foreach (var entry in now)
        {
            var was = before[entry.Id].Entry;
            if (ReferenceEquals(entry, was))
                continue;
            if (was.State == DeliveryState.Scheduled && entry.State == DeliveryState.Sending && entry.Version == was.Version + 1)
                begun.Add(entry);
            else if (entry.Delivery.DueAt != was.Delivery.DueAt)
                moved.Add(entry);
            else
                (entry.Attempts == was.Attempts ? stood : tried).Add(entry);
        }
        Writing[] posts = [Writing.Of(PostTable.Begin, begun), Writing.Of(PostTable.Stand, stood), Writing.Of(PostTable.StandTried, tried), Writing.Of(PostTable.Move, moved), Writing.Of(AttemptRow.Write, attempts ?? [])];
        await FollowAsync(session, before, [.. begun, .. stood, .. tried, .. moved], posts, lanes, lanesBefore).ConfigureAwait(false);
    }

    // Writes changed posts and what follows from where they stand now: for those who reply to them, and for the lanes.
    private static async Task FollowAsync(
        Session session, IReadOnlyDictionary<Guid, PostOutline> before, IReadOnlyCollection<Entry> changed, IReadOnlyList<Writing> posts, IReadOnlyCollection<Lane> lanes, IReadOnlyDictionary<string, Lane>? lanesBefore = null)
    {
        var over = changed.Where(entry => before[entry.Id].HasFollowers && IsOver(entry.State) != IsOver(before[entry.Id].Entry.State)).Select(entry => (entry.Delivery.Key, IsOver(entry.State))).ToList();
        var (told, followers) = await FollowersAsync(session, over).ConfigureAwait(false);
        Dictionary<string, long> more = [];
        foreach (var entry in changed)
            more[entry.Delivery.From.Id] = more.GetValueOrDefault(entry.Delivery.From.Id) + Scheduled(entry) - Scheduled(before[entry.Id].Entry);
        await session.WriteAsync([.. posts, told, .. Lanes(lanes, followers.Concat(more.Keys), more, lanesBefore)]).ConfigureAwait(false);

        static int Scheduled(Entry entry) => entry.State == DeliveryState.Scheduled ? 1 : 0;
    }

    // Adds what is not there yet, to lanes that are held.
    private static async Task AddMissingAsync(Session session, IReadOnlyList<NewDelivery> adds)
    {
        if (adds.Count == 0)
            return;
        var there = await ThereAsync(session, adds).ConfigureAwait(false);
        List<(NewDelivery, Entry)> missing = [];
        foreach (var added in adds)
        {
            if (there.Find(added) is not null)
                continue;
            there.Add(added);
            missing.Add((added, AddRules.EntryOf(added)));
        }
        await InsertAsync(session, missing).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task<TimeSpan?> UntilNextAsync(IReadOnlyCollection<PlatformId>? only, CancellationToken cancellationToken) => database.ReadAsync(async session =>
    {
        var at = only is null
            ? await session.Connection.QueryFirstAsync<long?>("SELECT MIN(claim_at) FROM lane WHERE claim_at IS NOT NULL", null, session.Transaction).ConfigureAwait(false)
            : await session.Connection.QueryFirstOrDefaultAsync<long?>(
                $"SELECT claim_at FROM lane WHERE claim_at IS NOT NULL AND platform IN (SELECT value FROM {session.Each("list")}) ORDER BY claim_at LIMIT 1",
                new { list = Session.List(only.Select(platform => platform.Value)) }, session.Transaction).ConfigureAwait(false);
        if (at is not { } next)
            return (TimeSpan?)null;
        var left = next - Instants.Of(await session.NowAsync().ConfigureAwait(false));
        return left > 0 ? TimeSpan.FromMilliseconds(left) : TimeSpan.Zero;
    }, cancellationToken);

    /// <inheritdoc/>
    public Task<long> WaitAsync(long seen, TimeSpan atMost, CancellationToken cancellationToken) => database.WaitAsync(seen, atMost, cancellationToken);

    /// <inheritdoc/>
    public Task<DateTimeOffset> BeatAsync(string owner, long begun, string? pausedBecause, CancellationToken cancellationToken) => database.WriteAsync(async session =>
    {
        var exactly = await session.ExactNowAsync().ConfigureAwait(false);
        await session.WriteAsync(WorkerRow.Write, [new WorkerBeat(owner, exactly, exactly, begun, pausedBecause)]).ConfigureAwait(false);
        return exactly;
    }, cancellationToken);

    /// <inheritdoc/>
    public Task LeaveAsync(string owner, CancellationToken cancellationToken) => database.WriteAsync(async session =>
    {
        await Leaving.GoneAsync(session, [owner], theirProcessesEnded: false).ConfigureAwait(false);
        await session.WakeAsync().ConfigureAwait(false);
        return true;
    }, cancellationToken);
}
