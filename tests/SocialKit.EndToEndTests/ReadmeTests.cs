using System.Diagnostics;
using System.Text.RegularExpressions;

namespace SocialKit.EndToEndTests;

/// <summary>What README.md shows is what the program prints: every <c>console</c> block is run and compared.</summary>
public sealed partial class ReadmeTests
{
    // "dotnet run …" is what a newcomer types; the tests start what it builds.
    private static readonly string[] Callers = ["dotnet run --project src/SocialKit.Cli -- ", "socialkit "];

    public static TheoryData<string, string> Commands { get; } = ReadCommands();

    [Theory]
    [MemberData(nameof(Commands))]
    public void ACommandOfTheReadmePrintsWhatTheReadmeShows(string command, string shown)
    {
        var printed = Run(command).TrimEnd('\n') + "\n";
        // "[...]" alone on a line stands for lines that the README leaves out.
        var pattern = string.Concat(shown.TrimEnd('\n').Split('\n').Select(line => line == "[...]" ? @"(?:[^\n]*\n)*?" : Regex.Escape(line + "\n")));
        Assert.True(Regex.IsMatch(printed, $@"\A{pattern}\z"), $"{command}\nprints\n{printed}\nand the README shows\n{shown}");
    }

    [Fact]
    public void TheReadmeShowsThePreviewOfTheRealCampaign() =>
        Assert.Contains(Commands, row => row.Data.Item1.Contains("preview messages/2019-serikzhan-bilash", StringComparison.Ordinal));

    private static TheoryData<string, string> ReadCommands()
    {
        var data = new TheoryData<string, string>();
        var readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));
        foreach (Match block in ConsoleBlock().Matches(readme))
        {
            foreach (var entry in ("\n" + block.Groups[1].Value).Split("\n$ ").Skip(1))
            {
                var end = entry.IndexOf('\n', StringComparison.Ordinal);
                var command = end < 0 ? entry : entry[..end];
                if (Callers.Any(caller => command.Contains(caller, StringComparison.Ordinal)) && end >= 0)
                    data.Add(command, entry[(end + 1)..]);
            }
        }
        return data;
    }

    private static string Run(string command)
    {
        var caller = Callers.First(caller => command.Contains(caller, StringComparison.Ordinal));
        var start = Tool.Prepare(["-c", command.Replace(caller, "\"$PROGRAM\" ", StringComparison.Ordinal)]);
        start.FileName = "bash";
        start.Environment["PROGRAM"] = Repository.Program;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        Assert.Equal("", error.GetAwaiter().GetResult());
        return output;
    }

    [GeneratedRegex(@"^```console\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex ConsoleBlock();
}
