using System.ComponentModel;
using System.Diagnostics;

namespace SocialKit.Cli.Programs;

/// <summary>Finds and starts other programs: without a shell, arguments as a list, for a bounded time.</summary>
internal static class OutsideProgram
{
    /// <summary>The path of the program called <paramref name="name"/> in PATH; null if there is none.</summary>
    /// <remarks>Only absolute folders of PATH are looked into, so that nothing is ever started from the folder one happens to stand in.</remarks>
    public static string? Find(string name, IReadOnlyDictionary<string, string> environment)
    {
        string[] spellings = OperatingSystem.IsWindows() && !name.EndsWith(".exe", StringComparison.Ordinal) ? [name + ".exe"] : [name];
        foreach (var folder in (environment.GetValueOrDefault("PATH") ?? "").Split(Path.PathSeparator))
        {
            if (!Path.IsPathFullyQualified(folder))
                continue;
            foreach (var spelling in spellings)
            {
                var path = Path.Combine(folder, spelling);
                if (File.Exists(path) && MayBeStarted(path))
                    return path;
            }
        }
        return null;
    }

    /// <summary>Starts <paramref name="path"/>, gives it <paramref name="input"/> on stdin, and waits until it ends.</summary>
    /// <param name="path">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="input">What it reads.</param>
    /// <param name="environment">Its environment variables: these and no others.</param>
    /// <param name="patience">How long it may take; then it is stopped.</param>
    /// <param name="mayStay">True to leave it alone after that, and call it well: an opener can be the browser itself, that a person goes on with.</param>
    /// <returns>Null if it ended with exit code 0; else what went wrong, in a few words.</returns>
    public static string? Feed(string path, IEnumerable<string> arguments, byte[] input, IReadOnlyDictionary<string, string> environment, TimeSpan patience, bool mayStay = false)
    {
        var start = new ProcessStartInfo(path, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        try
        {
            using var process = Process.Start(start)!;
            var feeding = Task.Run(() => Write(process, input));
            if (!process.WaitForExit(patience))
            {
                if (mayStay)
                    return null;
                process.Kill(entireProcessTree: true);
                return $"it did not end within {patience.TotalSeconds:0} seconds";
            }
            // Its output is not read to the end: xclip and wl-copy leave a child behind that holds it open as long as the text is offered.
            return process.ExitCode == 0 ? Delivered(feeding, patience) : FirstLine(process) ?? $"exit code {process.ExitCode}";
        }
        catch (Win32Exception exception)
        {
            return exception.Message;
        }
    }

    private static string? Delivered(Task<bool> feeding, TimeSpan patience) =>
        feeding.Wait(patience) && feeding.Result ? null : "it did not take the whole text";

    private static bool Write(Process process, byte[] input)
    {
        try
        {
            using var stdin = process.StandardInput.BaseStream;
            stdin.Write(input);
            return true;
        }
        catch (IOException)
        {
            return false; // it ended without reading all
        }
    }

    // A program that failed has left no child behind, so that its stderr comes to an end.
    private static string? FirstLine(Process process)
    {
        var reading = process.StandardError.ReadLineAsync();
        return reading.Wait(TimeSpan.FromSeconds(1)) && reading.Result is { Length: > 0 } line ? line : null;
    }

    private static bool MayBeStarted(string path) =>
        OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != 0;
}
