using SocialKit.Access;
using SocialKit.Testing;

namespace SocialKit.Tests.Cli;

/// <summary>A token store in which everybody is signed in with invented credentials that no platform takes, until a test says otherwise.</summary>
#pragma warning disable CA1001 // Its lock never makes a handle that would have to be closed.
internal sealed class TestTokens : ITokenStore
#pragma warning restore CA1001
{
    private readonly MemoryTokenStore _kept = new();
    private readonly HashSet<string> _removed = [];

    /// <summary>False if only those are signed in for whom something was kept.</summary>
    public bool EverybodyIsSignedIn { get; init; } = true;

    public async Task<Credentials?> ReadAsync(string account, CancellationToken cancellationToken) => await _kept.ReadAsync(account, cancellationToken)
        ?? (EverybodyIsSignedIn && !_removed.Contains(account) ? new Credentials("invented", [new("access", new("invented-access"))]) { IssuedAt = CliRun.Now } : null);

    public Task SaveAsync(string account, Credentials credentials, CancellationToken cancellationToken) => _kept.SaveAsync(account, credentials, cancellationToken);

    public Task RemoveAsync(string account, CancellationToken cancellationToken)
    {
        _removed.Add(account);
        return _kept.RemoveAsync(account, cancellationToken);
    }

    public Task<Renewal> RenewAsync(string account, Credentials seen, Func<Credentials, CancellationToken, Task<Renewal>> renew, CancellationToken cancellationToken) => _kept.RenewAsync(account, seen, renew, cancellationToken);
}
