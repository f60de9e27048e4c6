using System.Text.Json;
using SocialKit.Platforms.Http;
using SocialKit.Reposts;

namespace SocialKit.Platforms.Mastodon;

/// <summary>An account as a server tells it (Account, docs of 2026-07).</summary>
/// <param name="Id">The server's own id of it, wherever the account is at home.</param>
/// <param name="Handle">Its name, always with its server.</param>
/// <param name="Json">All of it.</param>
internal sealed record MastodonAccount(string Id, Handle Handle, JsonElement Json)
{
    private const int LongestId = 200, LongestName = 400;

    /// <summary>The account that <paramref name="json"/> is; null if it is none.</summary>
    /// <param name="json">The account.</param>
    /// <param name="domain">The server's own, which it leaves out.</param>
    public static MastodonAccount? Of(JsonElement? json, string domain) =>
        json is { } account && account.Id("id") is { Length: <= LongestId } id && account.Text("acct") is { Length: <= LongestName } name
            ? new(id, new(MastodonPlatform.Id, name.Contains('@', StringComparison.Ordinal) ? name : $"{name}@{domain}"), account)
            : null;

    /// <summary>The domain that the reader's server leaves out of the names of its own accounts. Its address may be another one.</summary>
    public static string DomainOf(MastodonApi api) =>
        api.Account.Handle.IndexOf('@', StringComparison.Ordinal) is >= 0 and var at ? api.Account.Handle[(at + 1)..] : new Uri(api.Server).Authority;

    /// <summary>Whether it can be read.</summary>
    public AccountLook Look(string domain)
    {
        if (Json.IsTrue("suspended"))
            return new AccountLook.Gone($"@{Handle.Name} is suspended.");
        // Who moves takes followers along, not posts; and what is listed is the account, not the person.
        return Json.Member("moved") is { ValueKind: JsonValueKind.Object } moved
            ? new AccountLook.Gone($"@{Handle.Name} has moved{(Of(moved, domain) is { } there ? $" to @{there.Handle.Name}: list that one if it is the one that is meant" : "")}.")
            : new AccountLook.There(Id, Handle);
    }
}
