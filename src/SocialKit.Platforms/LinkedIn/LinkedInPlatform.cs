namespace SocialKit.Platforms.LinkedIn;

/// <summary>LinkedIn: registered by <see cref="Create"/>.</summary>
public static class LinkedInPlatform
{
    /// <summary>The platform's id.</summary>
    public static PlatformId Id { get; } = new("linkedin");

    /// <summary>The platform with its current rules.</summary>
    public static Platform Create() => new(Id, "LinkedIn", new LinkedInHandles(), new LinkedInRules())
    {
        ShareLink = new LinkedInShareLink(),
    };
}
