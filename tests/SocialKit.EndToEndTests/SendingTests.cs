using System.Diagnostics;
using System.Globalization;

namespace SocialKit.EndToEndTests;

/// <summary>From a fresh machine to the post, and through everything that ends a worker on the way.</summary>
public sealed class SendingTests : IDisposable
{
    private const string Campaign = "messages/2019-serikzhan-bilash";
    private const string Kill = "KILL";
    private const string Terminate = "TERM";

    private static readonly TimeSpan Long = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("socialkit-sending-");
    private readonly List<Process> _started = [];

    private string Posts => Path.Combine(_home.FullName, "data", "socialkit", "sent-posts");

    private Dictionary<string, string?> Environment => new() { ["HOME"] = _home.FullName, ["XDG_CONFIG_HOME"] = Path.Combine(_home.FullName, "config"), ["XDG_DATA_HOME"] = Path.Combine(_home.FullName, "data") };

    public void Dispose()
    {
        foreach (var process in _started)
        {
            if (!process.HasExited)
                process.Kill();
            process.Dispose();
        }
        _home.Delete(recursive: true);
    }

    [Fact]
    public void OnAFreshMachineTheRealMessageIsScheduledAndWritten()
    {
        var scheduled = Run("schedule", Campaign, "-p", "folder", "--at", "in 1 second", "--after-deadline", "a rehearsal");
        Assert.Equal((0, ""), (scheduled.ExitCode, Errors(scheduled)));
        WaitUntilDue();
        var run = Run("run", "--once");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("  sent  ", run.Out, StringComparison.Ordinal);
        Assert.Contains("@GenProkRK, Bilash is a prisoner of conscience", File.ReadAllText(Assert.Single(Texts())), StringComparison.Ordinal);
    }

    [Fact]
    public void AWorkerTakesUpWhatIsScheduledWhileItRuns()
    {
        var worker = StartWorker();
        Assert.Equal(0, Schedule("in 1 second").ExitCode);
        var watch = Stopwatch.StartNew();
        Eventually(() => Texts().Length == 1);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"{watch.Elapsed}");
        Signal(worker, Terminate);
        Assert.True(worker.WaitForExit(Long));
        Assert.Equal(0, worker.ExitCode);
    }

    [Fact]
    public void ATermSignalEndsAWorkerThatHasNothingToDo()
    {
        var worker = StartWorker();
        Signal(worker, Terminate);
        Assert.True(worker.WaitForExit(Long));
        Assert.Equal(0, worker.ExitCode);
        // The seat is free again.
        Assert.Equal(0, Run("run", "--once").ExitCode);
    }

    [Fact]
    public void ASecondWorkerIsToldThatThereIsOne()
    {
        StartWorker();
        var second = Run("run", "--once");
        Assert.Equal(1, second.ExitCode);
        Assert.Contains("Another worker is at work", second.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void AWorkerThatIsKilledLosesNothingAndWritesNothingTwice()
    {
        const int posts = 40;
        var folder = ManyMessages(posts);
        Assert.Equal(0, Run("schedule", folder, "-p", "folder", "--at", "in 1 second").ExitCode);
        WaitUntilDue();
        var worker = StartWorker();
        Eventually(() => Texts().Length > 0);
        Signal(worker, Kill);
        Assert.True(worker.WaitForExit(Long));
        Assert.InRange(Texts().Length, 1, posts - 1);
        // If it was killed between intent and answer, the lock of the file says that nobody is in the middle of that any more: the next one waits for nothing.
        var watch = Stopwatch.StartNew();
        var run = Run("run", "--once");
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30), $"{watch.Elapsed}");
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(posts, Texts().Length);
        Assert.Equal(posts, Texts().Select(File.ReadAllText).Distinct().Count());
    }

    [Fact]
    public void ATermSignalInTheMiddleFinishesWhatIsBeingSentAndLeavesTheRest()
    {
        const int posts = 200;
        var folder = ManyMessages(posts);
        Assert.Equal(0, Run("schedule", folder, "-p", "folder", "--at", "in 1 second").ExitCode);
        WaitUntilDue();
        var worker = StartWorker();
        Eventually(() => Texts().Length > 0);
        Signal(worker, Terminate);
        Assert.True(worker.WaitForExit(Long));
        Assert.Equal(0, worker.ExitCode);
        // Nothing is left under way: what is written is noted as sent, at once and without a look.
        var run = Run("run", "--once", "--json");
        Assert.Equal(0, run.ExitCode);
        Assert.DoesNotContain("\"event\":\"unclear\"", run.Out, StringComparison.Ordinal);
        Assert.Equal(posts, Texts().Length);
    }

    [Fact]
    public void PublishingAsksOrNeedsAYesAndASecondTimeAnAgain()
    {
        string[] publish = ["publish", Campaign, "-p", "folder", "--after-deadline", "a rehearsal"];
        var unasked = Run(publish);
        Assert.Equal(2, unasked.ExitCode);
        Assert.Contains("--yes", unasked.Error, StringComparison.Ordinal);
        Assert.Empty(Texts());
        var first = Run([.. publish, "--yes"]);
        Assert.Equal(0, first.ExitCode);
        Assert.Contains("file://", first.Out, StringComparison.Ordinal);
        Assert.Single(Texts());
        var second = Run([.. publish, "--yes"]);
        Assert.Equal(1, second.ExitCode);
        Assert.Contains("--again", second.Error, StringComparison.Ordinal);
        Assert.Contains("sent ", second.Out, StringComparison.Ordinal);
        Assert.Single(Texts());
        Assert.Equal(0, Run([.. publish, "--yes", "--again"]).ExitCode);
        Assert.Equal(2, Texts().Length);
    }

    [Fact]
    public void ATextWithoutACampaignIsPublishedOnceForWhatItSays()
    {
        ToolRun Publish(string text) => Tool.Run(["publish", "-", "-p", "folder", "--yes"], input: text, environment: Environment);
        Assert.Equal(0, Publish("We are in front of the court.\n").ExitCode);
        var second = Publish("We are in front of the court.\n");
        Assert.Equal(1, second.ExitCode);
        Assert.Contains("--again", second.Error, StringComparison.Ordinal);
        Assert.Equal(0, Publish("We have gone home.\n").ExitCode);
        Assert.Equal(["We are in front of the court.", "We have gone home."], Texts().Select(File.ReadAllText).Select(text => text.TrimEnd()).Order());
    }

    [Fact]
    public void PublishingLeavesTheSendingToTheWorkerThatIsThere()
    {
        StartWorker();
        var published = Run("publish", Campaign, "-p", "folder", "--after-deadline", "a rehearsal", "--yes");
        Assert.Equal(0, published.ExitCode);
        Assert.Contains("A worker is running", published.Error, StringComparison.Ordinal);
        Assert.Single(Texts());
    }

    [Fact]
    public void WhoeverShouldBeToldIsGivenANotice()
    {
        var told = Path.Combine(_home.FullName, "told.jsonl");
        var config = Directory.CreateDirectory(Path.Combine(_home.FullName, "config", "socialkit"));
        File.WriteAllText(Path.Combine(config.FullName, "socialkit.json"), $$"""{ "notify": { "command": ["sh", "-c", "cat >> '{{told}}'"] } }""");
        // Something else has the name: the post is refused.
        Assert.Equal(0, Run("publish", Campaign, "-p", "folder", "--after-deadline", "a rehearsal", "--yes").ExitCode);
        File.WriteAllText(Assert.Single(Texts()), "Something else.");
        foreach (var file in Directory.GetFiles(Path.Combine(_home.FullName, "data", "socialkit"), "socialkit.db*"))
            File.Delete(file);
        var again = Run("publish", Campaign, "-p", "folder", "--after-deadline", "a rehearsal", "--yes");
        Assert.Equal(1, again.ExitCode);
        Assert.Contains("another text", again.Out.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Contains("\"code\":\"failed\"", File.ReadAllText(told), StringComparison.Ordinal);
    }

    private string[] Texts() => Directory.Exists(Posts) ? [.. Directory.GetFiles(Posts, "*.txt").Where(file => !Path.GetFileName(file).StartsWith('.'))] : [];

    private ToolRun Run(params string[] arguments) => Tool.Run(arguments, environment: Environment);

    private ToolRun Schedule(string at) => Run("schedule", Campaign, "-p", "folder", "--at", at, "--after-deadline", "a rehearsal");

    // What is no warning, and no hint that a worker is needed.
    private static string Errors(ToolRun run) => string.Concat(run.Error.Split('\n').Where(line => line.Length > 0 && !line.StartsWith("warning: ", StringComparison.Ordinal) && !line.StartsWith("No worker", StringComparison.Ordinal)));

    private static void WaitUntilDue()
    {
        var due = DateTimeOffset.UtcNow.AddSeconds(1.2);
        Eventually(() => DateTimeOffset.UtcNow > due);
    }

    private string ManyMessages(int count)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_home.FullName, "2026-invented-case")).FullName;
        File.WriteAllText(Path.Combine(folder, "campaign.md"), "---\nsocialkit: 1\ntitle: An invented case\n---\n");
        File.WriteAllText(Path.Combine(folder, "messages.en.md"), "---\nlanguage: en\n---\n" + string.Concat(Enumerable.Range(1, count).Select(n =>
            string.Create(CultureInfo.InvariantCulture, $"\n# m{n}\nWords number {n} of an invented case.\n"))));
        return folder;
    }

    private Process StartWorker()
    {
        var process = Process.Start(Tool.Prepare(["run"], environment: Environment))!;
        _started.Add(process);
        process.StandardInput.Close();
        // Its first line says that it has the seat; the rest is read away so that it never waits for a reader.
        Assert.Contains("Worker ", process.StandardOutput.ReadLine() ?? process.StandardError.ReadToEnd(), StringComparison.Ordinal);
        _ = process.StandardOutput.ReadToEndAsync();
        _ = process.StandardError.ReadToEndAsync();
        return process;
    }

    private static void Eventually(Func<bool> isSo) => Assert.True(SpinWait.SpinUntil(isSo, Long));

    private static void Signal(Process process, string signal)
    {
        using var kill = Process.Start("kill", ["-" + signal, process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
        Assert.Equal(0, kill.ExitCode);
    }
}
