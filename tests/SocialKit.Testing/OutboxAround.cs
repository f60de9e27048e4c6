using SocialKit.Deliveries;
using SocialKit.Reposts;

namespace SocialKit.Testing;

/// <summary>A store that passes every call on to another: override what a test wants to count, to delay or to break.</summary>
/// <param name="inner">The other.</param>
public class OutboxAround(IOutbox inner) : IOutbox
{
    /// <summary>Called before every call, with its name.</summary>
    public Action<string>? OnCall { get; set; }

    /// <inheritdoc/>
    public virtual Task<AddResult> AddAsync(AddRequest request, CancellationToken cancellationToken) => Calling(nameof(AddAsync)).AddAsync(request, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<string> KeepMediaAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) => Calling(nameof(KeepMediaAsync)).KeepMediaAsync(bytes, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<ReadOnlyMemory<byte>?> ReadMediaAsync(string sha256, CancellationToken cancellationToken) => Calling(nameof(ReadMediaAsync)).ReadMediaAsync(sha256, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<IReadOnlyList<LaneClaim>> ClaimAsync(ClaimRequest request, CancellationToken cancellationToken) => Calling(nameof(ClaimAsync)).ClaimAsync(request, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<IReadOnlyList<Entry>> ReadLaneAsync(LaneClaim lane, int atMost, CancellationToken cancellationToken) => Calling(nameof(ReadLaneAsync)).ReadLaneAsync(lane, atMost, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<IReadOnlyList<WorkResult>> CommitAsync(IReadOnlyList<Work> works, CancellationToken cancellationToken) => Calling(nameof(CommitAsync)).CommitAsync(works, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<TimeSpan?> UntilNextAsync(IReadOnlyCollection<PlatformId>? only, CancellationToken cancellationToken) => Calling(nameof(UntilNextAsync)).UntilNextAsync(only, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<long> WaitAsync(long seen, TimeSpan atMost, CancellationToken cancellationToken) => Calling(nameof(WaitAsync)).WaitAsync(seen, atMost, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<DateTimeOffset> BeatAsync(string owner, long begun, string? pausedBecause, CancellationToken cancellationToken) => Calling(nameof(BeatAsync)).BeatAsync(owner, begun, pausedBecause, cancellationToken);

    /// <inheritdoc/>
    public virtual Task LeaveAsync(string owner, CancellationToken cancellationToken) => Calling(nameof(LeaveAsync)).LeaveAsync(owner, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<ChangeResult> ChangeAsync(Guid id, int version, Change change, CancellationToken cancellationToken) => Calling(nameof(ChangeAsync)).ChangeAsync(id, version, change, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<int> StopAsync(string campaign, string by, CancellationToken cancellationToken) => Calling(nameof(StopAsync)).StopAsync(campaign, by, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<Resumed> ResumeAsync(string campaign, CancellationToken cancellationToken) => Calling(nameof(ResumeAsync)).ResumeAsync(campaign, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<int> WithdrawAsync(string campaign, string by, IReadOnlyList<NewDelivery> deletions, CancellationToken cancellationToken) => Calling(nameof(WithdrawAsync)).WithdrawAsync(campaign, by, deletions, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<CampaignState?> ReadCampaignAsync(string campaign, CancellationToken cancellationToken) => Calling(nameof(ReadCampaignAsync)).ReadCampaignAsync(campaign, cancellationToken);

    /// <inheritdoc/>
    public virtual Task PauseLaneAsync(string account, PlatformId platform, string? because, CancellationToken cancellationToken) => Calling(nameof(PauseLaneAsync)).PauseLaneAsync(account, platform, because, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<IReadOnlyList<Lane>> ReadLanesAsync(CancellationToken cancellationToken) => Calling(nameof(ReadLanesAsync)).ReadLanesAsync(cancellationToken);

    /// <inheritdoc/>
    public virtual Task<IReadOnlyList<Series>> ReadSeriesAsync(CancellationToken cancellationToken) => Calling(nameof(ReadSeriesAsync)).ReadSeriesAsync(cancellationToken);

    /// <inheritdoc/>
    public virtual Task<(IReadOnlyList<Series> Series, TimeSpan? UntilNext)> DueSeriesAsync(TimeSpan lead, CancellationToken cancellationToken) => Calling(nameof(DueSeriesAsync)).DueSeriesAsync(lead, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<bool> AdvanceSeriesAsync(Series advanced, DateTimeOffset seenNextAt, IReadOnlyList<NewDelivery> occurrences, CancellationToken cancellationToken) => Calling(nameof(AdvanceSeriesAsync)).AdvanceSeriesAsync(advanced, seenNextAt, occurrences, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<RenewResult> RenewSeriesAsync(IReadOnlyList<SeriesRenewal> renewals, CancellationToken cancellationToken) => Calling(nameof(RenewSeriesAsync)).RenewSeriesAsync(renewals, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<bool> PauseSeriesAsync(Guid id, string? because, bool end, CancellationToken cancellationToken) => Calling(nameof(PauseSeriesAsync)).PauseSeriesAsync(id, because, end, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<bool> StartRepostsAsync(IReadOnlyList<RepostStart> starts, CancellationToken cancellationToken) => Calling(nameof(StartRepostsAsync)).StartRepostsAsync(starts, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<StoppedReposts> StopRepostsAsync(string campaign, string? account, string by, CancellationToken cancellationToken) => Calling(nameof(StopRepostsAsync)).StopRepostsAsync(campaign, account, by, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<IReadOnlyList<RepostJob>> ReadRepostsAsync(string? campaign, CancellationToken cancellationToken) => Calling(nameof(ReadRepostsAsync)).ReadRepostsAsync(campaign, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<IReadOnlyList<ListedFeed>> ReadFeedsAsync(string? campaign, CancellationToken cancellationToken) => Calling(nameof(ReadFeedsAsync)).ReadFeedsAsync(campaign, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<FeedClaims> ClaimFeedsAsync(FeedClaimRequest request, CancellationToken cancellationToken) => Calling(nameof(ClaimFeedsAsync)).ClaimFeedsAsync(request, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<FeedAdvanced?> AdvanceFeedAsync(FeedStep step, CancellationToken cancellationToken) => Calling(nameof(AdvanceFeedAsync)).AdvanceFeedAsync(step, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<IReadOnlyList<RepostDecision>> FindDecisionsAsync(PlatformId platform, string idOrUrl, CancellationToken cancellationToken) => Calling(nameof(FindDecisionsAsync)).FindDecisionsAsync(platform, idOrUrl, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<IReadOnlyList<RepostDecision>> ReadDecisionsAsync(DecisionQuery query, CancellationToken cancellationToken) => Calling(nameof(ReadDecisionsAsync)).ReadDecisionsAsync(query, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<Entry?> ReadAsync(Guid id, CancellationToken cancellationToken) => Calling(nameof(ReadAsync)).ReadAsync(id, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<IReadOnlyList<Entry>> FindAsync(string keyOrEndOfId, CancellationToken cancellationToken) => Calling(nameof(FindAsync)).FindAsync(keyOrEndOfId, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<EntryPage> PageAsync(EntryQuery query, CancellationToken cancellationToken) => Calling(nameof(PageAsync)).PageAsync(query, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<IReadOnlyList<EntryCount>> CountAsync(IReadOnlyList<DateTimeOffset> borders, string? campaign, CancellationToken cancellationToken) => Calling(nameof(CountAsync)).CountAsync(borders, campaign, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<IReadOnlyList<Attempt>> ReadAttemptsAsync(Guid id, CancellationToken cancellationToken) => Calling(nameof(ReadAttemptsAsync)).ReadAttemptsAsync(id, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<Health> ReadHealthAsync(CancellationToken cancellationToken) => Calling(nameof(ReadHealthAsync)).ReadHealthAsync(cancellationToken);

    /// <inheritdoc/>
    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return inner.DisposeAsync();
    }

    private IOutbox Calling(string name)
    {
        OnCall?.Invoke(name);
        return inner;
    }
}
