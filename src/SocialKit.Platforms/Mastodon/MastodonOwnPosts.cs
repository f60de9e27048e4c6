using System.Globalization;
using SocialKit.Platforms.Http;
using SocialKit.Posts;

namespace SocialKit.Platforms.Mastodon;

/// <summary>Looks through an account's own latest posts for one that may be out: GET /api/v1/accounts/:id/statuses, newest first.</summary>
internal sealed class MastodonOwnPosts(PlatformServices services, Reads reads)
{
    private const int PageSize = 40, MostPages = 10;

    // Servers tell the time to a second, their Date header too.
    private static readonly TimeSpan Rounding = TimeSpan.FromSeconds(3);

    /// <summary>What was seen.</summary>
    internal abstract record Seen
    {
        private Seen() { }

        /// <summary>The post.</summary>
        public sealed record It(MastodonStatus Status) : Seen;

        /// <summary>It is not among those that were read.</summary>
        /// <param name="IsWhole">True if everything since then was read.</param>
        /// <param name="Alike">A post that says the same and differs in something else; null if there is none.</param>
        public sealed record Nothing(bool IsWhole, MastodonStatus? Alike) : Seen;

        /// <summary>It could not be read.</summary>
        public sealed record Failed(HttpResult Fault) : Seen;
    }

    /// <summary>Looks for a post.</summary>
    /// <param name="api">The account.</param>
    /// <param name="post">What was sent.</param>
    /// <param name="replyTo">What it replies to; null if nothing.</param>
    /// <param name="since">No earlier than this, by this machine's clock.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<Seen> FindAsync(MastodonApi api, Post post, string? replyTo, DateTimeOffset since, CancellationToken cancellationToken) =>
        ReadAsync(api, since, withReblogs: false, (status, from) => !status.Says(post.Text) ? null
            : status.Reblog is null && status.CreatedAt >= from && status.Warning.Trim() == (post.Option(MastodonPlatform.ContentWarning) ?? "").Trim() && status.InReplyTo == replyTo
                && status.Json.Items("media_attachments").Count() == post.Media.Count && IsShownAs(status, post), cancellationToken);

    /// <summary>Looks for the account's own passing on of <paramref name="original"/>.</summary>
    public Task<Seen> FindReblogAsync(MastodonApi api, string original, CancellationToken cancellationToken) =>
        ReadAsync(api, services.Clock.GetUtcNow() - TimeSpan.FromHours(1), withReblogs: true, (status, _) => status.Reblog?.Id == original ? true : null, cancellationToken);

    // match: true it is, false it is alike, null it is another.
    private async Task<Seen> ReadAsync(MastodonApi api, DateTimeOffset since, bool withReblogs, Func<MastodonStatus, DateTimeOffset, bool?> match, CancellationToken cancellationToken)
    {
        var path = $"/api/v1/accounts/{Uri.EscapeDataString(api.UserId)}/statuses?limit={PageSize}{(withReblogs ? "" : "&exclude_reblogs=true")}";
        var seen = new HashSet<string>(StringComparer.Ordinal);
        MastodonStatus? alike = null;
        for (var page = 0; page < MostPages; page++)
        {
            var result = await reads.SendAsync(api.Get(path), cancellationToken).ConfigureAwait(false);
            if (result is not HttpResult.Answer { IsSuccess: true } answer || ListOf(answer) is not { } statuses)
                return new Seen.Failed(result);
            // created_at is the server's clock, "since" is ours: the Date header tells how far they are apart.
            var from = since + Ahead(answer) - Rounding;
            var isNew = false;
            var isPast = false;
            foreach (var status in statuses)
            {
                isNew |= seen.Add(status.Id);
                isPast |= status.CreatedAt < from - TimeSpan.FromMinutes(10);
                switch (match(status, from))
                {
                    case true:
                        return new Seen.It(status);
                    case false:
                        alike ??= status;
                        break;
                }
            }
            if (isPast || statuses.Count == 0)
                return new Seen.Nothing(true, alike);
            // A server that knows no pages gives the same one again: what is behind it cannot be seen.
            if (!isNew)
                return new Seen.Nothing(false, alike);
            if (MastodonLink.Next(answer, api.Server) is not { } next)
                return new Seen.Nothing(statuses.Count < PageSize, alike);
            path = next;
        }
        return new Seen.Nothing(false, alike);
    }

    private static List<MastodonStatus>? ListOf(HttpResult.Answer answer) => AnswerJson.List(answer)?.Select(item => MastodonStatus.Of(item)).OfType<MastodonStatus>().ToList();

    private TimeSpan Ahead(HttpResult.Answer answer) =>
        DateTimeOffset.TryParse(answer.Headers.Find("Date"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date - services.Clock.GetUtcNow() : TimeSpan.Zero;

    // An account that is limited by its server is shown less widely than it asked, and snac (tried 2026-11) makes unlisted public and keeps no language: neither tells posts apart.
    private static bool IsShownAs(MastodonStatus status, Post post) => post.Option(MastodonPlatform.Visibility) is not { } asked || status.Json.Text("visibility") is not { } shown
        || asked == "private" == (shown == "private");
}
