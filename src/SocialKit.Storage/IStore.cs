using SocialKit.Deliveries;

namespace SocialKit.Storage;

/// <summary>A store of deliveries that outlives its process.</summary>
/// <remarks>Its own faults are thrown as <see cref="StoreException"/>.</remarks>
public interface IStore : IOutbox
{
    /// <summary>Where it is.</summary>
    StoreAddress Address { get; }

    /// <summary>Makes this process a worker of the store, until the seat is disposed of or the process ends, however it ends: then the next worker can see that this one is gone.</summary>
    /// <param name="owner">The worker's name: <see cref="WorkerOptions.Owner"/>.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="StoreException">Another worker has the seat, where the store has only one.</exception>
    Task<IAsyncDisposable> TakeSeatAsync(string owner, CancellationToken cancellationToken);

    /// <summary>Writes a whole copy, as of one instant, into a new file; workers may go on meanwhile.</summary>
    /// <exception cref="StoreException">The file is there already or cannot be written, or this kind of store has its own tools for that.</exception>
    Task BackupAsync(string file, CancellationToken cancellationToken);
}
