using SocialKit.Access;
using SocialKit.Deliveries;
using SocialKit.Platforms.Http;

namespace SocialKit.Platforms.Graph;

/// <summary>What an answer of Meta's Graph APIs to a write means for a delivery, where it is no success.</summary>
internal static class GraphOutcome
{
    /// <summary>The outcome of a write that brought no receipt; a token that was not taken is for the caller, before.</summary>
    /// <param name="platform">The platform's name.</param>
    /// <param name="result">What came of the call.</param>
    /// <param name="now">The wall clock.</param>
    /// <param name="secrets">What must not stand in the evidence.</param>
    public static Outcome Of(string platform, HttpResult result, DateTimeOffset now, params IEnumerable<Secret?> secrets) => result switch
    {
        HttpResult.NotConnected failed => new Outcome.NotSent(failed.Reason),
        HttpResult.Cut cut => new Outcome.Unclear(cut.Reason),
        HttpResult.Answer answer => Of(platform, answer, now, secrets) with { HttpStatus = answer.Code, Evidence = Evidence.Of(answer, secrets) },
        _ => throw new InvalidOperationException(),
    };

    private static Outcome Of(string platform, HttpResult.Answer answer, DateTimeOffset now, IEnumerable<Secret?> secrets)
    {
        if (answer.IsSuccess)
            return new Outcome.Unclear($"{platform} answered {answer.Code} without the post's id.");
        // Posts were seen to be out behind a 500, whatever code stood in its body.
        if (answer.Code is not (>= 400 and < 500))
            return new Outcome.Unclear($"{platform} answered {answer.Code}.");
        if (GraphError.Of(answer, secrets) is not { } error)
        {
            return answer.Code == 429
                ? new Outcome.NotSent($"{platform} asks to wait.", GraphWait.Of(answer, now))
                : new Outcome.Unclear($"{platform} answered {answer.Code} with something that is no answer of {platform}.");
        }
        if (error.IsLimit || (answer.Code == 429 && !error.IsToken))
            return new Outcome.NotSent($"{platform} asks to wait ({error.Name}): {error.Message}", GraphWait.Of(answer, now));
        if (error.IsInside)
            return new Outcome.Unclear($"{platform} failed ({error.Name}): {error.Message}");
        if (error.IsDuplicate)
            return new Outcome.Unclear($"{platform} says that the same was posted just before ({error.Name}): {error.Message}");
        if (error.IsBlocked)
            return new Outcome.AccountStopped($"{platform} has blocked the account for a while ({error.Name}): {error.Message} Look into the app or on the site what it says, and resume when it is over.");
        if (error.IsPermission)
            return new Outcome.AccountStopped($"{platform} does not let this account do that ({error.Name}): {error.Message} Sign in again with the permissions that \"socialkit login\" names.");
        return new Outcome.Refused(error.Name, error.Message);
    }
}
