using System.Text.Json;
using Spectre.Console;

namespace SocialKit.Tests.Cli;

public sealed class PreviewCommandTests : IDisposable
{
    private const string Arabic = "نطالب بالإفراج الفوري عن الشخص المخترع وهو محتجز بسبب عمله السلمي في الدفاع عن حقوق الإنسان";

    private readonly CliRun _cli = SmallCampaign.Good();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void WhatAPictureTellsIsSaidAndWhatANetworkDoesNotTakeIsRefused()
    {
        using var run = SmallCampaign.Good();
        var campaign = File.ReadAllText(Path.Combine(run.Folder, SmallCampaign.Folder, "campaign.md"));
        var telling = File.ReadAllBytes(Path.Combine(Repository.Root, "tests", "SocialKit.Tests", "Pictures", "samples", "baseline.jpg"));
        run.Write($"{SmallCampaign.Folder}/campaign.md", campaign + "\n# Media\n- photo.jpg | release | A wall.\n").Write($"{SmallCampaign.Folder}/media/photo.jpg", telling);
        run.Run("check", SmallCampaign.Folder, "-p", "x");
        Assert.Contains("photo.jpg also holds place, time and camera, notes and captions", run.Out + run.Error, StringComparison.Ordinal);
        run.Write($"{SmallCampaign.Folder}/media/photo.jpg", "words");
        Assert.Equal(3, run.Run("check", SmallCampaign.Folder, "-p", "x"));
        Assert.Contains("photo.jpg is no picture that could be read", run.Out + run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void EachPostOfAThreadIsShownAndSaysWhereItStands()
    {
        using var run = SmallCampaign.WriteTo(new CliRun(), "# release\nThe first #InventedCase\n\n# release+2\nThe second #InventedCase\n");
        run.Run("preview", SmallCampaign.Folder, "-p", "x");
        Assert.Contains("release in en, post 1 of its thread", run.Out, StringComparison.Ordinal);
        Assert.Contains("release in en, post 2 of its thread", run.Out, StringComparison.Ordinal);
        Assert.True(run.Out.IndexOf("The first", StringComparison.Ordinal) < run.Out.IndexOf("The second", StringComparison.Ordinal));
    }

    [Fact]
    public void ACardShowsPosterCounterTextMentionsAndWhatIsCounted()
    {
        Assert.Equal(0, _cli.Run("preview", SmallCampaign.Folder, "-p", "x"));
        Assert.Equal(
            """
            An invented case

              for        Invented Person (she/her)
              deadline   10 December 2026, 16 days from now
                         Thu 10 Dec 2026 23:59  Asia/Almaty, the target's
                         Thu 10 Dec 2026 18:59  UTC
                         Thu 10 Dec 2026 18:59  Europe/London, yours
              target     Invented Office: Invented Official
                         X @InventedOffice
              hashtags   #InventedCase
              follow     X @invented_friend  https://x.com/invented_friend
              languages  en; kk not translated yet

            release in en

            ── X  no account yet ────────────────────────────────────────────────── 59/280 ─

              Release Invented Person now, @InventedOffice! #InventedCase

              mention    @InventedOffice notifies
              hashtags   #InventedCase
              counted    characters by weight, emoji and many scripts as 2; a link counts 23
              cost       $0.015 a post (price of 22 August 2026)


            """.ReplaceLineEndings("\n"), _cli.Out);
    }

    [Fact]
    public void WhatDoesNotFitIsMarkedInWords()
    {
        Assert.Equal(0, _cli.RunWith(new string('x', 280) + "yz", "preview", "-", "-p", "x"));
        Assert.Contains("282/280, 2 over", _cli.Out, StringComparison.Ordinal);
        Assert.Contains("‹2\u00A0over›yz", _cli.Out.Replace("\n  ", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(120)]
    public void NoLineIsWiderThanTheTerminal(int width)
    {
        SmallCampaign.WriteTo(_cli, $"# release\nRelease {{target}}! 请立即释放她她因为和平地捍卫人权而被关押请立即释放她她因为和平地捍卫人权而被关押。 🕊️ {Arabic} https://www.example.org/{new string('a', 130)}\n");
        _cli.Terminal = new(width, IsTerminal: true, Colour: false);
        Assert.Equal(0, _cli.Run("preview", SmallCampaign.Folder));
        Assert.All(_cli.Out.Split('\n'), line => Assert.InRange(line.GetCellWidth(), 0, width));
    }

    [Fact]
    public void WithoutColourNoEscapeIsPrinted()
    {
        Assert.Equal(0, _cli.Run("preview", SmallCampaign.Folder));
        Assert.DoesNotContain('\u001b', _cli.Out);
    }

    [Fact]
    public void ColourOnlyAddsToWhatIsSaidWithoutIt()
    {
        Assert.Equal(0, _cli.Run("preview", SmallCampaign.Folder));
        var plain = _cli.Out;
        _cli.Terminal = new(80, IsTerminal: true, Colour: true);
        Assert.Equal(0, _cli.Run("preview", SmallCampaign.Folder));
        Assert.Contains("\u001b[32m@InventedOffice\u001b[0m", _cli.Out, StringComparison.Ordinal);
        Assert.Equal(plain, System.Text.RegularExpressions.Regex.Replace(_cli.Out, "\u001b\\[[0-9;]*m", ""));
    }

    [Fact]
    public void ARightToLeftTextHasItsLinesForItself()
    {
        SmallCampaign.WriteTo(_cli, $"# release\n{Arabic} {{target}} #InventedCase\n");
        Assert.Equal(0, _cli.Run("preview", SmallCampaign.Folder, "-p", "bluesky"));
        Assert.All(
            _cli.Out.Split('\n').Where(line => line.Contains("الفوري", StringComparison.Ordinal)),
            line => Assert.StartsWith("  نطالب", line, StringComparison.Ordinal));
    }

    [Fact]
    public void ControlCharactersAreSpelledOut()
    {
        Assert.Equal(0, _cli.RunWith("a\u001b[31mb\u202Ec", "preview", "-", "-p", "x"));
        Assert.Contains("  a<U+001B>[31mb<U+202E>c\n", _cli.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void ALongTextWrapsAtWordsAndNotWhereAMentionEnds()
    {
        SmallCampaign.WriteTo(_cli, $"# release\n{string.Join(' ', Enumerable.Repeat("word", 12))} words @InventedOffice, and on.\n");
        Assert.Equal(0, _cli.Run("preview", SmallCampaign.Folder, "-p", "x"));
        Assert.Contains("words\n  @InventedOffice, and on.\n", _cli.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void ALinkIsShownAsThePlatformShowsItAndWithItsAddress()
    {
        const string link = "https://www.example.org/news/2026/11/a-long-path";
        Assert.Equal(0, _cli.RunWith("See " + link, "preview", "-", "-p", "bluesky"));
        Assert.Contains($" → {link} ", string.Join(' ', _cli.Out.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.DoesNotContain("See " + link, _cli.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatHoldsForEveryPostIsSaidOnceAboveThem()
    {
        _cli.Environment["SOCIALKIT_NOW"] = "2027-01-01T00:00Z";
        Assert.Equal(0, _cli.Run("preview", SmallCampaign.Folder));
        Assert.Equal(2, _cli.Out.Split("deadline-passed").Length);
    }

    [Fact]
    public void OnlyTheOwnLanguageIsShownUnlessAskedFor()
    {
        _cli.Write($"{SmallCampaign.Folder}/messages.kk.md", "---\nlanguage: kk\n---\n\n# release\nҚазақша мәтін @InventedOffice #InventedCase\n");
        _cli.Run("preview", SmallCampaign.Folder, "-p", "x");
        Assert.DoesNotContain("release in kk", _cli.Out, StringComparison.Ordinal);
        _cli.Run("preview", SmallCampaign.Folder, "-p", "x", "--lang", "all");
        Assert.Contains("release in kk", _cli.Out, StringComparison.Ordinal);
        _cli.Run("preview", SmallCampaign.Folder, "-p", "x", "--lang", "kk");
        Assert.DoesNotContain("release in en", _cli.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void OneOfSeveralTextsThatTakeTurnsCanBeShown()
    {
        SmallCampaign.WriteTo(_cli, "# release\nFirst {target} #InventedCase\n\n# release/2\nSecond {target} #InventedCase\n");
        Assert.Equal(0, _cli.Run("preview", SmallCampaign.Folder, "-p", "x", "--variant", "2"));
        Assert.Contains("Second @InventedOffice", _cli.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("First", _cli.Out, StringComparison.Ordinal);
        Assert.Equal(2, _cli.Run("preview", SmallCampaign.Folder, "-p", "x", "--variant", "3"));
    }

    [Fact]
    public void AnUnknownMessageExits2AndSuggestsOne()
    {
        Assert.Equal(2, _cli.Run("preview", SmallCampaign.Folder, "-m", "releas"));
        Assert.Equal("socialkit: 2026-invented-case has no message \"releas\". Did you mean \"release\"?\n", _cli.Error);
    }

    [Fact]
    public void ABrokenCampaignIsNotShownButItsErrorsAre()
    {
        _cli.Write($"{SmallCampaign.Folder}/campaign.md", "---\nsocialkit: 1\ntitle: [a, b]\n---\n");
        Assert.Equal(3, _cli.Run("preview", SmallCampaign.Folder));
        Assert.Equal("", _cli.Out);
        Assert.Contains($"{SmallCampaign.Folder}/campaign.md:3:", _cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void SeveralCampaignsAreNamedAndNoneIsChosen()
    {
        _cli.Write("messages/another/campaign.md", "");
        Assert.Equal(2, _cli.Run("preview"));
        Assert.Contains("There are 2 campaigns; name one of them: messages/2026-invented-case, messages/another.", _cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void TheJsonHasWhatAProgramNeeds()
    {
        Assert.Equal(0, _cli.Run("preview", SmallCampaign.Folder, "--json"));
        var json = JsonDocument.Parse(_cli.Out).RootElement;
        Assert.Equal("2026-12-10", json.GetProperty("deadline").GetProperty("day").GetString());
        Assert.Equal("2026-12-10T23:59+05:00", json.GetProperty("deadline").GetProperty("clocks")[0].GetProperty("time").GetString());
        Assert.Equal("https://x.com/invented_friend", json.GetProperty("follow")[0].GetProperty("profile").GetString());
        var post = json.GetProperty("posts")[0];
        Assert.Equal(0.015m, post.GetProperty("price").GetProperty("amount").GetDecimal());
        Assert.Equal(23, post.GetProperty("charactersPerLink").GetInt32());
    }
}
