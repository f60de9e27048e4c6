namespace SocialKit.Deliveries;

/// <summary>How a worker works. The defaults suit a campaign's own machine.</summary>
public sealed record WorkerOptions
{
    /// <summary>The worker's name, unique among all that run on one store: machine and process, and something random.</summary>
    public required string Owner { get; init; }

    /// <summary>The most lanes at once; more than all platforms that may hang together can take.</summary>
    /// <value>128</value>
    public int MaxLanes { get; init; } = 128;

    /// <summary>The most lanes of one platform at once, so that a platform that hangs leaves room for the others.</summary>
    /// <value>16</value>
    public int MaxLanesPerPlatform { get; init; } = 16;

    /// <summary>How many entries of a lane are read at once.</summary>
    /// <value>16</value>
    public int ReadAhead { get; init; } = 16;

    /// <summary>After how many entries a lane makes room for others.</summary>
    /// <value>128</value>
    public int EntriesPerClaim { get; init; } = 128;

    /// <summary>How long a lane is held after each intent; longer than <see cref="SendTimeout"/> plus <see cref="LeaseMargin"/>.</summary>
    /// <value>60 seconds</value>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>What must be left of the lease when a send begins, beside the send's own time-out.</summary>
    /// <value>10 seconds</value>
    public TimeSpan LeaseMargin { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>After how long a send is given up as unclear.</summary>
    /// <value>30 seconds</value>
    public TimeSpan SendTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>After how long preparing, uploads included, is given up as not sent.</summary>
    /// <value>3 minutes</value>
    public TimeSpan PrepareTimeout { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>After how long a look is given up, to be repeated.</summary>
    /// <value>30 seconds</value>
    public TimeSpan LookTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The wait after the first attempt that was surely not sent; each further one doubles it.</summary>
    /// <value>5 seconds</value>
    public TimeSpan FirstBackoff { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The longest wait between attempts.</summary>
    /// <value>30 minutes</value>
    public TimeSpan LongestBackoff { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>After how many attempts a person has to look.</summary>
    /// <value>20</value>
    public int MaxAttempts { get; init; } = 20;

    /// <summary>After how many looks without an answer a person has to look.</summary>
    /// <value>50</value>
    public int MaxLooks { get; init; } = 50;

    /// <summary>From when on a post is late, so that its late rule decides and a person is told.</summary>
    /// <value>10 minutes</value>
    public TimeSpan LateAfter { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How far the wall clock may run away from the monotonic one between two looks at it before sending pauses.</summary>
    /// <value>10 minutes</value>
    public TimeSpan ClockTolerance { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long sending pauses after a jump, so that a person can see to the clock; then the new time counts.</summary>
    /// <value>10 minutes</value>
    public TimeSpan ClockSettles { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How far ahead the occurrences of series are put into the queue.</summary>
    /// <value>14 days</value>
    public TimeSpan SeriesLead { get; init; } = TimeSpan.FromDays(14);

    /// <summary>How often the worker gives a sign of life; also the longest it waits without asking the store.</summary>
    /// <value>15 seconds</value>
    public TimeSpan Beat { get; init; } = TimeSpan.FromSeconds(15);
}
