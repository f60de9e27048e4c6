using SocialKit.Access;
using SocialKit.Platforms.Graph;
using SocialKit.Platforms.Http;

namespace SocialKit.Platforms.Threads;

/// <summary>Signing in with a token that a person made with an app of their own; it lives for 60 days and is renewed while it does.</summary>
/// <remarks>There is no way in the browser: Threads sends the code only to an address that the app lists in advance, and this program listens on a port of 127.0.0.1 that is another each time.</remarks>
internal sealed class ThreadsSignIn : ISignIn
{
    /// <summary>How long before it ends a token is renewed: one that has ended cannot be, and weeks may pass without a post.</summary>
    public static readonly TimeSpan Early = TimeSpan.FromDays(45);

    // Long-lived tokens, read 2026-11: 60 days; renewed when at least 24 hours old and not over.
    private static readonly TimeSpan Youngest = TimeSpan.FromHours(24);

    private static readonly ValueList<string> Needed = ["threads_basic", "threads_content_publish"];

    private readonly ThreadsApi _api;
    private readonly PlatformServices _services;
    private readonly GraphAccount _graph;

    public ThreadsSignIn(PlatformServices services, ThreadsApi api)
    {
        _api = api;
        _services = services;
        _graph = new("Threads", services, this);
    }

    /// <inheritdoc/>
    public ValueList<SignInWay> Ways { get; } =
    [
        new SignInWay.Typed([new(GraphAccount.TokenName, "Access token of your account")])
        {
            Name = "token",
            Help = "Make an app of your own on developers.facebook.com with the use case Threads, add your account as a tester, and let its dashboard generate a user token with threads_basic, threads_content_publish, threads_read_replies, threads_manage_replies and threads_delete. "
                + "A token of one hour is exchanged for one of 60 days if you give --client-id and the app's secret.",
        },
    ];

    /// <inheritdoc/>
    public Task<BrowserSignIn> StartAsync(SignInRequest request, CancellationToken cancellationToken) =>
        Task.FromResult<BrowserSignIn>(new BrowserSignIn.Impossible("Threads sends nobody back to a program on this machine. Use the way \"token\"."));

    /// <inheritdoc/>
    public Task<SignInResult> FinishAsync(SignInRequest request, BrowserSignIn.Ready started, Secret code, CancellationToken cancellationToken) =>
        Task.FromResult<SignInResult>(new SignInResult.Refused("Threads sends nobody back to a program on this machine. Use the way \"token\"."));

    /// <inheritdoc/>
    public async Task<SignInResult> EnterAsync(SignInRequest request, SignInWay.Typed way, ValueList<NamedSecret> secrets, CancellationToken cancellationToken)
    {
        if (secrets.FirstOrDefault(secret => secret.Name == GraphAccount.TokenName)?.Value is not { } token)
            return new SignInResult.Refused("No token was given.");
        var now = _services.Clock.GetUtcNow();
        DateTimeOffset? exchangedUntil = null;
        if (request.ClientSecret is { } secret)
        {
            var exchanged = await TokenAsync($"access_token?grant_type=th_exchange_token&client_secret={Uri.EscapeDataString(secret.Reveal())}", token, secret, cancellationToken).ConfigureAwait(false);
            if (exchanged.Json?.Text("access_token") is not { } lasting)
                return new SignInResult.Refused($"The token could not be exchanged for one of 60 days. {exchanged.Reason}");
            token = new(lasting);
            exchangedUntil = Until(exchanged, now);
        }
        var me = await _graph.ReadAsync(_api.To("me") + "?fields=id,username,name", token, cancellationToken).ConfigureAwait(false);
        if (me.Json is not { } json)
            return new SignInResult.Refused(me.Reason);
        if (json.Id("id") is not { } id || json.Text("username") is not { } name)
            return new SignInResult.Refused("Threads did not say whose token it is.");
        var facts = await FactsAsync(token, cancellationToken).ConfigureAwait(false);
        var until = exchangedUntil ?? facts?.ExpiresAt;
        return new SignInResult.SignedIn(
            new(request.Id ?? $"threads-{name}", ThreadsPlatform.Id, name) { Name = json.Text("name"), UserId = id },
            new("oauth2", [new(GraphAccount.TokenName, token)]) { IssuedAt = now, ExpiresAt = until, Scopes = facts?.Scopes ?? [] })
        {
            Notes = [.. Notes(facts), .. until is null ? ["Threads did not say when the token ends, so it is not renewed: sign in again within 60 days."] : Array.Empty<string>()],
        };
    }

    /// <inheritdoc/>
    public async Task<Renewal> RenewAsync(Account account, Credentials credentials, CancellationToken cancellationToken)
    {
        var now = _services.Clock.GetUtcNow();
        if (credentials.ExpiresAt <= now)
            return new Renewal.Dead("The token has expired, and Threads renews none that has.");
        if (credentials.Find(GraphAccount.TokenName) is not { } token)
            return new Renewal.Dead(GraphAccount.NoToken(account));
        if (now - credentials.IssuedAt < Youngest)
        {
            // Too young to be renewed. Whether it is dead, or was refused in passing, a look tells.
            var me = await _graph.ReadAsync(_api.To("me") + "?fields=id", token, cancellationToken).ConfigureAwait(false);
            return me.IsDead ? new Renewal.Dead(me.Reason) : new Renewal.Failed(me.Json is null ? me.Reason : "A token is renewed only after its first day.", TimeSpan.FromMinutes(1));
        }
        var renewed = await TokenAsync("refresh_access_token?grant_type=th_refresh_token", token, null, cancellationToken).ConfigureAwait(false);
        if (renewed.Json is { } json && json.Text("access_token") is { } fresh && Until(renewed, now) is { } until)
            return new Renewal.Renewed(credentials with { Secrets = [new(GraphAccount.TokenName, new(fresh))], IssuedAt = now, ExpiresAt = until });
        return renewed.IsDead ? new Renewal.Dead(renewed.Reason) : new Renewal.Failed(renewed.Json is null ? renewed.Reason : "Threads answered without a token.");
    }

    /// <inheritdoc/>
    public async Task<AccountLook> LookAsync(Account account, Credentials credentials, CancellationToken cancellationToken)
    {
        if (credentials.Find(GraphAccount.TokenName) is not { } token)
            return new AccountLook.Dead(GraphAccount.NoToken(account));
        var me = await _graph.ReadAsync(_api.To("me") + "?fields=id,username,name", token, cancellationToken).ConfigureAwait(false);
        if (me.Json is not { } json)
            return me.IsDead ? new AccountLook.Dead($"{me.Reason} Sign in again.") : new AccountLook.Unknown(me.Reason);
        if (json.Id("id") is not { } id)
            return new AccountLook.Unknown("Threads did not say whose token it is.");
        var facts = await FactsAsync(token, cancellationToken).ConfigureAwait(false);
        return new AccountLook.Alive(account with { UserId = id, Handle = json.Text("username") ?? account.Handle, Name = json.Text("name") }) { Notes = Notes(facts) };
    }

    /// <inheritdoc/>
    public Task<string?> RevokeAsync(Account account, Credentials credentials, CancellationToken cancellationToken) =>
        Task.FromResult<string?>("Threads has no call that takes back a token. Remove the app in Threads under Settings, Account, Website permissions.");

    private async Task<TokenFacts?> FactsAsync(Secret token, CancellationToken cancellationToken)
    {
        var read = await _graph.ReadSecretlyAsync(_api.ToToken("debug_token") + $"?input_token={Uri.EscapeDataString(token.Reveal())}", token, [token], cancellationToken).ConfigureAwait(false);
        return TokenFacts.Of(read.Json);
    }

    // These calls take the token in the address, and nowhere else.
    private Task<GraphRead> TokenAsync(string call, Secret token, Secret? secret, CancellationToken cancellationToken) =>
        _graph.ReadSecretlyAsync($"{_api.ToToken(call)}&access_token={Uri.EscapeDataString(token.Reveal())}", null, secret is null ? [token] : [token, secret], cancellationToken);

    private static DateTimeOffset? Until(GraphRead read, DateTimeOffset now) => read.Json?.Number("expires_in") is { } seconds and > 0 and < 315_360_000 ? now.AddSeconds(seconds) : null;

    private ValueList<string> Notes(TokenFacts? facts) => facts is null ? ["Threads did not say what the token may do."] : facts.Notes(Needed, "Threads", _services.Clock.GetUtcNow());
}
