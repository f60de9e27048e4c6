namespace SocialKit.Text;

/// <summary>Which way a text runs.</summary>
public static class Direction
{
    /// <summary>True if <paramref name="text"/> has a letter of a script that runs from right to left.</summary>
    public static bool HasRightToLeft(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (IsRightToLeft(c))
                return true;
        }
        return false;
    }

    /// <summary>True if the first letter of <paramref name="text"/> that has a direction runs from right to left (UAX 9, rules P2 and P3).</summary>
    public static bool IsRightToLeft(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (IsRightToLeft(c))
                return true;
            if (char.IsLetter(c))
                return false;
        }
        return false;
    }

    // Hebrew to Arabic Extended-A, the presentation forms, and the high surrogates of U+10800–10FFF and U+1E800–1EFFF.
    private static bool IsRightToLeft(char c) =>
        c >= '\u0590' && (c is <= '\u08FF' or (>= '\uFB1D' and <= '\uFDFF') or (>= '\uFE70' and <= '\uFEFE') or '\uD802' or '\uD803' or '\uD83A' or '\uD83B');
}
