namespace SocialKit.Access;

/// <summary>What an account is used with on its platform. It is kept by an <see cref="ITokenStore"/> and nowhere else: not in accounts.json, not with a delivery.</summary>
/// <param name="Kind">How the platform's adapter uses it, in its own words: <c>oauth2</c>, <c>oauth1</c>, <c>session</c>, <c>bot</c>.</param>
/// <param name="Secrets">The secrets by name; each name once.</param>
public sealed record Credentials(string Kind, ValueList<NamedSecret> Secrets)
{
    /// <summary>When what writes with it stops working; null if it does not expire.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When it was issued or last renewed.</summary>
    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>What it allows, as the platform names it; empty if the platform does not say.</summary>
    public ValueList<string> Scopes { get; init; } = [];

    /// <summary>Whose they are: the <see cref="Account.UserId"/> that signed in; null if it is not known, as where a person has written them by hand.</summary>
    public string? UserId { get; init; }

    /// <summary>The <see cref="Account.Server"/> that they were given by, and that alone gets them; null for the platform's own.</summary>
    public string? Server { get; init; }

    /// <summary>Why it cannot be used any more and a person must sign in again; null while it can. Set only where the platform said so beyond doubt, never for a passing fault.</summary>
    public string? DeadBecause { get; init; }

    /// <summary>True if they may be used for <paramref name="account"/>: who writes another server or another user beside its id, in a list of accounts or in a queue, does not get them sent there.</summary>
    public bool AreFor(Account account) => UserId is null || (UserId == account.UserId && Server == account.Server);

    /// <summary>The same, pinned to the account that has signed in.</summary>
    public Credentials PinnedTo(Account account) => this with { UserId = account.UserId, Server = account.Server };

    /// <summary>The secret called <paramref name="name"/>; null if there is none.</summary>
    public Secret? Find(string name) => Secrets.FirstOrDefault(secret => secret.Name == name)?.Value;

    /// <summary>The secret called <paramref name="name"/>.</summary>
    /// <exception cref="InvalidOperationException">There is none: it was kept by something else.</exception>
    public Secret this[string name] => Find(name) ?? throw new InvalidOperationException($"These credentials have no \"{name}\".");

    /// <summary>Names, and no secret.</summary>
    public override string ToString() => $"{Kind} ({string.Join(", ", Secrets.Select(secret => secret.Name))})";
}

/// <summary>A secret with its name.</summary>
/// <param name="Name">Such as <c>access</c>, <c>refresh</c>, <c>password</c>.</param>
/// <param name="Value">The secret.</param>
public sealed record NamedSecret(string Name, Secret Value);
