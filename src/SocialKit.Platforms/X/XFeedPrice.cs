using SocialKit.Posts;
using SocialKit.Reposts;

namespace SocialKit.Platforms.X;

/// <summary>What X charges for reading other people's posts and accounts, and for reposting, pay-per-use.</summary>
public sealed class XFeedPrice : IFeedPrice
{
    // X's own documentation as read on 2026-08-22.
    private static readonly DateOnly Read = new(2026, 8, 22);

    /// <inheritdoc/>
    public Price OfRead { get; } = new(0.005m, "USD", "reading a post", Read);

    /// <inheritdoc/>
    public Price OfLookUp { get; } = new(0.010m, "USD", "looking up an account", Read);

    /// <inheritdoc/>
    public Price OfRepost { get; } = new(0.015m, "USD", "a repost", Read);
}
