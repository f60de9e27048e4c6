using Microsoft.Playwright;

namespace SocialKit.EndToEndTests.Browser;

/// <summary>Nobody learns of a visit, and nothing of it stays on the device.</summary>
[Collection(InBrowser.Name)]
public sealed class PrivacyTests(Chromium chromium, InventedSite site)
{
    [Theory]
    [InlineData("https")]
    [InlineData("file")]
    public async Task AVisitAsksItsOwnSiteAloneKeepsNothingAndBreaksNoPolicy(string way)
    {
        await using var visit = await Visit.BeginAsync(chromium);
        await visit.OpenAsync(site.Address(way));
        var page = visit.Page;
        await page.ShowAllAsync();
        // All that can be done without leaving the page.
        foreach (var place in (string[])["x", "bluesky", "mastodon", "threads", "telegram", "linkedin", "facebook", "whatsapp"])
        {
            var message = page.Message(place, "release");
            await message.Locator("button.copy").ClickAsync();
            await message.Locator(".own-words summary").ClickAsync();
            await message.Locator("textarea").FillAsync("My own words");
            if (place != "whatsapp")
                await Assertions.Expect(message.Locator(".own-count")).Not.ToBeEmptyAsync();
        }
        await page.Locator("button.another").First.ClickAsync();
        var origin = way == "file" ? "file://" : site.Address(way).Split("/en/")[0] + "/";
        Assert.All(visit.Requests, request => Assert.StartsWith(origin, request, StringComparison.Ordinal));
        Assert.Equal(0, await page.EvaluateAsync<int>("localStorage.length + sessionStorage.length"));
        Assert.Equal("", way == "file" ? "" : await page.EvaluateAsync<string>("document.cookie"));
        Assert.Equal(0, way == "file" ? 0 : await page.EvaluateAsync<int>("Promise.all([indexedDB.databases(), caches.keys(), navigator.serviceWorker.getRegistrations()]).then(kept => kept.flat().length)"));
        Assert.Empty(await visit.Context.CookiesAsync());
        Assert.Empty(await visit.WatchedAsync());
        Assert.Empty(visit.Said);
    }

    [Fact]
    public async Task BeforeItIsSeenAPageAsksForOneMoreFileAtMost()
    {
        await using var visit = await Visit.BeginAsync(chromium);
        await visit.OpenAsync(site.Address("https"));
        Assert.Equal(2, visit.Requests.Count);
        Assert.EndsWith("/page.js", visit.Requests[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheCounterComesOnlyWhenSomebodyWritesAndOnce()
    {
        await using var visit = await Visit.BeginAsync(chromium);
        await visit.OpenAsync(site.Address("https"));
        await visit.Page.ShowAllAsync();
        Assert.DoesNotContain(visit.Requests, request => request.Contains("counter", StringComparison.Ordinal));
        foreach (var id in (string[])["release", "why"])
        {
            var message = visit.Page.Message("threads", id);
            await message.Locator(".own-words summary").ClickAsync();
            await Assertions.Expect(message.Locator(".own-count")).Not.ToBeEmptyAsync();
        }
        Assert.Equal(["counter-emoji.js", "counter-graphemes.js", "counter-table-emoji.js", "counter-table-graphemes.js", "counter-threads.js", "counter.js"],
            visit.Requests.Where(request => request.Contains("counter", StringComparison.Ordinal)).Select(request => request[(request.LastIndexOf('/') + 1)..]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task AScriptOfSomebodyElseWouldNotRunAndWouldBeSeen()
    {
        await using var visit = await Visit.BeginAsync(chromium);
        await visit.OpenAsync(site.Address("https"));
        await visit.Page.EvaluateAsync("""
            new Promise(done => {
              const script = document.createElement('script');
              script.textContent = "injected('script')";
              document.head.append(script);
              const far = document.createElement('img');
              far.onerror = done;
              far.src = 'https://elsewhere.example/pixel.png';
              document.body.append(far);
            })
            """);
        var watched = await visit.WatchedAsync();
        Assert.Contains(watched, line => line.StartsWith("policy: script-src", StringComparison.Ordinal));
        Assert.Contains(watched, line => line.StartsWith("policy: img-src", StringComparison.Ordinal));
        Assert.DoesNotContain(watched, line => line.StartsWith("injected", StringComparison.Ordinal));
    }
}
