using System.Text.Json;
using SocialKit.Access;
using SocialKit.Platforms.Http;

namespace SocialKit.Platforms.Mastodon;

/// <summary>What a server answered, in its own words: {error, error_description}, or nothing where it sent a page of HTML.</summary>
internal static class MastodonWords
{
    private const int Longest = 400;

    /// <summary>What the API itself says is wrong; null if the answer is not the API's, but a proxy's page.</summary>
    public static string? ErrorOf(HttpResult.Answer answer) => AnswerJson.Object(answer) is { } json ? ErrorOf(json) : null;

    /// <summary>A result in words, without secrets.</summary>
    public static string Of(HttpResult result, params IEnumerable<Secret?> secrets) => result switch
    {
        HttpResult.NotConnected none => none.Reason,
        HttpResult.Cut cut => cut.Reason,
        HttpResult.Answer answer => Evidence.Blot(ErrorOf(answer) is { } error ? $"{answer.Code}: {error}" : answer.Code is >= 300 and < 400
            ? $"{answer.Code}: it sends elsewhere, which is not followed"
            : $"{answer.Code}, without a word of the API", secrets),
        _ => throw new ArgumentOutOfRangeException(nameof(result)),
    };

    private static string? ErrorOf(JsonElement json)
    {
        if (json.Text("error") is not { } error)
            return null;
        // doorkeeper's own: {"error": "invalid_grant", "error_description": "…"}
        var words = json.Text("error_description") is { } description ? $"{description} ({error})" : error;
        return words.Length > Longest ? words[..Longest] + "…" : words;
    }
}
