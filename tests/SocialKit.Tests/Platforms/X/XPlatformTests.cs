using System.Text;
using CsCheck;
using SocialKit.Platforms.X;
using SocialKit.Posts;
using SocialKit.Testing;
using SocialKit.Text;

namespace SocialKit.Tests.Platforms.X;

public sealed class XPlatformTests
{
    private static readonly Platform X = XPlatform.Create();

    [Theory]
    [InlineData("x")]
    [InlineData("Twitter")]
    [InlineData("X (formerly Twitter)")]
    public void ItIsFoundUnderItsOldNameToo(string label) => Assert.True(X.IsCalled(label));

    [Fact]
    public void AShareLinkDecodesBackToExactlyTheText() => AnyText.Texts.Where(IsWhole).Sample(text =>
    {
        var link = X.ShareLink!.Create(new ShareRequest(text));
        Assert.DoesNotContain('+', link);
        Assert.Equal(text, Uri.UnescapeDataString(link["https://x.com/intent/tweet?text=".Length..]));
    });

    [Fact]
    public void HalfACharacterIsNotShared() => Assert.Throws<ShareLinkException>(() => X.ShareLink!.Create(new ShareRequest("a\uD83D")));

    [Fact]
    public void APostWithALinkCostsMore()
    {
        Assert.Equal(0.015m, X.Price!.OfPost("a", []).Amount);
        Assert.Equal(0.200m, X.Price!.OfPost("a.com", [new Entity(EntityKind.Link, 0, 5)]).Amount);
    }

    [Theory]
    [InlineData("https://www.amnesty.org/en/", "www.amnesty.org/en/")]
    [InlineData("HTTP://a.com", "a.com")]
    [InlineData("amnesty.org", "amnesty.org")]
    [InlineData("no link", "no link")]
    [InlineData("https://", "https://")]
    public void ALinkIsShownWithoutItsScheme(string link, string shown) => Assert.Equal(shown, X.Rules.ShowLink(link));

    // UTF-8 carries no half characters.
    private static bool IsWhole(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) == text;
}
