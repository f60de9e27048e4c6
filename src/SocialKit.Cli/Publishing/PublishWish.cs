using SocialKit.Cli.Scheduling;

namespace SocialKit.Cli.Publishing;

/// <summary>What <c>publish</c> was asked for.</summary>
/// <param name="Send">Which posts, from whom.</param>
internal sealed record PublishWish(SendWish Send)
{
    /// <summary>True to publish what was published before once more.</summary>
    public bool Again { get; init; }

    /// <summary>True to publish without a question.</summary>
    public bool Yes { get; init; }

    /// <summary>True to show what would be published, and no more.</summary>
    public bool DryRun { get; init; }

    /// <summary>True for JSON.</summary>
    public bool Json { get; init; }

    /// <summary>How long the end is waited for.</summary>
    /// <value>10 minutes</value>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(10);
}
