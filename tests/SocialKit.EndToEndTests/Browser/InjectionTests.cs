using System.Text;

namespace SocialKit.EndToEndTests.Browser;

/// <summary>Whatever stands in a campaign is text: no field of it can run anything, load anything or change the page.</summary>
[Collection(InBrowser.Name)]
public sealed class InjectionTests(Chromium chromium) : IDisposable
{
    private static readonly string[] Payloads =
    [
        "<script>injected(1)</script>",
        "</title><script>injected(2)</script>",
        "</textarea><script>injected(3)</script>",
        "</p></article><script src=https://elsewhere.example/x.js></script>",
        "\"><img src=x onerror=injected(5)>",
        "' onmouseover='injected(6)' onfocus='injected(6)' autofocus='",
        "<svg/onload=injected(7)>",
        "<iframe srcdoc='<script>parent.injected(8)</script>'></iframe>",
        "javascript:injected(9)",
        "<a href=javascript:injected(10)>x</a>",
        "[x](javascript:injected(11)) ![y](https://elsewhere.example/p.png) <javascript:injected(11)>",
        "<base href=https://elsewhere.example/>",
        "<meta http-equiv=refresh content='0;url=https://elsewhere.example/'>",
        "<style>@import 'https://elsewhere.example/x.css'; * { display: none }</style>",
        "<!-- --!> <script>injected(15)</script> <![CDATA[",
        "&lt;script&gt;injected(16)&lt;/script&gt; &#60;img src=x onerror=injected(16)&#62;",
        "{{constructor.constructor('injected(17)')()}} ${injected(17)} @{ injected(17); } {text} {page} {server}",
        "<object data=data:text/html,<script>parent.injected(18)</script>></object><embed src=https://elsewhere.example/x>",
        "<form action=https://elsewhere.example/><button formaction=javascript:injected(19)>x</button>",
        "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=injected(20)&gt;\">",
        "\u202E<scr\u200Bipt>injected(21)</script>\u2028injected(21)//",
    ];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("socialkit-injection-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task TwentyPayloadsInEveryFieldDoNothing()
    {
        Assert.True(Payloads.Length >= 20);
        await using var visit = await Visit.BeginAsync(chromium);
        foreach (var (i, payload) in Payloads.Index())
        {
            var campaign = CampaignWith(payload, i);
            var site = Path.Combine(_folder.FullName, $"site-{i}");
            var said = InventedSite.Write(campaign, site);
            await visit.OpenAsync(new Uri(Path.Combine(site, "en", "index.html")).AbsoluteUri);
            var page = visit.Page;
            await page.ShowAllAsync();
            await page.OpenAllAsync();
            await page.EvaluateAsync("document.querySelectorAll('button').forEach(button => { if (button.className !== 'print') { button.focus(); button.click(); } })");
            await page.EvaluateAsync("document.querySelectorAll('a, [autofocus], h1, p').forEach(element => { element.dispatchEvent(new MouseEvent('mouseover', { bubbles: true })); element.focus(); })");

            Assert.Empty(await visit.WatchedAsync());
            Assert.Empty(visit.Said);
            Assert.All(visit.Requests, request => Assert.StartsWith("file://" + _folder.FullName, request, StringComparison.Ordinal));
            Assert.Empty(await page.EvaluateAsync<string[]>("""
                Array.from(document.querySelectorAll('script:not([src*="/page.js"], [src*="/counter"]), iframe, object, embed, base, form, meta[http-equiv=refresh i], img:not([src^="card"]), math, article svg')).map(element => element.outerHTML)
                """));
            Assert.Empty(await page.EvaluateAsync<string[]>("""
                Array.from(document.querySelectorAll('*')).filter(element => Array.from(element.attributes).some(attribute => attribute.name.startsWith('on')
                  || (['href', 'src', 'action', 'formaction'].includes(attribute.name) && /^\s*(javascript|data|vbscript):/i.test(attribute.value)))).map(element => element.outerHTML)
                """));
            // And it is there to be read, in the text that is copied too.
            if (await page.Locator("article.message[data-platform=telegram] p.text").CountAsync() > 0)
                Assert.Equal($"Invented words: {payload}", await page.Locator("article.message[data-platform=telegram] p.text").EvaluateAsync<string>("text => text.textContent"));
            else
                Assert.Contains("placeholder", said, StringComparison.Ordinal); // what looks unfinished is left out
            Assert.Equal($"Invented title {OneLine(payload)}", await page.Locator("h1").EvaluateAsync<string>("title => title.textContent"));
        }
    }

    // YAML takes U+2028 for the end of a line.
    private static string OneLine(string payload) => payload.Replace('\u2028', ' ');

    // Every field that takes free text; handles, addresses of mail and dates have a grammar of their own.
    private string CampaignWith(string payload, int number)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder.FullName, $"campaign-{number}")).FullName;
        var quoted = "'" + OneLine(payload).Replace("'", "''", StringComparison.Ordinal) + "'";
        Write("campaign.md", $"""
            ---
            socialkit: 1
            title: {quoted.Insert(1, "Invented title ")}
            person: {quoted}
            pronouns: {quoted}
            source: {quoted}
            deadline: 2026-12-10
            ---

            # Targets

            ## Invented {payload}
            - Name: {payload}
            - Salutation: {payload}
            - Address: {payload}
            - Phone: {payload}
            - Fax: {payload}
            - Web: {payload}
            - X: @Invented_Office

            # Hashtags
            - #Invented

            # Follow and repost
            - X: @invented_friend

            # About

            {payload}

            - {payload}
            """);
        Write("messages.en.md", $"---\nlanguage: en\n---\n\n# release\nInvented words: {payload}\n\n# release (x)\n{payload} {{target}}\n");
        Write("letter.en.md", $"---\nlanguage: en\n---\n\nDear {payload},\n\n{payload}\n");
        return folder;

        void Write(string name, string text) => File.WriteAllText(Path.Combine(folder, name), text, new UTF8Encoding(false));
    }
}
