namespace SocialKit.Access;

/// <summary>Where credentials are kept, by the account's <see cref="Account.Id"/>. Safe to share between threads.</summary>
/// <remarks>What is returned was read now: another process may have renewed it. Faults of the place are thrown as <see cref="TokenStoreException"/>, whose message holds no secret.</remarks>
public interface ITokenStore
{
    /// <summary>What is kept for an account; null if nothing is.</summary>
    Task<Credentials?> ReadAsync(string account, CancellationToken cancellationToken);

    /// <summary>Keeps what signing in gave; it replaces what was there.</summary>
    Task SaveAsync(string account, Credentials credentials, CancellationToken cancellationToken);

    /// <summary>Forgets an account's credentials; nothing happens if there are none.</summary>
    Task RemoveAsync(string account, CancellationToken cancellationToken);

    /// <summary>Renews an account's credentials once over all workers and machines: under a lock, what is kept is read again; if it is still <paramref name="seen"/>, <paramref name="renew"/> is
    /// called and what it gives is kept before anybody uses it; else somebody else has renewed it meanwhile, and what they got is returned.</summary>
    /// <remarks><see cref="Renewal.Dead"/> is kept too, as <see cref="Credentials.DeadBecause"/>. <see cref="Renewal.Failed"/> changes nothing. Once <paramref name="renew"/> was called, its answer is
    /// kept whatever <paramref name="cancellationToken"/> says: a refresh token that was used up and not replaced would be lost.</remarks>
    /// <returns>What came of it; <see cref="Renewal.Dead"/> also where nothing is kept any more.</returns>
    Task<Renewal> RenewAsync(string account, Credentials seen, Func<Credentials, CancellationToken, Task<Renewal>> renew, CancellationToken cancellationToken);
}

/// <summary>What renewing came to.</summary>
public abstract record Renewal
{
    private Renewal() { }

    /// <summary>There are new ones.</summary>
    /// <param name="Credentials">To be used from now on.</param>
    public sealed record Renewed(Credentials Credentials) : Renewal;

    /// <summary>The platform said beyond doubt that they are of no use any more: a person must sign in again.</summary>
    /// <param name="Reason">In words, for that person.</param>
    public sealed record Dead(string Reason) : Renewal;

    /// <summary>A passing fault: nothing is known, and the old ones stay.</summary>
    /// <param name="Reason">In words.</param>
    /// <param name="RetryAfter">How long the platform asks to wait; null if it did not say.</param>
    public sealed record Failed(string Reason, TimeSpan? RetryAfter = null) : Renewal;
}

/// <summary>Credentials cannot be read or kept: the keyring is locked, the key file is missing, a file is open to others.</summary>
/// <param name="message">What, where, and what to do; no secret.</param>
/// <param name="inner">The cause; null if there is none.</param>
public sealed class TokenStoreException(string message, Exception? inner = null) : Exception(message, inner);
