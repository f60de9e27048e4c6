using System.Globalization;
using System.Text;
using CsCheck;
using SocialKit.Testing;
using SocialKit.Text;

namespace SocialKit.Tests.Text;

public sealed class GraphemesTests
{
    [Fact]
    public void EveryVectorOfUnicode17IsSplitWhereItSays()
    {
        var vectors = File.ReadLines(TestData.Path("unicode/GraphemeBreakTest-17.0.0-from-unicode-rs.txt")).Where(line => line.StartsWith('÷')).ToList();
        var failures = new List<string>();
        foreach (var line in vectors)
        {
            var expected = line[..line.IndexOf('#', StringComparison.Ordinal)].Split('÷', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Select(cluster => string.Concat(cluster.Split('×', StringSplitOptions.TrimEntries).Select(FromHex))).ToList();
            var text = string.Concat(expected);
            if (!Split(text).SequenceEqual(expected) || Graphemes.Count(text) != expected.Count)
                failures.Add(line);
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"grapheme vectors: {vectors.Count - failures.Count}/{vectors.Count}");
        Assert.Empty(failures);
        Assert.Equal(766, vectors.Count);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("abc", 3)]
    [InlineData("a\r\nb", 3)]
    [InlineData("\n\r", 2)]
    [InlineData("👨‍👩‍👧‍👦", 1)]
    [InlineData("🇰🇿🇰🇿", 2)]
    [InlineData("🇰🇿🇰", 2)]
    [InlineData("e\u0301", 1)]
    [InlineData("क्षि", 1)]
    [InlineData("क्\u200Cष", 2)]
    [InlineData("ខ្មែរ", 2)]
    [InlineData("각각", 2)]
    [InlineData("\u1100\u1161\u11A8", 1)]
    public void ACharacterIsWhatAReaderSees(string text, int expected) => Assert.Equal(expected, Graphemes.Count(text));

    [Fact]
    public void ALoneSurrogateIsACharacterAsTheReplacementCharacterIs()
    {
        // Not rows of a theory: attributes are stored as UTF-8, which has no lone surrogates.
        foreach (var (text, expected) in new[] { ("\uD83D", 1), ("\uDE00\uD83D", 2), ("\uD83D\u0301", 1), ("\u0600\uD83D", 1), ("a\uD83Db", 3) })
        {
            Assert.Equal(expected, Graphemes.Count(text));
            Assert.Equal(expected, Graphemes.Count(text.Replace('\uD83D', '\uFFFD').Replace('\uDE00', '\uFFFD')));
        }
    }

    [Fact]
    public void ARunOfAsciiCountsAsItsCharactersOneByOne() =>
        Gen.OneOf(Gen.Char['\0', '\x7F'], Gen.Char["\r\né\u0301\u0600क"]).Array[0, 60].Select(chars => new string(chars))
            .Sample(text => Assert.Equal(Split(text).Count, Graphemes.Count(text)));

    [Fact]
    public void EveryUnitCountsAmongLettersAsItDoesOneByOne()
    {
        for (var unit = 0; unit < 0x10000; unit++)
        {
            var (same, c) = ((char)(unit ^ 1), (char)unit);
            foreach (var text in new[] { $"abcdefgh{c}{same}{c}ijklmnopqr", $"क{c}क्{c}क {c}가{c}각{c}\u0600{c}{same}{c}漢{c} Қазақ{c}", $"{c}{c}" })
            {
                Assert.Equal(Split(text).Count, Graphemes.Count(text, out var bytes));
                Assert.Equal(Encoding.UTF8.GetByteCount(text), bytes);
            }
        }
    }

    [Fact]
    public void BytesAreThoseOfUtf8() => AnyText.Texts.Sample(text =>
    {
        for (var repeat = 0; repeat < 3; repeat++, text += text)
        {
            Graphemes.Count(text, out var bytes);
            Assert.Equal(Encoding.UTF8.GetByteCount(text), bytes);
        }
    });

    [Fact]
    public void CountIndexAndBordersAgreeOnAnyText() => AnyText.Texts.Sample(text =>
    {
        var clusters = Split(text);
        Assert.Equal(text, string.Concat(clusters));
        Assert.Equal(clusters.Count, Graphemes.Count(text));
        var at = 0;
        for (var i = 0; i < clusters.Count; i++)
        {
            Assert.Equal(at, Graphemes.IndexAfter(text, i));
            Assert.Equal(at, Graphemes.BorderAtOrBefore(text, at));
            Assert.Equal(at, Graphemes.BorderAtOrBefore(text, at + clusters[i].Length - 1));
            at += clusters[i].Length;
        }
    });

    [Fact]
    public void ATextInPiecesCountsAsTheWhole() => Gen.Select(AnyText.Texts, Gen.Int[0, 200]).Sample((text, at) =>
    {
        var cut = Math.Min(at, text.Length);
        if (cut > 0 && cut < text.Length && char.IsSurrogatePair(text[cut - 1], text[cut]))
            return;
        var counter = new GraphemeCounter();
        counter.Add(text.AsSpan(0, cut));
        counter.Add(text.AsSpan(cut));
        Assert.Equal(Graphemes.Count(text), counter.Count);
    });

    [Fact]
    public void CountingAllocatesNothing()
    {
        const string text = "Свобода Серікжану 🇰🇿 क्षि e\u0301 and forty plain characters of ASCII behind it";
        var total = Graphemes.Count(text);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            total += Graphemes.Count(text);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(allocated < 1000, $"{allocated} bytes in 1000 counts of {total} characters");
    }

    private static List<string> Split(string text)
    {
        var clusters = new List<string>();
        foreach (var span in Graphemes.Enumerate(text))
            clusters.Add(text[span.Start..span.End]);
        return clusters;
    }

    private static string FromHex(string hex) => char.ConvertFromUtf32(int.Parse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture));
}
