using SocialKit.Deliveries;

namespace SocialKit.Cli.Scheduling;

/// <summary>A series of the queue, and the planned one that takes its place.</summary>
/// <param name="There">As the queue has it.</param>
/// <param name="Wanted">As it is planned.</param>
/// <param name="First">The first planned occurrence.</param>
internal sealed record SeriesUpdate(Series There, Series Wanted, DateTimeOffset First)
{
    private const int Page = 500;

    /// <summary>What differs, in words; empty if nothing does.</summary>
    public IReadOnlyList<string> Differences { get; } = Compare(There, Wanted);

    /// <summary>The series of the queue that <paramref name="planned"/> would change: the one of its key, else those of the same message, language and account that go on, or of which something waits.</summary>
    public static IReadOnlyList<Series> Candidates(Series planned, AddRequest request, StandingEntries standing)
    {
        if (standing.Series.FirstOrDefault(series => series.Key == planned.Key) is { } same)
            return [same];
        var message = planned.Key.WithSlot("");
        return [.. standing.Series.Where(series => (series.NextAt is not null || standing.Waits(series.Id)) && series.From.Id == planned.From.Id && series.Key.WithSlot("") == message && request.Series.All(other => other.Key != series.Key))];
    }

    /// <summary>The renewal as of what the queue holds now.</summary>
    public async Task<SeriesRenewal> RenewalAsync(IOutbox outbox, DateTimeOffset now, Ids ids, string by, CancellationToken cancellationToken)
    {
        List<Entry> entries = [];
        for (PageMark? after = null; ;)
        {
            var page = await outbox.PageAsync(new() { Series = There.Id, Limit = Page, After = after }, cancellationToken).ConfigureAwait(false);
            entries.AddRange(page.Entries);
            if (page.Next is null)
                break;
            after = page.Next;
        }
        return SeriesRenewal.Of(There, Wanted, First, entries, now, ids, by) ?? throw new InvalidOperationException("What was planned can be understood.");
    }

    /// <summary>What becomes of its occurrences, in words.</summary>
    /// <param name="renewal">The renewal.</param>
    /// <param name="changed">The changed entries as they are then; null if nothing is stored yet.</param>
    public static string Say(SeriesRenewal renewal, IReadOnlyList<Entry>? changed)
    {
        List<string> parts = [];
        Add(renewal.Changes.Count(change => change.Change is Change.Edit), "changed");
        Add(renewal.Changes.Count(change => change.Change is Change.Cancel), "taken out");
        Add(renewal.Added.Count, "added");
        Add(changed?.Count(entry => entry is { State: DeliveryState.Held, ApprovedHash: { } approved } && approved != entry.Hash) ?? 0, "to be approved anew");
        return parts.Count == 0 ? "no occurrence in the queue changed" : string.Join(", ", parts);

        void Add(int count, string what)
        {
            if (count > 0)
                parts.Add($"{Queue.EntryWords.Count(count, "occurrence", "occurrences")} {what}");
        }
    }

    private static List<string> Compare(Series there, Series wanted)
    {
        List<string> parts = [];
        var before = there.Turns.Select(turn => DeliveryContent.HashOf(Of(there, turn))).ToList();
        var after = wanted.Turns.Select(turn => DeliveryContent.HashOf(Of(wanted, turn))).ToList();
        if (before.Count != after.Count)
            parts.Add("the texts");
        else
            parts.AddRange(before.Zip(after).SelectMany(pair => pair.Second.ChangedSince(pair.First)).Distinct());
        if (there.Cron != wanted.Cron)
            parts.Add("the rhythm");
        if (there.Zone != wanted.Zone)
            parts.Add("the time zone");
        if (there.NotAfter != wanted.NotAfter || there.EndsAt != wanted.EndsAt)
            parts.Add("the end");
        if (there.NotBefore != wanted.NotBefore || there.Late != wanted.Late || there.NeedsApproval != wanted.NeedsApproval || there.AfterDeadline != wanted.AfterDeadline)
            parts.Add("the conditions");
        // One that had ended goes on.
        if (there.NextAt is null && wanted.NextAt is not null && parts.Count == 0)
            parts.Add("that it had ended");
        return parts;
    }

    private static Delivery Of(Series series, Act act) => new(series.Key, series.From, DateTimeOffset.UnixEpoch, act);
}
