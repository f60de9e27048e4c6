namespace SocialKit.Cli.Sources;

/// <summary>Which posts of a source are wanted.</summary>
/// <param name="Platforms">The platforms, in order.</param>
internal sealed record Selection(IReadOnlyList<Platform> Platforms)
{
    /// <summary>The languages; empty for all.</summary>
    public ValueList<string> Languages { get; init; } = [];

    /// <summary>True for just the language that the others translate, unless <see cref="Languages"/> names some.</summary>
    public bool SourceLanguageOnly { get; init; }

    /// <summary>The id of one message; null for all.</summary>
    public string? Message { get; init; }

    /// <summary>One of the texts that take turns; null for all.</summary>
    public int? Rotation { get; init; }

    /// <summary>True if what is named must exist in the campaign; with many campaigns each shows what it has of it.</summary>
    public bool MustExist { get; init; }

    /// <summary>True if a machine would send the posts without a person looking.</summary>
    public bool Automated { get; init; }

    /// <summary>The accounts that post; null for those of accounts.json, the first on each platform.</summary>
    public IReadOnlyList<Account>? Accounts { get; init; }

    /// <summary>True to leave deadline and embargo to who knows when the posts go out.</summary>
    public bool IgnoresTime { get; init; }
}
