using System.Globalization;

namespace SocialKit.Cli.Times;

/// <summary>What one clock shows at an instant.</summary>
/// <param name="Whose"><c>the campaign's</c>, <c>as asked for</c>, <c>yours</c>; empty for UTC when it is nobody's own.</param>
/// <param name="Zone">The zone's name.</param>
/// <param name="Time">What the clock shows.</param>
internal sealed record Clock(string Whose, string Zone, DateTimeOffset Time)
{
    /// <summary>An instant by three clocks: the campaign's, UTC and yours. A zone that is there already gives no second line.</summary>
    /// <param name="instant">The instant.</param>
    /// <param name="campaigns">The zone of the campaign, or the one that was asked for; null if there is none.</param>
    /// <param name="yours">The reader's own zone.</param>
    /// <param name="whose">Whose the first one is.</param>
    public static ValueList<Clock> Three(DateTimeOffset instant, TimeZoneInfo? campaigns, TimeZoneInfo yours, string whose = "the campaign's")
    {
        List<Clock> clocks = [];
        if (campaigns is not null && campaigns.Id != yours.Id)
            clocks.Add(new(whose, campaigns.Id, In(instant, campaigns)));
        clocks.Add(new(campaigns?.Id == yours.Id ? $"{whose} and yours" : "yours", yours.Id, In(instant, yours)));
        if (!clocks.Exists(clock => clock.Zone is "UTC" or "Etc/UTC"))
            clocks.Add(new("", "UTC", instant.ToUniversalTime()));
        return clocks.ToValueList();
    }

    /// <summary>The same for what is in the queue: the first clock is that of the zone in which its time was asked for, unless a point in time was.</summary>
    public static ValueList<Clock> OfEntry(DateTimeOffset instant, string? asked, TimeZoneInfo yours) =>
        asked is not null and not "UTC" && asked != yours.Id && TimeZoneInfo.TryFindSystemTimeZoneById(asked, out var zone) ? Three(instant, zone, yours, "as asked for") : Three(instant, null, yours);

    /// <summary><c>Tue 1 Dec 2026 09:00</c>, with seconds if there are any.</summary>
    public string Shown => Show(Time);

    /// <summary>Whose clock it is: <c>Asia/Almaty, the campaign's</c>.</summary>
    public string Name => Whose.Length == 0 ? Zone : $"{Zone}, {Whose}";

    /// <summary>All clocks on one line: <c>Tue 1 Dec 2026 09:00 Asia/Almaty (the campaign's), 04:00 Europe/London (yours), 04:00 UTC</c>; the day again only where it is another.</summary>
    public static string Line(IReadOnlyList<Clock> clocks) => string.Join(", ", clocks.Select((clock, index) =>
        $"{(index > 0 && clock.Time.Date == clocks[0].Time.Date ? clock.Time.ToString(Minutes(clock.Time), CultureInfo.InvariantCulture) : clock.Shown)} {clock.Zone}{(clock.Whose.Length == 0 ? "" : $" ({clock.Whose})")}"));

    /// <summary>A time as people read it: <c>Tue 1 Dec 2026 09:00</c>, with seconds if there are any.</summary>
    public static string Show(DateTimeOffset time) => time.ToString("ddd d MMM yyyy " + Minutes(time), CultureInfo.InvariantCulture);

    private static string Minutes(DateTimeOffset time) => time.Second == 0 ? "HH:mm" : "HH:mm:ss";

    private static DateTimeOffset In(DateTimeOffset instant, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(instant, zone);
}
