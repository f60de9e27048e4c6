using System.Text;

namespace SocialKit.Web;

/// <summary>The files that pages are made of.</summary>
public static class PageFiles
{
    /// <summary>The files of one campaign's pages: one in each language, and one for those whose language is not there.</summary>
    /// <param name="plan">The pages.</param>
    /// <param name="folder">The campaign's folder inside the site, with its last slash; empty if the campaign is the site.</param>
    public static IEnumerable<SiteFile> Of(PagePlan plan, string folder)
    {
        if (plan.Pages.Count == 0)
            yield break;
        var up = string.Concat(Enumerable.Repeat("../", folder.Count(c => c == '/')));
        yield return FileOf($"{folder}index.html", plan.Pages[0] with { Up = up, UpToCampaign = "" });
        foreach (var page in plan.Pages)
            yield return FileOf($"{folder}{page.Language}/index.html", page with { Up = up + "../", UpToCampaign = "../" });
    }

    /// <summary>The files that stand in the place of a campaign that was withdrawn, wherever its pages lay.</summary>
    /// <param name="plan">The pages.</param>
    /// <param name="folder">The campaign's folder inside the site, with its last slash; empty if the campaign is the site.</param>
    public static IEnumerable<SiteFile> OfWithdrawn(PagePlan plan, string folder)
    {
        foreach (var (path, texts) in plan.Pages.Select(page => ($"{page.Language}/", page.Texts)).Prepend(("", PageTexts.In(plan.Campaign.SourceLanguage))))
        {
            var withdrawal = new Withdrawal(plan.Campaign.Title, plan.Campaign.SourceLanguage, texts);
            yield return new($"{folder}{path}index.html", (stream, cancellationToken) => RenderAsync(Slices.Withdrawn.Create(withdrawal), stream, cancellationToken));
        }
    }

    /// <summary>The page that lists the campaigns of a site.</summary>
    public static SiteFile Of(SiteIndex index) => new("index.html", (stream, cancellationToken) => RenderAsync(Slices.Index.Create(index), stream, cancellationToken));

    /// <summary>What all pages of a site share: the scripts.</summary>
    public static IEnumerable<SiteFile> Shared => PageScripts.Files.Select(file => SiteFile.Of($"{PageScripts.Folder}/{file.Name}", file.Bytes));

    /// <summary>A page as HTML.</summary>
    public static Task RenderAsync(SupporterPage page, Stream stream, CancellationToken cancellationToken) => RenderAsync(Slices.Page.Create(page), stream, cancellationToken);

    private static SiteFile FileOf(string path, SupporterPage page) => new(path, (stream, cancellationToken) => RenderAsync(page, stream, cancellationToken));

    internal static async Task RenderAsync(RazorSlices.RazorSlice slice, Stream stream, CancellationToken cancellationToken)
    {
        using (slice)
        {
            var writer = new StreamWriter(stream, new UTF8Encoding(false), 16 * 1024, leaveOpen: true) { NewLine = "\n" };
            await using (writer.ConfigureAwait(false))
                await slice.RenderAsync(writer, PageMarkup.Encoder, cancellationToken).ConfigureAwait(false);
        }
    }
}
