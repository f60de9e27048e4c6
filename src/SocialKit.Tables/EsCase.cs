using System.Collections;
using System.Globalization;

namespace SocialKit.Tables;

/// <summary>How ECMAScript compares units under the <c>i</c> flag without <c>u</c>: by upper case, where that is one unit and does not turn
/// a character beyond ASCII into ASCII (ECMA-262, Canonicalize).</summary>
internal sealed class EsCase
{
    private readonly char[] _canonical = new char[0x10000];

    public EsCase(NpmPackages packages)
    {
        for (var unit = 0; unit < _canonical.Length; unit++)
            _canonical[unit] = (char)unit;
        foreach (var entry in packages.Ucd("UnicodeData"))
        {
            var from = Hex(entry.GetProperty("codepoint").GetString()!);
            if (from > 0xFFFF || !entry.TryGetProperty("upper", out var upper))
                continue;
            var to = Hex(upper.GetString()!);
            if (to <= 0xFFFF && !(from >= 128 && to < 128))
                _canonical[from] = (char)to;
        }
        foreach (var entry in packages.Ucd("SpecialCasing"))
        {
            var from = Hex(entry.GetProperty("codepoint").GetString()!);
            if (!entry.TryGetProperty("conditions", out _) && entry.GetProperty("upperSequence").GetArrayLength() > 1)
                _canonical[from] = (char)from;
        }
    }

    public char Canonical(char unit) => _canonical[unit];

    /// <summary><paramref name="set"/> and every unit that compares equal to one of its members.</summary>
    public BitArray Close(BitArray set)
    {
        var canonical = new BitArray(0x10000);
        for (var unit = 0; unit < 0x10000; unit++)
        {
            if (set[unit])
                canonical[_canonical[unit]] = true;
        }
        var closed = new BitArray(0x10000);
        for (var unit = 0; unit < 0x10000; unit++)
            closed[unit] = canonical[_canonical[unit]];
        return closed;
    }

    private static int Hex(string digits) => int.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
