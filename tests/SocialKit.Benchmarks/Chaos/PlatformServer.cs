using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace SocialKit.Benchmarks.Chaos;

/// <summary>All invented platforms on one port of this machine: <c>/do/KIND</c>, <c>/container</c>, <c>/own/KIND</c>, and the oracle under <c>/oracle</c>.</summary>
internal sealed class PlatformServer : IAsyncDisposable
{
    private readonly PlatformState _state;
    private readonly PlatformFaults _faults = new();
    private readonly CancellationTokenSource _end = new();
    private readonly PlatformFront _front;
    private readonly Task _serving;
    private readonly HttpListener _listener = new();

    /// <summary>Serves at once, on a port that is free.</summary>
    public PlatformServer(int seed)
    {
        _state = new(seed);
        var port = FreePort();
        OracleAddress = At(port);
        _listener.Prefixes.Add(OracleAddress.AbsoluteUri);
        _listener.Start();
        _front = new(port);
        Address = At(_front.Port);
        _serving = ServeAsync();
    }

    /// <summary>Where senders reach the platforms: by a door that can be shut.</summary>
    public Uri Address { get; }

    /// <summary>Where the oracle can always be asked.</summary>
    public Uri OracleAddress { get; }

    public PlatformReport Report() => _state.Report(_faults.Happened);

    public void Arm(PlatformFault fault) => _faults.Arm(fault);

    public void Calm() => _faults.Calm();

    /// <summary>Takes no connection for some moments, and cuts those that there are.</summary>
    public Task RefuseAsync()
    {
        _faults.Count(PlatformFault.ConnectionsRefused);
        return _front.ShutAsync(PlatformTimes.Refusing);
    }

    public async ValueTask DisposeAsync()
    {
        await _front.DisposeAsync();
        await _end.CancelAsync();
        _listener.Close();
        await _serving;
        _end.Dispose();
    }

    private static Uri At(int port) => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/"));

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private async Task ServeAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                _ = Task.Run(() => AnswerAsync(context));
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                await Task.Delay(5);
            }
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        try
        {
            var path = context.Request.Url!.AbsolutePath.Trim('/').Split('/');
            using var reader = new StreamReader(context.Request.InputStream, Encoding.UTF8);
            var body = await reader.ReadToEndAsync();
            if (path[0] == "oracle")
                await OracleAsync(context, path[1]);
            else
                await PlatformAsync(context, path, body);
        }
        catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException or IOException or InvalidOperationException)
        {
            // The client gave up, or was cut off.
        }
    }

    private async Task OracleAsync(HttpListenerContext context, string verb)
    {
        var report = "done";
        switch (verb)
        {
            case "arm" when Enum.Parse<PlatformFault>(context.Request.QueryString["fault"]!) is var fault:
                if (fault == PlatformFault.ConnectionsRefused)
                    _ = RefuseAsync();
                else
                    _faults.Arm(fault);
                break;
            case "calm":
                _faults.Calm();
                break;
            case "faults":
                report = _faults.Happened.Values.Sum().ToString(CultureInfo.InvariantCulture);
                break;
            default:
                report = JsonSerializer.Serialize(Report(), PlatformJson.Default.PlatformReport);
                break;
        }
        await WriteAsync(context, 200, report);
    }

    private async Task PlatformAsync(HttpListenerContext context, string[] path, string body)
    {
        var request = context.Request;
        var account = request.Headers["X-Account"] ?? "";
        var isWrite = path[0] == "do";
        var kind = Enum.Parse<PlatformKind>(path[1]);
        var wire = body.Length > 0 ? JsonSerializer.Deserialize(body, PlatformJson.Default.PlatformWire) : null;
        if (isWrite)
            _state.Arrived(request.Headers["X-Attempt"]!);
        var fault = _faults.Take(isWrite, isWrite && _state.IsRepeat(kind, account, wire!));
        switch (fault)
        {
            case PlatformFault.DropBefore:
                context.Response.Abort();
                return;
            case PlatformFault.ErrorBefore or PlatformFault.ErrorOnRepeat:
                await WriteAsync(context, fault == PlatformFault.ErrorBefore ? 503 : 500, "");
                return;
            case PlatformFault.EmptyBefore:
                await WriteAsync(context, 200, "");
                return;
            case PlatformFault.RateLimited:
                context.Response.Headers["Retry-After"] = PlatformTimes.RetryAfter.TotalSeconds.ToString(CultureInfo.InvariantCulture);
                await WriteAsync(context, 429, "");
                return;
            case PlatformFault.SlowBefore:
                await Task.Delay(PlatformTimes.Slow);
                break;
        }
        var answer = path[0] switch
        {
            "do" => _state.Do(kind, account, request.Headers["X-Delivery"]!, wire!, body, fault == PlatformFault.LaggingRead),
            "container" => new(200, $$"""{"id":"{{_state.Contain(wire!)}}"}"""),
            _ => new(200, JsonSerializer.Serialize(_state.Own(kind, account), PlatformJson.Default.PlatformPostArray)),
        };
        if (fault == PlatformFault.SlowAfter)
            await Task.Delay(PlatformTimes.Slow);
        answer.Finish?.Invoke();
        if (fault == PlatformFault.DropAfter)
            context.Response.Abort();
        else
            await WriteAsync(context, fault == PlatformFault.ErrorAfter ? 500 : answer.Status, fault is PlatformFault.EmptyAfter or PlatformFault.ErrorAfter ? "" : answer.Body);
    }

    private static async Task WriteAsync(HttpListenerContext context, int status, string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength64 = bytes.Length;
        await context.Response.OutputStream.WriteAsync(bytes);
        context.Response.Close();
    }
}
