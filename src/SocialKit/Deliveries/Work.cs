using SocialKit.Reposts;

namespace SocialKit.Deliveries;

/// <summary>A worker's unit of work on a lane that it has claimed: done whole or refused whole, whatever stands beside it in the batch.</summary>
/// <remarks>Repeating a unit that was done changes nothing and is accepted again: so a lost answer to a COMMIT is survived by asking again.</remarks>
/// <param name="Lane">The claim. An older epoch than the lane's is refused as <see cref="Refusal.StaleClaim"/>.</param>
public abstract record Work(LaneClaim Lane)
{
    /// <summary>tx 1: stores the intent. The state becomes <see cref="DeliveryState.Sending"/>, an attempt is inserted, the wire form is frozen, a token
    /// of the budget is taken, the lease is renewed.</summary>
    /// <param name="Lane">The claim.</param>
    /// <param name="Id">The entry.</param>
    /// <param name="Version">The version that was seen.</param>
    /// <param name="Attempt">The new attempt's id.</param>
    /// <param name="Wire">What will be sent.</param>
    /// <param name="Lease">How long the lane is held from now on.</param>
    public sealed record Begin(LaneClaim Lane, Guid Id, int Version, Guid Attempt, WireForm Wire, TimeSpan Lease) : Work(Lane)
    {
        /// <summary>The account's rate budget; null if it has none.</summary>
        public RateBudget? Budget { get; init; }

        /// <summary>The pace of a repost; null if it has none, or is none.</summary>
        public RepostPace? Pace { get; init; }
    }

    /// <summary>Asks whether it is a repost's turn by its pace. If not, it becomes due when it will be, or is over if that is too late: <see cref="Refusal.NotItsTurn"/>.</summary>
    /// <param name="Lane">The claim.</param>
    /// <param name="Id">The entry.</param>
    /// <param name="Version">The version that was seen.</param>
    /// <param name="Pace">Its pace.</param>
    public sealed record Turn(LaneClaim Lane, Guid Id, int Version, RepostPace Pace) : Work(Lane);

    /// <summary>tx 2: stores an attempt's answer, and where the delivery and its lane stand after it.</summary>
    /// <param name="Lane">The claim.</param>
    /// <param name="Id">The entry.</param>
    /// <param name="Version">The version that was seen: the one after <see cref="Begin"/>, or as it was read.</param>
    /// <param name="Attempt">The attempt's id.</param>
    /// <param name="Outcome">The answer.</param>
    /// <param name="Then">Where it stands now.</param>
    public sealed record Record(LaneClaim Lane, Guid Id, int Version, Guid Attempt, Outcome Outcome, Settlement Then) : Work(Lane)
    {
        /// <summary>What is added in the same transaction if the campaign has been withdrawn meanwhile and this has been sent: the delivery that takes it
        /// back; null if there is none.</summary>
        public NewDelivery? IfWithdrawn { get; init; }
    }

    /// <summary>Stores where a delivery and its lane stand, without an attempt: it expired, a check held it, or a look found something out.</summary>
    /// <param name="Lane">The claim.</param>
    /// <param name="Id">The entry.</param>
    /// <param name="Version">The version that was seen.</param>
    /// <param name="Then">Where it stands now.</param>
    public sealed record Settle(LaneClaim Lane, Guid Id, int Version, Settlement Then) : Work(Lane)
    {
        /// <inheritdoc cref="Record.IfWithdrawn"/>
        public NewDelivery? IfWithdrawn { get; init; }
    }

    /// <summary>Holds the lane for longer.</summary>
    /// <param name="Lane">The claim.</param>
    /// <param name="Lease">How long from now on.</param>
    public sealed record Renew(LaneClaim Lane, TimeSpan Lease) : Work(Lane);

    /// <summary>Lets the lane go.</summary>
    /// <param name="Lane">The claim.</param>
    public sealed record Release(LaneClaim Lane) : Work(Lane);
}

/// <summary>Where a delivery stands after something happened, and what its lane does next. Durations begin at the store's now.</summary>
/// <param name="State">The new state: scheduled (again), unclear, sent, held, failed or expired.</param>
/// <param name="Because">Why, in words; null if there is nothing to say.</param>
public sealed record Settlement(DeliveryState State, string? Because)
{
    /// <summary>How long the lane waits for this delivery, which stays at its head; null lets the lane go on.</summary>
    public TimeSpan? Wait { get; init; }

    /// <summary>How long the whole account waits, as the platform said; null if it need not.</summary>
    public TimeSpan? AccountWait { get; init; }

    /// <summary>Why the lane is paused until a person says so; null if it is not.</summary>
    public string? Pause { get; init; }

    /// <summary>The post on the platform; null unless the state is sent.</summary>
    public PostRef? Receipt { get; init; }

    /// <summary>How it is known to be out; null unless the state is sent.</summary>
    public Confirmation? ConfirmedBy { get; init; }

    /// <summary>True if this came of a look: <see cref="Entry.Looks"/> counts it.</summary>
    public bool OfLook { get; init; }

    /// <summary>True if it is over although its time is not: what it is about is gone, or not what it was.</summary>
    public bool IsMoot { get; init; }
}

/// <summary>Why a unit of work or a change was refused.</summary>
public enum Refusal
{
    /// <summary>The lane was claimed by somebody else since, or the lease was given up.</summary>
    StaleClaim,

    /// <summary>The entry is not as it was seen: somebody changed it. Read it again.</summary>
    Changed,

    /// <summary>There is no such entry, lane or series.</summary>
    NotFound,

    /// <summary>It is already being sent, or it has been sent.</summary>
    AlreadySending,

    /// <summary>It stands where this cannot be done to it.</summary>
    WrongState,

    /// <summary>Its campaign is stopped.</summary>
    CampaignStopped,

    /// <summary>Its lane is paused.</summary>
    LanePaused,

    /// <summary>The lane waits for a delivery at its head, or for a time the platform asked for.</summary>
    LaneWaits,

    /// <summary>It is not due yet, or under embargo; or what was called over is not.</summary>
    TooEarly,

    /// <summary>Its not-after has passed.</summary>
    TooLate,

    /// <summary>It needs an approval of exactly this content.</summary>
    NotApproved,

    /// <summary>The rate budget is used up.</summary>
    NoTokens,

    /// <summary>A different wire form was frozen, and it may be out.</summary>
    WireFrozen,

    /// <summary>It may be out: a person has to say first whether it is.</summary>
    MayBeOut,

    /// <summary>Another account of the platform says the same words.</summary>
    SameWords,

    /// <summary>The pace of its account's reposts keeps it back: it is due later now, or over.</summary>
    NotItsTurn,
}

/// <summary>What became of a unit of work.</summary>
public abstract record WorkResult
{
    private WorkResult() { }

    /// <summary>It was done, now or in an earlier try.</summary>
    /// <param name="Version">The entry's version now; 0 where the work is about no entry.</param>
    public sealed record Accepted(int Version) : WorkResult
    {
        /// <summary>How long it is until the last moment of the delivery that begins, by the store's clock; null if it has none, or nothing begins.</summary>
        public TimeSpan? Left { get; init; }

        /// <summary>Why the entry is held although the work meant something else, because its campaign was stopped or goes on; null if it stands as the work meant.</summary>
        public string? HeldBecause { get; init; }
    }

    /// <summary>Nothing was changed, except that a lane may note until when it waits.</summary>
    /// <param name="Why">The reason.</param>
    public sealed record Refused(Refusal Why) : WorkResult
    {
        /// <summary>Why the entry is over by now, where it is no one's turn any more; null if it is not.</summary>
        public string? OverBecause { get; init; }
    }
}
