using SocialKit.Access;
using SocialKit.Deliveries;
using SocialKit.Platforms.Http;

namespace SocialKit.Cli.Accounts;

/// <summary>How an account stands: whether it is signed in here, and, where the platform was asked, whether it still is there.</summary>
/// <param name="Account">The account as it is listed.</param>
/// <param name="State">How it stands.</param>
internal sealed record AccountStanding(Account Account, AccountState State)
{
    /// <summary>What is kept for it; null if nothing is, or it cannot be read.</summary>
    public Credentials? Credentials { get; init; }

    /// <summary>Why it stands so, with what to do; null where nothing is wrong.</summary>
    public string? Reason { get; init; }

    /// <summary>What else a person should know.</summary>
    public ValueList<string> Notes { get; init; } = [];

    /// <summary>True if nothing can be posted from it, beyond doubt.</summary>
    public bool IsOut => State is AccountState.NotSignedIn or AccountState.Dead or AccountState.SomebodyElse;

    /// <summary>How it stands by what is kept; no platform is asked.</summary>
    public static async Task<AccountStanding> OfAsync(Account account, CliContext context, CancellationToken cancellationToken)
    {
        if (!context.SendingPlatforms.TryFind(account.Platform.Value, out var platform) || platform.SignIn is null)
            return new(account, AccountState.NeedsNone);
        try
        {
            return Of(account, await context.Tokens.ReadAsync(account.Id, cancellationToken).ConfigureAwait(false), context.Time.GetUtcNow());
        }
        catch (TokenStoreException exception)
        {
            return new(account, AccountState.Unknown) { Reason = exception.Message };
        }
    }

    /// <summary>How it stands by what its platform says; credentials that are about to expire are renewed first.</summary>
    /// <param name="account">The account as it is listed.</param>
    /// <param name="context">The world outside.</param>
    /// <param name="early">How long before they expire they are renewed; null for as long before as for a send.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    public static async Task<AccountStanding> AskAsync(Account account, CliContext context, TimeSpan? early, CancellationToken cancellationToken)
    {
        var kept = await OfAsync(account, context, cancellationToken).ConfigureAwait(false);
        if (kept.State is not (AccountState.Kept or AccountState.Expired) || context.SendingPlatforms[account.Platform].SignIn is not { } signIn)
            return kept;
        var permit = await new AccountAccess(context.Services, signIn, early).GetAsync(account, cancellationToken).ConfigureAwait(false);
        if (permit is Permit.None none)
            return none.Why is Outcome.AccountStopped stopped ? kept with { State = AccountState.Dead, Reason = stopped.Reason } : kept with { State = AccountState.Unknown, Reason = (none.Why as Outcome.NotSent)?.Reason };
        var credentials = ((Permit.Given)permit).Credentials;
        var look = await signIn.LookAsync(account, credentials, cancellationToken).ConfigureAwait(false);
        if (look is AccountLook.Dead dead)
            await context.Tokens.RenewAsync(account.Id, credentials, (_, _) => Task.FromResult<Renewal>(new Renewal.Dead(dead.Reason)), cancellationToken).ConfigureAwait(false);
        return Of(account, look) with { Credentials = credentials };
    }

    private static AccountStanding Of(Account account, Credentials? kept, DateTimeOffset now) => kept switch
    {
        null => new(account, AccountState.NotSignedIn) { Reason = $"It is not signed in here. Run \"{Login(account)}\"." },
        { DeadBecause: { } reason } => new(account, AccountState.Dead) { Credentials = kept, Reason = $"{reason} Run \"{Login(account)}\"." },
        _ when !kept.AreFor(account) => new(account, AccountState.SomebodyElse)
        {
            Credentials = kept,
            Reason = $"What is kept was given to {kept.UserId}{(kept.Server is null ? "" : $" on {kept.Server}")}, and accounts.json says {account.UserId ?? "nobody"}{(account.Server is null ? "" : $" on {account.Server}")}. See who has changed that; then \"{Login(account)}\".",
        },
        _ => new(account, kept.ExpiresAt < now ? AccountState.Expired : AccountState.Kept) { Credentials = kept },
    };

    private static AccountStanding Of(Account account, AccountLook look) => look switch
    {
        AccountLook.Alive { Account: var now } when account.UserId is not null && now.UserId is not null && now.UserId != account.UserId => new(account, AccountState.SomebodyElse)
        {
            Reason = $"ALARM: the credentials are those of {now.UserId} (@{now.Handle}), and the account is {account.UserId}. Nothing should be posted before you know why.",
        },
        AccountLook.Alive alive => new(account, AccountState.Alive)
        {
            Notes = string.Equals(alive.Account.Handle, account.Handle, StringComparison.OrdinalIgnoreCase)
                ? alive.Notes
                : [$"Its handle is @{alive.Account.Handle} now, and accounts.json says @{account.Handle}: change it there, or sign in again.", .. alive.Notes],
        },
        AccountLook.Dead dead => new(account, AccountState.Dead) { Reason = $"{dead.Reason} Run \"{Login(account)}\"." },
        AccountLook.Unknown unknown => new(account, AccountState.Unknown) { Reason = unknown.Reason },
        _ => throw new ArgumentOutOfRangeException(nameof(look)),
    };

    /// <summary>What is typed to sign it in.</summary>
    public static string Login(Account account) => $"socialkit login {account.Platform}{(account.Server is { } server ? $" --server {server}" : "")} --id {account.Id}";
}

/// <summary>How an account stands.</summary>
internal enum AccountState
{
    /// <summary>Nobody signs in there.</summary>
    NeedsNone,

    /// <summary>Nothing is kept for it.</summary>
    NotSignedIn,

    /// <summary>It is signed in by what is kept; its platform was not asked.</summary>
    Kept,

    /// <summary>What is kept is over, and is renewed when it is used next.</summary>
    Expired,

    /// <summary>Its platform says that it is signed in.</summary>
    Alive,

    /// <summary>Its platform has said that what is kept is of no use any more.</summary>
    Dead,

    /// <summary>What is kept belongs to another account.</summary>
    SomebodyElse,

    /// <summary>It could not be found out.</summary>
    Unknown,
}
