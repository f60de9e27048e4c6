using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SocialKit.Text;

/// <summary>Which of the signs that the checks look for a text has, found in one pass; most texts have hardly any, and no check has to look for itself.</summary>
/// <remarks>
/// Two tables a unit, one for each half of its low byte, say with a bit for each kind whether it is of that kind: those up to U+00FF exactly, and
/// those of the eleven pages that have hidden characters by two more tables for the page, with a few harmless neighbours. A test looks at every unit.
/// </remarks>
internal readonly struct TextMarks
{
    private const int Step = 16;

    // Up to U+00FF.
    private const byte At = 1, Digit = 2, Bracket = 4, Underscore = 8, LowControl = 16, Control = 32, Delete = 64, SoftHyphen = 128;
    private const byte NarrowHidden = LowControl | Control | Delete | SoftHyphen;

    // Beyond: U+FF20 is the wide "@", and shares its bit with U+FFA0.
    private const byte WideAt = 128;

    private static readonly byte[] Tables =
    [
        .. Table(new(At, "4", "0"), new(Digit, "3", "0123456789"), new(Bracket, "57", "B"), new(Underscore, "5", "F"),
            new(LowControl, "0", "012345678BCEF"), new(Control, "189", "0123456789ABCDEF"), new(Delete, "7", "F"), new(SoftHyphen, "A", "D")),
        // The pages, then the places in them: 034F | 061C | 115F, 1160, 17B4, 17B5, 180E | 200B–200F, 2028–202E | 2060–206F | 3164, DB40 | FEFF | FFA0.
        .. Table(new(1, "0", "3"), new(2, "0", "6"), new(4, "1", "178"), new(8, "2", "0"), new(16, "2", "0"), new(32, "3D", "1B"), new(64, "F", "E"), new(WideAt, "F", "F")),
        .. Table(new(1, "4", "F"), new(2, "1", "C"), new(4, "56B0", "F045E"), new(8, "02", "89ABCDEF"), new(16, "6", "0123456789ABCDEF"), new(32, "64", "40"), new(64, "F", "F"), new(WideAt, "2A", "0")),
    ];

    private readonly byte _narrow;
    private readonly byte _wide;

    private TextMarks(byte narrow, byte wide) => (_narrow, _wide) = (narrow, wide);

    /// <summary>True if there is an "@".</summary>
    public bool HasAt => (_narrow & At) != 0;

    /// <summary>False if there is neither "@" nor its wide form.</summary>
    public bool MayHaveAnyAt => HasAt || (_wide & WideAt) != 0;

    /// <summary>True if there is one of the digits 0 to 9.</summary>
    public bool HasDigit => (_narrow & Digit) != 0;

    /// <summary>True if there is "[" or "{".</summary>
    public bool HasBracket => (_narrow & Bracket) != 0;

    /// <summary>True if there is "_".</summary>
    public bool HasUnderscore => (_narrow & Underscore) != 0;

    /// <summary>False if there is certainly none of the <see cref="HiddenCharacters"/>.</summary>
    public bool MayHaveHidden => (_narrow & NarrowHidden) != 0 || _wide != 0;

    /// <summary>The marks of <paramref name="text"/>.</summary>
    // Unoptimised code calls the vector operators as methods that allocate.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static TextMarks Of(scoped ReadOnlySpan<char> text)
    {
        Span<char> few = stackalloc char[Step];
        text = Stretched(text, few);
        ref var units = ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(text));
        ref var tables = ref MemoryMarshal.GetArrayDataReference(Tables);
        Vector128<byte> allNarrow = default, allWide = default;
        for (var at = 0; at < text.Length; at += Step)
        {
            // The last sixteen overlap those before.
            Classify(ref Unsafe.Add(ref units, Math.Min(at, text.Length - Step)), ref tables, out var narrow, out var wide);
            allNarrow |= narrow;
            allWide |= wide;
        }
        return new(Any(allNarrow), Any(allWide));
    }

    /// <summary>The first unit of <paramref name="text"/> at or behind <paramref name="from"/> that may be or begin a hidden character; -1 if there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int NextMaybeHidden(scoped ReadOnlySpan<char> text, int from)
    {
        Span<char> few = stackalloc char[Step];
        var length = text.Length;
        text = Stretched(text, few);
        ref var units = ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(text));
        ref var tables = ref MemoryMarshal.GetArrayDataReference(Tables);
        for (var at = from; at < length; at += Step)
        {
            var start = Math.Min(at, text.Length - Step);
            Classify(ref Unsafe.Add(ref units, start), ref tables, out var narrow, out var wide);
            var hidden = ~Vector128.Equals((narrow & Vector128.Create(NarrowHidden)) | wide, Vector128<byte>.Zero).ExtractMostSignificantBits() & 0xFFFF & (uint.MaxValue << (at - start));
            if (hidden != 0)
                return start + BitOperations.TrailingZeroCount(hidden);
        }
        return -1;
    }

    // A text that is shorter than a step, with blanks behind it, which no check looks for.
    private static ReadOnlySpan<char> Stretched(ReadOnlySpan<char> text, Span<char> few)
    {
        if (text.Length >= Step || text.IsEmpty)
            return text;
        few.Fill(' ');
        text.CopyTo(few);
        return few;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Classify(ref ushort units, ref byte tables, out Vector128<byte> narrow, out Vector128<byte> wide)
    {
        var early = Vector128.LoadUnsafe(ref units);
        var late = Vector128.LoadUnsafe(ref units, (nuint)Vector128<ushort>.Count);
        var low = Vector128.Narrow(early, late);
        var page = Vector128.Narrow(early >>> 8, late >>> 8);
        narrow = Look(ref tables, 0, low) & Vector128.Equals(page, Vector128<byte>.Zero);
        wide = Look(ref tables, 2, page) & Look(ref tables, 4, low);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Look(ref byte tables, int table, Vector128<byte> bytes)
    {
        var half = Vector128.Create((byte)0x0F);
        return Vector128.ShuffleNative(Vector128.LoadUnsafe(ref tables, (nuint)(table * Step)), (bytes.AsUInt16() >>> 4).AsByte() & half)
            & Vector128.ShuffleNative(Vector128.LoadUnsafe(ref tables, (nuint)((table + 1) * Step)), bytes & half);
    }

    private static byte Any(Vector128<byte> bits)
    {
        var halves = bits.AsUInt64().GetElement(0) | bits.AsUInt64().GetElement(1);
        halves |= halves >> 32;
        halves |= halves >> 16;
        return (byte)(halves | (halves >> 8));
    }

    // The kinds whose byte has this upper half, then those whose byte has this lower half.
    private static byte[] Table(params ReadOnlySpan<Kind> kinds)
    {
        var table = new byte[2 * Step];
        foreach (var kind in kinds)
        {
            foreach (var digit in kind.Upper)
                table[Convert.FromHexString("0" + digit)[0]] |= kind.Bit;
            foreach (var digit in kind.Lower)
                table[Step + Convert.FromHexString("0" + digit)[0]] |= kind.Bit;
        }
        return table;
    }

    /// <summary>Bytes that share a bit: those of every upper half and lower half named.</summary>
    private readonly record struct Kind(byte Bit, string Upper, string Lower);
}
