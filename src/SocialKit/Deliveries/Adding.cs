namespace SocialKit.Deliveries;

/// <summary>A delivery that is to be added.</summary>
/// <param name="Id">A new UUID version 7, from <see cref="Ids"/>.</param>
/// <param name="Delivery">What is to happen.</param>
public sealed record NewDelivery(Guid Id, Delivery Delivery)
{
    /// <summary>The state it begins in: draft, awaiting approval, scheduled or expired.</summary>
    /// <value><see cref="DeliveryState.AwaitingApproval"/> if it needs approval, else <see cref="DeliveryState.Scheduled"/>.</value>
    public DeliveryState State { get; init; } = Delivery.NeedsApproval ? DeliveryState.AwaitingApproval : DeliveryState.Scheduled;

    /// <summary>Why it begins there; null if there is nothing to say.</summary>
    public string? Because { get; init; }

    /// <summary>What identical texts have in common: the SHA-256 of the text's words without case, in hexadecimal; null for what has no text. Two
    /// accounts of one platform may not say the same words.</summary>
    public string? Words { get; init; } = TextWords.Of(Delivery.Act);
}

/// <summary>Deliveries and series that are added together: all of them or none.</summary>
/// <param name="Deliveries">The deliveries. A key that is there already is left as it is.</param>
public sealed record AddRequest(IReadOnlyList<NewDelivery> Deliveries)
{
    /// <summary>Series; a <see cref="Series.Key"/> that is there already is left as it is.</summary>
    public IReadOnlyList<Series> Series { get; init; } = [];

    /// <summary>Campaigns as they were when this was scheduled, by slug, as text that the store does not look into; replaces what was kept.</summary>
    public IReadOnlyDictionary<string, string> Snapshots { get; init; } = new Dictionary<string, string>();
}

/// <summary>What became of an <see cref="AddRequest"/>.</summary>
public abstract record AddResult
{
    private AddResult() { }

    /// <summary>Everything is in the store.</summary>
    /// <param name="Added">The ids that were added now.</param>
    /// <param name="Existing">The entries whose keys were there already; compare <see cref="Entry.Hash"/> to see whether they say the same.</param>
    public sealed record Stored(IReadOnlyList<Guid> Added, IReadOnlyList<Entry> Existing) : AddResult;

    /// <summary>Nothing was added.</summary>
    /// <param name="Obstacles">Why: every reason, in the order of the request.</param>
    public sealed record Refused(IReadOnlyList<AddObstacle> Obstacles) : AddResult;
}

/// <summary>Why a delivery cannot be added.</summary>
public abstract record AddObstacle
{
    private AddObstacle() { }

    /// <summary>Its campaign is stopped.</summary>
    /// <param name="Campaign">The slug.</param>
    public sealed record CampaignStopped(string Campaign) : AddObstacle;

    /// <summary>Another account of the platform says the same words: in the store in any state but cancelled, failed or expired, or in this request.</summary>
    /// <param name="Key">What was to be added.</param>
    /// <param name="Other">The delivery that says them.</param>
    public sealed record SameWords(DeliveryKey Key, DeliveryKey Other) : AddObstacle;

    /// <summary>Its account's id belongs to an account of another platform.</summary>
    /// <param name="Key">What was to be added.</param>
    /// <param name="Platform">The platform of the account that has the id.</param>
    public sealed record AccountElsewhere(DeliveryKey Key, PlatformId Platform) : AddObstacle;
}
