using SocialKit.Campaigns;
using SocialKit.Cli.Sources;
using SocialKit.Cli.Times;
using SocialKit.Deliveries;
using SocialKit.Posts;

namespace SocialKit.Cli.Queue;

/// <summary>What a person wants to be otherwise about an entry, and what stands against it.</summary>
internal sealed class Edit(CliContext context)
{
    /// <summary>The file of the new text, or <c>-</c>; null to keep the old one.</summary>
    public string? Text { get; init; }

    /// <summary>The language of the new text, BCP 47; null if it stays.</summary>
    public string? Language { get; init; }

    /// <summary>The new time as it was written; null to keep the old one.</summary>
    public string? At { get; init; }

    /// <summary>The zone that was named; null if none was.</summary>
    public TimeZoneInfo? Zone { get; init; }

    /// <summary>The new end as it was written; null to keep the old one.</summary>
    public string? NotAfter { get; init; }

    /// <summary>The new late rule; null to keep the old one.</summary>
    public LateRule? Late { get; init; }

    /// <summary>The zone that times are written in: the one that was named, the entry's own, or the reader's.</summary>
    public TimeZoneInfo ZoneOf(Entry entry) =>
        Zone ?? (entry.Delivery.Zone is { } id && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var own) ? own : context.Settings.TimeZone);

    /// <summary>The entry's delivery as it would be, and what is to be said of it; errors stand against it.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="campaign">What is known of its campaign; null if nothing is.</param>
    /// <exception cref="UsageException">A file or a time cannot be read.</exception>
    public (Delivery Delivery, ValueList<Finding> Findings) Of(Entry entry, Campaign? campaign)
    {
        List<Finding> findings = [];
        var delivery = entry.Delivery with { Late = Late ?? entry.Delivery.Late };
        if (Text is not null)
            delivery = delivery with { Act = WithText(delivery, findings) };
        if (At is not null)
            delivery = WithTime(delivery, ZoneOf(entry), findings);
        if (NotAfter is not null)
            delivery = WithEnd(delivery, campaign, ZoneOf(entry), findings);
        if (delivery.NotAfter <= delivery.DueAt)
            findings.Add(new(PlanCodes.AfterNotAfter, Severity.Error, $"Nothing of it may go out from {Shown(delivery.NotAfter.Value, ZoneOf(entry))} on, and it would be due at {Shown(delivery.DueAt, ZoneOf(entry))}.", "Choose an earlier time."));
        return (delivery, findings.ToValueList());
    }

    private Act WithText(Delivery delivery, List<Finding> findings)
    {
        if (delivery.Act is not Act.Publish { Post: var post })
            throw new UsageException("It publishes no text of its own: there is nothing to edit but its time.");
        if (!context.Platforms.TryFind(delivery.From.Platform.Value, out var platform))
            throw new UsageException($"The platform {delivery.From.Platform} is not known here, so that no text can be checked for it.");
        var source = Text == "-" ? LooseTextReader.ReadInput(context.OpenInput) : LooseTextReader.ReadFile(context.PathOf(Text!));
        findings.AddRange(source.Findings);
        if (source.Text is not { } text)
            return delivery.Act;
        var check = EntryCheck.OfText(text, post with { Language = Language ?? post.Language }, platform, delivery.From, context);
        findings.AddRange(check.Check.Findings);
        return new Act.Publish(check.Check.Post);
    }

    private Delivery WithTime(Delivery delivery, TimeZoneInfo zone, List<Finding> findings)
    {
        var (due, wall) = Read(At!, zone, "--at", findings);
        if (due < context.Time.GetUtcNow())
            findings.Add(new(PlanCodes.TimePassed, Severity.Error, $"{Shown(due, zone)} has passed: it is {Shown(context.Time.GetUtcNow(), zone)}.", "Name a time to come; \"now\" is one."));
        if (due < delivery.NotBefore)
            findings.Add(new(FindingCodes.Embargoed, Severity.Error, $"Nothing of it may go out before {Shown(delivery.NotBefore.Value, zone)}, and this is meant for {Shown(due, zone)}.", "Choose a later time."));
        return delivery with { DueAt = due, WallClock = wall, Zone = wall is null ? null : zone.Id };
    }

    private Delivery WithEnd(Delivery delivery, Campaign? campaign, TimeZoneInfo zone, List<Finding> findings)
    {
        DateTimeOffset? end = string.Equals(NotAfter, "none", StringComparison.OrdinalIgnoreCase) ? null : Read(NotAfter!, zone, "--not-after", findings).Instant;
        // The end of a campaign's post is its deadline unless somebody gave a reason. Where nothing is known of the campaign, the end that it has is taken for it.
        var deadline = delivery is { Campaign: not null, AfterDeadline: null } ? campaign is null ? delivery.NotAfter : campaign.DeadlineEnd() : null;
        if (deadline is { } last && !(end <= last))
            findings.Add(new(FindingCodes.DeadlinePassed, Severity.Error, $"Its campaign's posts end at {Shown(last, zone)}.", "Choose an earlier end; or cancel it and schedule it again with --after-deadline and the reason."));
        return delivery with { NotAfter = end };
    }

    private (DateTimeOffset Instant, string? Wall) Read(string written, TimeZoneInfo zone, string option, List<Finding> findings)
    {
        switch (new WhenReader(context.Time.GetUtcNow(), zone).Read(written))
        {
            case When.Instant instant:
                return (instant.At, null);
            case When.WallClock { Local: var local }:
                var zoned = ZonedTime.Of(local, zone);
                if (zoned.Fate == WallClockFate.Skipped)
                    findings.Add(new(PlanCodes.TimeSkipped, Severity.Warning, $"The clocks of {zone.Id} skip {local:yyyy-MM-dd HH:mm}; it is taken for {Shown(zoned.Instant, zone)}.", "Name another time if that is not meant."));
                if (zoned.Fate == WallClockFate.Twice)
                    findings.Add(new(PlanCodes.TimeTwice, Severity.Warning, $"The clocks of {zone.Id} show {local:yyyy-MM-dd HH:mm} twice; the first time is taken, {Shown(zoned.Instant, zone)}.", $"Name a time with its offset ({zoned.Other:zzz}) if the second is meant."));
                return (zoned.Instant, ZonedTime.Write(new DateTimeOffset(local, TimeSpan.Zero)));
            default:
                throw new UsageException($"{option} \"{written}\" says no time of day. Write it behind the day, such as \"{written} 09:00\".");
        }
    }

    private static string Shown(DateTimeOffset instant, TimeZoneInfo zone) => $"{Clock.Show(TimeZoneInfo.ConvertTime(instant, zone))} {zone.Id}";
}
