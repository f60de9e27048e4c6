namespace SocialKit.Platforms.Bluesky.Syntax;

/// <summary>The syntax of an atproto handle: a domain name of two labels or more, the last beginning with a letter.</summary>
/// <remarks>atproto.com/specs/handle, interop syntax files @d6296a1 (2026-08). Whether the top-level domain exists is not looked at.</remarks>
public static class HandleName
{
    private const int MaxLength = 253, MaxLabel = 63;

    /// <summary>True if <paramref name="text"/> is a handle, without "@".</summary>
    public static bool IsValid(ReadOnlySpan<char> text)
    {
        if (text.Length > MaxLength)
            return false;
        var labels = 0;
        var lastBegins = '\0';
        foreach (var range in text.Split('.'))
        {
            var label = text[range];
            if (!IsLabel(label))
                return false;
            labels++;
            lastBegins = label[0];
        }

        return labels >= 2 && char.IsAsciiLetter(lastBegins);
    }

    /// <summary>True if <paramref name="label"/> is 1 to 63 ASCII letters, digits and inner hyphens.</summary>
    internal static bool IsLabel(ReadOnlySpan<char> label)
    {
        if (label.Length is 0 or > MaxLabel || label[0] == '-' || label[^1] == '-')
            return false;
        foreach (var c in label)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c != '-')
                return false;
        }

        return true;
    }
}
