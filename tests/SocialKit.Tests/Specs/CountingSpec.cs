using System.Globalization;
using System.Text.RegularExpressions;
using SocialKit.Platforms;

namespace SocialKit.Tests.Specs;

/// <summary>The blocks of counting.md.</summary>
public sealed partial class CountingSpec
{
    public static TheoryData<int, string, int> Counts
    {
        get
        {
            var rows = new TheoryData<int, string, int>();
            foreach (var (i, block) in Blocks().Index())
            {
                foreach (var count in block.Groups[2].Value.Split(", ").Select(part => part.Split(' ')))
                    rows.Add(i, count[0], int.Parse(count[1], CultureInfo.InvariantCulture));
            }

            return rows;
        }
    }

    /// <summary>The texts of the blocks, in order.</summary>
    public static IReadOnlyList<string> Texts => [.. Blocks().Select(block => block.Groups[1].Value)];

    [Theory]
    [MemberData(nameof(Counts))]
    public void EachTextCountsWhatTheSpecificationSays(int block, string platform, int count)
    {
        var text = Blocks()[block].Groups[1].Value;
        var rules = KnownPlatforms.All[new PlatformId(platform)].Rules;
        Assert.Equal(count, rules.Read(text, []).Count.Length);
    }

    [Fact]
    public void EveryFenceIsABlock()
    {
        var specification = File.ReadAllText(FilePath);
        Assert.Equal(Fence().Count(specification), Blocks().Count);
        Assert.Equal(11, Blocks().Count);
    }

    private static string FilePath => Path.Combine(Repository.Root, "tests", "SocialKit.Tests", "Specs", "counting.md");

    private static List<Match> Blocks() => [.. Block().Matches(File.ReadAllText(FilePath)).Cast<Match>()];

    [GeneratedRegex(@"^```text\n(.*?)\n```\n(\w+ \d+(?:, \w+ \d+)*)$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex("^```text$", RegexOptions.Multiline)]
    private static partial Regex Fence();
}
