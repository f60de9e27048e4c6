using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SocialKit.Cli.SigningIn;

/// <summary>Waits on this machine's loopback for the browser to come back (RFC 8252, 7.3). It takes one redirect, and answers with a page that holds nothing.</summary>
internal sealed class LoopbackListener : IDisposable
{
    private const int LongestHead = 16 * 1024;
    private static readonly TimeSpan PatienceWithOne = TimeSpan.FromSeconds(10);

    private readonly TcpListener _listener;
    private readonly TimeProvider _clock;

    /// <summary>Listens.</summary>
    /// <param name="port">The port; 0 for any.</param>
    /// <param name="clock">Ends requests that do not end.</param>
    /// <exception cref="UsageException">The port is taken.</exception>
    public LoopbackListener(int port, TimeProvider clock)
    {
        _clock = clock;
        _listener = new(IPAddress.Loopback, port) { ExclusiveAddressUse = true };
        try
        {
            _listener.Start();
        }
        catch (SocketException exception)
        {
            throw new UsageException($"Nobody can listen on 127.0.0.1:{port}: {exception.Message}. Choose another --port.");
        }
    }

    private string Host => $"127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    /// <summary>Where the browser comes back to.</summary>
    public string Address => $"http://{Host}/";

    /// <summary>Waits for the redirect with <paramref name="state"/>; whatever else comes is turned away.</summary>
    public async Task<Redirected> WaitAsync(string state, CancellationToken cancellationToken)
    {
        var found = new TaskCompletionSource<Redirected>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        // Side by side: a browser opens connections in advance that say nothing.
        List<Task> connections = [];
        var accepting = AcceptAsync();
        try
        {
            return await found.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _listener.Stop();
            await end.CancelAsync().ConfigureAwait(false);
            await accepting.ConfigureAwait(false);
            await Task.WhenAll(connections).ConfigureAwait(false);
        }

        async Task AcceptAsync()
        {
            try
            {
                while (!found.Task.IsCompleted)
                    connections.Add(ServeAsync(await _listener.AcceptTcpClientAsync(end.Token).ConfigureAwait(false), state, found, end.Token));
            }
            catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
            {
            }
        }
    }

    public void Dispose() => _listener.Dispose();

    private async Task ServeAsync(TcpClient client, string state, TaskCompletionSource<Redirected> found, CancellationToken cancellationToken)
    {
        using var closing = client;
        using var patience = new CancellationTokenSource(PatienceWithOne, _clock);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            var stream = client.GetStream();
            await using var ending = stream.ConfigureAwait(false);
            if (await ReadHeadAsync(stream, end.Token).ConfigureAwait(false) is not { } head)
                return;
            var redirected = Redirect(head, state);
            var isOurs = redirected is not Redirected.Foreign;
            // Answered before it is told: the listener ends with the telling.
            await stream.WriteAsync(Page(isOurs), isOurs ? patience.Token : end.Token).ConfigureAwait(false);
            if (isOurs)
                found.TrySetResult(redirected);
        }
        catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException)
        {
            // A visitor that went away.
        }
    }

    private Redirected Redirect(string head, string state)
    {
        var lines = head.Split("\r\n");
        var hosts = lines.Skip(1).Where(line => line.StartsWith("Host:", StringComparison.OrdinalIgnoreCase)).Select(line => line[5..].Trim()).ToList();
        // A page elsewhere whose name was made to point here (DNS rebinding) names its own host.
        if (hosts is not [var host] || host != Host || lines[0].Split(' ') is not ["GET", var target, "HTTP/1.1" or "HTTP/1.0"])
            return new Redirected.Foreign();
        return target.Split('?', 2) is ["/", var query] ? Redirected.Read(query, state) : new Redirected.Foreign();
    }

    private static async Task<string?> ReadHeadAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        var buffer = new byte[LongestHead];
        var length = 0;
        while (length < buffer.Length)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(length), cancellationToken).ConfigureAwait(false);
            if (read == 0)
                return null;
            length += read;
            if (buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8) is >= 0 and var end)
                return Encoding.Latin1.GetString(buffer, 0, end);
        }
        return null;
    }

    private static byte[] Page(bool isOurs)
    {
        var body = $"<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>SocialKit</title><p>{(isOurs ? "You can close this window." : "Nothing is waited for here.")}</p></html>\n";
        return Encoding.UTF8.GetBytes(
            $"HTTP/1.1 {(isOurs ? "200 OK" : "404 Not Found")}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\nCache-Control: no-store\r\n"
            + "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\nReferrer-Policy: no-referrer\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n" + body);
    }
}
