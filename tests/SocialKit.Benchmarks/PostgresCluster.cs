using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace SocialKit.Benchmarks;

/// <summary>A PostgreSQL of our own on loopback, with full durability, that may be restarted as if its power had failed: <c>tests/postgres.sh</c>.</summary>
internal sealed class PostgresCluster : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("socialkit-postgres-").FullName;
    private readonly string _script = Script(AppContext.BaseDirectory) ?? Script(Environment.CurrentDirectory) ?? throw new InvalidOperationException("tests/postgres.sh is above neither this program nor the current folder.");

    /// <summary>Makes a cluster and starts it.</summary>
    public PostgresCluster()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        Port = ((IPEndPoint)probe.LocalEndpoint).Port;
        probe.Stop();
        Run("start", Port.ToString(CultureInfo.InvariantCulture));
        Address = new(Run("url"));
    }

    public int Port { get; }

    /// <summary>The database, as <c>postgres://user:password@host:port/name</c>.</summary>
    public Uri Address { get; }

    /// <summary>The same database by another port of this machine.</summary>
    public string By(int port) => new UriBuilder(Address) { Port = port }.Uri.AbsoluteUri;

    /// <summary>Stops it without a checkpoint, as a crash does, and starts it again.</summary>
    public void RestartImmediate() => Run("restart-immediate");

    public void Dispose() => Run("stop");

    // What the server itself says goes to its log; a pipe that it inherits would never end, so the answer goes through a file.
    private string Run(string verb, params string[] more)
    {
        var answer = _folder + "." + verb;
        using var process = Process.Start(new ProcessStartInfo("bash", ["-c", "\"$0\" \"$@\" > \"$SOCIALKIT_ANSWER\" 2>&1 < /dev/null", "bash", _script, verb, _folder, .. more]) { Environment = { ["SOCIALKIT_ANSWER"] = answer } })!;
        process.WaitForExit();
        var said = File.ReadAllText(answer).Trim();
        File.Delete(answer);
        return process.ExitCode == 0 ? said : throw new InvalidOperationException($"tests/postgres.sh {verb} ended with {process.ExitCode}: {said}");
    }

    private static string? Script(string? folder) =>
        folder is null ? null : Path.Combine(folder, "tests", "postgres.sh") is var script && File.Exists(script) ? script : Script(Path.GetDirectoryName(folder));
}
