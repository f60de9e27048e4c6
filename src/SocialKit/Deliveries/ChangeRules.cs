namespace SocialKit.Deliveries;

/// <summary>What a person's change does to an entry: a pure function that every store calls inside its transaction.</summary>
public static class ChangeRules
{
    /// <summary>Decides <paramref name="change"/>. After it, the entry's lane no longer waits for it: see <see cref="Unblock"/>.</summary>
    /// <param name="entry">The entry as it is now.</param>
    /// <param name="version">The version that the person saw.</param>
    /// <param name="change">What to do.</param>
    /// <param name="campaign">The entry's campaign; null if it has none or the store never heard of it.</param>
    /// <param name="now">The store's clock.</param>
    public static ChangeResult Decide(Entry entry, int version, Change change, CampaignState? campaign, DateTimeOffset now)
    {
        if (entry.State is DeliveryState.Sending or DeliveryState.Sent)
            return new ChangeResult.Refused(Refusal.AlreadySending, entry);
        if (entry.Version != version)
            return new ChangeResult.Refused(Refusal.Changed, entry);
        return change switch
        {
            Change.Edit edit when IsReplaced(entry) => Revive(entry, edit, campaign),
            Change.Edit edit => Edit(entry, edit),
            Change.Cancel cancel => Cancel(entry, cancel),
            Change.Approve approve => Approve(entry, approve, campaign),
            Change.Hold hold when IsOpen(entry) => Changed(entry with { State = DeliveryState.Held, StoppedFrom = null, Because = hold.Reason }),
            Change.Expire expire when entry is { State: DeliveryState.AwaitingApproval, MayBeOut: false } && entry.Delivery.NotAfter <= now => Changed(entry with { State = DeliveryState.Expired, Because = expire.Reason }),
            Change.Retry => Retry(entry, campaign, now),
            Change.ResolveSent sent when entry.State is DeliveryState.Held or DeliveryState.Unclear => Changed(entry with
            {
                State = DeliveryState.Sent, Receipt = sent.Post, ConfirmedBy = Confirmation.Person, SentAt = now, Because = $"{sent.By} looked: it is out.",
            }) with { Add = campaign?.WithdrawnAt is null ? null : sent.IfWithdrawn },
            Change.ResolveSendAgain again when entry.State is DeliveryState.Held or DeliveryState.Unclear =>
                Again(entry with { Looks = -1, Because = $"{again.By} looked: it is not out." }, campaign, now),
            _ => new ChangeResult.Refused(Refusal.WrongState, entry),
        };
    }

    /// <summary>True if a change makes an entry say words that it did not say before, because the text is another or because it speaks again: then no other account may say them.</summary>
    /// <param name="before">The entry as it was.</param>
    /// <param name="after">The entry as it would be.</param>
    public static bool SaysAnew(Entry before, Entry after) =>
        AddRules.SpeaksFor(after.State) && (after.Hash != before.Hash || !AddRules.SpeaksFor(before.State));

    /// <summary>The lane after an entry was changed by a person, or stopped: it no longer waits for it.</summary>
    public static Lane Unblock(Lane lane, Entry changed) => lane with
    {
        BlockedBy = lane.BlockedBy == changed.Id ? null : lane.BlockedBy,
        WaitUntil = lane.WaitsFor == changed.Id ? null : lane.WaitUntil,
        WaitsFor = lane.WaitsFor == changed.Id ? null : lane.WaitsFor,
    };

    private const string Replaced = "Its series was changed, and does not come at this time any more.";

    /// <summary>True for an occurrence that was taken out because its series changed, and not because a person wanted it out.</summary>
    internal static bool IsReplaced(Entry entry) => entry is { State: DeliveryState.Cancelled, Because: Replaced };

    internal const string StoppedAndMayBeOut = "Its campaign was stopped, and an earlier attempt may have been sent: look on the platform.";

    /// <summary>The entry after its campaign was stopped: stopped, or held if it may be out; null if that does not touch it: it does not wait, or it takes a post back.</summary>
    public static Entry? Stop(Entry entry)
    {
        if (!entry.State.IsWaiting() || entry.Delivery.Act is Act.Delete)
            return null;
        return entry.MayBeOut
            ? entry with { State = DeliveryState.Held, Because = StoppedAndMayBeOut, Version = entry.Version + 1 }
            : entry with { State = DeliveryState.Stopped, StoppedFrom = entry.State, Version = entry.Version + 1 };
    }

    /// <summary>The entry after its campaign goes on; null if it was not stopped.</summary>
    public static Entry? Resume(Entry entry) =>
        entry.State == DeliveryState.Stopped
            ? entry with { State = entry.StoppedFrom ?? DeliveryState.Scheduled, StoppedFrom = null, Version = entry.Version + 1 }
            : null;

    private const string WentOn = "Its campaign went on before it was deleted: the post stays.";
    private const string WentOnAndMayBeDeleted = "Its campaign went on, and an earlier attempt may have deleted the post: look on the platform.";

    /// <summary>The deletion after its campaign goes on: called off, or held if the post may be deleted already; null if that does not touch it: it is no deletion, or does not wait.</summary>
    public static Entry? LeaveUp(Entry entry)
    {
        if (entry.Delivery.Act is not Act.Delete || (!entry.State.IsWaiting() && (entry.State != DeliveryState.Held || entry.MayBeOut)))
            return null;
        var (state, because) = LeftUp(entry);
        return entry with { State = state, Because = because, Version = entry.Version + 1 };
    }

    /// <summary>The deletion after its campaign was withdrawn once more; null if it was not called off by <see cref="LeaveUp"/>.</summary>
    public static Entry? TakeDown(Entry entry) =>
        entry.Delivery.Act is Act.Delete && entry is { State: DeliveryState.Cancelled, Because: WentOn } or { State: DeliveryState.Held, Because: WentOnAndMayBeDeleted }
            ? entry with { State = DeliveryState.Scheduled, Because = null, Version = entry.Version + 1 }
            : null;

    internal static (DeliveryState State, string Because) LeftUp(Entry entry) => entry.MayBeOut ? (DeliveryState.Held, WentOnAndMayBeDeleted) : (DeliveryState.Cancelled, WentOn);

    // A draft, what waits for somebody, what is stopped and what is held may be changed; what may be out may not be given another content.
    private static bool IsOpen(Entry entry) => entry.State.IsWaiting() || entry.State == DeliveryState.Stopped;

    private static ChangeResult Edit(Entry entry, Change.Edit edit)
    {
        if (!IsOpen(entry) && entry.State != DeliveryState.Held)
            return new ChangeResult.Refused(Refusal.WrongState, entry);
        // A deletion goes out whatever is stopped: a post must not become one.
        if (edit.Delivery.Key != entry.Delivery.Key || edit.Delivery.From.Id != entry.Delivery.From.Id || edit.Delivery.Act.GetType() != entry.Delivery.Act.GetType())
            return new ChangeResult.Refused(Refusal.WrongState, entry);
        var hash = DeliveryContent.HashOf(edit.Delivery);
        if (entry.MayBeOut && hash != entry.Hash)
            return new ChangeResult.Refused(Refusal.MayBeOut, entry);
        var delivery = AddRules.InItsTime(edit.Delivery) with
        {
            ReplyTo = null, Campaign = entry.Delivery.Campaign, Series = entry.Delivery.Series, OccurrenceAt = entry.Delivery.OccurrenceAt,
            NeedsApproval = entry.Delivery.NeedsApproval || edit.Delivery.NeedsApproval,
        };
        var edited = entry with { Delivery = delivery, Hash = hash, Wire = hash == entry.Hash ? entry.Wire : null };
        if (entry.ApprovedHash is { } approved && approved != hash)
            edited = edited with { State = DeliveryState.Held, StoppedFrom = null, Because = $"Changed since {entry.ApprovedBy} approved it: {string.Join(", ", hash.ChangedSince(approved))}." };
        else if (delivery.NeedsApproval && entry.ApprovedHash != hash && entry.State == DeliveryState.Scheduled)
            edited = edited with { State = DeliveryState.AwaitingApproval };
        return Changed(edited);
    }

    // Its series comes at its time again. Who approved it approved what was taken out.
    private static ChangeResult Revive(Entry entry, Change.Edit edit, CampaignState? campaign) =>
        Edit(entry with { State = DeliveryState.Draft, Because = null, ApprovedHash = null, ApprovedBy = null }, edit) is ChangeResult.Changed { Entry: { State: DeliveryState.Draft } draft }
            ? new ChangeResult.Changed(Scheduled(draft, campaign))
            : new ChangeResult.Refused(Refusal.WrongState, entry);

    private static ChangeResult Cancel(Entry entry, Change.Cancel cancel) => entry.State switch
    {
        DeliveryState.Cancelled => new ChangeResult.Changed(entry),
        // It would be called cancelled, and be out: it can be held instead, and a person looks.
        _ when entry.MayBeOut => new ChangeResult.Refused(Refusal.MayBeOut, entry),
        DeliveryState.Failed or DeliveryState.Expired => new ChangeResult.Refused(Refusal.WrongState, entry),
        _ => Changed(entry with { State = DeliveryState.Cancelled, StoppedFrom = null, Because = cancel.IsReplaced ? Replaced : $"Cancelled by {cancel.By}." }),
    };

    private static ChangeResult Approve(Entry entry, Change.Approve approve, CampaignState? campaign)
    {
        if (approve.Seen != entry.Hash)
            return new ChangeResult.Refused(Refusal.Changed, entry);
        var approved = entry with { ApprovedHash = entry.Hash, ApprovedBy = approve.By };
        return entry.State switch
        {
            DeliveryState.AwaitingApproval => Changed(Scheduled(approved with { Because = null }, campaign)),
            DeliveryState.Held when entry.MayBeOut => new ChangeResult.Refused(Refusal.MayBeOut, entry),
            DeliveryState.Held when entry.ApprovedHash is { } before && before != entry.Hash && entry.Delivery.NeedsApproval => Changed(Scheduled(approved with { Because = null }, campaign)),
            // Whoever held it for another reason has not let it go.
            DeliveryState.Held or DeliveryState.Draft or DeliveryState.Scheduled => Changed(approved),
            DeliveryState.Stopped => Changed(approved with { StoppedFrom = entry.StoppedFrom == DeliveryState.AwaitingApproval ? DeliveryState.Scheduled : entry.StoppedFrom }),
            _ => new ChangeResult.Refused(Refusal.WrongState, entry),
        };
    }

    private static ChangeResult Retry(Entry entry, CampaignState? campaign, DateTimeOffset now)
    {
        if (entry.MayBeOut)
            return new ChangeResult.Refused(Refusal.MayBeOut, entry);
        if (entry.State is not (DeliveryState.Held or DeliveryState.Failed or DeliveryState.Expired or DeliveryState.Draft))
            return new ChangeResult.Refused(Refusal.WrongState, entry);
        return Again(entry with { Because = null }, campaign, now);
    }

    private static ChangeResult Again(Entry entry, CampaignState? campaign, DateTimeOffset now)
    {
        if (entry.Delivery.NotAfter <= now)
            return new ChangeResult.Refused(Refusal.TooLate, entry);
        // It is due now: its own time would make it late, and a late rule would take it away again.
        var due = entry.Delivery.DueAt > now ? entry.Delivery : AddRules.InItsTime(entry.Delivery with { DueAt = now, WallClock = null, Zone = null });
        return Changed(Scheduled(entry with { Delivery = due }, campaign));
    }

    private static Entry Scheduled(Entry entry, CampaignState? campaign)
    {
        var state = entry.Delivery.NeedsApproval && entry.ApprovedHash != entry.Hash ? DeliveryState.AwaitingApproval : DeliveryState.Scheduled;
        return campaign?.StoppedAt is not null && entry.Delivery.Act is not Act.Delete
            ? entry with { State = DeliveryState.Stopped, StoppedFrom = state }
            : entry with { State = state, StoppedFrom = null };
    }

    private static ChangeResult.Changed Changed(Entry entry) => new(entry with { Version = entry.Version + 1 });
}
