using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace SocialKit.Benchmarks.Chaos;

/// <summary>A PostgreSQL of our own on loopback, with full durability, that may be restarted as if its power had failed.</summary>
internal sealed class PostgresCluster : IDisposable
{
    private readonly string _folder;
    private readonly string _programs;

    private PostgresCluster(string folder, string programs, int port) => (_folder, _programs, Port) = (folder, programs, port);

    public int Port { get; }

    public string Version { get; private set; } = "";

    /// <summary>The database of the proof, by <paramref name="port"/>: the server's own, or a proxy's.</summary>
    public static string Address(int port) => string.Create(CultureInfo.InvariantCulture, $"postgres://postgres@127.0.0.1:{port}/socialkit");

    /// <summary>Makes the cluster below <paramref name="folder"/> and starts it.</summary>
    public static PostgresCluster Start(string folder)
    {
        var programs = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin")).Where(bin => File.Exists(Path.Combine(bin, "initdb"))).Order().LastOrDefault()
            : null;
        if (programs is null)
            throw new InvalidOperationException("There is no PostgreSQL below /usr/lib/postgresql: apt-get install postgresql.");
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        var port = ((IPEndPoint)probe.LocalEndpoint).Port;
        probe.Stop();
        var cluster = new PostgresCluster(Path.Combine(folder, "postgres"), programs, port);
        Directory.CreateDirectory(cluster._folder);
        if (Environment.UserName == "root")
            Run("chown", ["postgres", folder, cluster._folder]);
        cluster.Command("initdb", "-D", cluster._folder, "-A", "trust", "-U", "postgres", "--encoding=UTF8", "--locale=C", "--no-instructions");
        File.AppendAllText(Path.Combine(cluster._folder, "postgresql.conf"), string.Create(CultureInfo.InvariantCulture,
            $"listen_addresses = '127.0.0.1'\nport = {port}\nunix_socket_directories = '{cluster._folder}'\nmax_connections = 200\n"));
        cluster.Control("start", "-w", "-l", Path.Combine(cluster._folder, "log"));
        cluster.Command("createdb", "-h", "127.0.0.1", "-p", port.ToString(CultureInfo.InvariantCulture), "-U", "postgres", "socialkit");
        cluster.Version = cluster.Command("postgres", "--version").Trim();
        return cluster;
    }

    /// <summary>Stops it without a checkpoint, as a crash does, and starts it again.</summary>
    public void RestartImmediate() => Control("restart", "-m", "immediate", "-w", "-l", Path.Combine(_folder, "log"));

    public void Dispose()
    {
        Control("stop", "-m", "immediate", "-w");
        Directory.Delete(_folder, recursive: true);
    }

    private void Control(string verb, params string[] options) => Command("pg_ctl", [verb, "-s", "-D", _folder, .. options]);

    // The server refuses to run as root.
    private string Command(string program, params string[] arguments) => Environment.UserName == "root"
        ? Run("runuser", ["-u", "postgres", "--", Path.Combine(_programs, program), .. arguments])
        : Run(Path.Combine(_programs, program), arguments);

    private static string Run(string program, string[] arguments)
    {
        // What the server itself says goes to its log; a pipe that it inherits would never end.
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = "/", RedirectStandardOutput = arguments.Contains("--version") };
        using var process = Process.Start(start)!;
        var output = start.RedirectStandardOutput ? process.StandardOutput.ReadToEnd() : "";
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{Path.GetFileName(program)} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }
}
