namespace SocialKit.Platforms.Facebook;

/// <summary>Facebook: registered by <see cref="Create"/>.</summary>
public static class FacebookPlatform
{
    /// <summary>The platform's id.</summary>
    public static PlatformId Id { get; } = new("facebook");

    /// <summary>The platform with its current rules.</summary>
    public static Platform Create() => new(Id, "Facebook", new FacebookHandles(), new FacebookRules())
    {
        Aliases = ["FB"],
        ShareLink = new FacebookShareLink(),
    };
}
