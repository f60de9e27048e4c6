using System.Text.Json;
using SocialKit.Access;
using SocialKit.Platforms.Http;
using SocialKit.Reposts;

namespace SocialKit.Platforms.X.Api;

/// <summary>Reads what an account posted behind a mark: GET /2/users/{id}/tweets, whose pages come newest first and are paid for by the post.</summary>
/// <remarks>
/// The oldest come first here, so a reading goes back to the mark. What it finds on the way and cannot give any more it does not give later without reading it again; the borders of the pages are kept in the mark, so that each post
/// is paid for twice at most, and where there is much behind the mark a nearer border is sought by time instead of reading all of it.
/// </remarks>
/// <param name="calls">Makes the reads.</param>
/// <param name="credentials">The reader's.</param>
/// <param name="request">What is asked.</param>
/// <param name="name">The author's name; null if it has to be asked for.</param>
internal sealed class XReading(XCalls calls, Credentials credentials, FeedRequest request, string? name)
{
    private const int LeastAtOnce = 5, MostAtOnce = 100, MostBack = 4, MostCalls = 24;

    // How long after a post was published the list may not have it yet.
    private static readonly TimeSpan Lag = TimeSpan.FromMinutes(1);

    private readonly int _atOnce = Math.Clamp(request.AtMost, LeastAtOnce, MostAtOnce);
    private XWords _words = calls.Api.FirstWords;
    private int _calls;

    /// <summary>How many posts were paid for; a name that was asked for costs as much as two.</summary>
    public int Charged { get; private set; }

    /// <summary>The author's name, if it came with a page.</summary>
    public string? Name { get; private set; } = name;

    /// <summary>The mark of now: the newest post of the last hour, five of which are read at most; where there is none, the time by X's own clock.</summary>
    public async Task<(XMark? Mark, HttpResult? Unread)> BeginAsync(CancellationToken cancellationToken)
    {
        // This machine's clock plays no part: where it is ahead nothing is listed, and X's clock tells.
        var (page, unread) = await PageAsync(XTime.IdAt(calls.Now - TimeSpan.FromHours(1)), null, null, LeastAtOnce, cancellationToken).ConfigureAwait(false);
        if (page is null)
            return (null, unread);
        var newest = page.Posts.Count > 0 ? page.Posts.Max(post => post.Id) : 0;
        return (new(Math.Max(newest, XTime.IdAt(page.At - Lag)), [], []), null);
    }

    /// <summary>The oldest posts behind a mark.</summary>
    public async Task<(IReadOnlyList<XSeenPost>? Posts, XMark Mark, bool HasMore, HttpResult? Unread)> ReadAsync(XMark mark, CancellationToken cancellationToken)
    {
        var since = mark.Since;
        List<long> borders = [.. mark.Borders];
        List<XSeenPost> behind = [];
        string? token = null;
        var back = 0;
        while (true)
        {
            if (_calls >= MostCalls || (_calls > 0 && IsDear))
            {
                // What was read on the way is not paid for again: the next reading begins below it.
                Add(borders, behind.Count > 0 ? [behind[0].Id, .. BordersIn(behind)] : [], since);
                return ([], mark with { Since = since, Borders = borders }, true, null);
            }
            long? border = borders.Count > 0 ? borders[0] : null;
            var (page, unread) = await PageAsync(since, border, token, _atOnce, cancellationToken).ConfigureAwait(false);
            if (page is null)
                return (null, mark, false, unread);
            behind.InsertRange(0, page.Posts.OrderBy(post => post.Id));
            token = page.Next;
            if (token is null)
            {
                // All up to the border is at hand; pages without a post cost nothing, so it goes on.
                if (behind.Count == 0 && border is not null)
                {
                    since = border.Value - 1;
                    borders.RemoveAt(0);
                    back = 0;
                    continue;
                }
                return Given(mark, since, borders, behind);
            }
            if ((++back < MostBack && !IsDear) || Nearer(since, behind, border) is not { } middle)
                continue;
            // Too much: what was read on the way lies between borders now, and half the time that is left is tried.
            Add(borders, behind.Count > 0 ? [middle, behind[0].Id, .. BordersIn(behind)] : [middle], since);
            behind.Clear();
            (token, back) = (null, 0);
        }
    }

    private (IReadOnlyList<XSeenPost>? Posts, XMark Mark, bool HasMore, HttpResult? Unread) Given(XMark mark, long since, List<long> borders, List<XSeenPost> behind)
    {
        // An edit of what was given already is a new id for the same post.
        var posts = behind.DistinctBy(post => post.Id).Where(post => post.Id > since && !mark.Given.Contains(post.First) && !post.IsReply && !post.IsRepost).ToList();
        if (posts.Count <= request.AtMost)
        {
            var until = borders.Count > 0 ? borders[0] - 1 : behind.Count > 0 ? Math.Max(since, behind.Max(post => post.Id)) : since;
            return (posts, new(until, [.. borders.Skip(1)], mark.GivenWith(posts.Select(post => post.First), calls.Now)), borders.Count > 0, null);
        }
        var given = posts[..request.AtMost];
        var rest = behind.Where(post => post.Id > given[^1].Id).ToList();
        return (given, new(given[^1].Id, [.. BordersIn(rest).Concat(borders).Distinct().Order()], mark.GivenWith(given.Select(post => post.First), calls.Now)), true, null);
    }

    // Another page, and a name with it, could be more than may be charged.
    private bool IsDear => request.MostCharged is { } most && Charged + _atOnce + 2 > most;

    // Between two of them are as many posts as can be given at once.
    private IEnumerable<long> BordersIn(List<XSeenPost> posts)
    {
        for (var i = Math.Min(_atOnce, request.AtMost); i < posts.Count; i += Math.Min(_atOnce, request.AtMost))
            yield return posts[i].Id;
    }

    private long? Nearer(long since, List<XSeenPost> behind, long? border)
    {
        var upper = behind.Count > 0 ? behind[0].Id : border ?? XTime.IdAt(calls.Now + TimeSpan.FromDays(1));
        return upper - since > 2 ? since + ((upper - since) / 2) : null;
    }

    private static void Add(List<long> borders, IEnumerable<long> found, long since)
    {
        long? lowest = borders.Count > 0 ? borders[0] : null;
        borders.InsertRange(0, found.Where(id => id > since + 1 && (lowest is null || id < lowest)).Distinct().Order());
    }

    private async Task<(Page? Page, HttpResult? Unread)> PageAsync(long since, long? border, string? token, int atOnce, CancellationToken cancellationToken)
    {
        _calls++;
        var result = await CallAsync().ConfigureAwait(false);
        if (_calls == 1 && result is HttpResult.Answer { Code: 400 })
        {
            _words = _words.Other;
            result = await CallAsync().ConfigureAwait(false);
        }
        if (result is not HttpResult.Answer { IsSuccess: true } answer || AnswerJson.Object(answer) is not { } json
            || (json.Member("data") is not { ValueKind: JsonValueKind.Array } && json.Member("meta")?.Number("result_count") != 0))
            return (null, result);
        var items = json.Items("data").ToList();
        Charged += items.Count;
        foreach (var user in json.Member("includes")?.Items("users") ?? [])
        {
            Charged += 2;
            if (user.IdOf("id") == request.UserId)
                Name = user.Text("username") ?? Name;
        }
        var posts = items.Select(XSeenPost.Read).OfType<XSeenPost>().Where(post => post.Author is null || post.Author == request.UserId).ToList();
        return (new(posts, json.Member("meta")?.Text("next_token"), answer.Headers.Response.Date ?? calls.Now), null);

        Task<HttpResult> CallAsync() => calls.ReadAsync(request.Reader, credentials, calls.Api.Behind(request.UserId, since, border, token, atOnce, withAuthor: Name is null && request.Mark is not null, _words), cancellationToken);
    }

    private sealed record Page(IReadOnlyList<XSeenPost> Posts, string? Next, DateTimeOffset At);
}
