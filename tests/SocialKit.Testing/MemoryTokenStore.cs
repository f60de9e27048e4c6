using SocialKit.Access;

namespace SocialKit.Testing;

/// <summary>A token store in memory, with the lock that every token store has.</summary>
public sealed class MemoryTokenStore : ITokenStore, IDisposable
{
    private readonly Dictionary<string, Credentials> _kept = [];
    private readonly SemaphoreSlim _one = new(1);

    /// <summary>How often somebody was asked for new credentials.</summary>
    public int Renewals { get; private set; }

    public async Task<Credentials?> ReadAsync(string account, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            return _kept.GetValueOrDefault(account);
        }
        finally
        {
            _one.Release();
        }
    }

    public async Task SaveAsync(string account, Credentials credentials, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        _kept[account] = credentials;
        _one.Release();
    }

    public async Task RemoveAsync(string account, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        _kept.Remove(account);
        _one.Release();
    }

    public async Task<Renewal> RenewAsync(string account, Credentials seen, Func<Credentials, CancellationToken, Task<Renewal>> renew, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            if (!_kept.TryGetValue(account, out var kept))
                return new Renewal.Dead("It is not signed in any more.");
            if (kept.DeadBecause is { } reason)
                return new Renewal.Dead(reason);
            if (!kept.Equals(seen))
                return new Renewal.Renewed(kept);
            Renewals++;
            var renewal = await renew(kept, CancellationToken.None);
            if (renewal is Renewal.Renewed renewed)
                _kept[account] = renewed.Credentials;
            if (renewal is Renewal.Dead dead)
                _kept[account] = kept with { DeadBecause = dead.Reason };
            return renewal;
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();
}
