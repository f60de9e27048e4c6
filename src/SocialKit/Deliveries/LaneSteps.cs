namespace SocialKit.Deliveries;

/// <summary>When a step is taken, and what is allowed then.</summary>
/// <param name="Now">The wall clock, as the store has it.</param>
/// <param name="Timestamp">The monotonic clock.</param>
/// <param name="Frequency">How many timestamps make a second.</param>
/// <param name="MaySend">False while the clock cannot be trusted.</param>
/// <param name="IsStopping">True when the worker is about to end: nothing new is begun.</param>
public readonly record struct LaneMoment(DateTimeOffset Now, long Timestamp, long Frequency, bool MaySend, bool IsStopping)
{
    /// <summary>The time since an earlier moment by the clock that went further: a monotonic clock stands still while a laptop sleeps, and a wall clock can be set back.</summary>
    public TimeSpan Since(LaneMoment earlier)
    {
        var ticked = TimeSpan.FromSeconds((Timestamp - earlier.Timestamp) / (double)Frequency);
        return Now - earlier.Now > ticked ? Now - earlier.Now : ticked;
    }
}

/// <summary>What happened on a lane.</summary>
public abstract record LaneEvent
{
    private LaneEvent() { }

    /// <summary>The lane was claimed.</summary>
    public sealed record Started : LaneEvent;

    /// <summary>The lane was read.</summary>
    /// <param name="Entries">What is next, in order.</param>
    public sealed record WasRead(IReadOnlyList<Entry> Entries) : LaneEvent;

    /// <summary>A delivery was prepared, or could not be.</summary>
    /// <param name="Preparation">What it came to.</param>
    public sealed record Prepared(Preparation Preparation) : LaneEvent;

    /// <summary>Units of work were committed.</summary>
    /// <param name="Results">What became of each.</param>
    public sealed record Committed(IReadOnlyList<WorkResult> Results) : LaneEvent;

    /// <summary>A send was answered, or given up.</summary>
    /// <param name="Outcome">The answer.</param>
    /// <param name="Next">The preparation of the next delivery, if it was asked for and is there already; else null.</param>
    public sealed record Answered(Outcome Outcome, Preparation? Next) : LaneEvent;

    /// <summary>A look came to something.</summary>
    /// <param name="Sighting">What was seen.</param>
    public sealed record Sighted(Sighting Sighting) : LaneEvent;
}

/// <summary>What to do next on a lane. Exactly one thing is under way at a time.</summary>
public abstract record LaneCommand
{
    private LaneCommand() { }

    /// <summary>Read the lane, then tell <see cref="LaneEvent.WasRead"/>.</summary>
    /// <param name="AtMost">How many entries.</param>
    public sealed record Read(int AtMost) : LaneCommand;

    /// <summary>Prepare a delivery, then tell <see cref="LaneEvent.Prepared"/>.</summary>
    /// <param name="Delivery">Which.</param>
    public sealed record Prepare(Delivery Delivery) : LaneCommand;

    /// <summary>Commit units of work in one transaction, then tell <see cref="LaneEvent.Committed"/>.</summary>
    /// <param name="Works">The units, in order.</param>
    public sealed record Commit(IReadOnlyList<Work> Works) : LaneCommand;

    /// <summary>Send once, then tell <see cref="LaneEvent.Answered"/>. The intent is stored.</summary>
    /// <param name="Delivery">What is sent.</param>
    /// <param name="Wire">The bytes.</param>
    /// <param name="Timeout">After how long it is given up.</param>
    /// <param name="Next">What can be prepared meanwhile; null if there is nothing.</param>
    public sealed record Send(Delivery Delivery, WireForm Wire, TimeSpan Timeout, Delivery? Next) : LaneCommand;

    /// <summary>Look for what may be out, then tell <see cref="LaneEvent.Sighted"/>.</summary>
    /// <param name="Delivery">What was sent.</param>
    /// <param name="Wire">The bytes.</param>
    /// <param name="Attempt">The last attempt.</param>
    public sealed record Look(Delivery Delivery, WireForm Wire, Attempt Attempt) : LaneCommand;

    /// <summary>Nothing more: the lane was let go, or is somebody else's.</summary>
    public sealed record End : LaneCommand;
}
