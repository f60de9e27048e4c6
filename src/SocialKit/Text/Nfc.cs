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
    public static bool IsNormalized(ReadOnlySpan<char> text) => FirstChange(text) == text.Length;

    /// <summary><paramref name="text"/> in normalization form C; the same object if it is so already.</summary>
    public static string Normalize(string text)
    {
        if (FirstChange(text) == text.Length)
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

    /// <summary>The parts of <paramref name="text"/> that are normalized each by itself: a character that nothing before it changes, and what may combine with it.</summary>
    internal static SegmentEnumerator Segments(ReadOnlySpan<char> text) => new(text);

    /// <summary>Writes the normal form of one segment to <paramref name="normal"/>, which has room for <see cref="MaxLength"/>.</summary>
    /// <returns>How many units were written.</returns>
    internal static int NormalizeSegment(ReadOnlySpan<char> segment, Span<char> normal)
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

    // Where the first segment begins that normalizing changes; the length of the text if it changes none.
    private static int FirstChange(ReadOnlySpan<char> text)
    {
        // No character below U+0300 ever changes.
        var at = text.IndexOfAnyExceptInRange('\0', '\u02FF');
        if (at < 0)
            return text.Length;
        int start = Math.Max(0, at - 1), previous = at > 0 ? text[at - 1] : -1, previousClass = 0;
        while (at < text.Length)
        {
            var plain = PlainEnd(text, at);
            if (plain > at)
            {
                at = plain;
                start = at - 1;
                previous = text[start];
                previousClass = 0;
                if (at == text.Length)
                    break;
            }
            var here = at;
            var point = PointAt(text, ref at);
            var kind = Kind(point);
            if (kind == 0)
            {
                start = here;
                previous = point;
                previousClass = 0;
                continue;
            }
            var combining = KindClass[kind];
            var check = KindCheck[kind];
            var isSuspect = check == 2 || (combining != 0 && combining < previousClass);
            if (!isSuspect && check == 1)
            {
                // Alone behind a character that does not decompose, only that pair can compose.
                var isAlone = previous >= 0 && !Decomposes(previous) && (at == text.Length || IsBoundary(text, at));
                isSuspect = !isAlone || ComposePair(previous, point) >= 0;
            }
            if (!isSuspect)
            {
                previous = combining == 0 ? point : -1;
                previousClass = combining;
                continue;
            }
            while (at < text.Length && !IsBoundary(text, at))
                PointAt(text, ref at);
            if (IsChanged(text[start..at]))
                return start;
            previous = -1;
            previousClass = 0;
        }
        return text.Length;
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
        : Unsafe.Add(ref MemoryMarshal.GetReference(Kinds), (Unsafe.Add(ref MemoryMarshal.GetReference(KindBlocks), unit >> 7) << 7) | (unit & 0x7F)) == 0;

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

    private static int Kind(int point)
    {
        var block = point >> 7;
        // In range by construction: the generator writes a block of 128 for every number in the index.
        return block < KindBlocks.Length ? Unsafe.Add(ref MemoryMarshal.GetReference(Kinds), (KindBlocks[block] << 7) | (point & 0x7F)) : 0;
    }

    private static int Class(int point) => KindClass[Kind(point)];

    private static bool Decomposes(int point) => point >= Decomposed[0] && (point is >= HangulBase and < HangulBase + HangulCount || Decomposed.BinarySearch<int, int>(point) >= 0);

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
        var found = point < Decomposed[0] ? -1 : Decomposed.BinarySearch<int, int>(point);
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
        int low = 0, high = Composites.Length - 1;
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var entry = Composites[middle];
            var order = DecomposedFirst[entry].CompareTo(first);
            if (order == 0)
                order = DecomposedSecond[entry].CompareTo(second);
            if (order == 0)
                return Decomposed[entry];
            if (order < 0)
                low = middle + 1;
            else
                high = middle - 1;
        }
        return -1;
    }

    /// <summary>Walks over the segments of a text.</summary>
    internal ref struct SegmentEnumerator(ReadOnlySpan<char> text)
    {
        private readonly ReadOnlySpan<char> _text = text;
        private int _start;
        private int _end;

        public readonly ReadOnlySpan<char> Current => _text[_start.._end];

        public readonly SegmentEnumerator GetEnumerator() => this;

        public bool MoveNext()
        {
            _start = _end;
            if (_start == _text.Length)
                return false;
            PointAt(_text, ref _end);
            while (_end < _text.Length && !IsBoundary(_text, _end))
                PointAt(_text, ref _end);
            return true;
        }
    }
}
