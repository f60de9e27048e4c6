using SkiaSharp;
using SocialKit.Pictures;
using SocialKit.Posts;

namespace SocialKit.Skia;

/// <summary>Makes pictures smaller with Skia. Its library is loaded with the first picture that is too large, and not before.</summary>
public sealed class SkiaPictureScaler : IPictureScaler
{
    // Four bytes a pixel: what is larger, after the decoder's own halving, would take more than 256 MB.
    private const long MostPixels = 64_000_000;

    // Below this, compression shows; then fewer pixels look better.
    private static readonly int[] Qualities = [92, 85, 78];

    // Each step takes about a third of the bytes away.
    private const double Step = 0.82;

    // Smaller than this, nobody sees what it shows.
    private const int LeastSide = 320;

    /// <inheritdoc/>
    public ScaledPicture? Scale(CleanPicture picture, PictureLimit limit)
    {
        if (picture.Facts.IsAnimated || picture.Facts.Type == PictureType.Gif || picture.Facts.Type != limit.Type)
            return null;
        var scale = Fitting(picture.Facts, limit);
        using var upright = Decode(picture, scale);
        if (upright is null)
            return null;
        for (; Math.Max(picture.Facts.Width, picture.Facts.Height) * scale >= LeastSide || scale >= 1; scale *= Step)
        {
            var (width, height) = (Side(picture.Facts.SeenWidth, scale), Side(picture.Facts.SeenHeight, scale));
            using var resized = width == upright.Width && height == upright.Height ? null : upright.Resize(upright.Info.WithSize(width, height), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
            var shown = resized ?? upright;
            foreach (var quality in Qualities)
            {
                if (Encode(shown, limit.Type, quality) is not { } bytes)
                    return null;
                if (bytes.Length <= limit.MaxBytes)
                    return new(bytes, new(limit.Type, width, height));
                if (limit.Type == PictureType.Png)
                    break;
            }
        }
        return null;
    }

    // As many pixels as the platform takes.
    private static double Fitting(PictureFacts facts, PictureLimit limit)
    {
        var scale = 1.0;
        if (limit.MaxSide is { } side)
            scale = Math.Min(scale, side / (double)Math.Max(facts.Width, facts.Height));
        if (limit.MaxPixels is { } pixels)
            scale = Math.Min(scale, Math.Sqrt(pixels / ((double)facts.Width * facts.Height)));
        return scale;
    }

    // Cut off, so that no limit is passed by a rounding.
    private static int Side(int side, double scale) => Math.Max(1, (int)(side * scale));

    private static SKBitmap? Decode(CleanPicture picture, double scale)
    {
        using var data = SKData.CreateCopy(picture.Bytes.Span);
        using var codec = SKCodec.Create(data);
        if (codec is null)
            return null;
        var size = codec.GetScaledDimensions((float)scale);
        if (size.Width < picture.Facts.Width * scale || size.Height < picture.Facts.Height * scale)
            size = codec.Info.Size;
        if ((long)size.Width * size.Height > MostPixels)
            return null;
        // Colours in the space that every viewer takes for granted: what is written anew carries no profile.
        using var space = SKColorSpace.CreateSrgb();
        var decoded = new SKBitmap(new SKImageInfo(size.Width, size.Height, SKColorType.Rgba8888, codec.Info.AlphaType == SKAlphaType.Opaque ? SKAlphaType.Opaque : SKAlphaType.Premul, space));
        // A file that is cut off shows its beginning and then nothing: it is not for a program to send half a picture.
        if (codec.GetPixels(decoded.Info, decoded.GetPixels()) != SKCodecResult.Success)
        {
            decoded.Dispose();
            return null;
        }
        return Upright(decoded, picture.Facts.Orientation);
    }

    // Exif's numbers: 2 mirrored, 3 upside down, 4 both, 5 to 8 lying on a side (JEITA CP-3451, tag 274).
    private static SKBitmap Upright(SKBitmap stored, int orientation)
    {
        if (orientation is < 2 or > 8)
            return stored;
        var (width, height) = (stored.Width, stored.Height);
        var turned = new SKBitmap(orientation >= 5 ? stored.Info.WithSize(height, width) : stored.Info);
        using (var canvas = new SKCanvas(turned))
        {
            canvas.SetMatrix(orientation switch
            {
                2 => new SKMatrix(-1, 0, width, 0, 1, 0, 0, 0, 1),
                3 => new SKMatrix(-1, 0, width, 0, -1, height, 0, 0, 1),
                4 => new SKMatrix(1, 0, 0, 0, -1, height, 0, 0, 1),
                5 => new SKMatrix(0, 1, 0, 1, 0, 0, 0, 0, 1),
                6 => new SKMatrix(0, -1, height, 1, 0, 0, 0, 0, 1),
                7 => new SKMatrix(0, -1, height, -1, 0, width, 0, 0, 1),
                _ => new SKMatrix(0, 1, 0, -1, 0, width, 0, 0, 1),
            });
            canvas.DrawBitmap(stored, 0, 0, SKSamplingOptions.Default);
        }
        stored.Dispose();
        return turned;
    }

    private static byte[]? Encode(SKBitmap bitmap, PictureType type, int quality)
    {
        using var pixels = bitmap.PeekPixels();
        using var data = type switch
        {
            PictureType.Jpeg => pixels.Encode(new SKJpegEncoderOptions(quality, SKJpegEncoderDownsample.Downsample420, SKJpegEncoderAlphaOption.BlendOnBlack)),
            PictureType.WebP => pixels.Encode(new SKWebpEncoderOptions(SKWebpEncoderCompression.Lossy, quality)),
            _ => pixels.Encode(new SKPngEncoderOptions(SKPngEncoderFilterFlags.AllFilters, 9)),
        };
        return data?.ToArray();
    }
}
