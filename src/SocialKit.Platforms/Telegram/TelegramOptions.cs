using SocialKit.Posts;

namespace SocialKit.Platforms.Telegram;

/// <summary>What a message can say to Telegram beside its text.</summary>
internal static class TelegramOptions
{
    public const string LinkPreview = "link-preview";
    public const string Notification = "notification";
    public const string On = "on";
    public const string Off = "off";

    /// <summary>All of them.</summary>
    public static ValueList<PostOptionRule> All { get; } =
    [
        new(LinkPreview, "Whether Telegram shows a card of the first link.", [On, Off]),
        new(Notification, "Whether members hear a sound.", [On, Off]),
    ];
}
