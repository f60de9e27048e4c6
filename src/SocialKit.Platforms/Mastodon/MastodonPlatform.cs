namespace SocialKit.Platforms.Mastodon;

/// <summary>Mastodon: registered by <see cref="Create"/>.</summary>
public static class MastodonPlatform
{
    /// <summary>The platform's id.</summary>
    public static PlatformId Id { get; } = new("mastodon");

    /// <summary>The platform with its current rules.</summary>
    public static Platform Create() => new(Id, "Mastodon", new MastodonHandles(), new MastodonRules())
    {
        ShareLink = new MastodonShareLink(),
    };
}
