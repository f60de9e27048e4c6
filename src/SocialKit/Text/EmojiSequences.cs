namespace SocialKit.Text;

/// <summary>The texts that are one emoji: an automaton over UTF-16 units that knows every sequence of one emoji version.</summary>
/// <remarks>Immutable and safe to share between threads. The longest sequence wins.</remarks>
public sealed partial class EmojiSequences
{
    private const char FirstHigh = '\uD83C';
    private const int PairedHighs = 3;
    private const char TextStyle = '\uFE0E';

    private readonly ushort[] _nodeEdges;
    private readonly byte[] _accepts;
    private readonly ushort[] _edgeFirst;
    private readonly ushort[] _edgeLast;
    private readonly ushort[] _edgeTarget;

    // The node that each code point from U+1F000 to U+1FBFF leads to: most emoji begin there.
    private readonly ushort[] _pairs = new ushort[PairedHighs << 10];

    internal EmojiSequences(
        ReadOnlySpan<ushort> nodeEdges,
        ReadOnlySpan<byte> accepts,
        ReadOnlySpan<ushort> edgeFirst,
        ReadOnlySpan<ushort> edgeLast,
        ReadOnlySpan<ushort> edgeTarget,
        string source)
    {
        SourcePackages = source;
        _nodeEdges = nodeEdges.ToArray();
        _accepts = accepts.ToArray();
        _edgeFirst = edgeFirst.ToArray();
        _edgeLast = edgeLast.ToArray();
        _edgeTarget = edgeTarget.ToArray();
        for (var high = 0; high < PairedHighs; high++)
        {
            var node = Next(1, (char)(FirstHigh + high));
            for (var low = 0; node != 0 && low < 0x400; low++)
                _pairs[(high << 10) | low] = (ushort)Next(node, (char)(0xDC00 + low));
        }
    }

    /// <summary>Today's emoji: every sequence recommended for general interchange, and the forms without variation selectors that are commonly typed.</summary>
    public static EmojiSequences Current { get; } = new(NodeEdges, NodeAccepts, EdgeFirst, EdgeLast, EdgeTarget, Source);

    /// <summary>The packages that the sequences were taken from, with their versions.</summary>
    public string SourcePackages { get; }

    /// <summary>The length in UTF-16 units of the emoji that <paramref name="text"/> begins with; 0 if it begins with none.</summary>
    public int LengthAtStart(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
            return 0;
        int node, length;
        if ((uint)(text[0] - FirstHigh) < PairedHighs)
        {
            if (text.Length == 1 || !char.IsLowSurrogate(text[1]))
                return 0;
            node = _pairs[((text[0] - FirstHigh) << 10) | (text[1] - 0xDC00)];
            length = 2;
        }
        else
        {
            node = Next(1, text[0]);
            length = 1;
        }
        var longest = 0;
        while (node != 0)
        {
            var accept = _accepts[node - 1];
            if (accept == 1 || (accept == 2 && !(length < text.Length && text[length] == TextStyle)))
                longest = length;
            if (length == text.Length)
                break;
            node = Next(node, text[length++]);
        }
        return longest;
    }

    private int Next(int node, char unit)
    {
        int low = _nodeEdges[node - 1], high = _nodeEdges[node] - 1;
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            if (unit < _edgeFirst[middle])
                high = middle - 1;
            else if (unit > _edgeLast[middle])
                low = middle + 1;
            else
                return _edgeTarget[middle];
        }
        return 0;
    }
}
