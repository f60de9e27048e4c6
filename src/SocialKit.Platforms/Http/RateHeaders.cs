using System.Globalization;

namespace SocialKit.Platforms.Http;

/// <summary>How long a server asks to wait, from the headers that servers use for it. What it says counts, not what a constant says.</summary>
public static class RateHeaders
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    // Lower-case: headers know no case.
    private static readonly string[] Resets = ["x-rate-limit-reset", "x-ratelimit-reset", "ratelimit-reset"];
    private static readonly string[] Remainings = ["x-rate-limit-remaining", "x-ratelimit-remaining", "ratelimit-remaining"];

    /// <summary>The wait that an answer asks for: <c>Retry-After</c> in seconds or as a date, else a reset in Unix seconds, in seconds from now, or as an ISO time. At most a day.</summary>
    /// <returns>Null if it does not say.</returns>
    public static TimeSpan? RetryAfter(HttpResult.Answer answer, DateTimeOffset now) =>
        Written(answer.Headers.Find("Retry-After"), now, isRelative: true) ?? Reset(answer, now);

    /// <summary>The wait after a success that used up what was left; null if something is left or nothing is said.</summary>
    public static TimeSpan? WhenUsedUp(HttpResult.Answer answer, DateTimeOffset now) =>
        Remainings.Select(answer.Headers.Find).FirstOrDefault(value => value is not null) is "0" ? Reset(answer, now) : null;

    private static TimeSpan? Reset(HttpResult.Answer answer, DateTimeOffset now) =>
        Resets.Select(answer.Headers.Find).Where(value => value is not null).Select(value => Written(value, now, isRelative: false)).FirstOrDefault();

    private static TimeSpan? Written(string? value, DateTimeOffset now, bool isRelative)
    {
        if (value is null)
            return null;
        if (long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            // A reset of a few thousand is a stretch, one of billions an instant.
            return isRelative || seconds < 100_000_000 ? Bound(TimeSpan.FromSeconds(Math.Min(seconds, 86_400))) : Bound(DateTimeOffset.FromUnixTimeSeconds(Math.Min(seconds, 253_402_300_799)) - now);
        }
        return DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? Bound(at - now) : null;
    }

    private static TimeSpan Bound(TimeSpan wait) => wait < TimeSpan.Zero ? TimeSpan.Zero : wait > Longest ? Longest : wait;
}
