using SocialKit.Platforms.X;

namespace SocialKit.Tests.Platforms.X;

public sealed class XLinkPathTests
{
    private static readonly XExtract Extract = new(XProfile.Current);

    [Theory]
    [InlineData("https://example.com/a!(b) c", "https://example.com/a")]
    [InlineData("https://example.com/a(b) c", "https://example.com/a(b)")]
    [InlineData("https://example.com/(ab(cd)ef)(gh", "https://example.com/(ab(cd)ef)")]
    [InlineData("https://example.com/a...", "https://example.com/a")]
    [InlineData("example.com?x=1", "example.com")]
    [InlineData("example.com/?x=1", "example.com/?x=1")]
    [InlineData("日本a.com", "a.com")]
    [InlineData("https://t.co/AbC…", "https://t.co/AbC")]
    public void ALinkEndsWhereTheReferenceEndsIt(string text, string link) => Assert.Equal(link, Assert.Single(Extract.Links(text)).Value);

    [Theory]
    [InlineData("me@example.com")]
    [InlineData("http://192.168.0.1/")]
    [InlineData("localhost")]
    [InlineData("end.Sox")]
    [InlineData("a.com+b")]
    public void WhatIsNoLinkIsNone(string text) => Assert.Empty(Extract.Links(text));
}
