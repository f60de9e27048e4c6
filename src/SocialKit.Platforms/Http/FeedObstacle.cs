using SocialKit.Deliveries;
using SocialKit.Reposts;

namespace SocialKit.Platforms.Http;

/// <summary>Why an account could not be read, as each call of a feed says it.</summary>
/// <param name="Reason">In words, without a secret.</param>
/// <param name="RetryAfter">How long the platform asks to wait; null if it did not say.</param>
/// <param name="StopsReader">True if the reading account cannot read, and a person has to see to it.</param>
internal sealed record FeedObstacle(string Reason, TimeSpan? RetryAfter = null, bool StopsReader = false)
{
    /// <summary>What it is for reading that something stands against a delivery.</summary>
    public static FeedObstacle Of(Outcome outcome) => outcome switch
    {
        Outcome.AccountStopped stopped => new(stopped.Reason, null, StopsReader: true),
        Outcome.NotSent failed => new(failed.Reason, failed.RetryAfter),
        Outcome.Unclear unclear => new(unclear.Reason),
        Outcome.Refused refused => new(refused.Reason),
        _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
    };

    /// <summary>For a look at an account.</summary>
    public AccountLook ToAccountLook() => StopsReader ? new AccountLook.ReaderStopped(Reason) : new AccountLook.Failed(Reason, RetryAfter);

    /// <summary>For reading what an account published.</summary>
    public FeedReading ToReading() => StopsReader ? new FeedReading.ReaderStopped(Reason) : new FeedReading.Failed(Reason, RetryAfter);

    /// <summary>For a look at a post.</summary>
    public PostLook ToPostLook() => StopsReader ? new PostLook.ReaderStopped(Reason) : new PostLook.Failed(Reason, RetryAfter);
}
