namespace SocialKit.Deliveries;

/// <summary>A delivery that comes again by a cron expression. A worker puts its occurrences into the queue some days ahead, each as a delivery of its own.</summary>
/// <param name="Id">A UUID version 7.</param>
/// <param name="Key">Which series it is: adding it twice adds it once. Made like a delivery's, with the cron expression and zone as the slot.</param>
/// <param name="From">The account.</param>
/// <param name="Cron">Five fields: minute, hour, day of month, month, day of week.</param>
/// <param name="Zone">The IANA zone of the expression.</param>
/// <param name="Turns">What goes out, in turn: one for a plain series, several for a rotation. At least one.</param>
public sealed record Series(Guid Id, DeliveryKey Key, Account From, string Cron, string Zone, ValueList<Act> Turns)
{
    /// <summary>The campaign's slug; null if it belongs to none. A stopped campaign's series do not go on.</summary>
    public string? Campaign { get; init; }

    /// <summary>The next occurrence that is not in the queue yet; null when the series has ended.</summary>
    public DateTimeOffset? NextAt { get; init; }

    /// <summary>How many occurrences there were: the next one takes turn <c>Occurrences % Turns.Count</c>.</summary>
    public long Occurrences { get; init; }

    /// <summary>No occurrence is at or after this instant; null if there is no end.</summary>
    public DateTimeOffset? EndsAt { get; init; }

    /// <summary><see cref="Delivery.NotBefore"/> of every occurrence.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary><see cref="Delivery.NotAfter"/> of every occurrence.</summary>
    public DateTimeOffset? NotAfter { get; init; }

    /// <summary><see cref="Delivery.Late"/> of every occurrence.</summary>
    public LateRule Late { get; init; }

    /// <summary><see cref="Delivery.NeedsApproval"/> of every occurrence.</summary>
    public bool NeedsApproval { get; init; }

    /// <summary><see cref="Delivery.AfterDeadline"/> of every occurrence.</summary>
    public string? AfterDeadline { get; init; }

    /// <summary>Why no occurrences are made; null if they are.</summary>
    public string? PausedBecause { get; init; }
}
