using CsCheck;
using SocialKit.Platforms.X;
using SocialKit.Testing;
using SocialKit.Text;

namespace SocialKit.Tests.Platforms.X;

public sealed class XScanTests
{
    [Fact]
    public void TheScanFindsWhatALookAtEachUnitFinds() => AnyText.Texts.Sample(text => AssertScanned(text + text + text));

    [Fact]
    public void EveryUnitIsFoundAmongLettersOfItsOwnScriptAndOfOthers()
    {
        for (var unit = 0; unit < 0x10000; unit++)
        {
            AssertScanned($"abcdefgh{(char)unit}{(char)(unit & 0xFF00)}ijklmnopqr");
            AssertScanned($"Қазақстан {(char)unit} және {(char)unit}");
        }
    }

    [Theory]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(79)]
    [InlineData(129)]
    public void ASignIsFoundAtEveryPlaceOfATextOfAnyLength(int length)
    {
        for (var at = 0; at < length; at++)
        {
            foreach (var sign in ".@#$\uFF20\uFF03\u0301漢")
                AssertScanned(new string('a', at) + sign + new string('ж', length - at - 1));
        }
    }

    // The count does not look at the normal form inside an emoji.
    [Fact]
    public void NoEmojiHasAnythingThatNormalizingChanges()
    {
        var marks = Enumerable.Range(0, 0x10000).Select(unit => (char)unit).Where(unit => !char.IsSurrogate(unit) && XChars.Is(unit, XClasses.MayNormalize)).ToArray();
        var starts = Enumerable.Range(0, 0x10000).Where(unit => !char.IsSurrogate((char)unit) && XChars.Is((char)unit, XClasses.EmojiStart)).Concat(Enumerable.Range(0x1F000, 0xC00)).Select(char.ConvertFromUtf32);
        foreach (var emoji in (EmojiSequences[])[XProfile.TwitterText310.Emoji, XProfile.Current.Emoji])
        {
            foreach (var start in starts.Where(start => emoji.LengthAtStart(start) > 0))
            {
                Assert.True(Nfc.IsNormalized(start));
                foreach (var mark in marks)
                {
                    Assert.True(emoji.LengthAtStart(start + mark) <= start.Length);
                    Assert.True(emoji.LengthAtStart(start + '\u200D' + mark) <= start.Length);
                }
            }
        }
    }

    private static void AssertScanned(string text)
    {
        var scan = new XScan(text, new ulong[XScan.Words(text.Length)]);
        int dot = -1, sign = -1;
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '.')
                Assert.Equal(at, dot = scan.NextDot(dot + 1));
            if (text[at] is '@' or '#' or '$' or '\uFF20' or '\uFF03')
                Assert.Equal(at, sign = scan.NextSign(sign + 1));
            var isSpecial = (scan.Specials[at / XScan.WordLength] >> (at % XScan.WordLength) & 1) != 0;
            Assert.True(isSpecial || !XChars.Is(text[at], XClasses.Heavy | XClasses.MayNormalize), $"U+{(int)text[at]:X4} at {at}");
        }
        Assert.Equal(-1, scan.NextDot(dot + 1));
        Assert.Equal(-1, scan.NextSign(sign + 1));
    }
}
