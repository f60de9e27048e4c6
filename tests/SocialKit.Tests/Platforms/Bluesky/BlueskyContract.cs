using SocialKit.Platforms.Bluesky;
using SocialKit.Testing;

namespace SocialKit.Tests.Platforms.Bluesky;

public sealed class BlueskyContract : PlatformContract
{
    protected override Platform Platform { get; } = BlueskyPlatform.Create();

    protected override IEnumerable<string> Handles { get; } =
    [
        "@invented.bsky.social",
        "invented.bsky.social",
        "Invented.Bsky.Social",
        "https://bsky.app/profile/invented.bsky.social",
        "bsky.app/profile/invented.org",
        "https://bsky.app/profile/invented.org/",
        "a.b.co",
    ];

    protected override IEnumerable<string> NoHandles { get; } =
    [
        "",
        "@",
        "GenProkRK",
        "@GenProkRK",
        "https://bsky.app/",
        "https://bsky.app/profile/",
        "https://bsky.app/profile/invented",
        "https://x.com/invented.bsky.social",
        "invented.bsky.social ",
        "-a.com",
        "a..com",
        "a.1",
        "did:plc:abc",
        "@@a.com",
        "https://bsky.app/profile/invented.org/post/3k",
    ];
}
