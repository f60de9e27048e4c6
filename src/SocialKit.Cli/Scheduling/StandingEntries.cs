using SocialKit.Deliveries;

namespace SocialKit.Cli.Scheduling;

/// <summary>What the queue holds of a campaign already, to be compared with a plan.</summary>
internal sealed class StandingEntries
{
    private static readonly ValueList<DeliveryState> Open = [DeliveryState.Draft, DeliveryState.AwaitingApproval, DeliveryState.Scheduled, DeliveryState.Stopped, DeliveryState.Held];

    private readonly Dictionary<DeliveryKey, Entry> _byKey = [];
    private readonly Dictionary<string, List<Entry>> _waiting = [];

    private StandingEntries()
    {
    }

    /// <summary>An empty queue's.</summary>
    public static StandingEntries None { get; } = new();

    /// <summary>The series of the queue.</summary>
    public IReadOnlyList<Series> Series { get; private init; } = [];

    /// <summary>Reads what <paramref name="request"/> has to be compared with.</summary>
    public static async Task<StandingEntries> ReadAsync(IOutbox outbox, AddRequest request, string campaign, CancellationToken cancellationToken)
    {
        var standing = new StandingEntries { Series = request.Series.Count == 0 ? [] : await outbox.ReadSeriesAsync(cancellationToken).ConfigureAwait(false) };
        foreach (var added in request.Deliveries)
        {
            var found = await outbox.FindAsync(added.Delivery.Key.Value, cancellationToken).ConfigureAwait(false);
            if (found.FirstOrDefault(entry => entry.Delivery.Key == added.Delivery.Key) is { } entry)
                standing._byKey[entry.Delivery.Key] = entry;
        }
        for (PageMark? after = null; ;)
        {
            var page = await outbox.PageAsync(new() { Campaign = campaign, States = Open, Limit = 500, After = after }, cancellationToken).ConfigureAwait(false);
            foreach (var entry in page.Entries)
            {
                if (!standing._waiting.TryGetValue(Message(entry.Delivery.Key), out var list))
                    standing._waiting.Add(Message(entry.Delivery.Key), list = []);
                list.Add(entry);
            }
            if (page.Next is null)
                return standing;
            after = page.Next;
        }
    }

    /// <summary>The entry that is meant by the same key, or one that was moved to the same time; null if there is none.</summary>
    public Entry? Of(Delivery planned) => _byKey.GetValueOrDefault(planned.Key) ?? Waiting(planned).FirstOrDefault(entry => entry.Delivery.DueAt == planned.DueAt);

    /// <summary>The entries of the same message, language and account that wait, whenever they are due; none of a series.</summary>
    public IEnumerable<Entry> Waiting(Delivery planned) => _waiting.GetValueOrDefault(Message(planned.Key), []).Where(entry => entry.Delivery.Series is null);

    private static string Message(DeliveryKey key) => key.WithSlot("").Value;
}
