using SocialKit.Testing;

namespace SocialKit.Benchmarks.Chaos;

/// <summary>What an invented platform offers, and gets wrong, as the real one that it is named after is documented to.</summary>
internal enum PlatformKind
{
    /// <summary>A record key of our own: repeats are no-ops, another body is refused.</summary>
    Bluesky,

    /// <summary>An Idempotency-Key that is set after the post was made, kept for a while, and may be answered by 500; own posts can be read, late.</summary>
    Mastodon,

    /// <summary>No key; 403 for the same words, once they can be seen; own posts can be read, late.</summary>
    X,

    /// <summary>Nothing to repeat by and nothing to read.</summary>
    Telegram,

    /// <summary>No key; a 500 can mean that it was posted; the feed can be read, late.</summary>
    Facebook,

    /// <summary>Two steps: a container, which is published once however often it is asked for.</summary>
    Threads,
}

/// <summary>The invented platforms as the worker knows them.</summary>
internal static class PlatformKinds
{
    public static IReadOnlyList<PlatformKind> All { get; } = Enum.GetValues<PlatformKind>();

    public static PlatformId Id(this PlatformKind kind) => new(kind.ToString().ToLowerInvariant() + "like");

    public static bool Reposts(this PlatformKind kind) => kind is PlatformKind.Bluesky or PlatformKind.Mastodon or PlatformKind.X;

    /// <summary>All of them, each with the sender that is made for it.</summary>
    public static PlatformSet Set(Func<PlatformKind, Deliveries.ISender> sender) =>
        new(All.Select(kind => new Platform(kind.Id(), kind + "-like", FakePlatform.Beta.Handles, FakePlatform.Beta.Rules) { Sender = sender(kind) }));
}
