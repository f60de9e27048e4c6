using SocialKit.Deliveries;

namespace SocialKit.Cli.Publishing;

/// <summary>Tells whether entries have come to rest: out, or nothing more happens to them by itself.</summary>
internal static class Settling
{
    /// <summary>The entries as they are now, in the order of <paramref name="ids"/>.</summary>
    public static async Task<ValueList<Entry>> ReadAsync(IOutbox outbox, IReadOnlyList<Guid> ids, CancellationToken cancellationToken)
    {
        List<Entry> entries = [];
        foreach (var id in ids)
        {
            if (await outbox.ReadAsync(id, cancellationToken).ConfigureAwait(false) is { } entry)
                entries.Add(entry);
        }
        return entries.ToValueList();
    }

    /// <summary>The accounts of <paramref name="entries"/> whose lanes are paused, with the reason.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> PausedAsync(IOutbox outbox, IEnumerable<Entry> entries, CancellationToken cancellationToken)
    {
        var accounts = entries.Select(entry => entry.Delivery.From.Id).ToHashSet();
        return (await outbox.ReadLanesAsync(cancellationToken).ConfigureAwait(false))
            .Where(lane => lane.PausedBecause is not null && accounts.Contains(lane.Account))
            .ToDictionary(lane => lane.Account, lane => lane.PausedBecause!);
    }

    /// <summary>True if none of them can still go out by itself.</summary>
    public static async Task<bool> AreSettledAsync(IOutbox outbox, IReadOnlyList<Guid> ids, CancellationToken cancellationToken)
    {
        var open = (await ReadAsync(outbox, ids, cancellationToken).ConfigureAwait(false)).Where(entry => entry.State.IsInLane()).ToList();
        if (open.Count == 0)
            return true;
        var paused = await PausedAsync(outbox, open, cancellationToken).ConfigureAwait(false);
        return open.TrueForAll(entry => entry.State != DeliveryState.Sending && paused.ContainsKey(entry.Delivery.From.Id));
    }
}
