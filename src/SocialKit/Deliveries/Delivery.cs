namespace SocialKit.Deliveries;

/// <summary>What to do with a post that is late, because nothing was running when it was due.</summary>
public enum LateRule
{
    /// <summary>Send it all the same, up to its not-after.</summary>
    Send,

    /// <summary>Let it go; it is shown as expired.</summary>
    Skip,
}

/// <summary>Something that is to happen once, from one account, at one time. A value; what becomes of it is an <see cref="Entry"/>.</summary>
/// <param name="Key">Which occurrence it is.</param>
/// <param name="From">The account, with its limits as they were known when it was scheduled.</param>
/// <param name="DueAt">When it should go out.</param>
/// <param name="Act">What is done.</param>
public sealed record Delivery(DeliveryKey Key, Account From, DateTimeOffset DueAt, Act Act)
{
    /// <summary>The campaign's slug: stopping the campaign stops this; null if it belongs to none.</summary>
    public string? Campaign { get; init; }

    /// <summary>The wall-clock time that was asked for, as <c>2026-12-01T09:00</c>; null if an instant was.</summary>
    /// <remarks><see cref="DueAt"/> is derived from it and <see cref="Zone"/>, and is computed again when time-zone data changes.</remarks>
    public string? WallClock { get; init; }

    /// <summary>The IANA zone of <see cref="WallClock"/>; null if there is none.</summary>
    public string? Zone { get; init; }

    /// <summary>The instant before which it may not go out (an embargo); null if there is none.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>The instant from which it may not go out any more; null if there is none.</summary>
    public DateTimeOffset? NotAfter { get; init; }

    /// <summary>What to do when it is late.</summary>
    /// <value><see cref="LateRule.Send"/></value>
    public LateRule Late { get; init; }

    /// <summary>The key of its predecessor in a chain of replies: it goes out only after that one is sent; null if it stands alone.</summary>
    public DeliveryKey? After { get; init; }

    /// <summary>What the predecessor became on the platform: filled in by the worker before the sender sees the delivery; null in the store.</summary>
    public PostRef? ReplyTo { get; init; }

    /// <summary>True if a person has to approve its exact content first.</summary>
    public bool NeedsApproval { get; init; }

    /// <summary>Why it goes out although the campaign's deadline has passed, in the words of who scheduled it; null if it has not.</summary>
    public string? AfterDeadline { get; init; }

    /// <summary>The series it is an occurrence of; null if it stands alone.</summary>
    public Guid? Series { get; init; }

    /// <summary>Which occurrence of <see cref="Series"/> it is; null if it stands alone. Unique within the series.</summary>
    public DateTimeOffset? OccurrenceAt { get; init; }
}
