using SocialKit.Campaigns;

namespace SocialKit.Reposts;

/// <summary>Whether a listed account agreed that a machine passes on what it publishes.</summary>
public enum Consent
{
    /// <summary>Nothing is known, or what is written is neither a yes with when and how, nor a no.</summary>
    NotGiven,

    /// <summary><c>yes (2026-11-20, by e-mail)</c>: yes, and in brackets when and how.</summary>
    Given,

    /// <summary><c>no</c>, whatever follows: nothing of this account is ever reposted.</summary>
    Refused,
}

/// <summary>Reads consents.</summary>
public static class Consents
{
    /// <summary>Whether <paramref name="account"/> agreed.</summary>
    public static Consent Of(FollowedAccount account) => Read(account.Consent);

    /// <summary>Reads what stands after <c>consent:</c>.</summary>
    public static Consent Read(string? written)
    {
        if (Rest(written, "no") is not null)
            return Consent.Refused;
        return Rest(written, "yes") is ['(', .. var how, ')'] && how.Any(char.IsLetterOrDigit) ? Consent.Given : Consent.NotGiven;
    }

    /// <summary>True if a machine may read and repost an account.</summary>
    /// <param name="consent">What it said.</param>
    /// <param name="isNeeded">True if the platform wants it to have agreed: see <see cref="IFeed.NeedsConsent"/>.</param>
    public static bool LetsRead(this Consent consent, bool isNeeded) => consent == Consent.Given || (consent == Consent.NotGiven && !isNeeded);

    // What follows a word; null if it does not begin with it.
    private static string? Rest(string? written, string word)
    {
        var text = written?.Trim() ?? "";
        return text.StartsWith(word, StringComparison.OrdinalIgnoreCase) && (text.Length == word.Length || !char.IsLetterOrDigit(text[word.Length])) ? text[word.Length..].Trim() : null;
    }
}
