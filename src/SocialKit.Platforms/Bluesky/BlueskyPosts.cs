using SocialKit.Platforms.Bluesky.Syntax;
using SocialKit.Platforms.Http;

namespace SocialKit.Platforms.Bluesky;

/// <summary>Reads single posts of other accounts on their own servers, wherever those are. What a reader's server knows of them may be old.</summary>
/// <param name="services">The clock.</param>
/// <param name="places">Where accounts live.</param>
internal sealed class BlueskyPosts(PlatformServices services, BlueskyPlaces places)
{
    /// <summary>Reads a post.</summary>
    /// <param name="reader">Who reads.</param>
    /// <param name="name">The post; its repository may be named by a handle.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<BlueskyPostRead> ReadAsync(BlueskyHome reader, RecordName name, CancellationToken cancellationToken)
    {
        var did = name.Repo;
        if (!Did.IsValid(did))
        {
            (var found, var obstacle) = await places.ResolveAsync(reader, did, cancellationToken).ConfigureAwait(false);
            if (found is null)
                return Without(obstacle!);
            did = found;
        }
        // Once more where the account has moved since its place was found.
        for (var anew = false; ; anew = true)
        {
            var look = await places.FindAsync(reader, did, anew, cancellationToken).ConfigureAwait(false);
            if (look is not BlueskyPlaceLook.There { Place: var place })
                return Without(look);
            var read = await new RecordReads(services, places.ReadsOf(reader, place.Server)).ReadAsync(place.Server, name with { Repo = did }, cancellationToken).ConfigureAwait(false);
            if (read is RecordRead.Found found && found.Name.Repo == did)
                return new BlueskyPostRead.There(found, place);
            if (read is RecordRead.NotThere missing)
                return new BlueskyPostRead.Gone(missing.Reason);
            if (anew || read is not RecordRead.Unknown { Error.Code: "InvalidRequest" or "RepoNotFound" or "RepoDeactivated" or "RepoTakendown" })
                return read is RecordRead.Unknown { Why: var why } ? new BlueskyPostRead.Failed(why.Reason, why.RetryAfter) : new BlueskyPostRead.Failed($"{place.Server} answered with another post.", null);
        }
    }

    private static BlueskyPostRead Without(BlueskyPlaceLook look) => look switch
    {
        BlueskyPlaceLook.Gone gone => new BlueskyPostRead.Gone(gone.Reason),
        BlueskyPlaceLook.Failed failed => new BlueskyPostRead.Failed(failed.Reason, failed.RetryAfter),
        _ => throw new ArgumentOutOfRangeException(nameof(look)),
    };
}

/// <summary>What reading a post came to.</summary>
internal abstract record BlueskyPostRead
{
    private BlueskyPostRead() { }

    /// <summary>It is there.</summary>
    /// <param name="Found">The record.</param>
    /// <param name="Place">Where its author is.</param>
    public sealed record There(RecordRead.Found Found, BlueskyPlace Place) : BlueskyPostRead;

    /// <summary>It is not there, or its author is not.</summary>
    /// <param name="Reason">In words.</param>
    public sealed record Gone(string Reason) : BlueskyPostRead;

    /// <summary>That could not be found out.</summary>
    /// <param name="Reason">In words.</param>
    /// <param name="RetryAfter">How long to wait; null if nothing is said.</param>
    public sealed record Failed(string Reason, TimeSpan? RetryAfter) : BlueskyPostRead;
}
