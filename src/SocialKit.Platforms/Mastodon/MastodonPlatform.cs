using SocialKit.Platforms.Http;

namespace SocialKit.Platforms.Mastodon;

/// <summary>Mastodon, and every server that speaks its API: registered by <see cref="Create"/>.</summary>
public static class MastodonPlatform
{
    internal const string Visibility = "visibility", ContentWarning = "content-warning", Sensitive = "sensitive";

    /// <summary>The platform's id.</summary>
    public static PlatformId Id { get; } = new("mastodon");

    /// <summary>The platform with its current rules.</summary>
    public static Platform Create() => new(Id, "Mastodon", new MastodonHandles(), new MastodonRules())
    {
        ShareLink = new MastodonShareLink(),
        PostOptions =
        [
            // Not "direct": that is a letter to whoever is mentioned, and no publication.
            new(Visibility, "Who sees it: everybody, everybody but not in public timelines, or followers. Without it, what the account's own settings say.", ["public", "unlisted", "private"]),
            new(ContentWarning, "Stands before the text, which opens only when a reader asks for it. It counts.", []),
            new(Sensitive, "Whether the pictures are hidden until a reader asks for them.", ["true", "false"]),
        ],
    };

    /// <summary>The same platform with what writes to its servers, reads them and signs in to them.</summary>
    public static Platform Connect(Platform platform, PlatformServices services)
    {
        var signIn = new MastodonSignIn(services);
        return platform with { SignIn = signIn, Sender = new MastodonSender(services, signIn), Feed = new MastodonFeed(services, signIn) };
    }
}
