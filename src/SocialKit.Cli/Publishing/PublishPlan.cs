using System.Globalization;
using SocialKit.Cli.Queue;
using SocialKit.Cli.Scheduling;
using SocialKit.Deliveries;

namespace SocialKit.Cli.Publishing;

/// <summary>Posts to go out now, compared with what the queue holds of them.</summary>
/// <param name="Request">What is to be added: nothing that is there already.</param>
/// <param name="Before">What is there already.</param>
/// <param name="Findings">What stands against it.</param>
internal sealed record PublishPlan(AddRequest Request, ValueList<Entry> Before, ValueList<Finding> Findings)
{
    private const int MostTimes = 1000;

    /// <summary>What is already there and may yet go out by itself.</summary>
    public IEnumerable<Entry> Waiting => Before.Where(entry => entry.State is DeliveryState.Scheduled or DeliveryState.Sending or DeliveryState.Unclear);

    /// <summary>Plans them.</summary>
    /// <param name="again">True to go on to a further time where an earlier one is out.</param>
    /// <param name="outbox">The queue; null if there is none yet.</param>
    /// <param name="plan">Makes the plan of the n-th time.</param>
    /// <param name="cancellationToken">Ends the look.</param>
    public static async Task<PublishPlan> OfAsync(bool again, IOutbox? outbox, Func<string?, Plan> plan, CancellationToken cancellationToken)
    {
        for (var time = 1; ; time++)
        {
            var made = plan(time == 1 ? null : time.ToString(CultureInfo.InvariantCulture));
            if (made.Request is not { } request)
                return new(new([]), [], made.Findings);
            List<Entry> before = [];
            foreach (var added in request.Deliveries)
            {
                var found = outbox is null ? [] : await outbox.FindAsync(added.Delivery.Key.Value, cancellationToken).ConfigureAwait(false);
                before.AddRange(found.Where(entry => entry.Delivery.Key == added.Delivery.Key));
            }
            // A time that was begun and broken off is ended before another begins, so that a crash in the middle makes no second post.
            if (again && time < MostTimes && before.Count == request.Deliveries.Count && before.TrueForAll(entry => entry.State == DeliveryState.Sent || entry.State.IsDead()))
                continue;
            var keys = before.Select(entry => entry.Delivery.Key).ToHashSet();
            return new(request with { Deliveries = [.. request.Deliveries.Where(added => !keys.Contains(added.Delivery.Key))] }, before.ToValueList(), [.. made.Findings, .. before.SelectMany(entry => Otherwise(entry, request))]);
        }
    }

    // What waits with another text would go out with it.
    private static IEnumerable<Finding> Otherwise(Entry there, AddRequest request)
    {
        var planned = request.Deliveries.First(added => added.Delivery.Key == there.Delivery.Key).Delivery;
        var changed = DeliveryContent.HashOf(planned).ChangedSince(there.Hash);
        if (changed.Count > 0 && there.State is not DeliveryState.Sent && !there.State.IsDead())
        {
            yield return new(ScheduleFindings.ScheduledOtherwise, Severity.Error,
                $"{EntryIds.Short(there)} is {EntryWords.Of(there.State)} from an earlier publishing, and differs in {string.Join(", ", changed)}.",
                $"Take it out with \"socialkit queue cancel {EntryIds.Short(there)}\", or let it go out first.");
        }
    }
}
