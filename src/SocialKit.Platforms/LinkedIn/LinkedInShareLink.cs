using SocialKit.Platforms.Sharing;
using SocialKit.Posts;

namespace SocialKit.Platforms.LinkedIn;

/// <summary>Opens LinkedIn's share dialogue with the address of a page. The text cannot be filled in and has to be copied.</summary>
public sealed class LinkedInShareLink : IShareLink
{
    /// <inheritdoc/>
    public PlatformId Id => LinkedInPlatform.Id;

    /// <inheritdoc/>
    public string Name => "LinkedIn";

    /// <inheritdoc/>
    public bool CarriesText => false;

    /// <inheritdoc/>
    public bool NeedsServer => false;

    /// <inheritdoc/>
    public string Create(ShareRequest request) => "https://www.linkedin.com/sharing/share-offsite/?url=" + ShareText.Page(request, Name);

    /// <inheritdoc/>
    public ValueList<string> Warnings(ShareRequest request) => ["LinkedIn takes only the page. Copy the text and paste it into the post."];
}
