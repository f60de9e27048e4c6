using Dapper;
using SocialKit.Deliveries;
using SocialKit.Storage.Rows;

namespace SocialKit.Storage;

internal sealed partial class SqlOutbox
{
    /// <summary>After a restore: what is due by now may have gone out since the backup was made, and the store does not remember it. So a person looks; and series that have moved on since are paused.</summary>
    /// <returns>How many deliveries are held and series paused.</returns>
    public Task<int> HoldWhatMayBeOutAsync(string because, CancellationToken cancellationToken) => database.WriteAsync(async session =>
    {
        var at = Instants.Of(await session.NowAsync().ConfigureAwait(false));
        var count = 0;
        List<PostRow> rows;
        do
        {
            rows = [.. await session.Connection.QueryAsync<PostRow>($"{PostRow.SelectOutline} WHERE p.state = 'scheduled' AND p.due_at <= @at LIMIT @atMost", new { at, atMost = (long)MostAtOnce }, session.Transaction).ConfigureAwait(false)];
            var before = rows.Select(row => row.ToEntry()).ToDictionary(entry => entry.Id);
            var held = before.Values.Select(entry => entry with { State = DeliveryState.Held, MayBeOut = true, Because = because, Version = entry.Version + 1 });
            await StandAsync(session, before, held, [], []).ConfigureAwait(false);
            count += rows.Count;
        }
        while (rows.Count == MostAtOnce);

        var series = await session.Connection.QueryAsync<SeriesRow>($"{SeriesRow.Select} WHERE s.next_at <= @at AND s.paused_because IS NULL", new { at }, session.Transaction).ConfigureAwait(false);
        var paused = series.Select(row => row.ToSeries() with { PausedBecause = because }).ToList();
        await session.WriteAsync(SeriesRow.Move, paused).ConfigureAwait(false);
        return count + paused.Count;
    }, cancellationToken);
}
