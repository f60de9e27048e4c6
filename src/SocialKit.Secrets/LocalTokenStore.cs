using SocialKit.Access;

namespace SocialKit.Secrets;

/// <summary>A token store of one machine: a place that keeps bytes by account, and a lock over the machine's processes for each account.</summary>
/// <param name="locks">The folder of the locks.</param>
/// <param name="clock">Ends the waiting for a lock.</param>
public abstract class LocalTokenStore(string locks, TimeProvider clock) : ITokenStore
{
    /// <summary>The clock.</summary>
    private protected TimeProvider Clock => clock;

    /// <summary>The folder of the locks.</summary>
    private protected string Locks => locks;

    /// <inheritdoc/>
    public Task<Credentials?> ReadAsync(string account, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        // A keyring answers over a bus, and may ask the person first.
        return Task.Run(() => Read(account), cancellationToken);
    }

    /// <inheritdoc/>
    public async Task SaveAsync(string account, Credentials credentials, CancellationToken cancellationToken)
    {
        using var held = await LockAsync(account, cancellationToken).ConfigureAwait(false);
        Keep(account, credentials);
    }

    /// <inheritdoc/>
    public async Task RemoveAsync(string account, CancellationToken cancellationToken)
    {
        using var held = await LockAsync(account, cancellationToken).ConfigureAwait(false);
        Guarded(account, () =>
        {
            Forget(account);
            return true;
        });
    }

    /// <inheritdoc/>
    public async Task<Renewal> RenewAsync(string account, Credentials seen, Func<Credentials, CancellationToken, Task<Renewal>> renew, CancellationToken cancellationToken)
    {
        using var held = await LockAsync(account, cancellationToken).ConfigureAwait(false);
        if (Read(account) is not { } kept)
            return new Renewal.Dead("It is not signed in any more.");
        if (kept.DeadBecause is { } reason)
            return new Renewal.Dead(reason);
        if (!kept.Equals(seen))
            return new Renewal.Renewed(kept);
        if (WhyNotKept(account) is { } readOnly)
            return new Renewal.Failed(readOnly);
        // Not cancelled: what comes back is kept whatever happens, and the call ends by its own time.
        var renewal = await renew(kept, CancellationToken.None).ConfigureAwait(false);
        if (renewal is Renewal.Renewed renewed)
            Keep(account, renewed.Credentials);
        if (renewal is Renewal.Dead dead)
            Keep(account, kept with { DeadBecause = dead.Reason });
        return renewal;
    }

    /// <summary>What is kept for an account; null if nothing is.</summary>
    private protected abstract byte[]? Find(string account);

    /// <summary>Keeps it, instead of what was there.</summary>
    private protected abstract void Keep(string account, byte[] written);

    /// <summary>Forgets it.</summary>
    private protected abstract void Forget(string account);

    /// <summary>Why nothing can be kept here, in words; null if it can. Asked before anything is renewed: a refresh token must not be used up in vain.</summary>
    private protected virtual string? WhyNotKept(string account) => null;

    /// <summary>What a fault of the place means to a person; null if it is not one.</summary>
    private protected virtual TokenStoreException? Explain(string account, Exception exception) => exception switch
    {
        IOException or UnauthorizedAccessException => new($"The credentials of {account} cannot be read or kept: {exception.Message}", exception),
        _ => null,
    };

    /// <summary>The lock of an account.</summary>
    private protected virtual async Task<IDisposable> LockAsync(string account, CancellationToken cancellationToken)
    {
        try
        {
            PrivateFile.MakeFolder(locks);
            return await FileLock.TakeAsync(Path.Combine(locks, $".{AccountFileName.Of(account)}.lock"), clock, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new TokenStoreException($"The credentials of {account} cannot be locked: {exception.Message}", exception);
        }
    }

    private Credentials? Read(string account)
    {
        var written = Guarded(account, () => Find(account));
        if (written is null)
            return null;
        try
        {
            return CredentialsFormat.Read(written);
        }
        catch (FormatException exception)
        {
            throw new TokenStoreException($"What is kept for {account} are no credentials. Sign in again with \"socialkit login\".", exception);
        }
    }

    private void Keep(string account, Credentials credentials) => Guarded(account, () =>
    {
        Keep(account, CredentialsFormat.Write(credentials));
        return true;
    });

    private T Guarded<T>(string account, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception exception) when (exception is not TokenStoreException && Explain(account, exception) is { } explained)
        {
            throw explained;
        }
    }
}
