using System.Buffers;

namespace SocialKit.Platforms.Bluesky.Syntax;

/// <summary>The syntax of a record's key in its collection.</summary>
/// <remarks>atproto.com/specs/record-key, interop syntax files @d6296a1 (2026-08).</remarks>
public static class RecordKey
{
    private const int MaxLength = 512;

    private static readonly SearchValues<char> Allowed = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_~.:-");

    /// <summary>True if <paramref name="text"/> is a record key.</summary>
    public static bool IsValid(ReadOnlySpan<char> text) =>
        text.Length is > 0 and <= MaxLength && text is not ("." or "..") && !text.ContainsAnyExcept(Allowed);
}
