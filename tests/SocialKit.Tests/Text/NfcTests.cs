using CsCheck;
using SocialKit.Testing;
using SocialKit.Text;

namespace SocialKit.Tests.Text;

public sealed class NfcTests
{
    [Theory]
    [InlineData("e\u0301", "é")]
    [InlineData("\u0958", "\u0915\u093C")]
    [InlineData("a \u0958", "a \u0915\u093C")]
    [InlineData("\u2126", "Ω")]
    [InlineData("é\u0323", "ẹ\u0301")]
    [InlineData("o\u0302\u0323", "ộ")]
    [InlineData("\u1100\u1161\u11A8", "각")]
    [InlineData("가\u11A8", "각")]
    [InlineData("\u05B8\u05C1", "\u05B8\u05C1")]
    [InlineData("ש\u05C1\u05B8", "ש\u05B8\u05C1")]
    [InlineData("\U0001D15E", "\U0001D157\U0001D165")]
    [InlineData("\uD83De\u0301\uDE00", "\uD83Dé\uDE00")]
    [InlineData("Қазақстан", "Қазақстан")]
    public void ATextIsComposed(string text, string normal) => Assert.Equal(normal, Nfc.Normalize(text));

    [Fact]
    public void AComposedTextStaysTheSameObject()
    {
        const string text = "Қазақстан 漢字 é";
        Assert.Same(text, Nfc.Normalize(text));
    }

    [Fact]
    public void ComposingTwiceChangesNothingMore() => AnyText.Texts.Sample(text =>
    {
        var normal = Nfc.Normalize(text);
        Assert.True(Nfc.IsNormalized(normal));
        Assert.Equal(normal == text, Nfc.IsNormalized(text));
        Assert.True(normal.Length <= Nfc.MaxLength(text.Length));
    });

    [Fact]
    public void EveryUnitIsTheSameInARunAndAlone()
    {
        for (var unit = 0; unit < 0x10000; unit++)
        {
            // Eight at once are looked at together, so an exception inside a range of plain letters would be seen here.
            if (!char.IsSurrogate((char)unit))
                Assert.Equal(Nfc.Normalize($"a{(char)unit}") == $"a{(char)unit}", Nfc.IsNormalized(string.Concat(Enumerable.Repeat($"a{(char)unit}", 8))));
        }
    }
}
