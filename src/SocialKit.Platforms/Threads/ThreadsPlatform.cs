using SocialKit.Platforms.Http;

namespace SocialKit.Platforms.Threads;

/// <summary>Threads: registered by <see cref="Create"/>.</summary>
public static class ThreadsPlatform
{
    /// <summary>The platform's id.</summary>
    public static PlatformId Id { get; } = new("threads");

    /// <summary>The platform with its current rules.</summary>
    public static Platform Create() => new(Id, "Threads", new ThreadsHandles(), new ThreadsRules())
    {
        ShareLink = new ThreadsShareLink(),
    };

    /// <summary>The platform with what writes to it and signs in to it.</summary>
    /// <exception cref="FormatException">A setting is wrong.</exception>
    public static Platform Connect(Platform platform, PlatformServices services)
    {
        var api = new ThreadsApi(services);
        var signIn = new ThreadsSignIn(services, api);
        return platform with { SignIn = signIn, Sender = new ThreadsSender(services, api, signIn) };
    }
}
