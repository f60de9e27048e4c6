namespace SocialKit.Deliveries;

/// <summary>How fast an account may write: a bucket of tokens that fills evenly.</summary>
/// <param name="Capacity">The most writes at once; at least 1.</param>
/// <param name="Period">The time in which an empty bucket becomes full.</param>
public sealed record RateBudget(int Capacity, TimeSpan Period)
{
    // Parts of a token do not always add up to a whole one; whoever waited as told must not be told to wait for nothing.
    private const double Rounding = 1e-6;

    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(31);

    /// <summary>Takes a token at <paramref name="now"/> from a bucket that held <paramref name="tokens"/> at <paramref name="refilledAt"/>.</summary>
    /// <param name="tokens">Stored with the lane.</param>
    /// <param name="refilledAt">Stored with the lane; null for a bucket that was never used, which is full.</param>
    /// <param name="now">The store's clock.</param>
    /// <returns>The bucket afterwards, and how long to wait if there was no token: then none was taken.</returns>
    public (double Tokens, DateTimeOffset RefilledAt, TimeSpan? Wait) Take(double tokens, DateTimeOffset? refilledAt, DateTimeOffset now)
    {
        if (Period <= TimeSpan.Zero)
            return (Capacity, now, null);
        var rate = Capacity / (double)Period.Ticks;
        // A clock that went back gives no tokens, and takes none away.
        var filled = refilledAt is { } last ? Math.Min(Capacity, tokens + Math.Max(0, (now - last).Ticks) * rate) : Capacity;
        if (filled >= 1 - Rounding)
            return (Math.Max(0, filled - 1), now, null);
        // Whole milliseconds, as stores keep them.
        var wait = Math.Ceiling((1 - Rounding - filled) / rate / TimeSpan.TicksPerMillisecond);
        return (filled, now, wait < LongestWait.TotalMilliseconds ? TimeSpan.FromMilliseconds(wait) : LongestWait);
    }
}
