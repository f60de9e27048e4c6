namespace SocialKit.Platforms.X;

/// <summary>Finds the mentions and lists of a text one after another.</summary>
internal ref struct XMentionScanner(ReadOnlySpan<char> text)
{
    private const int MaxName = 20;
    private const int MaxListName = 25;

    private readonly ReadOnlySpan<char> _text = text;

    // The reference's lastIndex: what stands before it is used up.
    private int _from;

    /// <summary>Where the mention or list begins: at its "@".</summary>
    public int Start { get; private set; }

    /// <summary>Where the name ends.</summary>
    public int NameEnd { get; private set; }

    /// <summary>Where all of it ends; the name's end if it is no list.</summary>
    public int End { get; private set; }

    public bool MoveNext()
    {
        for (var search = _from; search < _text.Length;)
        {
            var found = _text[search..].IndexOfAny('@', '\uFF20');
            if (found < 0)
                break;
            if (TryAt(search + found))
                return true;
            search = Math.Max(search + found + 1, _from);
        }
        _from = _text.Length;
        return false;
    }

    /// <summary>Takes the mention or list whose "@" stands at <paramref name="sign"/>; every sign before has been tried.</summary>
    public bool TryAt(int sign)
    {
        if (!MayBegin(sign))
            return false;
        var end = NameEndAt(_text, sign + 1);
        if (end == sign + 1)
            return false;
        (Start, NameEnd, End) = (sign, end, ListEnd(end));
        _from = End;
        return !IsSpoiled(_text, End);
    }

    /// <summary>Where the name ends that begins at <paramref name="start"/>; there if none does.</summary>
    public static int NameEndAt(ReadOnlySpan<char> text, int start)
    {
        var limit = Math.Min(text.Length, start + MaxName);
        var end = start;
        while (end < limit && IsNameUnit(text[end]))
            end++;
        return end;
    }

    /// <summary>True if what stands at <paramref name="end"/> makes the mention before it none.</summary>
    public static bool IsSpoiled(ReadOnlySpan<char> text, int end) =>
        end < text.Length
        && (text[end] is '@' or '\uFF20' || XChars.Is(text[end], XClasses.LatinAccent) || text[end..].StartsWith("://"));

    private static bool IsNameUnit(char unit) => char.IsAsciiLetterOrDigit(unit) || unit == '_';

    private readonly bool MayBegin(int sign)
    {
        if (sign == 0)
            return true;
        var before = sign - 1;
        if (before < _from)
            return false;
        var unit = _text[before];
        if (!(IsNameUnit(unit) || unit is '!' or '#' or '$' or '%' or '&' or '*' or '@' or '\uFF20'))
            return true;
        // "RT@name", itself at the start or behind something that is no part of a word.
        if (unit is not ('t' or 'T') || before == 0 || _text[before - 1] is not ('r' or 'R'))
            return false;
        if (before == 1)
            return _from == 0;
        var outer = _text[before - 2];
        return before - 2 >= _from && !(IsNameUnit(outer) || outer is '+' or '~' or '.' or '-');
    }

    private readonly int ListEnd(int end)
    {
        if (end + 1 >= _text.Length || _text[end] != '/' || !char.IsAsciiLetter(_text[end + 1]))
            return end;
        var limit = Math.Min(_text.Length, end + 1 + MaxListName);
        var at = end + 2;
        while (at < limit && (IsNameUnit(_text[at]) || _text[at] == '-'))
            at++;
        return at;
    }
}
