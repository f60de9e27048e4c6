using SocialKit.Platforms.Telegram;
using SocialKit.Testing;

namespace SocialKit.Tests.Platforms.Telegram;

public sealed class TelegramContract : PlatformContract
{
    protected override Platform Platform { get; } = TelegramPlatform.Create();

    protected override IEnumerable<string> Handles { get; } =
    [
        "@invented_office",
        "invented_office",
        "https://t.me/invented_office",
        "t.me/s/invented_office",
        "https://telegram.me/Invented",
    ];

    protected override IEnumerable<string> NoHandles { get; } =
    [
        "",
        "@",
        "@abcd",
        "1nvented",
        "https://t.me/+AbCdEfGh",
        "https://t.me/joinchat/AbCdEf",
        "https://t.me/c/123456/7",
        "https://t.me/share/url?url=x",
        "https://t.me/share",
        "invented-office",
        "@a_name_of_more_than_thirty_two_characters",
    ];
}
