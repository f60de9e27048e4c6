namespace SocialKit.Platforms.X;

/// <summary>Finds the cashtags of a text one after another.</summary>
internal ref struct XCashtagScanner(ReadOnlySpan<char> text)
{
    private const int MaxSymbol = 6;
    private const int MaxSuffix = 2;

    private readonly ReadOnlySpan<char> _text = text;
    private int _from;

    /// <summary>Where the cashtag begins: at its "$".</summary>
    public int Start { get; private set; }

    /// <summary>Where it ends.</summary>
    public int End { get; private set; }

    public bool MoveNext()
    {
        while (_from < _text.Length)
        {
            var found = _text[_from..].IndexOf('$');
            if (found < 0)
                break;
            var sign = _from + found;
            _from = sign + 1;
            if (TryAt(sign))
                return true;
        }
        _from = _text.Length;
        return false;
    }

    /// <summary>Takes the cashtag whose "$" stands at <paramref name="sign"/>.</summary>
    public bool TryAt(int sign)
    {
        if (sign > 0 && !XChars.Is(_text[sign - 1], XClasses.Space))
            return false;
        var end = LettersEnd(sign + 1, MaxSymbol + 1);
        if (end == sign + 1 || end > sign + 1 + MaxSymbol)
            return false;
        var suffix = end < _text.Length && _text[end] is '.' or '_' ? LettersEnd(end + 1, MaxSuffix + 1) : end;
        if (suffix > end + 1 && suffix <= end + 1 + MaxSuffix && MayEnd(suffix))
            end = suffix;
        else if (!MayEnd(end))
            return false;
        (Start, End) = (sign, end);
        _from = end;
        return true;
    }

    private readonly int LettersEnd(int start, int most)
    {
        var limit = Math.Min(_text.Length, start + most);
        var end = start;
        while (end < limit && char.IsAsciiLetter(_text[end]))
            end++;
        return end;
    }

    private readonly bool MayEnd(int end) => end == _text.Length || XChars.Is(_text[end], XClasses.AfterCashtag);
}
