using SocialKit.Platforms.Bluesky.Cards;
using SocialKit.Platforms.Http;

namespace SocialKit.Platforms.Bluesky;

/// <summary>Bluesky: registered by <see cref="Create"/>.</summary>
public static class BlueskyPlatform
{
    /// <summary>The platform's id.</summary>
    public static PlatformId Id { get; } = new("bluesky");

    /// <summary>The platform with its current rules.</summary>
    public static Platform Create() => new(Id, "Bluesky", new BlueskyHandles(), new BlueskyRules())
    {
        Aliases = ["bsky"],
        ShareLink = new BlueskyShareLink(),
        PostOptions =
        [
            new(LinkCardReader.Option, "Shows a card of the first link, with title, description and picture. The linked site is asked for them from this machine.", [LinkCardReader.FirstLink]),
            new(BlueskyMentions.Option, "Lets a mention of a handle that nobody has stay plain text, instead of refusing the post.", [BlueskyMentions.StayPlain]),
        ],
    };

    /// <summary>The platform with what writes to it and signs in to it.</summary>
    public static Platform Connect(Platform platform, PlatformServices services) => Connect(platform, services, LinkCardReader.Public(services.Clock));

    internal static Platform Connect(Platform platform, PlatformServices services, LinkCardReader cards)
    {
        var signIn = new BlueskySignIn(services);
        return platform with { Sender = new BlueskySender(services, signIn, cards), SignIn = signIn };
    }
}
