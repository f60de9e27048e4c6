using System.Collections.Concurrent;
using System.Net;
using SocialKit.Platforms.Bluesky.Cards;
using SocialKit.Platforms.Bluesky.Syntax;
using SocialKit.Platforms.Http;

namespace SocialKit.Platforms.Bluesky;

/// <summary>Finds on which server an account's repository lives, and what the account is called there. What was found is remembered for an hour.</summary>
/// <remarks>atproto.com/specs/did and /specs/handle, read 2026-11. The reader's own server is asked first; then the DID's document says which one it is. That document is written by whoever owns the account: what it names is
/// asked over connections to public addresses alone, as the page of a link card is. A reader whose own server is on this machine is under test, and so may its neighbours be.</remarks>
internal sealed class BlueskyPlaces
{
    /// <summary>What an account is called whose name does not lead back to it.</summary>
    public const string NoHandle = "handle.invalid";

    private const string Plc = "did:plc:";
    private const string Web = "did:web:";
    private const int MostRemembered = 20_000;
    private const int LongestDocument = 256 * 1024;

    private static readonly TimeSpan Remembered = TimeSpan.FromHours(1);

    private readonly PlatformServices _services;
    private readonly Reads _own;
    private readonly Reads _others;
    private readonly string _directory;
    private readonly string? _webDocuments;
    private readonly ConcurrentDictionary<string, (BlueskyPlace Place, DateTimeOffset At)> _known = new(StringComparer.Ordinal);

    /// <param name="services">The clock, and calls to servers that were signed in to.</param>
    /// <param name="others">Makes calls to addresses that others wrote, over <see cref="GuardedConnections"/>.</param>
    /// <exception cref="FormatException">The setting <c>bluesky:plc</c> or <c>bluesky:did-web</c> is no address.</exception>
    public BlueskyPlaces(PlatformServices services, HttpCaller others)
    {
        _services = services;
        _own = new(services);
        _others = new(services with { Http = others });
        _directory = services.Address("bluesky:plc", "https://plc.directory");
        _webDocuments = services.Setting("bluesky:did-web") is null ? null : services.Address("bluesky:did-web", "https://example.org");
    }

    /// <summary>Calls to public addresses, over connections that are kept for a few minutes.</summary>
    public static HttpCaller Public(TimeProvider clock) => new(GuardedConnections.Public.Handler(TimeSpan.FromMinutes(5)), clock);

    /// <summary>What reads from a server: a guarded caller where it is not the reader's own.</summary>
    public Reads ReadsOf(BlueskyHome reader, string server) => server == reader.Server || IsLoopback(reader.Server) ? _own : _others;

    /// <summary>Finds an account's place.</summary>
    /// <param name="reader">Who asks.</param>
    /// <param name="did">Whose.</param>
    /// <param name="anew">True to ask although it is remembered.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<BlueskyPlaceLook> FindAsync(BlueskyHome reader, string did, bool anew, CancellationToken cancellationToken)
    {
        if (!anew && _known.TryGetValue(did, out var known) && _services.Clock.GetUtcNow() - known.At < Remembered)
            return new BlueskyPlaceLook.There(known.Place);
        _known.TryRemove(did, out _);
        var look = await AskAsync(reader, did, reader.Server, cancellationToken).ConfigureAwait(false);
        if (look is BlueskyPlaceLook.Gone)
        {
            var (server, without) = await ServerAsync(reader, did, cancellationToken).ConfigureAwait(false);
            if (server is null)
                return without!;
            if (server != reader.Server)
                look = await AskAsync(reader, did, server, cancellationToken).ConfigureAwait(false);
        }
        if (look is BlueskyPlaceLook.There { Place: var place })
        {
            if (_known.Count >= MostRemembered)
                _known.Clear();
            _known[did] = (place, _services.Clock.GetUtcNow());
        }
        return look;
    }

    /// <summary>Forgets where an account lives: it was not there.</summary>
    public void Forget(string did) => _known.TryRemove(did, out _);

    /// <summary>Whose a handle is, as the reader's server says.</summary>
    /// <returns>A DID; or why not.</returns>
    public async Task<(string? Did, BlueskyPlaceLook? Obstacle)> ResolveAsync(BlueskyHome reader, string handle, CancellationToken cancellationToken)
    {
        var result = await _own.SendAsync(Xrpc.Query(reader.Server, "com.atproto.identity.resolveHandle", ("handle", handle)), cancellationToken).ConfigureAwait(false);
        if (result is HttpResult.Answer { IsSuccess: true } answer && AnswerJson.Object(answer)?.Text("did") is { } did && Did.IsValid(did))
            return (did, null);
        return result is HttpResult.Answer { Code: 400 or 404 } refusal && XrpcError.Of(refusal) is { Code: "HandleNotFound" or "InvalidRequest" } error
            ? (null, new BlueskyPlaceLook.Gone($"Nobody is called @{handle}: {error.Message}."))
            : (null, Failed(result));
    }

    /// <summary>The name under which others see the account: what its server calls it, if that name leads back to it; else <c>handle.invalid</c>, as Bluesky itself shows it.</summary>
    public async Task<string> NameAsync(BlueskyHome reader, string did, BlueskyPlace place, CancellationToken cancellationToken) => await ResolveAsync(reader, place.Handle, cancellationToken).ConfigureAwait(false) switch
    {
        ({ } found, _) => found == did ? place.Handle : NoHandle,
        (_, BlueskyPlaceLook.Gone) => NoHandle,
        // That it could not be asked just now says nothing against the name.
        _ => place.Handle,
    };

    /// <summary>What it is that nothing could be read.</summary>
    public BlueskyPlaceLook.Failed Failed(HttpResult result) => new(RecordReads.Passing(result, _services.Clock).Reason, result is HttpResult.Answer { Code: 429 or 503 } answer ? RateHeaders.RetryAfter(answer, _services.Clock.GetUtcNow()) : null);

    private async Task<BlueskyPlaceLook> AskAsync(BlueskyHome reader, string did, string server, CancellationToken cancellationToken)
    {
        var call = Xrpc.Query(server, "com.atproto.repo.describeRepo", ("repo", did)) with { LongestAnswer = LongestDocument };
        var result = await ReadsOf(reader, server).SendAsync(call, cancellationToken).ConfigureAwait(false);
        if (result is not HttpResult.Answer answer)
            return Failed(result);
        if (answer.IsSuccess && AnswerJson.Object(answer) is { } json && json.Text("did") == did)
            return new BlueskyPlaceLook.There(new(server, json.Text("handle") is { } handle && HandleName.IsValid(handle) ? handle : NoHandle));
        return answer.Code is 400 or 404 && XrpcError.Of(answer) is { } error && IsAbsence(error) ? new BlueskyPlaceLook.Gone($"{error.Message} ({error.Code}).") : Failed(result);
    }

    // As @atproto/pds 0.5.35 says it (tried 2026-11-24); older ones and others say the same as InvalidRequest.
    private static bool IsAbsence(XrpcError error) => error.Code is "RepoNotFound" or "RepoDeactivated" or "RepoTakendown" or "RepoSuspended"
        || (error.Code == "InvalidRequest" && error.Message.StartsWith("Could not find", StringComparison.OrdinalIgnoreCase));

    // The server that the DID's document names.
    private async Task<(string? Server, BlueskyPlaceLook? Obstacle)> ServerAsync(BlueskyHome reader, string did, CancellationToken cancellationToken)
    {
        HttpResult result;
        if (did.StartsWith(Plc, StringComparison.Ordinal))
            result = await _own.SendAsync(HttpCall.Get($"{_directory}/{did}") with { LongestAnswer = LongestDocument }, cancellationToken).ConfigureAwait(false);
        else if (did.StartsWith(Web, StringComparison.Ordinal) && HandleName.IsValid(did.AsSpan(Web.Length)))
            result = await WebDocumentAsync(did[Web.Length..], cancellationToken).ConfigureAwait(false);
        else
            return (null, new BlueskyPlaceLook.Gone($"{did} is of a kind that Bluesky does not know."));
        if (result is HttpResult.Answer { Code: 404 or 410 } gone)
            return (null, new BlueskyPlaceLook.Gone($"{did} is {(gone.Code == 410 ? "given up" : "not registered")}."));
        if (result is not HttpResult.Answer { IsSuccess: true } answer || AnswerJson.Object(answer) is not { } json || json.Text("id") != did)
            return (null, Failed(result));
        var written = json.Items("service").Where(service => service.Text("id") is { } id && id.EndsWith("#atproto_pds", StringComparison.Ordinal)).Select(service => service.Text("serviceEndpoint")).FirstOrDefault();
        if (written is null || !ServerAddress.TryParse(written, out var server))
            return (null, new BlueskyPlaceLook.Gone($"The document of {did} names no server."));
        return LinkCardReader.IsPublicPage(new(server)) || IsLoopback(reader.Server) ? (server, null) : (null, new BlueskyPlaceLook.Gone($"The document of {did} names a server that is not asked: only https on its usual port is."));
    }

    private Task<HttpResult> WebDocumentAsync(string host, CancellationToken cancellationToken) => _webDocuments is { } stand
        ? _own.SendAsync(HttpCall.Get($"{stand}/{host}/.well-known/did.json") with { LongestAnswer = LongestDocument }, cancellationToken)
        : _others.SendAsync(HttpCall.Get($"https://{host}/.well-known/did.json") with { LongestAnswer = LongestDocument }, cancellationToken);

    private static bool IsLoopback(string server) => new Uri(server) is var address && (address.Host == "localhost" || (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip)));
}

/// <summary>Where an account's repository is.</summary>
/// <param name="Server">Its server, without a slash at the end.</param>
/// <param name="Handle">What the account is called there.</param>
internal sealed record BlueskyPlace(string Server, string Handle);

/// <summary>What looking for an account's place came to.</summary>
internal abstract record BlueskyPlaceLook
{
    private BlueskyPlaceLook() { }

    /// <summary>It is there.</summary>
    /// <param name="Place">Where.</param>
    public sealed record There(BlueskyPlace Place) : BlueskyPlaceLook;

    /// <summary>There is no such account, or it was closed or taken down.</summary>
    /// <param name="Reason">In words.</param>
    public sealed record Gone(string Reason) : BlueskyPlaceLook;

    /// <summary>That could not be found out.</summary>
    /// <param name="Reason">In words.</param>
    /// <param name="RetryAfter">How long to wait; null if nothing is said.</param>
    public sealed record Failed(string Reason, TimeSpan? RetryAfter) : BlueskyPlaceLook;
}
