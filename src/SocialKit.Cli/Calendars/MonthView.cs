using SocialKit.Campaigns;
using SocialKit.Cli.Queue;
using SocialKit.Deliveries;

namespace SocialKit.Cli.Calendars;

/// <summary>A month of the reader's zone: how much is due on each day, and which deadlines end in it. It is counted by the store, so that a long queue stays quick.</summary>
/// <param name="First">The month's first day.</param>
/// <param name="Zone">The zone whose days are meant.</param>
/// <param name="Days">Every day of it.</param>
/// <param name="Deadlines">The deadlines in it, in order.</param>
internal sealed record MonthView(DateOnly First, TimeZoneInfo Zone, ValueList<MonthDay> Days, ValueList<CampaignDeadline> Deadlines)
{
    /// <summary>Reads it.</summary>
    /// <param name="outbox">The queue; null where there is none yet.</param>
    /// <param name="first">The month's first day.</param>
    /// <param name="campaign">Only of this campaign, by name; null for all.</param>
    /// <param name="campaigns">Those whose deadlines are shown.</param>
    /// <param name="zone">The zone.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public static async Task<MonthView> ReadAsync(IOutbox? outbox, DateOnly first, string? campaign, IEnumerable<Campaign> campaigns, TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        List<LocalDay> days = [.. Enumerable.Range(0, DateTime.DaysInMonth(first.Year, first.Month)).Select(day => LocalDay.Of(first.AddDays(day), zone))];
        var counts = outbox is null ? [] : await outbox.CountAsync([.. days.Select(day => day.Start), days[^1].End], campaign, cancellationToken).ConfigureAwait(false);
        return new(first, zone, [.. days.Select((day, index) => new MonthDay(day, [.. counts.Where(count => count.Stretch == index)]))],
            [.. campaigns.Select(known => CampaignDeadline.Of(known, zone)).OfType<CampaignDeadline>().Where(deadline => deadline.Day >= first && deadline.Day < first.AddMonths(1)).OrderBy(deadline => deadline.End)]);
    }

    /// <summary>The days on which the clocks change.</summary>
    public IEnumerable<LocalDay> OddDays => Days.Select(day => day.Local).Where(day => day.Oddity is not null);
}

/// <summary>A day of a month.</summary>
/// <param name="Local">The day.</param>
/// <param name="Counts">What is due on it.</param>
internal sealed record MonthDay(LocalDay Local, ValueList<EntryCount> Counts)
{
    /// <summary>What goes out, or went, on it, by platform; what never will is left out.</summary>
    public IEnumerable<DayMark> Marks => Counts.Where(count => IsShown(count.State)).GroupBy(count => count.Platform).Select(group => new DayMark(group.Key, group.Sum(count => count.Count))
    {
        NeedsAPerson = group.Any(count => count.State is DeliveryState.Held or DeliveryState.Unclear or DeliveryState.Failed),
        NeedsApproval = group.Any(count => count.State is DeliveryState.AwaitingApproval or DeliveryState.Draft),
    });

    /// <summary>True for states that a calendar shows: stopped and done without an effect, an entry does not go out.</summary>
    public static bool IsShown(DeliveryState state) => state is not (DeliveryState.Cancelled or DeliveryState.Expired or DeliveryState.Stopped);
}

/// <summary>What a day has on one platform.</summary>
/// <param name="Platform">Where.</param>
/// <param name="Count">How much.</param>
internal sealed record DayMark(PlatformId Platform, long Count)
{
    /// <summary>True if a person has to look at some of it.</summary>
    public bool NeedsAPerson { get; init; }

    /// <summary>True if some of it waits for approval.</summary>
    public bool NeedsApproval { get; init; }

    /// <summary><c>X12!</c>: the platform's letter, how much, and <c>!</c> or <c>?</c> where a person is needed.</summary>
    public string Shown(char letter) => $"{letter}{Brief(Count)}{(NeedsAPerson ? "!" : NeedsApproval ? "?" : "")}";

    private static string Brief(long count) => count switch
    {
        < 1000 => count.ToString(System.Globalization.CultureInfo.InvariantCulture),
        < 1_000_000 => $"{count / 1000}k",
        _ => $"{count / 1_000_000}M",
    };
}

/// <summary>A campaign's deadline.</summary>
/// <param name="Campaign">The campaign's name.</param>
/// <param name="Title">Its title.</param>
/// <param name="End">The first instant after it.</param>
/// <param name="Day">The day on which the reader's clocks show its last minute.</param>
internal sealed record CampaignDeadline(string Campaign, string Title, DateTimeOffset End, DateOnly Day)
{
    /// <summary>Its last minute.</summary>
    public DateTimeOffset Last => End == DateTimeOffset.MaxValue ? End : End.AddMinutes(-1);

    /// <summary>The deadline of <paramref name="campaign"/>; null if it has none.</summary>
    public static CampaignDeadline? Of(Campaign campaign, TimeZoneInfo zone) => campaign.DeadlineEnd() is { } end
        ? new(campaign.Slug, campaign.Title, end, Stamp.DayOf(end == DateTimeOffset.MaxValue ? end : end.AddMinutes(-1), zone))
        : null;
}
