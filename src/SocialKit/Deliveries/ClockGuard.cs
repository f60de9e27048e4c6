namespace SocialKit.Deliveries;

/// <summary>Compares the wall clock with the monotonic one whenever somebody asks for the time, so that nothing goes out by a clock that has just jumped.</summary>
/// <remarks>Safe to share between threads.</remarks>
/// <param name="clock">Both clocks.</param>
/// <param name="options">How far they may run apart, and how long sending pauses then.</param>
public sealed class ClockGuard(TimeProvider clock, WorkerOptions options)
{
    private readonly Lock _lock = new();
    private (DateTimeOffset Wall, long Ticks)? _last;
    private long? _jumpedAt;
    private TimeSpan _jump;

    /// <summary>The time, and whether it can be trusted.</summary>
    /// <param name="isStopping">Passed on.</param>
    public LaneMoment Look(bool isStopping)
    {
        lock (_lock)
        {
            var (wall, ticks) = (clock.GetUtcNow(), clock.GetTimestamp());
            if (_last is { } last)
            {
                var apart = wall - last.Wall - clock.GetElapsedTime(last.Ticks, ticks);
                if (apart.Duration() > options.ClockTolerance)
                    (_jumpedAt, _jump) = (ticks, apart);
            }
            _last = (wall, ticks);
            if (_jumpedAt is { } since && clock.GetElapsedTime(since, ticks) >= options.ClockSettles)
                _jumpedAt = null;
            return new(wall, ticks, clock.TimestampFrequency, _jumpedAt is null, isStopping);
        }
    }

    /// <summary>Why sending pauses, in words; null if it does not.</summary>
    public string? Complaint
    {
        get
        {
            lock (_lock)
                return _jumpedAt is null ? null : $"The clock jumped by {(_jump < TimeSpan.Zero ? "-" : "+")}{_jump.Duration():d\\.hh\\:mm\\:ss}: sending pauses for {options.ClockSettles.TotalMinutes:0} minutes, then the new time counts.";
        }
    }
}
