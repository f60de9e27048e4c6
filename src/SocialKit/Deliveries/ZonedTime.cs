using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace SocialKit.Deliveries;

/// <summary>How a wall-clock time lies in its zone.</summary>
public enum WallClockFate
{
    /// <summary>The clocks show it once.</summary>
    Once,

    /// <summary>The clocks skip it, going forward: the first instant after the gap counts.</summary>
    Skipped,

    /// <summary>The clocks show it twice, going back: the first time counts.</summary>
    Twice,
}

/// <summary>The instant of a wall-clock time in a zone.</summary>
/// <param name="Instant">With the zone's offset then.</param>
/// <param name="Fate">How the time lies in the zone.</param>
/// <param name="Other">The second time that the clocks show it; null unless they do.</param>
public sealed record ZonedTime(DateTimeOffset Instant, WallClockFate Fate, DateTimeOffset? Other)
{
    private const string Format = "yyyy-MM-dd'T'HH:mm";
    private const string FormatWithSeconds = "yyyy-MM-dd'T'HH:mm:ss";

    /// <summary>When the clocks of <paramref name="zone"/> show <paramref name="local"/>.</summary>
    public static ZonedTime Of(DateTime local, TimeZoneInfo zone)
    {
        // From an instant to its offset there is one way and no doubt, so candidates are tried that way. TimeZoneInfo.IsAmbiguousTime knows summer times only: that Almaty
        // showed the last hour of 29 February 2024 twice, when its standard time changed, it does not know (.NET 10).
        var (before, after) = (OffsetAt(local.Ticks - TimeSpan.TicksPerDay, zone), OffsetAt(local.Ticks + TimeSpan.TicksPerDay, zone));
        var (first, second) = before > after ? (before, after) : (after, before);
        var isFirst = OffsetAt(local.Ticks - first.Ticks, zone) == first;
        var isSecond = second != first && OffsetAt(local.Ticks - second.Ticks, zone) == second;
        return (isFirst, isSecond) switch
        {
            (true, true) => new(At(local, first), WallClockFate.Twice, At(local, second)),
            (false, false) => new(EndOfGap(local, before, after, zone), WallClockFate.Skipped, null),
            _ => new(At(local, isFirst ? first : second), WallClockFate.Once, null),
        };
    }

    /// <summary>The wall clock from which <paramref name="instant"/> can be derived again, as <see cref="Write"/> writes it; null if it is the second of two times that the clocks of
    /// <paramref name="zone"/> show: the wall clock would mean the first.</summary>
    public static string? WallClockOf(DateTimeOffset instant, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(instant, zone);
        return Of(local.DateTime, zone).Instant == instant ? Write(local) : null;
    }

    /// <summary>The wall clock of <paramref name="instant"/> as a delivery keeps it, such as <c>2026-12-01T09:00</c>; with seconds if there are any.</summary>
    public static string Write(DateTimeOffset instant) => instant.ToString(instant.Second == 0 ? Format : FormatWithSeconds, CultureInfo.InvariantCulture);

    /// <summary>Reads <see cref="Write"/>.</summary>
    public static bool TryRead(string written, out DateTime local) =>
        DateTime.TryParseExact(written, [Format, FormatWithSeconds], CultureInfo.InvariantCulture, DateTimeStyles.None, out local);

    /// <summary>The due time that <paramref name="delivery"/>'s wall clock and zone give with this machine's time-zone data.</summary>
    /// <returns>False if it has none, or the zone is not known here.</returns>
    public static bool TryDueAt(Delivery delivery, [NotNullWhen(true)] out DateTimeOffset? due)
    {
        due = null;
        if (delivery is not { WallClock: { } written, Zone: { } id } || !TryRead(written, out var local) || !TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone))
            return false;
        due = Of(local, zone).Instant;
        return true;
    }

    private static DateTimeOffset EndOfGap(DateTime local, TimeSpan before, TimeSpan after, TimeZoneInfo zone)
    {
        // The clocks change between these two instants.
        var (earlier, later) = (local.Ticks - after.Ticks, local.Ticks - before.Ticks);
        while (later - earlier > 1)
        {
            var middle = earlier + (later - earlier) / 2;
            if (OffsetAt(middle, zone) == after)
                later = middle;
            else
                earlier = middle;
        }
        return At(new DateTime(later + after.Ticks), after);
    }

    private static TimeSpan OffsetAt(long utcTicks, TimeZoneInfo zone) => zone.GetUtcOffset(new DateTime(Math.Clamp(utcTicks, 0, DateTime.MaxValue.Ticks), DateTimeKind.Utc));

    // Beyond the calendar's ends there is no instant: the nearest one that is.
    private static DateTimeOffset At(DateTime local, TimeSpan offset)
    {
        var utc = local.Ticks - offset.Ticks;
        local = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        return utc < 0 ? DateTimeOffset.MinValue : utc > DateTime.MaxValue.Ticks ? DateTimeOffset.MaxValue : new(local, offset);
    }
}
