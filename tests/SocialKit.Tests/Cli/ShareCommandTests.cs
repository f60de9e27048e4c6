using System.Text.Json;
using CsCheck;
using SocialKit.Cli;
using SocialKit.Platforms;
using SocialKit.Posts;

namespace SocialKit.Tests.Cli;

public sealed class ShareCommandTests : IDisposable
{
    private const string Text = "Release Invented Person now, @InventedOffice! #InventedCase";

    private readonly CliRun _run = SmallCampaign.Good();

    public static TheoryData<string> PlacesThatCarryText { get; } = [.. KnownPlatforms.ShareLinks.Where(link => link.CarriesText).Select(link => link.Id.Value)];

    public static TheoryData<string> PlacesThatTakeAPage { get; } = [.. KnownPlatforms.ShareLinks.Where(link => !link.CarriesText).Select(link => link.Id.Value)];

    [Theory]
    [MemberData(nameof(PlacesThatCarryText))]
    public void EveryLinkThatCarriesTextDecodesBackToExactlyThatText(string place)
    {
        var link = KnownPlatforms.ShareLinks.Single(link => link.Id.Value == place);
        var any = Gen.OneOf(Gen.String[Gen.Char["az AZ09&=+%#?/@.\t\n'\"<>éшش中"], 0, 60], Gen.String[0, 60]).Where(IsWhole);
        any.Sample(text =>
        {
            // A letter's line ends are those of mail (RFC 6068).
            var expected = place == "email" ? text.Replace("\r\n", "\n").Replace('\r', '\n').Replace("\n", "\r\n") : text;
            var decoded = TextOf(link.Create(new ShareRequest(text) { Server = "social.example", To = ["a@b.example"] }));
            return decoded == expected;
        });
    }

    [Theory]
    [MemberData(nameof(PlacesThatCarryText))]
    public void TheLinkStandsAloneOnOneLine(string place)
    {
        _run.Write($"{SmallCampaign.Folder}/letter.en.md", "---\nlanguage: en\n---\nDear Official,\n\nrelease her.\n");
        Put("- Email: office@example.org\n");
        Assert.Equal(ExitCodes.Fine, _run.Run("share", SmallCampaign.Folder, "-p", place, "--server", "social.example"));
        Assert.Equal(1, _run.Out.Count(c => c == '\n'));
        Assert.True(Uri.IsWellFormedUriString(_run.Out.TrimEnd('\n'), UriKind.Absolute));
        Assert.DoesNotContain('+', _run.Out);
        Assert.Equal(place == "email" ? "Dear Official,\r\n\r\nrelease her." : Text, TextOf(_run.Out.TrimEnd('\n')));
    }

    [Fact]
    public void AMessengerIsAskedForNoHandlesAndHashtagsOfItsOwn()
    {
        Assert.Equal(ExitCodes.Fine, _run.Run("share", SmallCampaign.Folder, "-p", "whatsapp"));
        Assert.Equal("", _run.Error);
    }

    [Theory]
    [MemberData(nameof(PlacesThatTakeAPage))]
    public void APlaceThatTakesOnlyAPageSaysHowToCopyTheText(string place)
    {
        Assert.Equal(ExitCodes.Fine, _run.Run("share", SmallCampaign.Folder, "-p", place, "--url", "https://www.example.org/case?a=1&b=2"));
        Assert.Contains(Uri.EscapeDataString("https://www.example.org/case?a=1&b=2"), _run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("Release", _run.Out, StringComparison.Ordinal);
        Assert.Contains("opy the text", _run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(PlacesThatTakeAPage))]
    public void APlaceThatTakesOnlyAPageIsNothingWithoutOne(string place)
    {
        Assert.Equal(ExitCodes.Usage, _run.Run("share", SmallCampaign.Folder, "-p", place));
        Assert.Equal("", _run.Out);
        Assert.Contains("--url", _run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(PlacesThatTakeAPage))]
    public void TheFirstHttpsLinkOfTheTextIsThePage(string place)
    {
        Assert.Equal(ExitCodes.Fine, _run.RunWith("Old: http://a.example/1 new: https://www.example.org/2 and https://www.example.org/3", "share", "-", "-p", place));
        Assert.Contains("=" + Uri.EscapeDataString("https://www.example.org/2"), _run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("bluesky")]
    [InlineData("whatsapp")]
    public void APageIsPutBehindTheTextWhereThereIsNoPlaceBesideIt(string place)
    {
        Assert.Equal(ExitCodes.Fine, _run.RunWith("Free her!", "share", "-", "-p", place, "--url", "https://www.example.org/case"));
        Assert.Equal("Free her! https://www.example.org/case", TextOf(_run.Out.TrimEnd('\n')));
    }

    [Fact]
    public void APageBehindTheTextIsCountedWithIt()
    {
        Assert.Equal(ExitCodes.Fine, _run.RunWith(new string('a', 270), "share", "-", "-p", "x"));
        Assert.Equal(ExitCodes.ProblemsFound, _run.RunWith(new string('a', 270), "share", "-", "-p", "x", "--url", "https://www.example.org/"));
        Assert.Contains("too-long", _run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void MastodonAsksForTheServer()
    {
        Assert.Equal(ExitCodes.Usage, _run.Run("share", SmallCampaign.Folder, "-p", "mastodon"));
        Assert.Contains("--server", _run.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Usage, _run.Run("share", SmallCampaign.Folder, "-p", "mastodon", "--server", "evil.example/path?x="));
        Assert.Equal("", _run.Out);
    }

    [Fact]
    public void AFormerNameOfAPlatformWillDo()
    {
        Assert.Equal(ExitCodes.Fine, _run.Run("share", SmallCampaign.Folder, "-p", "twitter"));
        Assert.StartsWith("https://x.com/", _run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void AMistypedPlaceIsSuggested()
    {
        Assert.Equal(ExitCodes.Usage, _run.Run("share", SmallCampaign.Folder, "-p", "whatsap"));
        Assert.Contains("Did you mean \"whatsapp\"?", _run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void TheLetterGoesToTheTargetsAndACopyToThoseThatOnlyGetOne()
    {
        Letter();
        Assert.Equal(ExitCodes.Fine, _run.Run("share", SmallCampaign.Folder, "-p", "email"));
        Assert.StartsWith("mailto:office@example.org?cc=embassy@example.org&subject=An%20invented%20case&body=", _run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void ATargetCanBeChosenForTheLetter()
    {
        Letter();
        Assert.Equal(ExitCodes.Fine, _run.Run("share", SmallCampaign.Folder, "--letter", "--target", "invented-embassy"));
        Assert.StartsWith("mailto:embassy@example.org?subject=", _run.Out, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Usage, _run.Run("share", SmallCampaign.Folder, "--letter", "--target", "nobody"));
    }

    [Fact]
    public void ALongLetterIsWarnedAbout()
    {
        Letter(new string('a', 3000));
        Assert.Equal(ExitCodes.Fine, _run.Run("share", SmallCampaign.Folder, "-p", "email"));
        Assert.Contains("characters", _run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void ALetterGoesNowhereElse() => Assert.Equal(ExitCodes.Usage, _run.Run("share", SmallCampaign.Folder, "-p", "x", "--letter"));

    [Fact]
    public void ATextWithAPlaceholderMakesNoLink()
    {
        Assert.Equal(ExitCodes.ProblemsFound, _run.RunWith("Write to [STATE]", "share", "-", "-p", "x"));
        Assert.Equal("", _run.Out);
        Assert.Equal(ExitCodes.Fine, _run.RunWith("Write to [STATE]", "share", "-", "-p", "x", "--anyway"));
    }

    [Fact]
    public void JsonHasTheLinkAndTheText()
    {
        Assert.Equal(ExitCodes.Fine, _run.Run("share", SmallCampaign.Folder, "-p", "x", "--json"));
        using var json = JsonDocument.Parse(_run.Out);
        Assert.Equal(Text, TextOf(json.RootElement.GetProperty("link").GetString()!));
        Assert.Equal(Text, json.RootElement.GetProperty("text").GetString());
        Assert.Equal("release", json.RootElement.GetProperty("message").GetString());
        Assert.True(json.RootElement.GetProperty("carriesText").GetBoolean());
    }

    [Fact]
    public void FollowPrintsTheProfilesOneALine()
    {
        Assert.Equal(ExitCodes.Fine, _run.Run("share", SmallCampaign.Folder, "--follow"));
        Assert.Equal("https://x.com/invented_friend\n", _run.Out);
    }

    private void Letter(string text = "Dear Official,\n\nrelease her.")
    {
        _run.Write($"{SmallCampaign.Folder}/letter.en.md", $"---\nlanguage: en\n---\n{text}\n");
        Put("- Email: office@example.org\n\n## Invented Embassy\n- Role: copy\n- Email: embassy@example.org\n");
    }

    // Behind the only target's last line.
    private void Put(string lines)
    {
        var file = Path.Combine(_run.Folder, SmallCampaign.Folder, "campaign.md");
        const string last = "- X: @InventedOffice\n";
        File.WriteAllText(file, File.ReadAllText(file).Replace(last, last + lines, StringComparison.Ordinal));
    }

    private static bool IsWhole(string text) => text.EnumerateRunes().Sum(rune => rune.Utf16SequenceLength) == text.Length && !text.Where((c, i) =>
        (char.IsHighSurrogate(c) && (i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1]))) || (char.IsLowSurrogate(c) && (i == 0 || !char.IsHighSurrogate(text[i - 1])))).Any();

    // What whoever opens the link is shown: the one parameter that holds the text, decoded; a mail without a text has none.
    private static string TextOf(string link)
    {
        var query = link[(link.IndexOf('?', StringComparison.Ordinal) + 1)..];
        var value = query.Split('&').Select(pair => pair.Split('=', 2)).SingleOrDefault(pair => pair[0] is "text" or "body")?[1];
        return Uri.UnescapeDataString(value ?? "");
    }

    public void Dispose() => _run.Dispose();
}
