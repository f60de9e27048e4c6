using SocialKit.Platforms.Sharing;
using SocialKit.Posts;

namespace SocialKit.Platforms.X;

/// <summary>X's page that opens with a post written in. Everything goes into its text, so that what is counted is what is posted.</summary>
public sealed class XShareLink : IShareLink
{
    private const string Address = "https://x.com/intent/tweet?text=";

    /// <inheritdoc/>
    public PlatformId Id => XPlatform.Id;

    /// <inheritdoc/>
    public string Name => XPlatform.Name;

    /// <inheritdoc/>
    public bool CarriesText => true;

    /// <inheritdoc/>
    public bool NeedsServer => false;

    /// <inheritdoc/>
    public string Create(ShareRequest request) => Address + ShareText.Encode(request.Text);

    /// <inheritdoc/>
    public ValueList<string> Warnings(ShareRequest request) => [];
}
