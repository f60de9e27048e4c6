using System.Buffers;
using System.Text;
using SocialKit.Text;

namespace SocialKit.Platforms.X;

/// <summary>Finds the links of a text one after another, as the reference's expression with its backtracking does, in linear time.</summary>
/// <remarks>
/// The expression is: a character that may stand before a link, then an optional scheme, then labels ended by dots, then a top-level domain, then an optional port,
/// path and query. It takes as many labels as it can. So a link is found from its dots: each dot belongs to a chain of dots with well-formed labels
/// between them, a link that begins before a dot reaches to the last dot of the chain that a top-level domain follows, and begins at the leftmost place of
/// the first label that has a permitted character before it.
/// </remarks>
internal ref struct XLinkScanner
{
    private const int MaxAddress = 4096;
    private const int MaxShortenerSlug = 40;
    private const int DefaultSchemeLength = 8;

    private static readonly SearchValues<char> HyphensAndUnderscores = SearchValues.Create("_-");
    private static readonly SearchValues<char> OtherFullStops = SearchValues.Create("\u3002\uFF0E\uFF61");

    private readonly ReadOnlySpan<char> _text;
    private readonly XScan _scan;
    private readonly XTlds _tlds;
    private readonly bool _withoutScheme;

    // The reference's lastIndex: what stands before it is used up.
    private int _from;

    // The last dot of the chain that was looked at, and the last of its dots that ends a link's labels; its first dot is not among them.
    private int _chainEnd = -1;
    private int _chainBest = -1;

    // The domains of a link without scheme that are still to be returned: there is more than one where other scripts stand between them.
    private int _domainStart;
    private int _domainEnd;
    private int _domainFrom;
    private int _domainShift;
    private int _matchEnd;
    private bool _hasPath;
    private XLink _pending;
    private bool _hasPending;

    public XLinkScanner(ReadOnlySpan<char> text, XScan scan, XTlds tlds, bool withoutScheme)
    {
        _scan = scan;
        _text = text;
        _tlds = tlds;
        _withoutScheme = withoutScheme;
        Current = default;
    }

    public XLink Current { get; private set; }

    public bool MoveNext()
    {
        while (true)
        {
            if (_hasPending)
            {
                var last = _pending;
                if (FindBareDomain())
                {
                    (Current, _pending) = (last, Current);
                    return true;
                }
                _hasPending = false;
                // Only the last domain takes the path; without a path, port and query are left out.
                Current = _hasPath
                    ? last with { End = _matchEnd, Length = last.Length + (_matchEnd - _domainEnd), RestStart = _domainEnd }
                    : last;
                return true;
            }
            if (!FindMatch())
                return false;
            if (_hasPending)
                continue;
            if (Current.End > Current.Start)
                return true;
        }
    }

    // One match of the expression. Sets Current, or the pending domains, or neither where the reference drops the match.
    private bool FindMatch()
    {
        for (var search = _from; search < _text.Length;)
        {
            var dot = _scan.NextDot(search);
            if (dot < 0)
                return false;
            search = dot + 1;
            if (dot == 0 || !XChars.Is(_text[dot - 1], XClasses.Domain))
                continue;

            ReadChain(dot);
            var reach = _chainBest > dot ? _chainBest : -1;
            if (reach < 0 && _tlds.EndAt(_text, dot + 1) < 0)
                continue;

            // Where a label of the link's own domain begins; only there may no underscore stand.
            var lowest = _from == 0 ? 0 : _from + 1;
            var label = dot;
            while (label > lowest && IsLabelUnit(_text[label - 1]))
                label--;
            if (label >= dot)
                continue;
            var first = label;
            if (reach < 0)
                first += _text[label..dot].LastIndexOf('_') + 1;

            var (start, domain) = (-1, -1);
            if (first == label && XChars.Is(_text[label], XClasses.Domain) && SchemeStart(label) is var scheme and >= 0)
                (start, domain) = (scheme, label);
            else if (BareStart(first, dot) is var bare and >= 0)
                (start, domain) = (bare, bare);
            if (start < 0)
                continue;
            TakeMatch(start, domain, _tlds.EndAt(_text, (reach < 0 ? dot : reach) + 1));
            return true;
        }
        return false;
    }

    private static bool IsLabelUnit(char unit) => XChars.Is(unit, XClasses.Domain) || unit is '-' or '_';

    // Follows the labels behind a dot; a dot of the chain that was followed last knows its answer.
    private void ReadChain(int dot)
    {
        if (dot <= _chainEnd)
            return;
        _chainEnd = dot;
        _chainBest = -1;
        while (true)
        {
            var start = _chainEnd + 1;
            var end = start;
            var hasUnderscore = false;
            while (end < _text.Length && IsLabelUnit(_text[end]))
            {
                hasUnderscore |= _text[end] == '_';
                end++;
            }
            if (end == start || end == _text.Length || _text[end] != '.' || HyphensAndUnderscores.Contains(_text[start]) || HyphensAndUnderscores.Contains(_text[end - 1]))
                return;
            _chainEnd = end;
            if (!hasUnderscore && _tlds.EndAt(_text, end + 1) >= 0)
                _chainBest = end;
        }
    }

    // Where "http://" or "https://" begins that ends before the label; -1 if it does not, or may not begin there.
    private readonly int SchemeStart(int label)
    {
        if (label < "http://".Length || !_text[..label].EndsWith("://"))
            return -1;
        var end = label - "://".Length;
        var start = end - "http".Length;
        if (!Ascii.EqualsIgnoreCase(_text[start..end], "http"))
        {
            start--;
            if (start < 0 || !Ascii.EqualsIgnoreCase(_text[start..end], "https"))
                return -1;
        }
        return MayBegin(start) ? start : -1;
    }

    private readonly int BareStart(int first, int dot)
    {
        for (var start = first; start < dot; start++)
        {
            if (!XChars.Is(_text[start], XClasses.Domain) || !MayBegin(start))
                continue;
            // At the start of the text the expression first tries the first unit as the one before a link.
            return start == 0 && dot > 1 && XChars.Is(_text[1], XClasses.Domain) && XChars.Is(_text[0], XClasses.BeforeLink) ? 1 : start;
        }
        return -1;
    }

    private readonly bool MayBegin(int start) =>
        start == 0 ? _from == 0 : start - 1 >= _from && XChars.Is(_text[start - 1], XClasses.BeforeLink);

    private void TakeMatch(int start, int domain, int domainEnd)
    {
        var end = domainEnd;
        if (end + 1 < _text.Length && _text[end] == ':' && char.IsAsciiDigit(_text[end + 1]))
        {
            end += 2;
            while (end < _text.Length && char.IsAsciiDigit(_text[end]))
                end++;
        }
        _hasPath = end < _text.Length && _text[end] == '/';
        if (_hasPath)
            end = XLinkPath.End(_text, end + 1);
        if (end < _text.Length && _text[end] == '?')
            end = XLinkPath.QueryEnd(_text, end);
        _from = end;
        Current = default;

        var schemeLength = domain - start;
        if ((schemeLength == 0 ? DefaultSchemeLength : schemeLength) + (end - start) > MaxAddress || !IsDomain(_text[domain..domainEnd]))
            return;
        if (schemeLength > 0)
        {
            Current = ShortenerEnd(domain, end) is var cut and not 0 ? new XLink(start, cut, cut - start, cut, cut) : default;
            return;
        }
        if (!_withoutScheme || (start > 0 && _text[start - 1] is '-' or '_' or '.' or '/'))
            return;
        _matchEnd = end;
        _domainStart = _domainFrom = domain;
        _domainShift = domain;
        _domainEnd = domainEnd;
        if (FindBareDomain())
        {
            _pending = Current;
            _hasPending = true;
        }
        Current = default;
    }

    // A link of X's own shortener has a slug and at most a query; 0 for one whose slug is too long.
    private readonly int ShortenerEnd(int domain, int end)
    {
        const string Shortener = "t.co/";
        if (end - domain <= Shortener.Length || !Ascii.EqualsIgnoreCase(_text.Slice(domain, Shortener.Length), Shortener))
            return end;
        var slug = domain + Shortener.Length;
        var at = slug;
        while (at < end && char.IsAsciiLetterOrDigit(_text[at]))
            at++;
        if (at == slug)
            return end;
        if (at - slug > MaxShortenerSlug)
            return 0;
        return at < end && _text[at] == '?' ? XLinkPath.QueryEnd(_text[..end], at) : at;
    }

    // The reference measures each label in punycode, the last too.
    private readonly bool IsDomain(ReadOnlySpan<char> domain)
    {
        if (IsPlainDomain(domain))
            return true;
        if (domain.StartsWith("xn--") && !HasBareDomain(domain))
            return false;
        while (true)
        {
            var dot = domain.IndexOf('.');
            var label = dot < 0 ? domain : domain[..dot];
            if (EncodedLength(label) is < 1 or > Punycode.MaxLabel)
                return false;
            if (dot < 0)
                return true;
            domain = domain[(dot + 1)..];
        }
    }

    // ASCII with labels that are short enough, as nearly all are.
    private static bool IsPlainDomain(ReadOnlySpan<char> domain)
    {
        var label = 0;
        foreach (var unit in domain)
        {
            if (unit == '.')
                label = 0;
            else if (unit is < ' ' or > '~' || ++label > Punycode.MaxLabel)
                return false;
        }
        return !domain.StartsWith("xn--");
    }

    private static int EncodedLength(ReadOnlySpan<char> label)
    {
        var length = 0;
        while (label.IndexOfAny(OtherFullStops) is var stop and >= 0)
        {
            length += Punycode.Length(label[..stop]) + 1;
            label = label[(stop + 1)..];
        }
        return length + Punycode.Length(label);
    }

    private readonly bool HasBareDomain(ReadOnlySpan<char> domain)
    {
        var from = 0;
        return FindBareDomain(domain, ref from, out _, out _);
    }

    // The next domain of ASCII and Latin accents inside the domain that was matched.
    private bool FindBareDomain()
    {
        var domain = _text[_domainStart.._domainEnd];
        var from = _domainFrom - _domainStart;
        if (!FindBareDomain(domain, ref from, out var start, out var end))
            return false;
        _domainFrom = _domainStart + from;
        // The reference looks its domain up again by its text, from the end of the one before, and may meet the same text earlier.
        var shift = _domainShift - _domainStart;
        var length = end - start;
        start = shift + domain[shift..].IndexOf(domain[start..end]);
        _domainShift = _domainStart + start + length;
        Current = new XLink(_domainStart + start, _domainShift, length, _domainShift, _domainShift);
        return true;
    }

    private readonly bool FindBareDomain(ReadOnlySpan<char> domain, ref int from, out int start, out int end)
    {
        for (var at = from; at < domain.Length;)
        {
            if (!XChars.Is(domain[at], XClasses.BareDomain))
            {
                at++;
                continue;
            }
            (start, end) = (at, -1);
            while (true)
            {
                var labelEnd = at;
                while (labelEnd < domain.Length && XChars.Is(domain[labelEnd], XClasses.BareDomain))
                    labelEnd++;
                var isLabel = labelEnd > at && labelEnd < domain.Length && domain[labelEnd] == '.';
                at = labelEnd;
                if (!isLabel)
                    break;
                at++;
                if (_tlds.EndAt(domain, at) is var tldEnd and >= 0)
                    end = tldEnd;
            }
            if (end < 0)
                continue;
            from = end;
            return true;
        }
        (start, end) = (0, 0);
        return false;
    }
}
