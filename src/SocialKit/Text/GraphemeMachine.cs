using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SocialKit.Text;

/// <summary>The state machine behind <see cref="Graphemes"/>: one table look-up a code point, and runs of plain letters at once.</summary>
/// <remarks>A state is all that the rules need to know of what stands before: UAX 29 looks behind without bound only in GB9c, GB11
/// and GB12, and each of these needs one bit of memory.</remarks>
internal static class GraphemeMachine
{
    /// <summary>The state before any text.</summary>
    internal const int Start = 0;

    private const int Any = 1, AfterCr = 2, AfterControl = 3, AfterPrepend = 4, AfterL = 5, AfterV = 6, AfterT = 7, OddIndicator = 8,
        Pictograph = 9, PictographJoiner = 10, Consonant = 11, LinkedConsonant = 12, StateCount = 13;

    // A row a state, a column a class; the width is a power of two so that a row is found by a shift.
    private const int RowShift = 5, ClassCount = 19;

    /// <summary>The bit of a step that says: a character begins here.</summary>
    private const int Begins = 0x80;

    private const int StateMask = 0x7F;

    private static readonly byte[] Steps = MakeSteps();

    /// <summary>Counts the characters that begin in <paramref name="text"/>, given what stood before it, and its bytes in UTF-8.</summary>
    internal static int CountBeginnings(ReadOnlySpan<char> text, ref int state, out int bytes)
    {
        ref var steps = ref MemoryMarshal.GetArrayDataReference(Steps);
        var script = new GraphemeScript();
        int count = 0, pairs = 0, beyond = 0;
        var current = state;
        for (var start = 0; start < text.Length;)
        {
            // Nothing joins two plain letters, so only what is none is looked at, and the letters beside it.
            var end = Math.Min(start + GraphemeScript.Stretch, text.Length);
            var others = script.Others(text, start, end, ref beyond);
            var at = start;
            while (others != 0)
            {
                var other = start + BitOperations.TrailingZeroCount(others);
                if (other > at)
                {
                    count += other - at - (Joins(ref steps, current, text[at]) ? 1 : 0);
                    current = Behind(ref steps, text[other - 1]);
                }

                var unit = text[other];
                var units = 1;
                var step = char.IsSurrogate(unit) ? StepAt(ref steps, current, CodePointAt(text, other, out units)) : Step(ref steps, current, unit);
                count += step >> 7;
                current = step & StateMask;
                pairs += units - 1;
                at = other + units;
                others = at - start < GraphemeScript.Stretch ? others & (ulong.MaxValue << (at - start)) : 0;
            }

            if (end > at)
            {
                count += end - at - (Joins(ref steps, current, text[at]) ? 1 : 0);
                current = Behind(ref steps, text[end - 1]);
            }

            // The second half of a pair may stand behind the stretch.
            if (at > end)
                beyond += 2;
            start = Math.Max(at, end);
        }

        state = current;
        // One byte each, one more from U+0080, one more from U+0800; of a pair four and not six.
        bytes = text.Length + beyond - (2 * pairs);
        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Joins(ref byte steps, int state, char letter) => state > AfterControl && Step(ref steps, state, letter) < Begins;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Behind(ref byte steps, char letter) => Step(ref steps, Start, letter) & StateMask;

    // In range by construction: there is a row for every state, and room in it for every class.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Step(ref byte steps, int state, char unit) => Unsafe.Add(ref steps, (state << RowShift) | GraphemeTable.ClassOf(unit));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int StepAt(ref byte steps, int state, uint codePoint) => Unsafe.Add(ref steps, (state << RowShift) | GraphemeTable.ClassOf(codePoint));

    /// <summary>Takes the code point at <paramref name="index"/>.</summary>
    /// <returns>True if a character begins there.</returns>
    internal static bool Step(ReadOnlySpan<char> text, int index, ref int state, out int units)
    {
        var step = StepAt(ref MemoryMarshal.GetArrayDataReference(Steps), state, CodePointAt(text, index, out units));
        state = step & StateMask;
        return step >= Begins;
    }

    // A surrogate without its other half is a code point of its own here.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint CodePointAt(ReadOnlySpan<char> text, int index, out int units)
    {
        uint c = text[index];
        if ((c & 0xFC00) == 0xD800 && (uint)(index + 1) < (uint)text.Length && (text[index + 1] & 0xFC00) == 0xDC00)
        {
            units = 2;
            return ((c & 0x3FF) << 10) + (text[index + 1] & 0x3FFu) + 0x10000;
        }

        units = 1;
        return c;
    }

    private static byte[] MakeSteps()
    {
        var steps = new byte[StateCount << RowShift];
        for (var state = 0; state < StateCount; state++)
        {
            for (var c = 0; c < ClassCount; c++)
                steps[(state << RowShift) | c] = StepFor(state, (GraphemeClass)c);
        }

        return steps;
    }

    private static byte StepFor(int state, GraphemeClass next)
    {
        if (state is Start or AfterControl || (state is AfterCr && next is not GraphemeClass.LineFeed)) // GB1, GB4
            return Break(next);
        if (state is AfterCr) // GB3
            return AfterControl;
        switch (next)
        {
            case GraphemeClass.CarriageReturn or GraphemeClass.LineFeed or GraphemeClass.Control: // GB5
                return Break(next);
            case GraphemeClass.Extend or GraphemeClass.ConjunctExtend or GraphemeClass.ConjunctLinker or GraphemeClass.ZeroWidthJoiner: // GB9
                return AfterExtend(state, next);
            case GraphemeClass.SpacingMark: // GB9a
                return Any;
        }

        var joins = state switch
        {
            AfterPrepend => true, // GB9b
            AfterL => next is GraphemeClass.HangulL or GraphemeClass.HangulV or GraphemeClass.HangulLV or GraphemeClass.HangulLVT, // GB6
            AfterV => next is GraphemeClass.HangulV or GraphemeClass.HangulT, // GB7
            AfterT => next is GraphemeClass.HangulT, // GB8
            LinkedConsonant => next is GraphemeClass.ConjunctConsonant, // GB9c
            PictographJoiner => next is GraphemeClass.Pictograph, // GB11
            OddIndicator => next is GraphemeClass.RegionalIndicator, // GB12, GB13
            _ => false, // GB999
        };
        if (!joins)
            return Break(next);
        return state is OddIndicator ? (byte)Any : Alone(next);
    }

    // Extenders keep alive what GB9c and GB11 wait for; everything else is forgotten behind them.
    private static byte AfterExtend(int state, GraphemeClass next) => (state, next) switch
    {
        (Pictograph, GraphemeClass.ZeroWidthJoiner) => PictographJoiner,
        (Pictograph, _) => Pictograph,
        (Consonant or LinkedConsonant, GraphemeClass.Extend) => Any,
        (Consonant, GraphemeClass.ConjunctLinker) => LinkedConsonant,
        (Consonant or LinkedConsonant, _) => (byte)state,
        _ => Any,
    };

    private static byte Break(GraphemeClass next) => (byte)(Alone(next) | Begins);

    private static byte Alone(GraphemeClass first) => first switch
    {
        GraphemeClass.CarriageReturn => AfterCr,
        GraphemeClass.LineFeed or GraphemeClass.Control => AfterControl,
        GraphemeClass.RegionalIndicator => OddIndicator,
        GraphemeClass.Prepend => AfterPrepend,
        GraphemeClass.HangulL => AfterL,
        GraphemeClass.HangulV or GraphemeClass.HangulLV => AfterV,
        GraphemeClass.HangulT or GraphemeClass.HangulLVT => AfterT,
        GraphemeClass.Pictograph => Pictograph,
        GraphemeClass.ConjunctConsonant => Consonant,
        _ => Any,
    };
}
