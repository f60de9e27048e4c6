using SocialKit.Cli.Sharing;
using SocialKit.Posts;
using SocialKit.Web;

namespace SocialKit.Cli.Pages;

/// <summary>Where a page offers to post: every network, and every place that is only shared to.</summary>
internal static class PagePlaces
{
    /// <summary>The options that every page of this program is made with.</summary>
    public static PageOptions Options(CliContext context) => new(Of(context), context.Platforms) { Email = context.ShareLinks.FirstOrDefault(ShareLinkFinder.IsEmail) };

    private static ValueList<PagePlace> Of(CliContext context) =>
    [
        .. context.Platforms.Where(platform => !platform.IsLocal).Select(platform => new PagePlace(platform, platform.ShareLink)),
        .. context.ShareLinks.Where(link => !ShareLinkFinder.IsEmail(link) && !context.Platforms.TryFind(link.Id.Value, out _))
            .Select(link => new PagePlace(PlainPlace.Of(link.Id, link.Name), link) { IsNetwork = false }),
    ];
}
