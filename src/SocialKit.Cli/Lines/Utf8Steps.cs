namespace SocialKit.Cli.Lines;

/// <summary>For each way in which characters can lie in twelve bytes of UTF-8: how many of them are read at once, and how their bytes are moved to where UTF-16 wants them.</summary>
internal static class Utf8Steps
{
    /// <summary>How many bytes a step looks at.</summary>
    public const int Window = 12;

    /// <summary>How many characters of one or two bytes a step reads; each becomes a lane of 16 bits.</summary>
    public const int ShortCharacters = 6;

    /// <summary>How many characters of up to three bytes a step reads; each becomes a lane of 32 bits.</summary>
    public const int LongCharacters = 4;

    private const int Lanes = 16;
    private const byte Empty = 0xFF;

    /// <summary>By the bits of the bytes that end a character.</summary>
    public static readonly Utf8Step[] ByEnds = Make(out Moves);

    /// <summary>Where each byte of the lanes comes from, sixteen to a move.</summary>
    public static readonly byte[] Moves;

    private static Utf8Step[] Make(out byte[] moves)
    {
        var steps = new Utf8Step[1 << Window];
        List<byte> all = [];
        Dictionary<int, byte> known = [];
        Span<int> lengths = stackalloc int[Window];
        for (var ends = 0; ends < steps.Length; ends++)
        {
            int count = 0, begin = 0;
            for (var at = 0; at < Window; at++)
            {
                if (((ends >> at) & 1) == 0)
                    continue;
                lengths[count++] = at + 1 - begin;
                begin = at + 1;
            }
            var isShort = Leading(lengths[..count], 2) >= ShortCharacters;
            // None where the first has four bytes.
            var read = isShort ? ShortCharacters : Math.Min(LongCharacters, Leading(lengths[..count], 3));
            int bytes = 0, key = isShort ? 1 : 0;
            foreach (var length in lengths[..read])
            {
                bytes += length;
                key = (key << 2) | length;
            }
            if (!known.TryGetValue(key, out var move))
            {
                known.Add(key, move = checked((byte)(all.Count / Lanes)));
                AddMove(all, lengths[..read], isShort ? 2 : 4);
            }
            steps[ends] = new(bytes, read, isShort, move);
        }
        moves = [.. all];
        return steps;
    }

    // How many characters there are before the first that is longer.
    private static int Leading(ReadOnlySpan<int> lengths, int longest)
    {
        var count = 0;
        while (count < lengths.Length && lengths[count] <= longest)
            count++;
        return count;
    }

    // The last byte of a character comes first, as its lowest bits do.
    private static void AddMove(List<byte> moves, ReadOnlySpan<int> lengths, int laneBytes)
    {
        var start = moves.Count;
        var begin = 0;
        foreach (var length in lengths)
        {
            for (var at = 0; at < laneBytes; at++)
                moves.Add(at < length ? (byte)(begin + length - 1 - at) : Empty);
            begin += length;
        }
        while (moves.Count < start + Lanes)
            moves.Add(Empty);
    }
}

/// <summary>What one step does; packed, so that all of them together leave room in the processor's first cache.</summary>
internal readonly struct Utf8Step(int bytes, int units, bool isShort, byte move)
{
    private readonly ushort _packed = (ushort)(bytes | (units << 4) | (isShort ? 0x80 : 0) | (move << 8));

    /// <summary>How many bytes it takes.</summary>
    public int Bytes => _packed & 0xF;

    /// <summary>How many UTF-16 units it gives; 0 if the first character has four bytes, which it does not take.</summary>
    public int Units => (_packed >> 4) & 0x7;

    /// <summary>True if all its characters have one or two bytes.</summary>
    public bool IsShort => (_packed & 0x80) != 0;

    /// <summary>Which of the moves it makes.</summary>
    public int Move => _packed >> 8;
}
