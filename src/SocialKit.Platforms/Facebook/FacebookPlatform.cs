using SocialKit.Platforms.Http;

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

    /// <summary>The platform with what writes to pages and signs in to them.</summary>
    /// <exception cref="FormatException">A setting is wrong.</exception>
    public static Platform Connect(Platform platform, PlatformServices services)
    {
        var api = new FacebookApi(services);
        var signIn = new FacebookSignIn(services, api);
        return platform with { SignIn = signIn, Sender = new FacebookSender(services, api, signIn) };
    }
}
