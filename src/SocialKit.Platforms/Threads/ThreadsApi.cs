using SocialKit.Platforms.Http;

namespace SocialKit.Platforms.Threads;

/// <summary>Where the Threads API is.</summary>
internal sealed class ThreadsApi
{
    private readonly string _server;

    /// <summary>Reads the setting <c>threads:api</c>.</summary>
    /// <exception cref="FormatException">It is wrong.</exception>
    public ThreadsApi(PlatformServices services) => _server = services.Address("threads:api", "https://graph.threads.net");

    /// <summary>The address of a node or an edge.</summary>
    public string To(params ReadOnlySpan<string> path)
    {
        var address = _server + "/v1.0";
        foreach (var part in path)
            address += "/" + Uri.EscapeDataString(part);
        return address;
    }

    /// <summary>The address of a call about tokens, which has no version.</summary>
    public string ToToken(string call) => $"{_server}/{call}";
}
