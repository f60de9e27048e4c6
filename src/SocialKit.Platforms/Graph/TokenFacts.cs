using System.Text.Json;
using SocialKit.Platforms.Http;

namespace SocialKit.Platforms.Graph;

/// <summary>What <c>debug_token</c> says of a token.</summary>
/// <param name="ExpiresAt">When it ends; null if it does not.</param>
/// <param name="Scopes">What it may do.</param>
internal sealed record TokenFacts(DateTimeOffset? ExpiresAt, ValueList<string> Scopes)
{
    private static readonly long LastSecond = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    /// <summary>The facts of an answer; null if it holds none.</summary>
    public static TokenFacts? Of(JsonElement? answer)
    {
        if (answer?.Member("data") is not { ValueKind: JsonValueKind.Object } data)
            return null;
        var scopes = data.Items("scopes").Where(scope => scope.ValueKind == JsonValueKind.String).Select(scope => scope.GetString()!).Order(StringComparer.Ordinal).ToValueList();
        // 0 means: never.
        return new(data.Number("expires_at") is { } seconds && seconds > 0 && seconds < LastSecond ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null, scopes);
    }

    /// <summary>What a person should know of it.</summary>
    public ValueList<string> Notes(ValueList<string> needed, string platform, DateTimeOffset now)
    {
        List<string> notes = [];
        var missing = needed.Where(scope => !Scopes.Contains(scope)).ToList();
        if (missing.Count > 0)
            notes.Add($"The token lacks {string.Join(", ", missing)}: {platform} may refuse to publish, or to show whether something is out.");
        if (ExpiresAt < now + TimeSpan.FromDays(7))
            notes.Add($"The token ends on {ExpiresAt:yyyy-MM-dd HH:mm'Z'}: sign in again before, with a long-lived one.");
        return [.. notes];
    }
}
