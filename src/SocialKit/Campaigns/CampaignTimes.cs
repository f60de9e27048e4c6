using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace SocialKit.Campaigns;

/// <summary>Reads and writes the days, zones and instants of a campaign's front matter.</summary>
internal static class CampaignTimes
{
    private static readonly string[] WithOffset = ["yyyy-MM-dd'T'HH:mmzzz", "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz"];
    private static readonly string[] WithoutOffset = ["yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss"];

    public static DateOnly? ReadDay(FrontMatterEntry entry, FindingLog log)
    {
        var written = entry.Value;
        if (DateOnly.TryParseExact(written, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;
        var hasShape = written.Length == 10 && written[4] == '-' && written[7] == '-' && written.Count(char.IsAsciiDigit) == 8;
        log.Error(CampaignCodes.BadDate, entry.Place, hasShape ? $"{written} is in no calendar." : $"'{Quoted.Short(written)}' is no day.", "Write year, month and day, such as 2026-12-31.");
        return null;
    }

    /// <summary>The zone called <paramref name="id"/>; false if the id is no IANA id or this machine does not know it.</summary>
    public static bool TryZone(string id, [NotNullWhen(true)] out TimeZoneInfo? zone)
    {
        zone = null;
        return HasShapeOfZone(id) && TimeZoneInfo.TryFindSystemTimeZoneById(id, out zone);
    }

    public static TimeZoneInfo? ReadZone(FrontMatterEntry entry, FindingLog log)
    {
        var id = entry.Value;
        if (TryZone(id, out var zone))
            return zone;
        if (HasShapeOfZone(id) && !TimeZoneInfo.TryFindSystemTimeZoneById("Europe/London", out _) && !TimeZoneInfo.TryFindSystemTimeZoneById("Asia/Tokyo", out _))
            log.Warning(CampaignCodes.NoTimeZoneData, entry.Place, $"This machine has no time-zone data, so that {Quoted.Short(id)} cannot be looked up.", "Install the package tzdata.");
        else
            log.Error(CampaignCodes.UnknownTimeZone, entry.Place, $"'{Quoted.Short(id)}' is no time zone that this machine knows.", "Write an IANA name, such as Asia/Almaty.");
        return null;
    }

    /// <summary>The instant that <paramref name="entry"/> names: by its own offset, or by the campaign's zone.</summary>
    public static DateTimeOffset? ReadInstant(FrontMatterEntry entry, FrontMatterEntry? zoneEntry, TimeZoneInfo? zone, FindingLog log)
    {
        const string remedy = "Write it with its offset, such as 2026-12-01T09:00+05:00.";
        var written = entry.Value;
        var withOffset = written.EndsWith('Z') ? written[..^1] + "+00:00" : written;
        if (DateTimeOffset.TryParseExact(withOffset, WithOffset, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant))
            return instant;
        if (!DateTime.TryParseExact(written, WithoutOffset, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
        {
            log.Error(CampaignCodes.BadTime, entry.Place, $"'{Quoted.Short(written)}' is no time.", "Write 2026-12-01T09:00+05:00, or 2026-12-01 09:00 for a time in the campaign's time zone.");
        }
        else if (zone is null)
        {
            // Without a word on the zone, an embargo would break hours early somewhere: nothing is assumed here.
            log.Error(CampaignCodes.BadTime, entry.Place, zoneEntry is null ? "The embargo has no offset, and the campaign has no time-zone." : "The embargo has no offset, and the campaign's time-zone cannot be looked up.", remedy);
        }
        else if (zone.IsInvalidTime(local))
        {
            log.Error(CampaignCodes.TimeSkipped, entry.Place, $"The clocks of {zone.Id} skip {written}.", remedy);
        }
        else if (zone.IsAmbiguousTime(local))
        {
            log.Error(CampaignCodes.TimeTwice, entry.Place, $"The clocks of {zone.Id} show {written} twice.", remedy);
        }
        else
        {
            return InZone(local, zone, entry, log);
        }
        return null;
    }

    public static string Write(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Write(DateTimeOffset instant)
    {
        var format = instant.Ticks % TimeSpan.TicksPerSecond != 0 ? WithOffset[2] : instant.Ticks % TimeSpan.TicksPerMinute != 0 ? WithOffset[1] : WithOffset[0];
        return instant.ToString(format, CultureInfo.InvariantCulture);
    }

    private static DateTimeOffset? InZone(DateTime local, TimeZoneInfo zone, FrontMatterEntry entry, FindingLog log)
    {
        var utc = local.Ticks - zone.GetUtcOffset(local).Ticks;
        if (utc >= DateTime.MinValue.Ticks && utc <= DateTime.MaxValue.Ticks)
            return new DateTimeOffset(local, zone.GetUtcOffset(local));
        log.Error(CampaignCodes.BadTime, entry.Place, $"'{entry.Value}' is beyond the calendar.", "Write a time of this century.");
        return null;
    }

    // The id becomes a file name below the system's folder of zones.
    private static bool HasShapeOfZone(string id) =>
        id.Length is > 0 and <= 60
        && id.Split('/').All(part => part.Length > 0 && part.All(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '-' or '_'));
}
