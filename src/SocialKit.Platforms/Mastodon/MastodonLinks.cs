using System.Buffers;
using System.Text;
using SocialKit.Text;

namespace SocialKit.Platforms.Mastodon;

/// <summary>Finds addresses with their scheme, as the server does before it gives the discount for links.</summary>
/// <remarks>Mastodon's changes to twitter-text's addresses: more schemes, and paths of any character that is no white space, bracket of an
/// unbalanced pair or angle bracket. The domain still needs a listed top-level domain, so localhost and numbers get no discount.</remarks>
internal static class MastodonLinks
{
    private static readonly string[] Schemes = ["http", "https", "dat", "dweb", "ipfs", "ipns", "ssb", "gopher", "gemini"];

    // Unicode's White_Space, and "<", ">".
    private static readonly SearchValues<char> NotInPath = SearchValues.Create(
        "\t\n\v\f\r \u0085\u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u2028\u2029\u202F\u205F\u3000<>()?");

    private static readonly SearchValues<char> WhiteSpace = SearchValues.Create(
        "\t\n\v\f\r \u0085\u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u2028\u2029\u202F\u205F\u3000");

    // What a path may contain but not end on.
    private static readonly SearchValues<char> NotAtPathEnd = SearchValues.Create("()?!*\"'「」<>;:=,.$%[]~&|@");

    private static readonly SearchValues<char> QuerySigns = SearchValues.Create("!?*'();:&=+$/%#[]-_.,~|@^");

    /// <summary>The link whose scheme ends at <paramref name="colon"/>; null if there is none, or it is glued to a letter, digit, "@", "$" or "#".</summary>
    internal static Entity? Find(ReadOnlySpan<char> text, int colon, int free)
    {
        if (!text[colon..].StartsWith("://", StringComparison.Ordinal))
            return null;
        var start = colon;
        while (start > free && colon - start <= "gopher".Length && char.IsAsciiLetterOrDigit(text[start - 1]))
            start--;
        if (!IsScheme(text[start..colon]) || (start > 0 && !MayStandBefore(text[start - 1])))
            return null;
        var host = colon + 3;
        var domain = DomainLength(text[host..]);
        return domain == 0 ? null : new(EntityKind.Link, start, AddressEnd(text, host + domain));
    }

    /// <summary>Where the address without scheme ends that the word round <paramref name="at"/> begins with; 0 if it begins with none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="free">What stands before belongs to something else.</param>
    /// <param name="at">A place in the word.</param>
    /// <param name="wordEnd">Where the word ends, so that no word is looked at twice.</param>
    internal static int BareAddressEnd(ReadOnlySpan<char> text, int free, int at, out int wordEnd)
    {
        var rest = text[at..].IndexOfAny(WhiteSpace);
        wordEnd = rest < 0 ? text.Length : at + rest;
        var start = free + text[free..at].LastIndexOfAny(WhiteSpace) + 1;
        while (start < at && !char.IsAsciiLetterOrDigit(text[start]))
            start++;
        if (start == at || (start > 0 && !MayStandBefore(text[start - 1])))
            return 0;
        var ascii = start;
        while (ascii < at && (char.IsAsciiLetterOrDigit(text[ascii]) || text[ascii] is '-' or '_' or '.'))
            ascii++;
        var domain = DomainLength(text[start..ascii]);
        return domain == 0 || (ascii == at && start + domain == at) ? 0 : AddressEnd(text[..wordEnd], start + domain);
    }

    private static bool IsScheme(ReadOnlySpan<char> written)
    {
        foreach (var scheme in Schemes)
        {
            if (written.Equals(scheme, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    private static bool MayStandBefore(char c) => !char.IsAsciiLetterOrDigit(c) && c is not ('@' or '＠' or '$' or '#' or '＃' or '\uFFFE' or '\uFEFF' or '\uFFFF');

    // The longest beginning that is labels and dots and ends in a listed top-level domain; 0 if there is none.
    private static int DomainLength(ReadOnlySpan<char> text)
    {
        int label = 0, longest = 0;
        var nameBefore = false;
        while (true)
        {
            int end = label, lastPlain = label;
            var isName = true;
            while (end < text.Length)
            {
                Rune.DecodeFromUtf16(text[end..], out var rune, out var units);
                var isPlain = MastodonCharacters.IsInLabel(rune);
                if (!isPlain && (end == label || rune.Value is not ('-' or '_')))
                    break;
                isName &= rune.Value != '_';
                end += units;
                if (isPlain)
                    lastPlain = end;
            }

            if (nameBefore)
            {
                var tld = TldLength(text[label..]);
                if (tld > 0)
                    longest = label + tld;
            }

            if (end == label || lastPlain != end || end == text.Length || text[end] != '.')
                return longest;
            nameBefore = isName;
            label = end + 1;
        }
    }

    // A listed name that letters, digits, "@", "+" or "-" do not go on from: "com" of "comを", but not of "comx".
    private static int TldLength(ReadOnlySpan<char> text)
    {
        var ascii = 0;
        while (ascii < text.Length && char.IsAsciiLetter(text[ascii]))
            ascii++;
        if (text.StartsWith("xn--", StringComparison.OrdinalIgnoreCase))
        {
            var end = "xn--".Length;
            while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '-'))
                end++;
            return end > "xn--".Length ? end : 0;
        }

        if (ascii > 0 && TldSet.Current.ContainsIgnoringAsciiCase(text[..ascii]) && EndsThere(text, ascii))
            return ascii;
        if (ascii > 0)
            return 0;
        for (var length = Math.Min(TldSet.Current.MaxLength, text.Length); length > 0; length--)
        {
            if (!char.IsAscii(text[length - 1]) && TldSet.Current.Contains(text[..length]) && EndsThere(text, length))
                return length;
        }

        return 0;
    }

    private static bool EndsThere(ReadOnlySpan<char> text, int end) => end == text.Length || !(char.IsAsciiLetterOrDigit(text[end]) || text[end] is '@' or '+' or '-');

    // Port, path with fragment, query.
    private static int AddressEnd(ReadOnlySpan<char> text, int end)
    {
        if (end + 1 < text.Length && text[end] == ':' && char.IsAsciiDigit(text[end + 1]))
        {
            end++;
            while (end < text.Length && char.IsAsciiDigit(text[end]))
                end++;
        }

        if (end < text.Length && text[end] == '/')
            end = PathEnd(text, end + 1);
        return end < text.Length && text[end] == '?' ? QueryEnd(text, end) : end;
    }

    private static int PathEnd(ReadOnlySpan<char> text, int from)
    {
        int at = from, end = from;
        while (at < text.Length)
        {
            var length = text[at..].IndexOfAny(NotInPath);
            var stop = length < 0 ? text.Length : at + length;
            var lastGood = text[at..stop].LastIndexOfAnyExcept(NotAtPathEnd);
            if (lastGood >= 0)
                end = at + lastGood + 1;
            var balanced = stop < text.Length && text[stop] == '(' ? BalancedEnd(text, stop) : 0;
            if (balanced == 0)
                return end;
            at = end = balanced;
        }

        return end;
    }

    // "(…)" with at most one level inside it; 0 if it does not close so.
    private static int BalancedEnd(ReadOnlySpan<char> text, int open)
    {
        var first = Plain(text, open + 1);
        if (first == text.Length)
            return 0;
        if (text[first] == ')')
            return first > open + 1 ? first + 1 : 0;
        if (text[first] != '(')
            return 0;
        var inner = Plain(text, first + 1);
        if (inner == first + 1 || inner == text.Length || text[inner] != ')')
            return 0;
        var last = Plain(text, inner + 1);
        return last < text.Length && text[last] == ')' ? last + 1 : 0;
    }

    private static int Plain(ReadOnlySpan<char> text, int from)
    {
        var length = text[from..].IndexOfAny(NotInPath);
        return length < 0 ? text.Length : from + length;
    }

    private static int QueryEnd(ReadOnlySpan<char> text, int question)
    {
        var end = question;
        for (var at = question + 1; at < text.Length; at++)
        {
            var c = text[at];
            var isPlain = char.IsAsciiLetterOrDigit(c) || (c >= '\u00A0' && !WhiteSpace.Contains(c)) || c is '_' or '&' or '=' or '#' or '/' or '-';
            if (!isPlain && !QuerySigns.Contains(c))
                break;
            if (isPlain)
                end = at + 1;
        }

        return end;
    }
}
