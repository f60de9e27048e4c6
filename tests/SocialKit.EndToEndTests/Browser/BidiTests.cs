using Microsoft.Playwright;

namespace SocialKit.EndToEndTests.Browser;

/// <summary>In text from right to left a handle reads as it is typed: what is measured is where its signs stand on the screen.</summary>
[Collection(InBrowser.Name)]
public sealed class BidiTests(Chromium chromium, InventedSite site)
{
    // Where each sign of a piece of text stands, from the left, those of the first line only.
    private const string Places = """
        (text, piece) => {
          const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
          const signs = [];
          for (let node = walker.nextNode(); node; node = walker.nextNode())
            for (let i = 0; i < node.length; i++) signs.push([node, i]);
          const start = text.textContent.indexOf(piece);
          const places = signs.slice(start, start + piece.length).map(([node, i]) => {
            const range = document.createRange();
            range.setStart(node, i);
            range.setEnd(node, i + 1);
            return range.getBoundingClientRect();
          });
          return places.filter(place => place.top === places[0].top).map(place => place.left);
        }
        """;

    [Theory]
    [InlineData("x", "release", "@Invented_Office")]
    [InlineData("mastodon", "release", "@office@inventia.example")]
    [InlineData("mastodon", "release/2", "@office@inventia.example")]
    [InlineData("bluesky", "release/2", "@invented-office.bsky.social")]
    public async Task AHandleInArabicTextStandsFromLeftToRight(string platform, string id, string handle)
    {
        await using var visit = await Visit.BeginAsync(chromium);
        await visit.OpenAsync(site.Address("https", "ar"));
        await visit.Page.ShowAllAsync();
        var text = visit.Page.Message(platform, id).Locator("p.text");
        var places = await PlacesAsync(text, handle);
        Assert.True(places.Length > 5);
        Assert.Equal(places.Order(), places);
        // And the text round it goes from right to left: its first sign stands right of its last before the handle.
        var before = await PlacesAsync(text, InventedSite.Text("ar", id, handle).Split(handle)[0].Trim()[..3]);
        Assert.Equal(before.OrderDescending(), before);
    }

    [Fact]
    public async Task WithoutIsolationItWouldNot()
    {
        await using var visit = await Visit.BeginAsync(chromium);
        await visit.OpenAsync(site.Address("https", "ar"));
        await visit.Page.ShowAllAsync();
        var text = visit.Page.Message("x", "release").Locator("p.text");
        await text.EvaluateAsync("text => text.textContent = text.textContent");
        var places = await PlacesAsync(text, "@Invented_Office");
        Assert.NotEqual(places.Order(), places);
    }

    private static async Task<double[]> PlacesAsync(ILocator text, string piece) => await text.EvaluateAsync<double[]>(Places, piece);
}
