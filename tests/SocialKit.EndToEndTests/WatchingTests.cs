using System.Text.Json;

namespace SocialKit.EndToEndTests;

/// <summary>Looking at the queue and stepping in, with the built program on a queue of its own: from scheduling to withdrawing.</summary>
public sealed class WatchingTests : IDisposable
{
    private const string Seed = "messages/2019-serikzhan-bilash";
    private const string Slug = "2019-serikzhan-bilash";

    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("socialkit-watching-");

    private Dictionary<string, string?> Environment => new()
    {
        ["HOME"] = _home.FullName, ["XDG_CONFIG_HOME"] = Path.Combine(_home.FullName, "config"), ["XDG_DATA_HOME"] = Path.Combine(_home.FullName, "data"),
        ["SOCIALKIT_TIME_ZONE"] = "Europe/London", ["USER"] = "anna",
    };

    private string Posts => Path.Combine(_home.FullName, "data", "socialkit", "sent-posts");

    [Fact]
    public void WhatIsScheduledIsSeenStoppedResumedSentLoggedAndWithdrawn()
    {
        Schedule("2030-12-01 09:00");
        Assert.Contains("09:00  scheduled", Run(0, "queue").Out, StringComparison.Ordinal);
        Assert.Contains("F1", Run(0, "calendar", "2030-12").Out, StringComparison.Ordinal);
        Assert.Contains("@GenProkRK", Run(0, "queue", "show", OnlyId()).Out, StringComparison.Ordinal);

        Assert.Contains("1 entry that waited goes out no more", Run(0, "stop", Seed).Out, StringComparison.Ordinal);
        Run(0, "queue", "edit", OnlyId(), "--at", "in 1 second");
        Run(0, "run", "--once");
        Assert.Equal("stopped", Only().GetProperty("state").GetString());
        Assert.False(Directory.Exists(Posts) && Directory.EnumerateFiles(Posts, "*", SearchOption.AllDirectories).Any(file => file.EndsWith(".txt", StringComparison.Ordinal)));

        Assert.Contains("1 entry came back", Run(0, "resume", Slug, "--yes").Out, StringComparison.Ordinal);
        SendWhatIsDue();
        var log = Run(0, "log", "--json").Out;
        using var sent = JsonDocument.Parse(log);
        Assert.Equal("response", sent.RootElement.GetProperty("entries")[0].GetProperty("sent").GetProperty("confirmedBy").GetString());

        var withdrawn = Run(0, "withdraw", Slug, "--yes", "--page", Path.Combine(_home.FullName, "page.html"));
        Assert.Contains("1 deletion into the queue", withdrawn.Out, StringComparison.Ordinal);
        Assert.Contains("This action was withdrawn", File.ReadAllText(Path.Combine(_home.FullName, "page.html")), StringComparison.Ordinal);
        SendWhatIsDue();
        Assert.Contains("deletion of", Run(0, "log").Out, StringComparison.Ordinal);
    }

    [Fact]
    public void AMonitorHearsWhenNobodyWorks()
    {
        Assert.Equal(1, Tool.Run(["health"], environment: Environment).ExitCode);
        Schedule("in 1 second");
        // It is due a second later; a monitor asks again and again.
        ToolRun health;
        var patience = System.Diagnostics.Stopwatch.StartNew();
        do
            health = Tool.Run(["health"], environment: Environment);
        while (health.ExitCode == 0 && patience.Elapsed < TimeSpan.FromSeconds(30));
        Assert.Equal(1, health.ExitCode);
        Assert.StartsWith("late, 1 due, ", health.Out, StringComparison.Ordinal);
        SendWhatIsDue();
        Assert.StartsWith("ok, 0 due, ", Run(0, "health").Out, StringComparison.Ordinal);
    }

    [Fact]
    public void NobodyIsAskedThroughAPipe()
    {
        Schedule("2030-12-01 09:00", "--needs-approval");
        var approve = Tool.Run(["queue", "approve", OnlyId()], environment: Environment, input: "y\n");
        Assert.Equal(2, approve.ExitCode);
        Assert.Contains("add --yes", approve.Error, StringComparison.Ordinal);
        Assert.Equal("awaiting_approval", Only().GetProperty("state").GetString());
        Assert.Equal(2, Tool.Run(["withdraw", Slug], environment: Environment, input: "y\n").ExitCode);
        Run(0, "queue", "approve", OnlyId(), "--yes");
        Assert.Equal("scheduled", Only().GetProperty("state").GetString());
    }

    [Fact]
    public void ABackupIsAQueueOfItsOwn()
    {
        Schedule("2030-12-01 09:00");
        var file = Path.Combine(_home.FullName, "backup.db");
        Assert.Equal(file + "\n", Run(0, "backup", file).Out);
        Run(0, "queue", "cancel", OnlyId());
        var copy = new Dictionary<string, string?>(Environment) { ["SOCIALKIT_DATABASE"] = file };
        Assert.Contains("1 scheduled", Tool.Run(["queue"], environment: copy).Out, StringComparison.Ordinal);
        Assert.Equal(1, Tool.Run(["backup", file], environment: Environment).ExitCode);
    }

    private void Schedule(string at, params string[] more) => Run(0, ["schedule", Seed, "-p", "folder", "--at", at, "--after-deadline", "a rehearsal", .. more]);

    // "--once" sends what is due at this moment: what is due a moment later is asked for again.
    private void SendWhatIsDue()
    {
        for (var patience = System.Diagnostics.Stopwatch.StartNew(); patience.Elapsed < TimeSpan.FromSeconds(30);)
        {
            Run(0, "run", "--once");
            using var json = JsonDocument.Parse(Run(0, "queue", "--json", "--state", "scheduled").Out);
            if (json.RootElement.GetProperty("entries").GetArrayLength() == 0)
                return;
        }
        Assert.Fail("What is due was not sent in time.");
    }

    private string OnlyId() => Only().GetProperty("id").GetString()!;

    private JsonElement Only()
    {
        using var json = JsonDocument.Parse(Run(0, "queue", "--json").Out);
        return Assert.Single(json.RootElement.GetProperty("entries").EnumerateArray()).Clone();
    }

    private ToolRun Run(int code, params string[] arguments)
    {
        var run = Tool.Run(arguments, environment: Environment);
        Assert.True(run.ExitCode == code, $"{string.Join(' ', arguments)}: {run.ExitCode}\n{run.Out}\n{run.Error}");
        return run;
    }

    public void Dispose() => _home.Delete(recursive: true);
}
