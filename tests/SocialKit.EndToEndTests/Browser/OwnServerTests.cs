using Microsoft.Playwright;

namespace SocialKit.EndToEndTests.Browser;

/// <summary>Mastodon is many servers: the supporter names their own, and nobody else learns of it.</summary>
[Collection(InBrowser.Name)]
public sealed class OwnServerTests(Chromium chromium, InventedSite site)
{
    [Fact]
    public async Task WhatIsNoServerIsRefusedAndNothingIsOpened()
    {
        await using var visit = await BeginAsync();
        var message = visit.Page.Message("mastodon", "release");
        var here = visit.Page.Url;
        foreach (var written in (string[])["", "nothing", "javascript:alert(1)", "social.example evil", "//", "social..example", "-a.example", "a_b", "user@", "data:text/html,x", "social.example:port", "[::1]"])
        {
            await Field(message).FillAsync(written);
            await message.Locator("a.share").ClickAsync();
            await Assertions.Expect(message.Locator(".server .wrong").First).Not.ToBeEmptyAsync();
            Assert.Equal("true", await Field(message).GetAttributeAsync("aria-invalid"));
            Assert.Equal(here, visit.Page.Url);
        }
        Assert.Equal(0, await StoredAsync(visit));
        Assert.Empty(visit.Said);
    }

    [Theory]
    [InlineData("social.example")]
    [InlineData("  https://social.example/@me ")]
    [InlineData("@me@social.example")]
    public async Task TheirServerOpensWithTheText(string written)
    {
        await using var visit = await BeginAsync();
        var message = visit.Page.Message("mastodon", "release");
        await Field(message).FillAsync(written);
        await message.Locator("a.share").ClickAsync();
        await visit.Page.WaitForURLAsync("https://social.example/**");
        var opened = new Uri(visit.Page.Url);
        Assert.Equal("/share", opened.AbsolutePath);
        Assert.StartsWith("?text=", opened.Query, StringComparison.Ordinal);
        Assert.DoesNotContain('+', opened.Query);
        Assert.Equal(InventedSite.Text("en", "release", "@office@inventia.example"), Uri.UnescapeDataString(opened.Query["?text=".Length..]));
    }

    [Fact]
    public async Task ItIsRememberedOnlyWhereThatWasAskedForAndForgottenAgain()
    {
        await using var visit = await BeginAsync();
        Assert.Equal(0, await StoredAsync(visit));
        await ShareAsync(visit, remember: false);
        Assert.Equal(0, await StoredAsync(visit));
        Assert.Equal("", await FieldOf(visit).InputValueAsync());

        await FieldOf(visit).FillAsync("social.example");
        await Keep(visit.Page.Message("mastodon", "release")).CheckAsync();
        Assert.Equal(0, await StoredAsync(visit)); // not before the click that uses it
        await ShareAsync(visit, remember: true);
        Assert.Equal(1, await StoredAsync(visit));
        Assert.Equal("social.example", await FieldOf(visit).InputValueAsync());

        await Keep(visit.Page.Message("mastodon", "release")).UncheckAsync();
        Assert.Equal(0, await StoredAsync(visit));
    }

    private static ILocator FieldOf(Visit visit) => Field(visit.Page.Message("mastodon", "release"));

    // The first of two: the other belongs to the supporter's own words.
    private static ILocator Field(ILocator message) => message.Locator(".server input[type=text]").First;

    private static ILocator Keep(ILocator message) => message.Locator(".server input[type=checkbox]").First;

    private static Task<int> StoredAsync(Visit visit) => visit.Page.EvaluateAsync<int>("localStorage.length + sessionStorage.length");

    // Shares, and comes back to the page.
    private async Task ShareAsync(Visit visit, bool remember)
    {
        var message = visit.Page.Message("mastodon", "release");
        await FieldOf(visit).FillAsync("social.example");
        Assert.Equal(remember, await Keep(message).IsCheckedAsync());
        await message.Locator("a.share").ClickAsync();
        await visit.Page.WaitForURLAsync("https://social.example/**");
        await visit.OpenAsync(site.Address("https"));
        await visit.Page.ShowAllAsync();
    }

    private async Task<Visit> BeginAsync()
    {
        var visit = await Visit.BeginAsync(chromium);
        await visit.Context.RouteAsync("https://social.example/**", route => route.FulfillAsync(new() { Body = "<title>opened</title>", ContentType = "text/html" }));
        await visit.OpenAsync(site.Address("https"));
        await visit.Page.ShowAllAsync();
        return visit;
    }
}
