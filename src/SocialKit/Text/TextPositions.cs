using System.Text;

namespace SocialKit.Text;

/// <summary>A text's positions in all four ways of counting them: UTF-16 units (as .NET and this library do), code points (as many references
/// do), characters (as readers do) and UTF-8 bytes (as facets do). Built once; no conversion reads the text again.</summary>
/// <remarks>A position inside a character or a code point converts to the position of its beginning. A surrogate without its other half is
/// a code point of three bytes, as U+FFFD would be in its place. Immutable and safe to share between threads.</remarks>
public sealed class TextPositions
{
    // One entry a UTF-16 unit and one for the end; null where all four ways agree, as in ASCII without CR LF.
    private readonly int[]? _codePoints;
    private readonly int[]? _graphemes;
    private readonly int[]? _bytes;

    /// <summary>The positions of <paramref name="text"/>.</summary>
    public TextPositions(ReadOnlySpan<char> text)
    {
        Utf16Length = text.Length;
        if (Ascii.IsValid(text) && !text.Contains("\r\n", StringComparison.Ordinal))
            return;

        _codePoints = new int[text.Length + 1];
        _graphemes = new int[text.Length + 1];
        _bytes = new int[text.Length + 1];
        var state = GraphemeMachine.Start;
        int codePoint = 0, grapheme = -1, bytes = 0;
        for (var i = 0; i < text.Length;)
        {
            if (GraphemeMachine.Step(text, i, ref state, out var units))
                grapheme++;
            for (var unit = i; unit < i + units; unit++)
            {
                _codePoints[unit] = codePoint;
                _graphemes[unit] = grapheme;
                _bytes[unit] = bytes;
            }

            codePoint++;
            bytes += units == 2 ? 4 : text[i] < 0x80 ? 1 : text[i] < 0x800 ? 2 : 3;
            i += units;
        }

        _codePoints[^1] = codePoint;
        _graphemes[^1] = grapheme + 1;
        _bytes[^1] = bytes;
    }

    /// <summary>The length in UTF-16 units.</summary>
    public int Utf16Length { get; }

    /// <summary>The length in code points.</summary>
    public int CodePointLength => ToCodePoint(Utf16Length);

    /// <summary>The length in characters.</summary>
    public int GraphemeLength => ToGrapheme(Utf16Length);

    /// <summary>The length in UTF-8 bytes.</summary>
    public int Utf8Length => ToUtf8(Utf16Length);

    /// <summary>The code point that stands at a UTF-16 index.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The index is negative or behind the end.</exception>
    public int ToCodePoint(int utf16) => Forward(_codePoints, utf16);

    /// <summary>The character that stands at a UTF-16 index.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The index is negative or behind the end.</exception>
    public int ToGrapheme(int utf16) => Forward(_graphemes, utf16);

    /// <summary>The byte at which the code point at a UTF-16 index begins.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The index is negative or behind the end.</exception>
    public int ToUtf8(int utf16) => Forward(_bytes, utf16);

    /// <summary>The UTF-16 index at which a code point begins.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The position is negative or behind the end.</exception>
    public int FromCodePoint(int codePoint) => Back(_codePoints, codePoint);

    /// <summary>The UTF-16 index at which a character begins.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The position is negative or behind the end.</exception>
    public int FromGrapheme(int grapheme) => Back(_graphemes, grapheme);

    /// <summary>The UTF-16 index at which the code point begins that the byte belongs to.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The position is negative or behind the end.</exception>
    public int FromUtf8(int utf8) => Back(_bytes, utf8);

    /// <summary>True if a character begins at a UTF-16 index, or the text ends there.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The index is negative or behind the end.</exception>
    public bool IsBorder(int utf16) => utf16 == 0 || ToGrapheme(utf16) != ToGrapheme(utf16 - 1);

    private int Forward(int[]? map, int utf16)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(utf16);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(utf16, Utf16Length);
        return map is null ? utf16 : map[utf16];
    }

    private int Back(int[]? map, int position)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(position);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(position, map is null ? Utf16Length : map[^1]);
        if (map is null)
            return position;
        var at = FirstAtLeast(map, position);
        return map[at] == position ? at : FirstAtLeast(map, map[at - 1]);
    }

    // The maps never fall, so a position is found by halving.
    private static int FirstAtLeast(int[] map, int position)
    {
        int low = 0, high = map.Length - 1;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (map[middle] < position)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
