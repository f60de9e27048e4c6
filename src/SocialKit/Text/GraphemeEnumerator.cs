namespace SocialKit.Text;

/// <summary>Goes through the characters of a text: <c>foreach (var span in Graphemes.Enumerate(text))</c>.</summary>
public ref struct GraphemeEnumerator
{
    private readonly ReadOnlySpan<char> _text;
    private int _start;
    private int _end;

    internal GraphemeEnumerator(ReadOnlySpan<char> text) => _text = text;

    /// <summary>Where the character is.</summary>
    public readonly TextSpan Current => new(_start, _end);

    /// <summary>Goes to the next character.</summary>
    /// <returns>False at the end of the text.</returns>
    public bool MoveNext()
    {
        _start = _end;
        // A border needs no memory of what stands before it: the machine starts anew at each.
        _end += Graphemes.FirstLength(_text[_end..]);
        return _start < _end;
    }

    /// <summary>This enumerator, for <c>foreach</c>.</summary>
    public readonly GraphemeEnumerator GetEnumerator() => this;
}
