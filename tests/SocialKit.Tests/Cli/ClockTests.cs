using SocialKit.Cli.Times;

namespace SocialKit.Tests.Cli;

public sealed class ClockTests
{
    private static readonly DateTimeOffset Instant = new(2026, 12, 1, 20, 0, 0, TimeSpan.Zero);

    [Fact]
    public void AnInstantIsShownByThreeClocks() => Assert.Equal(
        "Wed 2 Dec 2026 01:00 Asia/Almaty (the campaign's), Tue 1 Dec 2026 21:00 Europe/Berlin (yours), Tue 1 Dec 2026 20:00 UTC",
        Clock.Line(Clock.Three(Instant, Zone("Asia/Almaty"), Zone("Europe/Berlin"))));

    [Fact]
    public void TheDayIsSaidAgainOnlyWhereItIsAnother() => Assert.Equal(
        "Tue 1 Dec 2026 21:00 Europe/Berlin (the campaign's), 20:00 Europe/London (yours), 20:00 UTC",
        Clock.Line(Clock.Three(Instant, Zone("Europe/Berlin"), Zone("Europe/London"))));

    [Fact]
    public void AZoneThatIsBothIsOneClock() => Assert.Equal(
        "Tue 1 Dec 2026 20:00 UTC (the campaign's and yours)",
        Clock.Line(Clock.Three(Instant, TimeZoneInfo.Utc, TimeZoneInfo.Utc)));

    [Fact]
    public void WithoutACampaignThereAreTwo() => Assert.Equal(
        "Tue 1 Dec 2026 21:00 Europe/Berlin (yours), 20:00 UTC",
        Clock.Line(Clock.Three(Instant, null, Zone("Europe/Berlin"))));

    [Fact]
    public void SecondsAreShownWhereThereAreAny() =>
        Assert.Equal("Tue 1 Dec 2026 20:00:07", Clock.Show(Instant.AddSeconds(7)));

    private static TimeZoneInfo Zone(string id) => TimeZoneInfo.FindSystemTimeZoneById(id);
}
