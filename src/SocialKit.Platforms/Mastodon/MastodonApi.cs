using SocialKit.Access;
using SocialKit.Deliveries;
using SocialKit.Platforms.Http;

namespace SocialKit.Platforms.Mastodon;

/// <summary>An account's server, its token and its id, pinned when it signed in.</summary>
/// <param name="Account">The account.</param>
/// <param name="Server">Scheme and host, without a slash at the end.</param>
/// <param name="UserId">The account's id there.</param>
/// <param name="Credentials">What it is used with.</param>
internal sealed record MastodonApi(Account Account, string Server, string UserId, Credentials Credentials)
{
    /// <summary>Names of secrets. "user" is no secret: it holds the id that the token belongs to, so that a token of another account is found out before it is used.</summary>
    public const string AccessName = "access", ClientName = "client-id", ClientSecretName = "client-secret", UserName = "user";

    /// <summary>The token.</summary>
    public Secret Token => Credentials[AccessName];

    /// <summary>True if the server is Mastodon itself, beyond doubt.</summary>
    public bool IsOriginal => Account.Software == MastodonInstance.Original;

    /// <summary>A read, authorised.</summary>
    public HttpCall Get(string path) => HttpCall.Get(Server + path).With(Token);

    /// <summary>A write with a JSON body, or with none.</summary>
    public HttpCall Post(string path, ReadOnlyMemory<byte> json = default) =>
        (json.IsEmpty ? new HttpCall(HttpMethod.Post, Server + path) : HttpCall.Post(Server + path, json)).With(Token);

    /// <summary>True if an address is on a server, by scheme, host and port.</summary>
    public static bool IsAt(Uri address, string server) => address.UserInfo.Length == 0 && address.GetLeftPart(UriPartial.Authority).Equals(new Uri(server).GetLeftPart(UriPartial.Authority), StringComparison.OrdinalIgnoreCase);

    /// <summary>The API of an account, with credentials that are good for a call; or what stands against it.</summary>
    public static async Task<(MastodonApi? Api, Outcome? Why)> OfAsync(Account account, AccountAccess access, CancellationToken cancellationToken)
    {
        if (account.Server is not { } written || !ServerAddress.TryParse(written, out var server) || account.UserId is not { Length: > 0 } user)
            return (null, new Outcome.AccountStopped($"{account.Id} was never signed in: its server and its id there are not known. Run \"socialkit login {account.Platform}\"."));
        var permit = await access.GetAsync(account, cancellationToken).ConfigureAwait(false);
        if (permit is not Permit.Given given)
            return (null, ((Permit.None)permit).Why);
        if (given.Credentials.Find(AccessName) is null)
            return (null, new Outcome.AccountStopped($"What is kept for {account.Id} is no token of {account.Platform}. Run \"socialkit login {account.Platform}\"."));
        if (given.Credentials.Find(UserName) is { } owner && owner.Reveal() != user)
            return (null, new Outcome.AccountStopped($"Somebody else has signed in as {account.Id} since this was scheduled: it was account {user}, now it is {owner.Reveal()}. Sign in as the first one, or schedule it again."));
        return (new(account, server, user, given.Credentials), null);
    }
}
