namespace SocialKit.Cli.Reposting;

/// <summary>For which campaign reposts are wanted, and from whom.</summary>
internal sealed record RepostWish
{
    /// <summary>The campaign as it was given; null for the one that is here.</summary>
    public string? Campaign { get; init; }

    /// <summary>The platforms that were named; empty for those that the campaign lists accounts on.</summary>
    public ValueList<Platform> Platforms { get; init; } = [];

    /// <summary>The ids of the reposting accounts that were named; empty for the one of each platform.</summary>
    public ValueList<string> From { get; init; } = [];

    /// <summary>Who says so.</summary>
    public string By { get; init; } = "";
}
