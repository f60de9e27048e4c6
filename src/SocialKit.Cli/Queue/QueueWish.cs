using SocialKit.Deliveries;

namespace SocialKit.Cli.Queue;

/// <summary>Which entries of the queue a person wants to see.</summary>
internal sealed record QueueWish
{
    /// <summary>What is not done: it waits, is under way, or a person has to look.</summary>
    public static ValueList<DeliveryState> Undone { get; } =
        [DeliveryState.Draft, DeliveryState.AwaitingApproval, DeliveryState.Scheduled, DeliveryState.Sending, DeliveryState.Unclear, DeliveryState.Held, DeliveryState.Stopped];

    /// <summary>On these platforms; empty for all.</summary>
    public ValueList<PlatformId> Platforms { get; init; } = [];

    /// <summary>Of this campaign; null for all.</summary>
    public string? Campaign { get; init; }

    /// <summary>From this account; null for all.</summary>
    public string? Account { get; init; }

    /// <summary>Of this series; null for all.</summary>
    public Guid? Series { get; init; }

    /// <summary>In these states; empty for all.</summary>
    /// <value><see cref="Undone"/></value>
    public ValueList<DeliveryState> States { get; init; } = Undone;

    /// <summary>Due, or sent, at or after this; null for the beginning.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Due, or sent, before this; null for no end.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>The order.</summary>
    public EntryOrder Order { get; init; }

    /// <summary>The most entries.</summary>
    public int Limit { get; init; } = 200;

    /// <summary>The time that counts.</summary>
    public DateTimeOffset TimeOf(Entry entry) => Order == EntryOrder.ByDue ? entry.Delivery.DueAt : entry.SentAt ?? entry.Delivery.DueAt;

    /// <summary>The wish as the store takes it, from the beginning and of all platforms.</summary>
    public EntryQuery Query => new()
    {
        Order = Order, States = States, Campaign = Campaign, Account = Account, Series = Series, From = From, To = To,
    };
}

/// <summary>What there is of a <see cref="QueueWish"/>.</summary>
/// <param name="Entries">The entries, in the order of the wish.</param>
/// <param name="HasMore">True if there are more than the wish's limit.</param>
internal sealed record QueuePart(IReadOnlyList<Entry> Entries, bool HasMore)
{
    /// <summary>The series behind them, where they are asked for too.</summary>
    public IReadOnlyList<Series> Series { get; init; } = [];

    private const int LargestPage = 500;

    /// <summary>Reads it page by page, each platform for itself: so nothing is read that is not wanted.</summary>
    public static async Task<QueuePart> ReadAsync(IOutbox outbox, QueueWish wish, CancellationToken cancellationToken)
    {
        List<Entry> entries = [];
        foreach (var platform in wish.Platforms.Count == 0 ? [null] : wish.Platforms.Distinct().Select(platform => (PlatformId?)platform))
            await ReadAsync(outbox, wish.Query with { Platform = platform }, wish.Limit + 1, entries, cancellationToken).ConfigureAwait(false);
        if (wish.Platforms.Count > 1)
            entries = [.. entries.OrderBy(wish.TimeOf).ThenBy(entry => entry.Id)];
        return new([.. entries.Take(wish.Limit)], entries.Count > wish.Limit);
    }

    private static async Task ReadAsync(IOutbox outbox, EntryQuery query, int atMost, List<Entry> into, CancellationToken cancellationToken)
    {
        for (var left = atMost; left > 0;)
        {
            var page = await outbox.PageAsync(query with { Limit = Math.Min(LargestPage, left) }, cancellationToken).ConfigureAwait(false);
            into.AddRange(page.Entries);
            left -= page.Entries.Count;
            if (page.Next is null)
                return;
            query = query with { After = page.Next };
        }
    }
}
