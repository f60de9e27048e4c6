using SocialKit.Deliveries;
using SocialKit.Pictures;

namespace SocialKit.Platforms.X.Api;

/// <summary>A picture that X takes: JPEG, PNG, WebP up to 5 MB; one GIF that moves up to 15 MB (X, media best practices, 2026-08-22).</summary>
/// <param name="Bytes">The file, without what it tells beside the picture.</param>
/// <param name="MediaType">Told by its bytes, never by its name.</param>
/// <param name="Category">As what it is uploaded.</param>
internal sealed record XPicture(ReadOnlyMemory<byte> Bytes, string MediaType, string Category)
{
    private const int MostImage = 5_000_000;
    private const int MostGif = 15_000_000;

    /// <summary>Looks at a file.</summary>
    /// <param name="name">As the campaign calls it.</param>
    /// <param name="bytes">The file.</param>
    /// <param name="isAlone">True if the post has no other.</param>
    public static (XPicture? Picture, Outcome.Refused? Why) Of(string name, ReadOnlyMemory<byte> bytes, bool isAlone)
    {
        // Cleaned again: what is uploaded says nothing of place and camera, whoever put it into the store.
        if (CleanPicture.Of(bytes) is not { } clean)
            return (null, new("picture-format", $"{name} is no JPEG, PNG, GIF or WebP, and X takes no other picture."));
        var moves = clean.Facts is { Type: PictureType.Gif, IsAnimated: true };
        if (moves && !isAlone)
            return (null, new("picture-moves", $"{name} moves, and X takes such a picture only alone in a post."));
        var most = moves ? MostGif : MostImage;
        return clean.Bytes.Length > most
            ? (null, new("picture-too-big", $"{name} has {clean.Bytes.Length:N0} bytes, and X takes {most:N0} at most."))
            : (new(clean.Bytes, clean.Facts.MediaType, moves ? "tweet_gif" : "tweet_image"), null);
    }
}
