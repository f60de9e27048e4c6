namespace SocialKit.Platforms.Bluesky.Cards;

/// <summary>Finds a page's title and what its meta elements say, in one pass and without trust: scripts, styles and comments are passed over, and the body ends it.</summary>
internal ref struct HtmlHeadScan
{
    /// <summary>The name under which the title is kept; no meta element is called so.</summary>
    public const string Title = "<title>";

    private readonly ReadOnlySpan<char> _html;
    private readonly Dictionary<string, string> _said;
    private int _at;

    private HtmlHeadScan(ReadOnlySpan<char> html)
    {
        _html = html;
        _said = new(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>What the page says, by name, as written; the first of each name counts.</summary>
    public static Dictionary<string, string> Of(ReadOnlySpan<char> html)
    {
        var scan = new HtmlHeadScan(html);
        while (scan.Next())
        {
        }
        return scan._said;
    }

    private bool Next()
    {
        if (!SkipTo("<"))
            return false;
        if (_html[_at..].StartsWith("<!--"))
            return SkipTo("-->");
        _at++;
        var name = Name();
        if (name.Equals("body", StringComparison.OrdinalIgnoreCase))
            return false;
        var attributes = Attributes();
        if (name.Equals("meta", StringComparison.OrdinalIgnoreCase) && (attributes.GetValueOrDefault("property") ?? attributes.GetValueOrDefault("name")) is { } called && attributes.TryGetValue("content", out var content))
            _said.TryAdd(called.Trim(), content);
        if (name.Equals("title", StringComparison.OrdinalIgnoreCase))
        {
            var start = _at;
            if (!SkipTo("</title"))
                return false;
            _said.TryAdd(Title, _html[start.._at].ToString());
        }
        return name.Equals("script", StringComparison.OrdinalIgnoreCase) ? SkipTo("</script") : !name.Equals("style", StringComparison.OrdinalIgnoreCase) || SkipTo("</style");
    }

    private ReadOnlySpan<char> Name()
    {
        var start = _at;
        while (_at < _html.Length && char.IsAsciiLetterOrDigit(_html[_at]))
            _at++;
        return _html[start.._at];
    }

    // Up to the end of the element; a sign of it within quotes is none.
    private Dictionary<string, string> Attributes()
    {
        var found = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (_at < _html.Length && _html[_at] != '>')
        {
            var start = _at;
            while (_at < _html.Length && !char.IsWhiteSpace(_html[_at]) && _html[_at] is not ('=' or '>'))
                _at++;
            var name = _html[start.._at];
            SkipSpace();
            if (_at < _html.Length && _html[_at] == '=')
            {
                _at++;
                SkipSpace();
                found.TryAdd(name.ToString(), Value().ToString());
            }
            SkipSpace();
        }
        _at = Math.Min(_at + 1, _html.Length);
        return found;
    }

    private ReadOnlySpan<char> Value()
    {
        if (_at < _html.Length && _html[_at] is '"' or '\'')
        {
            var start = ++_at;
            var length = _html[start..].IndexOf(_html[start - 1]);
            _at = length < 0 ? _html.Length : start + length + 1;
            return length < 0 ? default : _html.Slice(start, length);
        }
        var first = _at;
        while (_at < _html.Length && !char.IsWhiteSpace(_html[_at]) && _html[_at] != '>')
            _at++;
        return _html[first.._at];
    }

    private void SkipSpace()
    {
        while (_at < _html.Length && char.IsWhiteSpace(_html[_at]))
            _at++;
    }

    private bool SkipTo(ReadOnlySpan<char> sign)
    {
        var found = _html[_at..].IndexOf(sign, StringComparison.OrdinalIgnoreCase);
        _at = found < 0 ? _html.Length : _at + found;
        return found >= 0;
    }
}
