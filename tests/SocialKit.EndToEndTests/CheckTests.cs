using System.Diagnostics;

namespace SocialKit.EndToEndTests;

/// <summary><c>check</c> and what every command has: exit codes, streams, pipes, signals.</summary>
public sealed class CheckTests : IDisposable
{
    private const string Seed = "messages/2019-serikzhan-bilash";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("socialkit-check-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void TheSeedsCampaignHasNoErrors()
    {
        var run = Tool.Run(["check", Seed]);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("7 posts on 7 platforms", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void ATextThatDoesNotFitExits3() => Assert.Equal(3, Tool.Run(["check", "-", "-p", "x"], input: new string('x', 281)).ExitCode);

    [Fact]
    public void AMistypedCommandExits2AndSaysSoOnStderr()
    {
        var run = Tool.Run(["chekc"]);
        Assert.Equal((2, ""), (run.ExitCode, run.Out));
        Assert.Contains("Did you mean \"check\"?", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ThreeHundredThousandLinesAreAnsweredInConstantMemory()
    {
        const int lines = 300_000;
        using var process = Process.Start(Tool.Prepare(["check", "-", "--lines", "-p", "x", "--json"]))!;
        var counting = Task.Run(() =>
        {
            var count = 0;
            long peak = 0;
            while (process.StandardOutput.ReadLine() is not null)
            {
                // With the last answer the process may be gone; before it, much more is still to come than a pipe holds.
                if (++count % 50_000 != 0 || count == lines)
                    continue;
                process.Refresh();
                peak = Math.Max(peak, process.WorkingSet64);
            }
            return (count, peak);
        });
        for (var i = 0; i < lines; i++)
            await process.StandardInput.WriteAsync($"\"Release them now, @somebody! #Free{i} https://example.org/{i}\"\n");
        process.StandardInput.Close();
        var (answered, memory) = await counting;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal((0, lines), (process.ExitCode, answered));
        // The framework's own runtime takes about 60 MB; the answers alone are 60 MB more.
        Assert.InRange(memory, 1, 150L * 1024 * 1024);
    }

    [Fact]
    public async Task AnAnswerComesBeforeTheNextLineIsThere()
    {
        using var process = Process.Start(Tool.Prepare(["check", "-", "--lines", "-p", "x"]))!;
        await process.StandardInput.WriteAsync("\"first\"\n");
        await process.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
        Assert.Contains("\"length\":5", await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        process.StandardInput.Close();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
    }

    [Fact]
    public void AReaderThatStopsEndsTheProgramQuietly()
    {
        var run = Shell("yes '\"x\"' 2>/dev/null | \"$PROGRAM\" check - --lines -p x | head -n 1; echo ${PIPESTATUS[1]}");
        Assert.Equal("", run.Error);
        Assert.EndsWith("\n0\n", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void TwoRunsIntoOneFileDoNotOverwriteEachOther()
    {
        var file = Path.Combine(_folder.FullName, "out");
        Shell($"{{ \"$PROGRAM\" --version; \"$PROGRAM\" --version; }} > '{file}'");
        Assert.Equal(2, File.ReadAllLines(file).Length);
    }

    [Fact]
    public void AFullDiskIsSaidAndExits1()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "This system has no /dev/full.");
        var run = Shell("\"$PROGRAM\" --version > /dev/full; echo $?");
        Assert.Equal("1\n", run.Out);
        Assert.StartsWith("socialkit: The output cannot be written", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void CtrlCExits130()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Signals are sent by kill.");
        using var process = Process.Start(Tool.Prepare(["check", "-", "--lines", "-p", "x"]))!;
        process.StandardInput.Write("\"x\"\n");
        process.StandardInput.Flush();
        process.StandardOutput.ReadLine();
        Process.Start("kill", ["-INT", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]).WaitForExit();
        process.WaitForExit();
        Assert.Equal(130, process.ExitCode);
    }

    private static ToolRun Shell(string script)
    {
        var start = Tool.Prepare(["-c", script]);
        start.FileName = "bash";
        start.Environment["PROGRAM"] = Repository.Program;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new(process.ExitCode, output, error.GetAwaiter().GetResult());
    }
}
