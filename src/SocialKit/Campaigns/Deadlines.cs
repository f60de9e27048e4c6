namespace SocialKit.Campaigns;

/// <summary>When a campaign's deadline, a day in its own time zone, ends.</summary>
public static class Deadlines
{
    /// <summary>The first instant after the deadline's day in the campaign's time zone; null if the campaign has no deadline.</summary>
    /// <remarks>A zone that this machine does not know counts as UTC: the reader of the folder has said so already.</remarks>
    public static DateTimeOffset? DeadlineEnd(this Campaign campaign)
    {
        if (campaign.Deadline is not { } day)
            return null;
        return day == DateOnly.MaxValue ? DateTimeOffset.MaxValue : StartOf(day.AddDays(1), campaign.Zone());
    }

    /// <summary>The campaign's time zone; UTC if it names none or one that this machine does not know.</summary>
    public static TimeZoneInfo Zone(this Campaign campaign) =>
        campaign.TimeZone is { } id && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? zone : TimeZoneInfo.Utc;

    private static DateTimeOffset StartOf(DateOnly day, TimeZoneInfo zone)
    {
        var local = day.ToDateTime(TimeOnly.MinValue);
        // Where the clocks go forward at midnight, the day begins later; where they go back across it, the earlier of the two midnights counts.
        while (zone.IsInvalidTime(local))
            local = local.AddMinutes(15);
        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset);
    }
}
