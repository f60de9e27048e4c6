using SocialKit.Deliveries;

namespace SocialKit.Cli.Scheduling;

/// <summary>What became of one post of a plan.</summary>
internal enum ScheduledAs
{
    /// <summary>It is new in the queue.</summary>
    Scheduled,

    /// <summary>It was there already.</summary>
    Already,

    /// <summary>It was there and was changed.</summary>
    Updated,
}

/// <summary>One post of a plan as the queue has it now; in a dry run as it would have it.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="As">What became of it.</param>
/// <param name="Note">What is to be said of it; null if nothing.</param>
internal sealed record ScheduledPost(Entry Entry, ScheduledAs As, string? Note = null);

/// <summary>What became of a whole plan.</summary>
internal sealed record ScheduleResult
{
    /// <summary>The posts, in the order of the plan.</summary>
    public ValueList<ScheduledPost> Posts { get; init; } = [];

    /// <summary>The series that are new.</summary>
    public ValueList<Series> Series { get; init; } = [];

    /// <summary>The series that were there already.</summary>
    public ValueList<Series> SeriesAlready { get; init; } = [];

    /// <summary>The series that were there and were changed, each with what is to be said of it.</summary>
    public ValueList<(Series Series, string Note)> SeriesUpdated { get; init; } = [];

    /// <summary>What is to be said; an error stands against the whole.</summary>
    public ValueList<Finding> Findings { get; init; } = [];

    /// <summary>True if a worker has given a sign of life lately.</summary>
    public bool IsWorkerAlive { get; init; }
}
