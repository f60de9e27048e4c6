using SocialKit.Deliveries;

namespace SocialKit.Benchmarks.Chaos;

/// <summary>A sender that takes another record key whenever something is made ready, as one writes it at first: the proof must find it out.</summary>
/// <param name="inner">The sender that knows better.</param>
internal sealed class ForgetfulKeys(ISender inner) : ISender
{
    public Task<Preparation> PrepareAsync(Delivery delivery, IMediaSource media, CancellationToken cancellationToken) =>
        inner.PrepareAsync(delivery with { Key = delivery.Key.WithSlot(Guid.NewGuid().ToString()) }, media, cancellationToken);

    public Task<Outcome> SendAsync(Delivery delivery, WireForm wire, CancellationToken cancellationToken) => inner.SendAsync(delivery, wire, cancellationToken);

    public Task<Sighting> FindAsync(Delivery delivery, WireForm wire, Attempt attempt, CancellationToken cancellationToken) => inner.FindAsync(delivery, wire, attempt, cancellationToken);
}
