using SocialKit.Deliveries;
using SocialKit.Platforms.Bluesky.Syntax;
using SocialKit.Platforms.Http;
using SocialKit.Reposts;

namespace SocialKit.Platforms.Bluesky;

/// <summary>Reads accounts where their repositories are: com.atproto.repo.listRecords on the author's own server, by key. No AppView is asked, so nothing comes late, in another order or not at all.</summary>
/// <remarks>Reading needs no session and sends none. What a server lists is taken as it comes: text is literal, times are what the record says, and no later than now.</remarks>
public sealed class BlueskyFeed : IFeed
{
    private const int MostPages = 10;
    private const int MostFirstPages = 40;

    // Keys from further ahead are left for their time: a floor must never pass over what comes before them.
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(15);

    private readonly PlatformServices _services;
    private readonly AccountAccess _access;
    private readonly BlueskyPlaces _places;
    private readonly BlueskyPosts _posts;

    internal BlueskyFeed(PlatformServices services, BlueskySignIn signIn, BlueskyPlaces places)
    {
        _services = services;
        _access = new(services, signIn);
        _places = places;
        _posts = new(services, places);
    }

    /// <inheritdoc/>
    /// <value>Always true: bots are asked to act on others only where those opted in (docs.bsky.app, "Bots", read 2026-08).</value>
    public bool NeedsConsent => true;

    /// <inheritdoc/>
    /// <remarks>3,000 requests in five minutes and address (docs.bsky.app/docs/advanced-guides/rate-limits, as of 2026-08). A call of this interface is one request, five at most where an account's place is not known: so a third of
    /// that, once, and as many again in five minutes, leave room.</remarks>
    public RateBudget? BudgetFor(Account reader) => new(500, TimeSpan.FromMinutes(5));

    /// <inheritdoc/>
    public async Task<AccountLook> LookUpAsync(Account reader, Handle handle, CancellationToken cancellationToken)
    {
        var (home, obstacle) = await ReaderAsync(reader, cancellationToken).ConfigureAwait(false);
        if (home is null)
            return obstacle!.ToAccountLook();
        var (did, unknown) = await _places.ResolveAsync(home, handle.Name.ToLowerInvariant(), cancellationToken).ConfigureAwait(false);
        if (did is null)
            return Without(unknown!);
        var look = await _places.FindAsync(home, did, anew: true, cancellationToken).ConfigureAwait(false);
        if (look is not BlueskyPlaceLook.There { Place: var place })
            return Without(look);
        var found = new Handle(BlueskyPlatform.Id, place.Handle);
        // A name is an account's only if both say so (atproto.com/specs/handle).
        return found == handle ? new AccountLook.There(did, found) : new AccountLook.Gone($"@{handle.Name} leads to {did}, which calls itself @{place.Handle}: list it by that name if it is the one that is meant.");
    }

    /// <inheritdoc/>
    public async Task<AccountLook> LookUpAsync(Account reader, string userId, CancellationToken cancellationToken)
    {
        var (home, obstacle) = await ReaderAsync(reader, cancellationToken).ConfigureAwait(false);
        if (home is null)
            return obstacle!.ToAccountLook();
        if (!Did.IsValid(userId))
            return new AccountLook.Gone($"\"{userId}\" is no DID.");
        var look = await _places.FindAsync(home, userId, anew: true, cancellationToken).ConfigureAwait(false);
        return look is BlueskyPlaceLook.There { Place: var place }
            ? new AccountLook.There(userId, new(BlueskyPlatform.Id, await _places.NameAsync(home, userId, place, cancellationToken).ConfigureAwait(false)))
            : Without(look);
    }

    /// <inheritdoc/>
    public async Task<FeedReading> ReadAsync(FeedRequest request, CancellationToken cancellationToken)
    {
        var (home, obstacle) = await ReaderAsync(request.Reader, cancellationToken).ConfigureAwait(false);
        if (home is null)
            return obstacle!.ToReading();
        if (!Did.IsValid(request.UserId))
            return new FeedReading.Gone($"\"{request.UserId}\" is no DID.");
        BlueskyMark? mark = null;
        if (request.Mark is not null && !BlueskyMark.TryParse(request.Mark, out mark))
            return new FeedReading.Failed("The mark from which it should be read is none that this program made.");
        // Once more where the account has moved since its place was found.
        for (var anew = false; ; anew = true)
        {
            var look = await _places.FindAsync(home, request.UserId, anew, cancellationToken).ConfigureAwait(false);
            if (look is not BlueskyPlaceLook.There { Place: var place })
                return look is BlueskyPlaceLook.Gone gone ? new FeedReading.Gone(gone.Reason) : new FeedReading.Failed(((BlueskyPlaceLook.Failed)look).Reason, ((BlueskyPlaceLook.Failed)look).RetryAfter);
            var (reading, unread) = await ReadAsync(home, place, request, mark, cancellationToken).ConfigureAwait(false);
            if (reading is not null)
                return reading;
            if (!anew && unread is HttpResult.Answer { Code: 400 or 404 })
                continue;
            var why = _places.Failed(unread!);
            // It may have moved, or its server be gone for good: its place is looked for anew next time.
            _places.Forget(request.UserId);
            return new FeedReading.Failed(why.Reason, why.RetryAfter);
        }
    }

    /// <inheritdoc/>
    public async Task<PostLook> LookAtAsync(Account reader, PostRef post, CancellationToken cancellationToken)
    {
        var (home, obstacle) = await ReaderAsync(reader, cancellationToken).ConfigureAwait(false);
        if (home is null)
            return obstacle!.ToPostLook();
        if (!RecordName.TryParse(post.Id, out var name) || name.Collection != RecordName.Posts)
            return new PostLook.Gone($"\"{post.Id}\" is no post on Bluesky.");
        return await _posts.ReadAsync(home, name, cancellationToken).ConfigureAwait(false) switch
        {
            BlueskyPostRead.There { Found: var found, Place: var place } => new PostLook.There(BlueskyFeedPost.Read(found.Name, found.Ref.Cid, found.Value, place.Handle, _services.Clock.GetUtcNow())),
            BlueskyPostRead.Gone gone => new PostLook.Gone(gone.Reason),
            BlueskyPostRead.Failed unread => new PostLook.Failed(unread.Reason, unread.RetryAfter),
            _ => throw new InvalidOperationException(),
        };
    }

    /// <inheritdoc/>
    public PostRef? PostAt(string url)
    {
        if (RecordName.TryParse(url, out var name))
            return name.Collection == RecordName.Posts ? name.ToPost() : null;
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http") || !address.IsDefaultPort || address.UserInfo.Length > 0 || address.Host != "bsky.app")
            return null;
        if (Uri.UnescapeDataString(address.AbsolutePath).TrimEnd('/').Split('/') is not ["", "profile", var actor, "post", var key] || !Tid.IsValid(key))
            return null;
        return Did.IsValid(actor) ? new RecordName(actor, RecordName.Posts, key).ToPost()
            : HandleName.IsValid(actor) ? new RecordName(actor.ToLowerInvariant(), RecordName.Posts, key).ToPost()
            : null;
    }

    // What was read; or what stood in the way, where another place may help.
    private async Task<(FeedReading? Reading, HttpResult? Unread)> ReadAsync(BlueskyHome home, BlueskyPlace place, FeedRequest request, BlueskyMark? before, CancellationToken cancellationToken)
    {
        var now = _services.Clock.GetUtcNow();
        var mark = before ?? BlueskyMark.At(now);
        var atOnce = before is null ? RecordLists.MostAtOnce : Math.Clamp(request.AtMost + mark.Above.Count, 10, RecordLists.MostAtOnce);
        List<FeedPost> posts = [];
        List<string> read = [];
        string behind = mark.Floor, passed = mark.Floor;
        for (var pages = 0; ; pages++)
        {
            if (pages == (before is null ? MostFirstPages : MostPages))
                return (before is null ? new FeedReading.Failed("The account posts more than can be read for a beginning.") : Reading(passed, hasMore: true), null);
            switch (await RecordLists.ReadAsync(_places.ReadsOf(home, place.Server), place.Server, request.UserId, RecordName.Posts, behind, atOnce, cancellationToken).ConfigureAwait(false))
            {
                case RecordList.Unread unread:
                    return (null, unread.Result);
                case RecordList.Disordered:
                    return (new FeedReading.Failed($"{place.Server} lists records in an order in which nothing can be read without leaving something out."), null);
                case RecordList.Read list:
                    var server = list.At ?? now;
                    // This machine's clock is ahead: what the server took a moment ago would be behind the mark.
                    if (before is null && pages == 0 && server < now - Ahead)
                    {
                        (mark, now) = (BlueskyMark.At(server), server);
                        behind = passed = mark.Floor;
                        continue;
                    }
                    var latest = RecordKeys.LowestOf((server > now ? server : now) + Ahead);
                    now = server < now ? server : now;
                    foreach (var (name, cid, value) in list.Records)
                    {
                        if (string.CompareOrdinal(name.Key, latest) > 0)
                            return (Reading(null, hasMore: false), null);
                        // A post's key is a TID, by its lexicon.
                        if (Tid.IsValid(name.Key) && !mark.Above.Contains(name.Key))
                        {
                            if (before is not null && !BlueskyFeedPost.IsReply(value))
                            {
                                if (posts.Count == request.AtMost)
                                    return (Reading(passed, hasMore: true), null);
                                posts.Add(BlueskyFeedPost.Read(name, cid, value, place.Handle, _services.Clock.GetUtcNow()));
                            }
                            read.Add(name.Key);
                        }
                        passed = name.Key;
                    }
                    if (list.IsWhole)
                        return (Reading(null, hasMore: false), null);
                    behind = passed = list.Last!;
                    break;
                default:
                    throw new InvalidOperationException();
            }
        }

        FeedReading Reading(string? until, bool hasMore) => new FeedReading.Read(posts, mark.After(read, until, now).ToString(), hasMore);
    }

    // Nothing is read for an account that cannot repost: who is told of that can help.
    private async Task<(BlueskyHome? Home, FeedObstacle? Obstacle)> ReaderAsync(Account reader, CancellationToken cancellationToken)
    {
        if (BlueskyHome.Of(reader) is not { } home)
            return (null, FeedObstacle.Of(BlueskyHome.Missing(reader)));
        return await _access.GetAsync(reader, cancellationToken).ConfigureAwait(false) is Permit.None none ? (null, FeedObstacle.Of(none.Why)) : (home, null);
    }

    private static AccountLook Without(BlueskyPlaceLook look) => look switch
    {
        BlueskyPlaceLook.Gone gone => new AccountLook.Gone(gone.Reason),
        BlueskyPlaceLook.Failed failed => new AccountLook.Failed(failed.Reason, failed.RetryAfter),
        _ => throw new ArgumentOutOfRangeException(nameof(look)),
    };
}
