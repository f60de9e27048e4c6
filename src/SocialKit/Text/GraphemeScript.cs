using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SocialKit.Text;

/// <summary>Tells plain letters, no two of which join, from all else: letters, consonants and syllables of ASCII and Latin, those of the script that the text is
/// written in, as far as has been seen, and the ideographs. What it does not know it does not call plain. A test looks at every unit.</summary>
internal ref struct GraphemeScript
{
    /// <summary>How many units are looked at at once.</summary>
    internal const int Stretch = 64;

    private const int Step = 16;
    private const int PageLength = 256;
    private const int Pages = 0x20;

    // For each page a bit for each of its units, set if it is no plain letter.
    private static readonly byte[] OtherBits = MakeOtherBits();

    private byte _page;

    /// <summary>The units that are no plain letters, a bit each from <paramref name="start"/> to <paramref name="end"/>, which is the end of the text or a stretch behind.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">The first of the units.</param>
    /// <param name="end">The unit behind the last.</param>
    /// <param name="beyond">Grows by one for each unit from U+0080, and by one more for each from U+0800.</param>
    public ulong Others(ReadOnlySpan<char> text, int start, int end, ref int beyond)
    {
        if (text.Length < Step)
            return OthersOfFew(text[start..end], ref beyond);
        ref var units = ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(text));
        ref var table = ref MemoryMarshal.GetArrayDataReference(OtherBits);
        var page = _page;
        var first = Vector128.LoadUnsafe(ref table, (nuint)(page * (PageLength / 8)));
        var second = Vector128.LoadUnsafe(ref table, (nuint)((page * (PageLength / 8)) + Vector128<byte>.Count));
        ulong others = 0, twos = 0, threes = 0;
        for (var at = start; at < end; at += Step)
        {
            // The last sixteen overlap those before.
            var from = Math.Min(at, text.Length - Step);
            var early = Vector128.LoadUnsafe(ref units, (nuint)from);
            var late = Vector128.LoadUnsafe(ref units, (nuint)(from + Vector128<ushort>.Count));
            var low = Vector128.Narrow(early, late);
            var high = Vector128.Narrow(early >>> 8, late >>> 8);
            var isByte = Vector128.Equals(high, Vector128<byte>.Zero);
            var ascii = isByte & Vector128.LessThan(low, Vector128.Create((byte)0x80));
            var latin = isByte
                & (Vector128.LessThanOrEqual(low - Vector128.Create((byte)' '), Vector128.Create((byte)('~' - ' '))) | Vector128.GreaterThanOrEqual(low, Vector128.Create((byte)0xC0)));
            // Ideographs from U+3400 to U+A5FF, and syllables from U+AC00 to U+D6FF.
            var plain = latin | Vector128.LessThanOrEqual(high - Vector128.Create((byte)0x34), Vector128.Create((byte)(0xA5 - 0x34)))
                | Vector128.LessThanOrEqual(high - Vector128.Create((byte)0xAC), Vector128.Create((byte)(0xD6 - 0xAC)));
            var inPage = Vector128.Equals(high, Vector128.Create(page));
            var elsewhere = Vector128.LessThan(high, Vector128.Create((byte)Pages)) & ~(inPage | isByte);
            if (elsewhere != Vector128<byte>.Zero)
            {
                page = high[BitOperations.TrailingZeroCount(elsewhere.ExtractMostSignificantBits())];
                first = Vector128.LoadUnsafe(ref table, (nuint)(page * (PageLength / 8)));
                second = Vector128.LoadUnsafe(ref table, (nuint)((page * (PageLength / 8)) + Vector128<byte>.Count));
                inPage = Vector128.Equals(high, Vector128.Create(page));
            }

            var row = (low.AsUInt16() >>> 3).AsByte() & Vector128.Create((byte)0x0F);
            var rows = Vector128.ConditionalSelect(Vector128.LessThan(low, Vector128.Create((byte)0x80)), Vector128.ShuffleNative(first, row), Vector128.ShuffleNative(second, row));
            var bit = Vector128.ShuffleNative(Vector128.Create(1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128), low & Vector128.Create((byte)0x07));
            ulong newOthers = (~(plain | (Vector128.Equals(rows & bit, Vector128<byte>.Zero) & inPage))).ExtractMostSignificantBits();
            ulong newTwos = (~ascii).ExtractMostSignificantBits();
            ulong newThrees = Vector128.GreaterThanOrEqual(high, Vector128.Create((byte)0x08)).ExtractMostSignificantBits();
            if (from < at)
            {
                newOthers >>= at - from;
                newTwos >>= at - from;
                newThrees >>= at - from;
            }

            others |= newOthers << (at - start);
            twos |= newTwos << (at - start);
            threes |= newThrees << (at - start);
        }

        _page = page;
        beyond += BitOperations.PopCount(twos) + BitOperations.PopCount(threes);
        return others;
    }

    /// <summary>True for a letter that joins no other: between two of them is a border, whatever stands before.</summary>
    internal static bool IsLetter(char unit) => (GraphemeClass)GraphemeTable.ClassOf(unit) is (GraphemeClass.Other or GraphemeClass.ConjunctConsonant or GraphemeClass.HangulLV or GraphemeClass.HangulLVT);

    private static ulong OthersOfFew(ReadOnlySpan<char> text, ref int beyond)
    {
        var others = 0ul;
        for (var at = 0; at < text.Length; at++)
        {
            if (!IsLetter(text[at]))
                others |= 1ul << at;
            beyond += text[at] < 0x80 ? 0 : text[at] < 0x800 ? 1 : 2;
        }

        return others;
    }

    private static byte[] MakeOtherBits()
    {
        var bits = new byte[Pages * PageLength / 8];
        for (var unit = 0; unit < Pages * PageLength; unit++)
        {
            if (!IsLetter((char)unit))
                bits[unit >> 3] |= (byte)(1 << (unit & 7));
        }
        return bits;
    }
}
