namespace SocialKit.Cli.Scheduling;

/// <summary>Which posts are to go out, and from whom.</summary>
internal sealed record SendWish
{
    /// <summary>The campaign, or the file of a text, as it was given; null for the campaign that is here.</summary>
    public string? Campaign { get; init; }

    /// <summary>The platforms that were named; empty for those of the settings, or of the accounts.</summary>
    public ValueList<Platform> Platforms { get; init; } = [];

    /// <summary>The ids of the accounts that were named; empty for the one of each platform.</summary>
    public ValueList<string> From { get; init; } = [];

    /// <summary>The id of one message; null for all.</summary>
    public string? Message { get; init; }

    /// <summary>The languages; empty for the campaign's own.</summary>
    public ValueList<string> Languages { get; init; } = [];

    /// <summary>True for every language that is translated.</summary>
    public bool EveryLanguage { get; init; }

    /// <summary>True if texts that take turns do so.</summary>
    public bool Rotate { get; init; }

    /// <summary>Why the deadline does not count; null if it does.</summary>
    public string? AfterDeadline { get; init; }

    /// <summary>True if a text that belongs to no campaign is known by what it says, and not by its file's name: another text in the same file is another post then.</summary>
    public bool NamesByContent { get; init; }

    /// <summary>True if a machine sends it again and again without a person looking at it.</summary>
    public bool Automated { get; init; }
}
