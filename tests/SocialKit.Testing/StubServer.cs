using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SocialKit.Testing;

/// <summary>A request as it came over the wire.</summary>
/// <param name="Method">Such as POST.</param>
/// <param name="Path">With its query, as sent.</param>
/// <param name="Headers">By name, without case.</param>
/// <param name="Body">The body's bytes.</param>
public sealed record StubRequest(string Method, string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    /// <summary>Which connection it came over, from 0.</summary>
    public int Connection { get; init; }

    /// <summary>The path without its query.</summary>
    public string Route => Path.Split('?')[0];

    /// <summary>The body as UTF-8.</summary>
    public string Text => Encoding.UTF8.GetString(Body);

    /// <summary>The fields of the query or, in a form, of the body.</summary>
    public IReadOnlyDictionary<string, string> Fields => (Headers.GetValueOrDefault("Content-Type", "").StartsWith("application/x-www-form-urlencoded", StringComparison.Ordinal) ? Text : Path.Contains('?', StringComparison.Ordinal) ? Path.Split('?')[1] : "")
        .Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(part => part.Split('=', 2))
        .ToDictionary(pair => Uri.UnescapeDataString(pair[0]), pair => Uri.UnescapeDataString(pair.Length > 1 ? pair[1].Replace('+', ' ') : ""));
}

/// <summary>What the server does with a request.</summary>
public abstract record StubAnswer
{
    private StubAnswer() { }

    /// <summary>Answers.</summary>
    public sealed record Reply(int Status, string Body = "", string Type = "application/json") : StubAnswer
    {
        public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

        /// <summary>The body as bytes, where it is no text.</summary>
        public byte[]? Bytes { get; init; }

        /// <summary>How long to wait first.</summary>
        public TimeSpan After { get; init; }

        /// <summary>True to close the connection after the answer without saying so: the client believes that it is kept.</summary>
        public bool ThenCloses { get; init; }
    }

    /// <summary>Closes the connection without an answer.</summary>
    public sealed record Drop : StubAnswer;

    /// <summary>Never answers.</summary>
    public sealed record Hang : StubAnswer;

    /// <summary>Begins to answer and closes the connection in the middle of the body.</summary>
    public sealed record Half(string Body) : StubAnswer;

    /// <summary>Answers 200 with a body that never ends.</summary>
    public sealed record Endless : StubAnswer;
}

/// <summary>An HTTP server on this machine's loopback that does what a test says, faults of the network too. It writes down every request.</summary>
public sealed class StubServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
#pragma warning disable CA2213 // It is asked whether it was cancelled after the end.
    private readonly CancellationTokenSource _end = new();
#pragma warning restore CA2213
    private readonly Func<StubRequest, StubAnswer> _answer;
    private readonly ConcurrentQueue<StubRequest> _requests = new();
    private readonly ConcurrentBag<Task> _connections = [];
    private readonly Task _accepting;
    private int _connectionCount;

    public StubServer(Func<StubRequest, StubAnswer> answer)
    {
        _answer = answer;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Its address without a slash at the end.</summary>
    public string Address => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    /// <summary>What came, in order.</summary>
    public IReadOnlyList<StubRequest> Requests => [.. _requests];

    /// <summary>How many connections were made.</summary>
    public int Connections => Volatile.Read(ref _connectionCount);

    public async ValueTask DisposeAsync()
    {
        if (_end.IsCancellationRequested)
            return;
        await _end.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_connections);
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_end.Token);
                _connections.Add(ServeAsync(client, Interlocked.Increment(ref _connectionCount) - 1));
            }
        }
        // A listener that was stopped between two connections says that it was never started.
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or InvalidOperationException)
        {
        }
    }

    private async Task ServeAsync(TcpClient client, int number)
    {
        using (client)
        {
            try
            {
                client.NoDelay = true;
                var stream = new BufferedStream(client.GetStream());
                while (await ReadAsync(stream, number) is { } request)
                {
                    _requests.Enqueue(request);
                    if (!await DoAsync(stream, _answer(request)))
                        break;
                }
            }
            catch (Exception exception) when (exception is IOException or OperationCanceledException or SocketException)
            {
            }
        }
    }

    private async Task<bool> DoAsync(Stream stream, StubAnswer answer)
    {
        switch (answer)
        {
            case StubAnswer.Reply reply:
                if (reply.After > TimeSpan.Zero)
                    await Task.Delay(reply.After, _end.Token);
                var body = reply.Bytes ?? Encoding.UTF8.GetBytes(reply.Body);
                var head = new StringBuilder().Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {reply.Status} {(HttpStatusCode)reply.Status}\r\nContent-Type: {reply.Type}\r\nContent-Length: {body.Length}\r\n");
                foreach (var (name, value) in reply.Headers)
                    head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
                await WriteAsync(stream, Encoding.UTF8.GetBytes(head.Append("\r\n").ToString()));
                await WriteAsync(stream, body);
                return !reply.ThenCloses;
            case StubAnswer.Half half:
                await WriteAsync(stream, Encoding.UTF8.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {half.Body.Length + 100}\r\n\r\n{half.Body}"));
                return false;
            case StubAnswer.Endless:
                await WriteAsync(stream, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n"u8.ToArray());
                while (true)
                    await WriteAsync(stream, new byte[65536]);
            case StubAnswer.Hang:
                await Task.Delay(Timeout.Infinite, _end.Token);
                return false;
            default:
                return false;
        }
    }

    private async Task WriteAsync(Stream stream, byte[] bytes)
    {
        await stream.WriteAsync(bytes, _end.Token);
        await stream.FlushAsync(_end.Token);
    }

    private async Task<StubRequest?> ReadAsync(Stream stream, int connection)
    {
        var lines = new List<string>();
        while (await LineAsync(stream) is { } line)
        {
            if (line.Length == 0)
                break;
            lines.Add(line);
        }
        if (lines.Count == 0)
            return null;
        var headers = lines.Skip(1).Select(line => line.Split(':', 2)).ToDictionary(pair => pair[0].Trim(), pair => pair[1].Trim(), StringComparer.OrdinalIgnoreCase);
        byte[] body;
        if (headers.TryGetValue("Transfer-Encoding", out var encoding) && encoding == "chunked")
        {
            using var whole = new MemoryStream();
            while (int.Parse((await LineAsync(stream))!, NumberStyles.HexNumber, CultureInfo.InvariantCulture) is > 0 and var size)
            {
                var chunk = new byte[size];
                await stream.ReadExactlyAsync(chunk, _end.Token);
                whole.Write(chunk);
                await LineAsync(stream);
            }
            await LineAsync(stream);
            body = whole.ToArray();
        }
        else
        {
            body = new byte[headers.TryGetValue("Content-Length", out var length) ? int.Parse(length, CultureInfo.InvariantCulture) : 0];
            await stream.ReadExactlyAsync(body, _end.Token);
        }
        var first = lines[0].Split(' ');
        return new(first[0], first[1], headers, body) { Connection = connection };
    }

    private async Task<string?> LineAsync(Stream stream)
    {
        var bytes = new List<byte>();
        var one = new byte[1];
        while (await stream.ReadAsync(one, _end.Token) == 1)
        {
            if (one[0] == '\n')
                return Encoding.Latin1.GetString([.. bytes]).TrimEnd('\r');
            bytes.Add(one[0]);
        }
        return null;
    }
}
