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
        local = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        if (zone.IsInvalidTime(local))
            return new(FirstAfterGap(local, zone), WallClockFate.Skipped, null);
        if (!zone.IsAmbiguousTime(local))
            return new(At(local, zone.GetUtcOffset(local)), WallClockFate.Once, null);
        var offsets = zone.GetAmbiguousTimeOffsets(local);
        return new(At(local, offsets.Max()), WallClockFate.Twice, At(local, offsets.Min()));
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

    private static DateTimeOffset FirstAfterGap(DateTime local, TimeZoneInfo zone)
    {
        // Gaps begin and end on whole minutes; they last up to a day (a zone that changes sides of the date line).
        var after = new DateTime(local.Ticks - local.Ticks % TimeSpan.TicksPerMinute);
        while (zone.IsInvalidTime(after))
            after = after.AddMinutes(1);
        return At(after, zone.GetUtcOffset(after));
    }

    // Beyond the calendar's ends there is no instant: the nearest one that is.
    private static DateTimeOffset At(DateTime local, TimeSpan offset)
    {
        var utc = local.Ticks - offset.Ticks;
        return utc < 0 ? DateTimeOffset.MinValue : utc > DateTime.MaxValue.Ticks ? DateTimeOffset.MaxValue : new(local, offset);
    }
}
