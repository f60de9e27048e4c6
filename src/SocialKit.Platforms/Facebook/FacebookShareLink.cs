using SocialKit.Platforms.Sharing;
using SocialKit.Posts;

namespace SocialKit.Platforms.Facebook;

/// <summary>Opens Facebook's share dialogue with the address of a page. The text cannot be filled in and has to be copied.</summary>
public sealed class FacebookShareLink : IShareLink
{
    /// <inheritdoc/>
    public PlatformId Id => FacebookPlatform.Id;

    /// <inheritdoc/>
    public string Name => "Facebook";

    /// <inheritdoc/>
    public bool CarriesText => false;

    /// <inheritdoc/>
    public bool NeedsServer => false;

    /// <inheritdoc/>
    public string Create(ShareRequest request) => "https://www.facebook.com/sharer/sharer.php?u=" + ShareText.Page(request, Name);

    /// <inheritdoc/>
    public ValueList<string> Warnings(ShareRequest request) => ["Facebook takes only the page. Copy the text and paste it into the post."];
}
