namespace SocialKit.Deliveries;

/// <summary>Derives due times again from wall clocks and zones: to be done when this machine's time-zone data has changed, since governments move their clocks at short notice.</summary>
public static class DueTimes
{
    private const int PageSize = 500;

    /// <summary>Corrects every delivery that waits, is stopped or held and whose wall clock now means another instant.</summary>
    /// <remarks>It can be stopped and run again at any time, and beside workers: each correction is a change of its own, refused where the delivery has moved on.</remarks>
    /// <returns>The entries that were moved, as they are now.</returns>
    public static Task<IReadOnlyList<Entry>> DeriveAgainAsync(IOutbox outbox, CancellationToken cancellationToken) => DeriveAgainAsync(outbox, _ => Task.CompletedTask, cancellationToken);

    internal static async Task<IReadOnlyList<Entry>> DeriveAgainAsync(IOutbox outbox, Func<CancellationToken, Task> rest, CancellationToken cancellationToken)
    {
        List<(Entry Entry, Delivery Delivery)> wrong = [];
        for (PageMark? after = null; ;)
        {
            var page = await outbox.PageAsync(new()
            {
                States = [DeliveryState.Draft, DeliveryState.AwaitingApproval, DeliveryState.Scheduled, DeliveryState.Stopped, DeliveryState.Held], Limit = PageSize, After = after,
            }, cancellationToken).ConfigureAwait(false);
            foreach (var entry in page.Entries)
            {
                if (!ZonedTime.TryDueAt(entry.Delivery, out var due))
                    continue;
                var moved = AddRules.InItsTime(entry.Delivery with { DueAt = due.Value });
                if (moved.DueAt != entry.Delivery.DueAt)
                    wrong.Add((entry, moved));
            }
            if (page.Next is null)
                break;
            after = page.Next;
            await rest(cancellationToken).ConfigureAwait(false);
        }
        // After the paging: a corrected entry would come up again on a later page.
        List<Entry> corrected = [];
        foreach (var (entry, moved) in wrong)
        {
            var result = await outbox.ChangeAsync(entry.Id, entry.Version, new Change.Edit(moved, TextWords.Of(moved.Act)), cancellationToken).ConfigureAwait(false);
            if (result is ChangeResult.Changed changed)
                corrected.Add(changed.Entry);
        }
        return corrected;
    }
}
