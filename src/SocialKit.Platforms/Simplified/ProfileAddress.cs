namespace SocialKit.Platforms.Simplified;

/// <summary>Takes the address of a profile apart, as people paste it: with or without scheme, with what trackers hung on it.</summary>
internal static class ProfileAddress
{
    /// <summary>True if <paramref name="written"/> is an address on one of <paramref name="hosts"/>.</summary>
    /// <param name="written">What was written.</param>
    /// <param name="hosts">Host names in lower case.</param>
    /// <param name="path">What stands behind the host and its slash.</param>
    internal static bool TryPath(string written, ReadOnlySpan<string> hosts, out string path)
    {
        var rest = written.AsSpan();
        if (rest.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
            rest = rest["https://".Length..];
        else if (rest.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
            rest = rest["http://".Length..];
        foreach (var host in hosts)
        {
            if (rest.Length > host.Length && rest[host.Length] == '/' && rest.StartsWith(host, StringComparison.OrdinalIgnoreCase))
            {
                path = rest[(host.Length + 1)..].ToString();
                return true;
            }
        }

        path = "";
        return false;
    }

    /// <summary>The parts of a path between slashes, without query, fragment and last slash.</summary>
    internal static string[] Parts(string path)
    {
        var end = path.AsSpan().IndexOfAny('?', '#');
        var bare = (end < 0 ? path : path[..end]).TrimEnd('/');
        return bare.Length == 0 ? [] : bare.Split('/');
    }
}
