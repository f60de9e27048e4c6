using Dapper;
using SocialKit.Deliveries;
using SocialKit.Storage.Rows;

namespace SocialKit.Storage;

internal sealed partial class SqlOutbox
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<Series>> ReadSeriesAsync(CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<Series>>(async session =>
    {
        var rows = await session.Connection.QueryAsync<SeriesRow>($"{SeriesRow.Select} ORDER BY s.id", null, session.Transaction).ConfigureAwait(false);
        return [.. rows.Select(row => row.ToSeries())];
    }, cancellationToken);

    /// <inheritdoc/>
    public Task<(IReadOnlyList<Series> Series, TimeSpan? UntilNext)> DueSeriesAsync(TimeSpan lead, CancellationToken cancellationToken) => database.ReadAsync<(IReadOnlyList<Series>, TimeSpan?)>(async session =>
    {
        var until = await session.NowAsync().ConfigureAwait(false) + lead;
        var at = Instants.Of(until);
        const string alive = "s.next_at IS NOT NULL AND s.paused_because IS NULL AND NOT EXISTS (SELECT 1 FROM campaign c WHERE c.slug = s.campaign_id AND c.stopped_at IS NOT NULL)";
        var rows = await session.Connection.QueryAsync<SeriesRow>($"{SeriesRow.Select} WHERE s.next_at < @at AND {alive} ORDER BY s.next_at", new { at }, session.Transaction).ConfigureAwait(false);
        var later = await session.Connection.QueryFirstAsync<long?>($"SELECT MIN(s.next_at) FROM series s WHERE s.next_at >= @at AND {alive}", new { at }, session.Transaction).ConfigureAwait(false);
        return ([.. rows.Select(row => row.ToSeries())], later is { } next ? Instants.At(next) - until : null);
    }, cancellationToken);

    /// <inheritdoc/>
    public Task<bool> AdvanceSeriesAsync(Series advanced, DateTimeOffset seenNextAt, IReadOnlyList<NewDelivery> occurrences, CancellationToken cancellationToken) => database.WriteAsync(async session =>
    {
        // A series only changes while adding is held.
        await session.HoldAddingAsync().ConfigureAwait(false);
        var series = await SeriesAsync(session, advanced.Id).ConfigureAwait(false);
        if (series is null || series.NextAt is not { } next || Instants.Of(next) != Instants.Of(seenNextAt) || series.PausedBecause is not null
            || (await CampaignAsync(session, series.Campaign).ConfigureAwait(false))?.StoppedAt is not null)
        {
            return false;
        }
        await session.WriteAsync(SeriesRow.Move, [series with { NextAt = advanced.NextAt, Occurrences = advanced.Occurrences }]).ConfigureAwait(false);

        var there = await ThereAsync(session, occurrences).ConfigureAwait(false);
        var said = await SaidAsync(session, occurrences.Where(occurrence => AddRules.SpeaksFor(occurrence.State)).Select(occurrence => occurrence.Words)).ConfigureAwait(false);
        List<(NewDelivery, Entry)> missing = [];
        foreach (var occurrence in occurrences)
        {
            if (there.Find(occurrence) is not null)
                continue;
            there.Add(occurrence);
            var from = occurrence.Delivery.From;
            missing.Add((occurrence, AddRules.EntryOf(occurrence, occurrence.Words is { } words && AddRules.SpeaksFor(occurrence.State) ? said.SayerOf(from.Platform, words, from.Id) : null)));
        }
        var accounts = missing.Select(pair => pair.Item1.Delivery.From).ToList();
        var lanes = await HoldLanesAsync(session, accounts.Select(account => account.Id)).ConfigureAwait(false);
        await MakeLanesAsync(session, accounts.Where(account => !lanes.ContainsKey(account.Id))).ConfigureAwait(false);
        await InsertAsync(session, missing).ConfigureAwait(false);
        await session.WakeAsync().ConfigureAwait(false);
        return true;
    }, cancellationToken);

    /// <inheritdoc/>
    public Task<RenewResult> RenewSeriesAsync(IReadOnlyList<SeriesRenewal> renewals, CancellationToken cancellationToken) => database.WriteAsync<RenewResult>(async session =>
    {
        await session.HoldAddingAsync().ConfigureAwait(false);
        foreach (var renewal in renewals)
        {
            var taken = await session.Connection.QueryFirstOrDefaultAsync<Guid?>("SELECT id FROM series WHERE key = @key", new { key = StoredText.Write(renewal.Renewed.Key.Value) }, session.Transaction).ConfigureAwait(false);
            if (await SeriesAsync(session, renewal.Seen.Id).ConfigureAwait(false) != renewal.Seen || (taken is not null && taken != renewal.Seen.Id))
                return new RenewResult.Overtaken();
        }
        List<NewDelivery> wanted = [.. renewals.SelectMany(renewal => renewal.Added)];
        List<Series> series = [.. renewals.Select(renewal => renewal.Renewed)];
        var there = await ThereAsync(session, wanted).ConfigureAwait(false);
        var lanes = await HoldLanesAsync(session, series.Select(one => one.From.Id)).ConfigureAwait(false);
        var campaigns = await CampaignsAsync(session, series.Select(one => one.Campaign)).ConfigureAwait(false);
        var said = await SaidAsync(session, series.SelectMany(one => one.Turns).Select(TextWords.Of)).ConfigureAwait(false);
        var obstacles = AddRules.Obstacles(new AddRequest(wanted) { Series = series }, added => there.Find(added) is not null, slug => campaigns.GetValueOrDefault(slug)?.StoppedAt is not null, said.SayerOf, account => lanes.GetValueOrDefault(account)?.Platform);
        if (obstacles.Count > 0)
            return new RenewResult.Refused(obstacles);

        List<EntryChange> changes = [.. renewals.SelectMany(renewal => renewal.Changes)];
        var before = (await EntriesAsync(session, [.. changes.Select(change => change.Id)]).ConfigureAwait(false)).ToDictionary(entry => entry.Id);
        var now = await session.NowAsync().ConfigureAwait(false);
        Dictionary<Guid, Entry> after = [];
        foreach (var change in changes)
        {
            if (before.GetValueOrDefault(change.Id) is not { } entry || lanes.GetValueOrDefault(entry.Delivery.From.Id) is not { } lane
                || ChangeRules.Decide(entry, change.Version, change.Change, entry.Delivery.Campaign is { } slug ? campaigns.GetValueOrDefault(slug) : null, now) is not ChangeResult.Changed { Entry: var changed })
                return new RenewResult.Overtaken();
            after[change.Id] = changed;
            lanes[entry.Delivery.From.Id] = ChangeRules.Unblock(lane, changed);
        }
        // What is edited has no predecessor: nothing of a series is a reply.
        Writing[] posts =
        [
            Writing.Of(PostTable.Edit, changes.Where(change => change.Change is Change.Edit).Select(change => new PostWritten(after[change.Id], ((Change.Edit)change.Change).Words, IsWaiting: false))),
            Writing.Of(PostTable.Change, changes.Where(change => change.Change is not Change.Edit).Select(change => after[change.Id])),
        ];
        var outlines = before.ToDictionary(pair => pair.Key, pair => new PostOutline(pair.Value, null, HasFollowers: true));
        await FollowAsync(session, outlines, [.. after.Values], posts, [.. after.Values.Select(entry => entry.Delivery.From.Id).Distinct().Select(account => lanes[account])]).ConfigureAwait(false);
        await MakeLanesAsync(session, series.Select(one => one.From).Where(account => !lanes.ContainsKey(account.Id))).ConfigureAwait(false);
        await InsertAsync(session, [.. wanted.Where(added => there.Find(added) is null).Select(added => (added, AddRules.EntryOf(added)))]).ConfigureAwait(false);
        await session.WriteAsync(SeriesRow.Renew, series).ConfigureAwait(false);
        await session.WakeAsync().ConfigureAwait(false);
        return new RenewResult.Renewed([.. changes.Select(change => after[change.Id])]);
    }, cancellationToken);

    /// <inheritdoc/>
    public Task<bool> PauseSeriesAsync(Guid id, string? because, bool end, CancellationToken cancellationToken) => database.WriteAsync(async session =>
    {
        await session.HoldAddingAsync().ConfigureAwait(false);
        if (await SeriesAsync(session, id).ConfigureAwait(false) is not { } series)
            return false;
        await session.WriteAsync(SeriesRow.Move, [series with { PausedBecause = because, NextAt = end ? null : series.NextAt }]).ConfigureAwait(false);
        await session.WakeAsync().ConfigureAwait(false);
        return true;
    }, cancellationToken);

    private static async Task<Series?> SeriesAsync(Session session, Guid id) =>
        (await session.Connection.QueryFirstOrDefaultAsync<SeriesRow>($"{SeriesRow.Select} WHERE s.id = @id", new { id }, session.Transaction).ConfigureAwait(false))?.ToSeries();
}
