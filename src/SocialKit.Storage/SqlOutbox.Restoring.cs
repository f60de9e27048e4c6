using Dapper;
using SocialKit.Deliveries;
using SocialKit.Storage.Rows;

namespace SocialKit.Storage;

internal sealed partial class SqlOutbox
{
    /// <summary>After a restore: what is due by now may have gone out since the backup was made, and the store does not remember it. So a person looks; and series that have moved on since are paused.</summary>
    /// <returns>How many deliveries are held and series paused.</returns>
    public Task<int> HoldWhatMayBeOutAsync(string because, CancellationToken cancellationToken) => HoldWhatMayBeOutAsync(because, _ => Task.FromResult(true), cancellationToken);

    /// <summary>The same, if <paramref name="isNeeded"/> says so in the same transaction.</summary>
    public Task<int> HoldWhatMayBeOutAsync(string because, Func<Session, Task<bool>> isNeeded, CancellationToken cancellationToken) => database.WriteAsync(async session =>
    {
        if (!await isNeeded(session).ConfigureAwait(false))
            return 0;
        var at = Instants.Of(await session.NowAsync().ConfigureAwait(false));
        var count = 0;
        List<Guid> ids;
        do
        {
            ids = [.. (await session.Connection.QueryAsync<PlaceRow>("SELECT p.id AS Id, p.due_at AS DueAt FROM post p WHERE p.state = 'scheduled' AND p.due_at <= @at LIMIT @atMost", new { at, atMost = (long)MostAtOnce }, session.Transaction).ConfigureAwait(false)).Select(row => row.Id)];
            var before = await OutlinesAsync(session, ids).ConfigureAwait(false);
            var held = before.Values.Select(outline => outline.Entry with { State = DeliveryState.Held, MayBeOut = true, Because = because, Version = outline.Entry.Version + 1 });
            await StandAsync(session, before, held, []).ConfigureAwait(false);
            count += ids.Count;
        }
        while (ids.Count == MostAtOnce);

        var series = await session.Connection.QueryAsync<SeriesRow>($"{SeriesRow.Select} WHERE s.next_at <= @at AND s.paused_because IS NULL", new { at }, session.Transaction).ConfigureAwait(false);
        var paused = series.Select(row => row.ToSeries() with { PausedBecause = because }).ToList();
        await session.WriteAsync(SeriesRow.Move, paused).ConfigureAwait(false);
        return count + paused.Count;
    }, cancellationToken);
}
