using System.Globalization;
using SocialKit.Deliveries;

namespace SocialKit.Cli.Scheduling;

/// <summary>What the queue holds of a campaign already, to be compared with a plan.</summary>
internal sealed class StandingEntries
{
    private static readonly ValueList<DeliveryState> Open = [DeliveryState.Draft, DeliveryState.AwaitingApproval, DeliveryState.Scheduled, DeliveryState.Stopped, DeliveryState.Held];

    private readonly Dictionary<DeliveryKey, Entry> _byKey = [];
    private readonly Dictionary<string, List<Entry>> _waiting = [];
    private readonly HashSet<Guid> _waitingSeries = [];
    private readonly Dictionary<DeliveryKey, (DeliveryKey Key, Entry Dead)> _anew = [];

    private StandingEntries()
    {
    }

    /// <summary>An empty queue's.</summary>
    public static StandingEntries None { get; } = new();

    /// <summary>The series of the queue.</summary>
    public IReadOnlyList<Series> Series { get; private init; } = [];

    /// <summary>Reads what <paramref name="request"/> has to be compared with.</summary>
    /// <param name="outbox">The queue.</param>
    /// <param name="request">The plan.</param>
    /// <param name="campaign">The campaign's slug; null for a text that belongs to none.</param>
    /// <param name="update">True if what waits for another time may be meant.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<StandingEntries> ReadAsync(IOutbox outbox, AddRequest request, string? campaign, bool update, CancellationToken cancellationToken)
    {
        var standing = new StandingEntries { Series = request.Series.Count == 0 ? [] : await outbox.ReadSeriesAsync(cancellationToken).ConfigureAwait(false) };
        foreach (var added in request.Deliveries)
        {
            var key = added.Delivery.Key;
            for (var time = 2; await FindAsync(outbox, key, cancellationToken).ConfigureAwait(false) is { } entry; time++)
            {
                if (!entry.State.IsDead())
                {
                    standing._byKey[key] = entry;
                    break;
                }
                // What was cancelled, failed or expired has its key for good: the same once more is another occurrence.
                key = added.Delivery.Key.WithSlot(string.Create(CultureInfo.InvariantCulture, $"{SlotOf(added.Delivery.Key)} again {time}"));
                standing._anew[added.Delivery.Key] = (key, entry);
            }
        }
        if (campaign is not null)
        {
            await standing.ReadWaitingAsync(outbox, new() { Campaign = campaign }, cancellationToken).ConfigureAwait(false);
            return standing;
        }
        foreach (var account in request.Deliveries.GroupBy(added => added.Delivery.From.Id))
        {
            // All else of the account is not about this text: only where one may be meant that waits for another time is it gone through.
            var query = new EntryQuery { Account = account.Key };
            if (!update)
                query = query with { From = account.Min(added => added.Delivery.DueAt), To = account.Max(added => added.Delivery.DueAt).AddMilliseconds(1) };
            await standing.ReadWaitingAsync(outbox, query, cancellationToken).ConfigureAwait(false);
        }
        return standing;
    }

    private async Task ReadWaitingAsync(IOutbox outbox, EntryQuery query, CancellationToken cancellationToken)
    {
        for (PageMark? after = null; ;)
        {
            var page = await outbox.PageAsync(query with { States = Open, Limit = 500, After = after }, cancellationToken).ConfigureAwait(false);
            foreach (var entry in page.Entries)
            {
                if (!_waiting.TryGetValue(Message(entry.Delivery.Key), out var list))
                    _waiting.Add(Message(entry.Delivery.Key), list = []);
                list.Add(entry);
                if (entry.Delivery.Series is { } series)
                    _waitingSeries.Add(series);
            }
            if (page.Next is null)
                return;
            after = page.Next;
        }
    }

    /// <summary><paramref name="planned"/> under a key that is not that of an entry which ended without being sent.</summary>
    /// <param name="planned">The planned delivery.</param>
    /// <param name="dead">The entry that ended; null if there was none.</param>
    public NewDelivery Anew(NewDelivery planned, out Entry? dead)
    {
        dead = null;
        if (!_anew.TryGetValue(planned.Delivery.Key, out var other))
            return planned;
        dead = other.Dead;
        return planned with { Delivery = planned.Delivery with { Key = other.Key } };
    }

    /// <summary>The entry that is meant by the same key, or one that was moved to the same time; null if there is none.</summary>
    public Entry? Of(Delivery planned) => _byKey.GetValueOrDefault(planned.Key) ?? Waiting(planned).FirstOrDefault(entry => entry.Delivery.DueAt == planned.DueAt);

    /// <summary>The entries of the same message, language and account that wait, whenever they are due; none of a series.</summary>
    public IEnumerable<Entry> Waiting(Delivery planned) => _waiting.GetValueOrDefault(Message(planned.Key), []).Where(entry => entry.Delivery.Series is null);

    /// <summary>True if occurrences of the series wait.</summary>
    public bool Waits(Guid series) => _waitingSeries.Contains(series);

    private static async Task<Entry?> FindAsync(IOutbox outbox, DeliveryKey key, CancellationToken cancellationToken) =>
        (await outbox.FindAsync(key.Value, cancellationToken).ConfigureAwait(false)).FirstOrDefault(entry => entry.Delivery.Key == key);

    private static string SlotOf(DeliveryKey key) => key.Value[(key.Value.LastIndexOf('/') + 1)..].Replace("%2F", "/", StringComparison.Ordinal).Replace("%25", "%", StringComparison.Ordinal);

    private static string Message(DeliveryKey key) => key.WithSlot("").Value;
}
