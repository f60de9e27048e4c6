namespace SocialKit.EndToEndTests;

/// <summary><c>preview</c> as it comes out of the real program.</summary>
public sealed class PreviewTests
{
    private const string Seed = "messages/2019-serikzhan-bilash";

    private static readonly Dictionary<string, string?> Fixed = new() { ["SOCIALKIT_NOW"] = "2026-11-24T09:00Z", ["SOCIALKIT_TIME_ZONE"] = "Europe/London" };

    [Fact]
    public void TheSeedsMessageIsShownOnEveryPlatform()
    {
        var run = Tool.Run(["preview", Seed], environment: Fixed);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(
            ["X", "Bluesky", "Mastodon", "Facebook", "Threads", "Telegram", "LinkedIn"],
            run.Out.Split('\n').Where(line => line.StartsWith("── ", StringComparison.Ordinal)).Select(line => line.Split(' ')[1]));
        Assert.Contains("227/280", run.Out, StringComparison.Ordinal);
        Assert.Contains("21 May 2019, 7 years ago", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void APipeGets80ColumnsAndNoEscape()
    {
        var run = Tool.Run(["preview", Seed], environment: Fixed);
        Assert.Equal(80, run.Out.Split('\n').Max(line => line.Length));
        Assert.DoesNotContain('\u001b', run.Out);
    }

    [Fact]
    public void SixtyColumnsAreKept()
    {
        var run = Tool.Run(["preview", Seed], environment: new Dictionary<string, string?>(Fixed) { ["COLUMNS"] = "60" });
        Assert.Equal(60, run.Out.Split('\n').Max(line => line.Length));
    }

    [Fact]
    public void NoColorIsHeardOnATerminal()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/script"), "A terminal is made with script(1).");
        Assert.Contains('\u001b', OnTerminal(noColor: null));
        Assert.DoesNotContain('\u001b', OnTerminal(noColor: "1"));
    }

    [Fact]
    public void TheJsonIsTheSameHoweverItIsLookedAt()
    {
        var run = Tool.Run(["preview", Seed, "--json"], environment: Fixed);
        Assert.Equal(7, System.Text.Json.JsonDocument.Parse(run.Out).RootElement.GetProperty("posts").GetArrayLength());
    }

    private static string OnTerminal(string? noColor)
    {
        var start = Tool.Prepare(["-qec", $"'{Repository.Program}' preview {Seed}", "/dev/null"], environment: new Dictionary<string, string?>(Fixed) { ["NO_COLOR"] = noColor, ["TERM"] = "xterm" });
        start.FileName = "/usr/bin/script";
        using var process = System.Diagnostics.Process.Start(start)!;
        process.StandardInput.Close();
        return process.StandardOutput.ReadToEnd();
    }
}
