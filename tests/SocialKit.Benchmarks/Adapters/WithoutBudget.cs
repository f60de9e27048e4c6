using SocialKit.Deliveries;

namespace SocialKit.Benchmarks.Adapters;

/// <summary>A sender that writes as fast as its server answers: the platform's documented limits are not kept.</summary>
/// <param name="inner">Writes.</param>
internal sealed class WithoutBudget(ISender inner) : ISender
{
    public RateBudget? BudgetFor(Account account) => null;

    public Task<Preparation> PrepareAsync(Delivery delivery, IMediaSource media, CancellationToken cancellationToken) => inner.PrepareAsync(delivery, media, cancellationToken);

    public Task<Outcome> SendAsync(Delivery delivery, WireForm wire, CancellationToken cancellationToken) => inner.SendAsync(delivery, wire, cancellationToken);

    public Task<Sighting> FindAsync(Delivery delivery, WireForm wire, Attempt attempt, CancellationToken cancellationToken) => inner.FindAsync(delivery, wire, attempt, cancellationToken);
}
