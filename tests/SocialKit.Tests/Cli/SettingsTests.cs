using System.Text.RegularExpressions;
using SocialKit.Cli.Settings;

namespace SocialKit.Tests.Cli;

public sealed partial class SettingsTests : IDisposable
{
    private readonly CliRun _cli = SmallCampaign.Good();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void TheUsersFileSaysWhichPlatformsAreShown()
    {
        WriteUser("""{ "platforms": ["bluesky", "Twitter"] }""");
        Assert.Equal(["Bluesky", "X"], Shown());
    }

    [Fact]
    public void TheCurrentFoldersListReplacesTheWholeOfTheUsers()
    {
        WriteUser("""{ "platforms": ["bluesky", "x", "threads"] }""");
        _cli.Write("socialkit.json", """{ "platforms": ["mastodon"] }""");
        Assert.Equal(["Mastodon"], Shown());
    }

    [Fact]
    public void AVariableWinsOverFiles()
    {
        _cli.Write("socialkit.json", """{ "platforms": ["mastodon"] }""");
        _cli.Environment["SOCIALKIT_PLATFORMS"] = "x, threads";
        Assert.Equal(["X", "Threads"], Shown());
    }

    [Fact]
    public void AFlagWinsOverAVariable()
    {
        _cli.Environment["SOCIALKIT_PLATFORMS"] = "x";
        Assert.Equal(["Telegram"], Shown("-p", "telegram"));
    }

    [Fact]
    public void ACampaignFolderSetsNothing()
    {
        _cli.Write("campaign.md", "").Write("socialkit.json", "{ not json");
        Assert.Equal(7, Shown().Count);
    }

    [Fact]
    public void BrokenJsonIsNamedWithItsPlaceAndExits2()
    {
        _cli.Write("socialkit.json", "{\n  \"now\": oops\n}");
        Assert.Equal(2, _cli.Run("check"));
        Assert.StartsWith("socialkit: socialkit.json:2:10 is not JSON.", _cli.Error, StringComparison.Ordinal);
        // Its own place, that counts from 0, would contradict this one.
        Assert.DoesNotContain("LineNumber", _cli.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("1")]
    [InlineData("""{ "now": 1, "now": 2 }""")]
    [InlineData("")]
    public void JsonThatIsNoObjectOfSettingsIsNamedWithItsPlace(string json)
    {
        _cli.Write("socialkit.json", json);
        Assert.Equal(2, _cli.Run("check"));
        Assert.StartsWith("socialkit: socialkit.json:1:1 ", _cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void AKeyThatIsLikeNoneIsNotTakenForOne()
    {
        _cli.Write("socialkit.json", """{ "zzz": 1 }""");
        Assert.Equal(0, _cli.Run("check"));
        Assert.Equal("socialkit: socialkit.json: nobody reads the key \"zzz\".\n", _cli.Error);
    }

    [Fact]
    public void AKeyThatNobodyReadsIsSaidButStopsNothing()
    {
        _cli.Write("socialkit.json", """{ "timezone": "UTC" }""");
        Assert.Equal(0, _cli.Run("check"));
        Assert.Equal("socialkit: socialkit.json: nobody reads the key \"timezone\". Did you mean \"time-zone\"?\n", _cli.Error);
    }

    [Theory]
    [InlineData("yesterday")]
    [InlineData("2026-11-24")]
    [InlineData("2026-11-24T09:00")]
    [InlineData("2026-13-24T09:00Z")]
    public void ANowThatIsNoInstantIsRefused(string now)
    {
        _cli.Environment["SOCIALKIT_NOW"] = now;
        Assert.Equal(2, _cli.Run("check"));
        Assert.Contains($"\"{now}\"", _cli.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-12-11T00:00+05:00", "just now")]
    [InlineData("2033-12-10T19:00:00Z", "7 years ago")]
    public void NowFixesTheClock(string now, string words)
    {
        _cli.Environment["SOCIALKIT_NOW"] = now;
        Assert.Equal(0, _cli.Run("preview"));
        Assert.Contains($"10 December 2026, {words}", _cli.Out.Replace("a minute ago", "just now", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void AnUnknownTimeZoneIsRefused()
    {
        _cli.Environment["SOCIALKIT_TIME_ZONE"] = "Mars/Olympus";
        Assert.Equal(2, _cli.Run("preview"));
        Assert.Contains("Mars/Olympus", _cli.Error, StringComparison.Ordinal);
    }

    private void WriteUser(string json)
    {
        Directory.CreateDirectory(_cli.UserFolder);
        File.WriteAllText(Path.Combine(_cli.UserFolder, "socialkit.json"), json);
    }

    private List<string> Shown(params string[] more)
    {
        Assert.Equal(0, _cli.Run(["preview", SmallCampaign.Folder, .. more]));
        return [.. _cli.Out.Split('\n').Where(line => line.StartsWith("── ", StringComparison.Ordinal)).Select(line => line.Split(' ')[1])];
    }

    [Fact]
    public void WhoIsToldIsSaidByTheUsersOwnFile()
    {
        WriteUser("""{ "notify": { "command": ["/usr/bin/tell", "--now, please"] } }""");
        Assert.Equal(["/usr/bin/tell", "--now, please"], Read([]).NotifyCommand);
    }

    [Fact]
    public void NoFileOfTheCurrentFolderStartsAProgram()
    {
        WriteUser("""{ "notify": { "command": "/usr/bin/tell" } }""");
        _cli.Write("socialkit.json", """{ "notify": { "command": "./evil" } }""");
        List<string> warnings = [];
        Assert.Equal(["/usr/bin/tell"], Read(warnings).NotifyCommand);
        Assert.Contains(warnings, warning => warning.Contains("notify.command is not taken from here", StringComparison.Ordinal));
    }

    [Fact]
    public void NoFileOfTheCurrentFolderSaysWhichHostTokensGoTo()
    {
        WriteUser("""{ "x": { "api": "https://gateway.example" }, "secrets": "/run/secrets/socialkit" }""");
        _cli.Write("socialkit.json", """{ "x": { "api": "https://evil.example" }, "bluesky": { "plc": "https://evil.example" }, "secrets": "/tmp/evil", "key-file": "/tmp/evil" }""");
        List<string> warnings = [];
        var settings = Read(warnings);
        Assert.Equal("https://gateway.example", settings.OfPlatform("x:api"));
        Assert.Null(settings.OfPlatform("bluesky:plc"));
        Assert.Equal("/run/secrets/socialkit", settings.SecretsFolder);
        Assert.Null(settings.KeyFile);
        Assert.Equal(["bluesky", "key-file", "secrets", "x"], warnings.Where(warning => warning.Contains("is not taken from here", StringComparison.Ordinal)).Select(warning => warning.Split(' ')[1]).Order());
    }

    [Fact]
    public void APlatformsHostIsSaidByAVariableToo()
    {
        WriteUser("""{ "x": { "api": "https://gateway.example" } }""");
        _cli.Environment["SOCIALKIT_X_API"] = "http://127.0.0.1:1";
        Assert.Equal("http://127.0.0.1:1", Read([]).OfPlatform("x:api"));
    }

    [Fact]
    public void AKeyThatNoPlatformReadsIsSaid()
    {
        WriteUser("""{ "x": { "apo": "https://gateway.example" } }""");
        List<string> warnings = [];
        Read(warnings);
        Assert.Contains("nobody reads the key \"x:apo\". Did you mean \"x:api\"?", Assert.Single(warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void EverySettingThatAPlatformAsksForIsKnown()
    {
        var folder = Path.Combine(Repository.Root, "src", "SocialKit.Platforms");
        var asked = Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => AskedSetting().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value))
            .ToHashSet();
        Assert.NotEmpty(asked);
        Assert.Empty(asked.Except(PlatformSettings.Keys));
    }

    [GeneratedRegex("(?:Address|Setting)\\(\"([a-z-]+:[a-z-]+)\"")]
    private static partial Regex AskedSetting();

    [Theory]
    [InlineData("SOCIALKIT_SECRETS")]
    [InlineData("SOCIALKIT_KEY_FILE")]
    public void WhereSecretsAreIsSaidFromTheRootOn(string variable)
    {
        _cli.Environment[variable] = "secrets";
        Assert.Contains(variable, Assert.Throws<SocialKit.Cli.UsageException>(() => Read([])).Message, StringComparison.Ordinal);
    }

    private CliSettings Read(List<string> warnings) => SettingsReader.Read(
        new Dictionary<string, string>(_cli.Environment) { ["XDG_CONFIG_HOME"] = Path.GetDirectoryName(_cli.UserFolder)! }, _cli.Folder, warnings.Add);
}
