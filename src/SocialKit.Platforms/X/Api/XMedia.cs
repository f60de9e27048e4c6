using System.Globalization;
using System.Text.Json;
using SocialKit.Access;
using SocialKit.Campaigns;
using SocialKit.Deliveries;
using SocialKit.Platforms.Http;

namespace SocialKit.Platforms.X.Api;

/// <summary>Uploads pictures in parts and says what they show. Nobody sees them before a post names them; so all of it can be repeated.</summary>
/// <param name="calls">Makes the calls.</param>
internal sealed class XMedia(XCalls calls)
{
    // 1 MiB, as in X's own samples (chunked upload, 2026-08-22).
    private const int PartLength = 1024 * 1024;
    private const int MostLooks = 30;

    /// <summary>How long after preparing a post can still name its pictures: X keeps them for 86,400 s after finalizing (chunked upload, 2026-08-22).</summary>
    /// <value>23 hours</value>
    public static readonly TimeSpan Kept = TimeSpan.FromHours(23);

    /// <summary>Uploads a picture.</summary>
    /// <returns>Its id, or why there is none: never <see cref="Outcome.Unclear"/>.</returns>
    public async Task<(string? Id, Outcome? Why)> UploadAsync(Account account, Credentials credentials, XPicture picture, MediaFile file, CancellationToken cancellationToken)
    {
        var begin = XWire.Write(json =>
        {
            json.WriteString("media_category", picture.Category);
            json.WriteString("media_type", picture.MediaType);
            json.WriteNumber("total_bytes", picture.Bytes.Length);
        });
        var (id, why) = await CallAsync(calls.Api.BeginMedia(begin), answer => Data(answer, data => data.IdOf("id"))).ConfigureAwait(false);
        if (id is null)
            return (null, why);
        for (var part = 0; part * PartLength < picture.Bytes.Length; part++)
        {
            var bytes = picture.Bytes.Slice(part * PartLength, Math.Min(PartLength, picture.Bytes.Length - (part * PartLength)));
            var form = new MultipartBody();
            form.Add("segment_index", part.ToString(CultureInfo.InvariantCulture));
            form.Add("media", "picture", picture.MediaType, bytes);
            var (type, body) = form.Write();
            (_, why) = await CallAsync(calls.Api.AppendMedia(id, body, type), _ => "").ConfigureAwait(false);
            if (why is not null)
                return (null, why);
        }
        var (state, notEnded) = await CallAsync(calls.Api.EndMedia(id), StateOf).ConfigureAwait(false);
        for (var looks = 0; notEnded is null; looks++)
        {
            if (state is "failed")
                return (null, new Outcome.Refused("picture-not-processed", $"X could not process the picture {file.File}."));
            if (state is "" or "succeeded")
                break;
            if (looks == MostLooks)
                return (null, new Outcome.NotSent($"X was still processing the picture {file.File} after {MostLooks} looks."));
            await calls.WaitAsync(WaitOf(state), cancellationToken).ConfigureAwait(false);
            (state, notEnded) = await CallAsync(calls.Api.MediaStatus(id), StateOf).ConfigureAwait(false);
        }
        if (notEnded is not null)
            return (null, notEnded);
        if (file.AltText.Length == 0)
            return (id, null);
        var describe = XWire.Write(json =>
        {
            json.WriteString("id", id);
            json.WriteStartObject("metadata");
            json.WriteStartObject("alt_text");
            json.WriteString("text", file.AltText);
            json.WriteEndObject();
            json.WriteEndObject();
        });
        // A picture that nobody can hear described does not go out.
        (_, why) = await CallAsync(calls.Api.DescribeMedia(describe), _ => "").ConfigureAwait(false);
        return why is null ? (id, null) : (null, why);

        async Task<(string? Value, Outcome? Why)> CallAsync(HttpCall call, Func<HttpResult.Answer, string?> read)
        {
            var signed = calls.Api.With(call, credentials);
            var secrets = XApi.SecretsOf(credentials, signed);
            var result = await calls.WriteAsync(signed, cancellationToken).ConfigureAwait(false);
            if (result is HttpResult.Answer { IsSuccess: true } success)
                return read(success) is { } value ? (value, null) : (null, new Outcome.NotSent($"X took the picture {file.File} and did not say as what."));
            if (result is HttpResult.Answer { Code: 401 } refused && XProblem.Of(refused, secrets) is var problem && XVerdict.Stops(problem) is null)
                return (null, await calls.NotTakenAsync(account, credentials, problem, cancellationToken).ConfigureAwait(false));
            return (null, XVerdict.Of(result, calls.Now, secrets) switch
            {
                Outcome.Unclear unclear => new Outcome.NotSent($"The picture {file.File} was not uploaded: {unclear.Reason}"),
                Outcome.Refused denied => denied with { Reason = $"X does not take the picture {file.File}: {denied.Reason}" },
                var other => other,
            });
        }
    }

    // "" where nothing is being processed; "succeeded", "failed", or the seconds to wait.
    private static string? StateOf(HttpResult.Answer answer) => Data(answer, data => data.Member("processing_info") is not { } processing ? "" : processing.Text("state") switch
    {
        "succeeded" => "succeeded",
        "failed" => "failed",
        _ => Math.Clamp(processing.Number("check_after_secs") ?? 1, 1, 10).ToString(CultureInfo.InvariantCulture),
    });

    private static TimeSpan WaitOf(string? state) => TimeSpan.FromSeconds(int.TryParse(state, CultureInfo.InvariantCulture, out var seconds) ? seconds : 1);

    private static string? Data(HttpResult.Answer answer, Func<JsonElement, string?> read)
    {
        return AnswerJson.Object(answer)?.Member("data") is { } data && data.IdOf("id") is not null ? read(data) : null;
    }
}
