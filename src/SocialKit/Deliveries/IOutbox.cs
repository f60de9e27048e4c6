using SocialKit.Reposts;

namespace SocialKit.Deliveries;

/// <summary>The store of deliveries. Everything that must hold whatever is killed and whenever is held here, by transactions.</summary>
/// <remarks>
/// <para>Every method is one transaction unless it says otherwise: done whole or not at all, durable when the task completes. Whether something may
/// happen is decided by the pure rules (<see cref="LaneRules"/>, <see cref="ChangeRules"/>, <see cref="AddRules"/>): an implementation reads the rows
/// that a rule asks for under a lock, calls it, and writes the rows that it returns. So all stores behave the same.</para>
/// <para>"Now" is always the store's clock: the database's where several machines share one, else the clock it was made with. Instants are kept in whole milliseconds; what is given
/// finer is cut off. Safe to share between threads. Faults of the database are thrown, as exceptions of the implementation's own, after it has retried what can be retried as a
/// whole; the caller may repeat every call: repeating what was done is harmless.</para>
/// <para>Order of a lane: what is sending or unclear first, then by due time, then by id.</para>
/// </remarks>
public interface IOutbox : IMediaSource, IRepostStore, IAsyncDisposable
{
    // ---- adding ----

    /// <summary>Adds deliveries and series: all or none. The entries' lanes are made where they are missing. Wakes who waits.</summary>
    /// <remarks><see cref="AddRules"/> decides. A key, or an occurrence of a series, that is there already (in any state) is left as it is and counts as existing.</remarks>
    Task<AddResult> AddAsync(AddRequest request, CancellationToken cancellationToken);

    /// <summary>Keeps the bytes of a picture, once however often it is given.</summary>
    /// <returns>Their SHA-256 in lower-case hexadecimal, which <see cref="Campaigns.MediaFile.Sha256"/> carries.</returns>
    Task<string> KeepMediaAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken);

    // ---- the worker ----

    /// <summary>Takes lanes that have something to do now, those that have waited longest first, and holds each for <see cref="ClaimRequest.Lease"/>.</summary>
    /// <remarks>
    /// A lane has something to do if <see cref="LaneRules.MayClaim"/> says so and its next entry is due: an entry in
    /// state scheduled with a due time not after now (its predecessor, if it has one, sent or dead), or one that is sending or unclear, whatever its due time. Each claim adds one to the epoch.
    /// Two claims never give the same lane with overlapping leases; a store that can prove that the holder is dead may
    /// give a lane away before its lease ends: one with an entry that is sending only where it is the holder's process that has ended (its file lock is gone). A connection that has ended proves no such thing. Cheap at a million scheduled entries: an index over the lanes' next due time.
    /// </remarks>
    Task<IReadOnlyList<LaneClaim>> ClaimAsync(ClaimRequest request, CancellationToken cancellationToken);

    /// <summary>The next entries of a claimed lane in its order: what is sending or unclear, then scheduled ones that are due now. Not those whose predecessor is still to come.</summary>
    /// <returns>At most <paramref name="atMost"/>, with <see cref="Entry.PredecessorState"/> and <see cref="Entry.Predecessor"/> filled in; none if the claim is stale.</returns>
    Task<IReadOnlyList<Entry>> ReadLaneAsync(LaneClaim lane, int atMost, CancellationToken cancellationToken);

    /// <summary>Does units of work in their order in ONE transaction, each accepted or refused on its own by <see cref="LaneRules"/>.</summary>
    /// <remarks>Several of one lane see each other: the answer of one post and the intent of the next share a commit. Attempts are inserted and
    /// answered, receipts written, and <c>IfWithdrawn</c> deliveries added in the same transaction. Called by one writer at a time.</remarks>
    /// <returns>One result a unit, in the order given.</returns>
    Task<IReadOnlyList<WorkResult>> CommitAsync(IReadOnlyList<Work> works, CancellationToken cancellationToken);

    /// <summary>How long it is until some lane can be claimed; zero if one can be now, null if none will be without a change.</summary>
    /// <remarks>Pauses, <see cref="Lane.RetryAfter"/>, <see cref="Lane.WaitUntil"/> and the leases of others count. Series do not: see <see cref="DueSeriesAsync"/>.</remarks>
    /// <param name="only">The only platforms whose lanes count: those that the caller could claim lanes of; null for all.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<TimeSpan?> UntilNextAsync(IReadOnlyCollection<PlatformId>? only, CancellationToken cancellationToken);

    /// <summary>Waits until something was added or changed that a worker should look at, or <paramref name="atMost"/> has passed. No transaction, and no busy loop.</summary>
    /// <param name="seen">What the last call returned; 0 at first, which returns at once. A change after that mark completes the wait at once, so that none is missed.</param>
    /// <param name="atMost">The longest wait.</param>
    /// <param name="cancellationToken">Ends the wait with an <see cref="OperationCanceledException"/>.</param>
    /// <returns>The mark now.</returns>
    Task<long> WaitAsync(long seen, TimeSpan atMost, CancellationToken cancellationToken);

    /// <summary>Notes that a worker is alive.</summary>
    /// <param name="owner">Its name.</param>
    /// <param name="begun">How many attempts it has begun.</param>
    /// <param name="pausedBecause">Why it sends nothing at the moment; null if it does.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The store's clock now, as exact as the database gives it: the clock by which the worker decides what is due, late or over.</returns>
    Task<DateTimeOffset> BeatAsync(string owner, long begun, string? pausedBecause, CancellationToken cancellationToken);

    /// <summary>A worker says goodbye: its beat is removed and the leases of its lanes without a sending entry are given up.</summary>
    Task LeaveAsync(string owner, CancellationToken cancellationToken);

    // ---- people ----

    /// <summary>Changes an entry, if it still has <paramref name="version"/> and <see cref="ChangeRules"/> allows it. Wakes who waits.</summary>
    /// <remarks>Where <see cref="ChangeRules.SaysAnew"/> says so, the text's words are compared again, and what would say another account's is refused as <see cref="Refusal.SameWords"/>.
    /// A lane that waited for the entry no longer does. <see cref="ChangeResult.Changed.Add"/> is added in the same transaction, unless its key is there.</remarks>
    Task<ChangeResult> ChangeAsync(Guid id, int version, Change change, CancellationToken cancellationToken);

    /// <summary>Stops a campaign: marks it, and everything of it that waits becomes <see cref="DeliveryState.Stopped"/>. Deletions go on.</summary>
    /// <returns>How many deliveries were stopped now.</returns>
    Task<int> StopAsync(string campaign, string by, CancellationToken cancellationToken);

    /// <summary>Takes the stop, and a withdrawal, back: every stopped delivery of the campaign stands again where it stood, and deletions that still wait are called off. What is deleted stays deleted.</summary>
    /// <returns>How many came back, and how many deletions were called off.</returns>
    Task<Resumed> ResumeAsync(string campaign, CancellationToken cancellationToken);

    /// <summary>Stops a campaign, marks it as withdrawn, and adds the deletions of what is sent.</summary>
    /// <param name="campaign">The slug.</param>
    /// <param name="by">Who says so.</param>
    /// <param name="deletions">Made by <see cref="Withdrawal"/>; a key that is there already is left as it is.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>How many deliveries were stopped now.</returns>
    Task<int> WithdrawAsync(string campaign, string by, IReadOnlyList<NewDelivery> deletions, CancellationToken cancellationToken);

    /// <summary>A campaign as the store knows it; null if it never heard of it.</summary>
    Task<CampaignState?> ReadCampaignAsync(string campaign, CancellationToken cancellationToken);

    /// <summary>Pauses an account's lane, which is made if it is missing, or lets it go on with <paramref name="because"/> null. Letting it go on also ends
    /// <see cref="Lane.RetryAfter"/>. Wakes who waits.</summary>
    Task PauseLaneAsync(string account, PlatformId platform, string? because, CancellationToken cancellationToken);

    /// <summary>Every lane, by account.</summary>
    Task<IReadOnlyList<Lane>> ReadLanesAsync(CancellationToken cancellationToken);

    // ---- series ----

    /// <summary>Every series, ended ones too, by id.</summary>
    Task<IReadOnlyList<Series>> ReadSeriesAsync(CancellationToken cancellationToken);

    /// <summary>The series whose next occurrence is before now plus <paramref name="lead"/>, those paused or of stopped campaigns left out, and how long it is until another one's will be.</summary>
    Task<(IReadOnlyList<Series> Series, TimeSpan? UntilNext)> DueSeriesAsync(TimeSpan lead, CancellationToken cancellationToken);

    /// <summary>Adds a series' occurrences and moves it on, if its <see cref="Series.NextAt"/> is still <paramref name="seenNextAt"/>. Wakes who waits.</summary>
    /// <remarks>Occurrences whose key is there are left as they are; one that says another account's words is added as held.</remarks>
    /// <returns>False if somebody moved it on already, or its campaign is stopped: then nothing was done.</returns>
    Task<bool> AdvanceSeriesAsync(Series advanced, DateTimeOffset seenNextAt, IReadOnlyList<NewDelivery> occurrences, CancellationToken cancellationToken);

    /// <summary>Puts other series in the place of ones that run, with their occurrences: all or none. Wakes who waits.</summary>
    /// <remarks><see cref="AddRules"/> decides about the texts and what is added, as for new series; <see cref="ChangeRules"/> about each change. An occurrence whose key is there already is left as it is.</remarks>
    Task<RenewResult> RenewSeriesAsync(IReadOnlyList<SeriesRenewal> renewals, CancellationToken cancellationToken);

    /// <summary>Pauses a series, lets it go on (<paramref name="because"/> null), or ends it.</summary>
    /// <returns>False if there is none.</returns>
    Task<bool> PauseSeriesAsync(Guid id, string? because, bool end, CancellationToken cancellationToken);

    // ---- looking ----

    /// <summary>An entry; null if there is none.</summary>
    Task<Entry?> ReadAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>The entries with exactly this key, or whose id ends with this text without case and hyphens (4 characters at least); at most 10.</summary>
    Task<IReadOnlyList<Entry>> FindAsync(string keyOrEndOfId, CancellationToken cancellationToken);

    /// <summary>A page of entries.</summary>
    Task<EntryPage> PageAsync(EntryQuery query, CancellationToken cancellationToken);

    /// <summary>Counts what is due in each stretch from one border to the next, by platform and state.</summary>
    /// <param name="borders">Ascending; at least two.</param>
    /// <param name="campaign">Only of this campaign; null for all.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<IReadOnlyList<EntryCount>> CountAsync(IReadOnlyList<DateTimeOffset> borders, string? campaign, CancellationToken cancellationToken);

    /// <summary>The attempts of an entry, in order.</summary>
    Task<IReadOnlyList<Attempt>> ReadAttemptsAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>How the delivery does.</summary>
    Task<Health> ReadHealthAsync(CancellationToken cancellationToken);
}

/// <summary>What a worker can take on.</summary>
/// <param name="Owner">The worker.</param>
/// <param name="AtMost">The most lanes.</param>
/// <param name="Lease">How long they are held.</param>
public sealed record ClaimRequest(string Owner, int AtMost, TimeSpan Lease)
{
    /// <summary>The most lanes of each of these platforms; a platform that is not named may have any number.</summary>
    public IReadOnlyDictionary<PlatformId, int> AtMostOf { get; init; } = new Dictionary<PlatformId, int>();

    /// <summary>The only platforms whose lanes are taken: those that this worker has a sender for; null takes all.</summary>
    public IReadOnlyCollection<PlatformId>? Only { get; init; }
}
