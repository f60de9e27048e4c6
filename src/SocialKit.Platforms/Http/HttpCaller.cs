using System.Buffers;
using System.Net;
using System.Net.Security;

namespace SocialKit.Platforms.Http;

/// <summary>Makes calls to platforms. One attempt a call: no redirect is followed, no cookie kept, nothing repeated. It never throws for what a network does; cancelling throws.</summary>
/// <remarks>Connections are shared and reused; safe to share between threads.</remarks>
public sealed class HttpCaller : IDisposable
{
    private const string UserAgent = "SocialKit/0.1";

    private readonly HttpMessageInvoker _invoker;
    private readonly TimeProvider _clock;

    /// <summary>Calls over the network.</summary>
    /// <param name="clock">Ends calls that take too long.</param>
    public HttpCaller(TimeProvider clock)
        : this(Handler(), clock)
    {
    }

    /// <summary>Calls through <paramref name="handler"/>, which it then owns.</summary>
    public HttpCaller(HttpMessageHandler handler, TimeProvider clock)
    {
        _invoker = new(handler, disposeHandler: true);
        _clock = clock;
    }

    /// <summary>Makes a call.</summary>
    /// <param name="call">The call.</param>
    /// <param name="cancellationToken">Ends it: <see cref="HttpResult.Cut"/>, or <see cref="HttpResult.NotConnected"/> if nothing had left.</param>
    public async Task<HttpResult> SendAsync(HttpCall call, CancellationToken cancellationToken)
    {
        var host = call.ShownAs ?? new Uri(call.Address).Authority;
        if (cancellationToken.IsCancellationRequested)
            return new HttpResult.NotConnected($"{host} was not asked: it was cancelled before.");
        using var request = call.ToRequest();
        request.Headers.TryAddWithoutValidation("User-Agent", UserAgent);
        using var timeout = new CancellationTokenSource(call.Timeout, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            using var response = await _invoker.SendAsync(request, either.Token).ConfigureAwait(false);
            var body = await ReadAsync(response.Content, call.LongestAnswer, either.Token).ConfigureAwait(false);
            return body is { } whole
                ? new HttpResult.Answer(response.StatusCode, new(response.Headers, response.Content.Headers), whole)
                : new HttpResult.Cut($"{host} answered {(int)response.StatusCode} with more than {call.LongestAnswer / 1024} KiB.");
        }
        catch (OperationCanceledException)
        {
            return request.Content is null || Left(request)
                ? new HttpResult.Cut(cancellationToken.IsCancellationRequested ? $"It was cancelled while {host} was being asked." : $"{host} did not answer in {call.Timeout.TotalSeconds:0.#} s.")
                : new HttpResult.NotConnected($"{host} could not be reached in time.");
        }
        catch (HttpRequestException exception) when (exception.HttpRequestError is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError && !Left(request))
        {
            return new HttpResult.NotConnected($"{host} cannot be reached: {Why(exception)}");
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return new HttpResult.Cut($"The connection to {host} broke: {Why(exception)}");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _invoker.Dispose();

    // A write left once its body was asked for.
    private static bool Left(HttpRequestMessage request) => request.Content is OnceContent { WasUsed: true };

    private static string Why(Exception exception) => exception.InnerException is { } inner and not SentTwiceException ? inner.Message : exception.Message;

    private static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpContent content, int longest, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentLength > longest)
            return null;
        using var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        var buffer = new ArrayBufferWriter<byte>(4096);
        while (true)
        {
            var read = await stream.ReadAsync(buffer.GetMemory(4096), cancellationToken).ConfigureAwait(false);
            if (read == 0)
                return buffer.WrittenMemory;
            buffer.Advance(read);
            if (buffer.WrittenCount > longest)
                return null;
        }
    }

    private static SocketsHttpHandler Handler() => new()
    {
        // A redirect would carry the token elsewhere; the host was pinned when the account signed in.
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Brotli,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        // Names are looked up again now and then.
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        PooledConnectionIdleTimeout = TimeSpan.FromMinutes(1),
        MaxConnectionsPerServer = 16,
        MaxResponseHeadersLength = 64,
        ActivityHeadersPropagator = null,
        SslOptions = new SslClientAuthenticationOptions(),
    };
}
