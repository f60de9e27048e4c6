using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using SocialKit.Deliveries;

namespace SocialKit.Benchmarks.Chaos;

/// <summary>Writes to an invented platform by the rules that hold for the real one: one attempt, and what an answer means is said by kind.</summary>
/// <param name="kind">Which.</param>
/// <param name="http">Its base address is the platform; it never retries and follows nothing.</param>
/// <param name="ids">Makes record keys and idempotency keys.</param>
/// <param name="clock">The wall clock.</param>
internal sealed class FakePlatformSender(PlatformKind kind, HttpClient http, Ids ids, TimeProvider clock) : ISender
{
    private readonly FakePlatformLook _look = new(kind, http, clock);

    /// <summary>A client that opens a connection for each request: one that is reused may be closed by the server just then, and the handler would try again by itself.</summary>
    public static HttpClient Client(Uri address) => new(new SocketsHttpHandler
    {
        PooledConnectionLifetime = TimeSpan.Zero, ConnectTimeout = TimeSpan.FromSeconds(2), UseProxy = false, AllowAutoRedirect = false, UseCookies = false,
    })
    {
        BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan,
    };

    public async Task<Preparation> PrepareAsync(Delivery delivery, IMediaSource media, CancellationToken cancellationToken)
    {
        var wire = new PlatformWire(
            delivery.Act switch { Act.Publish => "publish", Act.Repost => "repost", _ => "delete" },
            (delivery.Act as Act.Publish)?.Post.Text,
            delivery.ReplyTo?.Id,
            delivery.Act switch { Act.Repost repost => repost.Original.Id, Act.Delete delete => delete.Post.Id, _ => null },
            Key(delivery),
            clock.GetUtcNow().ToUnixTimeMilliseconds());
        if (kind == PlatformKind.Threads && wire.Act == "publish")
        {
            var (status, body) = await CallAsync(HttpMethod.Post, "container/Threads", wire, cancellationToken);
            if (status != 200 || IdOf(body) is not { } container)
                return new Preparation.Impossible(new Outcome.NotSent($"No container was made: {status}."));
            wire = wire with { Key = container };
        }
        return new Preparation.Ready(new(wire.Key, JsonSerializer.SerializeToUtf8Bytes(wire, PlatformJson.Default.PlatformWire)));
    }

    public async Task<Outcome> SendAsync(Delivery delivery, WireForm wire, CancellationToken cancellationToken)
    {
        // A process that was frozen for hours between its intent and this line is stopped here: nobody else can any more.
        if (kind == PlatformKind.Mastodon && FakePlatformLook.AgeOf(wire, clock) >= PlatformTimes.KeyTrusted)
            return new Outcome.NotSent("The key is too old to be trusted.");
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"do/{kind}") { Content = new ReadOnlyMemoryContent(wire.Body) };
            request.Headers.Add("X-Account", delivery.From.Id);
            request.Headers.Add("X-Delivery", delivery.Key.Value);
            request.Headers.Add("X-Attempt", ids.Next().ToString());
            using var response = await http.SendAsync(request, cancellationToken);
            var body = await response.Content.ReadAsStringAsync(cancellationToken);
            return Meaning(delivery, response, body) with { HttpStatus = (int)response.StatusCode, Evidence = body };
        }
        catch (HttpRequestException exception) when (exception.HttpRequestError == HttpRequestError.ConnectionError)
        {
            return new Outcome.NotSent("No connection.");
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or OperationCanceledException)
        {
            return new Outcome.Unclear($"No answer ({exception.GetType().Name}).");
        }
    }

    public Task<Sighting> FindAsync(Delivery delivery, WireForm wire, Attempt attempt, CancellationToken cancellationToken) => _look.FindAsync(delivery, wire, attempt, cancellationToken);

    private Outcome Meaning(Delivery delivery, HttpResponseMessage response, string body) => response.StatusCode switch
    {
        HttpStatusCode.OK when IdOf(body) is { } id => new Outcome.Done(new(delivery.From.Platform, id)),
        HttpStatusCode.OK => new Outcome.Unclear("An answer without an id."),
        HttpStatusCode.TooManyRequests => new Outcome.NotSent("Too many requests.", response.Headers.RetryAfter?.Delta),
        // It may be our own earlier attempt that it is a duplicate of.
        HttpStatusCode.Forbidden when kind == PlatformKind.X && body.Contains("duplicate content", StringComparison.Ordinal) => new Outcome.Unclear("Duplicate content."),
        >= HttpStatusCode.InternalServerError => new Outcome.Unclear($"The server failed ({(int)response.StatusCode})."),
        _ => new Outcome.Refused(((int)response.StatusCode).ToString(CultureInfo.InvariantCulture), "The platform refused it."),
    };

    // A repost's record key is derived from account and subject: the same repost is the same record.
    private string Key(Delivery delivery) => (kind, delivery.Act) switch
    {
        (PlatformKind.Bluesky, Act.Repost repost) => $"repost-{repost.Original.Id}",
        (PlatformKind.Bluesky or PlatformKind.Mastodon, _) => ids.Next().ToString("N"),
        _ => "",
    };

    private async Task<(int Status, string Body)> CallAsync(HttpMethod method, string path, PlatformWire wire, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, path) { Content = new StringContent(JsonSerializer.Serialize(wire, PlatformJson.Default.PlatformWire), Encoding.UTF8, "application/json") };
        using var response = await http.SendAsync(request, cancellationToken);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(cancellationToken));
    }

    private static string? IdOf(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.TryGetProperty("id", out var id) ? id.GetString() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
