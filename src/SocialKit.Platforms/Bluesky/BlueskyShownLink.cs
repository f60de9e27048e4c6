using System.Buffers;
using System.Globalization;
using System.Text;

namespace SocialKit.Platforms.Bluesky;

/// <summary>A link as Bluesky's own client writes it into the text of a post, the whole address standing in the facet.</summary>
/// <remarks>
/// toShortUrl of the client (bluesky-social/social-app, as of 2026-08): the host, then path, query and fragment; of these only the first
/// 13 characters and "..." where they are longer than 15. What is no http address, or has no scheme, stays as it is. The client parses by the
/// WHATWG URL standard: lower-case host in punycode, default port and user left out, path encoded in percents. So does this; what the
/// standard treats in ways that no campaign's link needs (percents in a host, names that need Unicode's mapping) stays as it is.
/// </remarks>
internal static class BlueskyShownLink
{
    private const int LongestPath = 15, ShownPath = 13;

    private static readonly char[] ControlsAndSpace = [.. Enumerable.Range(0, 0x21).Select(c => (char)c)];
    private static readonly SearchValues<char> AuthorityEnds = SearchValues.Create("/\\?#");
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");
    private static readonly SearchValues<char> NotInHost = SearchValues.Create([.. ControlsAndSpace, .. "#/<>?@[\\]^|%:\u007F"]);

    internal static string Of(string link)
    {
        var rest = link.AsSpan();
        bool secure;
        if (rest.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
            secure = true;
        else if (rest.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
            secure = false;
        else
            return link;
        rest = rest.TrimEnd(ControlsAndSpace)[(secure ? "https://" : "http://").Length..].TrimStart("/\\");
        var authorityLength = rest.IndexOfAny(AuthorityEnds);
        var authority = authorityLength < 0 ? rest : rest[..authorityLength];
        var tail = authorityLength < 0 ? "" : rest[authorityLength..];
        if (!TryHost(authority[(authority.LastIndexOf('@') + 1)..], secure, out var host))
            return link;

        var path = ShownTail(tail);
        return path.Length > LongestPath ? string.Concat(host, path.AsSpan(0, ShownPath), "...") : host + path;
    }

    private static bool TryHost(ReadOnlySpan<char> written, bool secure, out string host)
    {
        host = "";
        var colon = written.LastIndexOf(':');
        var port = "";
        if (colon >= 0)
        {
            var digits = written[(colon + 1)..];
            if (digits.Length > 0)
            {
                if (!ushort.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                    return false;
                if (number != (secure ? 443 : 80))
                    port = $":{number}";
            }

            written = written[..colon];
        }

        if (written.Length == 0 || written.ContainsAny(NotInHost))
            return false;
        if (EndsInNumber(written))
        {
            host = IPv4(written) + port;
            return host.Length > port.Length;
        }

        if (!TryAscii(written.ToString().ToLowerInvariant(), out host))
            return false;
        host += port;
        return true;
    }

    // The client maps names by UTS 46, whose tables are not here: what maps to itself is enough for names that people register.
    private static bool TryAscii(string lower, out string host)
    {
        host = lower;
        var names = new IdnMapping();
        try
        {
            if (Ascii.IsValid(lower))
                return !lower.Contains("xn--", StringComparison.Ordinal) || (names.GetUnicode(lower) is var name && name.All(MapsToItself) && names.GetAscii(name) == lower);
            if (!lower.All(MapsToItself) || lower.Contains("xn--", StringComparison.Ordinal))
                return false;
            host = names.GetAscii(lower);
            return true;
        }
        catch (ArgumentException)
        {
            // A label that no name system could hold: the client's parser refuses it too, and shows it as it is.
            return false;
        }
    }

    // Lower-case letters of Latin, Greek, Cyrillic, Armenian and Georgian, and East Asian ones, without those that stand for others.
    private static bool MapsToItself(char c) => c < 0x80 || (char.IsLower(c)
        ? c is (>= '\u00DF' and <= '\u017E' and not ('\u0133' or '\u0140' or '\u0149')) or (>= '\u03AC' and <= '\u03CE' and not '\u03C2') or (>= '\u0430' and <= '\u052F') or (>= '\u0561' and <= '\u0586')
        : c is (>= '\u10D0' and <= '\u10FA') or (>= '\u3041' and <= '\u3096') or (>= '\u30A1' and <= '\u30FA') or '\u30FC' or (>= '\u4E00' and <= '\u9FFF') or (>= '\uAC00' and <= '\uD7A3'));

    // Such a host is read as an IPv4 address; a last dot does not hide it.
    private static bool EndsInNumber(ReadOnlySpan<char> host)
    {
        var name = host.EndsWith('.') ? host[..^1] : host;
        var label = name[(name.LastIndexOf('.') + 1)..];
        return label.Length > 0 && (!label.ContainsAnyExceptInRange('0', '9')
            || (label.StartsWith("0x", StringComparison.OrdinalIgnoreCase) && label[2..].IndexOfAnyExcept(HexDigits) < 0));
    }

    // One to four numbers, decimal, octal or hexadecimal, of which the last fills what is left of the four bytes; empty if they are none.
    private static string IPv4(ReadOnlySpan<char> written)
    {
        if (written.EndsWith('.'))
            written = written[..^1];
        const int bytes = 4;
        ulong address = 0;
        var parts = written.Count('.') + 1;
        var i = 0;
        foreach (var range in written.Split('.'))
        {
            if (!TryNumber(written[range], out var number))
                return "";
            var isLast = ++i == parts;
            if (parts > bytes || number > (isLast ? (1UL << (8 * (bytes + 1 - parts))) - 1 : byte.MaxValue))
                return "";
            address += isLast ? number : number << (8 * (bytes - i));
        }

        return string.Create(CultureInfo.InvariantCulture, $"{address >> 24}.{(address >> 16) & 0xFF}.{(address >> 8) & 0xFF}.{address & 0xFF}");
    }

    private static bool TryNumber(ReadOnlySpan<char> written, out ulong number)
    {
        number = 0;
        if (written.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
            return written.Length == 2 || ulong.TryParse(written[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out number);
        if (written.Length < 2 || written[0] != '0')
            return ulong.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out number);
        foreach (var digit in written[1..])
        {
            if (digit is < '0' or > '7' || number > uint.MaxValue)
                return false;
            number = (number * 8) + (ulong)(digit - '0');
        }

        return true;
    }

    private static string ShownTail(ReadOnlySpan<char> tail)
    {
        var hash = tail.IndexOf('#');
        var fragment = hash < 0 ? "" : tail[hash..];
        tail = hash < 0 ? tail : tail[..hash];
        var question = tail.IndexOf('?');
        var query = question < 0 ? "" : tail[question..];
        var path = Encoded(WithoutDots(question < 0 ? tail : tail[..question]), "\"<>`{}^");
        // A "?" or "#" with nothing behind it is not shown.
        return (path == "/" ? "" : path) + (query.Length > 1 ? Encoded(query, "\"<>'") : "") + (fragment.Length > 1 ? Encoded(fragment, "\"<>`") : "");
    }

    // "." and ".." are steps, not names, and "\" is taken for "/".
    private static string WithoutDots(ReadOnlySpan<char> path)
    {
        var segments = path.ToString().Replace('\\', '/').Split('/').Skip(1).ToArray();
        var kept = new List<string>();
        for (var i = 0; i < segments.Length; i++)
        {
            var dots = segments[i].Replace("%2e", ".", StringComparison.OrdinalIgnoreCase);
            if (dots is not ("." or ".."))
            {
                kept.Add(segments[i]);
                continue;
            }

            if (dots == ".." && kept.Count > 0)
                kept.RemoveAt(kept.Count - 1);
            if (i == segments.Length - 1)
                kept.Add("");
        }

        return "/" + string.Join('/', kept);
    }

    private static string Encoded(string part, string signs) => Encoded(part.AsSpan(), signs);

    private static string Encoded(ReadOnlySpan<char> part, string signs)
    {
        var encoded = new StringBuilder(part.Length);
        Span<byte> bytes = stackalloc byte[4];
        foreach (var rune in part.EnumerateRunes())
        {
            if (rune.Value is > ' ' and < 0x7F && !signs.Contains((char)rune.Value))
            {
                encoded.Append((char)rune.Value);
                continue;
            }

            foreach (var b in bytes[..rune.EncodeToUtf8(bytes)])
                encoded.Append(CultureInfo.InvariantCulture, $"%{b:X2}");
        }

        return encoded.ToString();
    }
}
