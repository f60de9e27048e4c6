using SocialKit.Platforms.Simplified;
using SocialKit.Posts;
using SocialKit.Text;

namespace SocialKit.Platforms.Threads;

/// <summary>How Threads counts and reads a post: 500 characters, tags of at most 50.</summary>
/// <remarks>Simplified, see README.md: the limit is of December 2025; no source at hand says what Threads counts as a character.</remarks>
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
    public PostLimits Limits { get; } = new() { MaxMedia = 10, MaxAltText = 1000 };

    /// <inheritdoc/>
    public PostReading Read(ReadOnlySpan<char> text, List<Entity> entities) => Reader.Read(text, entities);

    /// <inheritdoc/>
    public string ShowLink(string link) => link;
}
