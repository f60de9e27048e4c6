namespace SocialKit.Reposts;

/// <summary>What kind of thing happened while listed accounts were read.</summary>
public enum RepostEventKind
{
    /// <summary>An account was read.</summary>
    Read,

    /// <summary>Something was decided about a post.</summary>
    Decided,

    /// <summary>An account could not be read; it is tried again.</summary>
    NotRead,

    /// <summary>An account is there under another name; it is read on by its id.</summary>
    Renamed,

    /// <summary>An account is gone, suspended or not public.</summary>
    Gone,

    /// <summary>The reading account cannot read: a person has to see to it.</summary>
    ReaderStopped,
}

/// <summary>Something that happened while listed accounts were read. It holds no secrets.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="At">When, by the wall clock.</param>
/// <param name="Feed">The listed account.</param>
public sealed record RepostEvent(RepostEventKind Kind, DateTimeOffset At, ListedFeed Feed)
{
    /// <summary>The decision; null if it is about none.</summary>
    public RepostDecision? Decision { get; init; }

    /// <summary>How many posts were read; 0 if none were.</summary>
    public int Posts { get; init; }

    /// <summary>Why, in words; null if there is nothing to say.</summary>
    public string? Reason { get; init; }
}

/// <summary>Who watches the reading: progress on a terminal, a log.</summary>
/// <remarks>It is called from many tasks, one at a time, and must return at once and not throw.</remarks>
public interface IRepostWatch
{
    /// <summary>Something happened.</summary>
    void Saw(RepostEvent happened);
}

/// <summary>What the kinds of events have in common.</summary>
public static class RepostEventKinds
{
    private static readonly string[] Codes = ["read", "decided", "not-read", "renamed", "gone", "reader-stopped"];

    /// <summary>The stable code, such as <c>not-read</c>.</summary>
    public static string Code(this RepostEventKind kind) => Codes[(int)kind];

    /// <summary>True if a person is told.</summary>
    public static bool NeedsAPerson(this RepostEventKind kind) => kind >= RepostEventKind.Renamed;
}
