using System.Globalization;
using SocialKit.Deliveries;
using SocialKit.Platforms.Graph;
using SocialKit.Platforms.Http;

namespace SocialKit.Platforms.Facebook;

/// <summary>Whether something is out on a page: its feed is read and compared by exact text and time.</summary>
/// <remarks>What is in the feed is out. What is not proves nothing: the feed is ranked, holds at most 600 posts a year and may lag (Graph API, Page Feed; read 2026-11).</remarks>
internal sealed class FacebookLook(GraphAccount graph, FacebookApi api, TimeProvider clock)
{
    // Facebook's clock and the store's are not the same.
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(2);

    // So long a post that was carried out may take to show up.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>The post of this id, with the address that leads to it.</summary>
    public static PostRef PostAt(string id) => new(FacebookPlatform.Id, id, "https://www.facebook.com/" + Uri.EscapeDataString(id));

    /// <summary>Looks for a post, or for a comment where <paramref name="delivery"/> replies.</summary>
    public async Task<Sighting> ForPostAsync(Delivery delivery, string text, Attempt attempt, CancellationToken cancellationToken)
    {
        var since = (attempt.StartedAt - Tolerance).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var address = delivery.ReplyTo is { } parent
            ? api.To(parent.Id, "comments") + $"?fields=id,message,created_time&filter=stream&order=reverse_chronological&since={since}&limit=100"
            : api.To(delivery.From.UserId!, "feed") + $"?fields=id,message,created_time&since={since}&limit=100";
        var read = await graph.ReadAsync(delivery.From, address, cancellationToken).ConfigureAwait(false);
        if (read.Json is not { } json)
            return new Sighting.LookAgainAfter(TimeSpan.FromMinutes(1), read.Reason);
        foreach (var item in json.Items("data"))
        {
            if (item.Text("id") is { } id && item.Text("message") is { } message && IsSame(message, text) && Time(item.Text("created_time")) is { } at && at >= attempt.StartedAt - Tolerance)
                return new Sighting.Found(PostAt(id));
        }
        var passed = clock.GetUtcNow() - attempt.StartedAt;
        if (passed < Patience)
            return new Sighting.LookAgainAfter(passed < TimeSpan.FromMinutes(2) ? TimeSpan.FromSeconds(30) : TimeSpan.FromMinutes(2), "It is not in the page's feed yet.");
        return delivery.From.ResendsWhenAbsent
            ? new Sighting.SurelyAbsent("It is not in the page's feed after ten minutes, and this account sends again what is not found.")
            : new Sighting.CannotTell("It is not in the page's feed after ten minutes, which proves nothing: look at the page.");
    }

    /// <summary>Looks whether a post is gone.</summary>
    public async Task<Sighting> ForDeletionAsync(Account account, PostRef post, CancellationToken cancellationToken)
    {
        var read = await graph.ReadAsync(account, api.To(post.Id) + "?fields=id", cancellationToken).ConfigureAwait(false);
        if (read.Json is { } json)
            return json.Text("id") == post.Id ? new Sighting.SurelyAbsent("The post is still there.") : new Sighting.CannotTell("Facebook shows another post under this id.");
        if (!read.IsMissing)
            return new Sighting.LookAgainAfter(TimeSpan.FromMinutes(1), read.Reason);
        // Missing and hidden look alike. Who can read the page's feed sees the page's own posts.
        var feed = await graph.ReadAsync(account, api.To(account.UserId!, "feed") + "?fields=id&limit=1", cancellationToken).ConfigureAwait(false);
        return feed.Json is not null ? new Sighting.Found(post) : new Sighting.CannotTell($"Facebook shows neither the post nor the page's feed: look at the page. {feed.Reason}");
    }

    // Facebook cuts what is white at the ends of a message.
    private static bool IsSame(string message, string text) => string.Equals(message.Trim().ReplaceLineEndings("\n"), text.Trim().ReplaceLineEndings("\n"), StringComparison.Ordinal);

    // 2019-05-17T16:24:04+0000
    private static DateTimeOffset? Time(string? written) =>
        DateTimeOffset.TryParseExact(written, ["yyyy-MM-dd'T'HH:mm:sszz'00'", "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss'Z'"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
}
