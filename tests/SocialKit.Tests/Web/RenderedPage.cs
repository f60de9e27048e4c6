using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using SocialKit.Campaigns;
using SocialKit.Platforms;
using SocialKit.Posts;
using SocialKit.Web;

namespace SocialKit.Tests.Web;

/// <summary>Pages, made as the command makes them and read back as a browser reads them.</summary>
internal static class RenderedPage
{
    /// <summary>Every network, and every place that is only shared to.</summary>
    public static PageOptions Options { get; } = SocialKit.Cli.Pages.PagePlaces.Options(KnownPlatforms.All, KnownPlatforms.ShareLinks);

    public static PagePlan Plan(Campaign campaign, PageOptions? options = null) => new PageBuilder(options ?? Options).Build(campaign);

    public static IDocument Of(Campaign campaign, string? language = null, PageOptions? options = null) => Parse(Html(campaign, language, options));

    public static string Html(Campaign campaign, string? language = null, PageOptions? options = null)
    {
        var plan = Plan(campaign, options);
        return Html(language is null ? plan.Pages[0] : plan.Pages.Single(page => page.Language == language));
    }

    public static string Html(SupporterPage page)
    {
        using var stream = new MemoryStream();
        PageFiles.RenderAsync(page, stream, TestContext.Current.CancellationToken).GetAwaiter().GetResult();
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    public static IDocument Parse(string html) => new HtmlParser().ParseDocument(html);

    public static IEnumerable<IElement> Messages(IDocument page, string? place = null) => page.QuerySelectorAll(place is null ? "article.message" : $"article.message[data-platform={place}]");

    public static string TextOf(IElement message) => message.QuerySelector("p.text")!.TextContent;

    /// <summary>What a link carries as the value of <paramref name="key"/>, decoded as the place decodes it.</summary>
    public static string? Carried(string link, string key) =>
        link[(link.IndexOf('?', StringComparison.Ordinal) + 1)..].Split('&').Select(pair => pair.Split('=', 2)).Where(pair => pair[0] == key).Select(pair => Uri.UnescapeDataString(pair[1])).FirstOrDefault();

    /// <summary>The one check of the post that the page shows in a place.</summary>
    public static Check Check(Campaign campaign, Message message, Platform platform) =>
        Checker.Check(Composer.Compose(message, campaign, platform, platform.Rules), new(platform, platform.Rules) { Platforms = KnownPlatforms.All, Campaign = campaign });
}
