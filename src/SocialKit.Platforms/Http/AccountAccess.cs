using SocialKit.Access;
using SocialKit.Deliveries;

namespace SocialKit.Platforms.Http;

/// <summary>Credentials that are good for a call, renewed in time and once over all workers.</summary>
/// <param name="services">Store and clock.</param>
/// <param name="signIn">How the platform renews them.</param>
/// <param name="early">How long before they expire they are renewed; null for <see cref="Early"/>. Where a token lives for months and cannot be renewed once it is over, that is weeks.</param>
public sealed class AccountAccess(PlatformServices services, ISignIn signIn, TimeSpan? early = null)
{
    /// <summary>How long before they expire they are renewed: longer than a send takes, shorter than any token lives.</summary>
    /// <value>5 minutes</value>
    public static TimeSpan Early { get; } = TimeSpan.FromMinutes(5);

    /// <summary>The account's credentials.</summary>
    public async Task<Permit> GetAsync(Account account, CancellationToken cancellationToken)
    {
        try
        {
            if (await services.Tokens.ReadAsync(account.Id, cancellationToken).ConfigureAwait(false) is not { } kept)
                return new Permit.None(new Outcome.AccountStopped($"{account.Id} is not signed in here. Run \"socialkit login {account.Platform}\"."));
            if (!kept.AreFor(account))
                return new Permit.None(Stopped(account, $"{account.Id} signed in as {kept.UserId}{(kept.Server is null ? "" : $" on {kept.Server}")}, and is now said to be {account.UserId ?? "nobody"}{(account.Server is null ? "" : $" on {account.Server}")}: its credentials are not sent there."));
            if (kept.DeadBecause is { } reason)
                return new Permit.None(Stopped(account, reason));
            return kept.ExpiresAt - services.Clock.GetUtcNow() < (early ?? Early) ? await RenewAsync(account, kept, cancellationToken).ConfigureAwait(false) : new Permit.Given(kept);
        }
        catch (TokenStoreException exception)
        {
            return new Permit.None(new Outcome.NotSent(exception.Message));
        }
    }

    /// <summary>Other credentials than <paramref name="seen"/>, which the platform did not take: those that another worker got meanwhile, or new ones.</summary>
    public async Task<Permit> RenewAsync(Account account, Credentials seen, CancellationToken cancellationToken)
    {
        try
        {
            var renewal = await services.Tokens.RenewAsync(account.Id, seen, async (credentials, token) => Pinned(await signIn.RenewAsync(account, credentials, token).ConfigureAwait(false), credentials), cancellationToken).ConfigureAwait(false);
            return renewal switch
            {
                Renewal.Renewed renewed => new Permit.Given(renewed.Credentials),
                Renewal.Dead dead => new Permit.None(Stopped(account, dead.Reason)),
                Renewal.Failed failed when seen.ExpiresAt > services.Clock.GetUtcNow() + TimeSpan.FromMinutes(1) => new Permit.Given(seen) { Warning = failed.Reason },
                Renewal.Failed failed => new Permit.None(new Outcome.NotSent(failed.Reason, failed.RetryAfter)),
                _ => throw new InvalidOperationException(),
            };
        }
        catch (TokenStoreException exception)
        {
            return new Permit.None(new Outcome.NotSent(exception.Message));
        }
    }

    // Whatever an adapter makes of the answer: whose they are and where they go stays.
    private static Renewal Pinned(Renewal renewal, Credentials before) =>
        renewal is Renewal.Renewed renewed ? new Renewal.Renewed(renewed.Credentials with { UserId = before.UserId, Server = before.Server }) : renewal;

    private static Outcome.AccountStopped Stopped(Account account, string reason) => new($"{reason} Run \"socialkit login {account.Platform}\" for {account.Id}.");
}

/// <summary>What asking for credentials came to.</summary>
public abstract record Permit
{
    private Permit() { }

    /// <summary>They can be used.</summary>
    /// <param name="Credentials">The credentials.</param>
    public sealed record Given(Credentials Credentials) : Permit
    {
        /// <summary>Why they could not be renewed although it is time; null if nothing is wrong. They still work.</summary>
        public string? Warning { get; init; }
    }

    /// <summary>There are none that could be used.</summary>
    /// <param name="Why">What that is for a delivery: nothing was sent.</param>
    public sealed record None(Outcome Why) : Permit;
}
