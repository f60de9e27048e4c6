namespace SocialKit.Tests.Platforms.Bluesky;

/// <summary>A clock that stands still, and on which whoever waits has waited already.</summary>
internal sealed class InstantClock : TimeProvider
{
    /// <summary>What it shows.</summary>
    public DateTimeOffset Now { get; set; } = new(2026, 11, 24, 9, 0, 0, 123, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, dueTime == Timeout.InfiniteTimeSpan ? dueTime : TimeSpan.Zero, period);
}
