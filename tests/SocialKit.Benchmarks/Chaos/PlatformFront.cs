using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace SocialKit.Benchmarks.Chaos;

/// <summary>The door of the invented platforms: it can be shut, and then connections are refused and those that there are are cut, while the platforms themselves go on.</summary>
internal sealed class PlatformFront : IAsyncDisposable
{
    private readonly ConcurrentDictionary<TcpClient, byte> _open = new();
    private readonly CancellationTokenSource _end = new();
    private readonly SemaphoreSlim _shutting = new(1);
    private readonly int _target;
    private TcpListener _listener = new(IPAddress.Loopback, 0);

    /// <summary>Opens at once.</summary>
    /// <param name="target">The port behind it.</param>
    public PlatformFront(int target)
    {
        _target = target;
        _listener.Start(1024);
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _ = ServeAsync(_listener);
    }

    public int Port { get; }

    public async Task ShutAsync(TimeSpan time)
    {
        await _shutting.WaitAsync();
        try
        {
            _listener.Stop();
            foreach (var client in _open.Keys)
                client.Client?.Close(0);
            await Task.Delay(time);
            _listener = await OpenAsync();
            _ = ServeAsync(_listener);
        }
        finally
        {
            _shutting.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _shutting.WaitAsync();
        await _end.CancelAsync();
        _listener.Stop();
        _shutting.Dispose();
        _end.Dispose();
    }

    private async Task<TcpListener> OpenAsync()
    {
        while (true)
        {
            var listener = new TcpListener(IPAddress.Loopback, Port);
            try
            {
                listener.Start(1024);
                return listener;
            }
            catch (SocketException)
            {
                // The port is still being given back.
                listener.Dispose();
                await Task.Delay(10);
            }
        }
    }

    private async Task ServeAsync(TcpListener listener)
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(_end.Token);
                _ = PassAsync(client);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // Shut.
        }
    }

    private async Task PassAsync(TcpClient client)
    {
        _open.TryAdd(client, 0);
        using var server = new TcpClient();
        using (client)
        {
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, _target);
                (client.NoDelay, server.NoDelay) = (true, true);
                await Task.WhenAny(client.GetStream().CopyToAsync(server.GetStream()), server.GetStream().CopyToAsync(client.GetStream()));
            }
            catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
            {
                // Cut by either side, or by the door.
            }
            _open.TryRemove(client, out _);
        }
    }
}
