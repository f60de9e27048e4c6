namespace SocialKit.Deliveries;

/// <summary>Tells the time as the store has it, and whether it can be trusted: nothing goes out by a clock that has just jumped, or that is far from the store's.</summary>
/// <remarks>Safe to share between threads.</remarks>
/// <param name="clock">Both clocks of this machine.</param>
/// <param name="options">How far they may run apart, and how long sending pauses then.</param>
public sealed class ClockGuard(TimeProvider clock, WorkerOptions options)
{
    // What the network and whole milliseconds may make of two clocks that are the same.
    private static readonly TimeSpan Noise = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private (DateTimeOffset Wall, long Ticks)? _last;
    private long? _jumpedAt;
    private TimeSpan _jump;
    private TimeSpan _behind;

    private bool IsFarOff => _behind.Duration() > options.ClockTolerance;

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
            return new(wall + _behind, ticks, clock.TimestampFrequency, _jumpedAt is null && !IsFarOff, isStopping);
        }
    }

    /// <summary>Sets the time by the store's clock, by which intents are judged: two machines seldom have the same time.</summary>
    /// <param name="now">What the store said.</param>
    /// <param name="asked">When it was asked.</param>
    public void StoreSays(DateTimeOffset now, LaneMoment asked)
    {
        lock (_lock)
        {
            var took = clock.GetElapsedTime(asked.Timestamp);
            // An answer that took long says little.
            if (took > options.ClockTolerance / 2)
                return;
            var behind = now - (clock.GetUtcNow() - took / 2);
            _behind = behind.Duration() <= Noise + took / 2 ? TimeSpan.Zero : behind;
        }
    }

    /// <summary>Why sending pauses, in words; null if it does not.</summary>
    public string? Complaint
    {
        get
        {
            lock (_lock)
            {
                if (_jumpedAt is not null)
                    return $"The clock jumped {(_jump < TimeSpan.Zero ? "back" : "ahead")} by {Spans.Say(_jump)}, or this machine slept: sending pauses for {options.ClockSettles.TotalMinutes:0} minutes, then the new time counts.";
                return IsFarOff ? $"The clock of this machine is {Spans.Say(_behind)} {(_behind > TimeSpan.Zero ? "behind" : "ahead of")} the store's: sending pauses until somebody has set it." : null;
            }
        }
    }
}
