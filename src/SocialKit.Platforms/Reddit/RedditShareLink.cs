using SocialKit.Platforms.Sharing;
using SocialKit.Posts;

namespace SocialKit.Platforms.Reddit;

/// <summary>Opens Reddit's form for a new post with a page and its title. The text cannot be filled in and has to be copied.</summary>
public sealed class RedditShareLink : IShareLink
{
    /// <inheritdoc/>
    public PlatformId Id { get; } = new("reddit");

    /// <inheritdoc/>
    public string Name => "Reddit";

    /// <inheritdoc/>
    public bool CarriesText => false;

    /// <inheritdoc/>
    public bool NeedsServer => false;

    /// <inheritdoc/>
    public string Create(ShareRequest request)
    {
        var title = string.IsNullOrEmpty(request.Title) ? "" : "&title=" + ShareText.Encode(request.Title);
        return "https://www.reddit.com/submit?url=" + ShareText.Page(request, Name) + title;
    }

    /// <inheritdoc/>
    public ValueList<string> Warnings(ShareRequest request) => ["Reddit takes only the page and its title. Copy the text for a comment, and read the community's rules first."];
}
