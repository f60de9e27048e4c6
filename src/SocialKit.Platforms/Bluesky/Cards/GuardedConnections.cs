using System.Net;
using System.Net.Sockets;

namespace SocialKit.Platforms.Bluesky.Cards;

/// <summary>Connections to the addresses that were checked and to no others: a name is looked up once, every address of it has to be allowed, and just those are connected to. What the name says a moment later plays no part.</summary>
/// <param name="resolve">Looks a name up.</param>
/// <param name="isAllowed">Which addresses may be connected to.</param>
internal sealed class GuardedConnections(Func<string, CancellationToken, Task<IPAddress[]>> resolve, Func<IPAddress, bool> isAllowed)
{
    /// <summary>Over the system's name service, to public addresses alone.</summary>
    public static GuardedConnections Public { get; } = new(Dns.GetHostAddressesAsync, PublicAddress.Is);

    /// <summary>A handler that connects so. It uses no proxy, which would connect wherever it is told.</summary>
    /// <param name="kept">How long a connection may serve further requests to the same host: it leads to the address that was checked. Zero: each request is checked anew.</param>
    public SocketsHttpHandler Handler(TimeSpan kept = default) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Brotli,
        PooledConnectionLifetime = kept,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        MaxResponseHeadersLength = 64,
        ActivityHeadersPropagator = null,
        ConnectCallback = ConnectAsync,
    };

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var addresses = IPAddress.TryParse(host, out var written) ? [written] : await resolve(host, cancellationToken).ConfigureAwait(false);
        // One address among them that leads inside is no mistake.
        if (addresses.Length == 0 || !Array.TrueForAll(addresses, address => isAllowed(address)))
            throw new IOException($"{host} is no public server.");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, port, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
