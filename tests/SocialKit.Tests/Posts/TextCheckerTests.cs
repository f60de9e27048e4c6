using CsCheck;
using SocialKit.Platforms;
using SocialKit.Posts;
using SocialKit.Testing;

namespace SocialKit.Tests.Posts;

public sealed class TextCheckerTests
{
    // Whatever a check looks for, in pieces, so that random texts hit every one of them and their neighbours.
    private static readonly string[] Pieces =
    [
        " ", " ", " ", "a", "word", "Word", "é", "ж", "中", "ا", "😀", "👨‍👩‍👧", "\u200B", "\u202E", "\u200D", "\u200F", "\uFFFE", "\u001B", "\0", "\r\n", "\n", "\t", "\uD800", "\uDC00",
        "@", "@name", "@nаme", "＠name", "name@host.example", "@name@host.example", "@name/list", "#tag", "#alongerhashtag", "#ALongerHashtag", "#длинныйхештег", "$ABC",
        "https://example.org/path", "http://example.org", "example.com", "exаmple.com", "HTTP://EXAMPLE.ORG",
        "0", "+", "(0", "7", "20", "+49 30 123456", "030 123456 78", "2019-05-21", "12 Main Street", "rue Haute", "5 rue Haute", "ул. Ленина 5", "Hauptstraße 7", "place ",
        "[", "]", "[NAME]", "{", "}", "{target}", "_", "__", "___", "____", ".", "-", "/", "http:", "[sic]",
    ];

    private static readonly Gen<string> Texts = Gen.Int[0, Pieces.Length - 1].List[0, 40].Select(picked => string.Concat(picked.Select(piece => Pieces[piece])));

    [Theory]
    [MemberData(nameof(PlatformIds))]
    public void ItSaysWhatTheCheckerSays(string id)
    {
        var platform = KnownPlatforms.All[new PlatformId(id)];
        foreach (var automated in (bool[])[false, true])
        {
            var context = new CheckContext(platform, platform.Rules) { Platforms = KnownPlatforms.All, Automated = automated };
            Texts.Sample(
                text =>
                {
                    var checker = new TextChecker(context);
                    checker.Check(text);
                    var check = Checker.CheckAsWritten(text, context);
                    return checker.Findings.Equals(check.Findings) && checker.Reading == check.Reading && checker.Entities.SequenceEqual(check.Entities);
                },
                iter: 2000);
        }
    }

    [Fact]
    public void ATextWithNothingToSayAboutCostsNoMemoryBeyondItsCounting()
    {
        var platform = KnownPlatforms.All[new PlatformId("x")];
        var checker = new TextChecker(new CheckContext(platform, platform.Rules));
        var entities = new List<SocialKit.Text.Entity>();
        const string text = "Release @somebody now, 30 days are over: #FreeThem https://example.org/path";
        // Code that the runtime has not optimised yet boxes what optimised code does not: it is given time to become hot.
        long beyond;
        var clock = System.Diagnostics.Stopwatch.StartNew();
        do
        {
            var counting = AllocatedBy(() =>
            {
                entities.Clear();
                platform.Rules.Read(text, entities);
            });
            beyond = AllocatedBy(() => checker.Check(text)) - counting;
        }
        while (beyond != 0 && clock.Elapsed < TimeSpan.FromSeconds(20));
        Assert.Equal(0, beyond);
        Assert.Empty(checker.Findings);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("bluesky")]
    [InlineData("mastodon")]
    public void TimeGrowsWithTheTextAndNoFaster(string id)
    {
        var platform = KnownPlatforms.All[new PlatformId(id)];
        var checker = new TextChecker(new CheckContext(platform, platform.Rules) { Platforms = KnownPlatforms.All, Automated = true });
        foreach (var piece in (string[])["a", "A", "@a ", "@a.b ", "a@", "a@b.c ", "a@1.", "@nаme ", "0", "0 ", "1 Aa ", "1 A", "+49 30 1234567 @a ", "[a] #b ", "___ ", "\u200E", "\U0001F3F4\U000E0067", "\U000E0067", "\u200D", "http://a.com ", "exаmple.com ", "ул. 1", "rue A 1 ", "e\u0301"])
        {
            var (small, large) = (Repeated(piece, 10_000), Repeated(piece, 320_000));
            // Linear is 32 times as long; quadratic 1,024 times. Many findings are more work for the memory than a few.
            var ratio = double.MaxValue;
            for (var tries = 0; tries < 3 && ratio > 250; tries++)
                ratio = Math.Min(ratio, Cost(checker, large) / Math.Max(Cost(checker, small), 0.05));
            Assert.True(ratio < 250, $"'{piece}': {ratio:F0} times the time for 32 times the text");
        }
    }

    private static double Cost(TextChecker checker, string text)
    {
        var start = ThreadClock.Now;
        checker.Check(text);
        return (ThreadClock.Now - start).TotalMilliseconds;
    }

    private static string Repeated(string piece, int length) => string.Concat(Enumerable.Repeat(piece, length / piece.Length));

    private static long AllocatedBy(Action action)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
            action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    [Fact]
    public void ItIsForTextsOfNoCampaign()
    {
        var platform = KnownPlatforms.All[0];
        var campaign = new SocialKit.Campaigns.Campaign { Slug = "a", Title = "A" };
        Assert.Throws<ArgumentException>(() => new TextChecker(new CheckContext(platform, platform.Rules) { Campaign = campaign }));
    }

    public static TheoryData<string> PlatformIds() => [.. KnownPlatforms.All.Select(platform => platform.Id.Value)];
}
