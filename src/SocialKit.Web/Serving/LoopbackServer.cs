using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SocialKit.Web.Serving;

/// <summary>Shows a site to the browser of this machine, and to nobody else: it listens on 127.0.0.1 alone and answers only requests that name it.</summary>
/// <remarks>GET and HEAD, one request a connection. What it may show can be secret still, so that a page elsewhere whose name was made to point here (DNS rebinding) gets nothing.</remarks>
public sealed class LoopbackServer : IDisposable
{
    private const int LongestHead = 16 * 1024, MostConnections = 64;
    private static readonly TimeSpan PatienceWithOne = TimeSpan.FromSeconds(20);

    private readonly TcpListener _listener;
    private readonly TimeProvider _clock;
    private readonly Func<string, CancellationToken, Task<ServedAnswer>> _answer;

    /// <summary>Listens.</summary>
    /// <param name="port">The port; 0 for any.</param>
    /// <param name="clock">Ends requests that do not end.</param>
    /// <param name="answer">Gives what stands at a path with its query.</param>
    /// <exception cref="SocketException">The port is taken.</exception>
    public LoopbackServer(int port, TimeProvider clock, Func<string, CancellationToken, Task<ServedAnswer>> answer)
    {
        _clock = clock;
        _answer = answer;
        _listener = new(IPAddress.Loopback, port) { ExclusiveAddressUse = true };
        _listener.Start();
    }

    /// <summary>The port.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The address to open.</summary>
    public string Address => $"http://127.0.0.1:{Port}/";

    /// <summary>Serves until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var room = new SemaphoreSlim(MostConnections);
        List<Task> connections = [];
        try
        {
            while (true)
            {
                await room.WaitAsync(cancellationToken).ConfigureAwait(false);
                var client = await _listener.AcceptTcpClientAsync(cancellationToken).ConfigureAwait(false);
                connections.RemoveAll(connection => connection.IsCompleted);
                connections.Add(ServeAsync(client, room, cancellationToken));
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Told to end.
        }
        finally
        {
            _listener.Stop();
            await Task.WhenAll(connections).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();

    private async Task ServeAsync(TcpClient client, SemaphoreSlim room, CancellationToken cancellationToken)
    {
        using var closing = client;
        try
        {
            client.NoDelay = true;
            var stream = client.GetStream();
            await using var ending = stream.ConfigureAwait(false);
            var head = await ReadHeadAsync(stream, cancellationToken).ConfigureAwait(false);
            if (head is null)
                return;
            var (answer, hasBody) = await AnswerAsync(head, cancellationToken).ConfigureAwait(false);
            await stream.WriteAsync(answer.Head(), cancellationToken).ConfigureAwait(false);
            if (hasBody)
                await answer.WriteAsync(stream, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // A visitor that went away, or the end.
        }
        finally
        {
            room.Release();
        }
    }

    private async Task<(ServedAnswer Answer, bool HasBody)> AnswerAsync(string head, CancellationToken cancellationToken)
    {
        var lines = head.Split("\r\n");
        if (lines[0].Split(' ') is not [var method, ['/', ..] target, "HTTP/1.1" or "HTTP/1.0"])
            return (ServedAnswer.Text(400, "Bad Request"), true);
        var hosts = lines.Skip(1).Where(line => line.StartsWith("Host:", StringComparison.OrdinalIgnoreCase)).Select(line => line[5..].Trim()).ToList();
        if (hosts is not [var host] || !IsOurs(host))
            return (ServedAnswer.Text(421, "This is another address."), true);
        if (method is not ("GET" or "HEAD"))
            return (ServedAnswer.Text(405, "Method Not Allowed"), true);
        return (await _answer(target, cancellationToken).ConfigureAwait(false), method == "GET");
    }

    private bool IsOurs(string host) => host == $"127.0.0.1:{Port}" || host.Equals($"localhost:{Port}", StringComparison.OrdinalIgnoreCase);

    private async Task<string?> ReadHeadAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(PatienceWithOne, _clock);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        var buffer = new byte[LongestHead];
        var length = 0;
        while (length < buffer.Length)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(length), end.Token).ConfigureAwait(false);
            if (read == 0)
                return null;
            length += read;
            if (buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8) is >= 0 and var last)
                return Encoding.Latin1.GetString(buffer, 0, last);
        }
        return null;
    }
}
