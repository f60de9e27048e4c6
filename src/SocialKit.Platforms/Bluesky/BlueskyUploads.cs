using SocialKit.Access;
using SocialKit.Deliveries;
using SocialKit.Pictures;
using SocialKit.Platforms.Http;
using SocialKit.Posts;

namespace SocialKit.Platforms.Bluesky;

/// <summary>Puts pictures on the account's server. Nobody sees them before a record names them, and the server throws away those that none does.</summary>
/// <param name="services">Makes the calls.</param>
/// <param name="access">Gives the session.</param>
internal sealed class BlueskyUploads(PlatformServices services, AccountAccess access)
{
    /// <summary>The most pictures of a post.</summary>
    public const int MaxPictures = 4;

    /// <summary>The most bytes of a picture.</summary>
    /// <remarks>app.bsky.embed.images, 2026-07; it was 1,000,000 before. A server takes more at the upload and then refuses the post.</remarks>
    public const int MaxBytes = 2_000_000;

    private const string Method = "com.atproto.repo.uploadBlob";

    /// <summary>Uploads a post's pictures.</summary>
    /// <returns>The pictures, in order; or why not.</returns>
    public async Task<(IReadOnlyList<PostPicture> Pictures, Outcome? Obstacle)> UploadAsync(Account account, string server, Post post, IMediaSource media, CancellationToken cancellationToken)
    {
        List<PostPicture> pictures = [];
        if (post.Media.Count > MaxPictures)
            return (pictures, new Outcome.Refused("too-many-pictures", $"There are {post.Media.Count} pictures, and Bluesky takes {MaxPictures}."));
        // All are looked at before the first is sent.
        List<CleanPicture> read = [];
        foreach (var file in post.Media)
        {
            if (file.Sha256 is not { } hash || await media.ReadMediaAsync(hash, cancellationToken).ConfigureAwait(false) is not { } bytes)
                return (pictures, new Outcome.Refused("picture-not-kept", $"The picture {file.File} was not kept when this was scheduled."));
            // Cleaned already when it was kept; whatever was not is so now.
            if (CleanPicture.Of(bytes) is not { } picture)
                return (pictures, new Outcome.Refused("picture-type", $"{file.File} is no PNG, JPEG, GIF or WebP that could be read."));
            if (picture.Bytes.Length > MaxBytes)
                return (pictures, new Outcome.Refused("picture-too-large", $"{file.File} has {picture.Bytes.Length:N0} bytes, and Bluesky takes {MaxBytes:N0}."));
            if (!WholeText.Is(file.AltText))
                return (pictures, new Outcome.Refused("half-a-character", $"The alternative text of {file.File} holds half a character."));
            read.Add(picture);
        }
        for (var i = 0; i < read.Count; i++)
        {
            var (blob, obstacle) = await UploadAsync(account, server, read[i].Bytes, read[i].Facts.MediaType, cancellationToken).ConfigureAwait(false);
            if (blob is null)
                return (pictures, obstacle);
            pictures.Add(new(blob, post.Media[i].AltText, read[i].Facts));
        }
        return (pictures, null);
    }

    /// <summary>Uploads one file.</summary>
    /// <returns>What the server keeps it as; or why not.</returns>
    public async Task<(BlobRef? Blob, Outcome? Obstacle)> UploadAsync(Account account, string server, ReadOnlyMemory<byte> bytes, string type, CancellationToken cancellationToken)
    {
        var permit = await access.GetAsync(account, cancellationToken).ConfigureAwait(false);
        if (permit is not Permit.Given { Credentials: var credentials })
            return (null, ((Permit.None)permit).Why);
        var result = await services.Http.SendAsync(Xrpc.Upload(server, Method, bytes, type).With(credentials[BlueskySession.Access]) with { Timeout = TimeSpan.FromMinutes(1) }, null, cancellationToken).ConfigureAwait(false);
        if (result is not HttpResult.Answer answer)
            return (null, RecordReads.Passing(result, services.Clock));
        if (answer.IsSuccess && BlobRef.Read(answer) is { } blob && blob.Size == bytes.Length)
            return (blob, null);
        return (null, XrpcError.Of(answer) switch
        {
            { } error when error.IsOfToken(answer.Status) => await RenewedAsync(account, credentials, cancellationToken).ConfigureAwait(false),
            { IsOfAccount: true } error => new Outcome.AccountStopped($"{error.Message} ({error.Code})."),
            { } error when answer.Code is >= 400 and < 500 and not 429 => new Outcome.Refused(error.Code, error.Message) { HttpStatus = answer.Code },
            _ => RecordReads.Passing(answer, services.Clock),
        });
    }

    // It is prepared again with what came of it.
    private async Task<Outcome> RenewedAsync(Account account, Credentials seen, CancellationToken cancellationToken) =>
        await access.RenewAsync(account, seen, cancellationToken).ConfigureAwait(false) is Permit.None none ? none.Why : new Outcome.NotSent("The session was renewed; it is tried again.");
}
