using System.Text;
using SocialKit.Pictures;
using SocialKit.Posts;
using SocialKit.Text;

namespace SocialKit.Platforms.Bluesky;

/// <summary>How Bluesky counts and reads a post: 300 characters as readers see them and 3,000 bytes of UTF-8 at once; links cost what they show.</summary>
/// <remarks>Sources: app.bsky.feed.post of bluesky-social/atproto @d6296a1 (2026-08); facet detection of @atproto/api 0.21.</remarks>
public sealed class BlueskyRules : IPostRules
{
    /// <summary>The most characters of a post.</summary>
    /// <value>300</value>
    public const int MaxGraphemes = 300;

    /// <summary>The most bytes of a post in UTF-8.</summary>
    /// <value>3000</value>
    public const int MaxBytes = 3000;

    /// <inheritdoc/>
    public PostLimits Limits { get; } = new()
    {
        MaxMedia = 4,
        MaxAltText = 2000,
        ShortensLinksInText = true,
        MentionsMustResolve = true,
        // app.bsky.embed.images: image/*, 2,000,000 bytes (lexicon of 2026-07); refused when the post is made, not when the picture is uploaded.
        Pictures = [new(PictureType.Jpeg, MaxPictureBytes), new(PictureType.Png, MaxPictureBytes), new(PictureType.Gif, MaxPictureBytes), new(PictureType.WebP, MaxPictureBytes)],
    };

    private const int MaxPictureBytes = 2_000_000;

    /// <inheritdoc/>
    public PostReading Read(ReadOnlySpan<char> text, List<Entity> entities)
    {
        var graphemes = new Measure(CountUnit.Grapheme, Graphemes.Count(text, out var length), MaxGraphemes);
        var bytes = new Measure(CountUnit.Utf8Byte, length, MaxBytes);
        BlueskyEntities.Append(text, entities);
        return new()
        {
            Count = graphemes,
            Second = bytes,
            FitsUntil = graphemes.Fits && bytes.Fits ? text.Length : FitsUntil(text),
            InvalidAt = -1,
            IsValid = text.Length > 0 && graphemes.Fits && bytes.Fits,
        };
    }

    /// <inheritdoc/>
    public string ShowLink(string link) => BlueskyShownLink.Of(link);

    private static int FitsUntil(ReadOnlySpan<char> text)
    {
        int graphemes = 0, bytes = 0, end = 0;
        foreach (var character in Graphemes.Enumerate(text))
        {
            bytes += Encoding.UTF8.GetByteCount(character.Of(text));
            if (++graphemes > MaxGraphemes || bytes > MaxBytes)
                break;
            end = character.End;
        }

        return end;
    }
}
