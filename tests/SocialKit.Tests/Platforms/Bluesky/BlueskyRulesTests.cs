using CsCheck;
using SocialKit.Platforms.Bluesky;
using SocialKit.Posts;
using SocialKit.Testing;
using SocialKit.Text;

namespace SocialKit.Tests.Platforms.Bluesky;

public sealed class BlueskyRulesTests
{
    private static readonly BlueskyRules Rules = new();

    [Fact]
    public void ThreeHundredFamiliesFitByCharactersButNotByBytes()
    {
        var text = string.Concat(Enumerable.Repeat("👨‍👩‍👧‍👦", 300));
        var reading = Rules.Read(text, []);
        Assert.Equal(new Measure(CountUnit.Grapheme, 300, 300), reading.Count);
        Assert.Equal(new Measure(CountUnit.Utf8Byte, 7500, 3000), reading.Second);
        Assert.False(reading.IsValid);
        Assert.Equal(120 * 11, reading.FitsUntil);
    }

    [Theory]
    [InlineData("@GenProkRK is no handle here", "")]
    [InlineData("@name.bsky.social and @b.test, @c.TEST", "@name.bsky.social @b.test")]
    [InlineData("write to a@b.com", "")]
    [InlineData("(example.com)", "example.com")]
    [InlineData("see httpfoo.com", "httpfoo.com")]
    [InlineData("HTTPS://example.com http://x", "http://x")]
    [InlineData("#a#b #1 #1a ＃қазақ. #❤️ #️⃣", "#a#b #1a ＃қазақ #❤️")]
    [InlineData("$BTC ($eth) $TOOLONG $1", "$BTC $eth")]
    [InlineData("a.com/(@b.com) #x(y.com", "a.com/(@b.com) #x(y.com")]
    [InlineData("((((@a.com@b.com", "@a.com")]
    [InlineData("@a.com_b @a.com- @-a.com", "@a.com @-a.com")]
    public void WhatTheClientMakesOfAText(string text, string expected) => Assert.Equal(expected, string.Join(' ', Found(text).Select(entity => text[entity.Start..entity.End])));

    [Theory]
    [InlineData("https://example.com", "example.com")]
    [InlineData("https://example.com/", "example.com")]
    [InlineData("https://Example.com/short", "example.com/short")]
    [InlineData("https://example.com/123456789012345", "example.com/123456789012...")]
    [InlineData("https://example.com/12345678901234", "example.com/12345678901234")]
    [InlineData("https://www.amnesty.org/en/documents/asa17/9113/2018/en/", "www.amnesty.org/en/documents...")]
    [InlineData("https://example.com?q=1#frag", "example.com?q=1#frag")]
    [InlineData("http://example.com:80/a", "example.com/a")]
    [InlineData("http://example.com:8080/a", "example.com:8080/a")]
    [InlineData("https://kk.example.com/Бас_бет", "kk.example.com/%D0%91%D0%B0...")]
    [InlineData("https://қаз.example", "xn--80ao21a.example")]
    [InlineData("example.com/a/very/long/path/without/scheme", "example.com/a/very/long/path/without/scheme")]
    [InlineData("mailto:a@b.example", "mailto:a@b.example")]
    [InlineData("https://", "https://")]
    [InlineData("https://a b", "https://a b")]
    [InlineData("http://192.168.0.1/", "192.168.0.1")]
    [InlineData("http://192.168.257/", "192.168.1.1")]
    [InlineData("http://0x7f.1/", "127.0.0.1")]
    [InlineData("http://010.0.0.1/", "8.0.0.1")]
    [InlineData("http://256.0.0.1/", "http://256.0.0.1/")]
    [InlineData("http://1.2.3.4.5/", "http://1.2.3.4.5/")]
    [InlineData("http://192.168.0.1b/", "192.168.0.1b")]
    public void ALinkIsShownAsTheClientShortensIt(string link, string shown) => Assert.Equal(shown, Rules.ShowLink(link));

    [Fact]
    public void ALinkWithoutSchemeGetsOne()
    {
        // The reference's bug, repaired: it hands out "httpfoo.com" as an address.
        Assert.Equal([new BlueskyFacet.Link(4, 15, "https://httpfoo.com")], BlueskyFacets.Of(new Post(BlueskyPlatform.Id, "see httpfoo.com")));
    }

    [Fact]
    public void AShortenedLinkKeepsItsWholeAddressInTheFacet()
    {
        const string text = "Қараңыз: example.com/12345678901... #Тег";
        var start = text.IndexOf("example", StringComparison.Ordinal);
        var post = new Post(BlueskyPlatform.Id, text) { Links = [new(new(start, text.IndexOf(" #", StringComparison.Ordinal)), "https://example.com/12345678901234567")] };
        Assert.Equal([new BlueskyFacet.Link(16, 42, "https://example.com/12345678901234567"), new BlueskyFacet.Tag(43, 50, "Тег")], BlueskyFacets.Of(post));
    }

    [Fact]
    public void WhatWouldMakeTheServerRefuseThePostGetsNoFacet()
    {
        var tag = "#" + string.Concat(Enumerable.Repeat("e" + new string('\u0301', 5), 60));
        Assert.Single(Found(tag));
        Assert.Empty(BlueskyFacets.Of(new Post(BlueskyPlatform.Id, tag)));
        Assert.Empty(BlueskyFacets.Of(new Post(BlueskyPlatform.Id, "http://.")));
    }

    [Fact]
    public void FacetsNeverOverlapAndNeverLeaveTheText() => AnyText.Texts.Sample(text =>
    {
        var positions = new TextPositions(text);
        var end = 0;
        foreach (var facet in BlueskyFacets.Of(new Post(BlueskyPlatform.Id, text)))
        {
            Assert.True(facet.ByteStart >= end && facet.ByteEnd > facet.ByteStart && facet.ByteEnd <= positions.Utf8Length);
            Assert.Equal(facet.ByteStart, positions.ToUtf8(positions.FromUtf8(facet.ByteStart)));
            Assert.Equal(facet.ByteEnd, positions.ToUtf8(positions.FromUtf8(facet.ByteEnd)));
            end = facet.ByteEnd;
        }
    }, iter: 2000);

    private static List<Entity> Found(string text)
    {
        var entities = new List<Entity>();
        Rules.Read(text, entities);
        return entities;
    }
}
