using SocialKit.Posts;

namespace SocialKit.Web;

/// <summary>A place that supporters post to from the page.</summary>
/// <param name="Platform">How it counts and names accounts.</param>
/// <param name="Link">How it is opened with a text; null if texts are only copied for it.</param>
public sealed record PagePlace(Platform Platform, IShareLink? Link)
{
    /// <summary>False for a messenger or a forum, which has no handles and is looked for by no hashtag.</summary>
    /// <value>True by default.</value>
    public bool IsNetwork { get; init; } = true;
}
