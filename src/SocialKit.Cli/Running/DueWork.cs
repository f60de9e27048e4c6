using SocialKit.Deliveries;

namespace SocialKit.Cli.Running;

/// <summary>Tells whether a worker has anything left to do now.</summary>
internal static class DueWork
{
    private const int PageSize = 200;

    private static readonly ValueList<DeliveryState> InLane = [DeliveryState.Scheduled, DeliveryState.Sending, DeliveryState.Unclear];

    /// <summary>True while something of these platforms is due and can be done, or is under way. What waits for a person, for a platform's leave or for a later try is not.</summary>
    /// <param name="outbox">The store.</param>
    /// <param name="owner">The worker that asks.</param>
    /// <param name="isAlone">True if no other worker can be on this store: then a lane that another holds in the middle of a send was left by one that died.</param>
    /// <param name="platforms">The platforms with a sender.</param>
    /// <param name="cancellationToken">Ends the look.</param>
    public static async Task<bool> IsLeftAsync(IOutbox outbox, string owner, bool isAlone, IReadOnlyCollection<PlatformId> platforms, CancellationToken cancellationToken)
    {
        var now = (await outbox.ReadHealthAsync(cancellationToken).ConfigureAwait(false)).Now;
        var lanes = (await outbox.ReadLanesAsync(cancellationToken).ConfigureAwait(false)).ToDictionary(lane => lane.Account);
        if (lanes.Values.Any(lane => platforms.Contains(lane.Platform) && lane.LeaseUntil > now && (lane.Owner == owner || (isAlone && lane is { Owner: not null, BlockedBy: not null }))))
            return true;
        foreach (var platform in platforms)
        {
            for (PageMark? after = null; ;)
            {
                var page = await outbox.PageAsync(new() { Platform = platform, States = InLane, To = now.AddMilliseconds(1), Limit = PageSize, After = after }, cancellationToken).ConfigureAwait(false);
                if (page.Entries.Any(entry => lanes.TryGetValue(entry.Delivery.From.Id, out var lane) && LaneRules.MayClaim(lane, now) && !WaitsForAnother(entry)))
                    return true;
                if (page.Next is null)
                    break;
                after = page.Next;
            }
        }
        return false;
    }

    private static bool WaitsForAnother(Entry entry) =>
        entry is { State: DeliveryState.Scheduled, PredecessorState: { } predecessor } && predecessor != DeliveryState.Sent && !predecessor.IsDead();
}
