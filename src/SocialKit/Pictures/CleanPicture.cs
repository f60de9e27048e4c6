namespace SocialKit.Pictures;

/// <summary>A picture without what it says about place, time, camera and person: the same pixels in the same bytes, and nothing else.</summary>
/// <remarks>Nothing is decoded or encoded anew. What changes how the picture looks stays: colour profiles, transparency, frames, and how it is turned.</remarks>
/// <param name="Bytes">The bytes to keep and send.</param>
/// <param name="Facts">What they say.</param>
/// <param name="Removed">What was in it and is gone, in words, each once; none if the bytes are those that were given.</param>
public sealed record CleanPicture(ReadOnlyMemory<byte> Bytes, PictureFacts Facts, ValueList<string> Removed)
{
    /// <summary>Cleans a picture.</summary>
    /// <returns>Null if it is no picture of a known kind, or broken so that what is in it cannot be told.</returns>
    public static CleanPicture? Of(ReadOnlyMemory<byte> bytes) => bytes.Span switch
    {
        [0xFF, 0xD8, 0xFF, ..] => Jpeg.Clean(bytes.Span),
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => Png.Clean(bytes.Span),
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', (byte)'7' or (byte)'9', (byte)'a', ..] => Gif.Clean(bytes.Span),
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => WebP.Clean(bytes.Span),
        _ => null,
    };
}
