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
            StoreAddress.Server server => new SqlOutbox(await PostgresDatabase.OpenAsync(server, clock, cancellationToken).ConfigureAwait(false)),
            _ => throw new ArgumentOutOfRangeException(nameof(address)),
        };
    }
}
