using SocialKit.Platforms.Sharing;
using SocialKit.Posts;

namespace SocialKit.Platforms.Mastodon;

/// <summary>Opens the composer of the supporter's own server with the text filled in.</summary>
public sealed class MastodonShareLink : IShareLink
{
    /// <inheritdoc/>
    public PlatformId Id => MastodonPlatform.Id;

    /// <inheritdoc/>
    public string Name => "Mastodon";

    /// <inheritdoc/>
    public bool CarriesText => true;

    /// <inheritdoc/>
    public bool NeedsServer => true;

    /// <inheritdoc/>
    public string Create(ShareRequest request)
    {
        if (request.Server is not { Length: > 0 } server)
            throw new ShareLinkException("Mastodon has many servers, and the link needs yours. Give its name, such as mastodon.example.");
        if (!MastodonServer.IsServer(server))
            throw new ShareLinkException("That is no name of a Mastodon server. Give only the name, such as mastodon.example, without https:// and without anything behind it.");
        return $"https://{server}/share?text=" + ShareText.Encode(request.Text);
    }

    /// <inheritdoc/>
    public ValueList<string> Warnings(ShareRequest request) => [];
}
