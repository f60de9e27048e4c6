using System.Diagnostics;

namespace SocialKit.EndToEndTests;

/// <summary>Real shells load the completion scripts and complete with them.</summary>
public sealed class ShellTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("socialkit-shell-");

    public ShellTests()
    {
        // Shells look for the program by its name.
        Directory.CreateDirectory(Path.Combine(_folder.FullName, "bin"));
        File.CreateSymbolicLink(Path.Combine(_folder.FullName, "bin", "socialkit"), Repository.Program);
    }

    [Theory]
    [InlineData("previ", "preview")]
    [InlineData("share -p what", "whatsapp")]
    [InlineData("check --str", "--strict")]
    [InlineData("copy messages/2019-seri", "messages/2019-serikzhan-bilash")]
    [InlineData("copy messages/2019-serikzhan-bilash -m message-", "message-1")]
    public void BashCompletes(string typed, string expected)
    {
        var script = $"""
            eval "$(socialkit completion bash)"
            COMP_WORDS=(socialkit {typed}); COMP_CWORD=$((${"{#COMP_WORDS[@]}"} - 1))
            _socialkit
            printf '%s\n' "${"{COMPREPLY[@]}"}"
            complete -p socialkit >&2
            """;
        var run = Shell("bash", ["--norc", "--noprofile", "-c", script]);
        Assert.Equal(expected + "\n", run.Out);
        Assert.Contains("-F _socialkit socialkit", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("previ", "preview")]
    [InlineData("share -p what", "whatsapp")]
    [InlineData("copy messages/2019-serikzhan-bilash -m message-", "message-1")]
    public void FishCompletes(string typed, string expected)
    {
        var run = Shell("fish", ["--no-config", "-c", $"socialkit completion fish | source; complete --do-complete 'socialkit {typed}'"]);
        Assert.Equal(expected, run.Out.Split('\n')[0].Split('\t')[0]);
        Assert.Equal("", run.Error);
    }

    [Theory]
    [InlineData("previ", "preview")]
    [InlineData("share -p what", "whatsapp")]
    [InlineData("copy messages/2019-serikzhan-bilash -m message-", "message-1")]
    public void ZshCompletes(string typed, string expected)
    {
        // _describe wants a line editor; what it would be given is shown instead.
        var script = $"""
            compdef() {"{ print -r -- \"$2\" >&2 }"}
            _describe() {"{ print -rl -- ${described%%:*} }"}
            eval "$(socialkit completion zsh)"
            words=(socialkit {typed}); CURRENT=${"{#words}"}
            _socialkit
            """;
        var run = Shell("zsh", ["-f", "-c", script]);
        Assert.Equal(expected + "\n", run.Out);
        Assert.Equal("socialkit\n", run.Error);
    }

    [Theory]
    [InlineData("bash", "-n")]
    [InlineData("zsh", "-n")]
    [InlineData("fish", "-n")]
    public void EveryScriptIsWellFormed(string shell, string onlyRead)
    {
        var file = Path.Combine(_folder.FullName, "script");
        File.WriteAllText(file, Tool.Run(["completion", shell]).Out);
        Assert.Equal(new ToolRun(0, "", ""), Shell(shell, [onlyRead, file]));
    }

    private ToolRun Shell(string shell, string[] arguments)
    {
        var path = $"{Path.Combine(_folder.FullName, "bin")}:{Environment.GetEnvironmentVariable("PATH")}";
        Assert.SkipUnless(Environment.GetEnvironmentVariable("PATH")!.Split(':').Any(folder => File.Exists(Path.Combine(folder, shell))), $"{shell} is not installed");
        var start = Tool.Prepare(arguments, environment: new Dictionary<string, string?> { ["PATH"] = path });
        start.FileName = shell;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new(process.ExitCode, output, error.GetAwaiter().GetResult());
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
