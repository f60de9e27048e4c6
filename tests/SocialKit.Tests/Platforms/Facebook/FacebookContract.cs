using SocialKit.Platforms.Facebook;
using SocialKit.Testing;

namespace SocialKit.Tests.Platforms.Facebook;

public sealed class FacebookContract : PlatformContract
{
    protected override Platform Platform { get; } = FacebookPlatform.Create();

    protected override IEnumerable<string> Handles { get; } =
    [
        "InventedOffice",
        "@InventedOffice",
        "https://www.facebook.com/InventedOffice",
        "https://www.facebook.com/InventedOffice/",
        "facebook.com/Invented.Office",
        "fb.com/InventedOffice",
        "m.facebook.com/InventedOffice?ref=page",
        "https://www.facebook.com/profile.php?id=100064000000001",
        "https://www.facebook.com/people/Invented-Person/100064000000001/",
        "https://www.facebook.com/Invented-Office-100064000000001",
    ];

    protected override IEnumerable<string> NoHandles { get; } =
    [
        "",
        "@",
        "Invented Office",
        "https://www.facebook.com/",
        "https://www.facebook.com/groups/12345678",
        "https://www.facebook.com/sharer/sharer.php?u=x",
        "https://www.facebook.com/profile.php?id=",
        "https://www.facebook.com/events/123456",
        "https://facebook.example/InventedOffice",
        "12345678",
        "facebook.com/InventedOffice/posts/1",
    ];
}
