namespace SocialKit.Cli.Times;

/// <summary>When something is to happen, as a person said it.</summary>
internal abstract record When
{
    private When() { }

    /// <summary>What the clocks of the zone should show: it moves with them if a government moves them.</summary>
    /// <param name="Local">The wall-clock time.</param>
    internal sealed record WallClock(DateTime Local) : When;

    /// <summary>A point in time, whatever any clock shows.</summary>
    /// <param name="At">The point.</param>
    internal sealed record Instant(DateTimeOffset At) : When;

    /// <summary>A day without a time of day.</summary>
    /// <param name="Date">The day.</param>
    internal sealed record Day(DateOnly Date) : When;
}
