using System.Diagnostics;

namespace SocialKit.EndToEndTests;

/// <summary>The examples that the help leads with can be typed as they stand.</summary>
public sealed class HelpExampleTests
{
    private static readonly string[] Commands = ["preview", "check", "copy", "share", "schedule", "publish", "queue", "calendar", "log", "health", "stop", "resume", "withdraw", "backup", "import", "list", "accounts", "doctor", "completion"];

    [Fact]
    public void EveryExampleOnTheRealCampaignRuns()
    {
        // In a copy, so that an example may write a file.
        var folder = Directory.CreateTempSubdirectory("socialkit-help-").FullName;
        foreach (var part in (string[])["messages", "seeds"])
            Copy(Path.Combine(Repository.Root, part), Path.Combine(folder, part));

        var examples = Commands.SelectMany(command => Tool.Run([command, "--help"]).Out.Split('\n'))
            .Where(line => line.StartsWith("  socialkit ", StringComparison.Ordinal))
            .Select(line => line.Trim()["socialkit ".Length..])
            .Where(example => !example.Contains("action.md", StringComparison.Ordinal) && !example.Contains("archive/", StringComparison.Ordinal) // the reader's own files
                && !example.Contains("4f2a9c", StringComparison.Ordinal) && !example.Contains("org-x", StringComparison.Ordinal) // the reader's own entries and accounts
                && !example.EndsWith("withdraw 2019-serikzhan-bilash", StringComparison.Ordinal) // asks
                && !example.Contains("texts.jsonl", StringComparison.Ordinal)
                && !example.Contains("~/", StringComparison.Ordinal) && !example.Contains('|', StringComparison.Ordinal)
                && !example.Contains("--strict", StringComparison.Ordinal)) // is there to fail
            .ToList();
        Assert.True(examples.Count >= 12, string.Join('\n', examples));
        Assert.All(examples, example =>
        {
            var start = Tool.Prepare(["-c", "\"$PROGRAM\" " + example], folder);
            start.FileName = "bash";
            start.Environment["PROGRAM"] = Repository.Program;
            // What other examples have scheduled is not published as a second post.
            if (example.StartsWith("publish ", StringComparison.Ordinal))
                start.Environment["XDG_DATA_HOME"] = Directory.CreateTempSubdirectory("socialkit-publish-").FullName;
            using var process = Process.Start(start)!;
            process.StandardInput.Close();
            var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.True(process.ExitCode == 0, $"{example}: {process.ExitCode} {error.GetAwaiter().GetResult()}");
        });
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}
