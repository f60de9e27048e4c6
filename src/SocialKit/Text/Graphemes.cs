namespace SocialKit.Text;

/// <summary>Characters as readers see them: extended grapheme clusters by UAX 29 of Unicode 17, Indic conjuncts (GB9c) included.</summary>
/// <remarks>The tables are this library's own: neither the machine's ICU nor the version of .NET changes a count. A surrogate without
/// its other half is a character of its own, as U+FFFD would be in its place. Nothing here allocates, and time is linear in the text.</remarks>
public static class Graphemes
{
    /// <summary>The version of Unicode whose characters are counted.</summary>
    public static string UnicodeVersion => GraphemeTable.UnicodeVersion;

    /// <summary>How many characters <paramref name="text"/> has.</summary>
    public static int Count(ReadOnlySpan<char> text) => Count(text, out _);

    /// <summary>How many characters <paramref name="text"/> has, and how many bytes in UTF-8, in one pass.</summary>
    internal static int Count(ReadOnlySpan<char> text, out int bytes)
    {
        var state = GraphemeMachine.Start;
        return GraphemeMachine.CountBeginnings(text, ref state, out bytes);
    }

    /// <summary>The UTF-16 length of the first character of <paramref name="text"/>; 0 if the text is empty.</summary>
    public static int FirstLength(ReadOnlySpan<char> text) => IndexAfter(text, 1);

    /// <summary>The UTF-16 index behind the first <paramref name="graphemes"/> characters of <paramref name="text"/>; its length if it has no more.</summary>
    public static int IndexAfter(ReadOnlySpan<char> text, int graphemes)
    {
        var state = GraphemeMachine.Start;
        for (var i = 0; i < text.Length;)
        {
            if (GraphemeMachine.Step(text, i, ref state, out var units) && --graphemes < 0)
                return i;
            i += units;
        }

        return text.Length;
    }

    /// <summary>The last border between characters at or before the UTF-16 index <paramref name="index"/>.</summary>
    /// <remarks>Reads <paramref name="text"/> from the last two plain letters before, which may be far since what a character is may depend on all that stands before it;
    /// for many indices of one text use <see cref="TextPositions"/>.</remarks>
    public static int BorderAtOrBefore(ReadOnlySpan<char> text, int index)
    {
        if (index >= text.Length)
            return text.Length;
        var start = Math.Max(index, 0);
        while (start > 0 && !(GraphemeScript.IsLetter(text[start]) && GraphemeScript.IsLetter(text[start - 1])))
            start--;
        var state = GraphemeMachine.Start;
        var border = start;
        for (var i = start; i <= index;)
        {
            if (GraphemeMachine.Step(text, i, ref state, out var units))
                border = i;
            i += units;
        }

        return border;
    }

    /// <summary>The characters of <paramref name="text"/>, in order.</summary>
    public static GraphemeEnumerator Enumerate(ReadOnlySpan<char> text) => new(text);
}
