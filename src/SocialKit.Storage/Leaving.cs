using Dapper;
using SocialKit.Storage.Rows;

namespace SocialKit.Storage;

/// <summary>What becomes of workers that are gone, whether they said so or the store can prove it: what they held idle is free, and what they were sending waits for its lease.</summary>
internal static class Leaving
{
    /// <summary>Frees the idle lanes of these workers, and forgets the workers.</summary>
    public static async Task GoneAsync(Session session, IReadOnlyCollection<string> owners)
    {
        var list = Session.List(owners);
        var sql = $"""
            {LaneRow.Select} WHERE l.lease_owner IN (SELECT value FROM {session.Each("list")})
            AND NOT EXISTS (SELECT 1 FROM post p WHERE p.account_id = l.account_id AND p.turn_at IS NOT NULL AND p.turn_at < 0 AND p.state = 'sending') ORDER BY l.account_id{session.ForUpdate}
            """;
        var rows = await session.Connection.QueryAsync<LaneRow>(sql, new { list }, session.Transaction).ConfigureAwait(false);
        var free = rows.Select(row => row.ToLane() with { Owner = null, LeaseUntil = null });
        await session.WriteAsync(LaneTable.Write, [.. free.Select(LaneTable.WriteRow)]).ConfigureAwait(false);
        await session.Connection.ExecuteAsync($"DELETE FROM worker WHERE owner IN (SELECT value FROM {session.Each("list")})", new { list }, session.Transaction).ConfigureAwait(false);
    }
}
