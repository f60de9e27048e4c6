using SocialKit.Access;
using SocialKit.Platforms.Http;

namespace SocialKit.Platforms.Mastodon;

/// <summary>Whose a token is, and whether it is dead: GET /api/v1/accounts/verify_credentials.</summary>
internal static class MastodonToken
{
    // doorkeeper's words for a token that is of no use any more, in English on every server.
    private static readonly string[] DeadWords = ["The access token was revoked", "The access token is invalid", "The access token expired"];

    /// <summary>What the server says of a token.</summary>
    internal abstract record Said
    {
        private Said() { }

        /// <summary>It works.</summary>
        /// <param name="UserId">Whose it is.</param>
        /// <param name="UserName">The name there, without the server.</param>
        /// <param name="Name">The name shown; null if there is none.</param>
        /// <param name="IsBot">True if the profile says that a program posts.</param>
        public sealed record Works(string UserId, string UserName, string? Name, bool IsBot) : Said;

        /// <summary>It is dead, beyond doubt.</summary>
        public sealed record Dead(string Words) : Said;

        /// <summary>The server does not let this account in; the token may be whole.</summary>
        public sealed record Barred(string Words) : Said;

        /// <summary>It could not be found out.</summary>
        public sealed record Unknown(string Words, TimeSpan? RetryAfter) : Said;
    }

    /// <summary>Asks.</summary>
    public static async Task<Said> AskAsync(Reads reads, string server, Secret token, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var result = await reads.SendAsync(HttpCall.Get(server + "/api/v1/accounts/verify_credentials").With(token), cancellationToken).ConfigureAwait(false);
        var words = MastodonWords.Of(result, token);
        if (result is not HttpResult.Answer answer)
            return new Said.Unknown(words, null);
        if (answer.Code == 200 && AnswerJson.Object(answer) is { } json && json.Id("id") is { } id && (json.Text("username") ?? json.Text("acct")) is { } name)
            return new Said.Works(id, name.Split('@')[0], json.Text("display_name"), json.IsTrue("bot"));
        var error = MastodonWords.ErrorOf(answer);
        if (answer.Code == 401 && error is not null && await IsServersAsync(reads, server, error, cancellationToken).ConfigureAwait(false))
            return new Said.Dead(words);
        return answer.Code == 403 && error is not null ? new Said.Barred(words) : new Said.Unknown(words, RateHeaders.RetryAfter(answer, now));
    }

    // A proxy can say 401 as well, in JSON too: then it says so to everybody. A server that tells everybody what it is, and this token that it is no good, means the token.
    private static async Task<bool> IsServersAsync(Reads reads, string server, string error, CancellationToken cancellationToken) =>
        DeadWords.Any(words => error.StartsWith(words, StringComparison.OrdinalIgnoreCase)) || (await MastodonInstance.ReadAsync(reads, server, cancellationToken).ConfigureAwait(false)).Instance is not null;
}
