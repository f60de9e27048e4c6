using SocialKit.Platforms;
using SocialKit.Platforms.Email;
using SocialKit.Posts;

namespace SocialKit.Tests.Platforms;

public sealed class ShareLinkTests
{
    private static readonly ShareRequest Request = new("Release them! & more #Tag — қазір")
    {
        Page = "https://page.example/a?b=c&d=e",
        Server = "social.example",
        Title = "An invented case",
        To = ["office@ministry.example"],
        CopyTo = ["a@embassy.example", "b@embassy.example"],
    };

    private const string Text = "Release%20them%21%20%26%20more%20%23Tag%20%E2%80%94%20%D2%9B%D0%B0%D0%B7%D1%96%D1%80";
    private const string Page = "https%3A%2F%2Fpage.example%2Fa%3Fb%3Dc%26d%3De";

    [Theory]
    [InlineData("bluesky", "https://bsky.app/intent/compose?text=" + Text)]
    [InlineData("mastodon", "https://social.example/share?text=" + Text)]
    [InlineData("facebook", "https://www.facebook.com/sharer/sharer.php?u=" + Page)]
    [InlineData("threads", "https://www.threads.com/intent/post?text=" + Text + "&url=" + Page)]
    [InlineData("telegram", "https://t.me/share/url?url=" + Page + "&text=" + Text)]
    [InlineData("linkedin", "https://www.linkedin.com/sharing/share-offsite/?url=" + Page)]
    [InlineData("whatsapp", "https://wa.me/?text=" + Text)]
    [InlineData("reddit", "https://www.reddit.com/submit?url=" + Page + "&title=An%20invented%20case")]
    [InlineData("email", "mailto:office@ministry.example?cc=a@embassy.example,b@embassy.example&subject=An%20invented%20case&body=" + Text)]
    public void EveryPlaceHasItsLink(string place, string link) => Assert.Equal(link, Link(place).Create(Request));

    [Theory]
    [InlineData("facebook")]
    [InlineData("linkedin")]
    [InlineData("reddit")]
    public void APlaceThatTakesOnlyAPageSaysSoAndRefusesToGoWithoutOne(string place)
    {
        Assert.False(Link(place).CarriesText);
        Assert.NotEmpty(Link(place).Warnings(Request));
        Assert.Throws<ShareLinkException>(() => Link(place).Create(Request with { Page = null }));
        Assert.Throws<ShareLinkException>(() => Link(place).Create(Request with { Page = "http://page.example" }));
        Assert.Throws<ShareLinkException>(() => Link(place).Create(Request with { Page = "https://page.example/a b" }));
    }

    [Fact]
    public void BlueskyWarnsOfTheAmpersand()
    {
        Assert.NotEmpty(Link("bluesky").Warnings(Request));
        Assert.Empty(Link("bluesky").Warnings(Request with { Text = "Release them" }));
    }

    [Fact]
    public void ALetterHasCrLfWhateverItsLineBreaksWere() =>
        Assert.Equal("mailto:?body=a%0D%0Ab%0D%0Ac%0D%0A", new EmailShareLink().Create(new("a\nb\r\nc\r")));

    [Fact]
    public void ALongLetterWarnsByTheLengthOfTheWholeLink()
    {
        var email = new EmailShareLink();
        var most = EmailShareLink.SafeLength - "mailto:?body=".Length;
        Assert.Empty(email.Warnings(new(new string('a', most))));
        Assert.NotEmpty(email.Warnings(new(new string('a', most + 1))));
    }

    [Theory]
    [InlineData("a@b.example?bcc=c@d.example", "a@b.example%3Fbcc%3Dc%40d.example")]
    [InlineData("a&b@c.example", "a%26b@c.example")]
    public void AnAddressCannotAddAFieldToTheLetter(string address, string encoded)
    {
        var link = new EmailShareLink().Create(new("x") { To = [address] });
        Assert.DoesNotContain("?bcc", link, StringComparison.Ordinal);
        Assert.Equal(encoded.Count(c => c == '@'), link.Count(c => c == '@'));
    }

    [Theory]
    [InlineData("not an address")]
    [InlineData("a@b.example,c@d.example")]
    [InlineData("a@b.example\r\nBcc: x")]
    [InlineData("@b.example")]
    public void WhatIsNoAddressIsRefused(string address) => Assert.Throws<ShareLinkException>(() => new EmailShareLink().Create(new("x") { To = [address] }));

    [Fact]
    public void HalfACharacterIsRefusedEverywhereWithItsPlace()
    {
        foreach (var link in KnownPlatforms.ShareLinks.Where(link => link.CarriesText))
            Assert.Contains("half a character", Assert.Throws<ShareLinkException>(() => link.Create(Request with { Text = "ab\uDE00" })).Message, StringComparison.Ordinal);
        Assert.Contains("Character 3 ", Assert.Throws<ShareLinkException>(() => Link("bluesky").Create(Request with { Text = "ab\uDE00" })).Message, StringComparison.Ordinal);
    }

    private static IShareLink Link(string place) => KnownPlatforms.ShareLinks.Single(link => link.Id.Value == place);
}
