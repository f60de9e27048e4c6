using SocialKit.Deliveries;

namespace SocialKit.Benchmarks.Chaos;

/// <summary>Which replies wait, by way of what they reply to, for a person: nothing else can happen to them.</summary>
/// <param name="entries">All entries.</param>
internal sealed class Waiting(IEnumerable<Entry> entries)
{
    private readonly Dictionary<DeliveryKey, Entry> _byKey = entries.ToDictionary(entry => entry.Delivery.Key);

    public bool Waits(Entry entry) =>
        entry.State == DeliveryState.Scheduled && entry.Delivery.After is { } after && _byKey.TryGetValue(after, out var original)
        && (original.State is DeliveryState.Held or DeliveryState.AwaitingApproval || Waits(original));
}
