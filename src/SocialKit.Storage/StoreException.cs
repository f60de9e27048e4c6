namespace SocialKit.Storage;

/// <summary>A store cannot be opened or used, in words for people.</summary>
/// <param name="message">What is wrong, and where: without a password.</param>
/// <param name="remedy">What to do.</param>
/// <param name="inner">The database's own exception; null if there is none.</param>
public sealed class StoreException(string message, string remedy, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>What to do.</summary>
    public string Remedy { get; } = remedy;

    /// <summary>True if another worker has the one seat of the store: whoever only wants something sent can leave it to that worker.</summary>
    public bool SeatIsTaken { get; init; }
}
