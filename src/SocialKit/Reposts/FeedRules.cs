using SocialKit.Deliveries;

namespace SocialKit.Reposts;

/// <summary>What starting, claiming and reading does to jobs and the accounts that they read: pure functions that every store calls inside its transaction, so that all decide the same.</summary>
public static class FeedRules
{
    /// <summary>The account that is stored when a job starts.</summary>
    /// <param name="listed">As the campaign lists it now.</param>
    /// <param name="before">As the job had it; null if it is new.</param>
    /// <param name="now">The store's clock.</param>
    public static ListedFeed Start(ListedFeed listed, ListedFeed? before, DateTimeOffset now)
    {
        if (before is null)
            return listed with { NextLook = listed.NextLook > now ? listed.NextLook : now };
        // Whoever starts it anew wants it read soon.
        var next = listed.NextLook != default && listed.NextLook < before.NextLook ? listed.NextLook : before.NextLook;
        return before with { Consent = listed.Consent, IsRead = listed.IsRead, NextLook = next, Version = before.Version + 1, Owner = null, LeaseUntil = null };
    }

    /// <summary>The job that is stored when it starts: what was spent today stays spent, and one that stands goes on standing.</summary>
    public static RepostJob Start(RepostJob wanted, RepostJob? before, DateTimeOffset now) => wanted with
    {
        IsStanding = wanted.IsStanding || before is { StoppedAt: null, IsStanding: true }, StartedAt = now, StoppedAt = null, StoppedBy = null, SpentOn = before?.SpentOn, Spent = before?.Spent ?? 0, RestsUntil = null,
    };

    /// <summary>The entry after its job was stopped: cancelled; null if that does not touch it: it is no repost, it may be out, or it is over.</summary>
    public static Entry? Cancel(Entry entry, string by) =>
        entry is { Delivery.Act: Act.Repost, MayBeOut: false } && (entry.State.IsWaiting() || entry.State is DeliveryState.Held or DeliveryState.Stopped)
            ? entry with { State = DeliveryState.Cancelled, StoppedFrom = null, Because = $"{by} stopped the reposts of its campaign.", Version = entry.Version + 1 }
            : null;

    /// <summary>Decides about taking an account for reading.</summary>
    /// <param name="feed">The account; nobody holds it.</param>
    /// <param name="job">Its job, which runs.</param>
    /// <param name="reader">How much the reading account has read.</param>
    /// <param name="terms">What the reading needs.</param>
    /// <param name="owner">The worker.</param>
    /// <param name="lease">How long it holds it.</param>
    /// <param name="now">The store's clock.</param>
    public static FeedClaimDecision Claim(ListedFeed feed, RepostJob job, FeedReader reader, FeedTerms terms, string owner, TimeSpan lease, DateTimeOffset now)
    {
        var today = job.DayOf(now);
        var spent = job.SpentAt(now);
        if (terms.Cost > 0 && spent + terms.Cost > job.Rules.Budget)
            return new(null, job with { SpentOn = today, Spent = spent, RestsUntil = job.NextDay(now) }, reader);
        if (terms.Budget is { } budget)
        {
            var before = reader;
            for (var call = 0; call < Math.Min(terms.Calls, budget.Capacity); call++)
            {
                var (tokens, at, wait) = budget.Take(reader.Tokens, reader.RefilledAt, now);
                // All of them, or none: what cannot be read with the first takes nothing.
                if (wait is { } time)
                    return new(null, job, before with { RetryAfter = now + time });
                reader = reader with { Tokens = tokens, RefilledAt = at };
            }
        }
        var claimed = feed with { Owner = owner, LeaseUntil = now + lease, Version = feed.Version + 1 };
        job = terms.Cost > 0 ? job with { SpentOn = today, Spent = spent + terms.Cost } : job;
        return new(new(job, claimed, terms.Cost), job, reader with { RetryAfter = null });
    }

    /// <summary>Decides about what was read.</summary>
    /// <param name="step">The reading.</param>
    /// <param name="job">The job as it is now, which runs.</param>
    /// <param name="reader">The reading account as it is now.</param>
    /// <param name="times">When the account reposts; what this decides to do is added.</param>
    /// <param name="isDecided">True for a post about which this job has decided.</param>
    /// <param name="isThere">True for a key that is in the queue.</param>
    /// <param name="now">The store's clock.</param>
    public static FeedAdvance Advance(FeedStep step, RepostJob job, FeedReader reader, RepostTimes times, Func<PostRef, bool> isDecided, Func<DeliveryKey, bool> isThere, DateTimeOffset now)
    {
        // What the reading did not cost after all; a day later that day's account is closed.
        var spent = job.SpentAt(now);
        if (job.SpentOn == step.Claim.Job.SpentOn && job.SpentOn == job.DayOf(now))
            spent = Math.Max(0, spent - step.Claim.Reserved) + step.Cost;
        List<RepostDecision> decisions = [];
        List<NewDelivery> added = [];
        HashSet<string> seen = [];
        foreach (var (id, post, verdict) in step.Posts)
        {
            if (!seen.Add(post.Ref.Id) || isDecided(post.Ref))
                continue;
            var decision = new RepostDecision(job.Campaign, job.From.Id, post.Ref, DecisionKind.Skipped, "", "")
            {
                Listed = step.Feed.Listed, AuthorId = post.AuthorId, Author = post.Author.Name, Text = post.Text, PostedAt = post.At, At = now,
            };
            var isFull = step.AtMost is { } most && added.Count >= most;
            var (kind, code, reason, delivery) = Decide(id, post, verdict, decision.Key, job, times, isThere, isFull, job.Rules.Budget - spent < step.CostOfRepost, now);
            if (delivery is not null)
            {
                added.Add(delivery);
                spent += step.CostOfRepost;
            }
            decisions.Add(decision with { Kind = kind, Code = code, Reason = reason });
        }
        var feed = step.Feed with
        {
            NextLook = now + step.NextLook, Version = step.Claim.Feed.Version + 1, Owner = null, LeaseUntil = null, Seen = step.Feed.Seen + decisions.Count, Taken = step.Feed.Taken + added.Count,
        };
        var isPaid = step.Claim.Reserved > 0 || step.Cost > 0 || step.CostOfRepost > 0;
        return new(feed, isPaid ? job with { SpentOn = job.DayOf(now), Spent = spent } : job, step.ReaderWaits is { } wait ? reader with { RetryAfter = now + wait } : reader, decisions, added);
    }

    private static (DecisionKind Kind, string Code, string Reason, NewDelivery? Delivery) Decide(
        Guid id, FeedPost post, Verdict verdict, DeliveryKey key, RepostJob job, RepostTimes times, Func<DeliveryKey, bool> isThere, bool isFull, bool isOverBudget, DateTimeOffset now)
    {
        if (verdict is Verdict.Skip skip)
            return Skip(skip.Code, skip.Reason);
        if (job.NotAfter <= now)
            return Skip(VerdictCodes.DeadlinePassed, "The campaign's last day has passed.");
        if (isThere(key))
            return Skip(VerdictCodes.Already, "It is in the queue already.");
        if (isFull)
            return Skip(VerdictCodes.OverMax, "As many as were asked for have been taken.");
        if (isOverBudget)
            return Skip(VerdictCodes.OverBudget, $"The day's budget of {job.Rules.Budget.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture)} USD is used up.");
        var tooOld = post.At + job.Rules.MaxAge;
        var end = job.NotAfter < tooOld ? job.NotAfter.Value : tooOld;
        var earliest = job.NotBefore > now ? job.NotBefore.Value : now;
        var pace = job.Pace;
        if (times.Next(id, key, pace, earliest, end) is not { } due)
            return Skip(VerdictCodes.NoRoom, $"There is no room for it before {end.UtcDateTime:yyyy-MM-dd HH:mm}Z: {job.Rules.PerDay} a day, {Spans.Say(job.Rules.Spacing)} apart{(job.Rules.QuietHours is { } quiet ? $", not from {quiet} in {job.Zone}" : "")}.");
        var hold = verdict as Verdict.Hold;
        var asks = hold is not null || job.Rules.NeedsApproval;
        // What waits for a person gets its time when it is its turn.
        if (!asks)
            times.Plan(id, due);
        var delivery = new Delivery(key, job.From, asks ? earliest : due, new Act.Repost(post.Ref) { Seen = post, Pace = pace })
        {
            Campaign = job.Campaign, NotBefore = job.NotBefore, NotAfter = end, NeedsApproval = asks,
        };
        var added = new NewDelivery(id, delivery) { Because = hold?.Reason };
        return hold is not null ? (DecisionKind.Held, hold.Code, hold.Reason, added)
            : asks ? (DecisionKind.Held, VerdictCodes.NeedsApproval, "It waits for a person's approval.", added)
            : (DecisionKind.Taken, VerdictCodes.Taken, "It goes into the queue.", added);

        static (DecisionKind, string, string, NewDelivery?) Skip(string code, string reason) => (DecisionKind.Skipped, code, reason, null);
    }
}

/// <summary>What a store writes for a claim.</summary>
/// <param name="Claim">The claim; null if the account is not taken now.</param>
/// <param name="Job">The job as it is now.</param>
/// <param name="Reader">The reading account as it is now.</param>
public sealed record FeedClaimDecision(FeedClaim? Claim, RepostJob Job, FeedReader Reader);

/// <summary>What a store writes for a reading.</summary>
/// <param name="Feed">The account as it is now.</param>
/// <param name="Job">The job as it is now.</param>
/// <param name="Reader">The reading account as it is now.</param>
/// <param name="Decisions">The decisions to keep.</param>
/// <param name="Added">The deliveries to add.</param>
public sealed record FeedAdvance(ListedFeed Feed, RepostJob Job, FeedReader Reader, IReadOnlyList<RepostDecision> Decisions, IReadOnlyList<NewDelivery> Added);
