using System.Globalization;
using SocialKit.Platforms.Http;
using SocialKit.Reposts;

namespace SocialKit.Platforms.Mastodon;

/// <summary>Reads what an account posted behind a mark: GET /api/v1/accounts/:id/statuses with min_id, which gives the oldest first, page by page.</summary>
/// <param name="services">The clock.</param>
/// <param name="reads">Makes the calls.</param>
/// <param name="api">Who reads.</param>
/// <param name="request">What is asked.</param>
internal sealed class MastodonTimeline(PlatformServices services, Reads reads, MastodonApi api, FeedRequest request)
{
    private const int PageSize = 40, MostPages = 10, MostPagesBack = 25;

    // A page below the API's usual size is the last one.
    private const int UsualPage = 20;

    private readonly string _path = $"/api/v1/accounts/{Uri.EscapeDataString(request.UserId)}/statuses?exclude_replies=true&exclude_reblogs=true&limit={PageSize}";
    private readonly string _domain = MastodonAccount.DomainOf(api);
    private readonly List<FeedPost> _posts = [];
    private readonly List<(string Id, DateTimeOffset At)> _passed = [];
    private readonly HashSet<string> _given = new(StringComparer.Ordinal);
    private DateTimeOffset _now = services.Clock.GetUtcNow();
    private DateTimeOffset? _leftSince;

    private DateTimeOffset Settled => _now - MastodonMark.Overlap;

    /// <summary>The mark of now, by one page.</summary>
    public async Task<(FeedReading? Reading, HttpResult? Unread)> BeginAsync(CancellationToken cancellationToken)
    {
        var (page, _, unread) = await PageAsync(_path, cancellationToken).ConfigureAwait(false);
        if (page is null)
            return (null, unread);
        // What is above it is all on this page, whatever the server thinks a page is.
        var floor = page.Find(status => At(status) <= Settled) ?? page.LastOrDefault();
        var above = page.TakeWhile(status => status != floor).ToDictionary(status => status.Id, At, StringComparer.Ordinal);
        return (new FeedReading.Read([], new MastodonMark(floor?.Id, floor is null ? Settled : At(floor), above).ToString(), HasMore: false), null);
    }

    /// <summary>What is behind a mark.</summary>
    public async Task<(FeedReading? Reading, HttpResult? Unread)> ReadAsync(MastodonMark mark, CancellationToken cancellationToken) =>
        mark.Floor is null ? await BackAsync(mark, cancellationToken).ConfigureAwait(false) : await ForwardAsync(mark, mark.Floor, cancellationToken).ConfigureAwait(false);

    private async Task<(FeedReading? Reading, HttpResult? Unread)> ForwardAsync(MastodonMark mark, string floor, CancellationToken cancellationToken)
    {
        var path = Behind(floor);
        for (var pages = 0; pages < MostPages; pages++)
        {
            var (page, answer, unread) = await PageAsync(path, cancellationToken).ConfigureAwait(false);
            if (page is null)
                return (null, unread);
            page.Reverse();
            // A server that knows no pages gives the same one again.
            var fresh = page.Where(status => _given.Add(status.Id)).ToList();
            if (!Take(fresh, mark))
                return (Reading(mark, hasMore: true), null);
            if (fresh.Count == 0 || page.Count < UsualPage)
                return (Reading(mark, hasMore: false), null);
            path = MastodonLink.Previous(answer!, api.Server) ?? Behind(page[^1].Id);
        }
        return (Reading(mark, hasMore: true), null);
    }

    // As long as there is no post to begin behind, from the newest back to the time of the mark.
    private async Task<(FeedReading? Reading, HttpResult? Unread)> BackAsync(MastodonMark mark, CancellationToken cancellationToken)
    {
        List<MastodonStatus> all = [];
        var path = _path;
        for (var pages = 0; ; pages++)
        {
            if (pages == MostPagesBack)
            {
                // From the other end, then: no server gives an id that is lower than its own zeros.
                _given.Clear();
                return await ForwardAsync(mark, new string('0', all[^1].Id.Length), cancellationToken).ConfigureAwait(false);
            }
            var (page, answer, unread) = await PageAsync(path, cancellationToken).ConfigureAwait(false);
            if (page is null)
                return (null, unread);
            var unseen = page.Where(status => _given.Add(status.Id)).ToList();
            all.AddRange(unseen);
            if (unseen.Count == 0 || page.Count < UsualPage || unseen.TrueForAll(status => At(status) < mark.Since) || MastodonLink.Next(answer!, api.Server) is not { } next)
                break;
            path = next;
        }
        all.Reverse();
        return (Reading(mark, hasMore: !Take(all, mark)), null);
    }

    // Oldest first. False where there are more posts than were asked for.
    private bool Take(List<MastodonStatus> page, MastodonMark mark)
    {
        for (var i = 0; i < page.Count; i++)
        {
            var status = page[i];
            if (status.Id != mark.Floor && !mark.Above.ContainsKey(status.Id) && At(status) >= mark.Since && Post(status) is { } post)
            {
                if (_posts.Count == request.AtMost)
                {
                    _leftSince = page.Skip(i).Min(At);
                    return false;
                }
                _posts.Add(post);
            }
            _passed.Add((status.Id, At(status)));
        }
        return true;
    }

    // Of its own, no answers, for everybody.
    private FeedPost? Post(MastodonStatus status) => MastodonFeedPost.Read(status, _domain, _now) is { IsReply: false, IsRepost: false, IsPublic: true } post && post.AuthorId == request.UserId ? post : null;

    private FeedReading.Read Reading(MastodonMark mark, bool hasMore)
    {
        // Behind the floor there is nothing that was not passed.
        var at = Math.Max(_passed.FindLastIndex(passed => passed.At <= Settled), _passed.Count - MastodonMark.MostAbove);
        var (floor, since) = at >= 0 ? (_passed[at].Id, Later(mark.Since, _passed[at].At)) : (mark.Floor, mark.Since);
        if (_leftSince < since)
            since = _leftSince.Value;
        // What a server lists behind the floor has to be remembered; the rest only for those that list it whatever is asked for, the latest first.
        var behind = _passed.Skip(at + 1).Select(passed => KeyValuePair.Create(passed.Id, passed.At));
        var rest = _passed.Take(at + 1).Select(passed => KeyValuePair.Create(passed.Id, passed.At)).Concat(mark.Above).OrderByDescending(pair => pair.Value).ThenByDescending(pair => pair.Key, StringComparer.Ordinal);
        var above = behind.Concat(rest).Where(pair => pair.Key != floor && pair.Value >= since).DistinctBy(pair => pair.Key, StringComparer.Ordinal).Take(MastodonMark.MostAbove).ToDictionary(StringComparer.Ordinal);
        return new(_posts, new MastodonMark(floor, since, above).ToString(), hasMore);
    }

    // Newest first; a server that lists the other way round is turned.
    private async Task<(List<MastodonStatus>? Page, HttpResult.Answer? Answer, HttpResult? Unread)> PageAsync(string path, CancellationToken cancellationToken)
    {
        var result = await reads.SendAsync(api.Get(path), cancellationToken).ConfigureAwait(false);
        if (result is not HttpResult.Answer { IsSuccess: true } answer || AnswerJson.List(answer) is not { } items)
            return (null, null, result);
        var page = items.Select(item => MastodonStatus.Of(item)).OfType<MastodonStatus>().ToList();
        if (page.Count > 1 && At(page[0]) < At(page[^1]))
            page.Reverse();
        if (DateTimeOffset.TryParse(answer.Headers.Find("Date"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) && date < _now)
            _now = date;
        return (page, answer, null);
    }

    private string Behind(string id) => $"{_path}&min_id={Uri.EscapeDataString(id)}";

    private DateTimeOffset At(MastodonStatus status) => status.CreatedAt ?? _now;

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
