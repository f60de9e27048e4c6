using SocialKit.Deliveries;
using SocialKit.Platforms.Http;

namespace SocialKit.Platforms.Bluesky;

/// <summary>Where an account's records are written: its server and its repository, both pinned when it signed in.</summary>
/// <param name="Server">The address of its PDS, without a slash at the end.</param>
/// <param name="Did">The repository's DID.</param>
internal sealed record BlueskyHome(string Server, string Did)
{
    /// <summary>The home of an account; null if it never signed in here.</summary>
    public static BlueskyHome? Of(Account account) =>
        account is { Server: { } written, UserId: { } did } && ServerAddress.TryParse(written, out var server) && Syntax.Did.IsValid(did) ? new(server, did) : null;

    /// <summary>What it is for a delivery that an account never signed in.</summary>
    public static Outcome.AccountStopped Missing(Account account) => new($"{account.Id} has no server and DID of its own yet. Run \"socialkit login {BlueskyPlatform.Id}\".");
}
