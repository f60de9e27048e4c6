using System.Diagnostics;
using System.Text;
using CsCheck;
using SocialKit.Platforms.Bluesky.Cards;

namespace SocialKit.Tests.Platforms.Bluesky;

/// <summary>What is read from a page that somebody else wrote.</summary>
public sealed class HtmlHeadTests
{
    private static HtmlHead? Read(string html, string? charset = null) => HtmlHead.Read(Encoding.UTF8.GetBytes(html), charset);

    [Theory]
    [InlineData("<title> A\n page </title>", "A page", "", null)]
    [InlineData("<TITLE>A page</TITLE><META NAME=Description CONTENT='What it is'>", "A page", "What it is", null)]
    [InlineData("<title>Plain</title><meta property='og:title' content='Open &lt;Graph&gt; &#x1F1F0;&#x1F1FF;'>", "Open <Graph> 🇰🇿", "", null)]
    [InlineData("<meta name=twitter:title content=One><meta name=twitter:image content=/a.png>", "One", "", "/a.png")]
    [InlineData("<meta property='og:title' content='a > b'><meta property=og:title content=second>", "a > b", "", null)]
    [InlineData("<!-- <title>Hidden</title> --><script>'<title>Script</title>'</script><style><title>Style</title></style><title>Seen</title>", "Seen", "", null)]
    [InlineData("<title>Head</title><body><meta property=og:title content=Body>", "Head", "", null)]
    [InlineData("<title>a &#xD800; b</title>", "a &#xD800; b", "", null)]
    [InlineData("<title>a\u0000\u001b[31m b</title>", "a [31m b", "", null)]
    public void APageSaysWhatItIs(string html, string title, string description, string? picture)
    {
        var head = Read(html)!;
        Assert.Equal((title, description, picture), (head.Title, head.Description, head.Picture));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<title></title>")]
    [InlineData("<title>never closed")]
    [InlineData("<meta property=og:title>")]
    [InlineData("<body><title>Too late</title>")]
    public void APageWithoutATitleSaysNothing(string html) => Assert.Null(Read(html));

    [Fact]
    public void CyrillicInItsOwnEncodingIsRead()
    {
        byte[] page = [.. "<meta charset=\"windows-1251\"><title>"u8, 0xD1, 0xE2, 0xEE, 0xE1, 0xEE, 0xE4, 0xF3, .. "</title>"u8];
        Assert.Equal("Свободу", HtmlHead.Read(page, null)!.Title);
        Assert.Equal("Свободу", HtmlHead.Read(page, "\"windows-1251\"")!.Title);
        Assert.Equal("Свободу", Read("<title>Свободу</title>", "no-such-encoding")!.Title);
    }

    [Fact]
    public void WhatIsLongIsCutAtACharacter()
    {
        var head = Read($"<title>{string.Concat(Enumerable.Repeat("👩🏽‍⚖️", 400))}</title>")!;
        Assert.Equal(string.Concat(Enumerable.Repeat("👩🏽‍⚖️", 299)) + "…", head.Title);
        Assert.Equal(300, Read($"<title>{new string('a', 300)}</title>")!.Title.Length);
    }

    [Fact]
    public void NothingMakesItThrow() => Gen.OneOf(Gen.Char, Gen.Char["<>=\"'/!- metaitlscrypho:;&#"]).Array[0, 200].Sample(html => { _ = Read("<meta " + new string(html)); });

    [Theory]
    [InlineData("<meta ")]
    [InlineData("<meta a=\"")]
    [InlineData("<!--")]
    [InlineData("<script>")]
    [InlineData("<title>")]
    [InlineData("<")]
    [InlineData("a=")]
    public void AMebibyteOfItIsReadAtOnce(string piece)
    {
        var page = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(piece, 1024 * 1024 / piece.Length)));
        var begun = Stopwatch.GetTimestamp();
        _ = HtmlHead.Read(page, null);
        Assert.InRange(Stopwatch.GetElapsedTime(begun), TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }
}
