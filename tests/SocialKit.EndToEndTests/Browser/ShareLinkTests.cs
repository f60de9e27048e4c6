using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace SocialKit.EndToEndTests.Browser;

/// <summary>What a share link carries is the text beside it.</summary>
[Collection(InBrowser.Name)]
public sealed partial class ShareLinkTests(Chromium chromium, InventedSite site)
{
    // As in the table of share links.
    private static readonly Dictionary<string, string> Openings = new()
    {
        ["x"] = "https://x.com/intent/tweet?",
        ["bluesky"] = "https://bsky.app/intent/compose?",
        ["threads"] = "https://www.threads.com/intent/post?",
        ["telegram"] = "https://t.me/share/url?",
        ["whatsapp"] = "https://wa.me/?",
    };

    [Theory]
    [InlineData("en")]
    [InlineData("ar")]
    [InlineData("kk")]
    public async Task EveryLinkThatCarriesATextDecodesToIt(string language)
    {
        await using var visit = await Visit.BeginAsync(chromium);
        await visit.OpenAsync(site.Address("https", language));
        var links = await LinksAsync(visit.Page, "a.share");
        foreach (var (place, opening) in Openings)
        {
            var here = links.Where(link => link.Place == place).ToList();
            Assert.NotEmpty(here);
            foreach (var link in here)
            {
                Assert.StartsWith(opening, link.Address, StringComparison.Ordinal);
                Assert.Equal(link.Text, Carried(link.Address));
            }
        }
    }

    [Fact]
    public async Task ALinkForOwnWordsCarriesWhatIsTyped()
    {
        const string own = "100% & + # ? = \"own\" <words>\n🕊️ Қазақша، بالعربية {text} {server} $&";
        await using var visit = await Visit.BeginAsync(chromium);
        await visit.OpenAsync(site.Address("https"));
        await visit.Page.ShowAllAsync();
        foreach (var (place, opening) in Openings)
        {
            var message = visit.Page.Message(place, "release");
            await message.Locator(".own-words summary").ClickAsync();
            await message.Locator("textarea").FillAsync(own);
            var address = (await message.Locator("a.share-own").GetAttributeAsync("href"))!;
            Assert.StartsWith(opening, address, StringComparison.Ordinal);
            Assert.Equal(own, Carried(address));
        }
    }

    [Fact]
    public async Task TheMailLinkOpensTheWholeLetterToThoseItIsFor()
    {
        await using var visit = await Visit.BeginAsync(chromium);
        await visit.OpenAsync(site.Address("https"));
        var sheet = visit.Page.Locator("details.sheet").First;
        var address = (await sheet.Locator("a[data-share='email']").GetAttributeAsync("href"))!;
        Assert.StartsWith("mailto:office@inventia.example?", address, StringComparison.Ordinal);
        Assert.Contains("cc=embassy@inventia.example", address, StringComparison.Ordinal);
        var body = Uri.UnescapeDataString(Body().Match(address).Groups[1].Value);
        Assert.Equal(await sheet.Locator(".text").EvaluateAsync<string>("text => text.textContent"), body.Replace("\r\n", "\n", StringComparison.Ordinal));
        Assert.DoesNotContain('+', address);
        Assert.True(address.Length <= 1800, $"{address.Length} characters");
    }

    [Fact]
    public async Task APlaceThatTakesOnlyAPageGetsThePagesOwnAddress()
    {
        await using var visit = await Visit.BeginAsync(chromium);
        await visit.OpenAsync(site.Address("https"));
        foreach (var place in (string[])["facebook", "linkedin"])
        {
            var links = (await LinksAsync(visit.Page, "a.share")).Where(link => link.Place == place).ToList();
            Assert.NotEmpty(links);
            foreach (var link in links)
                Assert.Contains(Uri.EscapeDataString(site.Address("https")), link.Address, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task NativeSharingHandsOverTheText()
    {
        await using var visit = await Visit.BeginAsync(chromium);
        await visit.Context.AddInitScriptAsync("window.shared = []; navigator.share = data => { window.shared.push(data.text); return Promise.resolve(); };");
        await visit.OpenAsync(site.Address("https", "ar"));
        await visit.Page.ShowAllAsync();
        await visit.Page.Message("x", "release").Locator("button.native").ClickAsync();
        Assert.Equal([InventedSite.Text("ar", "release", "@Invented_Office")], await visit.Page.EvaluateAsync<string[]>("window.shared"));
    }

    [Fact]
    public async Task WhoFollowsALinkTakesNoAddressOfThisPageAlong()
    {
        await using var visit = await Visit.BeginAsync(chromium);
        var referrers = new List<string?>();
        await visit.Context.RouteAsync("https://bsky.app/**", async route =>
        {
            referrers.Add(await route.Request.HeaderValueAsync("referer"));
            await route.FulfillAsync(new() { Body = "<title>opened</title>", ContentType = "text/html" });
        });
        await visit.OpenAsync(site.Address("https"));
        await visit.Page.ShowAllAsync();
        await visit.Page.Message("bluesky", "release").Locator("a.share").ClickAsync();
        await visit.Page.WaitForURLAsync("https://bsky.app/**");
        Assert.Equal([null], referrers);
    }

    private static string Carried(string address)
    {
        var value = TextPart().Match(address).Groups[1].Value;
        Assert.DoesNotContain('+', value);
        return Uri.UnescapeDataString(value);
    }

    private static async Task<List<(string Place, string Address, string Text)>> LinksAsync(IPage page, string selector)
    {
        var rows = await page.EvaluateAsync<string[][]>($"Array.from(document.querySelectorAll('.message {selector}[href]'), link => [link.dataset.share, link.getAttribute('href'), link.closest('.message').querySelector('.text').textContent])");
        return [.. rows.Select(row => (row[0], row[1], row[2]))];
    }

    [GeneratedRegex("[?&]text=([^&]*)")]
    private static partial Regex TextPart();

    [GeneratedRegex("[?&]body=([^&]*)")]
    private static partial Regex Body();
}
