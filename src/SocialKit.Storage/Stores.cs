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
    public static Task<IStore> OpenAsync(StoreAddress address, TimeProvider clock, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return address switch
        {
            StoreAddress.File file => Task.FromResult<IStore>(new SqlOutbox(SqliteDatabase.Open(file, clock))),
            _ => throw new StoreException($"{address.Shown} cannot be opened.", "This version has no database there yet."),
        };
    }
}
