using Microsoft.Playwright;

namespace SocialKit.EndToEndTests.Browser;

/// <summary>The page on old, small, quiet and unusual devices: without a script, 320 pixels wide, by keyboard, on paper.</summary>
[Collection(InBrowser.Name)]
public sealed class PlainPageTests(Chromium chromium, InventedSite site)
{
    [Fact]
    public async Task WithoutAScriptEverythingIsListedAndNoButtonIsDead()
    {
        await using var visit = await Visit.BeginAsync(chromium, new() { JavaScriptEnabled = false });
        await visit.OpenAsync(site.Address("file"));
        foreach (var button in await visit.Page.Locator("button").AllAsync())
            Assert.False(await button.IsVisibleAsync(), await button.EvaluateAsync<string>("button => button.outerHTML"));
        foreach (var dead in await visit.Page.Locator("textarea, input, .own-words, a:not([href])").AllAsync())
            Assert.False(await dead.IsVisibleAsync(), await dead.EvaluateAsync<string>("element => element.outerHTML"));
        foreach (var text in await visit.Page.Locator("article.message p.text").AllAsync())
        {
            Assert.True(await text.IsVisibleAsync());
            Assert.NotEqual("none", await text.EvaluateAsync<string>("text => getComputedStyle(text).userSelect"));
        }
        Assert.Equal(4, await visit.Page.Locator("article.message[data-platform=x]").CountAsync());
        Assert.True(await visit.Page.Message("x", "release").Locator("a.share").IsVisibleAsync());
        Assert.True(await visit.Page.Locator(".deadline time").IsVisibleAsync());
    }

    [Theory]
    [InlineData("en")]
    [InlineData("ar")]
    [InlineData("es")]
    [InlineData("fr")]
    [InlineData("kk")]
    [InlineData("ru")]
    public async Task OnANarrowScreenNothingStandsOutAtTheSide(string language)
    {
        await using var visit = await Visit.BeginAsync(chromium, new() { ViewportSize = new() { Width = 320, Height = 640 } });
        await visit.OpenAsync(site.Address("https", language));
        await visit.Page.ShowAllAsync();
        await visit.Page.OpenAllAsync();
        Assert.Equal(320, await visit.Page.EvaluateAsync<int>("document.scrollingElement.scrollWidth"));
        // What overflows a box that hides it would not be seen above.
        Assert.Empty(await visit.Page.EvaluateAsync<string[]>("""
            Array.from(document.body.querySelectorAll('*')).filter(element => element.checkVisibility() && !element.closest('.skip') && element.getClientRects().length > 0)
              .filter(element => { const box = element.getBoundingClientRect(); return box.left < -1 || box.right > 321; })
              .map(element => element.outerHTML.slice(0, 200))
            """));
    }

    [Fact]
    public async Task InForcedColoursEveryButtonHasAnEdge()
    {
        await using var visit = await Visit.BeginAsync(chromium, new() { ForcedColors = ForcedColors.Active });
        await visit.OpenAsync(site.Address("https"));
        await visit.Page.ShowAllAsync();
        Assert.Empty(await visit.Page.EvaluateAsync<string[]>("""
            Array.from(document.querySelectorAll('button, a.share, textarea')).filter(element => element.checkVisibility()).filter(element => {
              const style = getComputedStyle(element);
              return style.borderTopStyle === 'none' || parseFloat(style.borderTopWidth) < 1 || style.color === style.backgroundColor;
            }).map(element => element.outerHTML)
            """));
    }

    [Fact]
    public async Task EverythingIsReachedAndDoneByKeyboard()
    {
        await using var visit = await Visit.BeginAsync(chromium);
        await visit.OpenAsync(site.Address("https"));
        var page = visit.Page;
        var expected = await page.EvaluateAsync<int>("""
            Array.from(document.querySelectorAll('a[href], button, summary, input, textarea')).filter(element => element.checkVisibility()).length
            """);
        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("#messages", await page.EvaluateAsync<string>("document.activeElement.getAttribute('href')"));
        var reached = 1;
        for (; reached <= expected; reached++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<bool>("document.activeElement === document.body"))
                break;
            Assert.True(await page.EvaluateAsync<bool>("(() => { const style = getComputedStyle(document.activeElement); return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2; })()"),
                await page.EvaluateAsync<string>("document.activeElement.outerHTML"));
        }
        Assert.Equal(expected, reached);

        await page.ShowAllAsync();
        var message = page.Message("x", "release");
        await message.Locator("button.copy").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(message.Locator(".actions > .said").First).ToHaveTextAsync("Copied");
        await message.Locator(".own-words summary").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("!");
        Assert.Contains('!', await message.Locator("textarea").InputValueAsync());
    }

    [Fact]
    public async Task OnPaperTheLetterIsOnePageWithoutAnythingToPress()
    {
        await using var visit = await Visit.BeginAsync(chromium);
        await visit.OpenAsync(site.Address("https"));
        await visit.Page.EmulateMediaAsync(new() { Media = Media.Print });
        Assert.Equal(0, await visit.Page.EvaluateAsync<int>("Array.from(document.querySelectorAll('button, textarea, input, .message')).filter(element => element.checkVisibility()).length"));
        Assert.True(await visit.Page.Locator("details.sheet .text").First.IsVisibleAsync());
        var pdf = System.Text.Encoding.Latin1.GetString(await visit.Page.PdfAsync(new() { Format = "A4" }));
        Assert.Single(System.Text.RegularExpressions.Regex.Matches(pdf, @"/Type /Page\b(?!s)"));
    }
}
