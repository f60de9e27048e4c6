using System.Globalization;
using SocialKit.Platforms.Http;

namespace SocialKit.Platforms.X.Api;

/// <summary>How long X asks to wait: it counts in windows of 15 minutes and of 24 hours, of the user and of the app, and each has headers of its own.</summary>
internal static class XWindows
{
    // x-rate-limit-*: X, rate limits, 2026-08-22. The 24-hour ones are in the answers (plhery/node-twitter-api-v2#495 and #553), and in no page of X.
    private static readonly string[] Windows = ["x-rate-limit", "x-user-limit-24hour", "x-app-limit-24hour"];

    /// <summary>A window, where an answer names none.</summary>
    public static TimeSpan Usual { get; } = TimeSpan.FromMinutes(15);

    /// <summary>The wait that a 429 asks for: until the last of the windows that are used up opens again. At least a second, at most a day.</summary>
    public static TimeSpan After(HttpResult.Answer answer, DateTimeOffset now)
    {
        TimeSpan? longest = null;
        foreach (var window in Windows)
        {
            if (answer.Headers.Find(window + "-remaining") is "0" && Reset(answer, window, now) is { } wait && !(wait < longest))
                longest = wait;
        }
        return longest ?? Least(RateHeaders.RetryAfter(answer, now)) ?? Usual;
    }

    private static TimeSpan? Reset(HttpResult.Answer answer, string window, DateTimeOffset now) =>
        long.TryParse(answer.Headers.Find(window + "-reset"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds < 253_402_300_800
            ? Least(DateTimeOffset.FromUnixTimeSeconds(seconds) - now)
            : null;

    private static TimeSpan? Least(TimeSpan? wait) =>
        wait is not { } asked ? null : asked < TimeSpan.FromSeconds(1) ? TimeSpan.FromSeconds(1) : asked > TimeSpan.FromDays(1) ? TimeSpan.FromDays(1) : asked;
}
