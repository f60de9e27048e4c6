using System.Diagnostics;
using System.Runtime.InteropServices;

namespace SocialKit.Benchmarks.Chaos;

/// <summary>A process that this one started: known by its id alone, and signalled by it.</summary>
internal sealed partial class ChildProcess : IDisposable
{
    private const int Stop = 19;
    private const int Continue = 18;
    private const int Terminate = 15;

    private readonly Process _process;
    private readonly TaskCompletionSource<string> _said = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Starts this program again with another verb.</summary>
    public ChildProcess(params string[] arguments)
    {
        string[] self = Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) != "dotnet" ? [path] : [Environment.ProcessPath!, typeof(ChildProcess).Assembly.Location];
        var start = new ProcessStartInfo(self[0], [.. self[1..], .. arguments]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        // A worker that starts again should work soon, not fast.
        start.Environment["DOTNET_TieredPGO"] = "0";
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is not null)
                _said.TrySetResult(line.Data);
        };
        _process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is not null)
                Errors.Enqueue(line.Data);
        };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>The first line that it said.</summary>
    public Task<string> Said => _said.Task;

    /// <summary>What it complained of.</summary>
    public System.Collections.Concurrent.ConcurrentQueue<string> Errors { get; } = new();

    public bool HasEnded => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGSTOP.</summary>
    public void Freeze() => Signal(_process.Id, Stop);

    /// <summary>SIGCONT.</summary>
    public void Thaw() => Signal(_process.Id, Continue);

    /// <summary>SIGTERM.</summary>
    public void Ask() => Signal(_process.Id, Terminate);

    public Task EndedAsync() => _process.WaitForExitAsync();

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Signal(int process, int signal);
}
