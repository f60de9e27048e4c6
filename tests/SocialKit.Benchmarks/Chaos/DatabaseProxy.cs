using System.Net;
using System.Net.Sockets;

namespace SocialKit.Benchmarks.Chaos;

/// <summary>Stands between workers and a database server, and cuts a connection around a COMMIT when it is told to.</summary>
internal sealed class DatabaseProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Task _serving;
    private readonly int _target;
    private int _cutBefore;
    private int _cutAfter;
    private int _cutsBefore;
    private int _cutsAfter;

    /// <summary>Serves at once.</summary>
    /// <param name="target">The port of the database on this machine.</param>
    public DatabaseProxy(int target)
    {
        _target = target;
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _serving = ServeAsync();
    }

    public int Port { get; }

    /// <summary>How many connections were cut before a COMMIT reached the server.</summary>
    public int CutsBefore => _cutsBefore;

    /// <summary>How many were cut after one was done, its answer unread.</summary>
    public int CutsAfter => _cutsAfter;

    /// <summary>The next COMMIT does not arrive.</summary>
    public void CutBeforeCommit() => Interlocked.Increment(ref _cutBefore);

    /// <summary>The answer to the next COMMIT does not arrive.</summary>
    public void CutAfterCommit() => Interlocked.Increment(ref _cutAfter);

    public void Calm() => (_cutBefore, _cutAfter) = (0, 0);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _serving;
        _listener.Dispose();
        _end.Dispose();
    }

    private async Task ServeAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            try
            {
                var client = await _listener.AcceptTcpClientAsync(_end.Token);
                _ = Task.Run(() => PassAsync(client));
            }
            catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
            {
            }
        }
    }

    private async Task PassAsync(TcpClient client)
    {
        using var server = new TcpClient();
        using (client)
        {
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, _target, _end.Token);
                (client.NoDelay, server.NoDelay) = (true, true);
                var cut = new Cut();
                await Task.WhenAny(AskAsync(client.GetStream(), server.GetStream(), cut), AnswerAsync(server.GetStream(), client.GetStream(), cut));
            }
            catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
            {
            }
            // As a network does it: without a goodbye.
            client.Client?.Close(0);
        }
    }

    private async Task AskAsync(NetworkStream from, NetworkStream to, Cut cut)
    {
        var buffer = new byte[64 * 1024];
        int count;
        while ((count = await from.ReadAsync(buffer, _end.Token)) > 0)
        {
            // With the end of the message: BEGIN says READ COMMITTED.
            if (buffer.AsSpan(0, count).IndexOf("COMMIT\0"u8) >= 0)
            {
                if (Take(ref _cutBefore))
                {
                    Interlocked.Increment(ref _cutsBefore);
                    return;
                }
                cut.IsAfter = Take(ref _cutAfter);
            }
            await to.WriteAsync(buffer.AsMemory(0, count), _end.Token);
        }
    }

    private async Task AnswerAsync(NetworkStream from, NetworkStream to, Cut cut)
    {
        var buffer = new byte[64 * 1024];
        int count;
        while ((count = await from.ReadAsync(buffer, _end.Token)) > 0)
        {
            // The server has answered, so it is done; whoever asked never hears of it.
            if (cut.IsAfter)
            {
                Interlocked.Increment(ref _cutsAfter);
                return;
            }
            await to.WriteAsync(buffer.AsMemory(0, count), _end.Token);
        }
    }

    private static bool Take(ref int armed)
    {
        if (Interlocked.Decrement(ref armed) >= 0)
            return true;
        Interlocked.Increment(ref armed);
        return false;
    }

    private sealed class Cut
    {
        public volatile bool IsAfter;
    }
}
