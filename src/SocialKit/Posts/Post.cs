using SocialKit.Campaigns;
using SocialKit.Text;

namespace SocialKit.Posts;

/// <summary>A post as one platform really gets it: what is counted, previewed, copied, and later hashed, approved and sent.</summary>
/// <param name="Platform">Where it goes.</param>
/// <param name="Text">The text, literally.</param>
public sealed record Post(PlatformId Platform, string Text)
{
    /// <summary>The language of the text, BCP 47; null if it is not known.</summary>
    public string? Language { get; init; }

    /// <summary>The addresses behind links whose shown text was shortened in <see cref="Text"/>.</summary>
    public ValueList<PostLink> Links { get; init; } = [];

    /// <summary>The pictures, in order.</summary>
    public ValueList<MediaFile> Media { get; init; } = [];
}

/// <summary>A link whose address stands beside the text, not in it.</summary>
/// <param name="Span">What readers see, in UTF-16 units of the post's text.</param>
/// <param name="Address">Where it leads: absolute, with its scheme.</param>
public readonly record struct PostLink(TextSpan Span, string Address);
