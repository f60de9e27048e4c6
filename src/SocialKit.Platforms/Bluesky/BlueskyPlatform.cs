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

    /// <summary>The platform with what writes to it, reads it and signs in to it.</summary>
    public static Platform Connect(Platform platform, PlatformServices services) => Connect(platform, services, LinkCardReader.Public(services.Clock), BlueskyPlaces.Public(services.Clock));

    /// <param name="platform">What <see cref="Create"/> gave.</param>
    /// <param name="services">What speaks to the network.</param>
    /// <param name="cards">Reads pages for link cards.</param>
    /// <param name="others">Makes calls to servers that other people's documents name.</param>
    internal static Platform Connect(Platform platform, PlatformServices services, LinkCardReader cards, HttpCaller others)
    {
        var signIn = new BlueskySignIn(services);
        var places = new BlueskyPlaces(services, others);
        return platform with { Sender = new BlueskySender(services, signIn, cards, places), Feed = new BlueskyFeed(services, signIn, places), SignIn = signIn };
    }
}
