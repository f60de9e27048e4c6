namespace SocialKit.Platforms.X;

/// <summary>Says whether a text is one thing and nothing else, as the reference's <c>isValid…</c> functions do.</summary>
/// <param name="profile">The data to read with.</param>
public sealed class XValidate(XProfile profile)
{
    private readonly XExtract _extract = new(profile);
    private readonly XReader _reader = new(profile);

    /// <summary>True if X would take <paramref name="text"/> as a post; configuration 3 if none is given.</summary>
    public bool IsPost(ReadOnlySpan<char> text, XConfiguration? configuration = null) => _reader.Measure(text, configuration).IsValid;

    /// <summary>True if <paramref name="text"/> is a mention: "@name".</summary>
    public static bool IsMention(ReadOnlySpan<char> text) => XExtract.Mentions(text) is [var only] && text[1..].SequenceEqual(only.Value);

    /// <summary>True if <paramref name="text"/> is a list: "@name/list".</summary>
    public static bool IsList(ReadOnlySpan<char> text)
    {
        var scanner = new XMentionScanner(text);
        return text.Length > 0 && text[0] is '@' or '\uFF20' && scanner.MoveNext() && scanner.Start == 0 && scanner.End == text.Length && scanner.End > scanner.NameEnd;
    }

    /// <summary>True if <paramref name="text"/> is a hashtag: "#word".</summary>
    public bool IsHashtag(ReadOnlySpan<char> text) => _extract.Hashtags(text) is [var only] && text[1..].SequenceEqual(only.Value);

    /// <summary>True if <paramref name="text"/> is an address.</summary>
    /// <param name="text">The address.</param>
    /// <param name="unicodeDomains">True if the domain may have characters beyond ASCII.</param>
    /// <param name="requireScheme">True if it has to begin with http:// or https://.</param>
    public static bool IsAddress(ReadOnlySpan<char> text, bool unicodeDomains = true, bool requireScheme = true) =>
        XAddressSyntax.IsAddress(text, unicodeDomains, requireScheme);
}
