using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace SocialKit.Platforms.X;

/// <summary>How X names accounts: one to fifteen ASCII letters, digits and underscores (X API, openapi 2.167 of 2026-08: <c>^[A-Za-z0-9_]{1,15}$</c>).</summary>
public sealed class XHandles : IHandleSyntax
{
    private const int MaxName = 15;

    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");

    // What stands where a name would in an address of X's own pages.
    private static readonly HashSet<string> OwnPages = new(StringComparer.OrdinalIgnoreCase)
    {
        "about", "account", "compose", "download", "explore", "hashtag", "help", "home", "i", "intent", "jobs", "login", "logout", "messages", "notifications",
        "oauth", "privacy", "search", "settings", "share", "signup", "tos",
    };

    private static readonly string[] Hosts = ["x.com", "twitter.com"];

    /// <inheritdoc/>
    public bool TryParse(string written, [NotNullWhen(true)] out Handle? handle)
    {
        var name = NameInAddress(written) ?? (written.StartsWith('@') ? written[1..] : written);
        handle = IsName(name) ? new Handle(XPlatform.Id, name) : null;
        return handle is not null;
    }

    /// <inheritdoc/>
    public string Mention(Handle handle) => "@" + handle.Name;

    /// <inheritdoc/>
    public string Profile(Handle handle) => "https://x.com/" + handle.Name;

    // X, web intents 2026-08: a page that asks whether to follow, without "@".
    /// <inheritdoc/>
    public string Follow(Handle handle) => "https://x.com/intent/follow?screen_name=" + handle.Name;

    private static bool IsName(ReadOnlySpan<char> name) => name.Length is > 0 and <= MaxName && !name.ContainsAnyExcept(NameCharacters);

    // "https://www.x.com/name/?s=20#x" and what is left of it when a person shortens it; null if it is no address of X.
    private static string? NameInAddress(string written)
    {
        var rest = written.AsSpan();
        foreach (var scheme in (ReadOnlySpan<string>)["https://", "http://"])
        {
            if (rest.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
                rest = rest[scheme.Length..];
        }
        foreach (var part in (ReadOnlySpan<string>)["www.", "mobile.", "m."])
        {
            if (rest.StartsWith(part, StringComparison.OrdinalIgnoreCase))
            {
                rest = rest[part.Length..];
                break;
            }
        }
        foreach (var host in Hosts)
        {
            if (!rest.StartsWith(host, StringComparison.OrdinalIgnoreCase) || rest.Length == host.Length || rest[host.Length] != '/')
                continue;
            var path = rest[(host.Length + 1)..];
            if (path.StartsWith("#!/"))
                path = path[3..];
            if (path.IndexOfAny('?', '#') is var end and >= 0)
                path = path[..end];
            if (path.EndsWith('/'))
                path = path[..^1];
            if (path.StartsWith('@'))
                path = path[1..];
            // A name of X's own pages stands for nobody there, and what is no name comes back as it is and is refused.
            return OwnPages.Contains(path.ToString()) ? "" : path.ToString();
        }
        return null;
    }
}
