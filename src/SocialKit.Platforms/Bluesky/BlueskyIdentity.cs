using SocialKit.Platforms.Bluesky.Syntax;
using SocialKit.Platforms.Http;

namespace SocialKit.Platforms.Bluesky;

/// <summary>Finds whose a handle is and on which server its account lives, so that a password goes there and nowhere else.</summary>
/// <remarks>atproto.com/specs/handle and /specs/did, read 2026-11: a handle leads to a DID, the DID's document names the server, and has to name the handle too.</remarks>
/// <param name="services">Addresses of the directories.</param>
/// <param name="reads">Makes the calls.</param>
internal sealed class BlueskyIdentity(PlatformServices services, Reads reads)
{
    private const string Plc = "did:plc:";
    private const string Web = "did:web:";

    // Asked for handles: the public one needs no session.
    private readonly string _resolver = services.Address("bluesky:resolver", "https://public.api.bsky.app");
    private readonly string _directory = services.Address("bluesky:plc", "https://plc.directory");

    /// <summary>Finds an account's server.</summary>
    /// <param name="identifier">A handle or a DID.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Server and DID; or why not, in words.</returns>
    public async Task<(BlueskyHome? Home, string? Obstacle)> FindAsync(string identifier, CancellationToken cancellationToken)
    {
        var did = identifier;
        if (!Did.IsValid(identifier))
        {
            var result = await reads.SendAsync(Xrpc.Query(_resolver, "com.atproto.identity.resolveHandle", ("handle", identifier)), cancellationToken).ConfigureAwait(false);
            if (result is not HttpResult.Answer { IsSuccess: true } answer || AnswerJson.Object(answer)?.Text("did") is not { } found || !Did.IsValid(found))
                return (null, $"Nobody called @{identifier} could be found: {RecordReads.Passing(result, services.Clock).Reason} Correct the handle, or name the server.");
            did = found;
        }
        if (DocumentOf(did) is not { } address)
            return (null, $"{did} is of a kind that this program does not know.");
        var read = await reads.SendAsync(HttpCall.Get(address), cancellationToken).ConfigureAwait(false);
        if (read is not HttpResult.Answer { IsSuccess: true } document || AnswerJson.Object(document) is not { } json || json.Text("id") != did)
            return (null, $"The document of {did} could not be read: {RecordReads.Passing(read, services.Clock).Reason} Try again, or name the server.");
        if (!Did.IsValid(identifier) && !json.Items("alsoKnownAs").Any(name => name.ValueKind == System.Text.Json.JsonValueKind.String && name.ValueEquals("at://" + identifier)))
            return (null, $"The account behind @{identifier} does not say that it is called so. Take its present handle, or name the server.");
        var server = json.Items("service").Where(service => service.Text("id") is { } id && id.EndsWith("#atproto_pds", StringComparison.Ordinal)).Select(service => service.Text("serviceEndpoint")).FirstOrDefault();
        return server is not null && ServerAddress.TryParse(server, out var home) ? (new(home, did), null) : (null, $"The document of {did} names no server.");
    }

    private string? DocumentOf(string did)
    {
        if (did.StartsWith(Plc, StringComparison.Ordinal))
            return $"{_directory}/{did}";
        // A host and no path, as AT Protocol has it.
        return did.StartsWith(Web, StringComparison.Ordinal) && HandleName.IsValid(did.AsSpan(Web.Length)) ? $"https://{did[Web.Length..]}/.well-known/did.json" : null;
    }
}
