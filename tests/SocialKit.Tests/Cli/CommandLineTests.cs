using System.CommandLine;
using SocialKit.Cli.Commands;

namespace SocialKit.Tests.Cli;

public sealed class CommandLineTests : IDisposable
{
    private readonly CliRun _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void AMistypedCommandSuggestsTheRightOneAndExits2()
    {
        Assert.Equal(2, _cli.Run("preveiw", "messages/x"));
        Assert.Equal("", _cli.Out);
        Assert.Equal("socialkit: There is no command \"preveiw\". Did you mean \"preview\"?\nSee: socialkit --help\n", _cli.Error);
    }

    [Fact]
    public void AnUnknownOptionExits2AndIsNotTakenForAPath()
    {
        Assert.Equal(2, _cli.Run("check", "--jsno"));
        Assert.Equal("socialkit: There is no option \"--jsno\". Did you mean \"--json\"?\nSee: socialkit check --help\n", _cli.Error);
    }

    [Fact]
    public void ATextAfterTwoHyphensIsNoOption()
    {
        Assert.Equal(2, _cli.Run("check", "--", "--jsno"));
        Assert.Contains("no campaign and no file \"--jsno\"", _cli.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("- a title")]
    [InlineData("-1")]
    public void AnOptionsValueMayBeginWithAHyphen(string title)
    {
        Assert.Equal(0, _cli.Run("init", "2026-invented", "--title", title));
        Assert.Contains(title, File.ReadAllText(Path.Combine(_cli.Folder, "messages/2026-invented/campaign.md")), StringComparison.Ordinal);
    }

    [Fact]
    public void AnOptionIsNotTakenForTheValueOfAnother()
    {
        Assert.Equal(2, _cli.Run("init", "2026-invented", "--title", "--persom"));
        Assert.Contains("There is no option \"--persom\". Did you mean \"--person\"?", _cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void AnAtSignIsNoResponseFile()
    {
        _cli.Write("list", "--help");
        Assert.Equal(2, _cli.Run("check", "@list"));
        Assert.Contains("\"@list\"", _cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void TheHelpBeginsWithExamplesOfTheCommandsUsedMost()
    {
        Assert.Equal(0, _cli.Run("--help"));
        var lines = _cli.Out.Split('\n');
        Assert.Equal("Examples:", lines[2]);
        Assert.StartsWith("  socialkit preview ", lines[3], StringComparison.Ordinal);
        Assert.StartsWith("  socialkit check ", lines[5], StringComparison.Ordinal);
    }

    [Fact]
    public void NoArgumentsShowTheHelp()
    {
        Assert.Equal(0, _cli.Run());
        Assert.Contains("Examples:", _cli.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void EveryCommandsHelpHasItsExamplesAboveItsOptions()
    {
        _cli.Run("--help");
        var commands = _cli.Out.Split("Commands:\n")[1].Split('\n').Where(line => line.StartsWith("  ", StringComparison.Ordinal) && line[2] != ' ').Select(line => line.Trim().Split(' ')[0]).ToList();
        Assert.Contains("check", commands);
        Assert.All(commands, command =>
        {
            Assert.Equal(0, _cli.Run(command, "--help"));
            var examples = _cli.Out.IndexOf("Examples:\n  socialkit ", StringComparison.Ordinal);
            Assert.InRange(examples, 0, _cli.Out.IndexOf("Options:", StringComparison.Ordinal));
        });
    }

    [Fact]
    public void TheVersionIsAWordAndANumber()
    {
        Assert.Equal(0, _cli.Run("--version"));
        Assert.Matches(@"\Asocialkit [0-9]+\.[0-9]+\.[0-9]+\n\z", _cli.Out);
    }

    [Fact]
    public void AFaultOfTheProgramIsOneLineThatSaysSo()
    {
        Assert.Equal(1, _cli.Run(_ => [Throwing(new InvalidOperationException("two\nlines"))], "throw"));
        Assert.Equal("socialkit: InvalidOperationException: two<U+000A>lines — this is a bug\n", _cli.Error);
    }

    [Fact]
    public void AFullDiskIsNoBug()
    {
        Assert.Equal(1, _cli.Run(_ => [Throwing(new IOException("No space left on device"))], "throw"));
        Assert.Equal("socialkit: No space left on device\n", _cli.Error);
    }

    [Fact]
    public void AReaderThatHasGoneEndsTheProgramQuietly()
    {
        Assert.Equal(0, _cli.Run(_ => [Throwing(new SocialKit.Cli.Terminal.ReaderGoneException())], "throw"));
        Assert.Equal("", _cli.Error);
    }

    [Fact]
    public void WhatWasTypedIsCleanedBeforeItIsShown()
    {
        Assert.Equal(2, _cli.Run("\u001b[31mred"));
        Assert.Contains("<U+001B>[31mred", _cli.Error, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', _cli.Error);
    }

    private static CliCommand Throwing(Exception exception)
    {
        var command = new CliCommand("throw", "Throws.") { Examples = [] };
        command.SetAction(int (ParseResult _) => throw exception);
        return command;
    }
}
