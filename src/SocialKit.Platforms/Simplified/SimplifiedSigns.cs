namespace SocialKit.Platforms.Simplified;

/// <summary>Which of the common signs a platform that publishes no reading of its own is taken to see in a text.</summary>
internal sealed record SimplifiedSigns
{
    /// <summary>What a name behind "@" looks like; null if "@" means nothing.</summary>
    public NameShape? Mentions { get; init; }

    /// <summary>The most UTF-16 units of a hashtag, without its "#".</summary>
    /// <value>No limit by default.</value>
    public int LongestHashtag { get; init; } = int.MaxValue;

    /// <summary>True if e-mail addresses become links.</summary>
    /// <value>False by default.</value>
    public bool Emails { get; init; }
}

/// <summary>What a platform's names look like: ASCII letters, digits and "_", and what else it takes.</summary>
/// <param name="Shortest">The fewest characters.</param>
/// <param name="Longest">The most characters.</param>
internal sealed record NameShape(int Shortest, int Longest)
{
    /// <summary>The signs that may stand inside a name, but not at its end.</summary>
    /// <value>None by default.</value>
    public string Inner { get; init; } = "";

    /// <summary>True if a name must begin with a letter.</summary>
    /// <value>False by default.</value>
    public bool BeginsWithLetter { get; init; }

    /// <summary>How much of the beginning of <paramref name="text"/> is a name; 0 if it is none.</summary>
    internal int Match(ReadOnlySpan<char> text)
    {
        var end = 0;
        while (end < text.Length && IsPart(text[end]))
            end++;
        while (end > 0 && Inner.Contains(text[end - 1]))
            end--;
        return end < Shortest || end > Longest || (BeginsWithLetter && !char.IsAsciiLetter(text[0])) ? 0 : end;
    }

    /// <summary>True if all of <paramref name="text"/> is a name.</summary>
    internal bool Matches(ReadOnlySpan<char> text) => text.Length > 0 && Match(text) == text.Length;

    private bool IsPart(char c) => char.IsAsciiLetterOrDigit(c) || c == '_' || Inner.Contains(c);
}
