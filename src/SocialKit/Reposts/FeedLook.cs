using SocialKit.Deliveries;

namespace SocialKit.Reposts;

/// <summary>Reads one claimed account from its pinned id and its mark onwards, and says what is to be stored of it. It stores nothing.</summary>
internal sealed class FeedLook(Platform platform, IFeed feed, ReposterOptions options, TimeProvider clock, Ids ids)
{
    private static readonly TimeSpan GoneFor = TimeSpan.FromDays(1);

    // While there is more behind the mark, it is read on soon.
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    /// <summary>What was read, and what is to be told.</summary>
    public sealed record Seen(FeedStep Step, ValueList<RepostEvent> Events)
    {
        /// <summary>Why the reading account has to wait for a person; null if it need not.</summary>
        public string? StopsReader { get; init; }
    }

    private readonly List<RepostEvent> _events = [];
    private decimal _cost;
    private bool _isUnanswered;
    private FeedClaim _claim = null!;

    /// <summary>The calls that a reading of <paramref name="listed"/> may need.</summary>
    public static int CallsOf(ListedFeed listed, ReposterOptions options, DateTimeOffset now) => NeedsLookUp(listed, options, now) ? listed.UserId is null ? 2 : 3 : 1;

    private static bool NeedsLookUp(ListedFeed listed, ReposterOptions options, DateTimeOffset now) => listed.UserId is null || !(now - listed.LookedUpAt < options.LooksUpEvery);

    /// <summary>Reads.</summary>
    public async Task<Seen> ReadAsync(FeedClaim claim, CancellationToken cancellationToken)
    {
        _claim = claim;
        var listed = claim.Feed;
        var now = clock.GetUtcNow();
        if (NeedsLookUp(listed, options, now))
        {
            var (found, ended) = await LookUpAsync(listed, now, cancellationToken).ConfigureAwait(false);
            if (ended is not null)
                return ended;
            listed = found;
        }
        return await PostsAsync(listed, cancellationToken).ConfigureAwait(false);
    }

    private async Task<(ListedFeed Listed, Seen? Ended)> LookUpAsync(ListedFeed listed, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var reader = _claim.Job.From;
        if (!platform.Handles.TryParse(listed.Listed, out var handle))
            return (listed, Gone(listed, $"\"{listed.Listed}\" is no handle on {platform.Name}."));
        _cost += feed.Price?.OfLookUp.Amount ?? 0;
        var look = await TimedAsync(token => listed.UserId is { } id ? feed.LookUpAsync(reader, id, token) : feed.LookUpAsync(reader, handle, token), why => new AccountLook.Failed(why), cancellationToken).ConfigureAwait(false);
        switch (look)
        {
            case AccountLook.There there when listed.UserId is null:
                return (listed with { UserId = there.UserId, Handle = there.Handle.Name, LookedUpAt = now, Trouble = null }, null);
            case AccountLook.There there when there.UserId == listed.UserId:
                return (await NameAsync(listed with { LookedUpAt = now }, handle, there.Handle, cancellationToken).ConfigureAwait(false), null);
            case AccountLook.There there:
                return (listed, Gone(listed, $"The id {listed.UserId}, pinned at first sight, now answers as {there.UserId}: it is not read."));
            case AccountLook.Gone gone:
                return (listed, Gone(listed with { LookedUpAt = now }, gone.Reason));
            case AccountLook.Failed failed:
                return (listed, Failed(listed, failed.Reason, failed.RetryAfter));
            case AccountLook.ReaderStopped stopped:
                return (listed, Stopped(listed, stopped.Reason));
            default:
                throw new InvalidOperationException("A look at an account came to something unknown.");
        }
    }

    // It goes on under its id, whatever its name is by now. Who has the listed name is told, and not read.
    private async Task<ListedFeed> NameAsync(ListedFeed listed, Handle written, Handle now, CancellationToken cancellationToken)
    {
        if (now == written)
            return listed with { Handle = now.Name, Trouble = null };
        var reason = $"@{written.Name} is called @{now.Name} now, and is read on by its id.";
        if (listed.Handle != now.Name)
        {
            _cost += feed.Price?.OfLookUp.Amount ?? 0;
            if (await TimedAsync(token => feed.LookUpAsync(_claim.Job.From, written, token), why => new AccountLook.Failed(why), cancellationToken).ConfigureAwait(false) is AccountLook.There other && other.UserId != listed.UserId)
                reason += $" @{written.Name} belongs to another account now ({other.UserId}), which is not read.";
            Saw(RepostEventKind.Renamed, listed with { Handle = now.Name }, reason);
            return listed with { Handle = now.Name, Trouble = reason };
        }
        return listed with { Trouble = listed.Trouble ?? reason };
    }

    private async Task<Seen> PostsAsync(ListedFeed listed, CancellationToken cancellationToken)
    {
        var request = RepostCost.Request(feed, _claim.Job.From, listed.UserId!, listed.Mark, options.PostsPerReading);
        var reading = await TimedAsync(token => feed.ReadAsync(request, token), why => new FeedReading.Failed(why), cancellationToken).ConfigureAwait(false);
        _cost += reading.PostsCharged * (feed.Price?.OfRead.Amount ?? 0);
        switch (reading)
        {
            case FeedReading.Read read:
                return Read(listed, read);
            case FeedReading.Gone gone:
                // Soon looked up again: it may be known under its id why.
                return Gone(listed with { LookedUpAt = null }, gone.Reason);
            case FeedReading.Failed failed:
                return Failed(listed, failed.Reason, failed.RetryAfter);
            case FeedReading.ReaderStopped stopped:
                return Stopped(listed, stopped.Reason);
            default:
                throw new InvalidOperationException("A reading came to something unknown.");
        }
    }

    private Seen Read(ListedFeed listed, FeedReading.Read read)
    {
        var now = clock.GetUtcNow();
        var rules = _claim.Job.Rules;
        var filter = new RepostFilter(rules);
        var often = listed is { ReadAt: { } last, Mark: not null } ? PollPace.PostsADay(listed.PostsADay, read.Posts.Count, now - last) : listed.PostsADay;
        var judged = read.Posts.Select(post => new JudgedPost(ids.Next(), post, filter.Judge(post, listed.UserId!, now))).ToList();
        // Who says that there is more, and gives nothing, would be asked for ever.
        var hasMore = read.HasMore && (judged.Count > 0 || read.Mark != listed.Mark);
        listed = listed with { Mark = read.Mark, ReadAt = hasMore ? listed.ReadAt : now, PostsADay = often, Failures = 0 };
        _events.Insert(0, new(RepostEventKind.Read, now, listed) { Posts = judged.Count });
        var seen = End(listed, hasMore ? Soon : options.Pace.Next(often, rules.MaxAge, Chance(listed)));
        return seen with { Step = seen.Step with { Posts = judged } };
    }

    private Seen Gone(ListedFeed listed, string reason)
    {
        if (listed.Trouble != reason)
            Saw(RepostEventKind.Gone, listed, reason);
        return End(listed with { Trouble = reason, ReadAt = clock.GetUtcNow() }, GoneFor);
    }

    private Seen Failed(ListedFeed listed, string reason, TimeSpan? retryAfter)
    {
        Saw(RepostEventKind.NotRead, listed, reason);
        var failures = listed.Failures + 1;
        var seen = End(listed with { Failures = failures, Trouble = listed.Trouble is null || listed.Failures > 0 ? reason : listed.Trouble, ReadAt = clock.GetUtcNow() }, options.Pace.AfterFailure(failures));
        return seen with { Step = seen.Step with { ReaderWaits = retryAfter } };
    }

    private Seen Stopped(ListedFeed listed, string reason)
    {
        Saw(RepostEventKind.ReaderStopped, listed, reason);
        return End(listed, options.Pace.Shortest) with { StopsReader = reason };
    }

    private Seen End(ListedFeed listed, TimeSpan next) => new(Step(listed, next), [.. _events]);

    private FeedStep Step(ListedFeed listed, TimeSpan next) => new(_claim, listed, next) { Cost = _isUnanswered ? Math.Max(_cost, _claim.Reserved) : _cost, CostOfRepost = RepostCost.OfRepost(feed) };

    private static double Chance(ListedFeed listed) => RepostPace.ChanceOf(DeliveryKey.Of(listed.Campaign, listed.Listed, "", listed.Account, listed.Mark ?? ""));

    private void Saw(RepostEventKind kind, ListedFeed listed, string reason) => _events.Add(new(kind, clock.GetUtcNow(), listed) { Reason = reason });

    private async Task<T> TimedAsync<T>(Func<CancellationToken, Task<T>> call, Func<string, T> failed, CancellationToken cancellationToken)
    {
        using var over = new CancellationTokenSource(options.CallTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(over.Token, cancellationToken);
        try
        {
            // On its own task, and not waited for longer: a feed that blocks, or does not listen to its token, must not keep the others back.
            return await Task.Run(() => call(either.Token), CancellationToken.None).WaitAsync(options.CallTimeout + TimeSpan.FromSeconds(1), clock, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // The one place round a reading: whatever comes out of a feed becomes an answer.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            // What was not answered may have been charged all the same.
            _isUnanswered = true;
            // Messages of exceptions may hold addresses with secrets in them: the kind has to be enough.
            return failed(exception is TimeoutException or OperationCanceledException ? $"Reading took longer than {options.CallTimeout.TotalSeconds:0} seconds." : $"Reading ended without an answer: {exception.GetType().Name}.");
        }
    }
}
