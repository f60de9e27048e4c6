using SocialKit.Deliveries;

namespace SocialKit.Reposts;

/// <summary>The part of the store that reposting needs: jobs, what they read, and what they decided.</summary>
/// <remarks>As in <see cref="IOutbox"/>: every method is one transaction, "now" is the store's clock, and <see cref="FeedRules"/> decides.</remarks>
public interface IRepostStore
{
    /// <summary>Starts jobs, or starts them anew with other rules and accounts: all or none. Wakes who waits.</summary>
    /// <remarks>An account that was listed before keeps its pinned id, its mark and its counts; one that is listed no more is forgotten.</remarks>
    /// <returns>False if a campaign is stopped: then nothing was done.</returns>
    Task<bool> StartRepostsAsync(IReadOnlyList<RepostStart> starts, CancellationToken cancellationToken);

    /// <summary>Ends a campaign's jobs, and cancels what they have chosen and what waits; what is out stays.</summary>
    /// <param name="campaign">The slug.</param>
    /// <param name="account">The only account whose job ends; null for all.</param>
    /// <param name="by">Who says so.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>How many jobs ended now, and how many reposts were cancelled.</returns>
    Task<StoppedReposts> StopRepostsAsync(string campaign, string? account, string by, CancellationToken cancellationToken);

    /// <summary>The jobs, stopped ones too, by campaign and account.</summary>
    /// <param name="campaign">Only of this campaign; null for all.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<IReadOnlyList<RepostJob>> ReadRepostsAsync(string? campaign, CancellationToken cancellationToken);

    /// <summary>What the jobs read, by campaign, account and name.</summary>
    /// <inheritdoc cref="ReadRepostsAsync"/>
    Task<IReadOnlyList<ListedFeed>> ReadFeedsAsync(string? campaign, CancellationToken cancellationToken);

    /// <summary>Takes accounts that are to be read now, those that have waited longest first, and holds each for <see cref="FeedClaimRequest.Lease"/>. The calls and the money that their readings may need are taken from the budgets with it.</summary>
    /// <remarks>Two claims never give the same one with overlapping leases; one whose holder is known to be dead may be given away before its lease ends.</remarks>
    Task<FeedClaims> ClaimFeedsAsync(FeedClaimRequest request, CancellationToken cancellationToken);

    /// <summary>Stores what a reading came to: the new mark, the decisions and the deliveries that follow from them, all or none. Wakes who waits.</summary>
    /// <returns>What was decided; null if the account was claimed by somebody else since, its job has ended or its campaign is stopped: then nothing was done, and what was read is read again some day.</returns>
    Task<FeedAdvanced?> AdvanceFeedAsync(FeedStep step, CancellationToken cancellationToken);

    /// <summary>The decisions about a post, by its id or its address, the newest first.</summary>
    Task<IReadOnlyList<RepostDecision>> FindDecisionsAsync(PlatformId platform, string idOrUrl, CancellationToken cancellationToken);

    /// <summary>Decisions, the newest first.</summary>
    Task<IReadOnlyList<RepostDecision>> ReadDecisionsAsync(DecisionQuery query, CancellationToken cancellationToken);
}

/// <summary>A job that is to run, with the accounts that it reads.</summary>
/// <param name="Job">The job.</param>
/// <param name="Feeds">The listed accounts on its platform.</param>
public sealed record RepostStart(RepostJob Job, IReadOnlyList<ListedFeed> Feeds);

/// <summary>What ended with a campaign's jobs.</summary>
/// <param name="Jobs">How many jobs.</param>
/// <param name="Cancelled">How many reposts that waited.</param>
public sealed record StoppedReposts(int Jobs, int Cancelled);

/// <summary>What a reader can take on.</summary>
/// <param name="Owner">The worker.</param>
/// <param name="AtMost">The most accounts.</param>
/// <param name="Lease">How long they are held.</param>
/// <param name="Terms">What reading an account needs at most; gives null for one that this worker cannot read. Called inside the transaction: it must return at once.</param>
public sealed record FeedClaimRequest(string Owner, int AtMost, TimeSpan Lease, Func<RepostJob, ListedFeed, FeedTerms?> Terms)
{
    /// <summary>Only of this campaign, whose jobs go on by hand; null for all jobs that stand.</summary>
    public string? Campaign { get; init; }

    /// <summary>The most accounts of each of these platforms; none of a platform that is not named.</summary>
    public required IReadOnlyDictionary<PlatformId, int> AtMostOf { get; init; }

    /// <summary>Takes what was not read since this instant, whether or not its time has come; null to go by the time alone.</summary>
    public DateTimeOffset? UnreadSince { get; init; }
}

/// <summary>What reading an account needs at most.</summary>
/// <param name="Calls">How many calls.</param>
/// <param name="Budget">How many calls the reading account may make; null where no limit is known.</param>
/// <param name="Cost">What it may cost, in US dollars.</param>
public sealed record FeedTerms(int Calls, RateBudget? Budget, decimal Cost);

/// <summary>A worker's hold on a listed account.</summary>
/// <param name="Job">The job, as it was then.</param>
/// <param name="Feed">The account, as it was then; its version is that of this claim.</param>
/// <param name="Reserved">What was added to <see cref="RepostJob.Spent"/> for the reading.</param>
public sealed record FeedClaim(RepostJob Job, ListedFeed Feed, decimal Reserved);

/// <summary>What was claimed.</summary>
/// <param name="Claims">The accounts to read.</param>
/// <param name="UntilNext">How long it is until another can be claimed; null if none will be without a change.</param>
public sealed record FeedClaims(IReadOnlyList<FeedClaim> Claims, TimeSpan? UntilNext);

/// <summary>A post that was read, and what the filter says of it.</summary>
/// <param name="Id">The id of the entry that it becomes, if it does.</param>
/// <param name="Post">The post.</param>
/// <param name="Verdict">The filter's verdict.</param>
public sealed record JudgedPost(Guid Id, FeedPost Post, Verdict Verdict);

/// <summary>What a reading came to.</summary>
/// <param name="Claim">The claim under which it was read.</param>
/// <param name="Feed">The account as it is now: its mark, name and counts of trouble.</param>
/// <param name="NextLook">After how long it is read next.</param>
public sealed record FeedStep(FeedClaim Claim, ListedFeed Feed, TimeSpan NextLook)
{
    /// <summary>What was read, oldest first.</summary>
    public IReadOnlyList<JudgedPost> Posts { get; init; } = [];

    /// <summary>How long the reading account is to read nothing, as the platform said; null if it did not.</summary>
    public TimeSpan? ReaderWaits { get; init; }

    /// <summary>What the reading cost, in US dollars.</summary>
    public decimal Cost { get; init; }

    /// <summary>What each repost costs, in US dollars.</summary>
    public decimal CostOfRepost { get; init; }

    /// <summary>The most posts to take; null for any number.</summary>
    public int? AtMost { get; init; }
}

/// <summary>What was decided about a reading.</summary>
/// <param name="Feed">The account as it is stored.</param>
/// <param name="Decisions">The decisions, in the order of the posts; none about posts that were decided about before.</param>
public sealed record FeedAdvanced(ListedFeed Feed, IReadOnlyList<RepostDecision> Decisions);
