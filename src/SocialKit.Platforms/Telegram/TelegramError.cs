using System.Globalization;
using SocialKit.Access;
using SocialKit.Deliveries;
using SocialKit.Platforms.Http;

namespace SocialKit.Platforms.Telegram;

/// <summary>What the Bot API says when it refuses: <c>{"ok":false,"error_code","description","parameters":{"retry_after","migrate_to_chat_id"}}</c>.</summary>
/// <remarks>Bot API, Making requests and ResponseParameters; read 2026-11.</remarks>
/// <param name="Code">Like the HTTP status.</param>
/// <param name="Description">In Telegram's own words.</param>
/// <param name="RetryAfter">The wait that it asks for; null if it does not.</param>
/// <param name="MovedTo">The chat's new id, where a group became a supergroup; null elsewhere.</param>
internal sealed record TelegramError(long Code, string Description, TimeSpan? RetryAfter, string? MovedTo)
{
    /// <summary>The error of an answer; null if it holds none that can be read.</summary>
    public static TelegramError? Of(HttpResult.Answer answer, Secret token)
    {
        if (AnswerJson.Object(answer) is not { } json || json.Member("ok") is not { ValueKind: System.Text.Json.JsonValueKind.False } || json.Number("error_code") is not { } code)
            return null;
        var description = Evidence.Blot(json.Text("description") ?? "It gave no reason.", token);
        var seconds = json.Member("parameters")?.Number("retry_after");
        return new(code, description.Length > 600 ? description[..600] + "…" : description,
            seconds is > 0 ? TimeSpan.FromSeconds(Math.Min(seconds.Value, 86_400)) : null,
            json.Member("parameters")?.Number("migrate_to_chat_id")?.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>What an answer to a write means for a delivery, where it brought no receipt; a token that was not taken is for the caller, before.</summary>
    public static Outcome Outcome(HttpResult result, Secret token, DateTimeOffset now) => result switch
    {
        HttpResult.NotConnected failed => new Outcome.NotSent(failed.Reason),
        HttpResult.Cut cut => new Outcome.Unclear(cut.Reason),
        HttpResult.Answer answer => Outcome(answer, token, now) with { HttpStatus = answer.Code, Evidence = Evidence.Of(answer, token) },
        _ => throw new InvalidOperationException(),
    };

    private static Outcome Outcome(HttpResult.Answer answer, Secret token, DateTimeOffset now)
    {
        if (answer.IsSuccess)
            return new Outcome.Unclear($"Telegram answered {answer.Code} without the message's number.");
        if (answer.Code is not (>= 400 and < 500))
            return new Outcome.Unclear($"Telegram answered {answer.Code}.");
        if (Of(answer, token) is not { } error)
        {
            return answer.Code == 429
                ? new Outcome.NotSent("Telegram asks to wait.", RateHeaders.RetryAfter(answer, now) ?? TimeSpan.FromSeconds(30))
                : new Outcome.Unclear($"Telegram answered {answer.Code} with something that is no answer of Telegram.");
        }
        if (error.Code == 429)
            return new Outcome.NotSent($"Telegram asks to wait: {error.Description}", error.RetryAfter ?? RateHeaders.RetryAfter(answer, now) ?? TimeSpan.FromSeconds(30));
        if (error.MovedTo is { } chat)
            return new Outcome.AccountStopped($"The group has become a supergroup with the id {chat}. Sign in again with \"--handle {chat}\".");
        return new Outcome.Refused(error.Code.ToString(CultureInfo.InvariantCulture), error.Description);
    }
}
