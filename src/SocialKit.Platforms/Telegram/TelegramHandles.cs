using System.Diagnostics.CodeAnalysis;
using SocialKit.Platforms.Simplified;

namespace SocialKit.Platforms.Telegram;

/// <summary>Handles of Telegram: public names of people, channels and groups, 5 to 32 ASCII letters, digits and "_", a letter first.
/// Invitations have no name.</summary>
public sealed class TelegramHandles : IHandleSyntax
{
    internal static readonly NameShape Shape = new(5, 32) { BeginsWithLetter = true };

    // First parts of addresses that name no account.
    private static readonly HashSet<string> NoNames = new(StringComparer.OrdinalIgnoreCase)
    {
        "addemoji", "addlist", "addstickers", "addtheme", "confirmphone", "joinchat", "login", "proxy", "setlanguage", "share", "socks",
    };

    /// <inheritdoc/>
    public bool TryParse(string written, [NotNullWhen(true)] out Handle? handle)
    {
        var name = written.StartsWith('@') ? written[1..] : written;
        if (ProfileAddress.TryPath(written, ["t.me", "telegram.me", "www.t.me", "telegram.dog"], out var path))
        {
            name = ProfileAddress.Parts(path) switch
            {
                ["s", var channel] => channel, // the preview of a channel
                [var only] when !NoNames.Contains(only) => only,
                _ => "",
            };
        }

        handle = Shape.Matches(name) ? new(TelegramPlatform.Id, name) : null;
        return handle is not null;
    }

    /// <inheritdoc/>
    public string Mention(Handle handle) => "@" + handle.Name;

    /// <inheritdoc/>
    public string Profile(Handle handle) => "https://t.me/" + handle.Name;
}
