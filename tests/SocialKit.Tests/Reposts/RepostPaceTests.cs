using CsCheck;
using SocialKit.Deliveries;
using SocialKit.Reposts;

namespace SocialKit.Tests.Reposts;

/// <summary>How fast an account reposts.</summary>
public sealed class RepostPaceTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    private static readonly Gen<QuietHours> AnyQuiet =
        Gen.Select(Gen.Int[0, 1439], Gen.Int[1, 1200], (from, length) => new QuietHours(new TimeOnly(from / 60, from % 60), new TimeOnly(from / 60, from % 60).AddMinutes(length)));

    // Clocks that go forward by an hour and by half of one, at midnight too, and one that changed its standard time.
    private static readonly Gen<(string Zone, DateTimeOffset From)> AnyTime = Gen.Select(
        Gen.OneOf(
            ("Europe/London", new DateTimeOffset(2026, 3, 28, 0, 0, 0, TimeSpan.Zero)), ("Europe/London", new DateTimeOffset(2026, 10, 24, 0, 0, 0, TimeSpan.Zero)),
            ("Australia/Lord_Howe", new DateTimeOffset(2026, 4, 4, 0, 0, 0, TimeSpan.Zero)), ("Africa/Cairo", new DateTimeOffset(2026, 4, 23, 0, 0, 0, TimeSpan.Zero)),
            ("Asia/Almaty", new DateTimeOffset(2024, 2, 28, 12, 0, 0, TimeSpan.Zero)), ("UTC", Start)),
        Gen.Int[0, 3 * 1440]).Select((where, minutes) => (where.Item1, where.Item2.AddMinutes(minutes)));

    private static readonly Gen<RepostPace> AnyPace = Gen.Select(Gen.Int[1, 12], Gen.Int[1, 300], Gen.Int[0, 120], AnyQuiet.Null(), AnyTime)
        .Select((perDay, spacing, jitter, quiet, time) => new RepostPace(perDay, TimeSpan.FromMinutes(spacing), TimeSpan.FromMinutes(jitter), quiet, time.Zone));

    private static bool IsQuiet(RepostPace pace, DateTimeOffset time) =>
        pace.Quiet?.Has(TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(time, TimeZoneInfo.FindSystemTimeZoneById(pace.Zone)).DateTime)) == true;

    [Fact]
    public void HoweverManyArePlacedNoDayHasMoreThanItsCapAndNoTwoAreTooNearAndNoneIsQuiet() =>
        Gen.Select(AnyPace, AnyTime, Gen.Double.Array[1, 40], Gen.Int[0, 600].Array[1, 40]).Sample((pace, time, chances, waits) =>
        {
            List<DateTimeOffset> taken = [];
            var now = time.From;
            foreach (var (chance, wait) in chances.Zip(waits))
            {
                now = now.AddMinutes(wait);
                if (pace.Next(taken, now, null, Math.Abs(chance) % 1) is { } next)
                {
                    Assert.True(next >= now);
                    taken.Add(next);
                }
            }
            taken.Sort();
            for (var i = 0; i < taken.Count; i++)
            {
                Assert.False(IsQuiet(pace, taken[i]), $"{taken[i]} is quiet");
                Assert.False(IsQuiet(pace, taken[i].AddSeconds(59)), $"{taken[i]} ends in the quiet hours");
                Assert.True(i == 0 || taken[i] - taken[i - 1] >= pace.Spacing);
                Assert.True(i < pace.PerDay || taken[i] - taken[i - pace.PerDay] >= Day);
            }
        });

    [Fact]
    public void WhatMayGoNowIsWhatHasItsTimeNow() =>
        Gen.Select(AnyPace, AnyTime, Gen.Int[0, 3000].Array[0, 20]).Sample((pace, time, ago) =>
        {
            var begun = ago.Select(minutes => time.From.AddMinutes(-minutes)).ToList();
            return pace.MayGo(begun, time.From) == (pace.Next(begun, time.From, null, 0.5) == time.From);
        });

    [Fact]
    public void WhatHasNoRoomBeforeTheEndHasNone()
    {
        var pace = new RepostPace(2, TimeSpan.FromHours(1), TimeSpan.Zero, null, "UTC");
        DateTimeOffset[] taken = [Start.AddHours(-2), Start.AddHours(-1)];
        Assert.Null(pace.Next(taken, Start, Start.AddHours(22), 0));
        Assert.Equal(Start.AddHours(22), pace.Next(taken, Start, Start.AddHours(22).AddSeconds(1), 0));
    }

    [Fact]
    public void OneFitsBetweenTwoThatAreFarApart()
    {
        var pace = new RepostPace(10, TimeSpan.FromHours(1), TimeSpan.Zero, null, "UTC");
        Assert.Equal(Start.AddHours(1), pace.Next([Start, Start.AddHours(2)], Start, null, 0));
        Assert.Equal(Start.AddHours(3), pace.Next([Start, Start.AddHours(2)], Start.AddHours(1).AddSeconds(1), null, 0));
    }

    [Fact]
    public void AThirdOneDoesNotGoBeforeTwoThatFillTheDayAfterIt()
    {
        var pace = new RepostPace(2, TimeSpan.FromMinutes(10), TimeSpan.Zero, null, "UTC");
        DateTimeOffset[] planned = [Start.AddHours(1), Start.AddHours(2)];
        Assert.Equal(Start.AddHours(25), pace.Next(planned, Start, null, 0));
    }

    [Fact]
    public void TheNightIsLeftOutByTheAudiencesClocks()
    {
        var pace = new RepostPace(10, TimeSpan.FromMinutes(1), TimeSpan.Zero, new(new(22, 0), new(7, 0)), "Asia/Almaty");
        var evening = new DateTimeOffset(2026, 11, 24, 22, 30, 0, TimeSpan.FromHours(5));
        Assert.Equal(new DateTimeOffset(2026, 11, 25, 7, 0, 0, TimeSpan.FromHours(5)), pace.Next([], evening, null, 0));
        Assert.Equal(evening.AddMinutes(-32), pace.Next([], evening.AddMinutes(-32), null, 0));
        // A minute before the night a send could end in it.
        Assert.Equal(new DateTimeOffset(2026, 11, 25, 7, 0, 0, TimeSpan.FromHours(5)), pace.Next([], evening.AddSeconds(-1801), null, 0));
    }

    [Fact]
    public void ChanceIsTheSameForTheSameDeliveryAndSpreadOverDeliveries()
    {
        var chances = Enumerable.Range(0, 1000).Select(i => RepostPace.ChanceOf(DeliveryKey.Of("c", $"repost-{i}", "", "anna", ""))).ToList();
        Assert.All(chances, chance => Assert.InRange(chance, 0, 1));
        Assert.InRange(chances.Average(), 0.45, 0.55);
        Assert.Equal(chances[7], RepostPace.ChanceOf(DeliveryKey.Of("c", "repost-7", "", "anna", "")));
    }
}
