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
}
