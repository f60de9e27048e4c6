using SocialKit.Cli;

namespace SocialKit.Tests.Cli;

public sealed class CompletionTests : IDisposable
{
    private readonly CliRun _run = SmallCampaign.Good();

    [Fact]
    public void CommandsAreCompletedByTheirBeginning() => Assert.Equal(["calendar", "check", "completion", "copy"], Complete("c").Order(StringComparer.Ordinal));

    [Fact]
    public void TheHiddenCommandStaysHidden()
    {
        Assert.DoesNotContain("complete", Complete(""));
        Assert.Contains("preview", Complete(""));
    }

    [Fact]
    public void OptionsAreCompletedAfterAHyphen()
    {
        Assert.Contains("--platform", Complete("preview", "--"));
        Assert.Equal(["--anyway"], Complete("copy", SmallCampaign.Folder, "--any"));
    }

    [Fact]
    public void PlatformsAreTheValuesOfPlatform()
    {
        Assert.Contains("bluesky", Complete("preview", "-p", ""));
        Assert.Equal(["mastodon"], Complete("copy", "--platform", "ma"));
        Assert.Contains("whatsapp", Complete("share", "-p", ""));
    }

    [Fact]
    public void AListGoesOnAfterItsComma() => Assert.Equal(["x,bluesky"], Complete("check", "-p", "x,b"));

    [Fact]
    public void CampaignsMessagesAndLanguagesComeFromTheFolder()
    {
        Assert.Equal([SmallCampaign.Folder], Complete("copy", "mess"));
        Assert.Equal(["release"], Complete("copy", SmallCampaign.Folder, "-m", ""));
        Assert.Equal(["en", "kk"], Complete("copy", SmallCampaign.Folder, "--lang", "").Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("nonsense", "")]
    [InlineData("copy", "messages/nothing", "-m", "")]
    public void WhereNothingIsKnownNothingIsSaid(params string[] words)
    {
        Assert.Empty(Complete(words));
        Assert.Equal("", _run.Error);
    }

    [Fact]
    public void EverySuggestionSaysWhatItMeansAfterATab()
    {
        Assert.Equal(ExitCodes.Fine, _run.Run("complete", "--", "previ"));
        Assert.Matches("^preview\t.+\n$", _run.Out);
    }

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    [InlineData("pwsh")]
    public void ThereIsAScriptForEachShell(string shell)
    {
        Assert.Equal(ExitCodes.Fine, _run.Run("completion", shell));
        Assert.Contains("socialkit", _run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain('\r', _run.Out);
    }

    [Fact]
    public void AnotherShellIsRefused() => Assert.Equal(ExitCodes.Usage, _run.Run("completion", "tcsh"));

    private IEnumerable<string> Complete(params string[] words)
    {
        Assert.Equal(ExitCodes.Fine, _run.Run(["complete", "--", .. words]));
        return _run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')[0]);
    }

    public void Dispose() => _run.Dispose();
}
