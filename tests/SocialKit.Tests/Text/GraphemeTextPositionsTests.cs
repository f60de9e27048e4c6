using System.Text;
using CsCheck;
using SocialKit.Testing;
using SocialKit.Text;

namespace SocialKit.Tests.Text;

public sealed class GraphemeTextPositionsTests
{
    [Fact]
    public void AFlagIsOnePositionInFourWaysOfCounting()
    {
        var positions = new TextPositions("é🇰🇿!");
        Assert.Equal((6, 4, 3, 11), (positions.Utf16Length, positions.CodePointLength, positions.GraphemeLength, positions.Utf8Length));
        Assert.Equal((3, 2, 10), (positions.ToCodePoint(5), positions.ToGrapheme(5), positions.ToUtf8(5)));
        Assert.Equal((5, 5, 5), (positions.FromCodePoint(3), positions.FromGrapheme(2), positions.FromUtf8(10)));
    }

    [Fact]
    public void APositionInsideACharacterIsThatOfItsBeginning()
    {
        var positions = new TextPositions("a🇰🇿");
        Assert.Equal((1, 1, 1), (positions.ToCodePoint(2), positions.ToGrapheme(4), positions.ToUtf8(2)));
        Assert.Equal((1, 1, 3), (positions.FromUtf8(2), positions.FromUtf8(4), positions.FromUtf8(5)));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(4)]
    public void APositionOutsideTheTextIsRefused(int position)
    {
        foreach (var positions in new[] { new TextPositions("abc"), new TextPositions("é\u0301b") })
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => positions.ToUtf8(position));
            Assert.Throws<ArgumentOutOfRangeException>(() => positions.FromGrapheme(position));
        }
    }

    [Fact]
    public void EveryPositionIsThatOfAFreshCount() => AnyText.Texts.Sample(text =>
    {
        var positions = new TextPositions(text);
        Assert.Equal(Graphemes.Count(text), positions.GraphemeLength);
        Assert.Equal(Encoding.UTF8.GetByteCount(text), positions.Utf8Length);
        Assert.Equal(text.EnumerateRunes().Count(), positions.CodePointLength);
        foreach (var rune in Borders(text))
        {
            Assert.Equal(Encoding.UTF8.GetByteCount(text.AsSpan(0, rune)), positions.ToUtf8(rune));
            Assert.Equal(rune, positions.FromUtf8(positions.ToUtf8(rune)));
            Assert.Equal(rune, positions.FromCodePoint(positions.ToCodePoint(rune)));
        }

        foreach (var span in Graphemes.Enumerate(text))
        {
            Assert.True(positions.IsBorder(span.Start));
            Assert.Equal(span.Start, positions.FromGrapheme(positions.ToGrapheme(span.Start)));
            for (var inside = span.Start + 1; inside < span.End; inside++)
                Assert.False(positions.IsBorder(inside));
        }
    });

    private static IEnumerable<int> Borders(string text)
    {
        for (var i = 0; i < text.Length; i += char.IsSurrogatePair(text, i) ? 2 : 1)
            yield return i;
    }
}
