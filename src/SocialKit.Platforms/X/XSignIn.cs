using SocialKit.Access;
using SocialKit.Platforms.Http;
using SocialKit.Platforms.X.Api;

namespace SocialKit.Platforms.X;

/// <summary>Signs accounts of X in: by OAuth 2.0 with PKCE in the browser, or by the four keys of OAuth 1.0a, which do not expire.</summary>
public sealed class XSignIn : ISignIn
{
    private const string Scopes = "tweet.read tweet.write users.read media.write offline.access";

    private readonly PlatformServices _services;
    private readonly XApi _api;
    private readonly XTokens _tokens;

    /// <summary>A way in.</summary>
    /// <param name="services">What speaks to the network; the settings <c>x:api</c> and <c>x:site</c>.</param>
    /// <exception cref="FormatException">A setting is no address.</exception>
    public XSignIn(PlatformServices services)
    {
        _services = services;
        _api = new(services);
        _tokens = new(services, _api);
    }

    /// <inheritdoc/>
    public ValueList<SignInWay> Ways { get; } =
    [
        new SignInWay.Browser
        {
            Name = "browser",
            Help = "Needs an app of your own in X's Developer Console (console.x.com) with OAuth 2.0 switched on, and its client id. X compares the callback address whole, the port too: list there exactly the address that this program comes back to.",
            NeedsClient = true,
        },
        new SignInWay.Typed([
            new("consumer-key", "API key (consumer key) of the app"),
            new("consumer-secret", "API key secret (consumer secret) of the app"),
            new("access", "Access token of the account"),
            new("access-secret", "Access token secret of the account"),
        ])
        {
            Name = "oauth1",
            Help = "Four keys from the page \"Keys and tokens\" of your app in X's Developer Console (console.x.com), made after the app was given read and write permission. They do not expire: the simplest for one organisation's own account.",
        },
    ];

    /// <inheritdoc/>
    public Task<BrowserSignIn> StartAsync(SignInRequest request, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(request.ClientId))
            return Task.FromResult<BrowserSignIn>(new BrowserSignIn.Impossible("X signs in to an app of your own: make one in X's Developer Console (console.x.com) and give its client id with --client-id."));
        var address = string.Join('&',
            $"{_api.Authorize}?response_type=code",
            $"client_id={Uri.EscapeDataString(request.ClientId)}",
            $"redirect_uri={Uri.EscapeDataString(request.RedirectUri)}",
            $"scope={Uri.EscapeDataString(Scopes)}",
            $"state={Uri.EscapeDataString(request.State)}",
            $"code_challenge={Uri.EscapeDataString(request.Challenge)}",
            "code_challenge_method=S256");
        return Task.FromResult<BrowserSignIn>(new BrowserSignIn.Ready(address, request.ClientId, request.ClientSecret));
    }

    /// <inheritdoc/>
    public async Task<SignInResult> FinishAsync(SignInRequest request, BrowserSignIn.Ready started, Secret code, CancellationToken cancellationToken)
    {
        var result = await _tokens.AskAsync(_api.Token, started.Client, started.ClientSecret, cancellationToken,
            ("grant_type", "authorization_code"), ("code", code.Reveal()), ("redirect_uri", request.RedirectUri), ("code_verifier", request.Verifier?.Reveal() ?? "")).ConfigureAwait(false);
        if (result is not HttpResult.Answer answer)
            return new SignInResult.Refused(Reason(result));
        if (!answer.IsSuccess)
            return new SignInResult.Refused($"X gave no token: {XProblem.Of(answer, code, started.ClientSecret, request.Verifier).Words} Its code is good for 30 seconds and for one use: sign in again.");
        if (_tokens.Read(answer, started.Client, started.ClientSecret, null) is not { } credentials)
            return new SignInResult.Refused("X answered without a token. Sign in again.");
        List<string> notes = [.. Missing(credentials)];
        return await SignedInAsync(request, credentials, notes, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task<SignInResult> EnterAsync(SignInRequest request, SignInWay.Typed way, ValueList<NamedSecret> secrets, CancellationToken cancellationToken) =>
        SignedInAsync(request, new(XApi.OAuth1, secrets) { IssuedAt = _services.Clock.GetUtcNow() }, [], cancellationToken);

    /// <inheritdoc/>
    public Task<Renewal> RenewAsync(Account account, Credentials credentials, CancellationToken cancellationToken) =>
        credentials.Kind == XApi.OAuth1 ? Task.FromResult<Renewal>(new Renewal.Renewed(credentials)) : _tokens.RenewAsync(credentials, cancellationToken);

    /// <inheritdoc/>
    public async Task<AccountLook> LookAsync(Account account, Credentials credentials, CancellationToken cancellationToken)
    {
        var (me, result) = await MeAsync(credentials, cancellationToken).ConfigureAwait(false);
        if (me is { } user)
        {
            return account.UserId is { } pinned && pinned != user.Id
                ? new AccountLook.Dead($"What is kept for {account.Id} belongs to @{user.Name} on X (user {user.Id}), and the account is user {pinned}. Sign in as that one.")
                : new AccountLook.Alive(account with { Handle = user.Name, Name = user.Shown, UserId = user.Id }) { Notes = [.. Missing(credentials), .. Rights(result)] };
        }
        if (result is not HttpResult.Answer answer)
            return new AccountLook.Unknown(Reason(result));
        var problem = XProblem.Of(answer, XApi.SecretsOf(credentials));
        if (XVerdict.Stops(problem) is { } reason)
            return answer.Code == 403 ? new AccountLook.Dead(reason) : new AccountLook.Unknown(reason);
        // 89: invalid or expired. An access token of OAuth 2.0 that is not taken may still be renewed.
        return credentials.Kind == XApi.OAuth1 && problem.Is("89")
            ? new AccountLook.Dead($"X does not take these keys any more: {problem.Words} Make new ones in X's Developer Console (console.x.com).")
            : new AccountLook.Unknown($"X does not say who this is: {problem.Words}");
    }

    /// <inheritdoc/>
    public async Task<string?> RevokeAsync(Account account, Credentials credentials, CancellationToken cancellationToken)
    {
        if (credentials.Kind == XApi.OAuth1)
            return "The four keys stay good on X until you make new ones in X's Developer Console (console.x.com).";
        var (client, secret) = (credentials["client-id"].Reveal(), credentials.Find("client-secret"));
        List<string> failed = [];
        foreach (var name in new[] { "refresh", "access" })
        {
            if (credentials.Find(name) is { } token)
                failed.AddRange(await RevokeAsync(name, token).ConfigureAwait(false) is { } why ? [why] : []);
        }
        return failed.Count == 0 ? null : $"{string.Join(" ", failed)} Take the access back at x.com/settings/connected_apps.";

        async Task<string?> RevokeAsync(string name, Secret token)
        {
            var result = await _tokens.AskAsync(_api.Revoke, client, secret, cancellationToken, ("token", token.Reveal()), ("token_type_hint", name + "_token")).ConfigureAwait(false);
            return result switch
            {
                HttpResult.Answer { IsSuccess: true } => null,
                HttpResult.Answer answer => $"X did not take the {name} token back: {XProblem.Of(answer, XApi.SecretsOf(credentials)).Words}",
                _ => Reason(result),
            };
        }
    }

    private async Task<SignInResult> SignedInAsync(SignInRequest request, Credentials credentials, List<string> notes, CancellationToken cancellationToken)
    {
        var (me, result) = await MeAsync(credentials, cancellationToken).ConfigureAwait(false);
        if (me is not { } user)
            return new SignInResult.Refused(result is HttpResult.Answer answer ? $"X does not say who this is: {XProblem.Of(answer, XApi.SecretsOf(credentials)).Words}" : Reason(result));
        if (request.Handle is { } wanted && !string.Equals(wanted.TrimStart('@'), user.Name, StringComparison.OrdinalIgnoreCase))
            return new SignInResult.Refused($"This is @{user.Name} on X, and not @{wanted.TrimStart('@')}. Sign out there and in as the right one, or use its keys.");
        notes.AddRange(Rights(result));
        if (request.IsAutomated)
            notes.Add("X wants accounts that a program posts for to be labelled and to name the person behind them: set the label in the account's own settings on x.com.");
        var account = new Account(request.Id ?? $"x-{user.Name}", XPlatform.Id, user.Name) { Name = user.Shown, UserId = user.Id, IsAutomated = request.IsAutomated };
        return new SignInResult.SignedIn(account, credentials.PinnedTo(account)) { Notes = [.. notes] };
    }

    private async Task<((string Id, string Name, string? Shown)? Me, HttpResult Result)> MeAsync(Credentials credentials, CancellationToken cancellationToken)
    {
        var result = await new Reads(_services).SendAsync(_api.With(_api.Me(), credentials), cancellationToken).ConfigureAwait(false);
        return result is HttpResult.Answer { IsSuccess: true } answer && AnswerJson.Object(answer)?.Member("data") is { } data && data.IdOf("id") is { } id && data.Text("username") is { } name
            ? ((id, name, data.Text("name")), result)
            : (null, result);
    }

    private static IEnumerable<string> Missing(Credentials credentials) => credentials.Kind == XApi.OAuth1 || credentials.Scopes.Count == 0
        ? []
        : Scopes.Split(' ').Except(credentials.Scopes).Select(scope => $"X did not allow {scope}" + scope switch
        {
            "offline.access" => ": the sign-in ends after two hours.",
            "media.write" => ": posts with pictures will be refused.",
            "tweet.write" => ": nothing can be posted.",
            _ => ".",
        });

    // The header tells what keys of OAuth 1.0a may do (X, app permissions).
    private static IEnumerable<string> Rights(HttpResult result) =>
        result is HttpResult.Answer answer && answer.Headers.Find("x-access-level") is "read"
            ? ["These keys may only read: give the app read and write permission in X's Developer Console (console.x.com), and make new access tokens."]
            : [];

    private static string Reason(HttpResult result) => result switch
    {
        HttpResult.NotConnected notConnected => notConnected.Reason,
        HttpResult.Cut cut => cut.Reason,
        _ => "X did not answer.",
    };
}
