using SocialKit.Access;
using SocialKit.Platforms.Http;

namespace SocialKit.Platforms.Mastodon;

/// <summary>Signs in to the account's own server: in the browser, or by a token that was made there.</summary>
/// <remarks>A token of Mastodon does not expire and is not renewed; it can be revoked. Renewing here asks whether it is dead.</remarks>
/// <param name="services">Network and clock.</param>
public sealed class MastodonSignIn(PlatformServices services) : ISignIn
{
    private const string Kind = "oauth2";

    private readonly Reads _reads = new(services);
    private readonly MastodonOAuth _oauth = new(services.Http);

    /// <inheritdoc/>
    public ValueList<SignInWay> Ways { get; } =
    [
        new SignInWay.Browser { Name = "browser", Help = "Opens your server's page, where you allow this program to post. Name the server, such as --server mastodon.example.", NeedsServer = true },
        new SignInWay.Typed([new(MastodonApi.AccessName, "Access token")])
        {
            Name = "token",
            Help = $"A token that you made on your server, under Preferences → Development → New application, with the scopes {string.Join(", ", MastodonOAuth.Scopes)}.",
            NeedsServer = true,
        },
    ];

    /// <inheritdoc/>
    public async Task<BrowserSignIn> StartAsync(SignInRequest request, CancellationToken cancellationToken)
    {
        if (!TryServer(request, out var server, out var why))
            return new BrowserSignIn.Impossible(why);
        var scopes = ScopesFor(request);
        if (request.ClientId is { } own)
            return new BrowserSignIn.Ready(MastodonOAuth.AuthorizeAddress(server, own, request, scopes), own, request.ClientSecret);
        var (client, secret, fault) = await _oauth.RegisterAsync(server, request.RedirectUri, scopes, cancellationToken).ConfigureAwait(false);
        return client is null
            ? new BrowserSignIn.Impossible(fault!)
            : new BrowserSignIn.Ready(MastodonOAuth.AuthorizeAddress(server, client, request, scopes), client, secret);
    }

    /// <inheritdoc/>
    public async Task<SignInResult> FinishAsync(SignInRequest request, BrowserSignIn.Ready started, Secret code, CancellationToken cancellationToken)
    {
        if (!TryServer(request, out var server, out var why))
            return new SignInResult.Refused(why);
        var (token, scopes, fault) = await _oauth.TokenAsync(server, request, started, code, cancellationToken).ConfigureAwait(false);
        if (token is null)
            return new SignInResult.Refused(fault!);
        List<NamedSecret> secrets = [new(MastodonApi.AccessName, token), new(MastodonApi.ClientName, new(started.Client))];
        if (started.ClientSecret is { } secret)
            secrets.Add(new(MastodonApi.ClientSecretName, secret));
        return await SignedInAsync(request, server, token, secrets, scopes, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<SignInResult> EnterAsync(SignInRequest request, SignInWay.Typed way, ValueList<NamedSecret> secrets, CancellationToken cancellationToken)
    {
        if (!TryServer(request, out var server, out var why))
            return new SignInResult.Refused(why);
        if (secrets.FirstOrDefault(secret => secret.Name == MastodonApi.AccessName) is not { } access)
            return new SignInResult.Refused("There was no token.");
        return await SignedInAsync(request, server, access.Value, [access], [], cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<Renewal> RenewAsync(Account account, Credentials credentials, CancellationToken cancellationToken) =>
        await LookAsync(account, credentials, cancellationToken).ConfigureAwait(false) switch
        {
            AccountLook.Dead dead => new Renewal.Dead(dead.Reason),
            AccountLook.Alive => new Renewal.Failed("The token was not taken although it works: something in between may have been in the way."),
            AccountLook.Unknown unknown => new Renewal.Failed(unknown.Reason),
            _ => throw new InvalidOperationException(),
        };

    /// <inheritdoc/>
    public async Task<AccountLook> LookAsync(Account account, Credentials credentials, CancellationToken cancellationToken)
    {
        if (account.Server is not { } written || !ServerAddress.TryParse(written, out var server))
            return new AccountLook.Unknown($"The server of {account.Id} is not known.");
        if (credentials.Find(MastodonApi.AccessName) is not { } token)
            return new AccountLook.Dead("What is kept is no token of this platform.");
        var host = new Uri(server).Authority;
        switch (await MastodonToken.AskAsync(_reads, server, token, services.Clock.GetUtcNow(), cancellationToken).ConfigureAwait(false))
        {
            case MastodonToken.Said.Dead dead:
                return new AccountLook.Dead($"{host} does not know the token any more ({dead.Words}).");
            case MastodonToken.Said.Barred barred:
                return new AccountLook.Unknown($"{host} does not let the account in ({barred.Words}).");
            case MastodonToken.Said.Unknown unknown:
                return new AccountLook.Unknown($"{host} was asked and did not tell ({unknown.Words}).");
            case MastodonToken.Said.Works works when account.UserId is { } pinned && works.UserId != pinned:
                return new AccountLook.Dead($"The token belongs to account {works.UserId} ({works.UserName}) and not to {pinned}.");
            case MastodonToken.Said.Works works:
                var (seen, notes) = await WithInstanceAsync(account with { UserId = works.UserId, Name = works.Name, IsAutomated = works.IsBot }, works.UserName, server, cancellationToken).ConfigureAwait(false);
                return new AccountLook.Alive(seen) { Notes = [.. notes, .. Missing(credentials.Scopes)] };
            default:
                throw new InvalidOperationException();
        }
    }

    /// <inheritdoc/>
    public Task<string?> RevokeAsync(Account account, Credentials credentials, CancellationToken cancellationToken) =>
        account.Server is { } written && ServerAddress.TryParse(written, out var server)
            ? _oauth.RevokeAsync(server, credentials, cancellationToken)
            : Task.FromResult<string?>($"The server of {account.Id} is not known.");

    private async Task<SignInResult> SignedInAsync(SignInRequest request, string server, Secret token, List<NamedSecret> secrets, ValueList<string> scopes, CancellationToken cancellationToken)
    {
        var now = services.Clock.GetUtcNow();
        var host = new Uri(server).Authority;
        if (await MastodonToken.AskAsync(_reads, server, token, now, cancellationToken).ConfigureAwait(false) is var said && said is not MastodonToken.Said.Works works)
        {
            return new SignInResult.Refused(said switch
            {
                MastodonToken.Said.Dead dead => $"{host} does not take the token ({dead.Words}). It needs the scopes {string.Join(", ", MastodonOAuth.Scopes)}.",
                MastodonToken.Said.Barred barred => $"{host} does not let the account in ({barred.Words}).",
                _ => $"{host} was asked and did not tell who it is ({((MastodonToken.Said.Unknown)said).Words}). Try again.",
            });
        }
        var account = new Account(request.Id ?? $"{MastodonPlatform.Id}-{works.UserName}", MastodonPlatform.Id, works.UserName) { Name = works.Name, Server = server, UserId = works.UserId, IsAutomated = works.IsBot };
        (account, var notes) = await WithInstanceAsync(account, works.UserName, server, cancellationToken).ConfigureAwait(false);
        if (request.Handle is { } wanted && !IsCalled(account, wanted))
            return new SignInResult.Refused($"The token is of {account.Handle}, not of {wanted.TrimStart('@')}. Sign in to {host} as the right account first.");
        if (request.IsAutomated && !account.IsAutomated)
        {
            if (await _oauth.LabelAsync(server, token, cancellationToken).ConfigureAwait(false) is { } fault)
                notes = [.. notes, $"The label that says that a program posts was not set ({fault}). Set it on the server, under Preferences → Public profile: \"This is an automated account\"."];
            else
                account = account with { IsAutomated = true };
        }
        secrets.Add(new(MastodonApi.UserName, new(works.UserId)));
        return new SignInResult.SignedIn(account, new(Kind, [.. secrets]) { IssuedAt = now, Scopes = scopes }) { Notes = [.. notes, .. Missing(scopes)] };
    }

    private async Task<(Account Account, ValueList<string> Notes)> WithInstanceAsync(Account account, string userName, string server, CancellationToken cancellationToken)
    {
        var (instance, why) = await MastodonInstance.ReadAsync(_reads, server, cancellationToken).ConfigureAwait(false);
        var named = account with { Handle = $"{userName}@{instance?.Domain ?? new Uri(server).Authority}" };
        if (instance is null)
            return (named, [$"The server does not say its limits ({why}); those of Mastodon are assumed."]);
        return (named with { Limits = instance.Limits, Software = instance.Software },
            instance.Limits is null ? ["The server does not say its limits; those of Mastodon are assumed."] : []);
    }

    private static bool IsCalled(Account account, string wanted)
    {
        var name = wanted.TrimStart('@');
        return name.Equals(account.Handle, StringComparison.OrdinalIgnoreCase) || name.Equals(account.Handle.Split('@')[0], StringComparison.OrdinalIgnoreCase);
    }

    private static string ScopesFor(SignInRequest request) => string.Join(' ', request.IsAutomated ? MastodonOAuth.Scopes.Append(MastodonOAuth.LabelScope) : MastodonOAuth.Scopes);

    // "read" holds "read:accounts".
    private static IEnumerable<string> Missing(ValueList<string> scopes) => scopes.Count == 0
        ? []
        : MastodonOAuth.Scopes.Where(scope => !scopes.Contains(scope) && !scopes.Contains(scope.Split(':')[0])).Select(scope => $"The token lacks the scope {scope}.");

    private static bool TryServer(SignInRequest request, out string server, out string why)
    {
        server = "";
        why = request.Server is null ? "Mastodon has many servers. Name yours, such as --server mastodon.example." : $"\"{request.Server}\" is no server. Name it as mastodon.example.";
        if (request.Server is not { } written || !ServerAddress.TryParse(written, out var address))
            return false;
        server = address;
        return true;
    }
}
