using System.Globalization;
using CsCheck;
using SocialKit.Deliveries;

namespace SocialKit.Tests.Deliveries;

/// <summary>Wall clocks that skip and repeat, in three zones that do it differently: by an hour at one, by half an hour, and at midnight.</summary>
public sealed class ZonedTimeTests
{
    private static TimeZoneInfo Zone(string id) => TimeZoneInfo.FindSystemTimeZoneById(id);

    private static DateTimeOffset Instant(string written) => DateTimeOffset.Parse(written, CultureInfo.InvariantCulture);

    private static DateTime Local(string written) => DateTime.Parse(written, CultureInfo.InvariantCulture);

    // Time-zone data 2026: London changes on the last Sundays of March and October at 01:00 UTC; Lord Howe by 30 minutes on the first Sundays
    // of April and October; Cairo at midnight after the last Thursday of April and of October. Almaty went from UTC+6 to UTC+5 for good when 1 March 2024 began.
    [Theory]
    [InlineData("Europe/London", "2026-03-29T00:59", "2026-03-29T00:59+00:00", WallClockFate.Once)]
    [InlineData("Europe/London", "2026-03-29T01:00", "2026-03-29T02:00+01:00", WallClockFate.Skipped)]
    [InlineData("Europe/London", "2026-03-29T01:30", "2026-03-29T02:00+01:00", WallClockFate.Skipped)]
    [InlineData("Europe/London", "2026-03-29T02:00", "2026-03-29T02:00+01:00", WallClockFate.Once)]
    [InlineData("Europe/London", "2026-10-25T00:59", "2026-10-25T00:59+01:00", WallClockFate.Once)]
    [InlineData("Europe/London", "2026-10-25T01:30", "2026-10-25T01:30+01:00", WallClockFate.Twice)]
    [InlineData("Europe/London", "2026-10-25T02:00", "2026-10-25T02:00+00:00", WallClockFate.Once)]
    [InlineData("Australia/Lord_Howe", "2026-04-05T01:15", "2026-04-05T01:15+11:00", WallClockFate.Once)]
    [InlineData("Australia/Lord_Howe", "2026-04-05T01:45", "2026-04-05T01:45+11:00", WallClockFate.Twice)]
    [InlineData("Australia/Lord_Howe", "2026-04-05T02:00", "2026-04-05T02:00+10:30", WallClockFate.Once)]
    [InlineData("Australia/Lord_Howe", "2026-10-04T02:15", "2026-10-04T02:30+11:00", WallClockFate.Skipped)]
    [InlineData("Australia/Lord_Howe", "2026-10-04T02:30", "2026-10-04T02:30+11:00", WallClockFate.Once)]
    [InlineData("Africa/Cairo", "2026-04-24T00:00", "2026-04-24T01:00+03:00", WallClockFate.Skipped)]
    [InlineData("Africa/Cairo", "2026-04-24T00:30", "2026-04-24T01:00+03:00", WallClockFate.Skipped)]
    [InlineData("Africa/Cairo", "2026-10-29T23:30", "2026-10-29T23:30+03:00", WallClockFate.Twice)]
    [InlineData("Africa/Cairo", "2026-10-30T00:00", "2026-10-30T00:00+02:00", WallClockFate.Once)]
    [InlineData("Asia/Almaty", "2026-12-01T09:00", "2026-12-01T09:00+05:00", WallClockFate.Once)]
    [InlineData("Asia/Almaty", "2024-02-29T22:59", "2024-02-29T22:59+06:00", WallClockFate.Once)]
    [InlineData("Asia/Almaty", "2024-02-29T23:00", "2024-02-29T23:00+06:00", WallClockFate.Twice)]
    [InlineData("Asia/Almaty", "2024-02-29T23:30", "2024-02-29T23:30+06:00", WallClockFate.Twice)]
    [InlineData("Asia/Almaty", "2024-03-01T00:00", "2024-03-01T00:00+05:00", WallClockFate.Once)]
    [InlineData("Asia/Almaty", "2024-03-01T09:00", "2024-03-01T09:00+05:00", WallClockFate.Once)]
    [InlineData("UTC", "2026-12-01T09:00", "2026-12-01T09:00+00:00", WallClockFate.Once)]
    public void AWallClockTimeHasItsInstant(string zone, string local, string instant, WallClockFate fate)
    {
        var time = ZonedTime.Of(Local(local), Zone(zone));
        Assert.Equal((Instant(instant), Instant(instant).Offset, fate), (time.Instant, time.Instant.Offset, time.Fate));
    }

    [Theory]
    [InlineData("Europe/London", "2026-10-25T01:30", "2026-10-25T01:30+00:00")]
    [InlineData("Australia/Lord_Howe", "2026-04-05T01:45", "2026-04-05T01:45+10:30")]
    [InlineData("Africa/Cairo", "2026-10-29T23:30", "2026-10-29T23:30+02:00")]
    [InlineData("Asia/Almaty", "2024-02-29T23:30", "2024-02-29T23:30+05:00")]
    public void ATimeThatIsShownTwiceKnowsItsSecond(string zone, string local, string second) =>
        Assert.Equal(Instant(second), ZonedTime.Of(Local(local), Zone(zone)).Other);

    [Theory]
    [InlineData("Europe/London", "30 1 * * *", "2026-03-28T12:00Z", "2026-03-29T02:00+01:00", "2026-03-30T01:30+01:00")]
    [InlineData("Europe/London", "30 1 * * *", "2026-10-24T12:00Z", "2026-10-25T01:30+01:00", "2026-10-26T01:30+00:00")]
    [InlineData("Australia/Lord_Howe", "15 2 * * *", "2026-10-03T12:00Z", "2026-10-04T02:30+11:00", "2026-10-05T02:15+11:00")]
    [InlineData("Australia/Lord_Howe", "45 1 * * *", "2026-04-04T03:00Z", "2026-04-05T01:45+11:00", "2026-04-06T01:45+10:30")]
    [InlineData("Africa/Cairo", "30 0 * * *", "2026-04-23T12:00Z", "2026-04-24T01:00+03:00", "2026-04-25T00:30+03:00")]
    [InlineData("Africa/Cairo", "30 23 * * *", "2026-10-29T12:00Z", "2026-10-29T23:30+03:00", "2026-10-30T23:30+02:00")]
    [InlineData("Asia/Almaty", "30 23 * * *", "2024-02-29T12:00Z", "2024-02-29T23:30+06:00", "2024-03-01T23:30+05:00")]
    [InlineData("Asia/Almaty", "0 9 * * *", "2024-02-28T12:00Z", "2024-02-29T09:00+06:00", "2024-03-01T09:00+05:00")]
    public void ASeriesRunsASkippedTimeAtTheEndOfTheGapAndADoubledOneOnce(string zone, string cron, string after, string first, string second)
    {
        var one = Occurrences.Next(cron, Zone(zone), Instant(after), null);
        Assert.Equal(Instant(first), one);
        Assert.Equal(Instant(second), Occurrences.Next(cron, Zone(zone), one!.Value, null));
    }

    [Fact]
    public void AnHourlySeriesGoesOnThroughADoubledHourWithDifferentKeys()
    {
        var ids = new Ids(TimeProvider.System, new Random(1));
        var series = new Series(ids.Next(), DeliveryKey.Of("", "m", "en", "anna", "0 * * * *"), Testing.TestDeliveries.Anna, "0 * * * *", "Europe/London",
            [new Act.Publish(new(new("alpha"), "text"))]) { NextAt = Instant("2026-10-25T00:00Z") };
        var step = Occurrences.Advance(series, Instant("2026-10-24T23:30Z"), TimeSpan.FromHours(3), ids)!.Value;
        Assert.Equal([Instant("2026-10-25T00:00Z"), Instant("2026-10-25T01:00Z"), Instant("2026-10-25T02:00Z")], step.Deliveries.Select(added => added.Delivery.DueAt));
        Assert.Equal(["2026-10-25T01:00", null, "2026-10-25T02:00"], step.Deliveries.Select(added => added.Delivery.WallClock));
        Assert.Equal(3, step.Deliveries.Select(added => added.Delivery.Key).Distinct().Count());
        Assert.Equal((Instant("2026-10-25T03:00Z"), 3), (step.Series.NextAt, step.Series.Occurrences));
    }

    [Fact]
    public void OfSeveralThatWereMissedOnlyTheLastIsScheduled()
    {
        var ids = new Ids(TimeProvider.System, new Random(1));
        var series = new Series(ids.Next(), DeliveryKey.Of("", "m", "en", "anna", "daily"), Testing.TestDeliveries.Anna, "0 9 * * *", "Asia/Almaty",
            [new Act.Publish(new(new("alpha"), "one")), new Act.Publish(new(new("alpha"), "two"))]) { NextAt = Instant("2026-12-01T04:00Z"), EndsAt = Instant("2026-12-06T00:00Z") };
        var step = Occurrences.Advance(series, Instant("2026-12-03T12:00Z"), TimeSpan.FromDays(14), ids)!.Value;
        Assert.Equal([DeliveryState.Expired, DeliveryState.Expired, DeliveryState.Scheduled, DeliveryState.Scheduled, DeliveryState.Scheduled], step.Deliveries.Select(added => added.State));
        Assert.Equal(["one", "two", "one", "two", "one"], step.Deliveries.Select(added => ((Act.Publish)added.Delivery.Act).Post.Text));
        Assert.Null(step.Series.NextAt);
        Assert.All(step.Deliveries, added => Assert.Equal(added.State == DeliveryState.Expired, added.Because is not null));
    }

    [Fact]
    public void MonthsOfMissedOccurrencesDoNotFillTheStore()
    {
        var ids = new Ids(TimeProvider.System, new Random(1));
        var series = new Series(ids.Next(), DeliveryKey.Of("", "m", "en", "anna", "x"), Testing.TestDeliveries.Anna, "* * * * *", "UTC", [new Act.Publish(new(new("alpha"), "one"))]) { NextAt = Instant("2026-06-01T00:00Z") };
        var step = Occurrences.Advance(series, Instant("2026-12-01T00:00Z"), TimeSpan.FromSeconds(1), ids)!.Value;
        Assert.InRange(step.Deliveries.Count, 1, 101);
        Assert.Equal(DeliveryState.Scheduled, step.Deliveries[^1].State);
    }

    [Fact]
    public void ADueTimeIsDerivedAgainFromItsWallClock()
    {
        var delivery = new Delivery(new("k"), Testing.TestDeliveries.Anna, Instant("2026-12-01T03:00Z"), new Act.Publish(new(new("alpha"), "text"))) { WallClock = "2026-12-01T09:00", Zone = "Asia/Almaty" };
        Assert.True(ZonedTime.TryDueAt(delivery, out var due));
        Assert.Equal(Instant("2026-12-01T04:00Z"), due);
        Assert.False(ZonedTime.TryDueAt(delivery with { Zone = "Asia/Nowhere" }, out _));
        Assert.False(ZonedTime.TryDueAt(delivery with { WallClock = "yesterday" }, out _));
        Assert.False(ZonedTime.TryDueAt(delivery with { WallClock = null }, out _));
    }

    [Theory]
    [InlineData("0001-01-01T00:00", "Asia/Almaty")]
    [InlineData("9999-12-31T23:59", "America/Los_Angeles")]
    public void TheEndsOfTheCalendarAreNoTrouble(string local, string zone) => Assert.Equal(WallClockFate.Once, ZonedTime.Of(Local(local), Zone(zone)).Fate);

    private static Series Daily(DateTimeOffset next, string cron = "0 9 * * *", string slot = "0 9 * * * Asia/Almaty") =>
        new(Guid.CreateVersion7(), DeliveryKey.Of("", "m", "en", "anna", slot), Testing.TestDeliveries.Anna, cron, "Asia/Almaty",
            [new Act.Publish(new(new("alpha"), "one")), new Act.Publish(new(new("alpha"), "two"))]) { NextAt = next };

    private static (Series Series, Delivery[] Deliveries) Advanced(Series series, string now, TimeSpan lead)
    {
        var step = Occurrences.Advance(series, Instant(now), lead, new Ids(TimeProvider.System, new Random(1)))!.Value;
        return (step.Series, [.. step.Deliveries.Select(added => added.Delivery)]);
    }

    [Theory]
    [InlineData("0 9 * * *", "2026-12-01T03:00Z")]
    [InlineData("0 9 * * *", "2026-12-01T05:00Z")]
    [InlineData("0 9 * * 2", "2026-12-01T03:30Z")]
    public void AnOccurrenceThatTheOldTimeZoneDataMeantIsMadeByTheNew(string cron, string storedByTheOld)
    {
        var (series, deliveries) = Advanced(Daily(Instant(storedByTheOld), cron), "2026-11-30T12:00Z", TimeSpan.FromDays(1));
        Assert.Equal((Instant("2026-12-01T04:00Z"), "2026-12-01T09:00"), (Assert.Single(deliveries).DueAt, deliveries[0].WallClock));
        Assert.Equal(1, series.Occurrences);
    }

    [Fact]
    public void AnOccurrenceIsOverWhenTheNextOneComes()
    {
        var (_, deliveries) = Advanced(Daily(Instant("2026-12-01T04:00Z")) with { EndsAt = Instant("2026-12-04T00:00Z"), NotAfter = Instant("2026-12-03T12:00Z") }, "2026-11-30T12:00Z", TimeSpan.FromDays(14));
        Assert.Equal([Instant("2026-12-02T04:00Z"), Instant("2026-12-03T04:00Z"), Instant("2026-12-03T12:00Z")], deliveries.Select(delivery => delivery.NotAfter));
    }

    [Fact]
    public void ADeliberateSecondSeriesHasOccurrencesOfItsOwn()
    {
        var (_, first) = Advanced(Daily(Instant("2026-12-01T04:00Z")), "2026-11-30T12:00Z", TimeSpan.FromDays(1));
        var (_, second) = Advanced(Daily(Instant("2026-12-01T04:00Z"), slot: "0 9 * * * Asia/Almaty again 2"), "2026-11-30T12:00Z", TimeSpan.FromDays(1));
        Assert.Equal("/m/en/anna/2026-12-01T09:00 Asia%2FAlmaty", first[0].Key.Value);
        Assert.Equal("/m/en/anna/2026-12-01T09:00 Asia%2FAlmaty again 2", second[0].Key.Value);
    }

    // Whatever is asked for, whenever the worker looks and however far ahead: no occurrence is left out and none comes twice.
    [Fact]
    public void HoweverASeriesIsAdvancedItsOccurrencesAreTheSame() => Gen.Select(
        Gen.OneOf(new[] { "0 9 * * *", "30 1 * * *", "15 2 * * *", "30 0 * * *", "0 * * * *", "30 23 * * 5", "*/20 1-3 * * *" }.Select(Gen.Const).ToArray()),
        Gen.OneOf(new[] { "Europe/London", "Australia/Lord_Howe", "Africa/Cairo", "Asia/Almaty" }.Select(Gen.Const).ToArray()),
        Gen.Int[0, 700], Gen.Select(Gen.Int[1, 40], Gen.Int[0, 20]).Array[1, 12])
        .Sample((cron, zone, startDay, turns) =>
        {
            var ids = new Ids(TimeProvider.System, new Random(1));
            var now = Instant("2024-01-01T00:07Z") + TimeSpan.FromDays(startDay);
            var first = Occurrences.Next(cron, Zone(zone), now, null)!.Value;
            var series = Daily(first, cron) with { Zone = zone };
            List<DateTimeOffset> made = [];
            foreach (var (hours, leadDays) in turns)
            {
                now += TimeSpan.FromHours(hours);
                var step = Occurrences.Advance(series, now, TimeSpan.FromDays(leadDays), ids)!.Value;
                made.AddRange(step.Deliveries.Select(added => added.Delivery.OccurrenceAt!.Value));
                Assert.Equal(step.Deliveries.Count, step.Series.Occurrences - series.Occurrences);
                series = step.Series;
            }
            List<DateTimeOffset> expected = [];
            for (DateTimeOffset? at = first; at < series.NextAt; at = Occurrences.Next(cron, Zone(zone), at.Value, null))
                expected.Add(at.Value);
            Assert.Equal(expected, made);
        }, iter: 300);
}
