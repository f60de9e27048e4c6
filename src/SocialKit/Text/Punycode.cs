namespace SocialKit.Text;

/// <summary>How long a label of a domain name is in punycode (RFC 3492).</summary>
internal static class Punycode
{
    private const int Base = 36;
    private const int MinThreshold = 1;
    private const int MaxThreshold = 26;
    private const int Skew = 38;
    private const int Damp = 700;

    /// <summary>The most characters a label may have.</summary>
    public const int MaxLabel = 63;

    /// <summary>The length of <paramref name="label"/> as ASCII, "xn--" included where it needs that; more than <see cref="MaxLabel"/> if it is too long, however much.</summary>
    /// <remarks>What is not printable ASCII is encoded, control characters too. Lone surrogates are encoded as they are.</remarks>
    public static int Length(ReadOnlySpan<char> label)
    {
        if (!label.ContainsAnyExceptInRange(' ', '~'))
            return label.Length;
        Span<int> points = stackalloc int[MaxLabel + 1];
        var count = 0;
        var basic = 0;
        for (var at = 0; at < label.Length;)
        {
            // Each character takes one place at least.
            if (count == points.Length)
                return MaxLabel + 1;
            int point = label[at++];
            if (char.IsHighSurrogate((char)point) && at < label.Length && char.IsLowSurrogate(label[at]))
                point = char.ConvertToUtf32((char)point, label[at++]);
            points[count++] = point;
            if (point < 0x80)
                basic++;
        }
        return "xn--".Length + basic + (basic > 0 ? 1 : 0) + Digits(points[..count], basic);
    }

    private static int Digits(ReadOnlySpan<int> points, int basic)
    {
        int current = 0x80, bias = 72, handled = basic, digits = 0;
        long delta = 0;
        while (handled < points.Length)
        {
            var next = int.MaxValue;
            foreach (var point in points)
            {
                if (point >= current && point < next)
                    next = point;
            }
            delta += (long)(next - current) * (handled + 1);
            current = next;
            foreach (var point in points)
            {
                if (point < current)
                    delta++;
                if (point != current)
                    continue;
                digits += VariableLength(delta, bias);
                bias = Adapt(delta, handled + 1, handled == basic);
                delta = 0;
                handled++;
            }
            delta++;
            current++;
        }
        return digits;
    }

    private static int VariableLength(long value, int bias)
    {
        var digits = 1;
        for (var k = Base; ; k += Base, digits++)
        {
            var threshold = Math.Clamp(k - bias, MinThreshold, MaxThreshold);
            if (value < threshold)
                return digits;
            value = (value - threshold) / (Base - threshold);
        }
    }

    private static int Adapt(long delta, int count, bool isFirst)
    {
        delta = isFirst ? delta / Damp : delta / 2;
        delta += delta / count;
        var k = 0;
        for (; delta > (Base - MinThreshold) * MaxThreshold / 2; k += Base)
            delta /= Base - MinThreshold;
        return k + (int)((Base - MinThreshold + 1) * delta / (delta + Skew));
    }
}
