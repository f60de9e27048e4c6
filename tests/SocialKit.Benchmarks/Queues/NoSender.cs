using System.Globalization;
using SocialKit.Benchmarks.Chaos;
using SocialKit.Deliveries;

namespace SocialKit.Benchmarks.Queues;

/// <summary>Sends nothing, in no time or in a given one, and says that it did.</summary>
/// <param name="takes">How long a send takes.</param>
internal sealed class NoSender(TimeSpan takes = default) : ISender
{
    private int _sent;

    public Task<Preparation> PrepareAsync(Delivery delivery, IMediaSource media, CancellationToken cancellationToken) =>
        Task.FromResult<Preparation>(new Preparation.Ready(new(delivery.Key.Value, System.Text.Encoding.UTF8.GetBytes(((Act.Publish)delivery.Act).Post.Text))));

    public async Task<Outcome> SendAsync(Delivery delivery, WireForm wire, CancellationToken cancellationToken)
    {
        if (takes > TimeSpan.Zero)
            await Task.Delay(takes, cancellationToken);
        var id = Interlocked.Increment(ref _sent).ToString(CultureInfo.InvariantCulture);
        return new Outcome.Done(new(delivery.From.Platform, id, "https://alpha.example/p/" + id));
    }

    public Task<Sighting> FindAsync(Delivery delivery, WireForm wire, Attempt attempt, CancellationToken cancellationToken) => Task.FromResult<Sighting>(new Sighting.SurelyAbsent("Nothing is ever out."));

    /// <summary>All platforms without effect, some of which never answer.</summary>
    public static PlatformSet Set(TimeSpan takes = default, params PlatformKind[] hung) => PlatformKinds.Set(kind => hung.Contains(kind) ? new HungSender() : new NoSender(takes));

    private sealed class HungSender : ISender
    {
        private readonly NoSender _inner = new();

        public Task<Preparation> PrepareAsync(Delivery delivery, IMediaSource media, CancellationToken cancellationToken) => _inner.PrepareAsync(delivery, media, cancellationToken);

        public Task<Outcome> SendAsync(Delivery delivery, WireForm wire, CancellationToken cancellationToken) => new TaskCompletionSource<Outcome>().Task.WaitAsync(cancellationToken);

        public Task<Sighting> FindAsync(Delivery delivery, WireForm wire, Attempt attempt, CancellationToken cancellationToken) => _inner.FindAsync(delivery, wire, attempt, cancellationToken);
    }
}
