using System.Globalization;
using Microsoft.Playwright;

namespace SocialKit.EndToEndTests.Browser;

/// <summary>The last day is a day where the campaign is, 10 December 2026 in Almaty, whatever clock and zone the device has.</summary>
[Collection(InBrowser.Name)]
public sealed class DeadlineTests(Chromium chromium, InventedSite site)
{
    [Theory]
    // Almaty is five hours ahead of UTC.
    [InlineData("2026-12-06T18:59:00Z", "4 days left")]
    [InlineData("2026-12-06T19:00:00Z", "3 days left")]
    [InlineData("2026-12-09T18:59:00Z", "1 day left")]
    [InlineData("2026-12-09T19:00:00Z", "Today is the last day")]
    [InlineData("2026-12-10T18:59:59Z", "Today is the last day")]
    public async Task BeforeItDaysAreCountedInTheCampaignsZone(string now, string said)
    {
        await using var visit = await AtAsync(now);
        await Assertions.Expect(visit.Page.Locator(".days-left")).ToHaveTextAsync(said);
        Assert.True(await visit.Page.Locator(".days-left").IsVisibleAsync());
        Assert.False(await visit.Page.Locator("div.over").IsVisibleAsync());
    }

    [Fact]
    public async Task AfterItTheBannerSaysToCheckFirstAndTheButtonsStay()
    {
        await using var visit = await AtAsync("2026-12-10T19:00:00Z");
        await Assertions.Expect(visit.Page.Locator("div.over")).ToContainTextAsync("The last day has passed");
        Assert.True(await visit.Page.Locator("div.over").IsVisibleAsync());
        Assert.False(await visit.Page.Locator(".days-left").IsVisibleAsync());
        await visit.Page.ShowAllAsync();
        Assert.True(await visit.Page.Message("x", "release").Locator("button.copy").IsVisibleAsync());
        Assert.True(await visit.Page.Message("x", "release").Locator("a.share").IsVisibleAsync());
    }

    // A device far away, so that its own day is another.
    private async Task<Visit> AtAsync(string now)
    {
        var visit = await Visit.BeginAsync(chromium, new() { TimezoneId = "America/Los_Angeles" });
        await visit.Page.Clock.SetFixedTimeAsync(DateTime.Parse(now, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal));
        return await visit.OpenAsync(site.Address("https"));
    }
}
