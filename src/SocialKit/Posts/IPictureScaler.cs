using SocialKit.Pictures;

namespace SocialKit.Posts;

/// <summary>Makes a picture smaller, so that a platform takes it.</summary>
/// <remarks>The same picture and limit give the same bytes, on one machine: they are part of what a person approves.</remarks>
public interface IPictureScaler
{
    /// <summary>The picture in the same kind of file, upright, and as large as <paramref name="limit"/> allows.</summary>
    /// <param name="picture">The picture; it may be anybody's, and broken.</param>
    /// <param name="limit">What the platform takes.</param>
    /// <returns>Null if it cannot be made to fit: it moves, it is broken, or it is far too large to be looked at.</returns>
    ScaledPicture? Scale(CleanPicture picture, PictureLimit limit);
}

/// <summary>A picture that was made smaller.</summary>
/// <param name="Bytes">The file, which says nothing but the picture.</param>
/// <param name="Facts">What it is.</param>
public sealed record ScaledPicture(ReadOnlyMemory<byte> Bytes, PictureFacts Facts);
