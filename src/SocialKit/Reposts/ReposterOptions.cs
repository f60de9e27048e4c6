namespace SocialKit.Reposts;

/// <summary>How listed accounts are read. The defaults suit a campaign's own machine.</summary>
public sealed record ReposterOptions
{
    /// <summary>The worker's name: the same as that of the worker that sends, so that what one process held is free when it has ended.</summary>
    public required string Owner { get; init; }

    /// <summary>Only this campaign is read; null for all.</summary>
    public string? Campaign { get; init; }

    /// <summary>How often accounts are read.</summary>
    /// <value><see cref="PollPace.Default"/></value>
    public PollPace Pace { get; init; } = PollPace.Default;

    /// <summary>The most accounts that are read at once.</summary>
    /// <value>16</value>
    public int MaxReadings { get; init; } = 16;

    /// <summary>The most accounts of one platform that are read at once, so that a platform that hangs leaves room for the others.</summary>
    /// <value>4</value>
    public int MaxReadingsPerPlatform { get; init; } = 4;

    /// <summary>The most posts that are asked for at once.</summary>
    /// <value>40</value>
    public int PostsPerReading { get; init; } = 40;

    /// <summary>After how long a call is given up.</summary>
    /// <value>60 seconds</value>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How often an account is looked up by its id, to see whether it has another name.</summary>
    /// <value>1 day</value>
    public TimeSpan LooksUpEvery { get; init; } = TimeSpan.FromDays(1);

    /// <summary>The longest wait without asking the store.</summary>
    /// <value>15 seconds</value>
    public TimeSpan Beat { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The most posts to take in all; null for any number.</summary>
    public int? AtMost { get; init; }

    /// <summary>How long a reading is held: all its calls, and some more.</summary>
    public TimeSpan Lease => 4 * CallTimeout + TimeSpan.FromSeconds(60);
}
