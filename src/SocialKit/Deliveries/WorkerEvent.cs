namespace SocialKit.Deliveries;

/// <summary>What kind of thing happened in a worker. Its name in lower case with hyphens is stable in logs.</summary>
public enum WorkerEventKind
{
    /// <summary>An attempt began.</summary>
    Begun,

    /// <summary>A delivery is out.</summary>
    Sent,

    /// <summary>An attempt or its preparation came to nothing; it is tried again.</summary>
    NotSent,

    /// <summary>An attempt may have had its effect.</summary>
    Unclear,

    /// <summary>It was looked for, and is looked for or sent again.</summary>
    LookedFor,

    /// <summary>A repost came to nothing for which nobody has to do anything: the original is gone or was edited, or there was no room for it in its time.</summary>
    Dropped,

    /// <summary>A person has to look.</summary>
    Held,

    /// <summary>The platform refused it.</summary>
    Failed,

    /// <summary>Its time passed.</summary>
    Expired,

    /// <summary>It goes out late.</summary>
    Late,

    /// <summary>An account's lane waits for a person.</summary>
    AccountStopped,

    /// <summary>The clock jumped, or is far from the store's, and sending pauses.</summary>
    ClockJumped,

    /// <summary>Sending goes on after <see cref="ClockJumped"/>.</summary>
    ClockSettled,

    /// <summary>The store does not answer; the worker keeps trying.</summary>
    StoreUnreachable,

    /// <summary>A series cannot go on.</summary>
    SeriesStopped,

    /// <summary>Time-zone data has changed, and with it the instant that a wall clock means.</summary>
    TimeMoved,
}

/// <summary>Something that happened in a worker: what progress, logs and notices are made of. It holds no secrets.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="At">When, by the wall clock.</param>
public sealed record WorkerEvent(WorkerEventKind Kind, DateTimeOffset At)
{
    /// <summary>The entry as it was before; null if it is about none.</summary>
    public Entry? Entry { get; init; }

    /// <summary>Why, in words; null if there is nothing to say.</summary>
    public string? Reason { get; init; }

    /// <summary>The post; null unless it is out.</summary>
    public PostRef? Receipt { get; init; }

    /// <summary>How it is known to be out; null unless it is.</summary>
    public Confirmation? ConfirmedBy { get; init; }
}

/// <summary>Who watches a worker: progress on a terminal, a log.</summary>
/// <remarks>It is called from many tasks, one at a time, and must return at once and not throw.</remarks>
public interface IWorkerWatch
{
    /// <summary>Something happened.</summary>
    void Saw(WorkerEvent happened);
}

/// <summary>What the kinds of events have in common.</summary>
public static class WorkerEventKinds
{
    private static readonly string[] Codes =
        ["begun", "sent", "not-sent", "unclear", "looked-for", "dropped", "held", "failed", "expired", "late", "account-stopped", "clock-jumped", "clock-settled", "store-unreachable", "series-stopped", "time-moved"];

    /// <summary>The stable code, such as <c>not-sent</c>.</summary>
    public static string Code(this WorkerEventKind kind) => Codes[(int)kind];

    /// <summary>True if a person is told.</summary>
    public static bool NeedsAPerson(this WorkerEventKind kind) => kind >= WorkerEventKind.Held;
}
