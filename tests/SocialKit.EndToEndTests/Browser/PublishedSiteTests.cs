using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace SocialKit.EndToEndTests.Browser;

/// <summary>A site of several campaigns that knows its address: the list of them, the picture for link previews, the code on paper.</summary>
[Collection(InBrowser.Name)]
public sealed partial class PublishedSiteTests(Chromium chromium) : IAsyncLifetime
{
    private const string Address = "https://page.example/act/";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("socialkit-published-");

    public ValueTask InitializeAsync()
    {
        foreach (var slug in (string[])["2026-invented-poet", "2026-another-invented-poet"])
        {
            var campaign = Directory.CreateDirectory(Path.Combine(_folder.FullName, "messages", slug)).FullName;
            foreach (var file in Directory.EnumerateFiles(InventedSite.Campaign))
                File.Copy(file, Path.Combine(campaign, Path.GetFileName(file)));
        }
        var run = Tool.Run(["page", "--all", "-o", "site", "--url", Address], _folder.FullName);
        Assert.True(run.ExitCode == 0, run.Error);
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task TheListLeadsToEachCampaignAndBreaksNoRule()
    {
        await using var visit = await Visit.BeginAsync(chromium, new() { ViewportSize = new() { Width = 320, Height = 640 } });
        await visit.OpenAsync(At("index.html"));
        Assert.Equal(320, await visit.Page.EvaluateAsync<int>("document.scrollingElement.scrollWidth"));
        Assert.Empty(await AccessibilityTests.BrokenAsync(visit.Page));
        Assert.Equal(2, await visit.Page.Locator("main h2 a").CountAsync());
        await visit.Page.Locator("main h2 a").First.ClickAsync();
        await Assertions.Expect(visit.Page.Locator("article.message[data-platform=x]").First).ToBeAttachedAsync();
        Assert.Empty(visit.Said);
    }

    [Fact]
    public async Task EachLanguageNamesAllOthersByAddress()
    {
        await using var visit = await Visit.BeginAsync(chromium);
        foreach (var language in InventedSite.Languages)
        {
            await visit.OpenAsync(At("2026-invented-poet", language, "index.html"));
            var alternates = await visit.Page.EvaluateAsync<string[]>("Array.from(document.querySelectorAll('link[rel=alternate]'), link => `${link.hreflang} ${link.href}`)");
            string[] expected = [.. InventedSite.Languages.Select(other => $"{other} {Address}2026-invented-poet/{other}/"), $"x-default {Address}2026-invented-poet/en/"];
            Assert.Equal(expected.Order(StringComparer.Ordinal), alternates.Order(StringComparer.Ordinal));
            Assert.Equal((language, language == "ar" ? "rtl" : "ltr"), (await visit.Page.GetAttributeAsync("html", "lang"), await visit.Page.GetAttributeAsync("html", "dir")));
        }
    }

    [Fact]
    public async Task ThePictureForLinkPreviewsIsThereAndSaysWhatItShows()
    {
        await using var visit = await Visit.BeginAsync(chromium);
        foreach (var language in (string[])["en", "ar", "kk"])
        {
            await visit.OpenAsync(At("2026-invented-poet", language, "index.html"));
            var address = await visit.Page.GetAttributeAsync("meta[property='og:image']", "content");
            Assert.StartsWith(Address, address, StringComparison.Ordinal);
            Assert.False(string.IsNullOrWhiteSpace(await visit.Page.GetAttributeAsync("meta[property='og:image:alt']", "content")));
            await visit.OpenAsync(At(address![Address.Length..].Split('/')));
            Assert.Equal("1200 × 630", await visit.Page.EvaluateAsync<string>("`${document.images[0].naturalWidth} × ${document.images[0].naturalHeight}`"));
        }
    }

    [Fact]
    public async Task OnPaperThereIsOnePageWithTheLetterTheAddressesAndTheCode()
    {
        await using var visit = await Visit.BeginAsync(chromium);
        foreach (var language in (string[])["en", "ar"])
        {
            await visit.OpenAsync(At("2026-invented-poet", language, "index.html"));
            await visit.Page.EmulateMediaAsync(new() { Media = Media.Print });
            foreach (var part in (string[])["h1", ".deadline time", "details.sheet[open] .text", ".target", ".address svg"])
                Assert.True(await visit.Page.Locator(part).First.IsVisibleAsync(), part);
            var pdf = Encoding.Latin1.GetString(await visit.Page.PdfAsync(new() { Format = "A4" }));
            Assert.Single(PdfPage().Matches(pdf));
        }
    }

    private string At(params string[] path) => new Uri(Path.Combine([_folder.FullName, "site", .. path])).AbsoluteUri;

    [GeneratedRegex(@"/Type /Page\b(?!s)")]
    private static partial Regex PdfPage();
}
