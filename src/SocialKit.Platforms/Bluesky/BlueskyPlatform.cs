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
    };
}
