using SocialKit.Posts;

namespace SocialKit.Platforms;

/// <summary>Every platform and every place to share to that this library knows. A platform is registered by one line here.</summary>
public static class KnownPlatforms
{
    /// <summary>The platforms, in the order in which they are shown.</summary>
    public static PlatformSet All { get; } = new(
        X.XPlatform.Create(),
        Bluesky.BlueskyPlatform.Create(),
        Mastodon.MastodonPlatform.Create(),
        Facebook.FacebookPlatform.Create(),
        Threads.ThreadsPlatform.Create(),
        Telegram.TelegramPlatform.Create(),
        LinkedIn.LinkedInPlatform.Create(),
        Folder.FolderPlatform.Create());

    /// <summary>Where a supporter can share to: the platforms' own links, then the places that are only shared to.</summary>
    public static ValueList<IShareLink> ShareLinks { get; } =
    [
        .. All.Select(platform => platform.ShareLink).OfType<IShareLink>(),
        new WhatsApp.WhatsAppShareLink(),
        new Reddit.RedditShareLink(),
        new Email.EmailShareLink(),
    ];
}
