using System.Globalization;

namespace SocialKit.Platforms.Mastodon;

/// <summary>The name of a server, as supporters type it. It becomes part of an address that they open, so nothing but a host name passes.</summary>
internal static class MastodonServer
{
    private const int MaxHost = 253, MaxLabel = 63;

    /// <summary>True if <paramref name="host"/> is a host name of two labels or more: no scheme, user, path or number.</summary>
    internal static bool IsHost(ReadOnlySpan<char> host)
    {
        if (host.Length is 0 or > MaxHost)
            return false;
        var labels = 0;
        var last = ReadOnlySpan<char>.Empty;
        foreach (var range in host.Split('.'))
        {
            last = host[range];
            if (!IsLabel(last))
                return false;
            labels++;
        }

        // Numbers at the end make an IPv4 address.
        return labels >= 2 && !char.IsAsciiDigit(last[0]);
    }

    /// <summary>True if <paramref name="server"/> is a host name, with a port or without.</summary>
    internal static bool IsServer(ReadOnlySpan<char> server)
    {
        var colon = server.IndexOf(':');
        if (colon < 0)
            return IsHost(server);
        return IsHost(server[..colon]) && ushort.TryParse(server[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port > 0;
    }

    private static bool IsLabel(ReadOnlySpan<char> label)
    {
        if (label.Length is 0 or > MaxLabel || label[0] == '-' || label[^1] == '-')
            return false;
        foreach (var rune in label.EnumerateRunes())
        {
            if (rune.Value is not ('-' or '_') && !(rune.IsAscii ? char.IsAsciiLetterOrDigit((char)rune.Value) : MastodonCharacters.IsAlphanumeric(rune)))
                return false;
        }

        return true;
    }
}
