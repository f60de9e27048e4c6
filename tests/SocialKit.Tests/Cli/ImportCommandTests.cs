using System.Text.Json;
using SocialKit.Campaigns;
using SocialKit.Cli;
using SocialKit.Platforms;

namespace SocialKit.Tests.Cli;

public sealed class ImportCommandTests : IDisposable
{
    // An invented action in the layout of an urgent action.
    private const string Action = """
        # URGENT ACTION

        # INVENTED POET IN PRISON

        An invented poet has been imprisoned.

        **PLEASE TAKE ACTION AS SOON AS POSSIBLE UNTIL:** 10 December 2026

        **NAME AND PREFERRED PRONOUN:** Invented Person (she/her)

        # SOCIAL MEDIA GUIDANCE

        **Messaging:** Release #InventedPerson now, @InventedOffice!

        """;

    private readonly CliRun _run = new CliRun().Write("action.md", Action);

    [Theory]
    [InlineData("# A\n# B\n# C\n")]
    [InlineData("---\ntitle: [a, b]\n")]
    [InlineData("Just some words that ask for nothing.\n")]
    [InlineData("")]
    public void ADocumentWithNothingOfACampaignInItMakesNone(string content)
    {
        _run.Write("words.md", content);
        Assert.Equal(ExitCodes.ProblemsFound, _run.Run("import", "words.md", "-o", "messages/words"));
        Assert.Contains("nothing-recognised", _run.Out + _run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_run.Folder, "messages", "words")));
    }

    [Fact]
    public void ADocumentBecomesACampaignNamedAfterYearAndPerson()
    {
        Assert.Equal(ExitCodes.Fine, _run.Run("import", "action.md"));
        var campaign = Read("messages/2026-invented-person");
        Assert.Equal(("Invented Person", new DateOnly(2026, 12, 10)), (campaign.Person, campaign.Deadline));
        Assert.Equal("Release #InventedPerson now, @InventedOffice!", Assert.Single(campaign.Messages).Text);
        Assert.Contains("messages/2026-invented-person", _run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void EveryFieldIsShownWithItsLine()
    {
        Assert.Equal(ExitCodes.Fine, _run.Run("import", "action.md", "--dry-run"));
        Assert.Matches(@"(?m)^ +7 +deadline +2026-12-10$", _run.Out);
        Assert.False(Directory.Exists(Path.Combine(_run.Folder, "messages")));
    }

    [Fact]
    public void WhatToDoAboutManyFindingsIsSaidOnce()
    {
        _run.Write("action.md", Action + "# OTHER\n\nA second thing.\n");
        Assert.Equal(ExitCodes.Fine, _run.Run("import", "action.md", "--dry-run"));
        Assert.Matches(@"left-out: Not recognised: “OTHER”\. Take it over by hand if it\s+matters\.", _run.Out);
        Assert.Matches(@"(?m)left-out: Not recognised: “A second thing\.”\.$", _run.Out);
    }

    [Fact]
    public void AFolderThatHoldsSomethingIsNotOverwritten()
    {
        _run.Write("messages/a/campaign.md", "mine");
        Assert.Equal(ExitCodes.Usage, _run.Run("import", "action.md", "-o", "messages/a"));
        Assert.Equal("mine", File.ReadAllText(Path.Combine(_run.Folder, "messages/a/campaign.md")));
        Assert.Equal("", _run.Out);
    }

    [Fact]
    public void ForceReplacesItsFilesAndKeepsTheOthers()
    {
        _run.Write("messages/a/campaign.md", "mine").Write("messages/a/messages.kk.md", "---\nlanguage: kk\n---\n").Write("messages/a/media/a.png", "picture");
        Assert.Equal(ExitCodes.Fine, _run.Run("import", "action.md", "-o", "messages/a", "--force"));
        Assert.Equal("Invented Person", Read("messages/a").Person);
        Assert.Equal("---\nlanguage: kk\n---\n", File.ReadAllText(Path.Combine(_run.Folder, "messages/a/messages.kk.md")));
        Assert.Equal("picture", File.ReadAllText(Path.Combine(_run.Folder, "messages/a/media/a.png")));
        Assert.DoesNotContain(Directory.GetFiles(Path.Combine(_run.Folder, "messages/a")), file => file.EndsWith(".new", StringComparison.Ordinal));
    }

    [Fact]
    public void JsonWritesAFolderOnlyIfOneIsNamed()
    {
        Assert.Equal(ExitCodes.Fine, _run.Run("import", "action.md", "--json"));
        using var json = JsonDocument.Parse(_run.Out);
        Assert.Equal("2026-12-10", json.RootElement.GetProperty("campaign").GetProperty("deadline").GetString());
        Assert.Equal(JsonValueKind.Array, json.RootElement.GetProperty("findings").ValueKind);
        Assert.False(Directory.Exists(Path.Combine(_run.Folder, "messages")));
        Assert.Equal(ExitCodes.Fine, _run.Run("import", "action.md", "--json", "-o", "messages/a"));
        Assert.Equal("Invented Person", Read("messages/a").Person);
    }

    [Fact]
    public void AHyphenIsStandardInput()
    {
        Assert.Equal(ExitCodes.Fine, _run.RunWith(Action, "import", "-", "-o", "messages/a"));
        Assert.Equal("Invented Person", Read("messages/a").Person);
    }

    [Theory]
    [InlineData("nothing.md")]
    [InlineData(".")]
    public void WhatCannotBeReadIsSaid(string path) => Assert.Equal(ExitCodes.Usage, _run.Run("import", path));

    [Fact]
    public void AnotherFormatIsRefusedWithThoseThatAreRead()
    {
        _run.Write("action.odt", "PK");
        Assert.Equal(ExitCodes.Usage, _run.Run("import", "action.odt"));
        Assert.Contains(".odt are not read: .html, ", _run.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Usage, _run.Run("import", "action.odt", "--from", "odt"));
        Assert.Contains("\"odt\" is no format that is read: html, ", _run.Error, StringComparison.Ordinal);
    }

    // What a browser shows of this page is the document above.
    private const string Page = """
        <!DOCTYPE html><html><head><title>An invented page</title></head><body>
        <h1>URGENT ACTION</h1><h1>INVENTED POET IN PRISON</h1><p>An invented poet has been imprisoned.</p>
        <p><b>PLEASE TAKE ACTION AS SOON AS POSSIBLE UNTIL:</b> 10 December 2026</p>
        <p><b>NAME AND PREFERRED PRONOUN:</b> Invented Person (she/her)</p>
        <h1>SOCIAL MEDIA GUIDANCE</h1><p><b>Messaging:</b> Release #InventedPerson now, @InventedOffice!</p></body></html>
        """;

    [Fact]
    public void AWebPageIsReadByTheProgramThatLiesWithThisOne()
    {
        _run.Write("action.html", Page);
        Assert.Equal(ExitCodes.Fine, _run.Run("import", "action.html"));
        Assert.Equal("Release #InventedPerson now, @InventedOffice!", Assert.Single(Read("messages/2026-invented-person").Messages).Text);
    }

    [Theory]
    [InlineData("-")]
    [InlineData("-", "--from", "html")]
    public void AWebPageOnStandardInputIsKnownByItsBeginning(params string[] arguments)
    {
        Assert.Equal(ExitCodes.Fine, _run.RunWith(Page, ["import", .. arguments, "-o", "messages/a"]));
        Assert.Equal("Invented Person", Read("messages/a").Person);
    }

    private const string Other = "# FREE THE OTHER\n\n**NAME:** Other Person\n\n**Messaging:** Release #OtherPerson now!\n";

    [Fact]
    public void OfSeveralDocumentsEachGetsItsFolderAndALine()
    {
        _run.Write("other.md", Other).Write("action.html", Page);
        Assert.Equal(ExitCodes.Fine, _run.Run("import", "other.md", "action.html"));
        Assert.Equal("Release #OtherPerson now!", Assert.Single(Read("messages/free-the-other").Messages).Text);
        Assert.Equal("Release #InventedPerson now, @InventedOffice!", Assert.Single(Read("messages/2026-invented-person").Messages).Text);
        Assert.Equal(2, _run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("action.html -> messages/2026-invented-person  1 message, 0 targets;", _run.Out, StringComparison.Ordinal);
        Assert.Equal("", _run.Error);
    }

    [Fact]
    public void WhatIsWrongWithOneDocumentStopsNoOther()
    {
        _run.Write("bad.pdf", "no PDF").Write("empty.md", "");
        Assert.Equal(ExitCodes.ProblemsFound, _run.Run("import", "bad.pdf", "empty.md", "action.md"));
        Assert.Contains("bad.pdf:1:1 unreadable", _run.Error, StringComparison.Ordinal);
        Assert.Contains("empty.md:1:1 nothing-recognised", _run.Error, StringComparison.Ordinal);
        Assert.Equal("Invented Person", Read("messages/2026-invented-person").Person);
        Assert.Equal(ExitCodes.Usage, _run.Run("import", "nowhere.md", "action.md", "--force"));
        Assert.Contains("nowhere.md", _run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void TwoDocumentsOfOneCaseAreNotWrittenOverEachOther()
    {
        _run.Write("again.md", Action.Replace("Release", "Free", StringComparison.Ordinal));
        Assert.Equal(ExitCodes.Usage, _run.Run("import", "action.md", "again.md", "--force"));
        Assert.Equal("Release #InventedPerson now, @InventedOffice!", Assert.Single(Read("messages/2026-invented-person").Messages).Text);
    }

    [Fact]
    public void SeveralDocumentsAsJsonAreALineEach()
    {
        _run.Write("other.md", Other);
        Assert.Equal(ExitCodes.Fine, _run.Run("import", "action.md", "other.md", "--json"));
        var lines = _run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["action.md", "other.md"], lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("campaign").GetProperty("file").GetString()));
        Assert.False(Directory.Exists(Path.Combine(_run.Folder, "messages")));
    }

    [Fact]
    public void AFolderCanBeOnlyOneCampaigns() => Assert.Equal(ExitCodes.Usage, _run.Run("import", "action.md", "action.md", "-o", "messages/a"));

    [Fact]
    public void ABarSaysHowFarItIsAndIsTakenAway()
    {
        _run.Write("other.md", Other);
        _run.Terminal = _run.Terminal with { ShowsProgress = true, Width = 60 };
        Assert.Equal(ExitCodes.Fine, _run.Run("import", "other.md", "action.md", "--dry-run"));
        Assert.StartsWith("\r[........................] 1/2 other.md\u001B[K", _run.Error, StringComparison.Ordinal);
        Assert.Contains("] 2/2 action.md", _run.Error, StringComparison.Ordinal);
        Assert.EndsWith("\r\u001B[K", _run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void TheStatedFormatCountsAndNotTheEnding()
    {
        _run.Write("action.html", Action);
        Assert.Equal(ExitCodes.Fine, _run.Run("import", "action.html", "--from", "md", "-o", "messages/a"));
        Assert.Equal("Invented Person", Read("messages/a").Person);
    }

    [Fact]
    public void WhatIsNoTextIsBadContentAndMakesNothing()
    {
        _run.Write("bad.md", [0x41, 0xFF, 0xFE, 0x42]).Write("nul.md", [0x41, 0x00]).Write("large.md", new byte[6_000_000]);
        Assert.Equal(ExitCodes.ProblemsFound, _run.Run("import", "bad.md"));
        Assert.Contains("bad.md:1:2 not-utf8", _run.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.ProblemsFound, _run.Run("import", "nul.md"));
        Assert.Equal(ExitCodes.ProblemsFound, _run.Run("import", "large.md"));
        Assert.Contains("too-large", _run.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.ProblemsFound, _run.Run("import", "bad.md", "--json", "-o", "messages/a"));
        Assert.Contains("not-utf8", _run.Out, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_run.Folder, "messages")));
    }

    [Fact]
    public void NothingOfTheDocumentReachesTheTerminalAsACommand()
    {
        _run.Write("evil.md", Action.Replace("INVENTED POET", "INVENTED \u001B[2J\u202EPOET", StringComparison.Ordinal));
        Assert.Equal(ExitCodes.Fine, _run.Run("import", "evil.md", "--dry-run"));
        Assert.DoesNotContain('\u001B', _run.Out);
        Assert.DoesNotContain('\u202E', _run.Out);
    }

    private Campaign Read(string folder)
    {
        var reading = new CampaignReader(KnownPlatforms.All).Read(Path.Combine(_run.Folder, folder));
        Assert.DoesNotContain(reading.Findings, finding => finding.Severity == Severity.Error);
        return reading.Campaign!;
    }

    public void Dispose() => _run.Dispose();
}
