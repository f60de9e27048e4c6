using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using SocialKit.Cli;

namespace SocialKit.Tests.Cli;

public sealed partial class HtmlPreviewTests : IDisposable
{
    private readonly CliRun _run = SmallCampaign.Good();

    [Fact]
    public void ThePageIsWrittenWholeAndNothingIsLeftBesideIt()
    {
        Assert.Equal(ExitCodes.Fine, _run.Run("preview", SmallCampaign.Folder, "--html", "page.html"));
        var page = File.ReadAllText(Path.Combine(_run.Folder, "page.html"));
        Assert.StartsWith("<!doctype html>\n", page, StringComparison.Ordinal);
        Assert.EndsWith("</html>\n", page, StringComparison.Ordinal);
        Assert.Equal("", _run.Out);
        Assert.Equal(["page.html"], Directory.GetFiles(_run.Folder).Select(Path.GetFileName));
    }

    [Fact]
    public void ThePageHasNoScriptAndAsksNobodyForAnything()
    {
        var page = Page();
        Assert.DoesNotMatch(@"(?i)<script|<img|<link|<iframe|<object|@import|url\(|\bsrc\s*=|\son\w+\s*=|javascript:|\sstyle\s*=", page);
        Assert.Contains("default-src 'none'", page, StringComparison.Ordinal);
    }

    [Fact]
    public void ThePolicyAllowsExactlyThePagesOwnStyle()
    {
        var page = Page();
        var style = Style().Match(page).Groups[1].Value;
        Assert.Contains($"style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)))}'", page, StringComparison.Ordinal);
    }

    [Fact]
    public void EveryTextIsEncoded()
    {
        SmallCampaign.WriteTo(_run, "# release\n</p><script>alert('x')</script> & \"y\" @InventedOffice #InventedCase\n");
        var page = Page();
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.Contains("&lt;/p&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;y&quot; ", page, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatNobodyWouldSeeIsSpelledOut()
    {
        SmallCampaign.WriteTo(_run, "# release\nRelease\u202E her\u001B[2J @InventedOffice #InventedCase\n");
        var page = Page();
        Assert.DoesNotContain('\u202E', page);
        Assert.DoesNotContain('\u001B', page);
        Assert.Contains("<span class=\"spelled\">&lt;U+202E&gt;</span>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void HandlesKeepToThemselvesAmongRightToLeftWords()
    {
        SmallCampaign.WriteTo(_run, "# release\nأطلقوا سراحها @InventedOffice #InventedCase\n");
        var page = Page();
        Assert.Contains("<bdi class=\"notifies\" title=\"notifies\">@InventedOffice</bdi>", page, StringComparison.Ordinal);
        Assert.Contains("<p class=\"text\" dir=\"auto\" lang=\"en\">أطلقوا", page, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatDoesNotFitIsMarkedInWords()
    {
        SmallCampaign.WriteTo(_run, $"# release\n{new string('a', 290)}\n");
        var page = Page("-p", "x");
        Assert.Contains("290/280, 10 over", page, StringComparison.Ordinal);
        Assert.Contains("<bdi class=\"over-mark\" dir=\"ltr\">10 over</bdi><mark>aaaaaaaaaa</mark></p>", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("bluesky")]
    [InlineData("mastodon")]
    public void ThePartsTogetherAreExactlyThePost(string platform)
    {
        SmallCampaign.WriteTo(_run, "# release\nOne\n\n  two 👩‍👩‍👧 @InventedOffice, three. #InventedCase\n");
        var text = Text().Match(Page("-p", platform)).Groups[1].Value;
        Assert.Equal("One\n\n  two 👩‍👩‍👧 @InventedOffice, three. #InventedCase", Tags().Replace(text, ""));
    }

    [Fact]
    public void WhatTheTerminalShowsStandsInThePage()
    {
        _run.Run("preview", SmallCampaign.Folder);
        var facts = ((string[])["An invented case", "Invented Person", "10 December 2026", "Invented Office", "@invented_friend", "no account yet", "Asia/Almaty"]).Concat(Counters().Matches(_run.Out).Select(counter => counter.Value)).ToList();
        Assert.True(facts.Count > 10);
        Assert.All(facts, fact => Assert.Contains(fact, _run.Out, StringComparison.Ordinal));
        var page = Page();
        Assert.All(facts, fact => Assert.Contains(fact, page, StringComparison.Ordinal));
    }

    [Fact]
    public void AHyphenIsStandardOutput()
    {
        Assert.Equal(ExitCodes.Fine, _run.Run("preview", SmallCampaign.Folder, "--html", "-"));
        Assert.StartsWith("<!doctype html>", _run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void AFolderIsNoFileForThePage()
    {
        Assert.Equal(ExitCodes.Usage, _run.Run("preview", SmallCampaign.Folder, "--html", "messages"));
        Assert.Equal(ExitCodes.Usage, _run.Run("preview", SmallCampaign.Folder, "--html", "nowhere/page.html"));
        Assert.Equal(ExitCodes.Usage, _run.Run("preview", SmallCampaign.Folder, "--html", "page.html", "--json"));
    }

    private string Page(params string[] options)
    {
        Assert.Equal(ExitCodes.Fine, _run.Run(["preview", SmallCampaign.Folder, "--html", "-", .. options]));
        return _run.Out;
    }

    [GeneratedRegex("<style>(.*?)</style>", RegexOptions.Singleline)]
    private static partial Regex Style();

    [GeneratedRegex("<p class=\"text\"[^>]*>(.*?)</p>", RegexOptions.Singleline)]
    private static partial Regex Text();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();

    [GeneratedRegex(@"\d+/[\d,]+")]
    private static partial Regex Counters();

    public void Dispose() => _run.Dispose();
}
