using System.Net;
using System.Net.Sockets;

namespace SocialKit.Benchmarks.Chaos;

/// <summary>Stands between the workers and the PDS and cuts one of some connections: before the server got the request, or when it begins to answer, so that what was asked for is done and nobody is told.</summary>
internal sealed class PdsCuts : IAsyncDisposable
{
    private const int OneOf = 12;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Uri _server;
    private readonly Random _random;
    private readonly Task _accepting;
    private volatile bool _isCalm;
    private int _requests, _answers;

    public PdsCuts(string server, int seed)
    {
        _server = new(server);
        _random = new(seed + 3);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public string Address => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    /// <summary>How many requests never arrived.</summary>
    public int Requests => Volatile.Read(ref _requests);

    /// <summary>How many answers never arrived.</summary>
    public int Answers => Volatile.Read(ref _answers);

    /// <summary>From now on nothing is cut.</summary>
    public void Calm() => _isCalm = true;

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
            client.NoDelay = true;
            try
            {
                await server.ConnectAsync(_server.Host, _server.Port, _end.Token);
                await Task.WhenAny(CopyAsync(client, server, () => Interlocked.Increment(ref _requests)), CopyAsync(server, client, () => Interlocked.Increment(ref _answers)));
            }
            catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException)
            {
            }
        }
    }

    private async Task CopyAsync(TcpClient from, TcpClient to, Action count)
    {
        var buffer = new byte[65536];
        try
        {
            while (await from.GetStream().ReadAsync(buffer, _end.Token) is > 0 and var read)
            {
                if (Cuts())
                {
                    count();
                    return;
                }
                await to.GetStream().WriteAsync(buffer.AsMemory(0, read), _end.Token);
            }
        }
        catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            // The other side is gone.
        }
    }

    private bool Cuts()
    {
        lock (_random)
            return !_isCalm && _random.Next(OneOf) == 0;
    }
}
