namespace SocialKit.Deliveries;

/// <summary>What puts another series in the place of one that runs: what becomes of the series, of its occurrences that have not been begun, and which are new. Stored whole or not at all.</summary>
/// <param name="Seen">The series as it was read.</param>
/// <param name="Renewed">The series as it shall be; its id stays.</param>
/// <param name="Changes">What becomes of occurrences that are in the store.</param>
/// <param name="Added">Occurrences that are not in the store.</param>
public sealed record SeriesRenewal(Series Seen, Series Renewed, ValueList<EntryChange> Changes, ValueList<NewDelivery> Added)
{
    private static readonly TimeSpan Lead = new WorkerOptions { Owner = "" }.SeriesLead;

    /// <summary>Makes the renewal.</summary>
    /// <param name="seen">The series as it was read.</param>
    /// <param name="wanted">A series as it shall be: a plan's, with any id.</param>
    /// <param name="first">Its first occurrence, which is to come.</param>
    /// <param name="entries">The occurrences of <paramref name="seen"/> that are in the store, in any state.</param>
    /// <param name="now">The wall clock.</param>
    /// <param name="ids">Makes the ids.</param>
    /// <param name="by">Who renews it.</param>
    /// <returns>Null if the cron expression or the zone cannot be understood.</returns>
    /// <remarks>
    /// What is sent, may be out, or is being sent stays as it is, and so does what a person cancelled. What waits and is still to come takes the new content where the renewed series comes at its time, and is
    /// cancelled where it does not. What is overdue already takes the new content and keeps its time. A rotation goes on where it is.
    /// </remarks>
    public static SeriesRenewal? Of(Series seen, Series wanted, DateTimeOffset first, IReadOnlyList<Entry> entries, DateTimeOffset now, Ids ids, string by)
    {
        var own = entries.Where(entry => entry.Delivery.Series == seen.Id && entry.Delivery.OccurrenceAt is not null).OrderBy(entry => entry.Delivery.OccurrenceAt).ToList();
        var open = own.Where(IsOpen).ToList();
        var overdue = open.Where(entry => entry.Delivery.OccurrenceAt <= now).ToList();
        var turn = Math.Max(0, seen.Occurrences - open.Count);
        var begin = wanted with { Id = seen.Id, NextAt = first, Occurrences = turn + overdue.Count, PausedBecause = seen.PausedBecause };
        // As far ahead as there are occurrences already: what the old series made and the new one has as well must not be met again as if it were made.
        var last = own.Count == 0 ? now : own[^1].Delivery.OccurrenceAt!.Value;
        var lead = last - now >= Lead ? last - now + TimeSpan.FromTicks(1) : Lead;
        if (Occurrences.Advance(begin, now, lead, ids) is not { } step)
            return null;
        var wantedAt = step.Deliveries.ToDictionary(added => added.Delivery.OccurrenceAt!.Value);
        List<EntryChange> changes = [];
        for (var i = 0; i < overdue.Count; i++)
        {
            var old = overdue[i].Delivery;
            var act = begin.Turns[(int)((turn + i) % begin.Turns.Count)];
            Edit(overdue[i], old with { From = begin.From, Act = act, NotBefore = begin.NotBefore, NotAfter = begin.NotAfter < old.NotAfter ? begin.NotAfter : old.NotAfter, Late = begin.Late, NeedsApproval = begin.NeedsApproval, AfterDeadline = begin.AfterDeadline });
        }
        foreach (var entry in own.Except(overdue))
        {
            var isWanted = wantedAt.Remove(entry.Delivery.OccurrenceAt!.Value, out var planned);
            if (isWanted && (IsOpen(entry) || ChangeRules.IsReplaced(entry)))
                Edit(entry, planned!.Delivery);
            else if (!isWanted && IsOpen(entry))
                changes.Add(new(entry.Id, entry.Version, new Change.Cancel(by) { IsReplaced = true }));
        }
        var keys = own.Select(entry => entry.Delivery.Key).ToHashSet();
        return new(seen, step.Series, changes.ToValueList(), [.. step.Deliveries.Where(added => wantedAt.ContainsKey(added.Delivery.OccurrenceAt!.Value) && !keys.Contains(added.Delivery.Key))]);

        void Edit(Entry entry, Delivery delivery)
        {
            var edited = AddRules.InItsTime(delivery) with { Key = entry.Delivery.Key, After = entry.Delivery.After, ReplyTo = null };
            if (ChangeRules.IsReplaced(entry) || DeliveryContent.HashOf(edited) != entry.Hash || edited with { From = entry.Delivery.From, Act = entry.Delivery.Act } != entry.Delivery with { ReplyTo = null })
                changes.Add(new(entry.Id, entry.Version, new Change.Edit(edited, TextWords.Of(edited.Act))));
        }
    }

    // A deletion is none of a series; what may be out is not given another content.
    private static bool IsOpen(Entry entry) => !entry.MayBeOut && (entry.State.IsWaiting() || entry.State is DeliveryState.Stopped or DeliveryState.Held);
}

/// <summary>A change of one entry among others.</summary>
/// <param name="Id">Which.</param>
/// <param name="Version">The version that was seen.</param>
/// <param name="Change">What to do.</param>
public sealed record EntryChange(Guid Id, int Version, Change Change);

/// <summary>What became of renewals.</summary>
public abstract record RenewResult
{
    private RenewResult() { }

    /// <summary>Everything is in the store.</summary>
    /// <param name="Changed">The entries that were changed, as they are now, in the order of the changes.</param>
    public sealed record Renewed(IReadOnlyList<Entry> Changed) : RenewResult;

    /// <summary>Nothing was changed: something stands against it.</summary>
    /// <param name="Obstacles">Every reason.</param>
    public sealed record Refused(IReadOnlyList<AddObstacle> Obstacles) : RenewResult;

    /// <summary>Nothing was changed: a series or an occurrence is no longer as it was read. Read anew, it can be tried again.</summary>
    public sealed record Overtaken : RenewResult;
}
