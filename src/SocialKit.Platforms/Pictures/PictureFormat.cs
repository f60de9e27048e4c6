namespace SocialKit.Platforms.Pictures;

/// <summary>A format of pictures, told by a file's first bytes and never by its name.</summary>
/// <param name="MediaType">Such as <c>image/jpeg</c>.</param>
/// <param name="Extension">The usual end of a file's name, without a dot.</param>
/// <param name="Name">As people say it.</param>
public sealed record PictureFormat(string MediaType, string Extension, string Name)
{
    /// <summary>JPEG.</summary>
    public static PictureFormat Jpeg { get; } = new("image/jpeg", "jpg", "JPEG");

    /// <summary>PNG.</summary>
    public static PictureFormat Png { get; } = new("image/png", "png", "PNG");

    /// <summary>GIF.</summary>
    public static PictureFormat Gif { get; } = new("image/gif", "gif", "GIF");

    /// <summary>WebP.</summary>
    public static PictureFormat WebP { get; } = new("image/webp", "webp", "WebP");

    /// <summary>The format of <paramref name="file"/>; null if it is none of these.</summary>
    public static PictureFormat? Of(ReadOnlySpan<byte> file) => file switch
    {
        [0xFF, 0xD8, 0xFF, ..] => Jpeg,
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => Png,
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', (byte)'7' or (byte)'9', (byte)'a', ..] => Gif,
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => WebP,
        _ => null,
    };

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
