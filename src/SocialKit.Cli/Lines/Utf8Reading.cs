using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text.Unicode;

namespace SocialKit.Cli.Lines;

/// <summary>Reads UTF-8 into UTF-16, and says whether it is UTF-8 at all (Unicode 17, table 3-7), as the framework does, which reads scripts other than Latin a
/// character at a time: most texts of a campaign are of such scripts.</summary>
/// <remarks>A block of 64 bytes that begins with a character is first judged as a whole, by the bits of the bytes that begin and go on, then read in steps of up to sixteen bytes.</remarks>
internal static class Utf8Reading
{
    /// <summary>How many units there must be room for behind the text's length in bytes.</summary>
    public const int Slack = Block + Lane;

    private const int Block = 64;
    private const int Lane = 16;

    // The bits of the bytes that end a character, of sixteen with two bytes each.
    private const uint AllOfTwoBytes = 0xAAAA;

    // The last place in a block where a step may begin: what ends at the block's last byte is not known.
    private const int LastStep = Block - 1 - Utf8Steps.Window;

    /// <summary>Reads <paramref name="utf8"/> to <paramref name="units"/>.</summary>
    /// <returns>How many units it has; -1 if it is no UTF-8.</returns>
    public static int Read(ReadOnlySpan<byte> utf8, Span<char> units)
    {
        if (!Vector128.IsHardwareAccelerated)
            return Utf8.ToUtf16(utf8, units, out _, out var count, replaceInvalidSequences: false) == OperationStatus.Done ? count : -1;
        if (units.Length < utf8.Length + Slack)
            throw new ArgumentException("There is too little room.", nameof(units));
        var at = 0;
        var written = 0;
        // A block reads up to sixteen bytes beyond its end.
        if (utf8.Length >= Block + Lane && !Read(utf8, utf8.Length - Block - Lane + 1, ref at, units, ref written))
            return -1;
        if (at < utf8.Length)
        {
            Span<byte> rest = stackalloc byte[(2 * Block) + (2 * Lane)];
            var length = utf8.Length - at;
            utf8[at..].CopyTo(rest);
            rest[length..].Clear();
            at = 0;
            if (!Read(rest, length, ref at, units, ref written))
                return -1;
            // Of what was put behind it each byte became a unit.
            written -= at - length;
        }
        return written;
    }

    // Reads blocks as long as they begin before the end. Unoptimised code calls the vector operators as methods that allocate.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool Read(ReadOnlySpan<byte> utf8, int end, ref int at, Span<char> units, ref int written)
    {
        ref var source = ref MemoryMarshal.GetReference(utf8);
        ref var target = ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(units));
        ref var steps = ref MemoryMarshal.GetArrayDataReference(Utf8Steps.ByEnds);
        ref var moves = ref MemoryMarshal.GetArrayDataReference(Utf8Steps.Moves);
        int from = at, to = written;
        while (from < end)
        {
            ref var block = ref Unsafe.Add(ref source, from);
            var beyond = Bits(ref block, (byte)0x80);
            if (beyond == 0)
            {
                for (var lane = 0; lane < Block; lane += Lane)
                    Widen(ref Unsafe.Add(ref block, lane), ref Unsafe.Add(ref target, to + lane));
                from += Block;
                to += Block;
                continue;
            }
            if (!IsUtf8(ref block, beyond, out var goingOn))
                return false;
            var ends = ~goingOn >> 1;
            var step = 0;
            while (step <= LastStep && from + step < end)
            {
                var bits = (uint)(ends >> step);
                ref var here = ref Unsafe.Add(ref block, step);
                ref var there = ref Unsafe.Add(ref target, to);
                // A run of ASCII; of what is read behind it the next step writes over.
                if (BitOperations.TrailingZeroCount(~bits | (1u << Lane)) is var run and >= Utf8Steps.ShortCharacters)
                {
                    Widen(ref here, ref there);
                    step += run;
                    to += run;
                    continue;
                }
                if (step < Block - Lane && (bits & 0xFFFF) == AllOfTwoBytes)
                {
                    TwoBytes(Vector128.LoadUnsafe(ref here).AsUInt16()).StoreUnsafe(ref there);
                    step += Lane;
                    to += Lane / 2;
                    continue;
                }
                var what = Unsafe.Add(ref steps, (int)(bits & ((1 << Utf8Steps.Window) - 1)));
                if (what.Units == 0)
                {
                    FourBytes(ref here, ref there);
                    step += 4;
                    to += 2;
                    continue;
                }
                var moved = Vector128.ShuffleNative(Vector128.LoadUnsafe(ref here), Vector128.LoadUnsafe(ref moves, (nuint)(what.Move * Lane)));
                (what.IsShort ? Short(moved.AsUInt16()) : Long(moved.AsUInt32())).StoreUnsafe(ref there);
                step += what.Bytes;
                to += what.Units;
            }
            from += step;
        }
        (at, written) = (from, to);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsUtf8(ref byte block, ulong beyond, out ulong goingOn)
    {
        var begin2 = Bits(ref block, (byte)0xC0);
        goingOn = beyond & ~begin2;
        var begin3 = Bits(ref block, (byte)0xE0);
        var wanted = begin2 << 1;
        // C0 and C1 could only begin what is written too long.
        var wrong = Bits(ref block, (byte)0xFE, (byte)0xC0);
        if (begin3 != 0)
        {
            var begin4 = Bits(ref block, (byte)0xF0);
            wanted |= (begin3 << 2) | (begin4 << 3);
            // Behind E0 and F0 what is written too long, behind ED the surrogates.
            var low = Bits(ref block, (byte)0xE0, (byte)0x80);
            wrong |= ((Bits(ref block, (byte)0xFF, (byte)0xE0) << 1) & low) | ((Bits(ref block, (byte)0xFF, (byte)0xED) << 1) & ~low);
            if (begin4 != 0)
            {
                // Behind F4, and from F5, what is beyond U+10FFFF.
                low = Bits(ref block, (byte)0xF0, (byte)0x80);
                wrong |= ((Bits(ref block, (byte)0xFF, (byte)0xF0) << 1) & low) | ((Bits(ref block, (byte)0xFF, (byte)0xF4) << 1) & ~low) | Bits(ref block, (byte)0xF5);
            }
        }
        return wrong == 0 && wanted == goingOn;
    }

    // A bit for each byte of a block that is at least this, from 0x80.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Bits(ref byte block, byte least) =>
        BitsAt(ref block, 0, least) | (BitsAt(ref block, 1, least) << 16) | (BitsAt(ref block, 2, least) << 32) | (BitsAt(ref block, 3, least) << 48);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong BitsAt(ref byte block, int lane, byte least)
    {
        var bytes = Vector128.LoadUnsafe(ref block, (nuint)(lane * Lane));
        return (least == 0x80 ? bytes : Vector128.GreaterThanOrEqual(bytes, Vector128.Create(least))).ExtractMostSignificantBits();
    }

    // A bit for each byte of a block that is this under a mask.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Bits(ref byte block, byte mask, byte value) =>
        BitsAt(ref block, 0, mask, value) | (BitsAt(ref block, 1, mask, value) << 16) | (BitsAt(ref block, 2, mask, value) << 32) | (BitsAt(ref block, 3, mask, value) << 48);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong BitsAt(ref byte block, int lane, byte mask, byte value) =>
        Vector128.Equals(Vector128.LoadUnsafe(ref block, (nuint)(lane * Lane)) & Vector128.Create(mask), Vector128.Create(value)).ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Widen(ref byte from, ref ushort to)
    {
        var (low, high) = Vector128.Widen(Vector128.LoadUnsafe(ref from));
        low.StoreUnsafe(ref to);
        high.StoreUnsafe(ref to, (nuint)(Lane / 2));
    }

    // The first byte of each lane begins the character, the second goes on.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ushort> TwoBytes(Vector128<ushort> lanes) => ((lanes & Vector128.Create((ushort)0x1F)) << 6) | ((lanes >>> 8) & Vector128.Create((ushort)0x3F));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ushort> Short(Vector128<ushort> lanes) => (lanes & Vector128.Create((ushort)0x7F)) | ((lanes & Vector128.Create((ushort)0x1F00)) >>> 2);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ushort> Long(Vector128<uint> lanes)
    {
        var units = (lanes & Vector128.Create(0x7Fu)) | ((lanes & Vector128.Create(0x3F00u)) >>> 2) | ((lanes & Vector128.Create(0x0F0000u)) >>> 4);
        return Vector128.Narrow(units, units);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void FourBytes(ref byte from, ref ushort to)
    {
        var point = ((uint)(from & 0x07) << 18) | ((uint)(Unsafe.Add(ref from, 1) & 0x3F) << 12) | ((uint)(Unsafe.Add(ref from, 2) & 0x3F) << 6) | (uint)(Unsafe.Add(ref from, 3) & 0x3F);
        to = (ushort)(0xD7C0 + (point >> 10));
        Unsafe.Add(ref to, 1) = (ushort)(0xDC00 | (point & 0x3FF));
    }
}
