namespace SocialKit.Deliveries;

/// <summary>How one platform is written to. The worker calls it; it never sees the store.</summary>
/// <remarks>
/// Implementations are safe to share between threads and hold no state about deliveries. They MUST NOT retry a write. They answer with values:
/// an exception out of <see cref="PrepareAsync"/> counts as <see cref="Outcome.NotSent"/>, out of <see cref="SendAsync"/> as
/// <see cref="Outcome.Unclear"/>, out of <see cref="FindAsync"/> as <see cref="Sighting.LookAgainAfter"/>.
/// </remarks>
public interface ISender
{
    /// <summary>Makes the wire form: resolves handles, uploads pictures. It can be repeated and has no effect that others see.</summary>
    /// <remarks>It is called again for a delivery only if every earlier attempt was <see cref="Outcome.NotSent"/>.</remarks>
    Task<Preparation> PrepareAsync(Delivery delivery, IMediaSource media, CancellationToken cancellationToken);

    /// <summary>Makes ONE attempt to send <paramref name="wire"/>. Time running out or a cancellation in the middle is <see cref="Outcome.Unclear"/>.</summary>
    Task<Outcome> SendAsync(Delivery delivery, WireForm wire, CancellationToken cancellationToken);

    /// <summary>Looks whether an earlier attempt had its effect. It changes nothing on the platform.</summary>
    /// <remarks>It may be called the moment after the attempt began: a worker was killed and the next one is there at once, or the connection broke. What is not to be seen then may still be on its way through the
    /// platform, and is no reason for <see cref="Sighting.SurelyAbsent"/>; <see cref="Attempt.StartedAt"/> says how long ago it was.</remarks>
    /// <param name="delivery">What was sent.</param>
    /// <param name="wire">The bytes that were sent.</param>
    /// <param name="attempt">The last attempt: when it began, and how many there were.</param>
    /// <param name="cancellationToken">Ends the look.</param>
    Task<Sighting> FindAsync(Delivery delivery, WireForm wire, Attempt attempt, CancellationToken cancellationToken);

    /// <summary>How fast <paramref name="account"/> may write; null where no limit is known.</summary>
    RateBudget? BudgetFor(Account account) => null;
}

/// <summary>What preparing came to.</summary>
public abstract record Preparation
{
    private Preparation() { }

    /// <summary>It can be sent.</summary>
    /// <param name="Wire">What will be sent.</param>
    public sealed record Ready(WireForm Wire) : Preparation;

    /// <summary>It cannot be sent, for the reason that <see cref="Outcome"/> tells: <see cref="Outcome.Refused"/>,
    /// <see cref="Outcome.NotSent"/> or <see cref="Outcome.AccountStopped"/>.</summary>
    /// <param name="Outcome">The reason; nothing was sent.</param>
    public sealed record Impossible(Outcome Outcome) : Preparation;
}

/// <summary>Where the bytes of pictures come from: the store kept them when the post was scheduled.</summary>
public interface IMediaSource
{
    /// <summary>The bytes whose SHA-256 is <paramref name="sha256"/> (64 lower-case hexadecimal digits); null if they are not kept.</summary>
    Task<ReadOnlyMemory<byte>?> ReadMediaAsync(string sha256, CancellationToken cancellationToken);
}
