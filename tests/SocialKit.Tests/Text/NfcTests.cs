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
    public async Task EveryCodePointIsOrderedAndComposedAsByIcuOfUnicode17()
    {
        const int normalForm = 10; // among the script's answers
        var stride = NodeReference.Count > 20_000 ? 1 : 5;
        string[] texts = [.. Enumerable.Range(0x300, 0x1FD00).Concat(Enumerable.Range(0x2F800, 0x400)).Concat(Enumerable.Range(0xE0000, 0x200)).Where(point => point is < 0xD800 or > 0xDFFF)
            .Where(point => point % stride == 0 || point is >= 0x1AB0 and <= 0x1AFF or >= 0x10EF0 and <= 0x10EFF).Chunk(8)
            .Select(points => string.Concat(points.Select(char.ConvertFromUtf32).Select(one => $"x{one}a\u0323\u0301{one}\u0300\u0334\u093C{one}\u0345{one}\u1161")))];
        var answers = await NodeReference.AnswersAsync("twitter-text.js", "twitter-text", texts, TestContext.Current.CancellationToken);
        foreach (var (text, answer) in texts.Zip(answers))
            Assert.Equal(answer.Split('|')[normalForm], NodeReference.Escape(Nfc.Normalize(text)));
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
