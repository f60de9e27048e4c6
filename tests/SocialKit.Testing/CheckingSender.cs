using SocialKit.Deliveries;
using SocialKit.Reposts;

namespace SocialKit.Testing;

/// <summary>A sender that looks at an original before it is reposted, as those of networks do.</summary>
/// <param name="inner">What writes.</param>
/// <param name="feed">Where the originals are.</param>
public sealed class CheckingSender(ISender inner, FakeFeed feed) : ISender
{
    /// <summary>True if a delivery has had its effect on an invented network.</summary>
    public bool Has(DeliveryKey key) => inner is FakeNetwork network && network.Has(key);

    /// <summary>How often an original was looked at.</summary>
    public int Looks => _looks;

    private int _looks;

    /// <inheritdoc/>
    public async Task<Preparation> PrepareAsync(Delivery delivery, IMediaSource media, CancellationToken cancellationToken)
    {
        if (delivery.Act is Act.Repost repost)
        {
            Interlocked.Increment(ref _looks);
            if (feed.Find(repost.Original.Id) is not { } now)
                return new Preparation.Impossible(new Outcome.Refused(RepostRefusals.OriginalGone, "The original was deleted."));
            if (repost.Seen is { } seen && seen.Version != now.Version)
                return new Preparation.Impossible(new Outcome.Refused(RepostRefusals.OriginalEdited, "The original was edited since."));
        }
        return await inner.PrepareAsync(delivery, media, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<Outcome> SendAsync(Delivery delivery, WireForm wire, CancellationToken cancellationToken) => inner.SendAsync(delivery, wire, cancellationToken);

    /// <inheritdoc/>
    public Task<Sighting> FindAsync(Delivery delivery, WireForm wire, Attempt attempt, CancellationToken cancellationToken) => inner.FindAsync(delivery, wire, attempt, cancellationToken);

    /// <inheritdoc/>
    public RateBudget? BudgetFor(Account account) => inner.BudgetFor(account);
}
