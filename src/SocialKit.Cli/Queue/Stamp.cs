using System.Globalization;

namespace SocialKit.Cli.Queue;

/// <summary>Instants in JSON and in words.</summary>
internal static class Stamp
{
    /// <summary>In UTC, as ISO 8601: <c>2026-12-01T04:00:00Z</c>, with milliseconds where there are any.</summary>
    public static string Utc(DateTimeOffset instant) =>
        instant.ToUniversalTime().ToString(instant.Millisecond == 0 ? "yyyy-MM-dd'T'HH:mm:ss'Z'" : "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>The day, as people read it: <c>Tue 1 Dec 2026</c>.</summary>
    public static string Day(DateOnly day) => day.ToString("ddd d MMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>The time of day; with seconds if there are any, and with the offset where the clocks show it twice.</summary>
    public static string Time(DateTimeOffset instant, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(instant, zone);
        var time = local.ToString(local.Second == 0 ? "HH:mm" : "HH:mm:ss", CultureInfo.InvariantCulture);
        return zone.IsAmbiguousTime(local.DateTime) ? time + local.ToString("zzz", CultureInfo.InvariantCulture) : time;
    }

    /// <summary>The day on which <paramref name="zone"/>'s clocks show the instant.</summary>
    public static DateOnly DayOf(DateTimeOffset instant, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime);

    /// <summary><c>UTC+05:00</c></summary>
    public static string Offset(DateTimeOffset instant, TimeZoneInfo zone) => "UTC" + TimeZoneInfo.ConvertTime(instant, zone).ToString("zzz", CultureInfo.InvariantCulture);
}
