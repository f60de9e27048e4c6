using System.Runtime.InteropServices;

namespace SocialKit.Cli.Running;

/// <summary>SIGINT (Ctrl-C), SIGTERM and SIGHUP of this process.</summary>
internal sealed class ProcessSignals : IStopSignals
{
    // What a shell says of a program that such a signal ended: 128 and the signal's number.
    private static readonly (PosixSignal Signal, int Code)[] Codes = [(PosixSignal.SIGINT, ExitCodes.Interrupted), (PosixSignal.SIGTERM, ExitCodes.Terminated), (PosixSignal.SIGHUP, ExitCodes.HungUp)];

    public IDisposable Listen(Func<int, bool> asked) => new Registrations([.. Codes.Select(pair => PosixSignalRegistration.Create(pair.Signal, context =>
    {
        context.Cancel = true;
        if (!asked(pair.Code))
            Environment.Exit(pair.Code);
    }))]);

    private sealed class Registrations(List<PosixSignalRegistration> registrations) : IDisposable
    {
        public void Dispose() => registrations.ForEach(registration => registration.Dispose());
    }
}
