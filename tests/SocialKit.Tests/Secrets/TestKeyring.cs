using System.Diagnostics;
using System.Runtime.InteropServices;
using SocialKit.Tests.Secrets;

[assembly: AssemblyFixture(typeof(TestKeyring))]

namespace SocialKit.Tests.Secrets;

/// <summary>A bus and a keyring of the tests' own, started when the first test asks for them. Without gnome-keyring such tests are skipped; under CI they fail.</summary>
public sealed partial class TestKeyring : IDisposable
{
    private const string Password = "invented";

    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("socialkit-keyring-");
    private readonly Lock _starting = new();
    private readonly List<Process> _processes = [];
    private string? _bus;

    /// <summary>What the keyring has written.</summary>
    public string Folder => Path.Combine(_home.FullName, "data");

    /// <summary>Sees that this process speaks to it.</summary>
    /// <returns>The address of the bus.</returns>
    public string Start()
    {
        lock (_starting)
        {
            if (_bus is not null)
                return _bus;
            if (!File.Exists("/usr/bin/gnome-keyring-daemon") || !File.Exists("/usr/bin/dbus-daemon"))
            {
                const string why = "gnome-keyring or dbus is not installed: tests/run.sh does that";
                if (Environment.GetEnvironmentVariable("CI") == "true")
                    Assert.Fail(why);
                Assert.Skip(why);
            }
            var bus = Begin("/usr/bin/dbus-daemon", ["--session", "--nofork", "--nopidfile", "--print-address"], []);
            var address = bus.StandardOutput.ReadLine()!;
            // libsecret reads the process's environment, which .NET's copy of it is not.
            _ = SetEnvironment("DBUS_SESSION_BUS_ADDRESS", address, 1);
            var keyring = Begin("/usr/bin/gnome-keyring-daemon", ["--foreground", "--unlock", "--components=secrets", "--control-directory", Path.Combine(_home.FullName, "control")], new()
            {
                ["DBUS_SESSION_BUS_ADDRESS"] = address,
                ["HOME"] = _home.FullName,
                ["XDG_DATA_HOME"] = Folder,
                ["XDG_RUNTIME_DIR"] = _home.FullName,
            });
            keyring.StandardInput.Write(Password);
            keyring.StandardInput.Close();
            // It says where it listens when it does.
            keyring.StandardOutput.ReadLine();
            return _bus = address;
        }
    }

    public void Dispose()
    {
        foreach (var process in _processes)
        {
            if (!process.HasExited)
                process.Kill();
            process.WaitForExit();
            process.Dispose();
        }
        _home.Delete(recursive: true);
    }

    private Process Begin(string path, string[] arguments, Dictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(path, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        var process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        _processes.Add(process);
        return process;
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnvironment(string name, string value, int overwrite);
}
