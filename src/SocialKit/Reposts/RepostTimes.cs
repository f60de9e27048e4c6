using SocialKit.Deliveries;

namespace SocialKit.Reposts;

/// <summary>When an account's reposts began and are to begin, as a store reads them under the lock of the account's lane. Several decisions of one transaction see each other through it.</summary>
/// <param name="account">The account's id.</param>
/// <param name="begun">When reposts began that matter yet: those of the last <see cref="Matters"/>.</param>
/// <param name="planned">When scheduled reposts are due that are due later than now.</param>
public sealed class RepostTimes(string account, IEnumerable<KeyValuePair<Guid, DateTimeOffset>> begun, IEnumerable<KeyValuePair<Guid, DateTimeOffset>> planned)
{
    private readonly Dictionary<Guid, DateTimeOffset> _begun = new(begun);
    private readonly Dictionary<Guid, DateTimeOffset> _planned = new(planned);
    private readonly HashSet<Guid> _new = [];

    /// <summary>How long ago a repost can have begun and still matter: a day, which is also the longest spacing.</summary>
    /// <value>24 hours and a minute</value>
    public static TimeSpan Matters { get; } = TimeSpan.FromHours(24) + TimeSpan.FromMinutes(1);

    /// <summary>The account's id.</summary>
    public string Account => account;

    /// <summary>What began in this transaction, to be kept.</summary>
    public IEnumerable<(Guid Entry, string Account, DateTimeOffset At)> New => _new.Select(id => (id, account, _begun[id]));

    /// <summary>True if <paramref name="entry"/> may begin now.</summary>
    internal bool MayGo(Guid entry, RepostPace pace, DateTimeOffset now) => pace.MayGo([.. _begun.Where(pair => pair.Key != entry).Select(pair => pair.Value)], now);

    /// <summary>The first time for <paramref name="entry"/> behind or between all others.</summary>
    internal DateTimeOffset? Next(Guid entry, DeliveryKey key, RepostPace pace, DateTimeOffset earliest, DateTimeOffset? end) =>
        pace.Next([.. _begun.Concat(_planned).Where(pair => pair.Key != entry).Select(pair => pair.Value)], earliest, end, RepostPace.ChanceOf(key)) is { } time
            ? InMilliseconds(time) is var cut && cut >= time ? cut : cut.AddMilliseconds(1)
            : null;

    internal void Begins(Guid entry, DateTimeOffset now)
    {
        _begun[entry] = now;
        _planned.Remove(entry);
        _new.Add(entry);
    }

    internal void Plan(Guid entry, DateTimeOffset due) => _planned[entry] = due;

    // Stores keep whole milliseconds.
    private static DateTimeOffset InMilliseconds(DateTimeOffset instant) => DateTimeOffset.FromUnixTimeMilliseconds(instant.ToUnixTimeMilliseconds());
}
