namespace SocialKit.Storage;

/// <summary>A database that a <see cref="SqlOutbox"/> works on: how units of work are begun, committed and repeated there, and how workers wait and tell that they live.</summary>
internal abstract class Database : IAsyncDisposable
{
    /// <summary>Where it is.</summary>
    public abstract StoreAddress Address { get; }

    /// <summary>Runs <paramref name="work"/> in a transaction that is durable when the task completes.</summary>
    /// <remarks>A unit of work is repeated as a whole where the database asks for that, so it must keep nothing from one run to the next.</remarks>
    public abstract Task<T> WriteAsync<T>(Func<Session, Task<T>> work, CancellationToken cancellationToken);

    /// <summary>Runs <paramref name="work"/>, which only reads, and sees one state of the database.</summary>
    public abstract Task<T> ReadAsync<T>(Func<Session, Task<T>> work, CancellationToken cancellationToken);

    /// <inheritdoc cref="Deliveries.IOutbox.WaitAsync"/>
    public abstract Task<long> WaitAsync(long seen, TimeSpan atMost, CancellationToken cancellationToken);

    /// <inheritdoc cref="IStore.TakeSeatAsync"/>
    public abstract Task<IAsyncDisposable> TakeSeatAsync(string owner, CancellationToken cancellationToken);

    /// <inheritdoc cref="IStore.BackupAsync"/>
    public abstract Task BackupAsync(string file, CancellationToken cancellationToken);

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}
