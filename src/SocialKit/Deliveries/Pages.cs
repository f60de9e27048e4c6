namespace SocialKit.Deliveries;

/// <summary>By what a page of entries is ordered.</summary>
public enum EntryOrder
{
    /// <summary>By due time, then id: queue and calendar.</summary>
    ByDue,

    /// <summary>By the time of sending, then id; only what is sent: the log.</summary>
    BySent,
}

/// <summary>Which entries are wanted. A property that is null or empty wants all.</summary>
public sealed record EntryQuery
{
    /// <summary>The order.</summary>
    /// <value><see cref="EntryOrder.ByDue"/></value>
    public EntryOrder Order { get; init; }

    /// <summary>At or after this, by the time of the order.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Before this, by the time of the order.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>In one of these states.</summary>
    public ValueList<DeliveryState> States { get; init; } = [];

    /// <summary>Of this campaign.</summary>
    public string? Campaign { get; init; }

    /// <summary>From this account.</summary>
    public string? Account { get; init; }

    /// <summary>On this platform.</summary>
    public PlatformId? Platform { get; init; }

    /// <summary>Of this series.</summary>
    public Guid? Series { get; init; }

    /// <summary>The most entries.</summary>
    /// <value>100</value>
    public int Limit { get; init; } = 100;

    /// <summary>The last entry of the page before; null for the first page.</summary>
    public PageMark? After { get; init; }
}

/// <summary>Where a page ended.</summary>
/// <param name="At">The time of its last entry, by the order.</param>
/// <param name="Id">The id of its last entry.</param>
public sealed record PageMark(DateTimeOffset At, Guid Id);

/// <summary>A page of entries.</summary>
/// <param name="Entries">The entries, in order.</param>
/// <param name="Next">Where the next page begins; null if this is the last.</param>
public sealed record EntryPage(IReadOnlyList<Entry> Entries, PageMark? Next);

/// <summary>How many deliveries are due in a stretch of time.</summary>
/// <param name="Stretch">The index of the stretch, from 0.</param>
/// <param name="Platform">Where.</param>
/// <param name="State">Where they stand.</param>
/// <param name="Count">How many.</param>
public sealed record EntryCount(int Stretch, PlatformId Platform, DeliveryState State, long Count);
