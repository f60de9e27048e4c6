using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace SocialKit.Tests.Platforms.X;

/// <summary>Prism, the npm package, with X's own description: it answers 422 to what the description does not allow. Started when the first test wants it.</summary>
public sealed class Prism : IDisposable
{
    private Process? _process;
    private string? _address;

    /// <summary>Its address. Skips the test where it is not installed; under CI that is a failure.</summary>
    public async Task<string> StartAsync()
    {
        if (_address is not null)
            return _address;
        var description = TestData.Path("x/openapi-2.167.json");
        var program = Path.Combine(Repository.Root, "tests", "servers", "x-prism", "node_modules", "@stoplight", "prism-cli", "dist", "index.js");
        if (!File.Exists(program))
        {
            const string why = "Prism is not installed: tests/run.sh installs it.";
            if (Environment.GetEnvironmentVariable("CI") == "true")
                Assert.Fail(why);
            Assert.Skip(why);
        }
        var port = FreePort();
        _process = Process.Start(new ProcessStartInfo("node", [program, "mock", "-h", "127.0.0.1", "-p", port.ToString(CultureInfo.InvariantCulture), description]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        // What nobody reads would stop it when the pipe is full.
        _process.OutputDataReceived += (_, _) => { };
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        using var client = new HttpClient();
        for (var begun = TimeProvider.System.GetTimestamp(); ;)
        {
            try
            {
                using var answer = await client.GetAsync(new Uri($"http://127.0.0.1:{port}/2/users/me"), TestContext.Current.CancellationToken);
                return _address = $"http://127.0.0.1:{port}";
            }
            catch (HttpRequestException) when (!_process.HasExited && TimeProvider.System.GetElapsedTime(begun) < TimeSpan.FromMinutes(2))
            {
                await Task.Delay(200, TestContext.Current.CancellationToken);
            }
        }
    }

    public void Dispose()
    {
        if (_process is { HasExited: false })
            _process.Kill(entireProcessTree: true);
        _process?.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
