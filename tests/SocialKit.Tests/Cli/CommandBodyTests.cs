using SocialKit.Cli;
using SocialKit.Cli.Commands;
using SocialKit.Cli.Running;
using SocialKit.Cli.Terminal;
using SocialKit.Platforms;

namespace SocialKit.Tests.Cli;

public sealed class CommandBodyTests
{
    private readonly Signals _signals = new();

    [Fact]
    public void TheBodysExitCodeIsTheCommands() => Assert.Equal(7, CommandBody.Run(Context(), _ => Task.FromResult(7)));

    [Theory]
    [InlineData(ExitCodes.Interrupted)]
    [InlineData(ExitCodes.Terminated)]
    public void AskedToEndItCancelsAndSaysWhy(int code) => Assert.Equal(code, CommandBody.Run(Context(), async cancellationToken =>
    {
        Assert.True(_signals.Ask(code));
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        return 0;
    }));

    [Fact]
    public void WhatIsDoneAllTheSameKeepsItsExitCode() => Assert.Equal(0, CommandBody.Run(Context(), _ =>
    {
        Assert.True(_signals.Ask(ExitCodes.Interrupted));
        return Task.FromResult(0);
    }));

    [Fact]
    public void AskedASecondTimeItEndsAtOnce() => CommandBody.Run(Context(), _ =>
    {
        Assert.True(_signals.Ask(ExitCodes.Interrupted));
        Assert.False(_signals.Ask(ExitCodes.Interrupted));
        return Task.FromResult(0);
    });

    [Fact]
    public void AfterTheBodyNobodyListens()
    {
        CommandBody.Run(Context(), _ => Task.FromResult(0));
        Assert.False(_signals.IsListenedTo);
    }

    private CliContext Context() => new()
    {
        Out = TextWriter.Null,
        Error = TextWriter.Null,
        OpenInput = () => Stream.Null,
        OpenOutput = () => Stream.Null,
        Time = TimeProvider.System,
        Platforms = KnownPlatforms.All,
        Terminal = new(TerminalFacts.PipeWidth, IsTerminal: false, Colour: false),
        Environment = new Dictionary<string, string>(),
        Signals = _signals,
    };

    private sealed class Signals : IStopSignals
    {
        private Func<int, bool>? _asked;

        public bool IsListenedTo => _asked is not null;

        public bool Ask(int code) => _asked!(code);

        public IDisposable Listen(Func<int, bool> asked)
        {
            _asked = asked;
            return new Ending(() => _asked = null);
        }

        private sealed class Ending(Action end) : IDisposable
        {
            public void Dispose() => end();
        }
    }
}
