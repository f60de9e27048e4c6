using System.Net;
using SocialKit.Deliveries;
using SocialKit.Platforms.Http;

namespace SocialKit.Platforms.Mastodon;

/// <summary>What a server's answer means for a delivery.</summary>
internal static class MastodonAnswers
{
    // The shortest of Mastodon's periods (docs of 2026-07, rate limits); GoToSocial answers 429 without saying how long.
    private static readonly TimeSpan UsualWait = TimeSpan.FromMinutes(5);

    /// <summary>Of a write that did not end with a receipt. A 401 is not judged here: it takes another look.</summary>
    public static Outcome OfWrite(HttpResult result, MastodonApi api, DateTimeOffset now)
    {
        var words = MastodonWords.Of(result, api.Token);
        if (result is not HttpResult.Answer answer)
            return result is HttpResult.NotConnected ? new Outcome.NotSent(words) : new Outcome.Unclear(words);
        var error = MastodonWords.ErrorOf(answer);
        Outcome outcome = answer.Status switch
        {
            // It was not executed: the limits stand before the action.
            HttpStatusCode.TooManyRequests => new Outcome.NotSent($"Too many requests ({words}).", RateHeaders.RetryAfter(answer, now) ?? UsualWait),
            HttpStatusCode.Forbidden when error is not null && StopsAccount(error) => new Outcome.AccountStopped($"{Host(api)} says: {words}."),
            HttpStatusCode.Forbidden when error is not null && error.Contains("outside the authorized scopes", StringComparison.OrdinalIgnoreCase) =>
                new Outcome.AccountStopped($"The token of {api.Account.Id} may not do this ({words}). Run \"socialkit login {api.Account.Platform}\" again."),
            HttpStatusCode.UnprocessableEntity when error is not null && error.Contains("requires an authenticated user", StringComparison.OrdinalIgnoreCase) =>
                new Outcome.AccountStopped($"The token of {api.Account.Id} belongs to an app and to no account ({words}). Run \"socialkit login {api.Account.Platform}\" again."),
            HttpStatusCode.RequestTimeout => new Outcome.Unclear(words),
            _ => answer.Code switch
            {
                >= 300 and < 400 => new Outcome.NotSent(words),
                >= 400 and < 500 when error is not null || IsOfApplication(answer.Status) => new Outcome.Refused(answer.Code.ToString(System.Globalization.CultureInfo.InvariantCulture), error ?? words),
                // A page of something that stands before the server, such as a proxy: it did not pass the request on, and may pass the next one.
                >= 400 and < 500 => new Outcome.NotSent(words),
                >= 200 and < 300 => new Outcome.Unclear($"{answer.Code}, without the id of a post"),
                _ => new Outcome.Unclear(words),
            },
        };
        return Blotted(outcome, answer, api);
    }

    /// <summary>Of a read or an upload on the way to a write: nobody saw anything of it, so what is unclear was not sent.</summary>
    public static Outcome OfPreparing(HttpResult result, MastodonApi api, DateTimeOffset now) => OfWrite(result, api, now) switch
    {
        Outcome.Unclear unclear => new Outcome.NotSent(unclear.Reason, result is HttpResult.Answer answer ? RateHeaders.RetryAfter(answer, now) : null) { HttpStatus = unclear.HttpStatus, Evidence = unclear.Evidence },
        var outcome => outcome,
    };

    /// <summary>The outcome with status and evidence, and no token in its words.</summary>
    public static Outcome Blotted(Outcome outcome, HttpResult.Answer answer, MastodonApi api)
    {
        if (outcome is Outcome.Refused refused)
            outcome = refused with { Reason = Evidence.Blot(refused.Reason, api.Token) };
        return outcome with { HttpStatus = answer.Code, Evidence = Evidence.Of(answer, api.Token) };
    }

    // Mastodon's require_user!: disabled, not confirmed, pending approval.
    private static bool StopsAccount(string error) => error.StartsWith("Your login is", StringComparison.OrdinalIgnoreCase);

    // Nothing but the application itself answers so.
    private static bool IsOfApplication(HttpStatusCode status) => status is HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity or HttpStatusCode.RequestEntityTooLarge
        or HttpStatusCode.UnsupportedMediaType or HttpStatusCode.Gone or HttpStatusCode.UnavailableForLegalReasons;

    private static string Host(MastodonApi api) => new Uri(api.Server).Authority;
}
