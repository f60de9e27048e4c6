using System.Diagnostics.CodeAnalysis;
using SocialKit.Platforms.Simplified;

namespace SocialKit.Platforms.Mastodon;

/// <summary>Handles of Mastodon and what speaks with it: <c>user@server</c>.</summary>
/// <remarks>"@user" alone is no handle here: it is somebody else on every server, and a campaign does not know from which one it is posted.</remarks>
public sealed class MastodonHandles : IHandleSyntax
{
    /// <inheritdoc/>
    public bool TryParse(string written, [NotNullWhen(true)] out Handle? handle)
    {
        handle = null;
        var isAddress = written.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || written.StartsWith("http://", StringComparison.OrdinalIgnoreCase);
        var rest = isAddress ? written[(written.IndexOf("://", StringComparison.Ordinal) + 3)..] : written;
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        if (slash > 0)
        {
            var host = rest[..slash];
            var name = ProfileAddress.Parts(rest[(slash + 1)..]) switch
            {
                [['@', .. var local]] => local,
                ["users", var local] => local,
                _ => "",
            };
            // Seen from another server, an account has its own behind its name.
            rest = name.Contains('@', StringComparison.Ordinal) && MastodonServer.IsHost(host) ? name : $"{name}@{host}";
        }
        else if (isAddress)
        {
            return false;
        }
        else if (rest.StartsWith('@'))
        {
            rest = rest[1..];
        }

        var at = rest.IndexOf('@', StringComparison.Ordinal);
        if (at < 1 || !IsName(rest.AsSpan(0, at)) || !MastodonServer.IsHost(rest.AsSpan(at + 1)))
            return false;
        handle = new(MastodonPlatform.Id, rest);
        return true;
    }

    /// <inheritdoc/>
    public string Mention(Handle handle) => "@" + handle.Name;

    /// <inheritdoc/>
    public string Profile(Handle handle)
    {
        var at = handle.Name.IndexOf('@', StringComparison.Ordinal);
        return $"https://{handle.Name[(at + 1)..]}/@{handle.Name[..at]}";
    }

    // [a-z0-9_]+([.-]+[a-z0-9_]+)*, any case
    private static bool IsName(ReadOnlySpan<char> name)
    {
        foreach (var c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('_' or '.' or '-'))
                return false;
        }

        return name[0] is not ('.' or '-') && name[^1] is not ('.' or '-');
    }
}
