using Microsoft.Playwright;

namespace SocialKit.EndToEndTests.Browser;

/// <summary>The supporters' page of an invented campaign, written by the program and reachable in the three ways in which people get it.</summary>
public sealed class InventedSite : IAsyncLifetime
{
    /// <summary>The languages that it is in, its own first.</summary>
    internal static readonly string[] Languages = ["en", "ar", "es", "fr", "kk", "ru"];

    /// <summary>The folder of the campaign, in the repository.</summary>
    internal static readonly string Campaign = Path.Combine(Repository.Root, "tests", "SocialKit.EndToEndTests", "Browser", "invented-campaign");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("socialkit-site-");
    private SiteServer? _server;

    /// <summary>The folder of the site.</summary>
    internal string Folder => Path.Combine(_folder.FullName, "site");

    /// <summary>Where a page is reached: by <c>https</c>, by <c>http</c>, or as a <c>file</c>.</summary>
    internal string Address(string way, string language = "en") => way switch
    {
        "https" => $"{_server!.Https}{language}/",
        "http" => $"{_server!.Http}{language}/",
        "file" => new Uri(Path.Combine(Folder, language, "index.html")).AbsoluteUri,
        _ => throw new ArgumentOutOfRangeException(nameof(way)),
    };

    /// <summary>A text of the campaign as people wrote it, its target put in.</summary>
    /// <param name="language">The language.</param>
    /// <param name="heading">The heading, without "# ".</param>
    /// <param name="target">How the target is called there.</param>
    internal static string Text(string language, string heading, string target)
    {
        var lines = File.ReadAllLines(Path.Combine(Campaign, $"messages.{language}.md"));
        return string.Join('\n', lines.SkipWhile(line => line != "# " + heading).Skip(1).TakeWhile(line => !line.StartsWith("# ", StringComparison.Ordinal))).Trim('\n')
            .Replace("{target}", target, StringComparison.Ordinal);
    }

    /// <summary>Writes the pages of a campaign.</summary>
    /// <returns>What the program said.</returns>
    internal static string Write(string campaign, string folder, params string[] options)
    {
        var run = Tool.Run(["page", campaign, "-o", folder, .. options]);
        Assert.True(run.ExitCode == 0, run.Error);
        return run.Error;
    }

    public async ValueTask InitializeAsync()
    {
        Write(Campaign, Folder);
        _server = await SiteServer.StartAsync(Folder);
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}

/// <summary>Pieces of the page as the tests name them.</summary>
internal static class PageParts
{
    /// <summary>A text for one place.</summary>
    public static ILocator Message(this IPage page, string platform, string id) => page.Locator($"article.message[data-platform='{platform}'][data-id='{id}']");

    /// <summary>Shows every text at once, as a page without a script does.</summary>
    public static Task ShowAllAsync(this IPage page) => page.EvaluateAsync("document.querySelectorAll('.slot').forEach(slot => slot.hidden = false)");

    /// <summary>A word of the page's script, in the page's language.</summary>
    public static Task<string> WordAsync(this IPage page, string key) => page.EvaluateAsync<string>($"JSON.parse(document.body.dataset.words)['{key}']");

    /// <summary>Opens everything that opens.</summary>
    public static Task OpenAllAsync(this IPage page) => page.EvaluateAsync("document.querySelectorAll('details').forEach(details => details.open = true)");
}
