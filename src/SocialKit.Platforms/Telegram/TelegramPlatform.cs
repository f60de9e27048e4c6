using SocialKit.Platforms.Http;

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
        PostOptions = TelegramOptions.All,
    };

    /// <summary>The platform with what writes to channels and groups, and signs bots in.</summary>
    /// <exception cref="FormatException">A setting is wrong.</exception>
    public static Platform Connect(Platform platform, PlatformServices services)
    {
        var api = new TelegramApi(services);
        var signIn = new TelegramSignIn(services, api);
        return platform with { SignIn = signIn, Sender = new TelegramSender(services, api, signIn) };
    }
}
