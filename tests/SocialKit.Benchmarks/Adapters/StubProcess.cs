using System.Globalization;
using SocialKit.Benchmarks.Chaos;

namespace SocialKit.Benchmarks.Adapters;

/// <summary>The platforms' servers in a process of their own, as their parent sees them.</summary>
internal sealed class StubProcess : IDisposable
{
    private readonly ChildProcess _child;
    private readonly HttpClient _asks = new();
    private Dictionary<string, string> _addresses = [];

    private StubProcess(int milliseconds) => _child = new("adapter-servers", "--after", milliseconds.ToString(CultureInfo.InvariantCulture));

    /// <summary>Starts them.</summary>
    /// <param name="milliseconds">After how long each request is answered.</param>
    public static async Task<StubProcess> StartAsync(int milliseconds)
    {
        var servers = new StubProcess(milliseconds);
        var said = await servers._child.Said.WaitAsync(TimeSpan.FromMinutes(2));
        servers._addresses = said.Split(' ').Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
        return servers;
    }

    /// <summary>The address of a platform's server.</summary>
    public string this[string platform] => _addresses[platform];

    /// <summary>What came to a platform's server until now.</summary>
    public async Task<(int Connections, int Requests, int Posts)> CountsAsync(string platform)
    {
        var said = await _asks.GetStringAsync(new Uri(this[platform] + StubPlatforms.Counts));
        return said.Split(' ').Select(number => int.Parse(number, CultureInfo.InvariantCulture)).ToArray() is [var connections, var requests, var posts]
            ? (connections, requests, posts)
            : throw new InvalidDataException(said);
    }

    public void Dispose()
    {
        _asks.Dispose();
        _child.Dispose();
    }
}
