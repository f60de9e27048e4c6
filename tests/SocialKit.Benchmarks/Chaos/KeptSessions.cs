using SocialKit.Access;

namespace SocialKit.Benchmarks.Chaos;

/// <summary>Sessions that were written down once, for worker processes that are killed all the time.</summary>
/// <param name="file">See <see cref="PdsAccounts.File"/>.</param>
internal sealed class KeptSessions(string file) : ITokenStore
{
    private readonly Dictionary<string, Credentials> _kept = File.ReadLines(file).Select(line => line.Split(' ')).ToDictionary(parts => parts[0], parts => CredentialsFormat.Read(Convert.FromBase64String(parts[1])));

    public Task<Credentials?> ReadAsync(string account, CancellationToken cancellationToken) => Task.FromResult(_kept.GetValueOrDefault(account));

    public Task SaveAsync(string account, Credentials credentials, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task RemoveAsync(string account, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Renewal> RenewAsync(string account, Credentials seen, Func<Credentials, CancellationToken, Task<Renewal>> renew, CancellationToken cancellationToken) =>
        Task.FromResult<Renewal>(new Renewal.Failed("Nothing is renewed here."));
}
