using SocialKit.Deliveries;

namespace SocialKit.Reposts;

/// <summary>How fast an account reposts: never more than so many in any 24 hours, never sooner after another than so long, never in the quiet hours. Pure: it has no clock and no chance of its own.</summary>
/// <param name="PerDay">The most in any 24 hours; at least 1.</param>
/// <param name="Spacing">The least time between two.</param>
/// <param name="Jitter">Up to how much longer one waits.</param>
/// <param name="Quiet">When nothing goes out, by the clocks of <paramref name="Zone"/>; null if there is no such time.</param>
/// <param name="Zone">An IANA zone; one that this machine does not know counts as UTC.</param>
public sealed record RepostPace(int PerDay, TimeSpan Spacing, TimeSpan Jitter, QuietHours? Quiet, string Zone)
{
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    // A send that begins now may reach the platform a little later: it must not be in the quiet hours then either.
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    /// <summary>True if another may begin at <paramref name="now"/>.</summary>
    /// <param name="begun">When the others of the account began, of the last 24 hours and the spacing at least; in any order.</param>
    /// <param name="now">The store's clock.</param>
    public bool MayGo(IReadOnlyCollection<DateTimeOffset> begun, DateTimeOffset now) => Next(begun, now, null, 0) == now;

    /// <summary>The first time for another.</summary>
    /// <param name="taken">When others of the account began or are to begin; in any order.</param>
    /// <param name="earliest">Not before this.</param>
    /// <param name="end">From when on there is no time any more; null if there is no end.</param>
    /// <param name="chance">From 0 to 1: how much of the jitter it takes, where it has to wait at all.</param>
    /// <returns>Null if there is none before <paramref name="end"/>.</returns>
    public DateTimeOffset? Next(IReadOnlyCollection<DateTimeOffset> taken, DateTimeOffset earliest, DateTimeOffset? end, double chance)
    {
        var times = taken.ToArray();
        Array.Sort(times);
        var late = Jitter * Math.Clamp(chance, 0, 1);
        var time = earliest;
        while (!(time >= end))
        {
            // Each of these moves on: so it ends, at the latest behind everything that is taken.
            if (QuietUntil(time) is { } awake)
                time = Later(awake, late);
            else if (TooNear(times, time) is { } other)
                time = Later(other, Spacing + late);
            else if (FullUntil(times, time) is { } free)
                time = free;
            else
                return time;
            if (time == DateTimeOffset.MaxValue)
                return null;
        }
        return null;
    }

    /// <summary>The chance of a delivery, from 0 to 1, always the same: two workers that look for a time for the same one find the same.</summary>
    public static double ChanceOf(DeliveryKey key)
    {
        // FNV-1a, then mixed so that its low bits reach the high ones.
        var hash = 14695981039346656037UL;
        foreach (var c in key.Value)
            hash = (hash ^ c) * 1099511628211UL;
        hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccdUL;
        return (hash >> 11) / (double)(1UL << 53);
    }

    /// <summary>When the quiet hours end in which <paramref name="time"/> lies, or which begin within a minute; null if it lies in none.</summary>
    public DateTimeOffset? QuietUntil(DateTimeOffset time)
    {
        if (Quiet is null)
            return null;
        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(Zone, out var known) ? known : TimeZoneInfo.Utc;
        var local = TimeZoneInfo.ConvertTime(time, zone).DateTime;
        if (!Quiet.Has(TimeOnly.FromDateTime(local)))
        {
            local = TimeZoneInfo.ConvertTime(Later(time, Margin), zone).DateTime;
            if (!Quiet.Has(TimeOnly.FromDateTime(local)))
                return null;
        }
        var day = DateOnly.FromDateTime(local);
        if (TimeOnly.FromDateTime(local) >= Quiet.To)
        {
            if (day == DateOnly.MaxValue)
                return DateTimeOffset.MaxValue;
            day = day.AddDays(1);
        }
        var end = ZonedTime.Of(day.ToDateTime(Quiet.To), zone);
        // Of an end that the clocks show twice, the first may lie before.
        return end.Instant > time ? end.Instant : end.Other > time ? end.Other : Later(time, Margin);
    }

    private DateTimeOffset? TooNear(DateTimeOffset[] times, DateTimeOffset time)
    {
        // The last one that is too near: those before it are passed at once.
        for (var i = times.Length - 1; i >= 0; i--)
        {
            if ((times[i] - time).Duration() < Spacing)
                return times[i];
        }
        return null;
    }

    private DateTimeOffset? FullUntil(DateTimeOffset[] times, DateTimeOffset time)
    {
        var before = Array.FindLastIndex(times, other => other <= time);
        if (before >= PerDay - 1 && times[before - PerDay + 1] > time - Day)
            return Later(times[before - PerDay + 1], Day);
        // One more would make it too many for some that is to come already.
        for (var later = before + 1; later < times.Length && times[later] - time < Day; later++)
        {
            var first = later - PerDay + 1;
            if (first >= 0 && times[first] > times[later] - Day)
                return Later(times[later], Spacing > TimeSpan.Zero ? Spacing : TimeSpan.FromMilliseconds(1));
        }
        return null;
    }

    private static DateTimeOffset Later(DateTimeOffset time, TimeSpan by) => DateTimeOffset.MaxValue - time > by ? time + by : DateTimeOffset.MaxValue;
}
