using SocialKit.Cli;
using SocialKit.Cli.Commands;
using SocialKit.Cli.Terminal;

namespace SocialKit.Tests.Cli;

/// <summary>Questions, and commands that have commands of their own.</summary>
public sealed class QuestionTests : IDisposable
{
    private readonly CliRun _run = new();
    private readonly List<bool> _answers = [];

    [Theory]
    [InlineData("y\n", true)]
    [InlineData(" YES \r\n", true)]
    [InlineData("yes", true)]
    [InlineData("n\n", false)]
    [InlineData("yesterday\n", false)]
    [InlineData("\n", false)]
    [InlineData("", false)]
    public void OnlyAYesIsAYes(string typed, bool expected)
    {
        _run.RunWith(typed, Commands, "box", "ask");
        Assert.Equal([expected], _answers);
    }

    [Fact]
    public void TheQuestionStandsOnStderrWithoutControlCharacters()
    {
        _run.RunWith("y\n", Commands, "box", "ask");
        Assert.Equal(("", "Is <U+001B> it so? [y/N] "), (_run.Out, _run.Error));
    }

    [Fact]
    public void AMistypedInnerCommandIsNamedWithItsCommand()
    {
        Assert.Equal(ExitCodes.Usage, _run.Run(Commands, "box", "aks"));
        Assert.Equal("socialkit: There is no command \"box aks\". Did you mean \"ask\"?\nSee: socialkit box --help\n", _run.Error);
    }

    [Fact]
    public void HelpNamesTheWholePath()
    {
        Assert.Equal(ExitCodes.Fine, _run.Run(Commands, "box", "ask", "--help"));
        Assert.Contains("Usage: socialkit box ask [options]", _run.Out, StringComparison.Ordinal);
        _run.Run(Commands, "box", "--help");
        Assert.Contains("  box ask ", _run.Out, StringComparison.Ordinal);
    }

    private IEnumerable<CliCommand> Commands(CliContext context)
    {
        var ask = new CliCommand("ask", "Asks.") { Examples = [new("socialkit box ask", "asks")] };
        ask.SetAction(_ => CommandBody.Run(context, async cancellationToken =>
        {
            _answers.Add(await Question.AskAsync("Is \u001b it so?", context, cancellationToken));
            return ExitCodes.Fine;
        }));
        var box = new CliCommand("box", "A command with another inside.") { Examples = [new("socialkit box ask", "asks")] };
        box.SetAction(_ => ExitCodes.Fine);
        box.Add(ask);
        return [box];
    }

    public void Dispose() => _run.Dispose();
}
