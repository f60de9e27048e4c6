namespace SocialKit.Deliveries;

/// <summary>How the delivery does, by the store's clock.</summary>
/// <param name="Now">When this was read.</param>
public sealed record Health(DateTimeOffset Now)
{
    /// <summary>How many scheduled deliveries are due now, those on paused lanes left out.</summary>
    public long Due { get; init; }

    /// <summary>The due time of the oldest of them; null if none is due.</summary>
    public DateTimeOffset? OldestDue { get; init; }

    /// <summary>How many deliveries are scheduled, due or not.</summary>
    public long Scheduled { get; init; }

    /// <summary>How many attempts are under way.</summary>
    public long Sending { get; init; }

    /// <summary>How many are being looked for.</summary>
    public long Unclear { get; init; }

    /// <summary>How many wait for a person.</summary>
    public long Held { get; init; }

    /// <summary>The due time of the oldest held one; null if there is none.</summary>
    public DateTimeOffset? OldestHeld { get; init; }

    /// <summary>How many wait for approval.</summary>
    public long AwaitingApproval { get; init; }

    /// <summary>The lanes that are paused.</summary>
    public IReadOnlyList<Lane> Paused { get; init; } = [];

    /// <summary>The workers that have ever been here and did not say goodbye.</summary>
    public IReadOnlyList<WorkerBeat> Workers { get; init; } = [];
}

/// <summary>A sign of life of a worker.</summary>
/// <param name="Owner">The worker's name, unique among all that run.</param>
/// <param name="StartedAt">When it started, by the store's clock.</param>
/// <param name="BeatAt">When it was last heard of, by the store's clock.</param>
/// <param name="Begun">How many attempts it has begun.</param>
/// <param name="PausedBecause">Why it sends nothing at the moment; null if it does.</param>
public sealed record WorkerBeat(string Owner, DateTimeOffset StartedAt, DateTimeOffset BeatAt, long Begun, string? PausedBecause);

/// <summary>What came of letting a campaign go on.</summary>
/// <param name="Entries">How many stopped deliveries came back.</param>
/// <param name="Deletions">How many deletions that waited were called off, or are held because the post may be deleted already.</param>
public sealed record Resumed(int Entries, int Deletions);

/// <summary>A campaign as the store knows it.</summary>
/// <param name="Slug">Its name.</param>
public sealed record CampaignState(string Slug)
{
    /// <summary>When it was stopped; null if it is not.</summary>
    public DateTimeOffset? StoppedAt { get; init; }

    /// <summary>Who stopped or withdrew it; null if nobody did.</summary>
    public string? StoppedBy { get; init; }

    /// <summary>When it was withdrawn: what is sent is taken back too; null if it is not.</summary>
    public DateTimeOffset? WithdrawnAt { get; init; }

    /// <summary>The campaign as it was when it was last scheduled; null if nothing was kept.</summary>
    public string? Snapshot { get; init; }
}
