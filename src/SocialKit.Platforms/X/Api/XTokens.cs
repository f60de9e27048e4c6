using System.Text;
using SocialKit.Access;
using SocialKit.Platforms.Http;

namespace SocialKit.Platforms.X.Api;

/// <summary>Asks X's token endpoint: code for tokens, refresh token for new ones, and back (X, OAuth 2.0 with PKCE, 2026-08-22). One attempt each: codes and refresh tokens are good for one use.</summary>
/// <param name="services">Makes the calls.</param>
/// <param name="api">Where they go.</param>
internal sealed class XTokens(PlatformServices services, XApi api)
{
    /// <summary>Public apps name themselves in the form, confidential ones in a Basic header.</summary>
    public Task<HttpResult> AskAsync(string address, string client, Secret? secret, CancellationToken cancellationToken, params IEnumerable<(string Name, string Value)> fields)
    {
        var call = secret is null
            ? HttpCall.Form(address, [.. fields, ("client_id", client)])
            : HttpCall.Form(address, fields).With(new Secret(Convert.ToBase64String(Encoding.UTF8.GetBytes($"{client}:{secret.Reveal()}"))), "Basic");
        return services.Http.SendAsync(call, cancellationToken);
    }

    /// <summary>The credentials in an answer of the token endpoint; null if it holds none.</summary>
    /// <param name="answer">A success.</param>
    /// <param name="client">The app's id.</param>
    /// <param name="secret">Its secret; null if it has none.</param>
    /// <param name="former">What is renewed: its refresh token stays where there is no new one; null at the first time.</param>
    public Credentials? Read(HttpResult.Answer answer, string client, Secret? secret, Credentials? former)
    {
        if (AnswerJson.Object(answer) is not { } root || root.Text("access_token") is not { } access)
            return null;
        var now = services.Clock.GetUtcNow();
        List<NamedSecret> secrets = [new("access", new(access))];
        if (root.Text("refresh_token") is { } refresh)
            secrets.Add(new("refresh", new(refresh)));
        else if (former?.Find("refresh") is { } kept)
            secrets.Add(new("refresh", kept));
        secrets.Add(new("client-id", new(client)));
        if (secret is not null)
            secrets.Add(new("client-secret", secret));
        return new(XApi.OAuth2, [.. secrets])
        {
            IssuedAt = now,
            // Two hours, where X does not say (the same page).
            ExpiresAt = now + TimeSpan.FromSeconds(Math.Clamp(root.Number("expires_in") ?? 7200, 60, 365 * 86_400L)),
            Scopes = root.Text("scope") is { } scope ? [.. scope.Split(' ', StringSplitOptions.RemoveEmptyEntries)] : former?.Scopes ?? [],
        };
    }

    /// <summary>New credentials for old.</summary>
    public async Task<Renewal> RenewAsync(Credentials credentials, CancellationToken cancellationToken)
    {
        if (credentials.Find("refresh") is not { } refresh)
        {
            return credentials.ExpiresAt > services.Clock.GetUtcNow() + TimeSpan.FromMinutes(1)
                ? new Renewal.Failed("X gave no refresh token when this account signed in: it works until its access token has run out.")
                : new Renewal.Dead("X gave no refresh token when this account signed in (the app was not allowed offline.access), and the access token has run out.");
        }
        var (client, secret) = (credentials["client-id"].Reveal(), credentials.Find("client-secret"));
        var result = await AskAsync(api.Token, client, secret, cancellationToken, ("grant_type", "refresh_token"), ("refresh_token", refresh.Reveal())).ConfigureAwait(false);
        if (result is not HttpResult.Answer answer)
            return new Renewal.Failed(result is HttpResult.Cut cut ? cut.Reason : ((HttpResult.NotConnected)result).Reason);
        if (answer.IsSuccess)
            return Read(answer, client, secret, credentials) is { } renewed ? new Renewal.Renewed(renewed) : new Renewal.Failed("X answered the renewal without a token.");
        var problem = XProblem.Of(answer, XApi.SecretsOf(credentials));
        if (answer.Code == 429)
            return new Renewal.Failed(problem.Words, XWindows.After(answer, services.Clock.GetUtcNow()));
        // RFC 6749, 5.2. X names a used-up or revoked refresh token "invalid_request: Value passed for the token was invalid."
        var isDead = answer.Code is 400 or 401 && (problem.Is("invalid_grant", "invalid_client", "unauthorized_client") || (problem.Is("invalid_request") && problem.Says("token was invalid")));
        return isDead
            ? new Renewal.Dead($"X takes neither the access token nor the refresh token any more: {problem.Words}")
            : new Renewal.Failed($"X did not renew the token: {problem.Words}");
    }
}
