using System.Text.Json;
using Microsoft.Playwright;

namespace SocialKit.EndToEndTests.Browser;

/// <summary>The rules of WCAG 2.2, level AA, that a machine can hold, by axe-core.</summary>
[Collection(InBrowser.Name)]
public sealed class AccessibilityTests(Chromium chromium, InventedSite site)
{
    private const string Rules = "{ preload: false, resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }";

    private static readonly string Axe = Path.Combine(Repository.Root, "tests", "browser", "node_modules", "axe-core", "axe.min.js");

    [Theory]
    [InlineData("en")]
    [InlineData("ar")]
    [InlineData("es")]
    [InlineData("fr")]
    [InlineData("kk")]
    [InlineData("ru")]
    public async Task NoRuleIsBrokenInLightOrDark(string language)
    {
        await using var visit = await Visit.BeginAsync(chromium);
        await visit.OpenAsync(site.Address("https", language));
        await visit.Page.ShowAllAsync();
        await visit.Page.OpenAllAsync();
        foreach (var scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
        {
            await visit.Page.EmulateMediaAsync(new() { ColorScheme = scheme });
            Assert.Empty(await BrokenAsync(visit.Page));
        }
    }

    [Fact]
    public async Task NoRuleIsBrokenOnceTheLastDayHasPassedAndSomebodyErred()
    {
        await using var visit = await Visit.BeginAsync(chromium);
        await visit.Page.Clock.SetFixedTimeAsync(new DateTime(2027, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        await visit.OpenAsync(site.Address("https"));
        await visit.Page.ShowAllAsync();
        var message = visit.Page.Message("mastodon", "release");
        await message.Locator(".server input[type=text]").First.FillAsync("no server");
        await message.Locator("a.share").ClickAsync();
        var own = visit.Page.Message("x", "release");
        await own.Locator(".own-words summary").ClickAsync();
        await own.Locator("textarea").FillAsync(new string('a', 300));
        await Assertions.Expect(own.Locator(".own-count")).ToHaveClassAsync(new System.Text.RegularExpressions.Regex("over"));
        await Assertions.Expect(visit.Page.Locator("div.over")).ToBeVisibleAsync();
        Assert.Empty(await BrokenAsync(visit.Page));
    }

    [Fact]
    public async Task TheRulesAreReallyLookedAt()
    {
        await using var visit = await Visit.BeginAsync(chromium);
        await visit.OpenAsync(site.Address("https"));
        await visit.Page.EvaluateAsync("""
            const button = document.createElement('button');
            document.querySelector('main').append(button);
            const picture = document.createElement('img');
            document.querySelector('main').append(picture);
            document.documentElement.removeAttribute('lang');
            document.querySelector('.intro').style.color = '#cccccc';
            """);
        var broken = await BrokenAsync(visit.Page);
        foreach (var rule in (string[])["button-name", "image-alt", "html-has-lang", "color-contrast"])
            Assert.Contains(broken, line => line.StartsWith(rule, StringComparison.Ordinal));
    }

    /// <summary>Where the page breaks a rule: the rule's name, the element, and what is wrong with it.</summary>
    internal static async Task<string[]> BrokenAsync(IPage page)
    {
        if (!File.Exists(Axe))
            Chromium.Missing("axe-core is not installed: npm ci --prefix tests/browser");
        await page.EvaluateAsync(File.ReadAllText(Axe));
        var found = await page.EvaluateAsync<JsonElement>($"axe.run(document, {Rules}).then(result => result.violations.flatMap(rule => rule.nodes.map(node => `${{rule.id}}: ${{node.html}} ${{node.failureSummary}}`)))");
        return [.. found.EnumerateArray().Select(line => line.GetString()!)];
    }
}
