using System.Buffers;
using System.Text;

namespace SocialKit.Platforms.X;

/// <summary>The reference's grammar of one whole address (its <c>isValidUrl</c>), which is another than that of links in a text: any top-level
/// domain, IP addresses, user information, no brackets in a path.</summary>
internal static class XAddressSyntax
{
    private const int MaxPortDigits = 5;

    // unreserved, sub-delims, and what the grammar allows beside them; letters and digits apart.
    private static readonly SearchValues<char> PathSigns = SearchValues.Create("-._~!$&'()*+,;=:|@");
    private static readonly SearchValues<char> UserSigns = SearchValues.Create("-._~!$&'()*+,;=:");
    private static readonly SearchValues<char> LineEnds = SearchValues.Create("\n\r\u2028\u2029");

    public static bool IsAddress(ReadOnlySpan<char> text, bool unicodeDomains, bool requireScheme)
    {
        if (text.IsEmpty)
            return false;
        var rest = text;
        var scheme = ReadOnlySpan<char>.Empty;
        if (rest.IndexOfAny(":/?#") is var colon and > 0 && rest[colon..].StartsWith("://"))
        {
            scheme = rest[..colon];
            rest = rest[(colon + "://".Length)..];
        }
        if (requireScheme && !(Ascii.EqualsIgnoreCase(scheme, "http") || Ascii.EqualsIgnoreCase(scheme, "https")))
            return false;

        var hash = rest.IndexOf('#');
        var fragment = hash < 0 ? [] : rest[(hash + 1)..];
        rest = hash < 0 ? rest : rest[..hash];
        var question = rest.IndexOf('?');
        var query = question < 0 ? [] : rest[(question + 1)..];
        rest = question < 0 ? rest : rest[..question];
        var slash = rest.IndexOf('/');
        var path = slash < 0 ? [] : rest[slash..];
        var authority = slash < 0 ? rest : rest[..slash];
        return !fragment.ContainsAny(LineEnds)
            && IsMadeOf(path, PathSigns, "/") && IsMadeOf(query, PathSigns, "/?") && IsMadeOf(fragment, PathSigns, "/?")
            && IsAuthority(authority, unicodeDomains);
    }

    private static bool IsMadeOf(ReadOnlySpan<char> text, SearchValues<char> signs, string more) => PrefixMadeOf(text, signs, more) == text.Length;

    private static int PrefixMadeOf(ReadOnlySpan<char> text, SearchValues<char> signs, string more)
    {
        var at = 0;
        while (at < text.Length)
        {
            if (text[at] == '%')
            {
                if (at + 2 >= text.Length || !char.IsAsciiHexDigit(text[at + 1]) || !char.IsAsciiHexDigit(text[at + 2]))
                    break;
                at += 3;
                continue;
            }
            if (!(IsUnreservedLetter(text[at]) || signs.Contains(text[at]) || more.Contains(text[at])))
                break;
            at++;
        }
        return at;
    }

    // Cyrillic, and under the expression's "ignore case" the old letters whose capitals are Cyrillic (U+1C80–1C87).
    private static bool IsUnreservedLetter(char unit) => char.IsAsciiLetterOrDigit(unit) || unit is (>= '\u0400' and <= '\u04FF') or (>= '\u1C80' and <= '\u1C87');

    private static bool IsAuthority(ReadOnlySpan<char> text, bool unicode)
    {
        var user = PrefixMadeOf(text, UserSigns, "");
        return IsHostAndPort(user < text.Length && text[user] == '@' ? text[(user + 1)..] : text, unicode);
    }

    private static bool IsHostAndPort(ReadOnlySpan<char> text, bool unicode)
    {
        var host = Ipv4Prefix(text);
        if (host == 0)
            host = Ipv6Prefix(text);
        if (host == 0)
            host = DomainPrefix(text, unicode);
        if (host == 0 || host == text.Length)
            return host != 0;
        var port = text[(host + 1)..];
        return text[host] == ':' && port.Length is > 0 and <= MaxPortDigits && !port.ContainsAnyExceptInRange('0', '9');
    }

    // Of the last of the four numbers the expression takes one digit and never looks back, so that 192.168.0.1 is an address and 192.168.0.12 is none.
    private static int Ipv4Prefix(ReadOnlySpan<char> text)
    {
        var at = 0;
        for (var part = 0; part < 3; part++)
        {
            var length = text[at..].IndexOf('.');
            if (length is < 1 or > 3 || !IsOctet(text.Slice(at, length)))
                return 0;
            at += length + 1;
        }
        return at < text.Length && char.IsAsciiDigit(text[at]) ? at + 1 : 0;
    }

    private static bool IsOctet(ReadOnlySpan<char> digits) =>
        !digits.ContainsAnyExceptInRange('0', '9') && (digits.Length == 1 || digits[0] != '0') && byte.TryParse(digits, out _);

    private static int Ipv6Prefix(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || text[0] != '[')
            return 0;
        var at = 1;
        while (at < text.Length && (char.IsAsciiHexDigit(text[at]) || text[at] is ':' or '.'))
            at++;
        return at > 1 && at < text.Length && text[at] == ']' ? at + 1 : 0;
    }

    // Labels and a top-level domain; only the labels before the last two may have underscores.
    private static int DomainPrefix(ReadOnlySpan<char> text, bool unicode)
    {
        var end = text.IndexOf(':') is var colon and >= 0 ? colon : text.Length;
        var domain = text[..end];
        var last = domain.LastIndexOf('.');
        if (last < 0)
            return 0;
        var top = domain[(last + 1)..];
        if (!IsLabel(top, unicode, mayHaveUnderscore: false) || char.IsAsciiDigit(top[0]))
            return 0;
        var labels = domain[..last];
        for (var mayHaveUnderscore = false; ; mayHaveUnderscore = true)
        {
            var dot = labels.LastIndexOf('.');
            if (!IsLabel(labels[(dot + 1)..], unicode, mayHaveUnderscore))
                return 0;
            if (dot < 0)
                return end;
            labels = labels[..dot];
        }
    }

    private static bool IsLabel(ReadOnlySpan<char> label, bool unicode, bool mayHaveUnderscore)
    {
        if (label.IsEmpty || !IsLetter(label[0], unicode) || !IsLetter(label[^1], unicode))
            return false;
        foreach (var unit in label)
        {
            if (!(IsLetter(unit, unicode) || unit == '-' || (mayHaveUnderscore && unit == '_')))
                return false;
        }
        return true;
    }

    private static bool IsLetter(char unit, bool unicode) => char.IsAsciiLetterOrDigit(unit) || (unicode && unit >= 0x80);
}
