using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SocialKit.Platforms.X;

/// <summary>One pass over a text that finds, as a bit for each unit, the dots that links are found from, the signs that all else begins with, and the units
/// that are not simply light: heavy ones, and those that normalizing may change.</summary>
internal readonly ref struct XScan
{
    /// <summary>How many units a word of bits is about.</summary>
    public const int WordLength = 64;

    private const int Step = 16;
    private const int PageLength = 256;

    // Behind these pages every unit is heavy, but for some punctuation.
    private const int Pages = 0x11;

    // For each page a bit for each of its units, set if it is special.
    private static readonly byte[] SpecialBits = MakeSpecialBits();

    private readonly Span<ulong> _dots;
    private readonly Span<ulong> _signs;
    private readonly Span<ulong> _specials;

    /// <summary>Scans <paramref name="text"/>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="words">Where the bits are kept: as many words as <see cref="Words"/> says at least.</param>
    public XScan(ReadOnlySpan<char> text, Span<ulong> words)
    {
        var count = Words(text.Length) / 3;
        _dots = words[..count];
        _signs = words.Slice(count, count);
        _specials = words.Slice(2 * count, count);
        if (text.Length >= Step)
            Read(text, _dots, _signs, _specials, ref MemoryMarshal.GetArrayDataReference(SpecialBits));
        else if (count > 0)
            (_dots[0], _signs[0], _specials[0]) = ReadFew(text);
    }

    /// <summary>How many words the bits of a text of <paramref name="length"/> units need.</summary>
    public static int Words(int length) => (length + WordLength - 1) / WordLength * 3;

    /// <summary>The first dot at or behind <paramref name="from"/>; -1 if there is none.</summary>
    public int NextDot(int from) => Next(_dots, from);

    /// <summary>The first "@", "#" or "$" at or behind <paramref name="from"/>, narrow or wide; -1 if there is none.</summary>
    public int NextSign(int from) => Next(_signs, from);

    /// <summary>The units of each 64 that may be heavy or changed by normalizing.</summary>
    public ReadOnlySpan<ulong> Specials => _specials;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Next(ReadOnlySpan<ulong> words, int from)
    {
        var word = from / WordLength;
        if (word >= words.Length)
            return -1;
        var bits = words[word] & (ulong.MaxValue << from);
        while (bits == 0)
        {
            if (++word == words.Length)
                return -1;
            bits = words[word];
        }
        return (word * WordLength) + BitOperations.TrailingZeroCount(bits);
    }

    // Sixteen units at once. Unoptimised code calls the vector operators as methods that allocate.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Read(ReadOnlySpan<char> text, Span<ulong> allDots, Span<ulong> allSigns, Span<ulong> allSpecials, ref byte specialBits)
    {
        ref var units = ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(text));
        // The page of the script that the text is written in, as far as has been seen.
        byte page = 0;
        var first = Vector128.LoadUnsafe(ref specialBits);
        var second = Vector128.LoadUnsafe(ref specialBits, (nuint)Vector128<byte>.Count);
        for (var word = 0; word < allDots.Length; word++)
        {
            ulong dots = 0, signs = 0, specials = 0;
            var start = word * WordLength;
            var end = Math.Min(text.Length, start + WordLength);
            for (var at = start; at < end; at += Step)
            {
                // The last sixteen overlap those before, perhaps of another word.
                var from = Math.Min(at, text.Length - Step);
                var early = Vector128.LoadUnsafe(ref units, (nuint)from);
                var late = Vector128.LoadUnsafe(ref units, (nuint)(from + Vector128<ushort>.Count));
                var low = Vector128.Narrow(early, late);
                var high = Vector128.Narrow(early >>> 8, late >>> 8);
                var narrow = Vector128.Equals(high, Vector128<byte>.Zero);
                ulong newDots = (Vector128.Equals(low, Vector128.Create((byte)'.')) & narrow).ExtractMostSignificantBits();
                ulong newSigns = (((Vector128.Equals(low, Vector128.Create((byte)'@')) | Vector128.Equals(low, Vector128.Create((byte)'#')) | Vector128.Equals(low, Vector128.Create((byte)'$'))) & narrow)
                    | ((Vector128.Equals(low, Vector128.Create((byte)0x03)) | Vector128.Equals(low, Vector128.Create((byte)0x20))) & Vector128.Equals(high, Vector128<byte>.AllBitsSet)))
                    .ExtractMostSignificantBits();
                var inPage = Vector128.Equals(high, Vector128.Create(page));
                var outside = Vector128.LessThan(high, Vector128.Create((byte)Pages)) & ~(inPage | narrow);
                if (outside != Vector128<byte>.Zero)
                {
                    page = high[BitOperations.TrailingZeroCount(outside.ExtractMostSignificantBits())];
                    first = Vector128.LoadUnsafe(ref specialBits, (nuint)(page * (PageLength / 8)));
                    second = Vector128.LoadUnsafe(ref specialBits, (nuint)((page * (PageLength / 8)) + Vector128<byte>.Count));
                    inPage = Vector128.Equals(high, Vector128.Create(page));
                }
                var row = (low.AsUInt16() >>> 3).AsByte() & Vector128.Create((byte)0x0F);
                var bits = Vector128.ConditionalSelect(Vector128.LessThan(low, Vector128.Create((byte)0x80)), Vector128.ShuffleNative(first, row), Vector128.ShuffleNative(second, row));
                var bit = Vector128.ShuffleNative(Vector128.Create(1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128), low & Vector128.Create((byte)0x07));
                ulong newSpecials = (~(narrow | (Vector128.Equals(bits & bit, Vector128<byte>.Zero) & inPage))).ExtractMostSignificantBits();
                if (from >= start)
                {
                    dots |= newDots << (from - start);
                    signs |= newSigns << (from - start);
                    specials |= newSpecials << (from - start);
                }
                else
                {
                    dots |= newDots >> (start - from);
                    signs |= newSigns >> (start - from);
                    specials |= newSpecials >> (start - from);
                }
            }
            allDots[word] = dots;
            allSigns[word] = signs;
            allSpecials[word] = specials;
        }
    }

    // A text that is shorter than a step.
    private static (ulong Dots, ulong Signs, ulong Specials) ReadFew(ReadOnlySpan<char> text)
    {
        ulong dots = 0, signs = 0, specials = 0;
        for (var at = 0; at < text.Length; at++)
        {
            var bit = 1ul << at;
            if (text[at] == '.')
                dots |= bit;
            else if (text[at] is '@' or '#' or '$' or '\uFF20' or '\uFF03')
                signs |= bit;
            if (XChars.Is(text[at], XClasses.Heavy | XClasses.MayNormalize))
                specials |= bit;
        }
        return (dots, signs, specials);
    }

    private static byte[] MakeSpecialBits()
    {
        var bits = new byte[Pages * PageLength / 8];
        for (var unit = 0; unit < Pages * PageLength; unit++)
        {
            if (XChars.Is((char)unit, XClasses.Heavy | XClasses.MayNormalize))
                bits[unit >> 3] |= (byte)(1 << (unit & 7));
        }
        return bits;
    }
}
