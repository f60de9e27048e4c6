using SocialKit.Platforms.Simplified;
using SocialKit.Posts;
using SocialKit.Text;

namespace SocialKit.Platforms.LinkedIn;

/// <summary>How LinkedIn counts and reads a post: 3,000 characters; "@name" typed as plain text notifies nobody.</summary>
/// <remarks>Simplified, see README.md: no source at hand says what LinkedIn counts as a character, or how it finds hashtags.</remarks>
public sealed class LinkedInRules : IPostRules
{
    /// <summary>The most characters of a post.</summary>
    /// <value>3000</value>
    public const int MaxLength = 3000;

    private static readonly SimplifiedReader Reader = new(new() { Mentions = LinkedInHandles.Shape }, MaxLength);

    /// <inheritdoc/>
    public PostLimits Limits { get; } = new() { MaxMedia = 9, MaxAltText = 300, MentionsAreDeadText = true, TakesThreads = false };

    /// <inheritdoc/>
    public PostReading Read(ReadOnlySpan<char> text, List<Entity> entities) => Reader.Read(text, entities);

    /// <inheritdoc/>
    public string ShowLink(string link) => link;
}
