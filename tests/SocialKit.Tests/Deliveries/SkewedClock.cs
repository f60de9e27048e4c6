namespace SocialKit.Tests.Deliveries;

/// <summary>The clock of another machine: it runs as fast as <paramref name="clock"/>, and its wall time is ahead of it.</summary>
/// <param name="clock">The other clock.</param>
/// <param name="ahead">By how much.</param>
internal sealed class SkewedClock(TimeProvider clock, Func<TimeSpan> ahead) : TimeProvider
{
    public override long TimestampFrequency => clock.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => clock.GetUtcNow() + ahead();

    public override long GetTimestamp() => clock.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => clock.CreateTimer(callback, state, dueTime, period);
}
