using Microsoft.Playwright;

namespace SocialKit.EndToEndTests.Browser;

/// <summary>What is copied is what was written, to the last byte, however the page was reached.</summary>
[Collection(InBrowser.Name)]
public sealed class CopyTests(Chromium chromium, InventedSite site)
{
    // Language, place, message, target.
    private static readonly (string Language, string Platform, string Id, string Target)[] Texts =
    [
        ("en", "x", "release", "@Invented_Office"),
        ("en", "bluesky", "why", ""),
        ("ar", "mastodon", "release", "@office@inventia.example"),
        ("kk", "x", "release/2", "@Invented_Office"),
    ];

    [Theory]
    [InlineData("https")]
    [InlineData("http")]
    [InlineData("file")]
    public async Task ACopiedTextIsTheCampaignsText(string way)
    {
        await using var visit = await Visit.BeginAsync(chromium);
        foreach (var (language, platform, id, target) in Texts)
        {
            await visit.OpenAsync(site.Address(way, language));
            Assert.Equal(way == "http", await visit.Page.EvaluateAsync<bool>("navigator.clipboard === undefined"));
            await visit.Page.ShowAllAsync();
            var message = visit.Page.Message(platform, id);
            await message.Locator("button.copy").ClickAsync();
            await Assertions.Expect(message.Locator(".actions > .said").First).ToHaveTextAsync(await visit.Page.WordAsync("copied"));
            var written = InventedSite.Text(language, id, target);
            Assert.Equal(written, await visit.PastedAsync());
            Assert.Equal(written, await message.Locator("p.text").EvaluateAsync<string>("text => text.textContent"));
        }
        Assert.Empty(visit.Said);
    }

    [Theory]
    [InlineData("https")]
    [InlineData("file")]
    public async Task ALetterIsCopiedAsItWasWritten(string way)
    {
        await using var visit = await Visit.BeginAsync(chromium);
        await visit.OpenAsync(site.Address(way));
        var sheet = visit.Page.Locator("details.sheet").First;
        await sheet.Locator("button.copy").ClickAsync();
        await Assertions.Expect(sheet.Locator(".said")).ToHaveTextAsync("Copied");
        var written = File.ReadAllText(Path.Combine(InventedSite.Campaign, "letter.en.md"));
        Assert.Equal(written[(written.LastIndexOf("---\n", StringComparison.Ordinal) + 4)..].Trim('\n'), await visit.PastedAsync());
    }

    [Fact]
    public async Task WhereTheClipboardRefusesTheOldWayCopies()
    {
        await using var visit = await Visit.BeginAsync(chromium);
        await visit.Context.AddInitScriptAsync("navigator.clipboard.writeText = () => Promise.reject(new Error('refused'));");
        await visit.OpenAsync(site.Address("https", "ar"));
        await visit.Page.ShowAllAsync();
        var message = visit.Page.Message("x", "release");
        await message.Locator("button.copy").ClickAsync();
        await Assertions.Expect(message.Locator(".actions > .said").First).ToHaveTextAsync(await visit.Page.WordAsync("copied"));
        Assert.Equal(InventedSite.Text("ar", "release", "@Invented_Office"), await visit.PastedAsync());
    }

    [Fact]
    public async Task WhereNothingCopiesTheTextIsMarkedSoThatTheKeysDo()
    {
        await using var visit = await Visit.BeginAsync(chromium);
        await visit.Context.AddInitScriptAsync("navigator.clipboard.writeText = () => Promise.reject(new Error('refused')); document.execCommand = () => false;");
        await visit.OpenAsync(site.Address("https"));
        await visit.Page.ShowAllAsync();
        foreach (var (id, target) in ((string, string)[])[("release", "@Invented_Office"), ("why", "")])
        {
            var message = visit.Page.Message("x", id);
            await message.Locator("button.copy").ClickAsync();
            await Assertions.Expect(message.Locator(".actions > .said").First).ToContainTextAsync("Ctrl+C");
            var written = InventedSite.Text("en", id, target);
            Assert.Equal(written, await visit.Page.EvaluateAsync<string>("getSelection().toString()"));
            await visit.Page.Keyboard.PressAsync("ControlOrMeta+C");
            Assert.Equal(written, await visit.PastedAsync());
        }
    }

    [Fact]
    public async Task OwnWordsAreCopiedAsTheyWereTyped()
    {
        const string own = "Собственные слова 🕊️\nفي سطرين، @Invented_Office";
        await using var visit = await Visit.BeginAsync(chromium);
        await visit.OpenAsync(site.Address("file"));
        await visit.Page.ShowAllAsync();
        var message = visit.Page.Message("bluesky", "release");
        await message.Locator(".own-words summary").ClickAsync();
        await message.Locator("textarea").FillAsync(own);
        await message.Locator("button.copy-own").ClickAsync();
        await Assertions.Expect(message.Locator(".own-words .said")).ToHaveTextAsync("Copied");
        Assert.Equal(own, await visit.PastedAsync());
    }
}
