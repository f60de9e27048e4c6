namespace SocialKit.Platforms.X;

/// <summary>Where the path and the query of a link end.</summary>
internal static class XLinkPath
{
    /// <summary>Where the path ends whose "/" stands before <paramref name="start"/>.</summary>
    /// <remarks>A path is runs of its characters with balanced parentheses between them, two deep. It ends behind the last character that it may end on,
    /// else behind its "/", and then takes the parentheses that follow there at once: <c>/a(b)</c> whole, but of <c>/a!(b)</c> only <c>/a</c>.</remarks>
    public static int End(ReadOnlySpan<char> text, int start)
    {
        var end = start;
        var at = start;
        while (true)
        {
            for (; at < text.Length; at++)
            {
                var classes = XChars.Of(text[at]);
                if ((classes & XClasses.Path) == 0)
                    break;
                if ((classes & XClasses.PathEnd) != 0)
                    end = at + 1;
            }
            var closed = at < text.Length && text[at] == '(' ? ClosingEnd(text, at + 1) : -1;
            if (closed < 0)
                return end;
            if (end == at)
                end = closed;
            at = closed;
        }
    }

    /// <summary>Where the query ends whose "?" stands at <paramref name="start"/>; there if it is none.</summary>
    public static int QueryEnd(ReadOnlySpan<char> text, int start)
    {
        var end = start;
        for (var at = start + 1; at < text.Length; at++)
        {
            var classes = XChars.Of(text[at]);
            if ((classes & XClasses.Query) == 0)
                break;
            if ((classes & XClasses.QueryEnd) != 0)
                end = at + 1;
        }
        return end;
    }

    // "(…)" with something in it, or with one "(…)" inside.
    private static int ClosingEnd(ReadOnlySpan<char> text, int start)
    {
        var at = SkipPath(text, start);
        if (at == text.Length)
            return -1;
        if (text[at] == ')')
            return at > start ? at + 1 : -1;
        if (text[at] != '(')
            return -1;
        var inner = SkipPath(text, at + 1);
        if (inner == at + 1 || inner == text.Length || text[inner] != ')')
            return -1;
        var outer = SkipPath(text, inner + 1);
        return outer < text.Length && text[outer] == ')' ? outer + 1 : -1;
    }

    private static int SkipPath(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length && XChars.Is(text[at], XClasses.Path))
            at++;
        return at;
    }
}
