using SocialKit.Deliveries;
using SocialKit.Platforms.Http;

namespace SocialKit.Platforms.Mastodon;

/// <summary>Finds somebody else's post on an account's server. The id of a post is its server's own: one that another server gave leads to nothing, or to another post.</summary>
/// <param name="reads">Makes the calls.</param>
internal sealed class MastodonOriginals(Reads reads)
{
    /// <summary>Finds a post.</summary>
    /// <returns>The post; or what stood in the way; or neither where the server knows no such post.</returns>
    public async Task<(MastodonStatus? Status, HttpResult? Unread)> FindAsync(MastodonApi api, PostRef post, CancellationToken cancellationToken)
    {
        var id = IdOn(api, post);
        HttpResult? result = null;
        if (id is not null)
        {
            result = await reads.SendAsync(api.Get($"/api/v1/statuses/{Uri.EscapeDataString(id)}"), cancellationToken).ConfigureAwait(false);
            if (result is HttpResult.Answer answer && MastodonStatus.Of(answer) is { } known && (post.Url is null || id != post.Id || known.IsAt(post.Url)))
                return (known, null);
            if (result is not HttpResult.Answer { Code: 200 or 404 or 410 })
                return (null, result);
        }
        if (post.Url is null)
            return (null, result);
        result = await reads.SendAsync(api.Get($"/api/v2/search?q={Uri.EscapeDataString(post.Url)}&type=statuses&resolve=true&limit=5"), cancellationToken).ConfigureAwait(false);
        if (result is not HttpResult.Answer { IsSuccess: true } found || AnswerJson.Object(found) is not { } json)
            return (null, result);
        return (json.Items("statuses").Select(status => MastodonStatus.Of(status)).FirstOrDefault(status => status?.IsAt(post.Url) == true), null);
    }

    // An address on the account's own server ends in the id that it knows the post by, wherever the post is from.
    private static string? IdOn(MastodonApi api, PostRef post) =>
        post.Id != post.Url ? post.Id
        : Uri.TryCreate(post.Url, UriKind.Absolute, out var address) && MastodonApi.IsAt(address, api.Server) ? Uri.UnescapeDataString(address.Segments[^1].TrimEnd('/'))
        : null;
}
