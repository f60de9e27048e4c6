using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using SocialKit.Access;

namespace SocialKit.Cli.SigningIn;

/// <summary>What proves that who finishes signing in is who began it: PKCE with S256 (RFC 7636), and a state (RFC 6749, 10.12).</summary>
internal sealed record Pkce
{
    /// <summary>The secret half, 43 characters.</summary>
    public Secret Verifier { get; } = new(Random());

    /// <summary>A text that must come back.</summary>
    public string State { get; } = Random();

    /// <summary>The open half: the verifier's SHA-256.</summary>
    public string Challenge => Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier.Reveal())));

    // 32 bytes, as RFC 7636, 4.1, recommends.
    private static string Random() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
}
