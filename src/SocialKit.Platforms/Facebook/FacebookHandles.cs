using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using SocialKit.Platforms.Simplified;

namespace SocialKit.Platforms.Facebook;

/// <summary>Handles of Facebook: the name of a page or profile in its address, or the number of one that has no name.</summary>
public sealed class FacebookHandles : IHandleSyntax
{
    internal static readonly NameShape Shape = new(2, 75) { Inner = ".-" };

    // First parts of addresses that name no account.
    private static readonly HashSet<string> NoNames = new(StringComparer.OrdinalIgnoreCase)
    {
        "ads", "business", "dialog", "events", "gaming", "groups", "hashtag", "help", "home.php", "login", "login.php", "marketplace", "media", "permalink.php", "photo", "photo.php",
        "policies", "posts", "privacy", "public", "reel", "reels", "search", "settings", "share", "share.php", "sharer", "sharer.php", "stories", "story.php", "video.php", "videos", "watch",
    };

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789");

    /// <inheritdoc/>
    public bool TryParse(string written, [NotNullWhen(true)] out Handle? handle)
    {
        var isAddress = ProfileAddress.TryPath(written, ["facebook.com", "fb.com", "fb.me", "www.facebook.com", "m.facebook.com", "web.facebook.com", "www.fb.com"], out var path);
        var name = isAddress ? NameIn(path) : written.StartsWith('@') ? written[1..] : written;
        // A number of five digits or more is an id; without "@" and address it may be anything.
        handle = name is not null && !NoNames.Contains(name) && Shape.Matches(name) && (isAddress || written.StartsWith('@') || !IsNumber(name)) ? new(FacebookPlatform.Id, name) : null;
        return handle is not null;
    }

    /// <inheritdoc/>
    public string Mention(Handle handle) => "@" + handle.Name;

    /// <inheritdoc/>
    public string Profile(Handle handle) =>
        IsNumber(handle.Name) ? "https://www.facebook.com/profile.php?id=" + handle.Name : "https://www.facebook.com/" + handle.Name;

    // facebook.com/NAME, /profile.php?id=NUMBER, /people/Name/NUMBER, /pages/Name/NUMBER
    private static string? NameIn(string path)
    {
        const string byId = "profile.php?id=";
        if (path.StartsWith(byId, StringComparison.OrdinalIgnoreCase))
        {
            var end = path.AsSpan(byId.Length).IndexOfAnyExcept(Digits);
            return NumberOrNull(end < 0 ? path[byId.Length..] : path.Substring(byId.Length, end));
        }

        var parts = ProfileAddress.Parts(path);
        if (parts.Length == 0)
            return null;
        if (parts[0] is "people" or "pages")
            return parts.Length == 3 ? NumberOrNull(parts[2]) : null;
        return parts.Length == 1 ? parts[0] : null;
    }

    private static string? NumberOrNull(string text) => IsNumber(text) ? text : null;

    private static bool IsNumber(ReadOnlySpan<char> text) => text.Length >= 5 && !text.ContainsAnyExcept(Digits);
}
