using Microsoft.Playwright;

namespace SocialKit.EndToEndTests.Browser;

/// <summary>Of several texts a device shows one, in an order of its own, so that not everybody posts the same.</summary>
[Collection(InBrowser.Name)]
public sealed class TurnsTests(Chromium chromium, InventedSite site)
{
    [Fact]
    public async Task OneTextIsShownAndTheButtonGoesThroughAll()
    {
        await using var visit = await Visit.BeginAsync(chromium);
        await visit.OpenAsync(site.Address("https"));
        var seen = new List<string>();
        for (var i = 0; i < 4; i++)
        {
            seen.Add(Assert.Single(await ShownAsync(visit.Page)));
            await visit.Page.Locator("#to-x button.another").ClickAsync();
        }
        Assert.Equal(["release", "release/2", "release/3", "why"], seen.Order(StringComparer.Ordinal));
        Assert.Equal(seen[0], Assert.Single(await ShownAsync(visit.Page)));
    }

    [Fact]
    public async Task TheOrderIsTheDevicesOwn()
    {
        var firsts = new HashSet<string>();
        foreach (var chance in (string[])["0", "0.4", "0.999"])
        {
            await using var visit = await Visit.BeginAsync(chromium);
            await visit.Context.AddInitScriptAsync($"Math.random = () => {chance}; if (window.crypto) crypto.getRandomValues = numbers => numbers.fill({chance} * 0xFFFFFFFF);");
            await visit.OpenAsync(site.Address("file"));
            firsts.Add(Assert.Single(await ShownAsync(visit.Page)));
        }
        Assert.True(firsts.Count > 1, string.Join(", ", firsts));
    }

    private static async Task<string[]> ShownAsync(IPage page) =>
        await page.EvaluateAsync<string[]>("Array.from(document.querySelectorAll('#to-x article.message')).filter(message => message.checkVisibility()).map(message => message.dataset.id)");
}
