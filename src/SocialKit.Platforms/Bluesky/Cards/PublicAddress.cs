using System.Net;
using System.Net.Sockets;

namespace SocialKit.Platforms.Bluesky.Cards;

/// <summary>Which addresses belong to the public network, so that a link in a post cannot make this machine ask itself or its neighbours.</summary>
/// <remarks>IANA's registries of special-purpose addresses for IPv4 and IPv6 (RFC 6890 and what updates it), as of 2026-11.</remarks>
internal static class PublicAddress
{
    private static readonly IPNetwork[] NotPublic =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15",
            "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            // Within 2000::/3: protocol assignments with Teredo, documentation, 6to4 (which holds any IPv4 address), documentation again.
            "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
        }.Select(network => IPNetwork.Parse(network)),
    ];

    // All that is global unicast so far; loopback, link-local, unique local, multicast, NAT64 and addresses that hold an IPv4 one lie outside.
    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");

    /// <summary>True if <paramref name="address"/> is one of the public network.</summary>
    public static bool Is(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        if (plain.AddressFamily == AddressFamily.InterNetworkV6 && (plain.ScopeId != 0 || !GlobalUnicast.Contains(plain)))
            return false;
        return !NotPublic.Any(network => network.Contains(plain));
    }
}
