namespace SocialKit;

/// <summary>An account that posts are published from, as <c>accounts.json</c> lists it. It holds no secret.</summary>
/// <param name="Id">The name that <c>--from</c> takes.</param>
/// <param name="Platform">Where the account is.</param>
/// <param name="Handle">Its handle there, without "@".</param>
public sealed record Account(string Id, PlatformId Platform, string Handle)
{
    /// <summary>The name shown beside the handle; null if it is not known.</summary>
    public string? Name { get; init; }

    /// <summary>The https address of the server, for platforms that have many; null elsewhere.</summary>
    public string? Server { get; init; }

    /// <summary>What the account's server said of its limits; null if it was never asked.</summary>
    public AccountLimits? Limits { get; init; }
}

/// <summary>The limits that an account's server states for itself.</summary>
/// <param name="MaxCharacters">The most characters a post may have, in the platform's own unit.</param>
/// <param name="CharactersPerLink">What each link counts, however long.</param>
public sealed record AccountLimits(int MaxCharacters, int CharactersPerLink);
