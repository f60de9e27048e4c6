using SocialKit.Platforms.Sharing;
using SocialKit.Posts;

namespace SocialKit.Platforms.Telegram;

/// <summary>Opens Telegram with the text ready to send, and a page above it where there is one.</summary>
public sealed class TelegramShareLink : IShareLink
{
    /// <inheritdoc/>
    public PlatformId Id => TelegramPlatform.Id;

    /// <inheritdoc/>
    public string Name => "Telegram";

    /// <inheritdoc/>
    public bool CarriesText => true;

    /// <inheritdoc/>
    public bool NeedsServer => false;

    /// <inheritdoc/>
    public string Create(ShareRequest request) =>
        "https://t.me/share/url?url=" + (ShareText.OptionalPage(request, Name) ?? "") + "&text=" + ShareText.Encode(request.Text);

    /// <inheritdoc/>
    public ValueList<string> Warnings(ShareRequest request) => [];
}
