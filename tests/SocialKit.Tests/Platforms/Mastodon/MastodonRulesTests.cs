using SocialKit.Pictures;
using SocialKit.Platforms.Mastodon;
using SocialKit.Posts;
using SocialKit.Testing;
using SocialKit.Text;

namespace SocialKit.Tests.Platforms.Mastodon;

public sealed class MastodonRulesTests
{
    private static readonly MastodonRules Rules = new();

    [Theory]
    [InlineData("https://a.com", 23)]
    [InlineData("https://www.example.com/a/very/long/path/that/goes/on/and/on", 23)]
    [InlineData("https://example.com/漢字/путь/مسار?q=1#x", 23)]
    [InlineData("gemini://example.com/x ipfs://example.com ssb://example.com", 71)]
    [InlineData("example.com/en", 14)]
    [InlineData("xhttps://example.com/0123456789", 31)]
    [InlineData("#https://example.com", 20)]
    [InlineData("жhttps://example.com/0123456789", 24)]
    [InlineData("ftp://example.com/0123456789012", 31)]
    [InlineData("http://localhost/0123456789", 27)]
    [InlineData("http://127.0.0.1/0123456789", 27)]
    [InlineData("https://example.com/a_(b)_c_(d_(e))!", 24)]
    [InlineData("(https://example.com)", 25)]
    [InlineData("https://example.comを見て", 26)]
    [InlineData("example.com/?u=https://example.org/a", 36)]
    [InlineData("https://example.com:8080/a, b", 26)]
    [InlineData("https://пример.рф/путь", 23)]
    [InlineData("https://example.com/\u0301", 23)]
    [InlineData("@user@social.example", 5)]
    [InlineData("@user", 5)]
    [InlineData("@user@", 6)]
    [InlineData("a@user@social.example", 21)]
    [InlineData("/@user@social.example", 21)]
    [InlineData("@user@social.example@", 21)]
    [InlineData("@user@сервер.рф!", 6)]
    [InlineData("👨‍👩‍👧‍👦e\u0301", 2)]
    public void ALinkAMentionAndACharacterCostWhatTheServerSays(string text, int length) => Assert.Equal(length, Rules.Read(text, []).Count.Length);

    [Fact]
    public void ADomainOver253CharactersIsNoMention()
    {
        var fits = "@user@" + string.Join('.', Enumerable.Repeat("abcdefghi", 25)) + ".com"; // 249 + 4
        Assert.Equal(5, Rules.Read(fits, []).Count.Length);
        Assert.Equal(260, Rules.Read("@user@" + string.Join('.', Enumerable.Repeat("abcdefghi", 25)) + ".info", []).Count.Length);
    }

    [Theory]
    [InlineData("#Tag #қазақ #漢字 #tag1", "#Tag #қазақ #漢字 #tag1")]
    [InlineData("#123 #_ #a_b #a·b #a· #·a", "#a_b #a·b #a")]
    [InlineData("x#a /#a =#a )#a (#a", "#a")]
    [InlineData("＃tag", "＃tag")]
    [InlineData("#می\u200Cخواهم", "#می\u200Cخواهم")]
    [InlineData("#tag-b", "#tag")]
    [InlineData("#タグhttps://example.com", "#タグ https://example.com")]
    [InlineData("example.com @a@b.example https://example.com", "@a@b.example https://example.com")]
    public void WhatTheServerMakesLinksOf(string text, string expected)
    {
        var entities = new List<Entity>();
        Rules.Read(text, entities);
        Assert.Equal(expected, string.Join(' ', entities.Select(entity => text[entity.Start..entity.End])));
    }

    [Fact]
    public void TheContentWarningCountsInFull()
    {
        var reading = Rules.Read("https://example.com/0123456789", "https://example.com/0123456789", []);
        Assert.Equal(30 + 23, reading.Count.Length);
        Assert.False(Rules.Read(new string('a', 400), new string('b', 101), []).IsValid);
        Assert.Equal(100, Rules.Read(new string('a', 400), new string('b', 101), []).FitsUntil);
    }

    [Fact]
    public void LimitsAreAssumedUntilTheServerSaysThem()
    {
        Assert.True(Rules.Limits.AreAssumed);
        var account = new Account("main", MastodonPlatform.Id, "invented@social.example") { Limits = new(5000, 10) };
        var stated = Rules.For(account);
        Assert.False(stated.Limits.AreAssumed);
        Assert.Equal(new Measure(CountUnit.Grapheme, 10, 5000), stated.Read("https://example.com", []).Count);
        Assert.True(Rules.For(account with { Limits = null }).Limits.AreAssumed);
    }

    [Fact]
    public void WhatAServerSaysOfPicturesCounts()
    {
        var account = new Account("main", MastodonPlatform.Id, "invented@social.example")
        {
            Limits = new(500, 23) { MaxMedia = 6, MaxPictureBytes = 8_000_000, MaxPicturePixels = 4_000_000, MediaTypes = ["image/png", "image/avif"] },
        };
        Assert.Equal((6, new PictureLimit(PictureType.Png, 8_000_000) { MaxPixels = 4_000_000 }), (Rules.For(account).Limits.MaxMedia, Assert.Single(Rules.For(account).Limits.Pictures)));
        // Of a server that says nothing of pictures, Mastodon's own limits are taken.
        Assert.Equal(Rules.Limits.Pictures, Rules.For(account with { Limits = new(500, 23) }).Limits.Pictures);
    }

    [Fact]
    public void AddressesWithinABareAddressAreNotReadAgainAndAgain()
    {
        static TimeSpan Took(int units)
        {
            var text = string.Concat(Enumerable.Repeat("a.co/http://", units / 12));
            var start = ThreadClock.Now;
            Rules.Read(text, []);
            return ThreadClock.Now - start;
        }
        Took(10_000);
        // Ten times the text in a hundred times the time would be a square: that took two seconds for the longer one.
        var (small, large) = (Took(100_000), Took(1_000_000));
        Assert.True(large < (small * 40) + TimeSpan.FromMilliseconds(100), $"{small.TotalMilliseconds} ms, {large.TotalMilliseconds} ms");
    }

    [Fact]
    public void AServerThatTakesNoKindOfPictureThatIsKnownHereTakesNone() =>
        Assert.Equal(0, Rules.For(new Account("main", MastodonPlatform.Id, "invented@social.example") { Limits = new(500, 23) { MediaTypes = ["image/avif"] } }).Limits.MaxMedia);

    [Fact]
    public void AServerThatCountsCodePointsGivesNoDiscount()
    {
        var rules = new MastodonRules(new(10, 23) { Unit = CountUnit.CodePoint });
        var reading = rules.Read("🇰🇿🇰🇿e\u0301@a@b.c", []);
        Assert.Equal(new Measure(CountUnit.CodePoint, 12, 10), reading.Count);
        Assert.Equal("🇰🇿🇰🇿e\u0301@a@b".Length, reading.FitsUntil);
    }

    [Fact]
    public void ALinkIsWhollyInOrOut()
    {
        var text = new string('a', 470) + " https://example.com/0123456789 tail";
        Assert.Equal(499, Rules.Read(text, []).Count.Length);
        Assert.Equal(471, Rules.Read("xxxxxxx" + text, []).FitsUntil - 7);
    }

    [Theory]
    [InlineData("https://www.example.com/a", "example.com/a")]
    [InlineData("https://example.com/0123456789012345678", "example.com/012345678901234567…")]
    [InlineData("gemini://example.com", "gemini://example.com")]
    [InlineData("example.com", "example.com")]
    public void ALinkIsShownWithoutItsSchemeAndThirtyCharactersLong(string link, string shown) => Assert.Equal(shown, Rules.ShowLink(link));

    [Theory]
    [InlineData("https://social.example")]
    [InlineData("user@social.example")]
    [InlineData("social.example/path")]
    [InlineData("social.example?x")]
    [InlineData("social.example#x")]
    [InlineData("social")]
    [InlineData("127.0.0.1")]
    [InlineData("social.example:0")]
    [InlineData("social.example:99999")]
    [InlineData("social .example")]
    [InlineData("social.example\\@evil.example")]
    [InlineData(null)]
    public void OnlyTheNameOfAServerMakesAShareLink(string? server) =>
        Assert.Throws<ShareLinkException>(() => new MastodonShareLink().Create(new("text") { Server = server }));

    [Fact]
    public void AShareLinkGoesToTheSupportersOwnServer() =>
        Assert.Equal("https://social.example:3000/share?text=a%20b", new MastodonShareLink().Create(new("a b") { Server = "social.example:3000" }));
}
