using System.Text;
using System.Text.Json;
using SocialKit.Platforms.Http;

namespace SocialKit.Platforms.Graph;

/// <summary>How long Meta's Graph APIs ask to wait after a limit.</summary>
internal static class GraphWait
{
    /// <summary>The wait where the answer says none: limits count a rolling hour, and calls during a limit make it longer.</summary>
    /// <remarks>Graph API, Rate Limits; read 2026-11.</remarks>
    public static readonly TimeSpan Usual = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>The wait: <c>estimated_time_to_regain_access</c> (minutes) of X-Business-Use-Case-Usage, else what the usual headers say, else <see cref="Usual"/>.</summary>
    public static TimeSpan Of(HttpResult.Answer answer, DateTimeOffset now) => Regained(answer) ?? RateHeaders.RetryAfter(answer, now) ?? Usual;

    // {"PAGE-ID":[{"type":"pages","call_count":100,"estimated_time_to_regain_access":19}]}
    private static TimeSpan? Regained(HttpResult.Answer answer)
    {
        if (answer.Headers.Find("X-Business-Use-Case-Usage") is not { } header || AnswerJson.Object(Encoding.UTF8.GetBytes(header)) is not { } usage)
            return null;
        var minutes = usage.EnumerateObject()
            .Where(entry => entry.Value.ValueKind == JsonValueKind.Array)
            .SelectMany(entry => entry.Value.EnumerateArray())
            .Select(use => use.Number("estimated_time_to_regain_access") ?? 0)
            .DefaultIfEmpty()
            .Max();
        return minutes <= 0 ? null : minutes < Longest.TotalMinutes ? TimeSpan.FromMinutes(minutes) : Longest;
    }
}
