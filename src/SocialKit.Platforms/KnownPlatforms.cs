using SocialKit.Platforms.Http;
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

    /// <summary>The platforms with what writes to them and signs in to them, where this library can.</summary>
    /// <param name="platforms">Any of <see cref="All"/>, in any order.</param>
    /// <param name="services">What speaks to the networks.</param>
    /// <exception cref="FormatException">A platform's setting is wrong.</exception>
    public static PlatformSet Connect(PlatformSet platforms, PlatformServices services) => new(platforms.Select(platform =>
        Connectors.TryGetValue(platform.Id, out var connect) ? connect(platform, services) : platform));

    /// <summary>Where a supporter can share to: the platforms' own links, then the places that are only shared to.</summary>
    public static ValueList<IShareLink> ShareLinks { get; } =
    [
        .. All.Select(platform => platform.ShareLink).OfType<IShareLink>(),
        new WhatsApp.WhatsAppShareLink(),
        new Reddit.RedditShareLink(),
        new Email.EmailShareLink(),
    ];

    // A line a platform: its sender, its way to sign in.
    private static Dictionary<PlatformId, Func<Platform, PlatformServices, Platform>> Connectors { get; } = new()
    {
        [X.XPlatform.Id] = X.XPlatform.Connect,
        [Bluesky.BlueskyPlatform.Id] = Bluesky.BlueskyPlatform.Connect,
        [Facebook.FacebookPlatform.Id] = Facebook.FacebookPlatform.Connect,
        [Threads.ThreadsPlatform.Id] = Threads.ThreadsPlatform.Connect,
        [Telegram.TelegramPlatform.Id] = Telegram.TelegramPlatform.Connect,
        [Mastodon.MastodonPlatform.Id] = Mastodon.MastodonPlatform.Connect,
    };
}
