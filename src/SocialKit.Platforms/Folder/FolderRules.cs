using SocialKit.Platforms.Simplified;
using SocialKit.Posts;
using SocialKit.Text;

namespace SocialKit.Platforms.Folder;

/// <summary>How a folder takes a text: as it is. UTF-16 units are counted, with a limit that no post reaches.</summary>
public sealed class FolderRules : IPostRules
{
    /// <summary>The most UTF-16 units of a text.</summary>
    /// <value>100,000</value>
    public const int MaxLength = 100_000;

    private static readonly SimplifiedReader Reader = new(new() { Emails = true }, MaxLength);

    /// <inheritdoc/>
    public PostLimits Limits { get; } = new() { MaxMedia = 100, MaxAltText = MaxLength, MentionsAreDeadText = true };

    /// <inheritdoc/>
    public PostReading Read(ReadOnlySpan<char> text, List<Entity> entities) => Reader.Read(text, entities);

    /// <inheritdoc/>
    public string ShowLink(string link) => link;
}
