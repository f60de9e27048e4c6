using System.Runtime.InteropServices;
using SkiaSharp;
using SocialKit.Pictures;

namespace SocialKit.Tests.Skia;

/// <summary>Pictures as large as a test wants them.</summary>
internal static class SamplePictures
{
    /// <summary>A gradient with so much noise that no compression makes it small.</summary>
    public static byte[] Noise(PictureType type, int width, int height)
    {
        using var bitmap = new SKBitmap(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        var random = new Random(7);
        var pixels = bitmap.GetPixelSpan();
        var noisy = new byte[pixels.Length];
        for (var i = 0; i < noisy.Length; i += 4)
        {
            noisy[i] = (byte)((i / 4 % width / 5) + random.Next(40));
            noisy[i + 1] = (byte)((i / 4 / width / 5) + random.Next(40));
            noisy[i + 2] = (byte)random.Next(60);
            noisy[i + 3] = 255;
        }
        Marshal.Copy(noisy, 0, bitmap.GetPixels(), noisy.Length);
        return Encode(bitmap, type);
    }

    /// <summary>The file of a bitmap, finely compressed.</summary>
    public static byte[] Encode(SKBitmap bitmap, PictureType type)
    {
        using var data = bitmap.Encode(type switch { PictureType.Jpeg => SKEncodedImageFormat.Jpeg, PictureType.Png => SKEncodedImageFormat.Png, _ => SKEncodedImageFormat.Webp }, 95);
        return data.ToArray();
    }
}
