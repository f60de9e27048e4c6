namespace SocialKit.Platforms.Bluesky.Syntax;

/// <summary>The syntax of a namespaced identifier, such as <c>app.bsky.feed.post</c>: a domain backwards, then a name.</summary>
/// <remarks>atproto.com/specs/nsid, interop syntax files @d6296a1 (2026-08).</remarks>
public static class Nsid
{
    private const int MaxLength = 317;

    /// <summary>True if <paramref name="text"/> is an NSID.</summary>
    public static bool IsValid(ReadOnlySpan<char> text)
    {
        if (text.Length is 0 or > MaxLength || !char.IsAsciiLetter(text[0]))
            return false;
        var labels = 0;
        foreach (var range in text.Split('.'))
        {
            if (!HandleName.IsLabel(text[range]))
                return false;
            labels++;
        }

        var name = text[(text.LastIndexOf('.') + 1)..];
        return labels >= 3 && char.IsAsciiLetter(name[0]) && !name.Contains('-');
    }
}
