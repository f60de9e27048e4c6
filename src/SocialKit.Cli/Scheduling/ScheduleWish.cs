using SocialKit.Deliveries;

namespace SocialKit.Cli.Scheduling;

/// <summary>What <c>schedule</c> was asked for, as it was written.</summary>
/// <param name="Send">Which posts, from whom.</param>
internal sealed record ScheduleWish(SendWish Send)
{
    /// <summary>When to begin; null for the first time of <see cref="Every"/>.</summary>
    public string? At { get; init; }

    /// <summary>The zone of the times; null for the reader's own.</summary>
    public string? Zone { get; init; }

    /// <summary>A cron expression; null for once.</summary>
    public string? Every { get; init; }

    /// <summary>Over which stretch to spread the posts; null for all at once.</summary>
    public string? Spread { get; init; }

    /// <summary>From when on nothing may go out; null for the campaign's deadline alone.</summary>
    public string? NotAfter { get; init; }

    /// <summary>What to do with what is late.</summary>
    public LateRule Late { get; init; }

    /// <summary>True if a person has to approve each.</summary>
    public bool NeedsApproval { get; init; }

    /// <summary>True to change what is scheduled already.</summary>
    public bool Update { get; init; }

    /// <summary>True to store nothing.</summary>
    public bool DryRun { get; init; }

    /// <summary>True for JSON.</summary>
    public bool Json { get; init; }
}
