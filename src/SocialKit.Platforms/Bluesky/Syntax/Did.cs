using System.Buffers;

namespace SocialKit.Platforms.Bluesky.Syntax;

/// <summary>The syntax of a decentralised identifier: <c>did:method:…</c>.</summary>
/// <remarks>atproto.com/specs/did, interop syntax files @d6296a1 (2026-08).</remarks>
public static class Did
{
    private const int MaxLength = 2048;
    private const string Prefix = "did:";

    private static readonly SearchValues<char> Identifier = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._:%-");

    /// <summary>True if <paramref name="text"/> is a DID.</summary>
    public static bool IsValid(ReadOnlySpan<char> text)
    {
        if (text.Length > MaxLength || !text.StartsWith(Prefix, StringComparison.Ordinal))
            return false;
        var rest = text[Prefix.Length..];
        var colon = rest.IndexOf(':');
        if (colon < 1 || rest[..colon].ContainsAnyExceptInRange('a', 'z'))
            return false;
        var identifier = rest[(colon + 1)..];
        return identifier.Length > 0 && identifier[^1] is not (':' or '%') && !identifier.ContainsAnyExcept(Identifier);
    }
}
