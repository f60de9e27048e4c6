using System.Globalization;

namespace SocialKit.Deliveries;

/// <summary>Stretches of time as people say them.</summary>
internal static class Spans
{
    private static readonly (string Name, long Ticks)[] Units =
        [("day", TimeSpan.TicksPerDay), ("hour", TimeSpan.TicksPerHour), ("minute", TimeSpan.TicksPerMinute), ("second", TimeSpan.TicksPerSecond)];

    /// <summary>The largest unit that it has, and the next smaller one: <c>2 hours</c>, <c>1 day 3 hours</c>, <c>10 minutes 1 second</c>. What is less is cut off, and so is the sign.</summary>
    public static string Say(TimeSpan span)
    {
        var ticks = span.Duration().Ticks;
        var first = Array.FindIndex(Units, unit => ticks >= unit.Ticks);
        if (first < 0)
            return "less than a second";
        var said = Count(ticks, first);
        var rest = ticks % Units[first].Ticks;
        return first + 1 < Units.Length && rest >= Units[first + 1].Ticks ? $"{said} {Count(rest, first + 1)}" : said;
    }

    private static string Count(long ticks, int unit)
    {
        var count = ticks / Units[unit].Ticks;
        return string.Create(CultureInfo.InvariantCulture, $"{count} {Units[unit].Name}{(count == 1 ? "" : "s")}");
    }
}
