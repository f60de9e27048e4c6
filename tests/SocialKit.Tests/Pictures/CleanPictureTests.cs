using System.Text;
using CsCheck;
using SocialKit.Pictures;

namespace SocialKit.Tests.Pictures;

/// <summary>The samples are gradients of a few pixels, into which the place, the camera, the person and the notes of an invented canary were written.</summary>
public sealed class CleanPictureTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "SocialKit.Tests", "Pictures", "samples");

    private static readonly byte[][] Samples = [.. Directory.EnumerateFiles(Folder).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];

    private static byte[] Sample(string name) => File.ReadAllBytes(Path.Combine(Folder, name));

    private static CleanPicture Clean(byte[] bytes) => Assert.IsType<CleanPicture>(CleanPicture.Of(bytes));

    [Theory]
    [InlineData("baseline.jpg")]
    [InlineData("progressive.jpg")]
    [InlineData("still.png")]
    [InlineData("moving.gif")]
    [InlineData("lossy.webp")]
    [InlineData("lossless.webp")]
    public void PlaceCameraPersonAndNotesAreGone(string name)
    {
        var bytes = Sample(name);
        Assert.Contains("anary", Encoding.Latin1.GetString(bytes), StringComparison.Ordinal);
        var clean = Clean(bytes);
        var left = Encoding.Latin1.GetString(clean.Bytes.Span);
        foreach (var word in new[] { "anary", "GPS", "xmp", "Photoshop", "8BIM", "XMP" })
            Assert.DoesNotContain(word, left, StringComparison.Ordinal);
        Assert.NotEmpty(clean.Removed);
    }

    [Theory]
    [InlineData("baseline.jpg", PictureType.Jpeg, 3, 2, 6)]
    [InlineData("progressive.jpg", PictureType.Jpeg, 9, 7, 6)]
    [InlineData("still.png", PictureType.Png, 3, 2, 6)]
    [InlineData("still.gif", PictureType.Gif, 3, 2, 1)]
    [InlineData("moving.gif", PictureType.Gif, 3, 2, 1)]
    [InlineData("lossy.webp", PictureType.WebP, 3, 2, 6)]
    [InlineData("lossless.webp", PictureType.WebP, 3, 2, 6)]
    public void SizeAndTurnAreReadAndTheTurnIsKept(string name, PictureType type, int width, int height, int orientation)
    {
        var facts = Clean(Sample(name)).Facts;
        Assert.Equal((type, width, height, orientation), (facts.Type, facts.Width, facts.Height, facts.Orientation));
        Assert.Equal(name == "moving.gif", facts.IsAnimated);
        Assert.Equal(facts, Clean(Clean(Sample(name)).Bytes.ToArray()).Facts);
        Assert.Equal(orientation == 6 ? (height, width) : (width, height), (facts.SeenWidth, facts.SeenHeight));
    }

    [Theory]
    [InlineData("baseline.jpg", new byte[] { 0xFF, 0xDB }, new byte[] { 0xFF, 0xD9 })]
    [InlineData("progressive.jpg", new byte[] { 0xFF, 0xDB }, new byte[] { 0xFF, 0xD9 })]
    [InlineData("still.png", new byte[] { (byte)'I', (byte)'D', (byte)'A', (byte)'T' }, new byte[] { (byte)'I', (byte)'E', (byte)'N', (byte)'D' })]
    [InlineData("moving.gif", new byte[] { 0x2C, 0, 0, 0, 0 }, new byte[] { 0, 0x3B })]
    [InlineData("lossy.webp", new byte[] { (byte)'V', (byte)'P', (byte)'8', (byte)' ' }, new byte[] { (byte)'E', (byte)'X', (byte)'I', (byte)'F' })]
    [InlineData("lossless.webp", new byte[] { (byte)'V', (byte)'P', (byte)'8', (byte)'L' }, new byte[] { (byte)'E', (byte)'X', (byte)'I', (byte)'F' })]
    public void ThePictureItselfIsTheSameBytes(string name, byte[] begin, byte[] end)
    {
        var (before, after) = (Sample(name), Clean(Sample(name)).Bytes.ToArray());
        Assert.Equal(Between(before), Between(after));
        Assert.NotEmpty(Between(after));

        byte[] Between(byte[] bytes) => bytes[(end[^1] == 0x3B ? bytes.AsSpan().LastIndexOf(begin) : bytes.AsSpan().IndexOf(begin))..bytes.AsSpan().LastIndexOf(end)];
    }

    [Fact]
    public void ACleanPictureIsLeftAsItIs()
    {
        foreach (var bytes in Samples)
        {
            var once = Clean(bytes);
            var twice = Clean(once.Bytes.ToArray());
            Assert.Equal(once.Bytes.ToArray(), twice.Bytes.ToArray());
        }
        Assert.Empty(Clean(Sample("still.gif")).Removed);
        Assert.Equal(Sample("still.gif"), Clean(Sample("still.gif")).Bytes.ToArray());
    }

    [Theory]
    [InlineData("")]
    [InlineData("words")]
    [InlineData("GIF89a")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'/>")]
    [InlineData("BM6")]
    public void WhatIsNoPictureIsNone(string content) => Assert.Null(CleanPicture.Of(Encoding.Latin1.GetBytes(content)));

    [Fact]
    public void APictureThatIsCutOffIsNone()
    {
        foreach (var bytes in Samples)
        {
            for (var length = 0; length < Math.Min(bytes.Length, 700); length++)
                Assert.Null(CleanPicture.Of(bytes.AsMemory(0, length)));
        }
    }

    [Fact]
    public void NoBytesMakeItFailOrGrowAndWhatComesOutIsClean() =>
        Gen.Select(Gen.Int[0, Samples.Length - 1], Gen.Select(Gen.Double[0, 1], Gen.Byte).Array[1, 12], Gen.Double[0, 1]).Sample((sample, changes, cut) =>
        {
            var bytes = Samples[sample].ToArray();
            foreach (var (where, value) in changes)
                bytes[(int)(where * (bytes.Length - 1))] = value;
            if (cut < 0.2)
                bytes = bytes[..(int)(bytes.Length * cut * 5)];
            if (CleanPicture.Of(bytes) is not { } clean)
                return;
            Assert.True(clean.Bytes.Length <= bytes.Length + 64);
            var again = CleanPicture.Of(clean.Bytes);
            Assert.NotNull(again);
            Assert.Equal(clean.Bytes.ToArray(), again.Bytes.ToArray());
            Assert.Equal(clean.Facts, again.Facts);
        }, iter: 20_000);
}
