using System.Collections;
using Microsoft.Playwright;

namespace SocialKit.EndToEndTests.Browser;

/// <summary>One real browser for all tests of this folder, which take turns. It resolves no name but those of this machine and *.example, which is this machine too.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private const string Program = "/usr/bin/chromium";

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>The browser. Skips the test where there is none; under CI it fails.</summary>
    public IBrowser Browser
    {
        get
        {
            if (_browser is null)
                Missing($"{Program} is not installed: tests/run.sh does that");
            return _browser!;
        }
    }

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Program))
            return;
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Program,
            Timeout = 120_000,
            ChromiumSandbox = false,
            Env = Variables(),
            Args =
            [
                "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
                // The same letters on every machine that has the same fonts.
                "--font-render-hinting=none", "--disable-lcd-text", "--force-color-profile=srgb",
                "--host-resolver-rules=MAP *.example 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
            ],
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }

    // This process's own, and which fonts there are.
    private static Dictionary<string, string> Variables()
    {
        var variables = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "");
        variables["FONTCONFIG_FILE"] = Path.Combine(Repository.Root, "tests", "SocialKit.EndToEndTests", "Browser", "fonts.conf");
        return variables;
    }

    /// <summary>Says why a test cannot run here: it is skipped; under CI it fails.</summary>
    internal static void Missing(string why)
    {
        if (Environment.GetEnvironmentVariable("CI") == "true")
            Assert.Fail(why);
        Assert.Skip(why);
    }
}

/// <summary>The tests that share the browser and the sites.</summary>
[CollectionDefinition(Name)]
public sealed class InBrowser : ICollectionFixture<Chromium>, ICollectionFixture<InventedSite>
{
    public const string Name = "in the browser";
}
