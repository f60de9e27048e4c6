using SocialKit.Platforms.Simplified;
using SocialKit.Posts;
using SocialKit.Text;

namespace SocialKit.Platforms.Threads;

/// <summary>How Threads counts and reads a post: 500 characters, of which an emoji has as many as bytes in UTF-8; tags of at most 50.</summary>
/// <remarks>Simplified, see README.md: Posts, 2026-04, says that emoji count as bytes, and not what else is a character.</remarks>
public sealed class ThreadsRules : IPostRules
{
    /// <summary>The most characters of a post.</summary>
    /// <value>500</value>
    public const int MaxLength = 500;

    /// <summary>The most characters of a tag, without "#".</summary>
    /// <value>50</value>
    public const int MaxTagLength = 50;

    private static readonly SimplifiedReader Reader = new(new() { Mentions = ThreadsHandles.Shape, LongestHashtag = MaxTagLength }, MaxLength);

    /// <inheritdoc/>
    public PostLimits Limits { get; } = new() { MaxMedia = 10, MaxAltText = 1000, MediaGoByHand = true };

    /// <inheritdoc/>
    public PostReading Read(ReadOnlySpan<char> text, List<Entity> entities)
    {
        var (count, fitsUntil) = ThreadsCount.Of(text, MaxLength);
        return Reader.Read(text, entities) with
        {
            Count = new(CountUnit.EmojiByByte, count, MaxLength),
            FitsUntil = fitsUntil,
            IsValid = count is > 0 and <= MaxLength,
        };
    }

    /// <inheritdoc/>
    public string ShowLink(string link) => link;
}
