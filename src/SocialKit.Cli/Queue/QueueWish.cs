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

    /// <summary>The wish as the store takes it, from the beginning.</summary>
    public EntryQuery Query => new()
    {
        Order = Order, States = States, Campaign = Campaign, Account = Account, Series = Series, Platform = Platforms is [var only] ? only : null, From = From, To = To,
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

    /// <summary>Reads it page by page, so that a large queue is never in memory as a whole.</summary>
    public static async Task<QueuePart> ReadAsync(IOutbox outbox, QueueWish wish, CancellationToken cancellationToken)
    {
        List<Entry> entries = [];
        var query = wish.Query;
        while (true)
        {
            query = query with { Limit = Math.Min(LargestPage, wish.Limit - entries.Count + 1) };
            var page = await outbox.PageAsync(query, cancellationToken).ConfigureAwait(false);
            foreach (var entry in page.Entries)
            {
                if (wish.Platforms.Count > 1 && !wish.Platforms.Contains(entry.Delivery.From.Platform))
                    continue;
                if (entries.Count == wish.Limit)
                    return new(entries, true);
                entries.Add(entry);
            }
            if (page.Next is null)
                return new(entries, false);
            query = query with { After = page.Next };
        }
    }
}
