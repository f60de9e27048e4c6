using System.CommandLine;
using SocialKit.Cli.Completion;
using SocialKit.Cli.Terminal;

namespace SocialKit.Cli.Commands;

/// <summary><c>socialkit completion</c>, and the hidden <c>complete</c> that its scripts call.</summary>
internal static class CompletionCommand
{
    private const string Notes = """
        The shell then completes commands, options and their values with the Tab key: platforms, campaigns under messages/,
        message ids, languages.
        """;

    public static CliCommand Create(CliContext context)
    {
        var shells = string.Join(", ", CompletionScripts.Shells);
        var shell = new Argument<string>("SHELL") { Description = $"One of {shells}." };
        shell.CompletionSources.Add(_ => CompletionScripts.Shells);
        var command = new CliCommand("completion", "Prints a script that teaches a shell to complete socialkit's commands.")
        {
            Examples =
            [
                new("socialkit completion fish > ~/.config/fish/completions/socialkit.fish", "teaches fish, once"),
                new("eval \"$(socialkit completion bash)\"", "teaches bash, in ~/.bashrc"),
                new("eval \"$(socialkit completion zsh)\"", "teaches zsh, in ~/.zshrc after compinit"),
                new("socialkit completion pwsh | Out-String | Invoke-Expression", "teaches PowerShell, in $PROFILE"),
            ],
            Notes = Notes,
        };
        command.Add(shell);
        command.SetAction(parsed =>
        {
            var name = parsed.GetValue(shell)!;
            context.Out.WriteLine(CompletionScripts.For(name)?.ReplaceLineEndings("\n") ?? throw new UsageException($"There is no script for \"{name}\": it is one of {shells}."));
            return ExitCodes.Fine;
        });
        return command;
    }

    /// <summary>Prints what the last of the words after <c>--</c> could become, a line each: the word, a tab, what it means.</summary>
    public static CliCommand CreateComplete(CliContext context)
    {
        var words = new Argument<string[]>("WORDS") { Arity = ArgumentArity.ZeroOrMore };
        var command = new CliCommand("complete", "Says to a shell what could be typed.") { Examples = [new("socialkit complete -- prev", "asks what \"prev\" could become")], Hidden = true };
        command.Add(words);
        command.SetAction(parsed =>
        {
            foreach (var (value, about) in new Completer((RootCommand)parsed.RootCommandResult.Command).Complete(parsed.GetValue(words) ?? []))
                context.Out.WriteLine($"{TerminalText.Clean(value)}\t{TerminalText.Clean(about ?? "")}");
            return ExitCodes.Fine;
        });
        return command;
    }
}
