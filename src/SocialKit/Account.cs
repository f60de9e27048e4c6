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

    /// <summary>The platform's own id of the account (a user's number, a DID, a page, a chat), pinned when it signed in; null if it never did.</summary>
    /// <remarks>Names change hands; the id does not. What writes for an account writes for its id.</remarks>
    public string? UserId { get; init; }

    /// <summary>What the account's server says it runs, in lower case; null if it is not known or the same everywhere.</summary>
    public string? Software { get; init; }

    /// <summary>True if its profile says that a program posts for it.</summary>
    /// <value>False by default.</value>
    public bool IsAutomated { get; init; }

    /// <summary>True if what may be out and is not found is sent again, on a platform that cannot prove its absence: a second copy is then possible. A person decides that for the account.</summary>
    /// <value>False by default.</value>
    public bool ResendsWhenAbsent { get; init; }

    /// <summary>What the account's server said of its limits; null if it was never asked.</summary>
    public AccountLimits? Limits { get; init; }
}

/// <summary>The limits that an account's server states for itself.</summary>
/// <param name="MaxCharacters">The most characters a post may have, in the platform's own unit.</param>
/// <param name="CharactersPerLink">What each link counts, however long.</param>
public sealed record AccountLimits(int MaxCharacters, int CharactersPerLink)
{
    /// <summary>The most pictures in one post; null if the server does not say.</summary>
    public int? MaxMedia { get; init; }

    /// <summary>The most bytes of one picture; null if the server does not say.</summary>
    public int? MaxPictureBytes { get; init; }

    /// <summary>The most pixels of one picture, width times height; null if the server does not say.</summary>
    public long? MaxPicturePixels { get; init; }

    /// <summary>The media types that the server takes, such as <c>image/png</c>; empty if it does not say.</summary>
    public ValueList<string> MediaTypes { get; init; } = [];
}
