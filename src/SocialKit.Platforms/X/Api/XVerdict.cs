using SocialKit.Access;
using SocialKit.Deliveries;
using SocialKit.Platforms.Http;

namespace SocialKit.Platforms.X.Api;

/// <summary>What an answer to a write means where it is no receipt. Pure.</summary>
internal static class XVerdict
{
    /// <summary>The outcome; 401, which wants a look at the credentials, is <see cref="Outcome.NotSent"/> here.</summary>
    /// <param name="result">What came of the call; no success with a receipt.</param>
    /// <param name="now">The wall clock, to count waits from.</param>
    /// <param name="secrets">What was sent.</param>
    public static Outcome Of(HttpResult result, DateTimeOffset now, params IEnumerable<Secret?> secrets) => result switch
    {
        HttpResult.NotConnected notConnected => new Outcome.NotSent(notConnected.Reason),
        HttpResult.Cut cut => new Outcome.Unclear(cut.Reason),
        HttpResult.Answer answer => Of(answer, XProblem.Of(answer, secrets), now),
        _ => throw new ArgumentOutOfRangeException(nameof(result)),
    };

    /// <summary>The same, where what X says was read already.</summary>
    public static Outcome Of(HttpResult.Answer answer, XProblem problem, DateTimeOffset now)
    {
        if (answer.IsSuccess)
            return new Outcome.Unclear($"X answered {answer.Code} and named no post. {problem.Words}");
        if (Stops(problem) is { } reason)
            return new Outcome.AccountStopped(reason);
        switch (answer.Code)
        {
            case 401:
                return new Outcome.NotSent(problem.Words);
            // Not executed (X, response codes and errors, 2026-08-22).
            case 429:
                return new Outcome.NotSent($"X's limit is used up. {problem.Words}", XWindows.After(answer, now));
            // 185 and 344: the day's posts are used up; 88: the window's (X, error codes).
            case 403 when problem.Is("185", "344", "88"):
                return new Outcome.NotSent(problem.Words, XWindows.After(answer, now) is var asked && asked > XWindows.Usual ? asked : TimeSpan.FromMinutes(30));
            // The request may have been handed on before time ran out.
            case 408:
                return new Outcome.Unclear(problem.Words);
            case >= 400 and < 500:
                return new Outcome.Refused(problem.Name, problem.Words);
            default:
                return new Outcome.Unclear(problem.Words);
        }
    }

    /// <summary>Why nothing of this account will be taken, whatever it says; null if that is not so.</summary>
    public static string? Stops(XProblem problem)
    {
        // No page of X describes the body: {"title":"CreditsDepleted","type":"…/problems/credits"} and "credits-depleted" were met in the field in 2026.
        if (problem.Status == 402 || problem.Is("credits", "credits-depleted") || problem.Says("creditsdepleted", "spendcapreached"))
            return $"X's API credits are used up: buy credits or raise the spending limit in X's Developer Console (console.x.com), then resume the account. {problem.Words}";
        if (problem.Is("usage-capped"))
            return $"The app's usage cap on X is reached: raise it in X's Developer Console (console.x.com), then resume the account. {problem.Words}";
        if (problem.Status != 403 && problem.Status != 401)
            return null;
        // 64 suspended, 326 locked until its owner signs in (X, error codes).
        if (problem.Is("64", "326") || problem.Says("your account is suspended", "account is temporarily locked", "account has been locked"))
            return $"X has suspended or locked the account: sign in at x.com and do what it asks, then resume the account. {problem.Words}";
        if (problem.Is("client-forbidden", "oauth1-permissions", "unsupported-authentication", "453") || problem.Says("client-not-enrolled"))
            return $"The app may not write to X: give it read and write permission and access to API v2 in X's Developer Console (console.x.com), sign in again, then resume the account. {problem.Words}";
        return null;
    }

    /// <summary>True if X refused a post because it has the same one already.</summary>
    public static bool IsDuplicate(XProblem problem) => problem.Status == 403 && (problem.Is("187") || problem.Says("duplicate content", "status is a duplicate"));

    /// <summary>True if X refused a repost because it is one already (327).</summary>
    public static bool IsAlreadyReposted(XProblem problem) => problem.Status is 400 or 403 && (problem.Is("327") || problem.Says("already retweeted", "already reposted"));
}
