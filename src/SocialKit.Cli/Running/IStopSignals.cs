namespace SocialKit.Cli.Running;

/// <summary>How the program is asked to end from outside.</summary>
internal interface IStopSignals
{
    /// <summary>Calls <paramref name="asked"/> each time, until the answer is disposed of.</summary>
    /// <param name="asked">Gets the exit code that tells why the program ends: 130 for Ctrl-C, 143 for SIGTERM. It answers whether the program ends by
    /// itself; if not, it is ended at once. It must return soon.</param>
    IDisposable Listen(Func<int, bool> asked);
}

/// <summary>Nobody asks the program to end.</summary>
internal sealed class NoSignals : IStopSignals
{
    public IDisposable Listen(Func<int, bool> asked) => new Nothing();

    private sealed class Nothing : IDisposable
    {
        public void Dispose()
        {
        }
    }
}
