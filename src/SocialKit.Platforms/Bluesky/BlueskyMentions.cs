using SocialKit.Deliveries;
using SocialKit.Platforms.Bluesky.Syntax;
using SocialKit.Platforms.Http;

namespace SocialKit.Platforms.Bluesky;

/// <summary>Finds the DIDs of those who are mentioned: a mention notifies a DID, not a name.</summary>
/// <param name="services">The clock.</param>
/// <param name="reads">Makes the calls.</param>
internal sealed class BlueskyMentions(PlatformServices services, Reads reads)
{
    /// <summary>The option that says what happens to a mention of nobody.</summary>
    public const string Option = "unknown-mentions";

    /// <summary>The value with which such a mention stays plain text.</summary>
    public const string StayPlain = "plain-text";

    /// <summary>Resolves the handles among <paramref name="facets"/>.</summary>
    /// <remarks>A handle that nobody has refuses the post: what was approved notifies somebody, and whoever takes the name later is somebody else. With <see cref="Option"/> it stays plain text, as in
    /// Bluesky's own client. That it cannot be asked just now is neither.</remarks>
    /// <returns>The DIDs by handle; or why not.</returns>
    public async Task<(IReadOnlyDictionary<string, string> Dids, Outcome? Obstacle)> ResolveAsync(string server, ValueList<BlueskyFacet> facets, bool stayPlain, CancellationToken cancellationToken)
    {
        var dids = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var handle in facets.OfType<BlueskyFacet.Mention>().Select(mention => mention.Handle).Distinct(StringComparer.Ordinal))
        {
            var result = await reads.SendAsync(Xrpc.Query(server, "com.atproto.identity.resolveHandle", ("handle", handle)), cancellationToken).ConfigureAwait(false);
            if (result is HttpResult.Answer { IsSuccess: true } answer && AnswerJson.Object(answer)?.Text("did") is { } did && Did.IsValid(did))
                dids[handle] = did;
            else if (result is not HttpResult.Answer { Code: 400 } refusal || XrpcError.Of(refusal) is not { Code: "HandleNotFound" or "InvalidRequest" } error)
                return (dids, RecordReads.Passing(result, services.Clock));
            else if (!stayPlain)
                return (dids, new Outcome.Refused("unknown-handle", $"Nobody is called @{handle} ({error.Message}). Correct the handle, or let it stay plain text by the option {Option}: {StayPlain}.") { HttpStatus = 400 });
        }
        return (dids, null);
    }
}
