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

    /// <summary>What all pages of a site share: the scripts.</summary>
    public static IEnumerable<SiteFile> Shared => PageScripts.Files.Select(file => SiteFile.Of($"{PageScripts.Folder}/{file.Name}", file.Bytes));

    /// <summary>A page as HTML.</summary>
    public static async Task RenderAsync(SupporterPage page, Stream stream, CancellationToken cancellationToken)
    {
        var writer = new StreamWriter(stream, new UTF8Encoding(false), 16 * 1024, leaveOpen: true) { NewLine = "\n" };
        await using (writer.ConfigureAwait(false))
        {
            using var slice = Slices.Page.Create(page);
            await slice.RenderAsync(writer, PageMarkup.Encoder, cancellationToken).ConfigureAwait(false);
        }
    }

    private static SiteFile FileOf(string path, SupporterPage page) => new(path, (stream, cancellationToken) => RenderAsync(page, stream, cancellationToken));
}
