using System.Text.Json;
using SocialKit.Campaigns;
using SocialKit.Cli;
using SocialKit.Cli.Terminal;
using SocialKit.Platforms;
using SocialKit.Text;

namespace SocialKit.Tests.Cli;

/// <summary>init, list and doctor.</summary>
public sealed class FolderCommandsTests : IDisposable
{
    private readonly CliRun _run = new();

    [Fact]
    public void ANewCampaignHasNothingWrongButWhatIsToBeFilledIn()
    {
        Assert.Equal(ExitCodes.Fine, _run.Run("init", "2026-free-the-poet"));
        Assert.Equal("messages/2026-free-the-poet\n", _run.Out);
        var reading = new CampaignReader(KnownPlatforms.All).Read(Path.Combine(_run.Folder, "messages/2026-free-the-poet"));
        Assert.Empty(reading.Findings);
        Assert.Equal(ExitCodes.ProblemsFound, _run.Run("check", "messages/2026-free-the-poet", "--json"));
        using var json = JsonDocument.Parse(_run.Out);
        var codes = json.RootElement.GetProperty("posts").EnumerateArray().SelectMany(post => post.GetProperty("findings").EnumerateArray())
            .Where(finding => finding.GetProperty("severity").GetString() == "error")
            .Select(finding => finding.GetProperty("code").GetString());
        Assert.Equal("placeholder", Assert.Single(codes.Distinct()));
    }

    [Fact]
    public void TitleAndPersonAreWrittenLiterally()
    {
        Assert.Equal(ExitCodes.Fine, _run.Run("init", "a", "--title", "#1: it's \"time\" - now", "--person", "Invented Person", "--lang", "kk"));
        var campaign = new CampaignReader(KnownPlatforms.All).Read(Path.Combine(_run.Folder, "messages/a")).Campaign!;
        Assert.Equal(("#1: it's \"time\" - now", "Invented Person", "kk"), (campaign.Title, campaign.Person, campaign.Messages[0].Language));
    }

    [Fact]
    public void NothingIsOverwritten()
    {
        _run.Write("messages/a/note.txt", "mine");
        Assert.Equal(ExitCodes.Usage, _run.Run("init", "a"));
        Assert.Equal(["note.txt"], Directory.GetFiles(Path.Combine(_run.Folder, "messages/a")).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("Free The Poet", "free-the-poet")]
    [InlineData("../elsewhere", "elsewhere")]
    public void AnUnfitNameIsRefusedAndAnotherProposed(string name, string proposed)
    {
        Assert.Equal(ExitCodes.Usage, _run.Run("init", name));
        Assert.Contains($"\"{proposed}\"", _run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_run.Folder, "messages")));
    }

    [Fact]
    public void ListAlignsItsColumns()
    {
        SmallCampaign.WriteTo(_run, "# release\nRelease her, @InventedOffice! #InventedCase\n\n# release (bluesky)\nRelease her! #InventedCase\n");
        _run.Run("init", "b");
        Assert.Equal(ExitCodes.Fine, _run.Run("list"));
        var lines = _run.Out.Split('\n');
        Assert.Matches(@"^CAMPAIGN +DEADLINE +LANGUAGES +MESSAGES +VARIANTS +PROBLEMS +TITLE$", lines[0]);
        Assert.Matches(@"^2026-invented-case +2026-12-10, 16 days from now +en 1/1 kk 0/1 +1 +bluesky +.*An invented case$", lines[1]);
        Assert.All(["DEADLINE", "LANGUAGES", "TITLE"], head => Assert.Equal(' ', lines[1][lines[0].IndexOf(head, StringComparison.Ordinal) - 1]));
    }

    [Fact]
    public void ListFitsANarrowTerminal()
    {
        SmallCampaign.WriteTo(_run, "# release\nRelease her, @InventedOffice! #InventedCase\n");
        _run.Terminal = new TerminalFacts(60, IsTerminal: true, Colour: false);
        Assert.Equal(ExitCodes.Fine, _run.Run("list"));
        Assert.All(_run.Out.Split('\n'), line => Assert.True(line.Length <= 60, line));
        Assert.Contains("An invented case", _run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void ListShowsABrokenCampaignTooAndCountsItsErrors()
    {
        _run.Write("messages/broken/campaign.md", "nothing");
        Assert.Equal(ExitCodes.Fine, _run.Run("list", "--json"));
        using var json = JsonDocument.Parse(_run.Out);
        var only = Assert.Single(json.RootElement.EnumerateArray());
        Assert.Equal("broken", only.GetProperty("campaign").GetString());
        Assert.True(only.GetProperty("errors").GetInt32() > 0);
    }

    [Fact]
    public void ListWithoutCampaignsSaysSo() => Assert.Equal(ExitCodes.Usage, _run.Run("list"));

    [Fact]
    public void DoctorTellsVersionsAndWhereEachSettingComesFrom()
    {
        _run.Write("socialkit.json", """{ "platforms": "x" }""");
        Assert.Equal(ExitCodes.Fine, _run.Run("doctor", "--json"));
        using var json = JsonDocument.Parse(_run.Out);
        var lines = json.RootElement.GetProperty("lines").EnumerateArray().ToDictionary(line => line.GetProperty("name").GetString()!, line => line.GetProperty("value").GetString()!);
        Assert.All(TextData.Sets, set => Assert.Equal(set.Source, lines[set.Name.Split(" (")[0]]));
        Assert.Equal("x (socialkit.json)", lines["platforms"]);
        Assert.Equal("Europe/London (SOCIALKIT_TIME_ZONE)", lines["time-zone"]);
        Assert.Equal("the clock (default)", lines["now"]);
    }

    [Fact]
    public void DoctorExaminesWrongSettingsInsteadOfFailingOnThem()
    {
        _run.Write("socialkit.json", """{ "time-zone": "Mars/Olympus" }""");
        _run.Environment.Remove("SOCIALKIT_TIME_ZONE");
        Assert.Equal(ExitCodes.Failure, _run.Run("doctor"));
        Assert.Contains("attention: The setting time-zone is \"Mars/Olympus\"", _run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void DoctorNoticesWrongAccountsAndPlatforms()
    {
        _run.Environment["SOCIALKIT_PLATFORMS"] = "x,myspace";
        Directory.CreateDirectory(_run.UserFolder);
        File.WriteAllText(Path.Combine(_run.UserFolder, "accounts.json"), "{");
        Assert.Equal(ExitCodes.Failure, _run.Run("doctor"));
        Assert.Contains("\"myspace\"", _run.Out, StringComparison.Ordinal);
        Assert.Contains("2 things need attention", _run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", true, "queue.db (SOCIALKIT_DATABASE), 0 KB")]
    [InlineData("SQLite format 3\0 and so on", true, "queue.db (SOCIALKIT_DATABASE), 0 KB")]
    [InlineData("a letter", false, "is no database")]
    [InlineData(null, true, "none yet; it would be queue.db (SOCIALKIT_DATABASE)")]
    public void DoctorLooksAtTheQueueAndMakesNone(string? content, bool isOk, string expected)
    {
        _run.Environment["SOCIALKIT_DATABASE"] = "queue.db";
        if (content is not null)
            _run.Write("queue.db", content);
        var before = Directory.GetFiles(_run.Folder);
        Assert.Equal(isOk ? ExitCodes.Fine : ExitCodes.Failure, _run.Run("doctor", "--json"));
        using var json = JsonDocument.Parse(_run.Out);
        var line = json.RootElement.GetProperty("lines").EnumerateArray().Single(line => line.GetProperty("name").GetString() == "database");
        Assert.Contains(expected, line.GetProperty("value").GetString(), StringComparison.Ordinal);
        Assert.Equal(before, Directory.GetFiles(_run.Folder));
    }

    public void Dispose() => _run.Dispose();
}
