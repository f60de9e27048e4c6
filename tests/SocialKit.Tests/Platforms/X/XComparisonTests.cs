using System.Text.Json;
using CsCheck;
using SocialKit.Campaigns;
using SocialKit.Platforms.Http;
using SocialKit.Platforms.X;
using SocialKit.Platforms.X.Api;
using SocialKit.Posts;
using SocialKit.Testing;
using SocialKit.Text;

namespace SocialKit.Tests.Platforms.X;

/// <summary>What was sent beside what X gives back.</summary>
public sealed class XComparisonTests
{
    private static readonly XComparison Comparison = new(XPlatform.Create().Rules);

    [Theory]
    [InlineData("plain", "plain", "", XLikeness.Same)]
    [InlineData("plain", "other", "", XLikeness.Other)]
    [InlineData("plain", "plain and more", "", XLikeness.Other)]
    [InlineData("plain and more", "plain", "", XLikeness.Other)]
    [InlineData("a < b & c > d", "a &lt; b &amp; c &gt; d", "", XLikeness.Same)]
    [InlineData("a < b & c > d", "a < b & c > d", "", XLikeness.Same)]
    [InlineData("write &amp;", "write &amp;amp;", "", XLikeness.Same)]
    [InlineData("write &lt;", "write &amp;lt;", "", XLikeness.Same)]
    [InlineData("e\u0301", "é", "", XLikeness.Same)]
    [InlineData("a\r\nb ", "a\nb", "", XLikeness.Same)]
    [InlineData("see https://example.org/a", "see https://t.co/abcdefghij", "https://example.org/a", XLikeness.Same)]
    [InlineData("see example.org/a", "see https://t.co/abcdefghij", "http://example.org/a", XLikeness.Same)]
    [InlineData("see https://Example.ORG", "see https://t.co/abcdefghij", "https://example.org/", XLikeness.Same)]
    [InlineData("see https://example.org/é", "see https://t.co/abcdefghij", "https://example.org/%C3%A9", XLikeness.Same)]
    [InlineData("see https://example.org/a", "see https://t.co/abcdefghij", "https://example.org/b", XLikeness.Maybe)]
    [InlineData("see https://example.org/a", "see https://t.co/abcdefghij", "https://example.com/a", XLikeness.Maybe)]
    [InlineData("see https://example.org/a", "see https://t.co/abcdefghij", "", XLikeness.Maybe)]
    [InlineData("see https://example.org/a", "look https://t.co/abcdefghij", "https://example.org/a", XLikeness.Other)]
    [InlineData("see https://example.org/a now", "see https://t.co/abcdefghij", "https://example.org/a", XLikeness.Other)]
    [InlineData("see https://t.co/abcdefghij", "see https://t.co/abcdefghij", "https://t.co/abcdefghij", XLikeness.Same)]
    [InlineData("plain", "plain https://t.co/abcdefghij", "https://example.org/a", XLikeness.Other)]
    public void AText(string sent, string seen, string leadsTo, object likeness) =>
        Assert.Equal((XLikeness)likeness, Of(sent, seen, leadsTo.Length == 0 ? [] : [new("https://t.co/abcdefghij", leadsTo, null)]));

    [Fact]
    public void ThePicturesOwnAddressAtTheEndIsNoPartOfTheText()
    {
        var post = new Post(XPlatform.Id, "with a picture") { Media = [new MediaFile("a.png", "A picture")] };
        Assert.Equal(XLikeness.Same, Comparison.Of(new("1", "with a picture https://t.co/abcdefghij", []) { Conversation = "1" }, post, null));
        Assert.Equal(XLikeness.Same, Comparison.Of(new("1", "https://t.co/abcdefghij", []) { Conversation = "1" }, post with { Text = "" }, null));
        Assert.Equal(XLikeness.Other, Comparison.Of(new("1", "with a picture https://t.co/abcdefghij more", []) { Conversation = "1" }, post, null));
        Assert.Equal(XLikeness.Same, Of("without", "without https://t.co/abcdefghij", [new("https://t.co/abcdefghij", "https://x.com/a/status/1/photo/1", null) { IsMedia = true }]));
    }

    [Theory]
    [InlineData("7", "7", "5", XLikeness.Same)]
    [InlineData("7", "8", "5", XLikeness.Other)]
    [InlineData("7", null, "5", XLikeness.Maybe)]
    [InlineData("7", null, "1", XLikeness.Other)]
    [InlineData("7", null, null, XLikeness.Maybe)]
    [InlineData(null, "7", "5", XLikeness.Other)]
    [InlineData(null, null, "5", XLikeness.Other)]
    [InlineData(null, null, "1", XLikeness.Same)]
    [InlineData(null, null, null, XLikeness.Same)]
    public void WhatItRepliesTo(string? sent, string? seen, string? conversation, object likeness) =>
        Assert.Equal((XLikeness)likeness, Comparison.Of(new("1", "the same", []) { RepliesTo = seen, Conversation = conversation }, new(XPlatform.Id, "the same"), sent));

    [Theory]
    [InlineData("thank you", "@invented_campaign thank you")]
    [InlineData("thank you", "@a @b thank you")]
    [InlineData("@b thank you", "@a @b thank you")]
    public void TheNamesThatXPutsBeforeAReplyAreNoPartOfIt(string sent, string seen)
    {
        var shown = new XOwnPost("1", seen, []) { RepliesTo = "7" };
        Assert.Equal(XLikeness.Same, Comparison.Of(shown, new(XPlatform.Id, sent), "7"));
        Assert.Equal(XLikeness.Other, Comparison.Of(shown with { RepliesTo = null }, new(XPlatform.Id, sent), null));
    }

    [Fact]
    public async Task WhateverWasPublishedIsRecognisedAndNoOtherTextIs()
    {
        await using var stub = new XStub(TimeProvider.System) { Links = text => [.. LinksIn(text).Select(link => (link.Start, link.End))] };
        var at = TimeProvider.System.GetUtcNow();
        Gen.Select(AnyText.Texts, AnyText.Texts).Sample(pair =>
        {
            var (text, other) = pair;
            if (!WholeText.Is(text))
                return;
            using var shown = JsonDocument.Parse(stub.Show(stub.Put(XRig.Me, text, at)));
            var seen = XOwnPost.Read(shown.RootElement)!;
            var hasLinks = LinksIn(Plain(text)).Count > 0;
            var itself = Comparison.Of(seen, new(XPlatform.Id, text), null);
            Assert.True(hasLinks ? itself != XLikeness.Other : itself == XLikeness.Same, $"{itself}: {seen.Text} {string.Join(" ", seen.Links)}");
            if (!hasLinks && !(text + other).Contains('&', StringComparison.Ordinal) && Plain(text) != Plain(other))
                Assert.Equal(XLikeness.Other, Comparison.Of(seen, new(XPlatform.Id, other), null));
        }, iter: 3000, threads: 1);
    }

    private static string Plain(string text) => Nfc.Normalize(text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n')).Trim();

    private static List<Entity> LinksIn(string text)
    {
        List<Entity> entities = [];
        XPlatform.Create().Rules.Read(text, entities);
        return [.. entities.Where(entity => entity.Kind == EntityKind.Link)];
    }

    private static XLikeness Of(string sent, string seen, IReadOnlyList<XOwnLink> links) => Comparison.Of(new("1", seen, links) { Conversation = "1" }, new(XPlatform.Id, sent), null);
}
