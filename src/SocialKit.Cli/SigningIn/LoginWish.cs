namespace SocialKit.Cli.SigningIn;

/// <summary>What <c>login</c> was asked for.</summary>
/// <param name="Platform">The platform as it was named.</param>
internal sealed record LoginWish(string Platform)
{
    /// <summary>The way, by its name; null for the recommended one.</summary>
    public string? Way { get; init; }

    /// <summary>The server; null for the platform's own.</summary>
    public string? Server { get; init; }

    /// <summary>The handle, page or chat; null if the platform tells.</summary>
    public string? Handle { get; init; }

    /// <summary>The id of the person's own app; null if none is needed.</summary>
    public string? ClientId { get; init; }

    /// <summary>What the account is to be called; null to make a name.</summary>
    public string? Id { get; init; }

    /// <summary>The port that the browser comes back to; 0 for any.</summary>
    public int Port { get; init; }

    /// <summary>True to print the address and let the person paste where the browser went.</summary>
    public bool NoBrowser { get; init; }

    /// <summary>True if a program posts from it by itself.</summary>
    public bool IsAutomated { get; init; }

    /// <summary>True to keep the secrets in a file that is not encrypted.</summary>
    public bool IsInsecure { get; init; }

    /// <summary>True to keep it without a question.</summary>
    public bool Yes { get; init; }

    /// <summary>True for JSON.</summary>
    public bool Json { get; init; }
}
