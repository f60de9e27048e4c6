using System.Text.Json;

namespace SocialKit.Tests.Cli;

public sealed class CheckCommandTests : IDisposable
{
    private const string TooLong = "# release\nRelease Invented Person now, @InventedOffice! #InventedCase ";

    private readonly CliRun _cli = SmallCampaign.Good();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void ACampaignWithoutMessagesIsNotCalledWell()
    {
        _cli.Write("messages/2026-invented/campaign.md", "---\nsocialkit: 1\ntitle: An invented case\n---\n");
        Assert.Equal(0, _cli.Run("check", "messages/2026-invented", "-p", "x"));
        Assert.Equal("0 posts on 1 platform: there is no text to check yet\n", _cli.Out);
    }

    [Fact]
    public void AGoodPostIsSummedUpInALine()
    {
        Assert.Equal(0, _cli.Run("check", SmallCampaign.Folder, "-p", "x", "--lang", "en"));
        Assert.Equal("1 post on 1 platform: all is well\n", _cli.Out);
    }

    [Fact]
    public void AFindingIsALineWithPlaceCodeReasonAndRemedy()
    {
        SmallCampaign.WriteTo(_cli, TooLong + new string('x', 300) + "\n");
        Assert.Equal(3, _cli.Run("check", SmallCampaign.Folder, "-p", "x", "--lang", "en"));
        var lines = _cli.Out.Split('\n');
        Assert.StartsWith($"{SmallCampaign.Folder}/messages.en.md:6:281 too-long  ", lines[0], StringComparison.Ordinal);
        Assert.EndsWith("Cut 80.", lines[0], StringComparison.Ordinal);
        Assert.Equal("1 post on 1 platform: 1 error", lines[1]);
    }

    [Fact]
    public void WhatIsTheSameOnSeveralPlatformsIsSaidOnce()
    {
        Assert.Equal(0, _cli.Run("check", SmallCampaign.Folder, "-p", "mastodon,threads", "--lang", "en"));
        Assert.Single(_cli.Out.Split('\n'), line => line.Contains("no-handle-here", StringComparison.Ordinal) && line.EndsWith(" The same on Threads.", StringComparison.Ordinal));
    }

    [Fact]
    public void WarningsFailOnlyIfTheCheckIsStrict()
    {
        Assert.Equal(0, _cli.Run("check", SmallCampaign.Folder, "-p", "x"));
        Assert.Equal(3, _cli.Run("check", SmallCampaign.Folder, "-p", "x", "--strict"));
        Assert.Contains("messages.kk.md:5:1 not-translated  ", _cli.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void APassedDeadlineIsSaidOnceAndWhereItIsWritten()
    {
        _cli.Environment["SOCIALKIT_NOW"] = "2027-01-01T00:00Z";
        Assert.Equal(0, _cli.Run("check"));
        Assert.Single(_cli.Out.Split('\n'), line => line.StartsWith($"{SmallCampaign.Folder}/campaign.md:6:11 deadline-passed  ", StringComparison.Ordinal));
    }

    [Fact]
    public void AnAutomatedMentionIsSaid()
    {
        Assert.Equal(0, _cli.Run("check", "-p", "x", "--automated"));
        Assert.Contains("unsolicited-mention", _cli.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void WithoutAPathEveryCampaignUnderMessagesIsChecked()
    {
        _cli.Write("messages/another/campaign.md", "---\nsocialkit: 1\ntitle: Another\n---\n").Write("messages/another/messages.en.md", "---\nlanguage: en\n---\n\n# a\nWords.\n");
        Assert.Equal(0, _cli.Run("check", "-p", "x", "--json"));
        Assert.Equal(["2026-invented-case", "another"], Json().GetProperty("posts").EnumerateArray().Select(post => post.GetProperty("campaign").GetString()));
    }

    [Fact]
    public void AFolderOfMessagesWithoutItsCampaignIsNamedAndNotPassedOver()
    {
        _cli.Write("messages/forgotten/messages.en.md", "---\nlanguage: en\n---\n\n# a\nWords.\n");
        Assert.Equal(3, _cli.Run("check", "-p", "x"));
        Assert.Contains("messages/forgotten/campaign.md:1:1 no-campaign-file", _cli.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void LanguageTagsKnowNoCase()
    {
        Assert.Equal(0, _cli.Run("check", SmallCampaign.Folder, "-p", "x", "--lang", "EN"));
        Assert.Equal("1 post on 1 platform: all is well\n", _cli.Out);
    }

    [Fact]
    public void AMessagesFileStandsForItsCampaignInItsLanguage()
    {
        Assert.Equal(0, _cli.Run("check", SmallCampaign.Folder + "/messages.en.md", "-p", "x"));
        Assert.Equal("1 post on 1 platform: all is well\n", _cli.Out);
    }

    [Fact]
    public void ATextOnStdinIsCheckedForEveryPlatform()
    {
        Assert.Equal(3, _cli.RunWith(new string('x', 281) + "\n", "check", "-"));
        Assert.StartsWith("-:1:281 too-long  281 of 280", _cli.Out, StringComparison.Ordinal);
        Assert.Contains("7 posts on 7 platforms: 1 error", _cli.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void OneLineEndAtTheEndOfATextIsNoPartOfIt()
    {
        _cli.Write("text.txt", "words\n\n");
        Assert.Equal(0, _cli.Run("check", "text.txt", "-p", "x", "--json"));
        Assert.Equal("words\n", Json().GetProperty("posts")[0].GetProperty("text").GetString());
    }

    [Fact]
    public void TheJsonHasPostsAndFindings()
    {
        Assert.Equal(0, _cli.Run("check", SmallCampaign.Folder, "-p", "x", "--json"));
        var post = Json().GetProperty("posts")[0];
        Assert.Equal(("x", "release", "en", 59, 280), (
            post.GetProperty("platform").GetString(), post.GetProperty("message").GetString(), post.GetProperty("language").GetString(),
            post.GetProperty("length").GetInt32(), post.GetProperty("limit").GetInt32()));
        Assert.Equal("@InventedOffice", post.GetProperty("entities")[0].GetProperty("text").GetString());
        Assert.Equal("notifies", post.GetProperty("mentions")[0].GetProperty("fate").GetString());
        Assert.Equal("not-translated", Json().GetProperty("findings")[0].GetProperty("code").GetString());
    }

    [Fact]
    public void AMissingPathExits2AndSuggestsACampaign()
    {
        Assert.Equal(2, _cli.Run("check", "messages/2026-invented-cas"));
        Assert.Contains($"Did you mean \"{SmallCampaign.Folder}\"?", _cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void AnUnknownPlatformExits2AndSuggestsOne()
    {
        Assert.Equal(2, _cli.Run("check", "-p", "mastodn"));
        Assert.Equal("socialkit: There is no platform \"mastodn\". Did you mean \"mastodon\"?\n", _cli.Error);
    }

    [Fact]
    public void AnUnknownLanguageExits2AndNamesThoseThereAre()
    {
        Assert.Equal(2, _cli.Run("check", SmallCampaign.Folder, "--lang", "fr"));
        Assert.Contains("it has en, kk.", _cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void BytesThatAreNoUtf8AreNamedWithTheirPlace()
    {
        _cli.Write("text.txt", [.. "ab\nж"u8, 0xFF, .. "c"u8]);
        Assert.Equal(3, _cli.Run("check", "text.txt"));
        Assert.StartsWith("text.txt:2:2 not-utf8  The byte FF", _cli.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void OnATerminalTheWeightIsAWordAndAColour()
    {
        SmallCampaign.WriteTo(_cli, TooLong + new string('x', 300) + "\n");
        _cli.Terminal = new(80, IsTerminal: true, Colour: true);
        Assert.Equal(3, _cli.Run("check", SmallCampaign.Folder, "-p", "x", "--lang", "en"));
        Assert.Contains("Errors", _cli.Out, StringComparison.Ordinal);
        Assert.Contains("\u001b[91mtoo-long\u001b[0m", _cli.Out, StringComparison.Ordinal);
    }

    private JsonElement Json() => JsonDocument.Parse(_cli.Out).RootElement;
}
