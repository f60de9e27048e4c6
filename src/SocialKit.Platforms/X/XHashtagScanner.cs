namespace SocialKit.Platforms.X;

/// <summary>Finds the hashtags of a text one after another, those inside links too.</summary>
internal ref struct XHashtagScanner(ReadOnlySpan<char> text)
{
    private readonly ReadOnlySpan<char> _text = text;

    // The reference's lastIndex: what stands before it is used up.
    private int _from;

    /// <summary>Where the hashtag begins: at its "#".</summary>
    public int Start { get; private set; }

    /// <summary>Where it ends.</summary>
    public int End { get; private set; }

    public bool MoveNext()
    {
        for (var search = _from; search < _text.Length;)
        {
            var found = _text[search..].IndexOfAny('#', '\uFF03');
            if (found < 0)
                break;
            if (TryAt(search + found))
                return true;
            search = Math.Max(search + found + 1, _from);
        }
        _from = _text.Length;
        return false;
    }

    /// <summary>Takes the hashtag whose "#" stands at <paramref name="sign"/>; every sign before has been tried.</summary>
    public bool TryAt(int sign)
    {
        var end = sign + 1;
        if (!MayBegin(sign) || (end < _text.Length && _text[end] is '\uFE0F' or '\u20E3'))
            return false;
        var hasLetter = false;
        while (end < _text.Length)
        {
            var (length, isLetter) = TagChar(end);
            if (length == 0)
                break;
            hasLetter |= isLetter;
            end += length;
        }
        if (!hasLetter)
            return false;
        (Start, End) = (sign, end);
        _from = end;
        return !(end < _text.Length && (_text[end] is '#' or '\uFF03' || _text[end..].StartsWith("://")));
    }

    private readonly (int Length, bool IsLetter) TagChar(int at)
    {
        var unit = _text[at];
        var classes = XChars.Of(unit);
        if ((classes & XClasses.TagChar) != 0)
            return (1, (classes & XClasses.Letter) != 0);
        if (!char.IsHighSurrogate(unit) || at + 1 == _text.Length || !char.IsLowSurrogate(_text[at + 1]))
            return (0, false);
        if (XChars.IsAstralLetter(unit, _text[at + 1]))
            return (2, true);
        return XChars.IsAstralDigit(unit, _text[at + 1]) ? (2, false) : (0, false);
    }

    // Behind the start, a variation selector, or a whole character that is neither "&" nor one of a hashtag.
    private readonly bool MayBegin(int sign)
    {
        if (sign == 0)
            return true;
        var before = sign - 1;
        if (before < _from)
            return false;
        var unit = _text[before];
        if (unit is '\uFE0E' or '\uFE0F')
            return true;
        if (!char.IsSurrogate(unit))
            return unit != '&' && !XChars.Is(unit, XClasses.TagChar);
        return char.IsLowSurrogate(unit) && before - 1 >= _from && char.IsHighSurrogate(_text[before - 1])
            && !XChars.IsAstralLetter(_text[before - 1], unit) && !XChars.IsAstralDigit(_text[before - 1], unit);
    }
}
