namespace SocialKit.Cli.SigningIn;

/// <summary>Finds the place of an account that has signed in among those that are listed.</summary>
internal static class SameAccount
{
    /// <summary>True if both are one account of one platform: by the platform's own id where both have it, else by handle and server.</summary>
    public static bool Are(Account one, Account other) => one.Platform == other.Platform
        && (one.UserId is not null && other.UserId is not null
            ? one.UserId == other.UserId && one.Server == other.Server
            : string.Equals(one.Handle, other.Handle, StringComparison.OrdinalIgnoreCase) && (one.Server is null || other.Server is null || one.Server == other.Server));

    /// <summary>The account under its own id: the one that was asked for, that it has already, or one made of platform and handle.</summary>
    /// <param name="signedIn">Who has signed in.</param>
    /// <param name="wanted">The id that was asked for; null if none was.</param>
    /// <param name="listed">The accounts that there are.</param>
    /// <param name="reason">Why it cannot have that id; null if it can.</param>
    public static Account? Place(Account signedIn, string? wanted, ValueList<Account> listed, out string? reason)
    {
        reason = null;
        var same = listed.FirstOrDefault(account => Are(account, signedIn) && (wanted is null || account.Id == wanted)) ?? listed.FirstOrDefault(account => Are(account, signedIn));
        if (same is not null && (wanted is null || wanted == same.Id))
            return signedIn with { Id = same.Id, ResendsWhenAbsent = same.ResendsWhenAbsent, IsAutomated = signedIn.IsAutomated || same.IsAutomated };
        if (same is not null)
        {
            reason = $"@{signedIn.Handle} is listed as \"{same.Id}\" already. Sign in without --id, or change the id in accounts.json first.";
            return null;
        }
        if (wanted is not null && listed.FirstOrDefault(account => account.Id == wanted) is { } other)
        {
            reason = $"\"{wanted}\" is another account: @{other.Handle} on {other.Platform}{(other.UserId is null ? "" : $" ({other.UserId})")}; this one is @{signedIn.Handle}{(signedIn.UserId is null ? "" : $" ({signedIn.UserId})")}. Posts that wait for it would go out from the wrong one. Give another --id.";
            return null;
        }
        return signedIn with { Id = wanted ?? Free($"{signedIn.Platform}-{Slug(signedIn.Handle)}", listed) };
    }

    /// <summary>True if it can be an id: small letters, digits, "-", "_", ".", beginning with a letter or digit, 64 at most.</summary>
    public static bool IsId(string id) => id.Length is > 0 and <= 64 && char.IsAsciiLetterOrDigit(id[0]) && id.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '-' or '_' or '.');

    private static string Slug(string handle)
    {
        var slug = string.Concat(handle.ToLowerInvariant().Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' ? letter : '-')).Trim('-', '.');
        return slug.Length is > 0 and <= 50 ? slug : slug.Length == 0 ? "account" : slug[..50];
    }

    private static string Free(string id, ValueList<Account> listed)
    {
        var free = id;
        for (var n = 2; listed.Any(account => account.Id == free); n++)
            free = $"{id}-{n}";
        return free;
    }
}
