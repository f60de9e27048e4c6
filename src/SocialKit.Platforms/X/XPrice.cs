using SocialKit.Posts;
using SocialKit.Text;

namespace SocialKit.Platforms.X;

/// <summary>What X charges for publishing through its API, pay-per-use.</summary>
public sealed class XPrice : IPrice
{
    // X's own documentation as read on 2026-08-22.
    private static readonly DateOnly Read = new(2026, 8, 22);

    /// <inheritdoc/>
    public Price OfPost(ReadOnlySpan<char> text, IReadOnlyList<Entity> entities) =>
        entities.Any(entity => entity.Kind == EntityKind.Link)
            ? new Price(0.200m, "USD", "a post with a link", Read)
            : new Price(0.015m, "USD", "a post", Read);
}
