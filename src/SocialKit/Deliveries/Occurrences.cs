using Cronos;

namespace SocialKit.Deliveries;

/// <summary>Makes the deliveries of a series.</summary>
public static class Occurrences
{
    // More than this many missed at once get no entries of their own.
    private const int MostMissed = 100;

    // Governments have moved clocks by up to an hour or two at short notice; where the date line was moved, the next occurrence is taken.
    private static readonly TimeSpan LargestShift = TimeSpan.FromHours(3);

    /// <summary>Moves <paramref name="series"/> on past everything before <paramref name="now"/> plus <paramref name="lead"/>.</summary>
    /// <param name="series">The series.</param>
    /// <param name="now">The wall clock.</param>
    /// <param name="lead">How far ahead occurrences are made.</param>
    /// <param name="ids">Makes the ids.</param>
    /// <returns>The series as it is then, and its new deliveries. Of several that were missed while nothing ran, the last one is scheduled and the earlier ones are expired:
    /// they would all go out at once. For the same reason each is over when the next one comes. Null if the cron expression or the zone cannot be understood.</returns>
    public static (Series Series, IReadOnlyList<NewDelivery> Deliveries)? Advance(Series series, DateTimeOffset now, TimeSpan lead, Ids ids)
    {
        if (!CronExpression.TryParse(series.Cron, out var cron) || !TimeZoneInfo.TryFindSystemTimeZoneById(series.Zone, out var zone))
            return null;
        List<NewDelivery> deliveries = [];
        var (next, count) = (series.NextAt is { } stored ? ByThisData(stored, cron, zone, series.EndsAt) : null, series.Occurrences);
        while (next is { } at && at < now + lead)
        {
            var following = Next(cron, zone, at, series.EndsAt);
            var isMissed = following is { } later && later <= now;
            deliveries.Add(Occurrence(series, at, zone, count, following, isMissed, ids));
            if (isMissed && deliveries.Count > MostMissed)
                deliveries.RemoveAt(0);
            (next, count) = (following, count + 1);
        }
        return (series with { NextAt = next, Occurrences = count }, deliveries);
    }

    /// <summary>The first occurrence after <paramref name="after"/>; null if there is none, or the expression cannot be understood.</summary>
    /// <param name="cron">Five fields.</param>
    /// <param name="zone">Whose clocks count: an occurrence that they skip is at the end of the gap, one that they show twice is at the first time.</param>
    /// <param name="after">Exclusive.</param>
    /// <param name="end">No occurrence is at or after this; null if there is no end.</param>
    public static DateTimeOffset? Next(string cron, TimeZoneInfo zone, DateTimeOffset after, DateTimeOffset? end) =>
        CronExpression.TryParse(cron, out var expression) ? Next(expression, zone, after, end) : null;

    private static DateTimeOffset? Next(CronExpression cron, TimeZoneInfo zone, DateTimeOffset after, DateTimeOffset? end) =>
        cron.GetNextOccurrence(after, zone) is { } next && (end is null || next < end) ? next : null;

    // Time-zone data may have changed since the instant was stored: then it is no occurrence any more, and the one that is nearest to it was meant. Of two that are
    // as near the later is taken: the earlier one may have been made already.
    private static DateTimeOffset? ByThisData(DateTimeOffset stored, CronExpression cron, TimeZoneInfo zone, DateTimeOffset? end)
    {
        if (cron.GetNextOccurrence(stored, zone, inclusive: true) == stored)
            return stored;
        DateTimeOffset? nearest = null;
        for (var at = Next(cron, zone, stored - LargestShift, end); at is { } one && (nearest is null || one <= stored + LargestShift); at = Next(cron, zone, one, end))
        {
            if (nearest is null || (one - stored).Duration() <= (nearest.Value - stored).Duration())
                nearest = one;
        }
        return nearest;
    }

    private static NewDelivery Occurrence(Series series, DateTimeOffset at, TimeZoneInfo zone, long number, DateTimeOffset? following, bool isMissed, Ids ids)
    {
        var local = TimeZoneInfo.ConvertTime(at, zone);
        // The second time that the clocks show an hour is another occurrence, and its wall clock alone would say the first.
        var wall = ZonedTime.WallClockOf(at, zone);
        var slot = $"{wall ?? $"{ZonedTime.Write(local)}{local:zzz}"} {series.Zone}";
        var delivery = new Delivery(series.Key.WithSlot(DeliveryKey.AgainAs(slot, series.Key)), series.From, at, series.Turns[(int)(number % series.Turns.Count)])
        {
            Campaign = series.Campaign,
            WallClock = wall,
            Zone = wall is null ? null : series.Zone,
            NotBefore = series.NotBefore,
            // Several that waited for the same reason would all go out at once.
            NotAfter = following is { } next && !(series.NotAfter <= next) ? next : series.NotAfter,
            Late = series.Late,
            NeedsApproval = series.NeedsApproval,
            AfterDeadline = series.AfterDeadline,
            Series = series.Id,
            OccurrenceAt = at,
        };
        return isMissed
            ? new(ids.Next(), delivery) { State = DeliveryState.Expired, Because = $"Nothing was running then, and the next occurrence ({following:yyyy-MM-dd HH:mm'Z'}) was due as well." }
            : new(ids.Next(), delivery);
    }
}
