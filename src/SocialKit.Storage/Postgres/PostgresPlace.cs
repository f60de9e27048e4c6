using Dapper;
using Npgsql;

namespace SocialKit.Storage.Postgres;

/// <summary>Where a store is. PostgreSQL is restored by its own tools, of which this program hears nothing: that it finds itself elsewhere is how it knows.</summary>
/// <remarks>pg_restore makes the tables anew, mostly in another database or cluster; continuous archiving and a standby that takes over begin another timeline. Each may have lost
/// what was committed last. Not noticed: a copy of the server's files that is put back while the server is stopped, and a server that does not tell where it is.</remarks>
internal static class PostgresPlace
{
    /// <summary>Why what was due is held.</summary>
    public const string Because = "The database was restored, moved or taken over by another server since it was last opened: this may have gone out meanwhile.";

    private const string MarkSql = """
        SELECT CAST((SELECT system_identifier FROM pg_control_system()) AS text) || '/' || LEFT(pg_walfile_name(pg_current_wal_lsn()), 8)
        || '/' || CAST((SELECT oid FROM pg_database WHERE datname = current_database()) AS text) || '/' || CAST(CAST(CAST('post' AS regclass) AS oid) AS text)
        """;

    /// <summary>Where the store is; null if the server does not tell. Hosted servers may keep these functions for themselves, and a queue there is opened all the same.</summary>
    public static async Task<string?> FindAsync(PostgresDatabase database, CancellationToken cancellationToken)
    {
        try
        {
            return await database.ReadAsync(session => session.Connection.QueryFirstAsync<string>(MarkSql, null, session.Transaction), cancellationToken).ConfigureAwait(false);
        }
        catch (StoreException refusal) when (refusal.InnerException is PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege or PostgresErrorCodes.FeatureNotSupported or PostgresErrorCodes.UndefinedFunction })
        {
            return null;
        }
    }

    /// <summary>True if the store was somewhere else than <paramref name="now"/> when it was last opened; its place is noted anew in this transaction.</summary>
    public static async Task<bool> HasChangedAsync(Session session, string now)
    {
        var (connection, transaction) = (session.Connection, session.Transaction);
        if (await connection.QueryFirstOrDefaultAsync<string?>("SELECT mark FROM place WHERE one = 1", null, transaction).ConfigureAwait(false) == now)
            return false;
        // Of several that open it at once, one goes on; the others see its mark then.
        await session.HoldAddingAsync().ConfigureAwait(false);
        var seen = await connection.QueryFirstOrDefaultAsync<string?>("SELECT mark FROM place WHERE one = 1", null, transaction).ConfigureAwait(false);
        await connection.ExecuteAsync("INSERT INTO place (one, mark) VALUES (1, @now) ON CONFLICT (one) DO UPDATE SET mark = @now", new { now }, transaction).ConfigureAwait(false);
        return seen is not null && seen != now;
    }
}
