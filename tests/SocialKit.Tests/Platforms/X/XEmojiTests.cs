using System.Globalization;
using SocialKit.Platforms.X;

namespace SocialKit.Tests.Platforms.X;

public sealed class XEmojiTests(ITestOutputHelper output)
{
    private static readonly XReader Current = new(XProfile.Current);
    private static readonly XReader Reference = new(XProfile.TwitterText310);

    [Fact]
    public void EveryFullyQualifiedEmojiCountsTwo()
    {
        string[] sequences = [.. FullyQualified()];
        var two = sequences.Count(sequence => Current.Measure(sequence).WeightedLength == 2);
        output.WriteLine($"emoji-test 15.0, fully-qualified: {two}/{sequences.Length} count 2");
        Assert.Equal(3655, sequences.Length);
        Assert.Equal(sequences.Length, two);
    }

    [Fact]
    public void TheReferenceOf2020KnowsTheEmojiOfItsTime() =>
        Assert.Equal(2963, FullyQualified().Count(sequence => Reference.Measure(sequence).WeightedLength == 2));

    [Theory]
    [InlineData("🐦‍🔥")]
    [InlineData("🙂‍↔️")]
    [InlineData("🧑‍🧑‍🧒")]
    [InlineData("🫩")]
    [InlineData("\U0001FAC8")]
    public void AnEmojiNewerThanTheTestFileCountsTwo(string emoji) => Assert.Equal(2, Current.Measure(emoji).WeightedLength);

    private static IEnumerable<string> FullyQualified() =>
        from line in File.ReadLines(TestData.Path("unicode/emoji-test-15.0.txt"))
        where line.Contains("; fully-qualified", StringComparison.Ordinal)
        select string.Concat(line[..line.IndexOf(';', StringComparison.Ordinal)].Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(point => char.ConvertFromUtf32(int.Parse(point, NumberStyles.HexNumber, CultureInfo.InvariantCulture))));
}
