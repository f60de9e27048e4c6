using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace SocialKit.Platforms.Http;

/// <summary>The address of a server that tokens are sent to: https and a host, nothing behind it. On this machine's loopback, http too.</summary>
public static class ServerAddress
{
    /// <summary>Reads <c>https://host</c>, <c>https://host:port</c>, <c>host</c>, or <c>http://127.0.0.1:port</c>.</summary>
    /// <param name="written">As a person writes it.</param>
    /// <param name="address">Scheme, host and port, without a slash at the end.</param>
    public static bool TryParse(string written, [NotNullWhen(true)] out string? address)
    {
        address = null;
        var whole = written.Contains("://", StringComparison.Ordinal) ? written : "https://" + written;
        if (!Uri.TryCreate(whole, UriKind.Absolute, out var uri) || uri.UserInfo.Length > 0 || uri.PathAndQuery != "/" || uri.Fragment.Length > 0 || uri.Host.Length == 0)
            return false;
        if (uri.Scheme != Uri.UriSchemeHttps && !(uri.Scheme == Uri.UriSchemeHttp && IsLoopback(uri)))
            return false;
        address = uri.GetLeftPart(UriPartial.Authority);
        return true;
    }

    private static bool IsLoopback(Uri uri) => uri.Host == "localhost" || (IPAddress.TryParse(uri.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));
}
