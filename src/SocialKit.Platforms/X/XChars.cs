using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SocialKit.Platforms.X;

/// <summary>What a UTF-16 unit is to X's grammar. The order is that of the table generator.</summary>
[Flags]
internal enum XClasses : ushort
{
    None = 0,

    /// <summary>A letter or mark: a hashtag needs one.</summary>
    Letter = 1 << 0,

    /// <summary>May stand in a hashtag.</summary>
    TagChar = 1 << 1,

    /// <summary>May stand in a domain beside "-" and "_": anything but punctuation and white space.</summary>
    Domain = 1 << 2,

    /// <summary>May stand in the domain of a link without scheme: ASCII, Latin accents, "-".</summary>
    BareDomain = 1 << 3,

    /// <summary>May stand in a path.</summary>
    Path = 1 << 4,

    /// <summary>A path may end on it.</summary>
    PathEnd = 1 << 5,

    /// <summary>May stand in a query.</summary>
    Query = 1 << 6,

    /// <summary>A query may end on it.</summary>
    QueryEnd = 1 << 7,

    /// <summary>A Latin letter with an accent: no mention ends before it.</summary>
    LatinAccent = 1 << 8,

    /// <summary>A link may begin after it.</summary>
    BeforeLink = 1 << 9,

    /// <summary>White space.</summary>
    Space = 1 << 10,

    /// <summary>White space or punctuation: a cashtag may end before it.</summary>
    AfterCashtag = 1 << 11,

    /// <summary>Normalizing may change it.</summary>
    MayNormalize = 1 << 12,

    /// <summary>Counts the default weight, 2, and not 1.</summary>
    Heavy = 1 << 13,

    /// <summary>An emoji may begin with it.</summary>
    EmojiStart = 1 << 14,

    /// <summary>X takes no post with it.</summary>
    Invalid = 1 << 15,
}

/// <summary>The classes of UTF-16 units, and of letters and digits beyond U+FFFF.</summary>
internal static partial class XChars
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static XClasses Of(char unit)
    {
        // In range by construction: the generator writes a block for every 64 units, and the index names no other.
        var block = Unsafe.Add(ref MemoryMarshal.GetReference(Blocks), unit >> 6);
        return (XClasses)Unsafe.Add(ref MemoryMarshal.GetReference(Classes), (block << 6) | (unit & 0x3F));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Is(char unit, XClasses classes) => (Of(unit) & classes) != 0;

    public static bool IsAstralLetter(char high, char low) => IsIn(AstralLetterFirst, AstralLetterLast, char.ConvertToUtf32(high, low));

    public static bool IsAstralDigit(char high, char low) => IsIn(AstralDigitFirst, AstralDigitLast, char.ConvertToUtf32(high, low));

    private static bool IsIn(ReadOnlySpan<int> first, ReadOnlySpan<int> last, int point)
    {
        var at = first.BinarySearch<int, int>(point);
        return at >= 0 || (~at > 0 && point <= last[~at - 1]);
    }
}
