using SocialKit.Platforms.Sharing;
using SocialKit.Posts;

namespace SocialKit.Platforms.WhatsApp;

/// <summary>Opens WhatsApp with the text ready to send to whom the supporter chooses.</summary>
public sealed class WhatsAppShareLink : IShareLink
{
    /// <inheritdoc/>
    public PlatformId Id { get; } = new("whatsapp");

    /// <inheritdoc/>
    public string Name => "WhatsApp";

    /// <inheritdoc/>
    public bool CarriesText => true;

    /// <inheritdoc/>
    public bool NeedsServer => false;

    /// <inheritdoc/>
    public string Create(ShareRequest request) => "https://wa.me/?text=" + ShareText.Encode(request.Text);

    /// <inheritdoc/>
    public ValueList<string> Warnings(ShareRequest request) => [];
}
