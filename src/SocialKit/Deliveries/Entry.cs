using SocialKit.Posts;

namespace SocialKit.Deliveries;

/// <summary>A delivery as the store has it: the intent and everything that became of it. A value; it changes only by <see cref="LaneRules"/> and <see cref="ChangeRules"/>.</summary>
/// <param name="Id">A UUID version 7, made by who added it; of those that one process made, a later one was added later: so it orders what is due at the same instant.</param>
/// <param name="Delivery">What is to happen.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Hash">The hash of its content.</param>
public sealed record Entry(Guid Id, Delivery Delivery, DeliveryState State, ContentHash Hash)
{
    /// <summary>Counts every change, from 1. Whoever changes an entry says which version was seen.</summary>
    public int Version { get; init; } = 1;

    /// <summary>The hash that a person approved; null if nobody did.</summary>
    public ContentHash? ApprovedHash { get; init; }

    /// <summary>Who approved it; null if nobody did.</summary>
    public string? ApprovedBy { get; init; }

    /// <summary>What was frozen for sending at the first attempt; null before.</summary>
    public WireForm? Wire { get; init; }

    /// <summary>True if some attempt ended other than surely-not-sent: the wire form is then never made again, and a retry needs a person's word.</summary>
    public bool MayBeOut { get; init; }

    /// <summary>How many attempts have begun.</summary>
    public int Attempts { get; init; }

    /// <summary>How often it was looked for since the last attempt; -1 after a person looked and said that it is not out: then it is sent again without another look.</summary>
    public int Looks { get; init; }

    /// <summary>The last attempt; null if there was none.</summary>
    public Attempt? LastAttempt { get; init; }

    /// <summary>Why it stands where it stands, in words; null if there is nothing to say.</summary>
    public string? Because { get; init; }

    /// <summary>The post on the platform; null unless it is sent.</summary>
    public PostRef? Receipt { get; init; }

    /// <summary>How it is known to be out; null unless it is sent.</summary>
    public Confirmation? ConfirmedBy { get; init; }

    /// <summary>When it was recorded as sent, by the store's clock; null unless it is.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>The state that <c>resume</c> brings back; null unless it is stopped.</summary>
    public DeliveryState? StoppedFrom { get; init; }

    /// <summary>The state of the predecessor that <see cref="Delivery.After"/> names; null if there is none. Filled in when an entry is read, not stored.</summary>
    public DeliveryState? PredecessorState { get; init; }

    /// <summary>What the predecessor became; null if it is not sent. Filled in when an entry is read, not stored.</summary>
    public PostRef? Predecessor { get; init; }
}

/// <summary>One attempt to send: first the intent, then the answer. Rows are only ever added and answered once.</summary>
/// <param name="Id">A UUID version 7, made by the worker.</param>
/// <param name="N">The how-manieth of its delivery, from 1.</param>
/// <param name="Epoch">The fencing token of the claim under which it began.</param>
/// <param name="Owner">The worker.</param>
/// <param name="StartedAt">When the intent was stored, by the store's clock.</param>
public sealed record Attempt(Guid Id, int N, long Epoch, string Owner, DateTimeOffset StartedAt)
{
    /// <summary>When the answer was recorded; null while there is none.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>The <see cref="Outcome.Name"/>; null while there is no answer.</summary>
    public string? Outcome { get; init; }

    /// <summary>The HTTP status; null if there was none.</summary>
    public int? HttpStatus { get; init; }

    /// <summary>What the platform answered; null if it did not.</summary>
    public string? Evidence { get; init; }
}
