using SocialKit.Platforms.Http;

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
        PostOptions = XPostOptions.All,
    };

    /// <summary>The platform with what writes to it, reads it and signs in to it, by X's API v2.</summary>
    /// <param name="platform">What <see cref="Create()"/> gave.</param>
    /// <param name="services">What speaks to the network.</param>
    /// <exception cref="FormatException">The setting <c>x:api</c> or <c>x:site</c> is no address, or <c>x:check-originals</c> neither <c>on</c> nor <c>off</c>.</exception>
    public static Platform Connect(Platform platform, PlatformServices services)
    {
        var signIn = new XSignIn(services);
        return platform with { Sender = new XSender(services, signIn, platform.Rules), Feed = new XFeed(services, signIn, platform.Rules), SignIn = signIn };
    }
}
