using System.Globalization;
using System.Net;
using SocialKit.Campaigns;
using SocialKit.Deliveries;
using SocialKit.Pictures;
using SocialKit.Platforms.Http;

namespace SocialKit.Platforms.Mastodon;

/// <summary>Puts pictures on a server before the post that shows them: POST /api/v2/media with the alternative text, then waits until the server has worked them up.</summary>
/// <remarks>Nobody sees a picture that belongs to no post; the server throws it away after a while.</remarks>
internal sealed class MastodonPictures(PlatformServices services, Reads reads)
{
    private static readonly TimeSpan FirstLook = TimeSpan.FromMilliseconds(500), LongestPause = TimeSpan.FromSeconds(5);

    /// <summary>How long one picture may be worked up.</summary>
    /// <value>90 s: preparing has 3 minutes in all.</value>
    internal static TimeSpan Patience { get; } = TimeSpan.FromSeconds(90);

    // Repeats of the queue itself come within 40 minutes; what is older, a person sends again.
    private static readonly TimeSpan KeptFor = TimeSpan.FromHours(1);

    /// <summary>Uploads a picture.</summary>
    /// <returns>Its id, or what stands against it.</returns>
    public async Task<(string? Id, HttpResult? Fault, Outcome? Why)> UploadAsync(MastodonApi api, MediaFile file, int number, IMediaSource media, CancellationToken cancellationToken)
    {
        if (file.Sha256 is not { } hash || await media.ReadMediaAsync(hash, cancellationToken).ConfigureAwait(false) is not { } bytes)
            return (null, null, new Outcome.Refused("picture-not-kept", $"The picture {file.File} was not kept when this was scheduled."));
        // What was kept is clean already; what is uploaded is made sure of.
        if (CleanPicture.Of(bytes) is not { } picture)
            return (null, null, new Outcome.Refused("picture-format", $"{file.File} is no JPEG, PNG, GIF or WebP that could be read."));
        var form = new MultipartBody();
        if (file.AltText.Length > 0)
            form.Add("description", file.AltText);
        // The person's own file name is nobody's business.
        form.Add("file", $"picture-{number.ToString(CultureInfo.InvariantCulture)}{picture.Facts.FileEnd}", picture.Facts.MediaType, picture.Bytes);
        var (type, body) = form.Write();
        var result = await services.Http.SendAsync((api.Post("/api/v2/media") with { Body = body, BodyType = type, Timeout = Patience }), cancellationToken).ConfigureAwait(false);
        if (result is not HttpResult.Answer { IsSuccess: true } answer || AnswerJson.Object(answer)?.Id("id") is not { } id)
            return (null, result, null);
        return answer.Status == HttpStatusCode.Accepted ? await WaitAsync(api, file, id, cancellationToken).ConfigureAwait(false) : (id, null, null);
    }

    /// <summary>Whether pictures that were uploaded some time ago are still there and belong to no post yet: servers throw them away, and some then make the post without them.</summary>
    /// <returns>Null if they are; else what stands against sending.</returns>
    public async Task<(HttpResult? Fault, Outcome? Why)> MissingAsync(MastodonApi api, MastodonWire wire, CancellationToken cancellationToken)
    {
        if (services.Clock.GetUtcNow() - wire.PreparedAt < KeptFor || AnswerJson.Object(wire.Body) is not { } body)
            return (null, null);
        foreach (var picture in body.Items("media_ids"))
        {
            var result = await reads.SendAsync(api.Get($"/api/v1/media/{Uri.EscapeDataString(picture.GetString()!)}"), cancellationToken).ConfigureAwait(false);
            if (result is HttpResult.Answer { Code: 404 })
                return (null, new Outcome.Refused("pictures-gone", "Its pictures were uploaded long ago, and the server has thrown them away, or shows them in a post. If no such post is there, schedule it again."));
            if (result is not HttpResult.Answer { IsSuccess: true })
                return (result, null);
        }
        return (null, null);
    }

    // 206 while it is worked up, 200 when it is done, 422 when it cannot be (docs of 2026-07).
    private async Task<(string? Id, HttpResult? Fault, Outcome? Why)> WaitAsync(MastodonApi api, MediaFile file, string id, CancellationToken cancellationToken)
    {
        var begun = services.Clock.GetTimestamp();
        var pause = FirstLook;
        while (services.Clock.GetElapsedTime(begun) < Patience)
        {
            await Task.Delay(pause, services.Clock, cancellationToken).ConfigureAwait(false);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            var result = await reads.SendAsync(api.Get($"/api/v1/media/{Uri.EscapeDataString(id)}"), cancellationToken).ConfigureAwait(false);
            if (result is HttpResult.Answer { Status: HttpStatusCode.PartialContent })
                continue;
            return result is HttpResult.Answer { IsSuccess: true } ? (id, null, null) : (null, result, null);
        }
        return (null, null, new Outcome.NotSent($"The server was still working on {file.File} after {Patience.TotalSeconds:0} seconds."));
    }
}
