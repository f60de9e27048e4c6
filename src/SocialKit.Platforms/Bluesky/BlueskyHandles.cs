using System.Diagnostics.CodeAnalysis;
using SocialKit.Platforms.Bluesky.Syntax;

namespace SocialKit.Platforms.Bluesky;

/// <summary>Handles of Bluesky: domain names, such as <c>name.bsky.social</c>. A bare name without a dot is none.</summary>
public sealed class BlueskyHandles : IHandleSyntax
{
    private const string ProfilePath = "/profile/";

    /// <inheritdoc/>
    public bool TryParse(string written, [NotNullWhen(true)] out Handle? handle)
    {
        handle = null;
        var name = written.AsSpan();
        if (name.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || name.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
        {
            name = name[(name.IndexOf("://", StringComparison.Ordinal) + 3)..];
            if (!name.StartsWith("bsky.app/", StringComparison.OrdinalIgnoreCase))
                return false;
        }

        if (name.StartsWith("bsky.app/", StringComparison.OrdinalIgnoreCase))
        {
            name = name["bsky.app".Length..];
            if (!name.StartsWith(ProfilePath, StringComparison.Ordinal))
                return false;
            name = name[ProfilePath.Length..];
            var end = name.IndexOfAny('?', '#');
            name = (end < 0 ? name : name[..end]).TrimEnd('/');
        }
        else if (name.StartsWith('@'))
        {
            name = name[1..];
        }

        if (!HandleName.IsValid(name))
            return false;
        handle = new(BlueskyPlatform.Id, name.ToString());
        return true;
    }

    // Lower case: the client knows top-level domains in no other.
    /// <inheritdoc/>
    public string Mention(Handle handle) => "@" + handle.Name.ToLowerInvariant();

    /// <inheritdoc/>
    public string Profile(Handle handle) => "https://bsky.app/profile/" + handle.Name;
}
