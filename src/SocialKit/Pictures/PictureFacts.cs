namespace SocialKit.Pictures;

/// <summary>The kinds of picture files that platforms take.</summary>
public enum PictureType
{
    /// <summary>JPEG (ISO/IEC 10918).</summary>
    Jpeg,

    /// <summary>PNG, animated ones too (W3C, third edition).</summary>
    Png,

    /// <summary>GIF 87a and 89a.</summary>
    Gif,

    /// <summary>WebP (RFC 9649).</summary>
    WebP,
}

/// <summary>What a picture's own bytes say of it, whatever its file is called.</summary>
/// <param name="Type">Its kind.</param>
/// <param name="Width">Pixels from left to right, as stored.</param>
/// <param name="Height">Pixels from top to bottom, as stored.</param>
public sealed record PictureFacts(PictureType Type, int Width, int Height)
{
    /// <summary>How it is to be turned to be seen upright, as Exif numbers it: 1 is upright, 2 to 8 are turned or mirrored.</summary>
    /// <value>1</value>
    public int Orientation { get; init; } = 1;

    /// <summary>True if it moves.</summary>
    public bool IsAnimated { get; init; }

    /// <summary>The pixels from left to right, as it is seen.</summary>
    public int SeenWidth => Orientation >= 5 ? Height : Width;

    /// <summary>The pixels from top to bottom, as it is seen.</summary>
    public int SeenHeight => Orientation >= 5 ? Width : Height;

    /// <summary>The media type, such as <c>image/jpeg</c>.</summary>
    public string MediaType => Type switch
    {
        PictureType.Jpeg => "image/jpeg",
        PictureType.Png => "image/png",
        PictureType.Gif => "image/gif",
        _ => "image/webp",
    };

    /// <summary>The usual end of such a file's name, with its dot.</summary>
    public string FileEnd => Type switch
    {
        PictureType.Jpeg => ".jpg",
        PictureType.Png => ".png",
        PictureType.Gif => ".gif",
        _ => ".webp",
    };
}
