using CsCheck;
using SkiaSharp;
using SocialKit.Pictures;
using SocialKit.Posts;
using SocialKit.Skia;

namespace SocialKit.Tests.Skia;

public sealed class SkiaPictureScalerTests
{
    private static readonly SkiaPictureScaler Scaler = new();

    private static readonly SKColor[] Corners = [SKColors.Red, SKColors.Lime, SKColors.Blue, SKColors.Black];

    [Theory]
    [InlineData(PictureType.Jpeg)]
    [InlineData(PictureType.Png)]
    [InlineData(PictureType.WebP)]
    public void WhateverTheLimitWhatComesOutIsWithinItAndOfTheSameShape(PictureType type)
    {
        var picture = Clean(SamplePictures.Noise(type, 900, 600));
        Gen.Select(Gen.Int[400, 1200], Gen.Long[100_000, 700_000], Gen.Int[60_000, 1_500_000]).Sample((side, pixels, bytes) =>
        {
            var limit = new PictureLimit(type, bytes) { MaxSide = side, MaxPixels = pixels };
            if (Scaler.Scale(picture, limit) is not { } smaller)
                return;
            var facts = Clean(smaller.Bytes.ToArray()).Facts;
            Assert.Equal(facts, smaller.Facts);
            Assert.Equal(type, facts.Type);
            Assert.True(smaller.Bytes.Length <= bytes && Math.Max(facts.Width, facts.Height) <= side && (long)facts.Width * facts.Height <= pixels, $"{facts} {smaller.Bytes.Length}");
            Assert.InRange(facts.Width / 1.5 - facts.Height, -1.5, 1.5);
            Assert.Equal(smaller.Bytes.ToArray(), Scaler.Scale(picture, limit)!.Bytes.ToArray());
        }, iter: 12, threads: 1);
    }

    [Fact]
    public void AnOrdinaryPhotographFits() => Assert.NotNull(Scaler.Scale(Clean(SamplePictures.Noise(PictureType.Jpeg, 2400, 1600)), new(PictureType.Jpeg, 1_000_000)));

    [Fact]
    public void NothingIsLeftOfWhatTheFileTold()
    {
        var telling = Turned(SamplePictures.Noise(PictureType.Jpeg, 800, 600), 1);
        var smaller = Scaler.Scale(Clean(telling), new(PictureType.Jpeg, 10_000_000) { MaxSide = 400 });
        Assert.Empty(Clean(smaller!.Bytes.ToArray()).Removed);
    }

    // Which corner of the stored picture is seen at the upper left, and which at the upper right (Exif, tag 274).
    [Theory]
    [InlineData(1, 0, 1)]
    [InlineData(2, 1, 0)]
    [InlineData(3, 3, 2)]
    [InlineData(4, 2, 3)]
    [InlineData(5, 0, 2)]
    [InlineData(6, 2, 0)]
    [InlineData(7, 3, 1)]
    [InlineData(8, 1, 3)]
    public void ATurnedPictureComesOutUpright(int orientation, int upperLeft, int upperRight)
    {
        var stored = Clean(Turned(Quarters(800, 400), orientation));
        Assert.Equal(orientation, stored.Facts.Orientation);
        var smaller = Scaler.Scale(stored, new(PictureType.Jpeg, 10_000_000) { MaxSide = 500 })!;
        Assert.Equal((1, orientation >= 5), (smaller.Facts.Orientation, smaller.Facts.Height > smaller.Facts.Width));
        using var seen = SKBitmap.Decode(smaller.Bytes.Span);
        Assert.Equal((upperLeft, upperRight), (Nearest(seen.GetPixel(10, 10)), Nearest(seen.GetPixel(seen.Width - 10, 10))));
    }

    [Fact]
    public void WhatMovesOrIsBrokenOrFarTooLargeIsLeftAlone()
    {
        var whole = SamplePictures.Noise(PictureType.Png, 700, 500);
        var limit = new PictureLimit(PictureType.Png, 1000);
        Assert.Null(Scaler.Scale(new(whole.AsMemory(0, whole.Length / 2), new(PictureType.Png, 700, 500), []), limit));
        Assert.Null(Scaler.Scale(new(new byte[] { 1, 2, 3 }, new(PictureType.Png, 700, 500), []), limit));
        Assert.Null(Scaler.Scale(new(whole, new(PictureType.Png, 700, 500) { IsAnimated = true }, []), limit));
        // A header that claims a picture of ten thousand million pixels asks for no memory.
        var claims = (byte[])whole.Clone();
        (claims[16], claims[20]) = (0x00, 0x00);
        (claims[17], claims[21]) = (0x01, 0x01);
        Assert.Null(Scaler.Scale(new(claims, new(PictureType.Png, 100_000, 100_000), []), limit));
    }

    private static CleanPicture Clean(byte[] bytes) => Assert.IsType<CleanPicture>(CleanPicture.Of(bytes));

    private static int Nearest(SKColor color) => Enumerable.Range(0, 4).MinBy(i => Math.Abs(color.Red - Corners[i].Red) + Math.Abs(color.Green - Corners[i].Green) + Math.Abs(color.Blue - Corners[i].Blue));

    private static byte[] Quarters(int width, int height)
    {
        using var bitmap = new SKBitmap(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        using (var canvas = new SKCanvas(bitmap))
        {
            for (var i = 0; i < 4; i++)
            {
                using var paint = new SKPaint { Color = Corners[i] };
                canvas.DrawRect(i % 2 * width / 2, i / 2 * height / 2, width / 2, height / 2, paint);
            }
        }
        return SamplePictures.Encode(bitmap, PictureType.Jpeg);
    }

    // An Exif segment that says how the picture is turned, and who made it.
    private static byte[] Turned(byte[] jpeg, int orientation)
    {
        byte[] tiff =
        [
            (byte)'M', (byte)'M', 0, 42, 0, 0, 0, 8, 0, 2,
            0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)orientation, 0, 0,
            0x01, 0x3B, 0, 2, 0, 0, 0, 4, (byte)'A', (byte)'n', (byte)'n', 0,
            0, 0, 0, 0,
        ];
        byte[] exif = [.. "Exif\0\0"u8, .. tiff];
        return [0xFF, 0xD8, 0xFF, 0xE1, (byte)((exif.Length + 2) >> 8), (byte)(exif.Length + 2), .. exif, .. jpeg.AsSpan(2)];
    }
}
