using SocialKit.Deliveries;

namespace SocialKit.Cli.Queue;

/// <summary>A day in a zone: it begins where the clocks first show it, which is not always midnight, and lasts until the next begins, which is not always 24 hours.</summary>
/// <param name="Day">The day.</param>
/// <param name="Start">Its first instant.</param>
/// <param name="End">The first instant of the next day.</param>
internal readonly record struct LocalDay(DateOnly Day, DateTimeOffset Start, DateTimeOffset End)
{
    /// <summary>The day as it is in <paramref name="zone"/>.</summary>
    public static LocalDay Of(DateOnly day, TimeZoneInfo zone) => new(day, StartOf(day, zone), day == DateOnly.MaxValue ? DateTimeOffset.MaxValue : StartOf(day.AddDays(1), zone));

    /// <summary>How long it is.</summary>
    public TimeSpan Length => End - Start;

    /// <summary>What is unusual about the day's clocks, in words; null if nothing is.</summary>
    public string? Oddity => Length == TimeSpan.FromDays(1) || Length <= TimeSpan.Zero ? null : $"{Length.TotalHours:0.##} hours: the clocks go {(Length > TimeSpan.FromDays(1) ? "back" : "forward")}";

    /// <summary>What <paramref name="today"/> calls it: <c>today</c>, <c>tomorrow</c>, <c>yesterday</c>; null for any other.</summary>
    public string? Called(DateOnly today) => (Day.DayNumber - today.DayNumber) switch
    {
        0 => "today",
        1 => "tomorrow",
        -1 => "yesterday",
        _ => null,
    };

    private static DateTimeOffset StartOf(DateOnly day, TimeZoneInfo zone) => ZonedTime.Of(day.ToDateTime(TimeOnly.MinValue), zone).Instant;
}
