using System.Runtime.InteropServices;

namespace SocialKit.Benchmarks.Chaos;

/// <summary>What a child process owes to the one that started it.</summary>
internal static class ParentProcess
{
    /// <summary>Ends this process when its standard input ends: the parent is gone, however it went.</summary>
    public static void EndWithIt() => new Thread(() =>
    {
        while (Console.In.ReadLine() is not null)
        {
        }
        Environment.Exit(3);
    })
    {
        IsBackground = true,
    }.Start();

    /// <summary>Cancels <paramref name="stop"/> on SIGTERM.</summary>
    public static PosixSignalRegistration OnTerminate(CancellationTokenSource stop) => PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
    {
        context.Cancel = true;
        stop.Cancel();
    });
}
