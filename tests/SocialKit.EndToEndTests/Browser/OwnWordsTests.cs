using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace SocialKit.EndToEndTests.Browser;

/// <summary>While somebody writes, the page counts as the library does: the blocks of the specification of counting, typed into the page.</summary>
[Collection(InBrowser.Name)]
public sealed partial class OwnWordsTests(Chromium chromium, InventedSite site)
{
    [Theory]
    [InlineData("https")]
    [InlineData("http")]
    [InlineData("file")]
    public async Task EveryBlockOfTheSpecificationCountsWhatItSays(string way)
    {
        await using var visit = await Visit.BeginAsync(chromium);
        await visit.OpenAsync(site.Address(way));
        await visit.Page.ShowAllAsync();
        var blocks = Blocks();
        Assert.True(blocks.Count > 5);
        foreach (var (text, counts) in blocks)
        {
            foreach (var (place, count) in counts)
            {
                // There the page counts what Bluesky shows of a link, as a check of the whole post does: see below.
                if (place == "bluesky" && text.Contains("https://", StringComparison.Ordinal))
                    continue;
                var own = await OpenedAsync(visit.Page, place);
                await own.Locator("textarea").FillAsync(text);
                await Assertions.Expect(own.Locator(".own-count")).ToHaveTextAsync(new Regex(string.Create(CultureInfo.InvariantCulture, $@"^{count} of \d+ characters")));
            }
        }
        Assert.Empty(visit.Said);
    }

    [Theory]
    [InlineData("ar")]
    [InlineData("en")] // with a link, which Bluesky shows shortened
    public async Task TheBoxBeginsWithTheMessageAndItsCount(string language)
    {
        await using var visit = await Visit.BeginAsync(chromium);
        await visit.OpenAsync(site.Address("https", language));
        await visit.Page.ShowAllAsync();
        foreach (var place in (string[])["x", "bluesky", "mastodon", "threads", "telegram"])
        {
            var own = await OpenedAsync(visit.Page, place);
            var message = visit.Page.Message(place, "release");
            Assert.Equal(await message.Locator("p.text").EvaluateAsync<string>("text => text.textContent"), await own.Locator("textarea").InputValueAsync());
            await Assertions.Expect(own.Locator(".own-count")).ToHaveTextAsync(await message.Locator("output.count").InnerTextAsync());
        }
    }

    [Fact]
    public async Task WhatIsTooLongIsSaidWithHowMuch()
    {
        await using var visit = await Visit.BeginAsync(chromium);
        await visit.OpenAsync(site.Address("https"));
        await visit.Page.ShowAllAsync();
        var own = await OpenedAsync(visit.Page, "x");
        await own.Locator("textarea").FillAsync(new string('人', 141));
        await Assertions.Expect(own.Locator(".own-count")).ToContainTextAsync("282 of 280");
        await Assertions.Expect(own.Locator(".own-count")).ToContainTextAsync("2 too many");
        await own.Locator("textarea").FillAsync(new string('人', 140));
        await Assertions.Expect(own.Locator(".own-count")).ToHaveTextAsync("280 of 280 characters");
    }

    [Fact]
    public async Task WhereTheCounterDoesNotLoadEverythingElseGoesOn()
    {
        await using var visit = await Visit.BeginAsync(chromium);
        await visit.Context.RouteAsync("**/counter*.js", route => route.AbortAsync());
        await visit.OpenAsync(site.Address("https"));
        await visit.Page.ShowAllAsync();
        var own = await OpenedAsync(visit.Page, "x");
        await own.Locator("textarea").FillAsync("My own words");
        await own.Locator("button.copy-own").ClickAsync();
        await Assertions.Expect(own.Locator(".said")).ToHaveTextAsync("Copied");
        Assert.Equal("My own words", await visit.PastedAsync());
        Assert.Contains("text=My%20own%20words", await own.Locator("a.share-own").GetAttributeAsync("href"), StringComparison.Ordinal);
        Assert.DoesNotContain(visit.Said, line => line.StartsWith("error", StringComparison.Ordinal));
    }

    private static async Task<ILocator> OpenedAsync(IPage page, string place)
    {
        var own = page.Message(place, "release").Locator(".own-words");
        await own.EvaluateAsync("own => own.open = true");
        return own;
    }

    private static List<(string Text, List<(string Place, int Count)> Counts)> Blocks() =>
    [
        .. Block().Matches(File.ReadAllText(Path.Combine(Repository.Root, "tests", "SocialKit.Tests", "Specs", "counting.md"))).Select(block => (block.Groups[1].Value,
            block.Groups[2].Value.Split(", ").Select(part => part.Split(' ')).Select(part => (part[0], int.Parse(part[1], CultureInfo.InvariantCulture))).ToList())),
    ];

    [GeneratedRegex(@"^```text\n(.*?)\n```\n(\w+ \d+(?:, \w+ \d+)*)$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
