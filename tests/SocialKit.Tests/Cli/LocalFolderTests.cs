using SocialKit.Platforms;
using SocialKit.Platforms.Folder;

namespace SocialKit.Tests.Cli;

public sealed class LocalFolderTests : IDisposable
{
    private readonly CliRun _run = SmallCampaign.Good();

    public void Dispose() => _run.Dispose();

    [Theory]
    [InlineData("check")]
    [InlineData("preview")]
    public void AFolderIsNoneOfThePlatformsThatAreTakenByDefault(string command)
    {
        Assert.Equal(0, _run.Run(command, SmallCampaign.Folder, "--json"));
        Assert.Contains("\"platform\": \"x\"", _run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("\"platform\": \"folder\"", _run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("check")]
    [InlineData("preview")]
    public void NamedItIsTakenLikeAnyOther(string command)
    {
        Assert.Equal(0, _run.Run(command, SmallCampaign.Folder, "-p", "folder", "--json"));
        Assert.Contains("\"platform\": \"folder\"", _run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void WhomAMentionNotifiesIsNoQuestionThere()
    {
        Assert.Equal(0, _run.Run("check", SmallCampaign.Folder, "-p", "folder", "--lang", "en", "--strict"));
        Assert.Equal("1 post on 1 platform: all is well\n", _run.Out);
    }

    [Fact]
    public void ItsAccountIsThereWithoutAnySetUp() => Assert.Equal(new Account("folder", FolderPlatform.Id, "folder"), FolderPlatform.Create().OwnAccount);

    [Fact]
    public void NoNetworkHasAnAccountThatNobodyListed() => Assert.All(KnownPlatforms.All.Where(platform => !platform.IsLocal), platform => Assert.Null(platform.OwnAccount));
}
