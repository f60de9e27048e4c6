using System.Text.Json;
using SocialKit.Deliveries;
using SocialKit.Platforms.Http;

namespace SocialKit.Platforms.Bluesky;

/// <summary>Reads records by com.atproto.repo.getRecord. That needs no session: repositories are public.</summary>
/// <param name="services">The clock.</param>
/// <param name="reads">Makes the calls.</param>
internal sealed class RecordReads(PlatformServices services, Reads reads)
{
    /// <summary>Reads a record.</summary>
    /// <param name="server">Whom to ask; it passes on what it does not hold itself.</param>
    /// <param name="name">The record.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<RecordRead> ReadAsync(string server, RecordName name, CancellationToken cancellationToken)
    {
        var result = await reads.SendAsync(Xrpc.Query(server, "com.atproto.repo.getRecord", ("repo", name.Repo), ("collection", name.Collection), ("rkey", name.Key)), cancellationToken).ConfigureAwait(false);
        if (result is HttpResult.Answer answer)
        {
            if (answer.IsSuccess && AnswerJson.Object(answer) is { } json && json.Member("value") is { ValueKind: JsonValueKind.Object } value && RecordRef.Read(json) is { } read
                && RecordName.TryParse(read.Uri, out var named) && (named.Collection, named.Key) == (name.Collection, name.Key))
                return new RecordRead.Found(named, read, value);
            if (XrpcError.Of(answer) is { Code: "RecordNotFound" } missing)
                return new RecordRead.NotThere(missing.Message);
        }
        return new RecordRead.Unknown(Passing(result, services.Clock)) { Error = result is HttpResult.Answer refusal ? XrpcError.Of(refusal) : null };
    }

    /// <summary>What it is for a delivery that something could not be read: nothing was sent.</summary>
    public static Outcome.NotSent Passing(HttpResult result, TimeProvider clock) => result switch
    {
        HttpResult.NotConnected none => new(none.Reason),
        HttpResult.Cut cut => new(cut.Reason),
        HttpResult.Answer answer => new($"The server answered {answer.Code}{(XrpcError.Of(answer) is { } error ? $" ({error.Code}): {error.Message}" : " with nothing that could be read.")}", answer.Code == 429 ? RateHeaders.RetryAfter(answer, clock.GetUtcNow()) : null) { HttpStatus = answer.Code },
        _ => throw new ArgumentOutOfRangeException(nameof(result)),
    };
}

/// <summary>What reading a record came to.</summary>
internal abstract record RecordRead
{
    private RecordRead() { }

    /// <summary>It is there.</summary>
    /// <param name="Name">Its name, with the repository's DID.</param>
    /// <param name="Ref">Its AT URI and content's hash.</param>
    /// <param name="Value">The record.</param>
    public sealed record Found(RecordName Name, RecordRef Ref, JsonElement Value) : RecordRead;

    /// <summary>The server says that it is not there.</summary>
    /// <param name="Reason">In its words.</param>
    public sealed record NotThere(string Reason) : RecordRead;

    /// <summary>That could not be found out.</summary>
    /// <param name="Why">What that is for a delivery.</param>
    public sealed record Unknown(Outcome.NotSent Why) : RecordRead
    {
        /// <summary>What the server said; null if it said nothing of its own.</summary>
        public XrpcError? Error { get; init; }
    }
}
