namespace SocialKit.Platforms.Telegram;

/// <summary>Telegram: registered by <see cref="Create"/>.</summary>
public static class TelegramPlatform
{
    /// <summary>The platform's id.</summary>
    public static PlatformId Id { get; } = new("telegram");

    /// <summary>The platform with its current rules.</summary>
    public static Platform Create() => new(Id, "Telegram", new TelegramHandles(), new TelegramRules())
    {
        Aliases = ["Telegram channel"],
        ShareLink = new TelegramShareLink(),
    };
}
