using SocialKit.Cli.Sharing;
using SocialKit.Posts;
using SocialKit.Web;

namespace SocialKit.Cli.Pages;

/// <summary>Where a page offers to post: every network, and every place that is only shared to.</summary>
internal static class PagePlaces
{
    /// <summary>The options that every page of this program is made with.</summary>
    public static PageOptions Options(CliContext context) => Options(context.Platforms, context.ShareLinks);

    /// <inheritdoc cref="Options(CliContext)"/>
    public static PageOptions Options(PlatformSet platforms, ValueList<IShareLink> links) => new(Of(platforms, links), platforms) { Email = links.FirstOrDefault(ShareLinkFinder.IsEmail) };

    private static ValueList<PagePlace> Of(PlatformSet platforms, ValueList<IShareLink> links) =>
    [
        .. platforms.Where(platform => !platform.IsLocal).Select(platform => new PagePlace(platform, platform.ShareLink)),
        .. links.Where(link => !ShareLinkFinder.IsEmail(link) && !platforms.TryFind(link.Id.Value, out _))
            .Select(link => new PagePlace(PlainPlace.Of(link.Id, link.Name), link) { IsNetwork = false }),
    ];
}
