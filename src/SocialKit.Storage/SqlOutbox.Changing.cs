using Dapper;
using SocialKit.Deliveries;
using SocialKit.Storage.Rows;

namespace SocialKit.Storage;

internal sealed partial class SqlOutbox
{
    /// <inheritdoc/>
    public Task<ChangeResult> ChangeAsync(Guid id, int version, Change change, CancellationToken cancellationToken) => database.WriteAsync(async session =>
    {
        // Words, a predecessor or a deletion: what is added meanwhile may be about the same.
        if (change is Change.Edit or Change.Retry or Change.ResolveSent)
            await session.HoldAddingAsync().ConfigureAwait(false);
        if (await EntryAsync(session, id).ConfigureAwait(false) is not { } found)
            return new ChangeResult.Refused(Refusal.NotFound, null);
        var lanes = await HoldLanesAsync(session, [found.Delivery.From.Id]).ConfigureAwait(false);
        var entry = (await EntryAsync(session, id).ConfigureAwait(false))!;
        var campaign = await CampaignAsync(session, entry.Delivery.Campaign).ConfigureAwait(false);
        var result = ChangeRules.Decide(entry, version, change, campaign, await session.NowAsync().ConfigureAwait(false));
        if (result is not ChangeResult.Changed { Entry: var changed, Add: var add } || ReferenceEquals(changed, entry))
            return result;

        var words = change is Change.Edit edit && changed.Hash != entry.Hash ? edit.Words : await WordsAsync(session, id).ConfigureAwait(false);
        if (ChangeRules.SaysAnew(entry, changed) && words is not null && (await SaidAsync(session, [words]).ConfigureAwait(false)).SayerOf(entry.Delivery.From.Platform, words, entry.Delivery.From.Id) is not null)
            return new ChangeResult.Refused(Refusal.SameWords, entry);
        Writing written;
        if (change is Change.Edit)
        {
            var waits = changed.Delivery.After is { } after && (await PredecessorsAsync(session, [changed]).ConfigureAwait(false)).GetValueOrDefault(after);
            written = Writing.Of(PostTable.Edit, [new PostWritten(changed, words, waits)]);
        }
        else
        {
            written = Writing.Of(PostTable.Change, [changed]);
        }
        var before = new Dictionary<Guid, PostOutline> { [id] = new(entry, campaign, HasFollowers: true) };
        await FollowAsync(session, before, [changed], [written], [ChangeRules.Unblock(lanes[entry.Delivery.From.Id], changed)]).ConfigureAwait(false);
        if (add is not null)
            await AddMissingAsync(session, [add]).ConfigureAwait(false);
        await session.WakeAsync().ConfigureAwait(false);
        return new ChangeResult.Changed((await EntryAsync(session, id).ConfigureAwait(false))!);
    }, cancellationToken);

    private static async Task<string?> WordsAsync(Session session, Guid id) =>
        StoredText.Read(await session.Connection.QueryFirstOrDefaultAsync<string>("SELECT words FROM post WHERE id = @id", new { id }, session.Transaction).ConfigureAwait(false));

    /// <inheritdoc/>
    public Task<int> StopAsync(string campaign, string by, CancellationToken cancellationToken) => database.WriteAsync(async session =>
    {
        var lanes = await HoldCampaignAsync(session, campaign, []).ConfigureAwait(false);
        var (count, _) = await StopAsync(session, campaign, by, lanes).ConfigureAwait(false);
        await session.WakeAsync().ConfigureAwait(false);
        return count;
    }, cancellationToken);

    /// <inheritdoc/>
    public Task<Resumed> ResumeAsync(string campaign, CancellationToken cancellationToken) => database.WriteAsync(async session =>
    {
        var lanes = await HoldCampaignAsync(session, campaign, []).ConfigureAwait(false);
        var state = await CampaignAsync(session, campaign).ConfigureAwait(false) ?? new(campaign);
        await session.WriteAsync(CampaignRow.Write, [state with { StoppedAt = null, StoppedBy = null, WithdrawnAt = null }]).ConfigureAwait(false);
        var count = await EachOfAsync(session, campaign, [DeliveryState.Stopped], ChangeRules.Resume, _ => []).ConfigureAwait(false);
        var deletions = await EachOfAsync(session, campaign, [DeliveryState.Draft, DeliveryState.AwaitingApproval, DeliveryState.Scheduled, DeliveryState.Held], ChangeRules.LeaveUp, changed => Unblocked(lanes, changed)).ConfigureAwait(false);
        await session.WakeAsync().ConfigureAwait(false);
        return new Resumed(count, deletions);
    }, cancellationToken);

    /// <inheritdoc/>
    public Task<int> WithdrawAsync(string campaign, string by, IReadOnlyList<NewDelivery> deletions, CancellationToken cancellationToken) => database.WriteAsync(async session =>
    {
        var lanes = await HoldCampaignAsync(session, campaign, deletions.Select(deletion => deletion.Delivery.From.Id)).ConfigureAwait(false);
        var (count, state) = await StopAsync(session, campaign, by, lanes).ConfigureAwait(false);
        var now = await session.NowAsync().ConfigureAwait(false);
        await session.WriteAsync(CampaignRow.Write, [state with { WithdrawnAt = state.WithdrawnAt ?? now }]).ConfigureAwait(false);
        await MakeLanesAsync(session, deletions.Select(deletion => deletion.Delivery.From).Where(account => !lanes.ContainsKey(account.Id))).ConfigureAwait(false);
        await EachOfAsync(session, campaign, [DeliveryState.Cancelled, DeliveryState.Held], ChangeRules.TakeDown, _ => []).ConfigureAwait(false);
        await AddMissingAsync(session, deletions).ConfigureAwait(false);
        await session.WakeAsync().ConfigureAwait(false);
        return count;
    }, cancellationToken);

    // Every lane that has anything of the campaign, and nobody adds to it.
    private static async Task<Dictionary<string, Lane>> HoldCampaignAsync(Session session, string campaign, IEnumerable<string> also)
    {
        await session.HoldAddingAsync().ConfigureAwait(false);
        var accounts = await session.Connection.QueryAsync<string>("SELECT DISTINCT account_id FROM post WHERE campaign_id = @slug", new { slug = StoredText.Write(campaign) }, session.Transaction).ConfigureAwait(false);
        return await HoldLanesAsync(session, accounts.Select(account => StoredText.Read(account)).Concat(also)).ConfigureAwait(false);
    }

    private static async Task<(int Count, CampaignState Campaign)> StopAsync(Session session, string slug, string by, Dictionary<string, Lane> lanes)
    {
        var campaign = await CampaignAsync(session, slug).ConfigureAwait(false) ?? new(slug);
        campaign = campaign.StoppedAt is null ? campaign with { StoppedAt = await session.NowAsync().ConfigureAwait(false), StoppedBy = by } : campaign with { StoppedBy = by };
        await session.WriteAsync(CampaignRow.Write, [campaign]).ConfigureAwait(false);
        var waiting = Enum.GetValues<DeliveryState>().Where(state => state.IsWaiting());
        var count = await EachOfAsync(session, slug, waiting, ChangeRules.Stop, stopped => Unblocked(lanes, stopped)).ConfigureAwait(false);
        return (count, campaign);
    }

    // The lanes of these entries, which no longer wait for them.
    private static List<Lane> Unblocked(Dictionary<string, Lane> lanes, IReadOnlyList<Entry> changed)
    {
        foreach (var entry in changed)
            lanes[entry.Delivery.From.Id] = ChangeRules.Unblock(lanes[entry.Delivery.From.Id], entry);
        return [.. changed.Select(entry => entry.Delivery.From.Id).Distinct().Select(account => lanes[account])];
    }

    // A rule for every delivery of a campaign in one of these states, page by page: a campaign may be larger than the memory.
    private static async Task<int> EachOfAsync(Session session, string campaign, IEnumerable<DeliveryState> states, Func<Entry, Entry?> rule, Func<IReadOnlyList<Entry>, IReadOnlyCollection<Lane>> lanesOf)
    {
        var sql = $"""
            SELECT p.id AS Id, p.due_at AS DueAt FROM post p WHERE p.campaign_id = @slug AND (p.due_at > @at OR (p.due_at = @at AND p.id > @id)) AND p.state IN ({string.Join(", ", states.Select(state => $"'{state.Name()}'"))})
            ORDER BY p.due_at, p.id LIMIT @atMost
            """;
        var (count, at, id) = (0, long.MinValue, Guid.Empty);
        while (true)
        {
            var rows = (await session.Connection.QueryAsync<PlaceRow>(sql, new { slug = StoredText.Write(campaign), at, id, atMost = (long)MostAtOnce }, session.Transaction).ConfigureAwait(false)).ToList();
            var before = await OutlinesAsync(session, rows.Select(row => row.Id)).ConfigureAwait(false);
            var changed = before.Values.Select(outline => rule(outline.Entry)).OfType<Entry>().ToList();
            await StandAsync(session, before, changed, lanesOf(changed)).ConfigureAwait(false);
            count += changed.Count;
            if (rows.Count < MostAtOnce)
                return count;
            (at, id) = (rows[^1].DueAt, rows[^1].Id);
        }
    }

    /// <inheritdoc/>
    public Task<CampaignState?> ReadCampaignAsync(string campaign, CancellationToken cancellationToken) => database.ReadAsync(session => CampaignAsync(session, campaign), cancellationToken);

    /// <inheritdoc/>
    public Task PauseLaneAsync(string account, PlatformId platform, string? because, CancellationToken cancellationToken) => database.WriteAsync(async session =>
    {
        await session.WriteAsync(LaneTable.Make, [new Lane(account, platform)]).ConfigureAwait(false);
        var lane = (await HoldLanesAsync(session, [account]).ConfigureAwait(false))[account];
        await session.WriteAsync(Lanes([lane with { PausedBecause = because, RetryAfter = because is null ? null : lane.RetryAfter }], [])).ConfigureAwait(false);
        await session.WakeAsync().ConfigureAwait(false);
        return true;
    }, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Lane>> ReadLanesAsync(CancellationToken cancellationToken) => database.ReadAsync(session => LanesAsync(session, ""), cancellationToken);

    private static async Task<IReadOnlyList<Lane>> LanesAsync(Session session, string where)
    {
        var rows = await session.Connection.QueryAsync<LaneRow>(LaneRow.Select + where, null, session.Transaction).ConfigureAwait(false);
        return [.. rows.Select(row => row.ToLane()).OrderBy(lane => lane.Account, StringComparer.Ordinal)];
    }

    internal sealed class PlaceRow
    {
        public Guid Id { get; set; }
        public long DueAt { get; set; }
    }
}
