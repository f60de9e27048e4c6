using System.Text.Json;
using SocialKit.Access;
using SocialKit.Platforms.Graph;
using SocialKit.Platforms.Http;

namespace SocialKit.Platforms.Facebook;

/// <summary>Signing in as a page, with a token that a person made with an app of their own.</summary>
/// <remarks>There is no way in the browser: Facebook sends the code only to an address that the app lists in advance, by https, and this program listens on a port of 127.0.0.1 that is another each time.</remarks>
internal sealed class FacebookSignIn : ISignIn
{
    private const string Platform = "Facebook";

    /// <summary>What a page is published with, read back with, and told by.</summary>
    internal static readonly ValueList<string> Needed = ["pages_show_list", "pages_read_engagement", "pages_manage_posts"];

    private readonly FacebookApi _api;
    private readonly PlatformServices _services;
    private readonly GraphAccount _graph;

    public FacebookSignIn(PlatformServices services, FacebookApi api)
    {
        _api = api;
        _services = services;
        _graph = new(Platform, services, this);
    }

    /// <inheritdoc/>
    public ValueList<SignInWay> Ways { get; } =
    [
        new SignInWay.Typed([new(GraphAccount.TokenName, "Access token of the page, or your own with which the page is looked up")])
        {
            Name = "token",
            Help = $"Make an app of your own on developers.facebook.com and a token in its Graph API Explorer, with {string.Join(", ", Needed)}. A page's token that came from a long-lived user token does not expire. "
                + "With a user token name the page by --handle; with --client-id and the app's secret it is exchanged for a long-lived one first. Profiles and groups cannot be posted to.",
        },
    ];

    /// <inheritdoc/>
    public Task<BrowserSignIn> StartAsync(SignInRequest request, CancellationToken cancellationToken) =>
        Task.FromResult<BrowserSignIn>(new BrowserSignIn.Impossible("Facebook sends nobody back to a program on this machine. Use the way \"token\"."));

    /// <inheritdoc/>
    public Task<SignInResult> FinishAsync(SignInRequest request, BrowserSignIn.Ready started, Secret code, CancellationToken cancellationToken) =>
        Task.FromResult<SignInResult>(new SignInResult.Refused("Facebook sends nobody back to a program on this machine. Use the way \"token\"."));

    /// <inheritdoc/>
    public async Task<SignInResult> EnterAsync(SignInRequest request, SignInWay.Typed way, ValueList<NamedSecret> secrets, CancellationToken cancellationToken)
    {
        if (secrets.FirstOrDefault(secret => secret.Name == GraphAccount.TokenName)?.Value is not { } token)
            return new SignInResult.Refused("No token was given.");
        // Only a page has a category: a user's token is answered with an error.
        var me = await _graph.ReadAsync(_api.To("me") + "?fields=id,name,username,category", token, cancellationToken).ConfigureAwait(false);
        if (me.Json is { } page)
            return await SignedInAsync(request, page, token, cancellationToken).ConfigureAwait(false);
        return me.Error is { Code: 100 }
            ? await ByUserAsync(request, token, cancellationToken).ConfigureAwait(false)
            : new SignInResult.Refused(me.Reason);
    }

    /// <inheritdoc/>
    public async Task<Renewal> RenewAsync(Account account, Credentials credentials, CancellationToken cancellationToken)
    {
        // A page's token cannot be renewed. Whether it is dead, or was refused in passing, a look tells.
        if (credentials.ExpiresAt <= _services.Clock.GetUtcNow())
            return new Renewal.Dead("The page's token has expired.");
        if (credentials.Find(GraphAccount.TokenName) is not { } token)
            return new Renewal.Dead(GraphAccount.NoToken(account));
        var me = await _graph.ReadAsync(_api.To("me") + "?fields=id", token, cancellationToken).ConfigureAwait(false);
        if (me.IsDead)
            return new Renewal.Dead(me.Reason);
        return new Renewal.Failed(me.Json is null ? me.Reason : "Facebook refused the page's token once and takes it now.", TimeSpan.FromMinutes(1));
    }

    /// <inheritdoc/>
    public async Task<AccountLook> LookAsync(Account account, Credentials credentials, CancellationToken cancellationToken)
    {
        if (credentials.Find(GraphAccount.TokenName) is not { } token)
            return new AccountLook.Dead(GraphAccount.NoToken(account));
        var me = await _graph.ReadAsync(_api.To("me") + "?fields=id,name,username", token, cancellationToken).ConfigureAwait(false);
        if (me.Json is not { } page)
            return me.IsDead ? new AccountLook.Dead($"{me.Reason} Sign in again.") : new AccountLook.Unknown(me.Reason);
        if (page.Text("id") is not { } id)
            return new AccountLook.Unknown("Facebook did not say which page it is.");
        var facts = await FactsAsync(token, cancellationToken).ConfigureAwait(false);
        return new AccountLook.Alive(account with { UserId = id, Handle = page.Text("username") ?? id, Name = page.Text("name") }) { Notes = Notes(facts) };
    }

    /// <inheritdoc/>
    public Task<string?> RevokeAsync(Account account, Credentials credentials, CancellationToken cancellationToken) =>
        Task.FromResult<string?>("Facebook has no call that takes back a page's token. Remove the app on Facebook under Settings, Business integrations.");

    private async Task<SignInResult> ByUserAsync(SignInRequest request, Secret token, CancellationToken cancellationToken)
    {
        if (request is { ClientId: { } client, ClientSecret: { } secret })
        {
            var address = _api.To("oauth", "access_token") + $"?grant_type=fb_exchange_token&client_id={Uri.EscapeDataString(client)}&client_secret={Uri.EscapeDataString(secret.Reveal())}&fb_exchange_token={Uri.EscapeDataString(token.Reveal())}";
            var exchanged = await _graph.ReadSecretlyAsync(address, null, [secret, token], cancellationToken).ConfigureAwait(false);
            if (exchanged.Json?.Text("access_token") is not { } lasting)
                return new SignInResult.Refused($"The token could not be exchanged for a long-lived one. {exchanged.Reason}");
            token = new(lasting);
        }
        var read = await _graph.ReadAsync(_api.To("me", "accounts") + "?fields=id,name,username,access_token&limit=100", token, cancellationToken).ConfigureAwait(false);
        if (read.Json is not { } json)
            return new SignInResult.Refused(read.Reason);
        var pages = json.Items("data").ToList();
        var meant = pages.Where(page => request.Handle is not { } handle || page.Text("id") == handle
            || string.Equals(page.Text("username"), handle.TrimStart('@'), StringComparison.OrdinalIgnoreCase) || page.Text("name") == handle).ToList();
        if (meant is not [var only])
            return new SignInResult.Refused(pages.Count == 0 ? "The token reaches no page. Its owner must manage one and have granted pages_show_list." : $"Name one page by --handle: {string.Join(", ", pages.Select(page => $"{page.Text("name")} ({page.Text("id")})"))}.");
        return only.Text("access_token") is { } pageToken
            ? await SignedInAsync(request, only, new(pageToken), cancellationToken).ConfigureAwait(false)
            : new SignInResult.Refused("Facebook gave no token for the page. Its owner must be allowed to create content there.");
    }

    private async Task<SignInResult> SignedInAsync(SignInRequest request, JsonElement page, Secret token, CancellationToken cancellationToken)
    {
        if (page.Text("id") is not { } id)
            return new SignInResult.Refused("Facebook did not say which page it is.");
        var handle = page.Text("username") ?? id;
        var facts = await FactsAsync(token, cancellationToken).ConfigureAwait(false);
        var account = new Account(request.Id ?? $"facebook-{handle}", FacebookPlatform.Id, handle) { Name = page.Text("name"), UserId = id };
        var credentials = new Credentials("oauth2", [new(GraphAccount.TokenName, token)]) { IssuedAt = _services.Clock.GetUtcNow(), ExpiresAt = facts?.ExpiresAt, Scopes = facts?.Scopes ?? [] };
        return new SignInResult.SignedIn(account, credentials) { Notes = Notes(facts) };
    }

    // The token tells about itself where Facebook lets it; else nothing is known, and nothing is wrong.
    private async Task<TokenFacts?> FactsAsync(Secret token, CancellationToken cancellationToken)
    {
        var read = await _graph.ReadSecretlyAsync(_api.To("debug_token") + $"?input_token={Uri.EscapeDataString(token.Reveal())}", token, [token], cancellationToken).ConfigureAwait(false);
        return TokenFacts.Of(read.Json);
    }

    private ValueList<string> Notes(TokenFacts? facts) =>
        facts is null ? ["Facebook did not say what the token may do."] : facts.Notes(Needed, "Facebook", _services.Clock.GetUtcNow());
}
