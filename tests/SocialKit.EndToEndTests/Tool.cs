using System.Diagnostics;
using System.Text;

namespace SocialKit.EndToEndTests;

/// <summary>What a run of the program left behind.</summary>
internal sealed record ToolRun(int ExitCode, string Out, string Error);

/// <summary>Starts the built program as a person would, in a home of its own.</summary>
internal static class Tool
{
    /// <summary>Runs the program to its end.</summary>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="folder">Where it runs; the repository by default.</param>
    /// <param name="input">Its standard input, UTF-8; closed at once by default.</param>
    /// <param name="environment">Variables to set beside a bare environment; a null value removes one.</param>
    public static ToolRun Run(string[] arguments, string? folder = null, string input = "", IReadOnlyDictionary<string, string?>? environment = null)
    {
        using var process = Process.Start(Prepare(arguments, folder, environment))!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        try
        {
            process.StandardInput.Write(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The program ended without reading it all.
        }
        process.WaitForExit();
        return new(process.ExitCode, output.GetAwaiter().GetResult(), error.GetAwaiter().GetResult());
    }

    /// <summary>How the program is started: no variable of this machine's own settings, its own empty home, UTC, no colour forced.</summary>
    public static ProcessStartInfo Prepare(string[] arguments, string? folder = null, IReadOnlyDictionary<string, string?>? environment = null)
    {
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        var start = new ProcessStartInfo(Repository.Program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = utf8,
            StandardOutputEncoding = utf8,
            StandardErrorEncoding = utf8,
            WorkingDirectory = folder ?? Repository.Root,
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("SOCIALKIT_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        foreach (var name in (string[])["NO_COLOR", "COLUMNS", "DISPLAY", "WAYLAND_DISPLAY", "SSH_TTY", "SSH_CONNECTION"])
            start.Environment.Remove(name);
        start.Environment["TZ"] = "UTC";
        start.Environment["HOME"] = start.Environment["XDG_CONFIG_HOME"] = Home.Value;
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
        {
            if (value is null)
                start.Environment.Remove(name);
            else
                start.Environment[name] = value;
        }
        return start;
    }

    private static readonly Lazy<string> Home = new(() => Directory.CreateTempSubdirectory("socialkit-home-").FullName);
}
