using System.Buffers;

namespace SocialKit.Platforms.Bluesky.Syntax;

/// <summary>The syntax of an AT URI, <c>at://account/collection/key</c>, as records refer to each other.</summary>
/// <remarks>atproto.com/specs/at-uri-scheme, interop syntax files @d6296a1 (2026-08): no query, no last slash; a fragment is a JSON pointer.</remarks>
public static class AtUri
{
    private const int MaxLength = 8192;
    private const string Scheme = "at://";

    private static readonly SearchValues<char> InFragment = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._~:@!$&')(*+,;=%[]/-");

    /// <summary>True if <paramref name="text"/> is an AT URI.</summary>
    public static bool IsValid(ReadOnlySpan<char> text)
    {
        if (text.Length > MaxLength || !text.StartsWith(Scheme, StringComparison.Ordinal))
            return false;
        var rest = text[Scheme.Length..];
        var hash = rest.IndexOf('#');
        if (hash >= 0)
        {
            if (!IsFragment(rest[(hash + 1)..]))
                return false;
            rest = rest[..hash];
        }

        var slash = rest.IndexOf('/');
        if (slash < 0)
            return AtIdentifier.IsValid(rest);
        if (!AtIdentifier.IsValid(rest[..slash]))
            return false;
        rest = rest[(slash + 1)..];
        slash = rest.IndexOf('/');
        return slash < 0 ? Nsid.IsValid(rest) : Nsid.IsValid(rest[..slash]) && RecordKey.IsValid(rest[(slash + 1)..]);
    }

    private static bool IsFragment(ReadOnlySpan<char> fragment)
    {
        if (fragment.Length == 0 || fragment[0] != '/' || fragment.ContainsAnyExcept(InFragment))
            return false;
        for (var percent = fragment.IndexOf('%'); percent >= 0; percent = fragment.IndexOf('%'))
        {
            fragment = fragment[(percent + 1)..];
            if (fragment.Length < 2 || !char.IsAsciiHexDigit(fragment[0]) || !char.IsAsciiHexDigit(fragment[1]))
                return false;
        }

        return true;
    }
}
