using SocialKit.Platforms.Sharing;
using SocialKit.Posts;

namespace SocialKit.Platforms.Bluesky;

/// <summary>Opens Bluesky's composer with the text filled in.</summary>
public sealed class BlueskyShareLink : IShareLink
{
    /// <inheritdoc/>
    public PlatformId Id => BlueskyPlatform.Id;

    /// <inheritdoc/>
    public string Name => "Bluesky";

    /// <inheritdoc/>
    public bool CarriesText => true;

    /// <inheritdoc/>
    public bool NeedsServer => false;

    /// <inheritdoc/>
    public string Create(ShareRequest request) => "https://bsky.app/intent/compose?text=" + ShareText.Encode(request.Text);

    // bluesky-social/social-app issue 8105: on iOS the text ended at an "&", however encoded.
    /// <inheritdoc/>
    public ValueList<string> Warnings(ShareRequest request) => request.Text.Contains('&')
        ? ["Bluesky's app on iOS has cut texts at \"&\". Write \"and\", or ask people to compare before they post."]
        : [];
}
