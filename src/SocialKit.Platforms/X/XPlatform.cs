namespace SocialKit.Platforms.X;

/// <summary>X: registered by <see cref="Create()"/>.</summary>
public static class XPlatform
{
    /// <summary>The platform's id.</summary>
    public static PlatformId Id { get; } = new("x");

    /// <summary>The name as people write it.</summary>
    public static string Name => "X";

    /// <summary>The platform with its current rules.</summary>
    public static Platform Create() => Create(XProfile.Current);

    /// <summary>The platform with the rules of <paramref name="profile"/>.</summary>
    public static Platform Create(XProfile profile) => new(Id, Name, new XHandles(), new XRules(profile))
    {
        Aliases = ["Twitter", "X (formerly Twitter)"],
        ShareLink = new XShareLink(),
        Price = new XPrice(),
    };
}
