using SocialKit.Text;

namespace SocialKit.Posts;

/// <summary>Finds the e-mail addresses of a text one after another: a name of letters, digits and <c>._%+-</c>, "@", and labels of letters, digits and hyphens of which the last
/// has two letters or more. An address of any length is looked at twice at most.</summary>
internal ref struct EmailScanner(ReadOnlySpan<char> text)
{
    private readonly ReadOnlySpan<char> _text = text;
    private int _from;
    private int _searched;

    /// <summary>The one that was found last.</summary>
    public TextSpan Current { get; private set; }

    public bool MoveNext()
    {
        while (_text[_searched..].IndexOf('@') is var next and >= 0)
        {
            var sign = _searched + next;
            _searched = sign + 1;
            var start = sign;
            while (start > _from && IsNameUnit(_text[start - 1]))
                start--;
            // What stands before the sign is no part of a later name.
            _from = _searched;
            if (start == sign || DomainEnd(sign + 1) is not (var end and > 0))
                continue;
            Current = new(start, end);
            _from = _searched = end;
            return true;
        }
        _searched = _text.Length;
        return false;
    }

    // As many labels as there are, of which the last ends behind its letters; 0 if it is no domain.
    private readonly int DomainEnd(int start)
    {
        var end = 0;
        for (var at = start; ;)
        {
            var label = at;
            while (at < _text.Length && (IsLetterOrNumber(_text[at]) || _text[at] == '-'))
                at++;
            if (at == label || at == _text.Length || _text[at] != '.')
                return end;
            at++;
            var letters = at;
            while (letters < _text.Length && char.IsLetter(_text[letters]))
                letters++;
            if (letters - at >= 2)
                end = letters;
        }
    }

    private static bool IsNameUnit(char c) => IsLetterOrNumber(c) || c is '.' or '_' or '%' or '+' or '-';

    private static bool IsLetterOrNumber(char c) => char.IsAsciiDigit(c) || char.IsLetter(c);
}
