using SocialKit.Cli;
using SocialKit.Cli.Pages;
using SocialKit.Cli.Sources;
using SocialKit.Tests.Cli;

namespace SocialKit.Tests.Web;

public sealed class PageCommandTests
{
    [Fact]
    public void ItWritesAPageThatAnyHostServes()
    {
        using var run = SmallCampaign.Good();
        Assert.Equal(ExitCodes.Fine, run.Run("page", SmallCampaign.Folder, "-o", "site"));
        Assert.Contains("Written to site: en; ", run.Error, StringComparison.Ordinal);
        Assert.Equal("", run.Out);
        Assert.Subset(Files(run).ToHashSet(), new HashSet<string> { "_headers", "nginx.conf", "index.html", "en/index.html" });
        Assert.Contains(Files(run), file => file.EndsWith("/page.js", StringComparison.Ordinal));
        var policy = RenderedPage.Parse(Read(run, "index.html")).QuerySelector("meta[http-equiv]")!.GetAttribute("content");
        Assert.Contains($"  Content-Security-Policy: {policy}; frame-ancestors 'none'\n", Read(run, "_headers"), StringComparison.Ordinal);
        Assert.Contains($"add_header Content-Security-Policy \"{policy}; frame-ancestors 'none'\" always;\n", Read(run, "nginx.conf"), StringComparison.Ordinal);
    }

    [Fact]
    public void TheSameCampaignGivesTheSameFiles()
    {
        using var run = SmallCampaign.Good();
        run.Run("page", SmallCampaign.Folder, "-o", "one", "--url", "https://act.example.org/case");
        run.Run("page", SmallCampaign.Folder, "-o", "two", "--url", "https://act.example.org/case/");
        Assert.Equal(Files(run, "one"), Files(run, "two"));
        Assert.All(Files(run, "one"), file => Assert.Equal(File.ReadAllBytes(Path.Combine(run.Folder, "one", file)), File.ReadAllBytes(Path.Combine(run.Folder, "two", file))));
    }

    [Fact]
    public void EveryLinkFromPageToPageAndToItsScriptLeadsSomewhere()
    {
        using var run = SmallCampaign.Good();
        run.Write("messages/2026-other/campaign.md", "---\nsocialkit: 1\ntitle: Another case\n---\n").Write("messages/2026-other/messages.en.md", "---\nlanguage: en\n---\n\n# one\nFree them.\n").Write("messages/2026-other/messages.ar.md", "---\nlanguage: ar\n---\n\n# one\nأفرجوا عنهم.\n");
        Assert.Equal(ExitCodes.Fine, run.Run("page", "--all", "-o", "site"));
        var pages = Files(run).Where(file => file.EndsWith(".html", StringComparison.Ordinal)).ToList();
        Assert.Equal(["2026-invented-case/en/index.html", "2026-invented-case/index.html", "2026-other/ar/index.html", "2026-other/en/index.html", "2026-other/index.html", "index.html"], pages);
        Assert.All(pages, file =>
        {
            var page = RenderedPage.Parse(Read(run, file));
            var links = page.QuerySelectorAll("a[href], link[href], script[src]").Select(element => element.GetAttribute("href") ?? element.GetAttribute("src")!).Where(link => !link.Contains(':', StringComparison.Ordinal) && link[0] != '#');
            Assert.All(links, link => Assert.True(File.Exists(Path.GetFullPath(Path.Combine(run.Folder, "site", Path.GetDirectoryName(file)!, link))), $"{file} → {link}"));
        });
    }

    [Fact]
    public void AnEmbargoedCampaignGetsNoPage()
    {
        using var run = SmallCampaign.Embargoed();
        Assert.Equal(ExitCodes.ProblemsFound, run.Run("page", SmallCampaign.Folder, "-o", "site"));
        Assert.Contains("embargo until 2026-12-01 04:00 UTC", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(run.Folder, "site")));
        run.Time.Advance(TimeSpan.FromDays(8));
        Assert.Equal(ExitCodes.Fine, run.Run("page", SmallCampaign.Folder, "-o", "site"));
    }

    [Fact]
    public void WhatCannotBeShownIsLeftOutOfAllAndSaid()
    {
        using var run = SmallCampaign.Good();
        run.Write("messages/2026-broken/campaign.md", "no front matter").Write("messages/2026-empty/campaign.md", "---\nsocialkit: 1\ntitle: Empty\n---\n");
        Assert.Equal(ExitCodes.ProblemsFound, run.Run("page", "--all", "-o", "site"));
        Assert.Contains("No page was written of 2026-empty", run.Error, StringComparison.Ordinal);
        Assert.Contains("no-front-matter", run.Error, StringComparison.Ordinal);
        Assert.Single(RenderedPage.Parse(Read(run, "index.html")).QuerySelectorAll(".index li"));
    }

    [Fact]
    public async Task AWithdrawnCampaignsPageSaysJustThat()
    {
        using var run = new QueueRun();
        WriteCampaign(run.Cli);
        await run.Store.WithdrawAsync("2026-invented-case", "anna", [], QueueRun.Cancellation);
        Assert.Equal(ExitCodes.Fine, run.Run("page", SmallCampaign.Folder, "-o", "site"));
        foreach (var file in (string[])["index.html", "en/index.html"])
        {
            var page = RenderedPage.Parse(Read(run.Cli, file));
            Assert.Equal("This action was withdrawn", page.QuerySelector("h1")!.TextContent);
            Assert.Contains("delete what you have posted of it", page.Body!.TextContent, StringComparison.Ordinal);
            Assert.DoesNotContain("Invented Person", page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task AStoppedCampaignGetsNoPage()
    {
        using var run = new QueueRun();
        WriteCampaign(run.Cli);
        await run.Store.StopAsync("2026-invented-case", "anna", QueueRun.Cancellation);
        Assert.Equal(ExitCodes.ProblemsFound, run.Run("page", SmallCampaign.Folder, "-o", "site"));
        Assert.Contains("it is stopped", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void AStyleThatLoadsSomethingStopsThePageAndIsFoundByTheCheck()
    {
        using var run = SmallCampaign.Good().Write($"{SmallCampaign.Folder}/page.css", "p { background: url(https://evil.example/x) }");
        Assert.Equal(ExitCodes.ProblemsFound, run.Run("page", SmallCampaign.Folder, "-o", "site"));
        Assert.Contains($"{SmallCampaign.Folder}/page.css:1:17 page-style", run.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.ProblemsFound, run.Run("check", SmallCampaign.Folder));
        Assert.Contains($"{SmallCampaign.Folder}/page.css:1:17 page-style", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void AGoodStyleStandsInThePage()
    {
        using var run = SmallCampaign.Good().Write($"{SmallCampaign.Folder}/page.css", ".card { border-radius: 0 }\n");
        Assert.Equal(ExitCodes.Fine, run.Run("page", SmallCampaign.Folder, "-o", "site"));
        Assert.Equal(".card { border-radius: 0 }\n", RenderedPage.Parse(Read(run, "en/index.html")).QuerySelectorAll("style")[^1].TextContent);
    }

    [Fact]
    public void TheCheckNamesLanguagesThatThePagesOwnWordsAreMissingIn()
    {
        using var run = SmallCampaign.Good().Write($"{SmallCampaign.Folder}/messages.ka.md", "---\nlanguage: ka\n---\n\n# release\nგაათავისუფლეთ @InventedOffice #InventedCase\n");
        run.Run("check", SmallCampaign.Folder);
        Assert.Contains($"{SmallCampaign.Folder}/messages.ka.md:5:1 page-words-not-translated", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://act.example.org/")]
    [InlineData("act.example.org")]
    [InlineData("https://user@act.example.org/")]
    [InlineData("https://act.example.org/?a=1")]
    [InlineData("javascript:alert(1)")]
    public void AnAddressIsHttpsAndOfAFolder(string address)
    {
        using var run = SmallCampaign.Good();
        Assert.Equal(ExitCodes.Usage, run.Run("page", SmallCampaign.Folder, "-o", "site", "--url", address));
    }

    [Fact]
    public void AFolderOfOtherFilesIsRefused()
    {
        using var run = SmallCampaign.Good();
        Assert.Equal(ExitCodes.Usage, run.Run("page", SmallCampaign.Folder, "-o", "messages"));
        Assert.True(File.Exists(Path.Combine(run.Folder, SmallCampaign.Folder, "campaign.md")));
    }

    [Fact]
    public void TheQrCodeOfALinkStandsBelowIt()
    {
        using var run = SmallCampaign.Good();
        Assert.Equal(ExitCodes.Fine, run.Run("share", SmallCampaign.Folder, "-p", "x", "--qr"));
        var lines = run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(new SocialKit.Web.QrCode(lines[0]).ToLines(), lines[1..]);
    }

    [Fact]
    public async Task WhatIsServedIsTheCampaignAsItIsNow()
    {
        using var run = SmallCampaign.Good();
        var site = Served(run);
        Assert.Contains("Release Invented Person now", await BodyAsync(site, "/en/"), StringComparison.Ordinal);
        SmallCampaign.WriteTo(run, "# release\nLet her go, @InventedOffice! #InventedCase\n");
        Assert.Contains("Let her go", await BodyAsync(site, "/en/"), StringComparison.Ordinal);
        SmallCampaign.WriteTo(run, "# release\nLet [NAME] go, @InventedOffice! #InventedCase\n\n# second\nFree her, @InventedOffice. #InventedCase\n");
        Assert.Contains("placeholder", RenderedPage.Parse(await BodyAsync(site, "/en/")).QuerySelector(".left-out")!.TextContent, StringComparison.Ordinal);
        run.Write($"{SmallCampaign.Folder}/campaign.md", "broken");
        Assert.Contains("no-front-matter", await BodyAsync(site, "/en/"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/nothing/", 404)]
    [InlineData("/../../etc/passwd", 404)]
    [InlineData("/%2e%2e/%2e%2e/etc/passwd", 404)]
    [InlineData("/en", 302)]
    [InlineData("/", 200)]
    [InlineData("/.live.js", 200)]
    public async Task NothingButThePagesIsServed(string path, int status)
    {
        using var run = SmallCampaign.Good();
        Assert.Equal(status, (await Served(run).AnswerAsync(path, TestContext.Current.CancellationToken)).Status);
    }

    [Fact]
    public async Task APageIsToldWhenAFileIsSaved()
    {
        using var run = SmallCampaign.Good();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        using var stream = new ToldStream();
        var answer = await Served(run).AnswerAsync("/.live?%2Fen%2F", end.Token);
        var telling = answer.WriteAsync(stream, end.Token);
        await stream.Has(": here", end.Token);
        SmallCampaign.WriteTo(run, "# release\nA longer text than before, @InventedOffice! #InventedCase\n");
        while (!stream.Text.Contains("data: changed", StringComparison.Ordinal))
        {
            run.Time.Advance(TimeSpan.FromMilliseconds(400));
            await Task.Yield();
        }
        await end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => telling);
    }

    private static ServedSite Served(CliRun run)
    {
        var context = run.Context(TextWriter.Null);
        ValueList<Source.CampaignFolder> sources = [new(Path.Combine(run.Folder, SmallCampaign.Folder))];
        var making = new PageMaking(context, new Dictionary<string, SocialKit.Deliveries.CampaignState>())
        {
            Options = PagePlaces.Options(context) with { IsLive = true },
            PathInSite = ServedSite.PathInSite(1),
            IgnoresEmbargo = true,
        };
        return new(sources, making, run.Time);
    }

    private static async Task<string> BodyAsync(ServedSite site, string path)
    {
        var answer = await site.AnswerAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal(200, answer.Status);
        using var body = new MemoryStream();
        await answer.WriteAsync(body, TestContext.Current.CancellationToken);
        return System.Text.Encoding.UTF8.GetString(body.ToArray());
    }

    private static void WriteCampaign(CliRun run) => SmallCampaign.WriteTo(run, "# release\nRelease Invented Person now, @InventedOffice! #InventedCase\n");

    private static IEnumerable<string> Files(CliRun run, string site = "site")
    {
        var folder = Path.Combine(run.Folder, site);
        return Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file)).Order(StringComparer.Ordinal);
    }

    private static string Read(CliRun run, string file) => File.ReadAllText(Path.Combine(run.Folder, "site", file));

    /// <summary>What was written to it, as it comes.</summary>
    private sealed class ToldStream : MemoryStream
    {
        private readonly Lock _writing = new();
        private readonly SemaphoreSlim _came = new(0);

        public string Text
        {
            get
            {
                lock (_writing)
                    return System.Text.Encoding.UTF8.GetString(ToArray());
            }
        }

        public async Task Has(string text, CancellationToken cancellationToken)
        {
            while (!Text.Contains(text, StringComparison.Ordinal))
                await _came.WaitAsync(cancellationToken);
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            lock (_writing)
                Write(buffer.Span);
            _came.Release();
            return ValueTask.CompletedTask;
        }
    }
}
