using CsCheck;
using SocialKit.Testing;
using SocialKit.Text;

namespace SocialKit.Tests.Text;

public sealed class TextMarksTests
{
    [Fact]
    public void EveryUnitIsMarkedWhereverItStands()
    {
        for (var unit = 0; unit <= 0xFFFF; unit++)
        {
            var c = (char)unit;
            foreach (var text in (string[])[c.ToString(), "words words words" + c, c + "words words words"])
            {
                var marks = TextMarks.Of(text);
                Assert.Equal(c == '@', marks.HasAt);
                Assert.Equal(char.IsAsciiDigit(c), marks.HasDigit);
                Assert.Equal(c is '[' or '{', marks.HasBracket);
                Assert.Equal(c == '_', marks.HasUnderscore);
                Assert.True(marks.MayHaveAnyAt || c is not ('@' or '\uFF20'));
                // Tags stand behind the high surrogate DB40.
                var mayBeHidden = (HiddenCharacters.Name(unit) is not null && c != '\r') || c == '\uDB40';
                Assert.True(marks.MayHaveHidden || !mayBeHidden);
                if (mayBeHidden)
                    Assert.Equal(text.IndexOf(c), TextMarks.NextMaybeHidden(text, 0));
            }
        }
    }

    [Fact]
    public void PlainLettersAreNotTakenForHiddenOnes() =>
        Assert.All("abc ÀÿńŁжқәґ“”‘’—–…•№€ שלום العدالة मानवाधिकार ความ თავისუფლება 人权を署名 자유 😀🇰🇿".Split(' '), word => Assert.False(TextMarks.Of(word).MayHaveHidden));

    [Fact]
    public void MarksOfATextAreThoseOfItsParts() => Gen.Select(AnyText.Texts, AnyText.Texts).Sample((first, second) =>
    {
        TextMarks whole = TextMarks.Of(first + second), one = TextMarks.Of(first), other = TextMarks.Of(second);
        return whole.HasAt == (one.HasAt || other.HasAt) && whole.HasDigit == (one.HasDigit || other.HasDigit) && whole.HasBracket == (one.HasBracket || other.HasBracket)
            && whole.HasUnderscore == (one.HasUnderscore || other.HasUnderscore) && whole.MayHaveHidden == (one.MayHaveHidden || other.MayHaveHidden);
    }, iter: 5_000);

    [Fact]
    public void TheNextIsFoundFromAnywhere() => Gen.Select(AnyText.Texts, Gen.Int[0, 200]).Sample((text, from) =>
    {
        from = Math.Min(from, text.Length);
        var next = TextMarks.NextMaybeHidden(text, from);
        var expected = from;
        while (expected < text.Length && !TextMarks.Of(text.AsSpan(expected, 1)).MayHaveHidden)
            expected++;
        return next == (expected == text.Length ? -1 : expected);
    }, iter: 5_000);
}
