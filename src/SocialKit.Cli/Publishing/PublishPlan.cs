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
            List<NewDelivery> missing = [.. request.Deliveries.Where(added => !keys.Contains(added.Delivery.Key))];
            List<Finding> findings = [.. made.Findings, .. before.SelectMany(entry => Otherwise(entry, request))];
            // What was scheduled has another key, and the same post is on the account all the same.
            foreach (var added in again || outbox is null ? [] : missing.ToList())
            {
                if (await ScheduledAsync(outbox!, added, cancellationToken).ConfigureAwait(false) is not { } same)
                    continue;
                if (same.State == DeliveryState.Sent || same.MayBeOut || same.State == DeliveryState.Sending)
                    before.Add(same);
                else
                    findings.Add(new(ScheduleFindings.ScheduledOtherwise, Severity.Error, $"{EntryIds.Short(same)} has the same text for the same account, and is {EntryWords.Of(same.State)}: it would be out twice.", $"Take it out with \"socialkit queue cancel {EntryIds.Short(same)}\", or publish with --again."));
                missing.Remove(added);
            }
            return new(request with { Deliveries = missing }, before.ToValueList(), findings.ToValueList());
        }
    }

    // The same content from the same account, that is out or may yet go out; what is out comes first.
    private static async Task<Entry?> ScheduledAsync(IOutbox outbox, NewDelivery added, CancellationToken cancellationToken)
    {
        var hash = DeliveryContent.HashOf(added.Delivery);
        Entry? waiting = null;
        for (PageMark? after = null; ;)
        {
            var page = await outbox.PageAsync(new() { Campaign = added.Delivery.Campaign, Account = added.Delivery.From.Id, Limit = 500, After = after }, cancellationToken).ConfigureAwait(false);
            foreach (var entry in page.Entries.Where(entry => entry.Hash == hash && !entry.State.IsDead()))
            {
                if (entry.State == DeliveryState.Sent || entry.MayBeOut)
                    return entry;
                waiting ??= entry;
            }
            if (page.Next is null)
                return waiting;
            after = page.Next;
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
