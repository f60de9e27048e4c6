using Cronos;

namespace SocialKit.Deliveries;

/// <summary>Makes the deliveries of a series.</summary>
public static class Occurrences
{
    // More than this many missed at once get no entries of their own.
    private const int MostMissed = 100;

    /// <summary>Moves <paramref name="series"/> on past everything before <paramref name="now"/> plus <paramref name="lead"/>.</summary>
    /// <param name="series">The series.</param>
    /// <param name="now">The wall clock.</param>
    /// <param name="lead">How far ahead occurrences are made.</param>
    /// <param name="ids">Makes the ids.</param>
    /// <returns>The series as it is then, and its new deliveries. Of several that were missed while nothing ran, the last one is scheduled and the earlier ones are expired:
    /// they would all go out at once. Null if the cron expression or the zone cannot be understood.</returns>
    public static (Series Series, IReadOnlyList<NewDelivery> Deliveries)? Advance(Series series, DateTimeOffset now, TimeSpan lead, Ids ids)
    {
        if (!CronExpression.TryParse(series.Cron, out var cron) || !TimeZoneInfo.TryFindSystemTimeZoneById(series.Zone, out var zone))
            return null;
        List<NewDelivery> deliveries = [];
        var (next, count) = (series.NextAt, series.Occurrences);
        while (next is { } at && at < now + lead)
        {
            var following = Next(cron, zone, at, series.EndsAt);
            var isMissed = following is { } later && later <= now;
            deliveries.Add(Occurrence(series, at, zone, count, isMissed ? following : null, ids));
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

    private static NewDelivery Occurrence(Series series, DateTimeOffset at, TimeZoneInfo zone, long number, DateTimeOffset? overtakenBy, Ids ids)
    {
        var local = TimeZoneInfo.ConvertTime(at, zone);
        var wall = ZonedTime.Write(local);
        // The second time that the clocks show an hour is another occurrence, and its wall clock alone would say the first.
        var isSecond = ZonedTime.Of(local.DateTime, zone).Instant != at;
        var slot = isSecond ? $"{wall}{local:zzz} {series.Zone}" : $"{wall} {series.Zone}";
        var delivery = new Delivery(series.Key.WithSlot(slot), series.From, at, series.Turns[(int)(number % series.Turns.Count)])
        {
            Campaign = series.Campaign,
            WallClock = isSecond ? null : wall,
            Zone = isSecond ? null : series.Zone,
            NotBefore = series.NotBefore,
            NotAfter = series.NotAfter,
            Late = series.Late,
            NeedsApproval = series.NeedsApproval,
            AfterDeadline = series.AfterDeadline,
            Series = series.Id,
            OccurrenceAt = at,
        };
        return overtakenBy is { } later
            ? new(ids.Next(), delivery) { State = DeliveryState.Expired, Because = $"Nothing was running then, and the next occurrence ({later:yyyy-MM-dd HH:mm'Z'}) was due as well." }
            : new(ids.Next(), delivery);
    }
}
