namespace SocialKit.Tests;

public sealed class FoundationTests
{
    [Fact]
    public void EveryPlatformIsFoundByItsName() =>
        Assert.All(Platforms.KnownPlatforms.All, platform => Assert.True(Platforms.KnownPlatforms.All.TryFind(platform.Name, out _)));
}
