using System.Buffers.Text;
using System.Text.Json;
using SocialKit.Access;
using SocialKit.Platforms.Bluesky.Syntax;
using SocialKit.Platforms.Http;

namespace SocialKit.Platforms.Bluesky;

/// <summary>A session as com.atproto.server.createSession and refreshSession answer with it.</summary>
/// <param name="Tokens">What writes, and what renews.</param>
/// <param name="UserId">The account's DID.</param>
/// <param name="Handle">Its handle.</param>
internal sealed record BlueskySession(BlueskyTokens Tokens, string UserId, string Handle)
{
    /// <summary>The name of the secret that writes: a token of about two hours.</summary>
    public const string Access = "access";

    /// <summary>The name of the secret that renews: a token of about 90 days, good for one use.</summary>
    public const string Refresh = "refresh";

    /// <summary>The name of the app password.</summary>
    public const string Password = "password";

    /// <summary>Why the account cannot write, as the server states it: <c>deactivated</c>, <c>suspended</c>, <c>takendown</c>; null while it can.</summary>
    public string? Inactive { get; init; }

    /// <summary>Reads the answer; null if it is none.</summary>
    public static BlueskySession? Read(HttpResult.Answer answer)
    {
        if (!answer.IsSuccess || AnswerJson.Object(answer) is not { } json || json.Text("did") is not { } did || !Did.IsValid(did) || json.Text("handle") is not { } handle
            || json.Text("accessJwt") is not { } access || json.Text("refreshJwt") is not { } refresh)
            return null;
        return new(new(new(access), new(refresh)), did, handle) { Inactive = InactiveIn(json) };
    }

    /// <summary>Why an account cannot write, in an answer that tells of a session; null while it can.</summary>
    public static string? InactiveIn(JsonElement json) => json.Member("active") is { ValueKind: JsonValueKind.False } ? json.Text("status") ?? "inactive" : null;

    /// <summary>The session as it is kept.</summary>
    /// <param name="password">The app password.</param>
    /// <param name="now">The machine's clock.</param>
    /// <remarks>The app password is kept beside the tokens. A refresh token ends after 90 days without use, or when the answer to a renewal is lost for good, and then a person would have to come, perhaps while posts wait.
    /// Both let somebody post and delete who gets hold of them; neither changes the account's own password, address or keys, and both end when the person deletes the app password. So nothing is gained by
    /// keeping one alone.</remarks>
    public Credentials ToCredentials(Secret? password, DateTimeOffset now) => new("session", password is null ? [new(Access, Tokens.Access), new(Refresh, Tokens.Refresh)] : [new(Access, Tokens.Access), new(Refresh, Tokens.Refresh), new(Password, password)])
    {
        IssuedAt = now,
        // By this machine's clock, which may differ from the server's.
        ExpiresAt = TokenClaims.Read(Tokens.Access)?.Lifetime is { } lifetime ? now + lifetime : null,
        Scopes = TokenClaims.Read(Tokens.Access)?.Scope is { } scope ? [scope] : [],
    };
}

/// <summary>The two tokens of a session.</summary>
/// <param name="Access">Writes.</param>
/// <param name="Refresh">Renews.</param>
internal sealed record BlueskyTokens(Secret Access, Secret Refresh);

/// <summary>What a token says of itself, where it is a JSON Web Token. It is for its server alone to trust that.</summary>
/// <param name="Scope">What it is for; null if it does not say.</param>
/// <param name="Lifetime">From its issue to its end; null if it does not say.</param>
internal sealed record TokenClaims(string? Scope, TimeSpan? Lifetime)
{
    /// <summary>The scope of a session that was begun with the account's own password: it can do everything.</summary>
    public const string OwnPassword = "com.atproto.access";

    /// <summary>Reads a token; null if it is of another kind.</summary>
    public static TokenClaims? Read(Secret token)
    {
        if (token.Reveal().Split('.') is not [_, var claims, _] || !Base64Url.IsValid(claims) || AnswerJson.Object(Base64Url.DecodeFromChars(claims)) is not { } json)
            return null;
        var lifetime = json.Number("exp") - json.Number("iat");
        return new(json.Text("scope"), lifetime is > 0 and < 1_000_000_000 ? TimeSpan.FromSeconds(lifetime.Value) : null);
    }
}
