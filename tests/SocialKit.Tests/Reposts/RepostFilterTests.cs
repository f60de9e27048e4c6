using CsCheck;
using SocialKit.Reposts;
using SocialKit.Testing;

namespace SocialKit.Tests.Reposts;

/// <summary>Which posts of a listed account are taken, and which are not.</summary>
public sealed class RepostFilterTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    private static string Judge(FeedPost post, RepostRules? rules = null) => new RepostFilter(rules ?? TestFeeds.Open).Judge(post, "id-poet", Now) switch
    {
        Verdict.Take => VerdictCodes.Taken,
        Verdict.Hold hold => hold.Code,
        Verdict.Skip skip => skip.Code,
        _ => "",
    };

    private static FeedPost Post(string text = "Free her") => TestFeeds.Post(Now.AddHours(-1), text: text);

    [Fact]
    public void AnOwnPublicNewPostIsTaken() => Assert.Equal(VerdictCodes.Taken, Judge(Post()));

    [Fact]
    public void NeitherRepliesNorRepostsNorOthersPostsNorPrivateOnesAreTaken()
    {
        Assert.Equal(VerdictCodes.IsReply, Judge(Post() with { IsReply = true }));
        Assert.Equal(VerdictCodes.IsRepost, Judge(Post() with { IsRepost = true }));
        Assert.Equal(VerdictCodes.NotOwn, Judge(Post() with { AuthorId = "id-somebody" }));
        Assert.Equal(VerdictCodes.NotPublic, Judge(Post() with { IsPublic = false }));
    }

    [Fact]
    public void AgeCountsUpToTheMostAllowed()
    {
        Assert.Equal(VerdictCodes.Taken, Judge(Post() with { At = Now.AddHours(-24).AddSeconds(1) }));
        Assert.Equal(VerdictCodes.TooOld, Judge(Post() with { At = Now.AddHours(-24) }));
        Assert.Equal(VerdictCodes.Taken, Judge(Post() with { At = Now.AddMinutes(14) }));
        Assert.Equal(VerdictCodes.FromTheFuture, Judge(Post() with { At = Now.AddMinutes(16) }));
    }

    [Fact]
    public void OneOfTheWantedHashtagsOrWordsIsEnough()
    {
        var rules = TestFeeds.Open with { Hashtags = ["FreeThePoet"], Words = ["house arrest"] };
        Assert.Equal(VerdictCodes.NotWanted, Judge(Post("A recipe"), rules));
        Assert.Equal(VerdictCodes.Taken, Judge(Post("A poem") with { Hashtags = ["freethepoet"] }, rules));
        Assert.Equal(VerdictCodes.Taken, Judge(Post("She is under HOUSE\u00A0 arrest."), rules));
    }

    [Fact]
    public void UnwantedGoesBeforeWanted()
    {
        var rules = TestFeeds.Open with { Words = ["poet"], NotWords = ["buy*"], NotHashtags = ["ad"] };
        Assert.Equal(VerdictCodes.Unwanted, Judge(Post("Buying the poet's book"), rules));
        Assert.Equal(VerdictCodes.Unwanted, Judge(Post("the poet") with { Hashtags = ["AD"] }, rules));
    }

    [Fact]
    public void AHoldWordOrAWarningAsksAPerson()
    {
        var rules = TestFeeds.Open with { HoldWords = ["torture*"] };
        Assert.Equal(VerdictCodes.HoldWord, Judge(Post("She was tortured"), rules));
        Assert.Equal(VerdictCodes.HoldWord, Judge(Post("Read this") with { Warning = "torture" }, rules));
        Assert.Equal(VerdictCodes.Warned, Judge(Post("Read this") with { Warning = "violence" }, rules));
    }

    [Fact]
    public void AnotherLanguageIsLeftOutAndAnUnknownOneAsksAPerson()
    {
        var rules = TestFeeds.Open with { Languages = ["en", "kk"] };
        Assert.Equal(VerdictCodes.Taken, Judge(Post() with { Language = "en-GB" }, rules));
        Assert.Equal(VerdictCodes.Language, Judge(Post() with { Language = "eng" }, rules));
        Assert.Equal(VerdictCodes.Language, Judge(Post() with { Language = "ru" }, rules));
        Assert.Equal(VerdictCodes.LanguageUnknown, Judge(Post(), rules));
    }

    [Fact]
    public void MediaCanBeRequired()
    {
        var rules = TestFeeds.Open with { NeedsMedia = true };
        Assert.Equal(VerdictCodes.NoMedia, Judge(Post(), rules));
        Assert.Equal(VerdictCodes.Taken, Judge(Post() with { HasMedia = true }, rules));
    }

    [Theory]
    [InlineData("art", "the ART of it", true)]
    [InlineData("art", "house arrest", false)]
    [InlineData("art", "party", false)]
    [InlineData("art*", "artist", true)]
    [InlineData("*art", "smart", true)]
    [InlineData("café", "cafe\u0301 noir", true)]
    [InlineData("buy", "b\u200Buy now", true)]
    [InlineData("бостандық", "БОСТАНДЫҚ!", true)]
    [InlineData("ΣΟΦΟΣ", "σοφος", true)]
    [InlineData("自由", "我们要自由和平", true)]
    [InlineData("เสรีภาพ", "เราต้องการเสรีภาพเดี๋ยวนี้", true)]
    [InlineData("no 5", "no\n5", true)]
    [InlineData("a", "\uD83D", false)]
    public void WordsAreFoundWholeWithoutCaseAndWhateverIsHiddenInThem(string word, string text, bool isThere) => Assert.Equal(isThere, new WordList([word]).FirstIn(text) is not null);

    [Fact]
    public void NoTextMakesTheFilterThrow()
    {
        var filter = new RepostFilter(TestFeeds.Open with { Hashtags = ["a"], Words = ["b*", "自"], NotWords = ["c d"], HoldWords = ["e"], Languages = ["en"] });
        Gen.Select(Gen.String[Gen.Char, 0, 60], Gen.String[Gen.Char, 0, 8]).Sample((text, tag) => filter.Judge(Post(text) with { Hashtags = [tag], Language = tag }, "id-poet", Now) is not null);
    }
}
