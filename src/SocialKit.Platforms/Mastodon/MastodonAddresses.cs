using SocialKit.Deliveries;

namespace SocialKit.Platforms.Mastodon;

/// <summary>Addresses of posts, as servers that speak ActivityPub show them to readers. Which server knows the post by which id, only a look tells: until then its address stands for the id.</summary>
internal static class MastodonAddresses
{
    /// <summary>The post at an address; null if it does not look like one.</summary>
    public static PostRef? PostAt(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http") || address.UserInfo.Length > 0)
            return null;
        var parts = Uri.UnescapeDataString(address.AbsolutePath).Split('/', StringSplitOptions.RemoveEmptyEntries);
        var isPost = parts switch
        {
            // Mastodon; GoToSocial.
            [['@', _, ..], var id] => IsId(id),
            [['@', _, ..], "statuses", var id] => IsId(id),
            ["users", _, "statuses", var id] => IsId(id),
            // Pleroma and Akkoma; Misskey and its kin; snac.
            ["notice" or "objects" or "notes", var id] => id.Length >= 8,
            [_, "p", var id] => id.Length >= 8 && id.All(c => char.IsAsciiDigit(c) || c == '.'),
            _ => false,
        };
        var clean = address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);
        return isPost ? new(MastodonPlatform.Id, clean, clean) : null;
    }

    // Numbers on Mastodon, ULIDs on GoToSocial. Words behind a name are other things, on other sites.
    private static bool IsId(string id) => (id.Length >= 6 && id.All(char.IsAsciiDigit)) || (id.Length == 26 && id.All(c => char.IsAsciiDigit(c) || char.IsAsciiLetterUpper(c)));
}
