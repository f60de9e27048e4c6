using SocialKit.Reposts;

namespace SocialKit.Deliveries;

/// <summary>What a unit of work does to the rows it is about: pure functions that every store calls inside its transaction, so that all decide the same.</summary>
public static class LaneRules
{
    /// <summary>True if nothing but its lease and the due time of its next entry stands between a lane and a worker.</summary>
    /// <param name="lane">The lane.</param>
    /// <param name="now">The store's clock.</param>
    /// <param name="ownerIsDead">True if the store can prove that the holder is gone, and that nothing of the lane can be sending any more.</param>
    public static bool MayClaim(Lane lane, DateTimeOffset now, bool ownerIsDead = false) =>
        ReadyAt(lane, ownerIsDead) is { } ready && ready <= now;

    /// <summary>The first instant at which a lane may be claimed as far as the lane itself is concerned; null while it is paused.</summary>
    /// <param name="lane">The lane.</param>
    /// <param name="ownerIsDead">True if the store can prove that the holder is gone, and that nothing of the lane can be sending any more.</param>
    public static DateTimeOffset? ReadyAt(Lane lane, bool ownerIsDead = false)
    {
        if (lane.PausedBecause is not null)
            return null;
        var ready = DateTimeOffset.MinValue;
        if (lane.Owner is not null && !ownerIsDead)
            ready = Later(ready, lane.LeaseUntil);
        ready = Later(ready, lane.RetryAfter);
        return Later(ready, lane.WaitUntil);
    }

    /// <summary>The lane after <paramref name="owner"/> has claimed it.</summary>
    public static Lane Claim(Lane lane, string owner, DateTimeOffset now, TimeSpan lease) =>
        lane with { Owner = owner, Epoch = lane.Epoch + 1, LeaseUntil = now + lease, RetryAfter = null };

    /// <summary>Decides <paramref name="work"/>.</summary>
    /// <param name="work">The unit of work.</param>
    /// <param name="lane">Its lane as it is now; null if there is none.</param>
    /// <param name="entry">The entry it is about as it is now; null if it is about none or there is none.</param>
    /// <param name="campaign">The entry's campaign as it is now; null if it has none or the store never heard of it.</param>
    /// <param name="now">The store's clock.</param>
    /// <param name="times">When the account reposts: asked for where <paramref name="work"/> has a pace; what it decides is added.</param>
    public static WorkDecision Decide(Work work, Lane? lane, Entry? entry, CampaignState? campaign, DateTimeOffset now, RepostTimes? times = null)
    {
        if (lane is null)
            return WorkDecision.Refuse(Refusal.NotFound);
        var isStale = lane.Epoch != work.Lane.Epoch || lane.Owner != work.Lane.Owner;
        return work switch
        {
            Work.Begin begin => Begin(begin, lane, entry, campaign, now, isStale, times),
            Work.Turn turn => Turn(turn, lane, entry, campaign, now, isStale, times),
            Work.Record record => Record(record, lane, entry, campaign, now, isStale),
            Work.Settle settle => Settle(settle, lane, entry, campaign, now, isStale),
            Work.Renew renew => isStale ? WorkDecision.Refuse(Refusal.StaleClaim) : new(new WorkResult.Accepted(0)) { Lane = lane with { LeaseUntil = now + renew.Lease } },
            // Letting go of what one no longer holds is no fault.
            Work.Release => new(new WorkResult.Accepted(0)) { Lane = isStale ? null : lane with { Owner = null, LeaseUntil = null } },
            _ => throw new ArgumentOutOfRangeException(nameof(work)),
        };
    }

    private static WorkDecision Begin(Work.Begin work, Lane lane, Entry? entry, CampaignState? campaign, DateTimeOffset now, bool isStale, RepostTimes? times)
    {
        if (isStale)
            return WorkDecision.Refuse(Refusal.StaleClaim);
        if (entry is null || entry.Delivery.From.Id != lane.Account)
            return WorkDecision.Refuse(Refusal.NotFound);
        if (entry.State == DeliveryState.Sending && entry.LastAttempt?.Id == work.Attempt)
            return new(new WorkResult.Accepted(entry.Version) { Left = entry.Delivery.NotAfter - now });
        if (BeginRefusal(work, lane, entry, campaign, now) is { } refusal)
            return WorkDecision.Refuse(refusal);
        if (work.Pace is { } pace && NotItsTurn(entry, pace, times, now) is { } waits)
            return waits;

        var (tokens, refilledAt) = (lane.Tokens, lane.RefilledAt);
        if (work.Budget is { } budget)
        {
            (tokens, var at, var wait) = budget.Take(tokens, refilledAt, now);
            refilledAt = at;
            if (wait is { } forTokens)
                return WorkDecision.Refuse(Refusal.NoTokens) with { Lane = lane with { Tokens = tokens, RefilledAt = refilledAt, RetryAfter = now + forTokens } };
        }
        if (work.Pace is not null)
            times?.Begins(entry.Id, now);
        var attempt = new Attempt(work.Attempt, entry.Attempts + 1, lane.Epoch, work.Lane.Owner, now);
        var begun = entry with
        {
            State = DeliveryState.Sending, Version = entry.Version + 1, Wire = work.Wire, Attempts = attempt.N, LastAttempt = attempt, Looks = Math.Min(entry.Looks, 0), Because = null,
        };
        return new(new WorkResult.Accepted(begun.Version) { Left = entry.Delivery.NotAfter - now })
        {
            Entry = begun,
            Lane = lane with { LeaseUntil = now + work.Lease, Tokens = tokens, RefilledAt = refilledAt, BlockedBy = entry.Id, WaitUntil = null, WaitsFor = null },
            Attempt = attempt,
        };
    }

    private static WorkDecision Turn(Work.Turn work, Lane lane, Entry? entry, CampaignState? campaign, DateTimeOffset now, bool isStale, RepostTimes? times)
    {
        if (isStale)
            return WorkDecision.Refuse(Refusal.StaleClaim);
        if (entry is null || entry.Delivery.From.Id != lane.Account)
            return WorkDecision.Refuse(Refusal.NotFound);
        return WhyNot(entry, work.Version, lane, campaign, now) is { } refusal
            ? WorkDecision.Refuse(refusal)
            : NotItsTurn(entry, work.Pace, times, now) ?? new(new WorkResult.Accepted(entry.Version));
    }

    private static WorkDecision? NotItsTurn(Entry entry, RepostPace pace, RepostTimes? times, DateTimeOffset now) =>
        RepostTurns.Decide(entry, pace, times ?? throw new ArgumentNullException(nameof(times)), now) is { } waits
            ? new(new WorkResult.Refused(Refusal.NotItsTurn) { OverBecause = waits.State == DeliveryState.Scheduled ? null : waits.Because }) { Entry = waits }
            : null;

    private static Refusal? BeginRefusal(Work.Begin work, Lane lane, Entry entry, CampaignState? campaign, DateTimeOffset now) =>
        WhyNot(entry, work.Version, lane, campaign, now) ?? (entry.MayBeOut && entry.Wire is { } frozen && frozen != work.Wire ? Refusal.WireFrozen : null);

    private static Refusal? WhyNot(Entry entry, int version, Lane lane, CampaignState? campaign, DateTimeOffset now)
    {
        if (entry.Version != version)
            return entry.State == DeliveryState.Stopped ? Refusal.CampaignStopped : Refusal.Changed;
        if (entry.State != DeliveryState.Scheduled)
            return Refusal.WrongState;
        if (campaign?.StoppedAt is not null && entry.Delivery.Act is not Act.Delete)
            return Refusal.CampaignStopped;
        if (lane.PausedBecause is not null)
            return Refusal.LanePaused;
        if (lane.RetryAfter > now || (lane.BlockedBy is { } head && head != entry.Id) || lane.WaitUntil > now)
            return Refusal.LaneWaits;
        if (entry.Delivery.DueAt > now || entry.Delivery.NotBefore > now)
            return Refusal.TooEarly;
        if (entry.Delivery.NotAfter <= now)
            return Refusal.TooLate;
        return entry.Delivery.NeedsApproval && entry.ApprovedHash != entry.Hash ? Refusal.NotApproved : null;
    }

    private static WorkDecision Record(Work.Record work, Lane lane, Entry? entry, CampaignState? campaign, DateTimeOffset now, bool isStale)
    {
        if (entry?.LastAttempt is not { } attempt || entry.Delivery.From.Id != lane.Account)
            return WorkDecision.Refuse(isStale ? Refusal.StaleClaim : Refusal.NotFound);
        if (attempt.Id != work.Attempt)
            return WorkDecision.Refuse(isStale ? Refusal.StaleClaim : Refusal.Changed);
        if (entry.State != DeliveryState.Sending && attempt.Outcome == work.Outcome.Name)
            return new(Accepted(entry, work.Then));
        if (isStale)
            return LateProof(work, lane, entry, campaign, attempt, now);
        if (entry.State != DeliveryState.Sending || entry.Version != work.Version)
            return WorkDecision.Refuse(Refusal.Changed);
        var answered = Answered(attempt, work.Outcome, now);
        // What is known to have had no effect changes neither what may be out nor what a person said of it.
        var isNothing = work.Outcome is Outcome.NotSent or Outcome.AccountStopped or Outcome.Refused;
        return Stand(entry with { LastAttempt = answered, MayBeOut = entry.MayBeOut || !isNothing, Looks = isNothing ? entry.Looks : 0 }, lane, work.Then, campaign, work.IfWithdrawn, now) with { Attempt = answered };
    }

    // A worker that lost its lane in the middle of a send comes back with a receipt: proof is proof, whoever brings it and whatever was thought meanwhile,
    // as long as nobody has begun to send again since.
    private static WorkDecision LateProof(Work.Record work, Lane lane, Entry entry, CampaignState? campaign, Attempt attempt, DateTimeOffset now)
    {
        if (work.Outcome is not Outcome.Done || entry.State == DeliveryState.Sent)
            return WorkDecision.Refuse(Refusal.StaleClaim);
        var answered = Answered(attempt, work.Outcome, now);
        var decision = Stand(entry with { LastAttempt = answered, MayBeOut = true }, lane, work.Then, campaign, work.IfWithdrawn, now);
        return decision with { Attempt = answered };
    }

    private static Attempt Answered(Attempt attempt, Outcome outcome, DateTimeOffset now) =>
        attempt with { FinishedAt = now, Outcome = outcome.Name, HttpStatus = outcome.HttpStatus, Evidence = outcome.Evidence };

    private static WorkDecision Settle(Work.Settle work, Lane lane, Entry? entry, CampaignState? campaign, DateTimeOffset now, bool isStale)
    {
        if (isStale)
            return WorkDecision.Refuse(Refusal.StaleClaim);
        if (entry is null || entry.Delivery.From.Id != lane.Account)
            return WorkDecision.Refuse(Refusal.NotFound);
        if (entry.Version == work.Version + 1 && ((entry.State == work.Then.State && entry.Because == work.Then.Because) || entry is { State: DeliveryState.Held, Because: ChangeRules.StoppedAndMayBeOut }))
            return new(Accepted(entry, work.Then));
        if (entry.Version != work.Version)
            return WorkDecision.Refuse(entry.State == DeliveryState.Stopped ? Refusal.CampaignStopped : Refusal.Changed);
        if (entry.State is not (DeliveryState.Scheduled or DeliveryState.Unclear))
            return WorkDecision.Refuse(Refusal.WrongState);
        // Over is what is over by the store's clock, whatever time a worker has.
        if (work.Then is { State: DeliveryState.Expired, IsMoot: false } && entry.Delivery.Late == LateRule.Send && !(entry.Delivery.NotAfter <= now))
            return WorkDecision.Refuse(Refusal.TooEarly);
        return Stand(entry, lane, work.Then, campaign, work.IfWithdrawn, now);
    }

    private static WorkDecision Stand(Entry entry, Lane lane, Settlement then, CampaignState? campaign, NewDelivery? ifWithdrawn, DateTimeOffset now)
    {
        var state = then.State;
        var because = then.Because;
        DeliveryState? stoppedFrom = null;
        // What was on its way when the campaign was stopped, and is not out, stops here. What may be out is not called stopped: that a repeat would do no harm does not say that nothing is there.
        if (state == DeliveryState.Scheduled && campaign?.StoppedAt is not null && entry.Delivery.Act is not Act.Delete)
            (state, stoppedFrom, because) = entry.MayBeOut ? (DeliveryState.Held, (DeliveryState?)null, ChangeRules.StoppedAndMayBeOut) : (DeliveryState.Stopped, DeliveryState.Scheduled, because);
        // A deletion that was on its way when its campaign went on is not begun again.
        else if (state == DeliveryState.Scheduled && entry.Delivery.Act is Act.Delete && campaign is { WithdrawnAt: null })
            (state, because) = ChangeRules.LeftUp(entry);
        var stands = entry with
        {
            State = state,
            StoppedFrom = stoppedFrom,
            Version = entry.Version + 1,
            Because = because,
            Looks = then.OfLook ? entry.Looks + 1 : entry.Looks,
            Receipt = state == DeliveryState.Sent ? then.Receipt : null,
            ConfirmedBy = state == DeliveryState.Sent ? then.ConfirmedBy : null,
            SentAt = state == DeliveryState.Sent ? now : null,
        };
        var waits = state.IsInLane() && then.Wait is not null;
        var waited = lane.WaitsFor == entry.Id;
        return new(Accepted(stands, then))
        {
            Entry = stands,
            Lane = lane with
            {
                BlockedBy = state == DeliveryState.Unclear ? entry.Id : lane.BlockedBy == entry.Id ? null : lane.BlockedBy,
                WaitUntil = waits ? now + then.Wait : waited ? null : lane.WaitUntil,
                WaitsFor = waits ? entry.Id : waited ? null : lane.WaitsFor,
                RetryAfter = then.AccountWait is { } wait ? Later(now + wait, lane.RetryAfter) : lane.RetryAfter,
                PausedBecause = then.Pause ?? lane.PausedBecause,
            },
            Add = state == DeliveryState.Sent && campaign?.WithdrawnAt is not null ? ifWithdrawn : null,
        };
    }

    private static WorkResult.Accepted Accepted(Entry stands, Settlement then) =>
        new(stands.Version) { HeldBecause = stands.State == DeliveryState.Held && then.State != DeliveryState.Held ? stands.Because : null };

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset? other) => other > one ? other.Value : one;
}

/// <summary>What a store writes for a unit of work. What is null stays as it is.</summary>
/// <param name="Result">What the worker is told.</param>
public sealed record WorkDecision(WorkResult Result)
{
    /// <summary>The lane as it is now, also where the result is a refusal (a used-up budget notes until when the lane waits).</summary>
    public Lane? Lane { get; init; }

    /// <summary>The entry as it is now.</summary>
    public Entry? Entry { get; init; }

    /// <summary>The attempt to insert, or to answer if its id is there.</summary>
    public Attempt? Attempt { get; init; }

    /// <summary>A delivery to add, unless its key is there.</summary>
    public NewDelivery? Add { get; init; }

    internal static WorkDecision Refuse(Refusal why) => new(new WorkResult.Refused(why));
}
