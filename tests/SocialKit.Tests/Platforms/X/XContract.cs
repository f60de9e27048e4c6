using SocialKit.Platforms.X;
using SocialKit.Testing;

namespace SocialKit.Tests.Platforms.X;

public sealed class XContract : PlatformContract
{
    protected override Platform Platform { get; } = XPlatform.Create();

    protected override IReadOnlyList<string> Handles => ["@GenProkRK", "GenProkRK", "https://twitter.com/GenProkRK", "x.com/GenProkRK/?s=20"];

    protected override IReadOnlyList<string> NoHandles => ["", "@", "имя", "a b", "name.example", "https://x.com/search?q=a", "https://x.com/name/status/1"];
}
