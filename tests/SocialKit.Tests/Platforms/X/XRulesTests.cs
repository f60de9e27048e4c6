using SocialKit.Platforms.X;
using SocialKit.Posts;
using SocialKit.Text;

namespace SocialKit.Tests.Platforms.X;

public sealed class XRulesTests
{
    private static readonly XRules Rules = new(XProfile.Current);

    public static TheoryData<string, int> Lengths => new()
    {
        { string.Concat(Enumerable.Repeat("👨‍👩‍👧‍👦", 10)), 20 },
        { string.Concat(Enumerable.Repeat("🇰🇿", 10)), 20 },
        { new string('漢', 180), 360 },
        { "Read: https://www.amnesty.org/" + new string('a', 91), 29 },
        { "amnesty.org/en" + " 1234567", 31 },
        { "Write to @AmnestyEECA@mastodon.social now, please do so", 55 },
        { string.Concat(Enumerable.Repeat("e\u0301", 10)), 10 },
        { "It’s — “quoted” …", 18 },
        { "No. 5 №™•€", 14 },
        { "© and ®", 7 },
        { "That is the end.So it goes", 12 + 23 + 8 },
        { "\u200E\u200F\u202A", 6 },
        { "Серікжан Қазақстан", 18 },
    };

    [Theory]
    [MemberData(nameof(Lengths))]
    public void ATextCountsAsXCountsIt(string text, int length) => Assert.Equal(length, Read(text).Reading.Count.Length);

    [Fact]
    public void TheSeedsMessageCounts227()
    {
        var message = File.ReadLines(TestData.Path("seed-urgent-action.md")).Single(line => line.StartsWith("Serikzhan #Bilash", StringComparison.Ordinal));
        var (reading, entities) = Read(message);
        Assert.Equal(227, reading.Count.Length);
        Assert.Equal(["#Bilash", "#KazakhsInChina", "@GenProkRK"], entities.Select(entity => entity.Of(message).ToString()));
    }

    private static (PostReading Reading, List<Entity> Entities) Read(string text)
    {
        List<Entity> entities = [];
        return (Rules.Read(text, entities), entities);
    }
}
