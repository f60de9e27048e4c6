using SocialKit.Platforms.Http;
using SocialKit.Platforms.Mastodon;
using SocialKit.Testing;
using SocialKit.Testing.Mastodon;
using CsCheck;

namespace SocialKit.Tests.Platforms.Mastodon;

public sealed class MastodonTextTests
{
    [Theory]
    [InlineData("<p>Free &lt;them&gt; &amp; &quot;us&quot; &#39;now&#39;</p>", "Free <them> & \"us\" 'now'")]
    [InlineData("<p>one<br />two</p><p>three</p>", "one\ntwo\n\n\nthree")]
    [InlineData("<p>See <a href=\"https://www.example.org/a?b=1&amp;c=2\"><span class=\"invisible\">https://www.</span><span class=\"ellipsis\">example.org/a?b=1</span><span class=\"invisible\">&amp;c=2</span></a>!</p>", "See https://www.example.org/a?b=1&c=2!")]
    [InlineData("<p><span class=\"h-card\"><a href=\"https://far.example/@Anna\" class=\"u-url mention\">@<span>Anna</span></a></span>, look</p>", "@anna@far.example, look")]
    [InlineData("<p>@anna.b-1 and @nobody@nowhere.example</p>", "@anna.b-1@far.example and @nobody@nowhere.example")]
    [InlineData("<p>mail a@b.example</p>", "mail a@b.example")]
    [InlineData("<p>@anna@far.example1\uFE0F\u20E3<a href=\"https://far.example/@anna\">@anna</a></p>", "@anna@far.example1\uFE0F\u20E3@anna@far.example")]
    [InlineData("<p><a href=\"x\" class=\"mention hashtag\">#<span>Free</span></a> 🕊️</p>", "#Free 🕊️")]
    [InlineData("plain", "plain")]
    [InlineData("<p>1 &lt; 2", "1 < 2")]
    [InlineData("<p>𝒜 漢字 \u202Eمرحبا</p>", "  𝒜 漢字 \u202Eمرحبا \n")]
    public void HtmlSaysTheTextItWasMadeOf(string html, string text) => Assert.True(MastodonText.Says(html, text));

    [Theory]
    [InlineData("<p>one two</p>", "one  two three")]
    [InlineData("<p>@anna</p>", "@anne@far.example")]
    [InlineData("<p>Free</p>", "free")]
    [InlineData("<p>a</p>", "")]
    [InlineData("", "a")]
    [InlineData("<p>https://example.org/a</p>", "https://example.org/b")]
    [InlineData("<p>ab</p>", "a b")]
    public void OtherWordsAreOtherWords(string html, string text) => Assert.False(MastodonText.Says(html, text));

    [Fact]
    public void WhatAServerMakesOfAnyTextSaysThatText() => AnyText.Texts.Where(text => WholeText.Is(text)).Sample(text =>
    {
        Assert.True(MastodonText.Says(MastodonHtml.Of(text, cutsLinks: true), text), text);
        Assert.True(MastodonText.Says(MastodonHtml.Of(text, cutsLinks: false), text), text);
    }, iter: 5_000);

    [Fact]
    public void NoHtmlMakesItThrow() => AnyText.Texts.Select(Gen.String, (text, junk) => text + "<" + junk + ">" + text + "&" + junk + ";").Sample(html => MastodonText.OfHtml(html), iter: 5_000);
}
