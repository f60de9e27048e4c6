using SocialKit.Storage.Postgres;
using SocialKit.Storage.Sqlite;

namespace SocialKit.Storage;

/// <summary>Opens stores.</summary>
public static class Stores
{
    /// <summary>Opens the store at <paramref name="address"/>: a file is made where it is missing, and older tables are brought up to date.</summary>
    /// <param name="address">Where it is.</param>
    /// <param name="clock">The store's clock, where the database has none of its own.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="StoreException">It cannot be reached, read or written, or it was made by a newer version.</exception>
    public static async Task<IStore> OpenAsync(StoreAddress address, TimeProvider clock, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return address switch
        {
            StoreAddress.File file => new SqlOutbox(SqliteDatabase.Open(file, clock)),
            StoreAddress.Server server => await OpenAsync(server, clock, cancellationToken).ConfigureAwait(false),
            _ => throw new ArgumentOutOfRangeException(nameof(address)),
        };
    }

    private static async Task<IStore> OpenAsync(StoreAddress.Server server, TimeProvider clock, CancellationToken cancellationToken)
    {
        var database = await PostgresDatabase.OpenAsync(server, clock, cancellationToken).ConfigureAwait(false);
        var outbox = new SqlOutbox(database);
        try
        {
            if (await PostgresPlace.FindAsync(database, cancellationToken).ConfigureAwait(false) is { } place)
                await outbox.HoldWhatMayBeOutAsync(PostgresPlace.Because, session => PostgresPlace.HasChangedAsync(session, place), cancellationToken).ConfigureAwait(false);
            return outbox;
        }
        catch
        {
            await outbox.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Makes a store of a backup, where there is none or an empty one. Deliveries that are due by now are held and series that have moved on are paused: what went out since the backup was made is not
    /// known to it, and would go out again.</summary>
    /// <param name="backup">A file that <see cref="IStore.BackupAsync"/> wrote.</param>
    /// <param name="address">Where the store shall be.</param>
    /// <param name="clock">The store's clock.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>How many deliveries and series a person has to look at.</returns>
    /// <exception cref="StoreException">There is a store with deliveries; the backup is damaged, none, or of a newer version; or this kind of store has its own tools for that.</exception>
    public static Task<int> RestoreAsync(string backup, StoreAddress address, TimeProvider clock, CancellationToken cancellationToken) => address is StoreAddress.File file
        ? SqliteRestore.RunAsync(backup, file, clock, cancellationToken)
        : throw new StoreException($"{address.Shown} is restored by PostgreSQL's own tools.", "Use pg_restore, or continuous archiving, while no worker runs. Whoever opens the store then first holds what was due since that backup: it may have gone out. A plain copy of the server's files cannot be told from what it was: after one, hold that yourself before a worker runs.");
}
