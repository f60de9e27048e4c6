using System.Diagnostics;
using System.Text.RegularExpressions;

namespace SocialKit.EndToEndTests;

/// <summary>What README.md shows is what the program prints: the commands of every <c>console</c> block are run, in their order, and compared.</summary>
public sealed partial class ReadmeTests
{
    // "dotnet run …" is what a newcomer types; the tests start what it builds.
    private static readonly string[] Callers = ["dotnet run --project src/SocialKit.Cli -- ", "socialkit "];

    public static TheoryData<string> Blocks { get; } = [.. ConsoleBlock().Matches(File.ReadAllText(Path.Combine(Repository.Root, "README.md"))).Select(block => block.Groups[1].Value)];

    [Theory]
    [MemberData(nameof(Blocks))]
    public void ABlockOfTheReadmeShowsWhatItsCommandsPrint(string block)
    {
        // The commands of a block share a queue of their own, as they would at a newcomer's.
        var data = Directory.CreateTempSubdirectory("socialkit-readme-").FullName;
        foreach (var (command, shown) in CommandsOf(block))
        {
            var printed = Run(command, data).Replace(data, "~/.local/share", StringComparison.Ordinal).TrimEnd('\n') + "\n";
            Assert.True(Regex.IsMatch(printed, PatternOf(shown)), $"{command}\nprints\n{printed}\nand the README shows\n{shown}");
        }
    }

    [Fact]
    public void TheReadmeShowsThePreviewOfTheRealCampaign() =>
        Assert.Contains(Blocks, row => row.Data.Contains("preview messages/2019-serikzhan-bilash", StringComparison.Ordinal));

    // "[...]" alone on a line stands for lines that the README leaves out, within a line for what differs from run to run, such as times and ids.
    private static string PatternOf(string shown)
    {
        var lines = shown.TrimEnd('\n').Split('\n').Select(line => line == "[...]" ? @"(?:[^\n]*\n)*?" : Regex.Escape(line + "\n").Replace(@"\[\.\.\.]", @"[^\n]*?", StringComparison.Ordinal));
        return $@"\A{string.Concat(lines)}\z";
    }

    private static IEnumerable<(string Command, string Shown)> CommandsOf(string block)
    {
        foreach (var entry in ("\n" + block).Split("\n$ ").Skip(1))
        {
            var end = entry.IndexOf('\n', StringComparison.Ordinal);
            var command = end < 0 ? entry : entry[..end];
            if (Callers.Any(caller => command.Contains(caller, StringComparison.Ordinal)) && end >= 0)
                yield return (command, entry[(end + 1)..]);
        }
    }

    private static string Run(string command, string data)
    {
        var caller = Callers.First(caller => command.Contains(caller, StringComparison.Ordinal));
        // Both streams, as on a terminal.
        var start = Tool.Prepare(["-c", "exec 2>&1; " + command.Replace(caller, "\"$PROGRAM\" ", StringComparison.Ordinal)]);
        start.FileName = "bash";
        start.Environment["PROGRAM"] = Repository.Program;
        start.Environment["XDG_DATA_HOME"] = data;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        return process.StandardOutput.ReadToEnd();
    }

    [GeneratedRegex(@"^```console\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex ConsoleBlock();
}
