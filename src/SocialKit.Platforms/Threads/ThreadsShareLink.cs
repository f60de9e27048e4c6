using SocialKit.Platforms.Sharing;
using SocialKit.Posts;

namespace SocialKit.Platforms.Threads;

/// <summary>Opens Threads' composer with the text filled in, and the page beside it where there is one.</summary>
public sealed class ThreadsShareLink : IShareLink
{
    /// <inheritdoc/>
    public PlatformId Id => ThreadsPlatform.Id;

    /// <inheritdoc/>
    public string Name => "Threads";

    /// <inheritdoc/>
    public bool CarriesText => true;

    /// <inheritdoc/>
    public bool NeedsServer => false;

    /// <inheritdoc/>
    public string Create(ShareRequest request) =>
        "https://www.threads.com/intent/post?text=" + ShareText.Encode(request.Text)
        + (ShareText.OptionalPage(request, Name) is { } page ? "&url=" + page : "");

    /// <inheritdoc/>
    public ValueList<string> Warnings(ShareRequest request) => [];
}
