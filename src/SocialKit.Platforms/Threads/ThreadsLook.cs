using System.Globalization;
using System.Text.Json;
using SocialKit.Deliveries;
using SocialKit.Platforms.Graph;
using SocialKit.Platforms.Http;

namespace SocialKit.Platforms.Threads;

/// <summary>Whether a container was published, and as which post: its status is asked, and the account's own posts are compared by exact text and time.</summary>
internal sealed class ThreadsLook(GraphAccount graph, ThreadsContainers containers, ThreadsApi api, TimeProvider clock)
{
    // Threads' clock and the store's are not the same.
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(2);

    // A call to publish that is still on its way has been carried out by then; Threads itself advises to ask for no longer than 5 minutes.
    private static readonly TimeSpan Settled = TimeSpan.FromMinutes(5);

    /// <summary>Looks for the post that <paramref name="container"/> may have become.</summary>
    public async Task<Sighting> ForPostAsync(Delivery delivery, string text, string container, Attempt attempt, CancellationToken cancellationToken)
    {
        // The container first: what it says of the time before the list was read is sure.
        var asked = await containers.StatusAsync(delivery.From, container, cancellationToken).ConfigureAwait(false);
        if (asked.Json is null && !IsGone(asked))
            return Again(asked.Reason);
        var (post, reason) = await ListedAsync(delivery, text, attempt, cancellationToken).ConfigureAwait(false);
        if (post is not null)
            return new Sighting.Found(post);
        if (reason is not null)
            return Again(reason);
        var isSettled = clock.GetUtcNow() - attempt.StartedAt >= Settled;
        return asked.Json?.Text("status") switch
        {
            "FINISHED" when isSettled => new Sighting.SurelyAbsent("Threads says that the container is ready and not published, and it is not among the account's posts; the same container is published again."),
            "PUBLISHED" when isSettled => new Sighting.CannotTell("Threads says that it is published, and does not show it among the account's posts: look in the app."),
            "EXPIRED" => new Sighting.CannotTell("The container expired, which Threads does with what was not published for a day, and it is not among the account's posts. Look in the app, then schedule it anew."),
            "ERROR" when isSettled => new Sighting.CannotTell($"Threads says that publishing failed ({asked.Json?.Text("error_message") ?? "no reason"}), and it is not among the account's posts. Look in the app, then schedule it anew."),
            null when isSettled => new Sighting.CannotTell($"Threads does not know the container any more, and it is not among the account's posts: look in the app. {asked.Reason}"),
            var status => new Sighting.LookAgainAfter(TimeSpan.FromSeconds(30), $"The container is {status ?? "not to be seen"}, and it is not among the account's posts yet."),
        };
    }

    /// <summary>Looks whether a post is gone.</summary>
    public async Task<Sighting> ForDeletionAsync(Account account, PostRef post, CancellationToken cancellationToken)
    {
        var read = await graph.ReadAsync(account, api.To(post.Id) + "?fields=id", cancellationToken).ConfigureAwait(false);
        if (read.Json is { } json)
            return json.Id("id") == post.Id ? new Sighting.SurelyAbsent("The post is still there.") : new Sighting.CannotTell("Threads shows another post under this id.");
        if (!IsGone(read))
            return Again(read.Reason);
        // Missing and hidden look alike. Who can list the account's posts sees them.
        var list = await graph.ReadAsync(account, api.To(account.UserId!, "threads") + "?fields=id&limit=1", cancellationToken).ConfigureAwait(false);
        return list.Json is not null ? new Sighting.Found(post) : new Sighting.CannotTell($"Threads shows neither the post nor the account's others: look in the app. {list.Reason}");
    }

    /// <summary>The same post with its address, if Threads tells it; a post without one is out all the same.</summary>
    public async Task<PostRef> WithAddressAsync(Account account, PostRef post, CancellationToken cancellationToken)
    {
        try
        {
            using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(3), clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(soon.Token, cancellationToken);
            var read = await graph.ReadAsync(account, api.To(post.Id) + "?fields=permalink", either.Token).ConfigureAwait(false);
            return post with { Url = Address(read.Json) };
        }
        catch (OperationCanceledException)
        {
            return post;
        }
    }

    private static Sighting.LookAgainAfter Again(string reason) => new(TimeSpan.FromMinutes(1), reason);

    private static bool IsGone(GraphRead read) => read.IsMissing || read.Error is { Code: 24 };

    private static string? Address(JsonElement? json) =>
        json?.Text("permalink") is { } link && Uri.TryCreate(link, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps ? link : null;

    private async Task<(PostRef? Post, string? Reason)> ListedAsync(Delivery delivery, string text, Attempt attempt, CancellationToken cancellationToken)
    {
        var since = (attempt.StartedAt - Tolerance).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var address = api.To(delivery.From.UserId!, delivery.ReplyTo is null ? "threads" : "replies") + $"?fields=id,text,timestamp,permalink&since={since}&limit=100";
        var read = await graph.ReadAsync(delivery.From, address, cancellationToken).ConfigureAwait(false);
        if (read.Json is not { } json)
            return (null, read.Reason);
        foreach (var item in json.Items("data"))
        {
            if (item.Id("id") is { } id && IsSame(item.Text("text"), text) && Time(item.Text("timestamp")) is { } at && at >= attempt.StartedAt - Tolerance)
                return (new(ThreadsPlatform.Id, id, Address(item)), null);
        }
        return (null, null);
    }

    private static bool IsSame(string? shown, string text) => shown is not null && string.Equals(shown.Trim().ReplaceLineEndings("\n"), text.Trim().ReplaceLineEndings("\n"), StringComparison.Ordinal);

    // 2023-10-09T23:18:27+0000
    private static DateTimeOffset? Time(string? written) =>
        DateTimeOffset.TryParseExact(written, ["yyyy-MM-dd'T'HH:mm:sszz'00'", "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss'Z'"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
}
