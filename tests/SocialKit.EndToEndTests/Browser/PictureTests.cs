using System.Globalization;
using Microsoft.Playwright;

namespace SocialKit.EndToEndTests.Browser;

/// <summary>How the page looks in six languages, held against approved pictures. SOCIALKIT_APPROVE=1 takes them anew; whoever reviews the change looks at them.</summary>
/// <remarks>Both pictures are drawn at an eighth of their size, so that each of the small squares is the mean of 64 dots, and the squares are compared. A patch of a font
/// or of the browser that moves the edges of letters changes such a mean by little; a line that breaks elsewhere, a missing glyph, another colour or direction by much.</remarks>
[Collection(InBrowser.Name)]
public sealed class PictureTests(Chromium chromium, InventedSite site)
{
    // Of all squares, how many may differ by more than a tenth of the way from black to white. A shift of less than half a dot and letters that are a fiftieth of a dot wider stay far below; one button in another colour is above.
    private const double MostOtherSquares = 0.005;

    private const string OtherSquares = """
        async ([one, other]) => {
          const means = async png => {
            const picture = new Image();
            picture.src = 'data:image/png;base64,' + png;
            await picture.decode();
            const full = new OffscreenCanvas(picture.width, picture.height).getContext('2d');
            full.drawImage(picture, 0, 0);
            const { data } = full.getImageData(0, 0, picture.width, picture.height);
            const across = Math.floor(picture.width / 8), down = Math.floor(picture.height / 8);
            const sums = new Float64Array(across * down * 3);
            for (let y = 0; y < down * 8; y++)
              for (let x = 0; x < across * 8; x++)
                for (let colour = 0; colour < 3; colour++) sums[((y >> 3) * across + (x >> 3)) * 3 + colour] += data[(y * picture.width + x) * 4 + colour] / 64;
            return { width: picture.width, height: picture.height, sums };
          };
          const [a, b] = [await means(one), await means(other)];
          if (a.width !== b.width || a.height !== b.height) return 1;
          let others = 0;
          for (let i = 0; i < a.sums.length; i += 3)
            if ([0, 1, 2].some(colour => Math.abs(a.sums[i + colour] - b.sums[i + colour]) > 25)) others++;
          return others / (a.sums.length / 3);
        }
        """;

    private static readonly string Pictures = Path.Combine(Repository.Root, "tests", "SocialKit.EndToEndTests", "Browser", "pictures");

    [Theory]
    [InlineData("en", 800, ColorScheme.Light)]
    [InlineData("fr", 800, ColorScheme.Light)]
    [InlineData("es", 800, ColorScheme.Light)]
    [InlineData("ru", 800, ColorScheme.Dark)]
    [InlineData("kk", 800, ColorScheme.Light)]
    [InlineData("ar", 800, ColorScheme.Light)]
    [InlineData("ar", 320, ColorScheme.Dark)]
    public async Task ThePageLooksAsApproved(string language, int width, ColorScheme scheme)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{language}-{width}-{scheme.ToString().ToLowerInvariant()}.png");
        await using var visit = await OpenedAsync(language, width, scheme);
        var picture = await visit.Page.ScreenshotAsync(new() { Animations = ScreenshotAnimations.Disabled });
        var approved = Path.Combine(Pictures, name);
        if (Environment.GetEnvironmentVariable("SOCIALKIT_APPROVE") == "1")
        {
            Directory.CreateDirectory(Pictures);
            await File.WriteAllBytesAsync(approved, picture, TestContext.Current.CancellationToken);
            return;
        }
        var others = await OtherSquaresAsync(visit.Page, await File.ReadAllBytesAsync(approved, TestContext.Current.CancellationToken), picture);
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {others:P2} of the squares differ"));
        if (others <= MostOtherSquares)
            return;
        var seen = Directory.CreateDirectory(Path.Combine(Repository.Root, "artifacts", "pictures")).FullName;
        await File.WriteAllBytesAsync(Path.Combine(seen, name), picture, TestContext.Current.CancellationToken);
        Assert.Fail(string.Create(CultureInfo.InvariantCulture, $"{others:P2} of the squares differ from {name}; what was seen is artifacts/pictures/{name}. If it is right, SOCIALKIT_APPROVE=1 takes it."));
    }

    [Fact]
    public async Task WhatAPatchOfAFontDoesPassesAndWhatAPersonWouldSeeDoesNot()
    {
        await using var visit = await OpenedAsync("en", 800, ColorScheme.Light);
        var page = visit.Page;
        var picture = await page.ScreenshotAsync();
        Assert.Equal(0, await OtherSquaresAsync(page, picture, picture));
        foreach (var change in (string[])["document.body.style.transform = 'translate(0.4px, 0.3px)'", "document.body.style.webkitTextStroke = '0.15px'", "document.body.style.letterSpacing = '0.02px'"])
            Assert.InRange(await AfterAsync(change), 0, MostOtherSquares / 2);
        foreach (var change in (string[])
            ["document.querySelector('.public').hidden = true", "document.querySelector('.days-left').hidden = true", "document.documentElement.dir = 'rtl'", "document.querySelector('.main').style.background = 'red'", "document.body.style.fontSize = '18px'"])
            Assert.True(await AfterAsync(change) > MostOtherSquares, change);

        async Task<double> AfterAsync(string change)
        {
            await visit.OpenAsync(page.Url);
            // Through the debugger: the page's policy allows no style of others.
            await page.EvaluateAsync(change);
            return await OtherSquaresAsync(page, picture, await page.ScreenshotAsync());
        }
    }

    private async Task<Visit> OpenedAsync(string language, int width, ColorScheme scheme)
    {
        var visit = await Visit.BeginAsync(chromium, new() { ViewportSize = new() { Width = width, Height = 1100 }, ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
        await visit.Page.Clock.SetFixedTimeAsync(new DateTime(2026, 11, 24, 12, 0, 0, DateTimeKind.Utc));
        // The order in which the texts were written.
        await visit.Context.AddInitScriptAsync("Math.random = () => 0.999999;");
        await visit.OpenAsync(site.Address("https", language));
        await visit.Page.EvaluateAsync("document.fonts.ready.then(() => true)");
        return visit;
    }

    private static async Task<double> OtherSquaresAsync(IPage page, byte[] one, byte[] other)
    {
        var desk = await page.Context.NewPageAsync();
        var others = await desk.EvaluateAsync<double>(OtherSquares, new[] { Convert.ToBase64String(one), Convert.ToBase64String(other) });
        await desk.CloseAsync();
        return others;
    }
}
