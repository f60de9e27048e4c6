using SocialKit.Pictures;
using SocialKit.Platforms.Simplified;
using SocialKit.Posts;
using SocialKit.Text;

namespace SocialKit.Platforms.Telegram;

/// <summary>How Telegram counts and reads a message: 4,096 UTF-16 units after entities are parsed, offsets in UTF-16 too.</summary>
/// <remarks>The Bot API's limits. Messages are sent with entities, never as Markdown, so the text is counted as it stands.</remarks>
public sealed class TelegramRules : IPostRules
{
    /// <summary>The most UTF-16 units of a message.</summary>
    /// <value>4096</value>
    public const int MaxLength = 4096;

    /// <summary>The most UTF-16 units of a caption, which is what a text beside a picture is.</summary>
    /// <value>1024</value>
    public const int MaxCaptionLength = 1024;

    /// <summary>The most that a photo's width and height may be together, in pixels.</summary>
    /// <value>10000</value>
    public const int MaxSides = 10_000;

    /// <summary>The most bytes of a photo.</summary>
    /// <value>10,000,000</value>
    public const int MaxPictureBytes = 10_000_000;

    private static readonly SimplifiedReader Reader = new(new() { Mentions = TelegramHandles.Shape, Emails = true }, MaxLength);

    /// <inheritdoc/>
    public PostLimits Limits { get; } = new()
    {
        MaxMedia = 10,
        MaxAltText = MaxCaptionLength,
        MaxLengthWithMedia = MaxCaptionLength,
        // sendPhoto, 2026: 10 MB, and width and height together 10,000; a GIF would stand still.
        Pictures = [new(PictureType.Jpeg, MaxPictureBytes) { MaxSide = MaxSides - 1 }, new(PictureType.Png, MaxPictureBytes) { MaxSide = MaxSides - 1 }, new(PictureType.WebP, MaxPictureBytes) { MaxSide = MaxSides - 1 }],
    };

    /// <inheritdoc/>
    public PostReading Read(ReadOnlySpan<char> text, List<Entity> entities) => Reader.Read(text, entities);

    /// <inheritdoc/>
    public string ShowLink(string link) => link;
}
