using Dapper;
using SocialKit.Storage.Rows;

namespace SocialKit.Storage;

/// <summary>What becomes of workers that are gone, whether they said so or the store can prove it: what they held idle is free. What they were sending is free where their process has ended; else it waits for its lease.</summary>
internal static class Leaving
{
    /// <summary>Frees the lanes of these workers, and forgets the workers.</summary>
    /// <param name="session">The unit of work.</param>
    /// <param name="owners">Their names.</param>
    /// <param name="theirProcessesEnded">True if nothing of them can be sending any more. That a connection ended does not say so: its process may live on, frozen or cut off, with a request in its hand.</param>
    public static async Task GoneAsync(Session session, IReadOnlyCollection<string> owners, bool theirProcessesEnded)
    {
        var list = Session.List(owners);
        var sql = $"{LaneRow.Select} WHERE l.lease_owner IN (SELECT value FROM {session.Each("list")}) ORDER BY l.account_id{session.ForUpdate}";
        var lanes = (await session.Connection.QueryAsync<LaneRow>(sql, new { list }, session.Transaction).ConfigureAwait(false)).Select(row => row.ToLane()).ToList();
        // Asked for when the lanes are held: an intent may have been stored while this waited for its lane.
        var sending = theirProcessesEnded ? [] : await session.Connection.QueryAsync<string>($"SELECT DISTINCT account_id FROM post WHERE state = 'sending' AND id IN {PostTable.Blocking}", null, session.Transaction).ConfigureAwait(false);
        var busy = sending.Select(account => StoredText.Read(account)).ToHashSet();
        await session.WriteAsync(LaneTable.Write, lanes.Where(lane => !busy.Contains(lane.Account)).Select(lane => (lane with { Owner = null, LeaseUntil = null }, 0L))).ConfigureAwait(false);
        // What they were reading is read again: what they come back with is for an older version, and is not taken.
        await session.Connection.ExecuteAsync($"UPDATE feed SET lease_owner = NULL, lease_until = NULL WHERE lease_owner IN (SELECT value FROM {session.Each("list")})", new { list }, session.Transaction).ConfigureAwait(false);
        await session.Connection.ExecuteAsync($"DELETE FROM worker WHERE owner IN (SELECT value FROM {session.Each("list")})", new { list }, session.Transaction).ConfigureAwait(false);
    }
}
