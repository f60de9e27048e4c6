using SocialKit.Reposts;

namespace SocialKit.Deliveries;

/// <summary>Where a delivery stands after an answer or a look: the rules of DELIVERY in one place, as pure functions.</summary>
/// <param name="options">Waits and limits.</param>
public sealed class Settlements(WorkerOptions options)
{
    // An answer that asks for more is a mistake, or the end of the calendar.
    private static readonly TimeSpan LongestAsked = TimeSpan.FromDays(31);

    /// <summary>After an attempt.</summary>
    /// <param name="entry">The entry as it was when the attempt began.</param>
    /// <param name="attempts">How many attempts there have been, with this one.</param>
    /// <param name="outcome">The answer.</param>
    /// <param name="jitter">From 0 to 1: shortens a backoff by up to a half, so that accounts do not come back all at once.</param>
    public Settlement After(Entry entry, int attempts, Outcome outcome, double jitter) => outcome switch
    {
        Outcome.Done done => Sent(done.Post, done.ConfirmedBy),
        // Nobody has to do anything about it: what was to be passed on is not what it was when it was chosen.
        Outcome.Refused { Code: RepostRefusals.OriginalGone or RepostRefusals.OriginalEdited } refused when entry is { MayBeOut: false, Delivery.Act: Act.Repost } => new(DeliveryState.Expired, refused.Reason) { IsMoot = true },
        // An earlier attempt may have had its effect, and this refusal may be a consequence of just that.
        Outcome.Refused refused when entry.MayBeOut => new(DeliveryState.Held, $"Refused ({refused.Code}): {refused.Reason} An earlier attempt may have been sent."),
        Outcome.Refused refused => new(DeliveryState.Failed, $"Refused ({refused.Code}): {refused.Reason}"),
        // Waiting as told is no failure, however often: only a platform that asks for no time at all is given some.
        Outcome.NotSent { RetryAfter: { } asked } notSent => new(DeliveryState.Scheduled, notSent.Reason) { AccountWait = Between(Least(attempts), asked) },
        Outcome.NotSent notSent when attempts >= options.MaxAttempts => new(DeliveryState.Held, $"Not sent in {attempts} attempts: {notSent.Reason}"),
        Outcome.NotSent notSent => new(DeliveryState.Scheduled, notSent.Reason) { Wait = Backoff(attempts, jitter) },
        Outcome.AccountStopped stopped => new(DeliveryState.Scheduled, stopped.Reason) { Pause = stopped.Reason },
        Outcome.Unclear unclear => new(DeliveryState.Unclear, unclear.Reason),
        _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
    };

    /// <summary>After a look.</summary>
    /// <param name="entry">The unclear entry.</param>
    /// <param name="sighting">What was seen.</param>
    /// <param name="jitter">From 0 to 1.</param>
    public Settlement After(Entry entry, Sighting sighting, double jitter) => sighting switch
    {
        Sighting.Found found => Sent(found.Post, Confirmation.ReadBack) with { OfLook = true },
        Sighting.SurelyAbsent absent when entry.Attempts >= options.MaxAttempts => new(DeliveryState.Held, $"Absent after {entry.Attempts} attempts: {absent.Reason}") { OfLook = true },
        Sighting.SurelyAbsent absent => new(DeliveryState.Scheduled, absent.Reason) { OfLook = true, Wait = entry.Attempts > 1 ? Backoff(entry.Attempts - 1, jitter) : null },
        Sighting.LookAgainAfter again when entry.Looks + 1 >= options.MaxLooks => new(DeliveryState.Held, $"Looked for {entry.Looks + 1} times: {again.Reason}") { OfLook = true },
        Sighting.LookAgainAfter again => new(DeliveryState.Unclear, again.Reason) { OfLook = true, Wait = Between(TimeSpan.FromSeconds(1), again.Delay) },
        Sighting.CannotTell cannot => new(DeliveryState.Held, cannot.Reason) { OfLook = true },
        _ => throw new ArgumentOutOfRangeException(nameof(sighting)),
    };

    /// <summary>The wait after the <paramref name="attempts"/>-th attempt.</summary>
    public TimeSpan Backoff(int attempts, double jitter)
    {
        var doubled = options.FirstBackoff * Math.Pow(2, Math.Clamp(attempts - 1, 0, 30));
        return (doubled < options.LongestBackoff ? doubled : options.LongestBackoff) * (1 - jitter / 2);
    }

    private static TimeSpan Between(TimeSpan least, TimeSpan asked) => asked < least ? least : asked > LongestAsked ? LongestAsked : asked;

    private TimeSpan Least(int attempts) => attempts > options.MaxAttempts ? Backoff(attempts - options.MaxAttempts, 0) : TimeSpan.FromSeconds(1);

    private static Settlement Sent(PostRef post, Confirmation by) => new(DeliveryState.Sent, null) { Receipt = post, ConfirmedBy = by };
}
