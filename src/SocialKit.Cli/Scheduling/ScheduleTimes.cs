using SocialKit.Cli.Times;
using SocialKit.Deliveries;

namespace SocialKit.Cli.Scheduling;

/// <summary>The times of a wish, read.</summary>
/// <param name="Zone">Whose clocks the times are on.</param>
internal sealed record ScheduleTimes(TimeZoneInfo Zone)
{
    /// <summary>The wall-clock time to begin at; null for the first of a series.</summary>
    public DateTime? At { get; init; }

    /// <summary>The zone of <see cref="At"/>: UTC where a point in time was asked for and no wall clock.</summary>
    public required TimeZoneInfo AtZone { get; init; }

    /// <summary>The stretch over which the posts are spread; null for none.</summary>
    public TimeSpan? Spread { get; init; }

    /// <summary>From when on nothing may go out; null if nobody says.</summary>
    public DateTimeOffset? NotAfter { get; init; }

    /// <summary>Reads the times of <paramref name="wish"/>.</summary>
    /// <exception cref="UsageException">One cannot be understood, or there is none.</exception>
    public static ScheduleTimes Read(ScheduleWish wish, DateTimeOffset now, TimeZoneInfo yours)
    {
        var zone = wish.Zone is { } id ? Zones.Read(id) : yours;
        var reader = new WhenReader(now, zone);
        if (wish.At is null && wish.Every is null)
            throw new UsageException("Say when with --at, such as --at \"tomorrow 9:00\", or how often with --every; \"socialkit publish\" sends at once.");
        var times = new ScheduleTimes(zone)
        {
            AtZone = zone,
            Spread = wish.Spread is { } spread ? Durations.Read(spread, "--spread") : null,
            NotAfter = wish.NotAfter is { } end ? End(reader.Read(end), zone) : null,
        };
        return wish.At is not { } written ? times : reader.Read(written) switch
        {
            When.WallClock clock => times with { At = clock.Local },
            // A series has the zone of its expression; all else keeps to the point in time that was asked for.
            When.Instant instant when wish.Every is not null => times with { At = TimeZoneInfo.ConvertTime(instant.At, zone).DateTime },
            When.Instant instant => times with { At = instant.At.UtcDateTime, AtZone = TimeZoneInfo.Utc },
            _ => throw new UsageException($"--at \"{written}\" says no time of day. Write it behind the day, such as \"{written.Trim()} 09:00\"."),
        };
    }

    // "Not after the 5th" includes the 5th.
    private static DateTimeOffset End(When when, TimeZoneInfo zone) => when switch
    {
        When.WallClock clock => ZonedTime.Of(clock.Local, zone).Instant,
        When.Instant instant => instant.At,
        When.Day { Date: var day } when day < DateOnly.MaxValue => ZonedTime.Of(day.AddDays(1).ToDateTime(TimeOnly.MinValue), zone).Instant,
        _ => DateTimeOffset.MaxValue,
    };
}
