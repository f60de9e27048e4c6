namespace SocialKit.Benchmarks.Chaos;

/// <summary>How long things take on an invented platform: real ones take a hundred times as long.</summary>
internal static class PlatformTimes
{
    /// <summary>After this, whatever a request was to do has been done, or never will be: the server's own time-out.</summary>
    public static readonly TimeSpan ServerTimeout = TimeSpan.FromSeconds(2);

    /// <summary>How long a slow request takes: longer than the client waits, less than <see cref="ServerTimeout"/>.</summary>
    public static readonly TimeSpan Slow = TimeSpan.FromSeconds(1.6);

    /// <summary>How long a post may be missing where it is read.</summary>
    public static readonly TimeSpan MostLag = TimeSpan.FromSeconds(1.5);

    /// <summary>How long an Idempotency-Key is kept: an hour on Mastodon.</summary>
    public static readonly TimeSpan KeyKept = TimeSpan.FromSeconds(24);

    /// <summary>For how long after the wire form was made a repeat is trusted: 50 minutes on Mastodon.</summary>
    public static readonly TimeSpan KeyTrusted = TimeSpan.FromSeconds(20);

    /// <summary>From when on absence, read back, says that nothing more will come.</summary>
    public static readonly TimeSpan Settled = ServerTimeout + MostLag + TimeSpan.FromSeconds(0.5);

    /// <summary>What Retry-After asks for.</summary>
    public static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    /// <summary>For how long connections are refused.</summary>
    public static readonly TimeSpan Refusing = TimeSpan.FromMilliseconds(300);
}
