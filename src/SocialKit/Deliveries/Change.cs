using SocialKit.Posts;

namespace SocialKit.Deliveries;

/// <summary>What a person does to a delivery.</summary>
public abstract record Change
{
    private Change() { }

    /// <summary>Puts another content or time in the place of what is there; key, account, campaign, series and kind of act stay, and what needed an approval still does.</summary>
    /// <param name="Delivery">The delivery as it should be.</param>
    /// <param name="Words"><see cref="NewDelivery.Words"/> of the new text.</param>
    public sealed record Edit(Delivery Delivery, string? Words) : Change;

    /// <summary>Takes it out for good.</summary>
    /// <param name="By">Who says so.</param>
    public sealed record Cancel(string By) : Change
    {
        /// <summary>True if it is an occurrence at a time at which its series does not come any more: a later renewal may bring it back, by an edit.</summary>
        public bool IsReplaced { get; init; }
    }

    /// <summary>Approves exactly the content whose hash was seen. What was held because it had changed goes on; what was held for another reason stays held until <see cref="Retry"/>.</summary>
    /// <param name="Seen">The hash of what was looked at.</param>
    /// <param name="By">Who approves.</param>
    public sealed record Approve(ContentHash Seen, string By) : Change;

    /// <summary>Calls over what still waits for an approval when its last moment has passed: an approval would come to nothing. Nobody's word is needed for that.</summary>
    /// <param name="Reason">Why, in words.</param>
    public sealed record Expire(string Reason) : Change;

    /// <summary>Keeps it back until <see cref="Retry"/>.</summary>
    /// <param name="Reason">Why.</param>
    public sealed record Hold(string Reason) : Change;

    /// <summary>Schedules what is held, failed, expired or a draft for now. Refused as <see cref="Refusal.MayBeOut"/> if it may be out.</summary>
    public sealed record Retry : Change;

    /// <summary>A person looked: what is held or unclear is out.</summary>
    /// <param name="Post">The post.</param>
    /// <param name="By">Who looked.</param>
    public sealed record ResolveSent(PostRef Post, string By) : Change
    {
        /// <inheritdoc cref="Work.Record.IfWithdrawn"/>
        public NewDelivery? IfWithdrawn { get; init; }
    }

    /// <summary>A person looked: what is held or unclear is not out, and should be sent.</summary>
    /// <param name="By">Who looked.</param>
    public sealed record ResolveSendAgain(string By) : Change;
}

/// <summary>What became of a change.</summary>
public abstract record ChangeResult
{
    private ChangeResult() { }

    /// <summary>It was done.</summary>
    /// <param name="Entry">The entry as it is now.</param>
    public sealed record Changed(Entry Entry) : ChangeResult
    {
        /// <summary>A delivery that the store adds with it, unless its key is there; null if there is none.</summary>
        public NewDelivery? Add { get; init; }
    }

    /// <summary>Nothing was changed.</summary>
    /// <param name="Why">The reason.</param>
    /// <param name="Entry">The entry as it is; null if there is none.</param>
    public sealed record Refused(Refusal Why, Entry? Entry) : ChangeResult;
}
