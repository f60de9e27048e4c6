using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SocialKit.Text;

/// <summary>Normalization form C (UAX 15) from tables of its own: the platform's is a silent no-op without ICU and throws on lone surrogates,
/// which here stand for themselves.</summary>
public static partial class Nfc
{
    private const int SmallSegment = 16;
    private const ushort FirstEmojiHigh = 0xD83C;
    private const ushort LastEmojiHigh = 0xD83E;
    private const int HangulBase = 0xAC00;
    private const int LeadBase = 0x1100;
    private const int VowelBase = 0x1161;
    private const int TailBase = 0x11A7;
    private const int LeadCount = 19;
    private const int VowelCount = 21;
    private const int TailCount = 28;
    private const int HangulCount = LeadCount * VowelCount * TailCount;

    /// <summary>The package that the tables were made from, with its version.</summary>
    public static string SourcePackage => Source;

    /// <summary>True if <paramref name="text"/> is in normalization form C.</summary>
    public static bool IsNormalized(ReadOnlySpan<char> text)
    {
        // No character below U+0300 ever changes.
        var at = text.IndexOfAnyExceptInRange('\0', '\u02FF');
        if (at < 0)
            return true;
        var known = 0;
        for (at = PlainEnd(text, at); at < text.Length; at = PlainEnd(text, at))
        {
            if (!Stays(text, at, ref known))
                return false;
            PointAt(text, ref at);
        }
        return true;
    }

    /// <summary><paramref name="text"/> in normalization form C; the same object if it is so already.</summary>
    public static string Normalize(string text)
    {
        if (IsNormalized(text))
            return text;
        var rented = ArrayPool<char>.Shared.Rent(MaxLength(text.Length));
        var normal = new string(rented, 0, Normalize(text, rented));
        ArrayPool<char>.Shared.Return(rented);
        return normal;
    }

    /// <summary>How long the normal form of a text of <paramref name="length"/> UTF-16 units can be (UAX 15, table of maximum expansion factors).</summary>
    internal static int MaxLength(int length) => checked(length * 3);

    /// <summary>Writes the normal form of <paramref name="text"/> to <paramref name="normal"/>, which has room for <see cref="MaxLength"/>.</summary>
    /// <returns>How many units were written.</returns>
    internal static int Normalize(ReadOnlySpan<char> text, Span<char> normal)
    {
        int written = 0, at = 0;
        while (at < text.Length)
        {
            // Of a plain run only the last character may have something to combine with.
            var plain = PlainEnd(text, at);
            var copied = plain == text.Length ? plain : Math.Max(at, plain - 1);
            text[at..copied].CopyTo(normal[written..]);
            written += copied - at;
            at = copied;
            if (at == text.Length)
                break;
            var end = at;
            PointAt(text, ref end);
            while (end < text.Length && !IsBoundary(text, end))
                PointAt(text, ref end);
            written += NormalizeSegment(text[at..end], normal[written..]);
            at = end;
        }
        return written;
    }

    /// <summary>How far <paramref name="text"/> goes whose normal form is the first <paramref name="normalLength"/> units of the normal form of all: whole segments only,
    /// each a character that nothing before it changes and what may combine with it.</summary>
    internal static int LengthBefore(ReadOnlySpan<char> text, int normalLength)
    {
        Span<char> few = stackalloc char[SmallSegment * 3];
        int at = 0, normal = 0;
        while (at < text.Length)
        {
            var plain = PlainEnd(text, at);
            var run = (plain == text.Length ? plain : Math.Max(at, plain - 1)) - at;
            if (normal + run >= normalLength)
            {
                at += normalLength - normal;
                return at < text.Length && at > 0 && char.IsSurrogatePair(text[at - 1], text[at]) ? at - 1 : at;
            }
            at += run;
            normal += run;
            if (at == text.Length)
                break;
            var end = at;
            PointAt(text, ref end);
            while (end < text.Length && !IsBoundary(text, end))
                PointAt(text, ref end);
            var rented = end - at > SmallSegment ? ArrayPool<char>.Shared.Rent(MaxLength(end - at)) : null;
            normal += NormalizeSegment(text[at..end], rented ?? few);
            if (rented is not null)
                ArrayPool<char>.Shared.Return(rented);
            if (normal > normalLength)
                break;
            at = end;
        }
        return at;
    }

    /// <summary>Writes the normal form of one segment to <paramref name="normal"/>, which has room for <see cref="MaxLength"/>.</summary>
    /// <returns>How many units were written.</returns>
    private static int NormalizeSegment(ReadOnlySpan<char> segment, Span<char> normal)
    {
        // A character decomposes into four at most.
        var rented = segment.Length > SmallSegment ? ArrayPool<int>.Shared.Rent(segment.Length * 4) : null;
        var points = rented ?? stackalloc int[SmallSegment * 4];
        var count = 0;
        for (var at = 0; at < segment.Length;)
            Decompose(PointAt(segment, ref at), points, ref count);
        Order(points[..count]);
        count = Compose(points[..count]);
        var written = 0;
        foreach (var point in points[..count])
        {
            if (point > 0xFFFF)
                normal[written++] = (char)(0xD7C0 + (point >> 10));
            normal[written++] = (char)(point > 0xFFFF ? 0xDC00 | (point & 0x3FF) : point);
        }
        if (rented is not null)
            ArrayPool<int>.Shared.Return(rented);
        return written;
    }

    /// <summary>True if normalizing leaves the character at <paramref name="here"/> as it stands, and what it may combine with.</summary>
    /// <param name="text">The text, of which everything before <paramref name="here"/> has been found to stay.</param>
    /// <param name="here">The first unit of a character.</param>
    /// <param name="known">Where the segment ends that was looked at last as a whole: up to there all stays. 0 at first; it keeps a text of nothing but marks linear.</param>
    internal static bool Stays(ReadOnlySpan<char> text, int here, ref int known)
    {
        if (here < known)
            return true;
        char unit = text[here], unitBefore = here == 0 ? '\0' : text[here - 1];
        if (!char.IsSurrogate(unit) && !char.IsSurrogate(unitBefore))
        {
            var kind = KindOf(unit);
            if (KindCheck[kind] == 0 && (KindClass[kind] == 0 || KindClass[kind] >= KindClass[KindOf(unitBefore)]))
                return true;
        }
        return StaysInSegment(text, here, ref known);
    }

    private static bool StaysInSegment(ReadOnlySpan<char> text, int here, ref int known)
    {
        var end = here;
        var point = PointAt(text, ref end);
        var kind = Kind(point);
        if (kind == 0)
            return true;
        var before = here == 0 ? -1 : PointBefore(text, here);
        var beforeKind = before < 0 ? 0 : Kind(before);
        if (KindClass[kind] == 0 || KindClass[kind] >= KindClass[beforeKind])
        {
            var check = KindCheck[kind];
            // Alone behind a character that does not decompose, only that pair can compose.
            if (check == 0 || (check == 1 && before >= 0 && beforeKind == 0 && !Decomposes(before) && ComposePair(before, point) < 0 && (end == text.Length || IsBoundary(text, end))))
                return true;
        }
        while (end < text.Length && !IsBoundary(text, end))
            PointAt(text, ref end);
        known = end;
        return !IsChanged(text[SegmentStart(text, here)..end]);
    }

    // Where the last character before stands that nothing before it changes; 0 if there is none.
    private static int SegmentStart(ReadOnlySpan<char> text, int at)
    {
        while (at > 0)
        {
            at -= PointBefore(text, at) > 0xFFFF ? 2 : 1;
            if (IsBoundary(text, at))
                break;
        }
        return at;
    }

    // Unoptimised code calls the vector operators as methods that allocate.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int PlainEnd(ReadOnlySpan<char> text, int at)
    {
        while (at <= text.Length - Vector128<ushort>.Count && ArePlain(Vector128.LoadUnsafe(ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(text)), (nuint)at)))
            at += Vector128<ushort>.Count;
        while (at < text.Length && IsPlain(text[at]))
            at++;
        return at;
    }

    // Eight units of common letters at once: Latin, Greek, Cyrillic, Hebrew, Arabic, Thai, CJK, Hangul, emoji. A test holds every unit of these ranges to be plain.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool ArePlain(Vector128<ushort> units)
    {
        var low = Vector128.LessThan(units, Vector128.Create((ushort)0x0300));
        if (low == Vector128<ushort>.AllBitsSet)
            return true;
        return (low | Between(units, 0x0388, 0x0482) | Between(units, 0x0620, 0x064A) | Between(units, 0x0E00, 0x0E37) | Between(units, 0x4E00, 0x9FFF) | Between(units, 0xAC00, 0xD7A3)
            | Between(units, FirstEmojiHigh, LastEmojiHigh) | Between(units, 0xDC00, 0xDFFF))
            == Vector128<ushort>.AllBitsSet;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ushort> Between(Vector128<ushort> units, ushort first, ushort last) =>
        Vector128.LessThanOrEqual(units - Vector128.Create(first), Vector128.Create((ushort)(last - first)));

    // Nothing that combines or decomposes for good. Of pairs, those from U+1F000 to U+1FBFF: the second half of another is never looked at alone.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsPlain(char unit) => (unit & 0xF800) == 0xD800
        ? unit is >= '\uDC00' or (>= (char)FirstEmojiHigh and <= (char)LastEmojiHigh)
        : KindOf(unit) == 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int KindOf(char unit) =>
        Unsafe.Add(ref MemoryMarshal.GetReference(Kinds), (Unsafe.Add(ref MemoryMarshal.GetReference(KindBlocks), unit >> 7) << 7) | (unit & 0x7F));

    private static bool IsChanged(ReadOnlySpan<char> segment)
    {
        var rented = segment.Length > SmallSegment ? ArrayPool<char>.Shared.Rent(MaxLength(segment.Length)) : null;
        var normal = rented ?? stackalloc char[SmallSegment * 3];
        var isChanged = !normal[..NormalizeSegment(segment, normal)].SequenceEqual(segment);
        if (rented is not null)
            ArrayPool<char>.Shared.Return(rented);
        return isChanged;
    }

    private static bool IsBoundary(ReadOnlySpan<char> text, int at) => Kind(PointAt(text, ref at)) == 0;

    private static int PointAt(ReadOnlySpan<char> text, ref int at)
    {
        var unit = text[at++];
        if (char.IsHighSurrogate(unit) && at < text.Length && char.IsLowSurrogate(text[at]))
            return char.ConvertToUtf32(unit, text[at++]);
        return unit;
    }

    private static int PointBefore(ReadOnlySpan<char> text, int at)
    {
        var unit = text[at - 1];
        return char.IsLowSurrogate(unit) && at > 1 && char.IsHighSurrogate(text[at - 2]) ? char.ConvertToUtf32(text[at - 2], unit) : unit;
    }

    private static int Kind(int point)
    {
        var block = point >> 7;
        // In range by construction: the generator writes a block of 128 for every number in the index.
        return block < KindBlocks.Length ? Unsafe.Add(ref MemoryMarshal.GetReference(Kinds), (KindBlocks[block] << 7) | (point & 0x7F)) : 0;
    }

    private static int Class(int point) => KindClass[Kind(point)];

    private static bool Decomposes(int point) => point >= Decomposed[0] && (point is >= HangulBase and < HangulBase + HangulCount || Index.OfPoint(point) >= 0);

    private static void Decompose(int point, Span<int> points, ref int count)
    {
        if (point is >= HangulBase and < HangulBase + HangulCount)
        {
            var index = point - HangulBase;
            points[count++] = LeadBase + (index / (VowelCount * TailCount));
            points[count++] = VowelBase + (index % (VowelCount * TailCount) / TailCount);
            if (index % TailCount != 0)
                points[count++] = TailBase + (index % TailCount);
            return;
        }
        var found = point < Decomposed[0] ? -1 : Index.OfPoint(point);
        if (found < 0)
        {
            points[count++] = point;
            return;
        }
        Decompose(DecomposedFirst[found], points, ref count);
        if (DecomposedSecond[found] != 0)
            Decompose(DecomposedSecond[found], points, ref count);
    }

    // Marks by their classes, those of one class as they stand; what has class 0 stays where it is.
    private static void Order(Span<int> points)
    {
        for (var start = 0; start < points.Length; start++)
        {
            if (Class(points[start]) == 0)
                continue;
            var end = start + 1;
            while (end < points.Length && Class(points[end]) != 0)
                end++;
            // Counting sort: a text may be nothing but marks, and has to be sorted in linear time.
            if (end - start > 1)
                SortByClass(points[start..end]);
            start = end - 1;
        }
    }

    private static void SortByClass(Span<int> marks)
    {
        if (marks.Length <= 8)
        {
            for (var i = 1; i < marks.Length; i++)
            {
                var mark = marks[i];
                var at = i;
                for (; at > 0 && Class(marks[at - 1]) > Class(mark); at--)
                    marks[at] = marks[at - 1];
                marks[at] = mark;
            }
            return;
        }
        Span<int> place = stackalloc int[257];
        place.Clear();
        foreach (var mark in marks)
            place[Class(mark) + 1]++;
        for (var i = 1; i < place.Length; i++)
            place[i] += place[i - 1];
        var sorted = ArrayPool<int>.Shared.Rent(marks.Length);
        foreach (var mark in marks)
            sorted[place[Class(mark)]++] = mark;
        sorted.AsSpan(0, marks.Length).CopyTo(marks);
        ArrayPool<int>.Shared.Return(sorted);
    }

    private static int Compose(Span<int> points)
    {
        int written = 0, starter = -1, lastClass = 0;
        foreach (var point in points)
        {
            var combining = Class(point);
            // A mark is blocked from its starter by an equal or higher class between them, and by another starter.
            var isBlocked = starter < 0 || (written - 1 > starter && (lastClass >= combining || lastClass == 0));
            var composed = isBlocked ? -1 : ComposePair(points[starter], point);
            if (composed >= 0)
            {
                points[starter] = composed;
                continue;
            }
            if (combining == 0)
                starter = written;
            lastClass = combining;
            points[written++] = point;
        }
        return written;
    }

    private static int ComposePair(int first, int second)
    {
        if ((uint)(first - LeadBase) < LeadCount && (uint)(second - VowelBase) < VowelCount)
            return HangulBase + ((((first - LeadBase) * VowelCount) + (second - VowelBase)) * TailCount);
        if ((uint)(first - HangulBase) < HangulCount && (first - HangulBase) % TailCount == 0 && second is > TailBase and < TailBase + TailCount)
            return first + (second - TailBase);
        var place = Index.OfPair(first, second);
        return place < 0 ? -1 : Decomposed[place];
    }
}
