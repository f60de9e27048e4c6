using System.Globalization;
using System.Text;
using SocialKit.Deliveries;

namespace SocialKit.Testing;

/// <summary>What goes wrong with one send.</summary>
public enum NetworkFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>No connection: certainly not sent.</summary>
    NoConnection,

    /// <summary>The request is lost: no effect, no answer.</summary>
    LostRequest,

    /// <summary>The answer is lost: an effect, no answer.</summary>
    LostAnswer,

    /// <summary>An effect, and an answer without the post's id.</summary>
    EmptyAnswer,

    /// <summary>Asked to wait for five minutes: no effect.</summary>
    RateLimited,

    /// <summary>Refused for good: no effect.</summary>
    Refused,

    /// <summary>The account is suspended: no effect.</summary>
    Suspended,

    /// <summary>Never answers, and does not listen to its token; no effect.</summary>
    Hangs,
}

/// <summary>What a network offers to a sender that does not know whether a post is out.</summary>
public enum NetworkKind
{
    /// <summary>A repeat with the same key has no second effect.</summary>
    Idempotent,

    /// <summary>A repeat with the same key has no second effect for an hour after the first; nothing can be read. Needs the network's clock.</summary>
    Forgetful,

    /// <summary>Own posts can be read; a repeat is a second post, and absence is never sure.</summary>
    Readable,

    /// <summary>Nothing can be told.</summary>
    Blind,
}

/// <summary>Something that others can see.</summary>
/// <param name="Key">The delivery it came of.</param>
/// <param name="Account">Whose it is.</param>
/// <param name="Act">What was done.</param>
public sealed record NetworkEffect(DeliveryKey Key, string Account, Act Act);

/// <summary>An invented network in memory, and the sender that writes to it: the oracle that counts what really happened.</summary>
/// <remarks>Every call completes at once, but for <see cref="NetworkFault.Hangs"/>. Safe to share between threads.</remarks>
/// <param name="kind">What it offers.</param>
/// <param name="clock">By which it forgets keys; null for one that never does.</param>
public sealed class FakeNetwork(NetworkKind kind, TimeProvider? clock = null) : ISender
{
    // Mastodon keeps keys for an hour; a sender that repeats within 50 minutes is on the safe side.
    private static readonly TimeSpan KeyKept = TimeSpan.FromMinutes(60);
    private static readonly TimeSpan KeyTrusted = TimeSpan.FromMinutes(50);

    private readonly Lock _lock = new();
    private readonly List<NetworkEffect> _effects = [];
    private readonly Dictionary<string, (PostRef Post, WireForm Wire)> _byKey = [];
    private readonly HashSet<DeliveryKey> _looked = [];
    private readonly Dictionary<WireForm, long> _preparedAt = [];
    private readonly Dictionary<string, long> _keyAt = [];
    private int _wires;

    /// <summary>Decides what goes wrong with a send; nothing by default.</summary>
    public Func<Delivery, NetworkFault> Fault { get; set; } = _ => NetworkFault.None;

    /// <summary>The rate budget of every account; null for none.</summary>
    public RateBudget? Budget { get; set; }

    /// <summary>What could be seen, in order.</summary>
    public IReadOnlyList<NetworkEffect> Effects
    {
        get
        {
            lock (_lock)
                return [.. _effects];
        }
    }

    /// <summary>True if a delivery has had its effect.</summary>
    public bool Has(DeliveryKey key)
    {
        lock (_lock)
            return _byKey.ContainsKey(key.Value);
    }

    /// <summary>How often a repeat came with the same key and other bytes: it must be never.</summary>
    public int Conflicts { get; private set; }

    /// <summary>How many sends were asked for.</summary>
    public int Sends { get; private set; }

    /// <inheritdoc/>
    public RateBudget? BudgetFor(Account account) => Budget;

    /// <inheritdoc/>
    public Task<Preparation> PrepareAsync(Delivery delivery, IMediaSource media, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            // Every preparation gives other bytes, as one with a time of creation does.
            var body = string.Create(CultureInfo.InvariantCulture, $"{++_wires} {DeliveryContent.Write(delivery.From, delivery.Act)}");
            var wire = new WireForm(delivery.Key.Value, Encoding.UTF8.GetBytes(body));
            _preparedAt[wire] = clock?.GetTimestamp() ?? 0;
            return Task.FromResult<Preparation>(new Preparation.Ready(wire));
        }
    }

    /// <inheritdoc/>
    public Task<Outcome> SendAsync(Delivery delivery, WireForm wire, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            Sends++;
            // A sender that woke after hours must look at the clock itself: nobody else can stop it any more.
            if (kind == NetworkKind.Forgetful && Since(_preparedAt[wire]) >= KeyTrusted)
                return Answer(new Outcome.NotSent("The key is too old to be trusted."));
            return Fault(delivery) switch
            {
                NetworkFault.NoConnection => Answer(new Outcome.NotSent("no connection")),
                NetworkFault.LostRequest => Answer(new Outcome.Unclear("time-out")),
                NetworkFault.LostAnswer => Lost(delivery, wire, "time-out"),
                NetworkFault.EmptyAnswer => Lost(delivery, wire, "an empty answer"),
                NetworkFault.RateLimited => Answer(new Outcome.NotSent("too many requests", TimeSpan.FromMinutes(5)) { HttpStatus = 429 }),
                NetworkFault.Refused => Answer(new Outcome.Refused("forbidden", "The invented network does not like it.")),
                NetworkFault.Suspended => Answer(new Outcome.AccountStopped("The account is suspended.")),
                NetworkFault.Hangs => new TaskCompletionSource<Outcome>().Task,
                _ => Answer(new Outcome.Done(Effect(delivery, wire)) { HttpStatus = 200 }),
            };
        }
    }

    /// <inheritdoc/>
    public Task<Sighting> FindAsync(Delivery delivery, WireForm wire, Attempt attempt, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (kind == NetworkKind.Blind)
                return Task.FromResult<Sighting>(new Sighting.CannotTell("The invented network tells nothing."));
            if (kind == NetworkKind.Forgetful)
                return Task.FromResult<Sighting>(Since(_preparedAt[wire]) < KeyTrusted ? new Sighting.SurelyAbsent("A repeat has no second effect.") : new Sighting.CannotTell("Its key may be forgotten."));
            if (_byKey.TryGetValue(delivery.Key.Value, out var there))
                return Task.FromResult<Sighting>(new Sighting.Found(there.Post));
            if (kind == NetworkKind.Idempotent)
                return Task.FromResult<Sighting>(new Sighting.SurelyAbsent("A repeat has no second effect."));
            return Task.FromResult<Sighting>(_looked.Add(delivery.Key)
                ? new Sighting.LookAgainAfter(TimeSpan.FromSeconds(30), "It is not there yet.")
                : new Sighting.CannotTell("It is not there, which proves nothing."));
        }
    }

    private static Task<Outcome> Answer(Outcome outcome) => Task.FromResult(outcome);

    private Task<Outcome> Lost(Delivery delivery, WireForm wire, string reason)
    {
        Effect(delivery, wire);
        return Answer(new Outcome.Unclear(reason));
    }

    private PostRef Effect(Delivery delivery, WireForm wire)
    {
        if ((kind == NetworkKind.Idempotent || (kind == NetworkKind.Forgetful && _keyAt.TryGetValue(wire.Key, out var at) && Since(at) < KeyKept)) && _byKey.TryGetValue(wire.Key, out var there))
        {
            if (there.Wire != wire)
                Conflicts++;
            return there.Post;
        }
        _effects.Add(new(delivery.Key, delivery.From.Id, delivery.Act));
        var post = new PostRef(delivery.From.Platform, $"post-{_effects.Count}", $"https://{delivery.From.Platform}.example/p/{_effects.Count}");
        _byKey[wire.Key] = (post, wire);
        _keyAt[wire.Key] = clock?.GetTimestamp() ?? 0;
        return post;
    }

    private TimeSpan Since(long timestamp) => clock?.GetElapsedTime(timestamp) ?? TimeSpan.Zero;
}

/// <summary>A sender as one writes it at first: whatever did not answer is sent again. It is here to show that the proof finds it out.</summary>
/// <param name="inner">The sender that knows better.</param>
public sealed class NaiveSender(ISender inner) : ISender
{
    /// <inheritdoc/>
    public Task<Preparation> PrepareAsync(Delivery delivery, IMediaSource media, CancellationToken cancellationToken) => inner.PrepareAsync(delivery, media, cancellationToken);

    /// <inheritdoc/>
    public async Task<Outcome> SendAsync(Delivery delivery, WireForm wire, CancellationToken cancellationToken) =>
        await inner.SendAsync(delivery, wire, cancellationToken) is var outcome && outcome is Outcome.Unclear unclear ? new Outcome.NotSent(unclear.Reason) : outcome;

    /// <inheritdoc/>
    public Task<Sighting> FindAsync(Delivery delivery, WireForm wire, Attempt attempt, CancellationToken cancellationToken) =>
        Task.FromResult<Sighting>(new Sighting.SurelyAbsent("It did not answer."));
}
