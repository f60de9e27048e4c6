using System.Net;
using System.Net.Sockets;

namespace SocialKit.Tests.Platforms.Bluesky;

/// <summary>Stands between a client and a server on the loopback, and can drop the connection when the server begins to answer: what was asked for is done, and nobody is told.</summary>
internal sealed class CuttingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Uri _server;
    private readonly Task _accepting;

    public CuttingProxy(string server)
    {
        _server = new(server);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public string Address => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    /// <summary>How many answers are still to be cut.</summary>
    public int Cuts;

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _accepting;
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        List<Task> connections = [];
        try
        {
            while (true)
                connections.Add(PassAsync(await _listener.AcceptTcpClientAsync(_end.Token)));
        }
        catch (OperationCanceledException)
        {
        }
        await Task.WhenAll(connections);
    }

    private async Task PassAsync(TcpClient client)
    {
        using (client)
        using (var server = new TcpClient { NoDelay = true })
        {
            try
            {
                await server.ConnectAsync(_server.Host, _server.Port, _end.Token);
                var asking = client.GetStream().CopyToAsync(server.GetStream(), _end.Token);
                var buffer = new byte[65536];
                while (await server.GetStream().ReadAsync(buffer, _end.Token) is > 0 and var read && Interlocked.Decrement(ref Cuts) < 0)
                    await client.GetStream().WriteAsync(buffer.AsMemory(0, read), _end.Token);
                client.Close();
                await asking;
            }
            catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
            {
            }
        }
    }
}
