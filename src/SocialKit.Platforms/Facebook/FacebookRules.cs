using SocialKit.Pictures;
using SocialKit.Platforms.Simplified;
using SocialKit.Posts;
using SocialKit.Text;

namespace SocialKit.Platforms.Facebook;

/// <summary>How a Facebook page counts and reads a post: 63,206 characters; "@name" typed by hand notifies nobody.</summary>
/// <remarks>Simplified, see README.md: no source at hand says what Facebook counts as a character, or how it finds hashtags.</remarks>
public sealed class FacebookRules : IPostRules
{
    /// <summary>The most characters of a page's post.</summary>
    /// <value>63206</value>
    public const int MaxLength = 63_206;

    private static readonly SimplifiedReader Reader = new(new() { Mentions = FacebookHandles.Shape }, MaxLength);

    /// <inheritdoc/>
    public PostLimits Limits { get; } = new()
    {
        MaxMedia = 10,
        MaxAltText = 1000,
        MentionsAreDeadText = true,
        TakesThreads = false,
        // Page Photos, read 2026-11: JPEG, PNG, GIF (and BMP, TIFF), no more than 10 MB; WebP is not among them.
        Pictures = [new(PictureType.Jpeg, MaxPictureBytes), new(PictureType.Png, MaxPictureBytes), new(PictureType.Gif, MaxPictureBytes)],
    };

    private const int MaxPictureBytes = 10_000_000;

    /// <inheritdoc/>
    public PostReading Read(ReadOnlySpan<char> text, List<Entity> entities) => Reader.Read(text, entities);

    /// <inheritdoc/>
    public string ShowLink(string link) => link;
}
