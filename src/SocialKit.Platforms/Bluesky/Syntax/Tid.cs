using System.Buffers;

namespace SocialKit.Platforms.Bluesky.Syntax;

/// <summary>The syntax of a timestamp identifier: 13 characters of sortable base 32, the highest bit zero.</summary>
/// <remarks>atproto.com/specs/tid, interop syntax files @d6296a1 (2026-08).</remarks>
public static class Tid
{
    private const int Length = 13;

    private static readonly SearchValues<char> Digits = SearchValues.Create("234567abcdefghijklmnopqrstuvwxyz");

    /// <summary>True if <paramref name="text"/> is a TID.</summary>
    public static bool IsValid(ReadOnlySpan<char> text) =>
        text.Length == Length && text[0] is (>= '2' and <= '7') or (>= 'a' and <= 'j') && !text.ContainsAnyExcept(Digits);
}
