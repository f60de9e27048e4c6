namespace SocialKit.Reposts;

/// <summary>A standing job: an account reposts, for a campaign, what the accounts publish that the campaign lists. A value; the store keeps one for each campaign and account.</summary>
/// <param name="Campaign">The campaign's slug. A stopped campaign's job does not go on.</param>
/// <param name="From">The account that reads and reposts, as it was when the job was started.</param>
/// <param name="Rules">The rules as they were then: later edits of the folder need another start.</param>
public sealed record RepostJob(string Campaign, Account From, RepostRules Rules)
{
    /// <summary>The IANA zone of the audience: of quiet hours, and of the days of the budget.</summary>
    /// <value><c>UTC</c></value>
    public string Zone { get; init; } = "UTC";

    /// <summary>The campaign's embargo; null if it has none.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>The end of the campaign's last day; null if it has none.</summary>
    public DateTimeOffset? NotAfter { get; init; }

    /// <summary>False if it goes on only while somebody runs it by hand, which <see cref="FeedClaimRequest.Campaign"/> says.</summary>
    /// <value>True</value>
    public bool IsStanding { get; init; } = true;

    /// <summary>Who started it last.</summary>
    public string StartedBy { get; init; } = "";

    /// <summary>When it was started last, by the store's clock.</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>When it was stopped; null while it runs.</summary>
    public DateTimeOffset? StoppedAt { get; init; }

    /// <summary>Who stopped it; null while it runs.</summary>
    public string? StoppedBy { get; init; }

    /// <summary>The audience's day of <see cref="Spent"/>; null if nothing was ever spent.</summary>
    public DateOnly? SpentOn { get; init; }

    /// <summary>What reading and choosing has cost on that day, in US dollars. What a reading may cost at most is added before it begins, and what it did not cost is taken away after it: so a worker that is killed leaves too much here, never too little.</summary>
    public decimal Spent { get; init; }

    /// <summary>Until when nothing is read, because the day's budget is used up; null if it is not.</summary>
    public DateTimeOffset? RestsUntil { get; init; }

    /// <summary>How fast it reposts.</summary>
    public RepostPace Pace => Rules.PaceIn(Zone);

    /// <summary>The audience's day at <paramref name="now"/>.</summary>
    public DateOnly DayOf(DateTimeOffset now) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, TimeZone).DateTime);

    /// <summary>What has been spent on the audience's day at <paramref name="now"/>.</summary>
    public decimal SpentAt(DateTimeOffset now) => SpentOn == DayOf(now) ? Spent : 0;

    /// <summary>When the audience's next day begins.</summary>
    public DateTimeOffset NextDay(DateTimeOffset now) => Deliveries.ZonedTime.Of(DayOf(now).AddDays(1).ToDateTime(TimeOnly.MinValue), TimeZone).Instant;

    private TimeZoneInfo TimeZone => TimeZoneInfo.TryFindSystemTimeZoneById(Zone, out var zone) ? zone : TimeZoneInfo.Utc;
}
