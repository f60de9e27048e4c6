using SocialKit.Platforms.Mastodon;
using SocialKit.Testing;

namespace SocialKit.Tests.Platforms.Mastodon;

public sealed class MastodonContract : PlatformContract
{
    protected override Platform Platform { get; } = MastodonPlatform.Create();

    protected override IEnumerable<string> Handles { get; } =
    [
        "@invented@social.example",
        "invented@social.example",
        "https://social.example/@invented",
        "https://social.example/users/invented",
        "social.example/@invented",
        "https://social.example/@invented@other.example",
        "in.vented-1@social.example",
        "i@сервер.example",
    ];

    protected override IEnumerable<string> NoHandles { get; } =
    [
        "",
        "@",
        "@invented",
        "invented",
        "@invented@",
        "@invented@localhost",
        "@invented@127.0.0.1",
        "@inv ented@social.example",
        "https://social.example/",
        "https://social.example/@",
        "@invented@social.example/x",
        "@.a@social.example",
        "@a@-b.example",
        "@a@b@c.example",
        "https://social.example/about",
    ];
}
