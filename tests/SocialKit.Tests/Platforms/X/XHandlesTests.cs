using SocialKit.Platforms.X;

namespace SocialKit.Tests.Platforms.X;

public sealed class XHandlesTests
{
    private static readonly XHandles Handles = new();

    [Theory]
    [InlineData("@GenProkRK", "GenProkRK")]
    [InlineData("GenProkRK", "GenProkRK")]
    [InlineData("https://twitter.com/GenProkRK", "GenProkRK")]
    [InlineData("http://www.twitter.com/GenProkRK/", "GenProkRK")]
    [InlineData("https://mobile.twitter.com/GenProkRK?lang=en", "GenProkRK")]
    [InlineData("https://x.com/GenProkRK?s=20&t=a/b", "GenProkRK")]
    [InlineData("x.com/a_1", "a_1")]
    [InlineData("HTTPS://X.COM/@a", "a")]
    [InlineData("https://twitter.com/#!/GenProkRK", "GenProkRK")]
    [InlineData("fifteen_letters", "fifteen_letters")]
    public void AHandleIsReadAsPeopleWriteIt(string written, string name)
    {
        Assert.True(Handles.TryParse(written, out var handle));
        Assert.Equal(name, handle.Name);
    }

    [Theory]
    [InlineData("")]
    [InlineData("@")]
    [InlineData("@@a")]
    [InlineData("sixteen_letters_")]
    [InlineData("name.bsky.social")]
    [InlineData("@user@mastodon.example")]
    [InlineData("имя")]
    [InlineData("\u212Aazakh")]
    [InlineData("name\n")]
    [InlineData(" name")]
    [InlineData("https://x.com/")]
    [InlineData("https://x.com/intent/tweet?text=a")]
    [InlineData("https://x.com/search?q=a")]
    [InlineData("https://x.com/hashtag/a")]
    [InlineData("https://x.com/i/lists/1")]
    [InlineData("https://x.com/i")]
    [InlineData("https://x.com/name/status/1")]
    [InlineData("https://x.com.evil.example/name")]
    [InlineData("https://notx.com/name")]
    [InlineData("https://bsky.app/profile/name")]
    public void WhatIsNoHandleHereIsRefused(string written) => Assert.False(Handles.TryParse(written, out _));
}
