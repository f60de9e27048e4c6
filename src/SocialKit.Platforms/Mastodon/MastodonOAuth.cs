using System.Buffers;
using System.Text.Json;
using SocialKit.Access;
using SocialKit.Platforms.Http;

namespace SocialKit.Platforms.Mastodon;

/// <summary>The calls by which a server gives tokens and takes them back (docs of 2026-07: apps, oauth). Each is made once.</summary>
internal sealed class MastodonOAuth(HttpCaller http)
{
    /// <summary>What posting takes, and no more: <c>read:search</c> finds somebody else's post on the account's own server, to pass it on.</summary>
    public static ValueList<string> Scopes { get; } = ["read:accounts", "read:statuses", "read:search", "write:statuses", "write:media"];

    /// <summary>What setting the label of an automated account takes beside.</summary>
    public const string LabelScope = "write:accounts";

    /// <summary>POST /api/v1/apps: registers this program with the server.</summary>
    public async Task<(string? Client, Secret? ClientSecret, string? Why)> RegisterAsync(string server, string redirect, string scopes, CancellationToken cancellationToken)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("client_name", "SocialKit");
            json.WriteString("redirect_uris", redirect);
            json.WriteString("scopes", scopes);
            json.WriteEndObject();
        }
        var result = await http.SendAsync(HttpCall.Post(server + "/api/v1/apps", buffer.WrittenMemory), cancellationToken).ConfigureAwait(false);
        return result is HttpResult.Answer { IsSuccess: true } answer && AnswerJson.Object(answer) is { } app && app.Text("client_id") is { } client && app.Text("client_secret") is { } secret
            ? (client, new(secret), null)
            : (null, null, $"{new Uri(server).Authority} does not register this program: {MastodonWords.Of(result)}.");
    }

    /// <summary>The address that the browser opens. It holds no secret.</summary>
    public static string AuthorizeAddress(string server, string client, SignInRequest request, string scopes) =>
        $"{server}/oauth/authorize?response_type=code&client_id={Uri.EscapeDataString(client)}&redirect_uri={Uri.EscapeDataString(request.RedirectUri)}&scope={Uri.EscapeDataString(scopes)}"
        + $"&state={Uri.EscapeDataString(request.State)}&code_challenge={Uri.EscapeDataString(request.Challenge)}&code_challenge_method=S256";

    /// <summary>POST /oauth/token: the code becomes a token.</summary>
    public async Task<(Secret? Token, ValueList<string> Scopes, string? Why)> TokenAsync(string server, SignInRequest request, BrowserSignIn.Ready started, Secret code, CancellationToken cancellationToken)
    {
        List<(string, string)> fields =
        [
            ("grant_type", "authorization_code"), ("code", code.Reveal()), ("client_id", started.Client), ("redirect_uri", request.RedirectUri),
        ];
        if (started.ClientSecret is { } secret)
            fields.Add(("client_secret", secret.Reveal()));
        if (request.Verifier is { } verifier)
            fields.Add(("code_verifier", verifier.Reveal()));
        var result = await http.SendAsync(HttpCall.Form(server + "/oauth/token", fields), cancellationToken).ConfigureAwait(false);
        return result is HttpResult.Answer { IsSuccess: true } answer && AnswerJson.Object(answer) is { } json && json.Text("access_token") is { } token
            ? (new(token), [.. (json.Text("scope") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries)], null)
            : (null, [], $"{new Uri(server).Authority} gives no token: {MastodonWords.Of(result, code, started.ClientSecret, request.Verifier)}.");
    }

    /// <summary>POST /oauth/revoke.</summary>
    /// <returns>Null if it is revoked; else why not.</returns>
    public async Task<string?> RevokeAsync(string server, Credentials credentials, CancellationToken cancellationToken)
    {
        var (client, secret, token) = (credentials.Find(MastodonApi.ClientName), credentials.Find(MastodonApi.ClientSecretName), credentials.Find(MastodonApi.AccessName));
        if (token is null)
            return null;
        if (client is null || secret is null)
            return "A token that was typed in can be taken back only where it was made: on the server, under Preferences → Development.";
        var result = await http.SendAsync(
            HttpCall.Form(server + "/oauth/revoke", ("client_id", client.Reveal()), ("client_secret", secret.Reveal()), ("token", token.Reveal())), cancellationToken).ConfigureAwait(false);
        return result is HttpResult.Answer { IsSuccess: true } ? null : $"{new Uri(server).Authority} did not take the token back: {MastodonWords.Of(result, client, secret, token)}.";
    }

    /// <summary>PATCH /api/v1/accounts/update_credentials with <c>bot</c>: the label of an account that a program posts for.</summary>
    /// <returns>Null if it is set; else why not.</returns>
    public async Task<string?> LabelAsync(string server, Secret token, CancellationToken cancellationToken)
    {
        var call = HttpCall.Form(server + "/api/v1/accounts/update_credentials", ("bot", "true")) with { Method = HttpMethod.Patch };
        var result = await http.SendAsync(call.With(token), cancellationToken).ConfigureAwait(false);
        return result is HttpResult.Answer { IsSuccess: true } ? null : MastodonWords.Of(result, token);
    }
}
