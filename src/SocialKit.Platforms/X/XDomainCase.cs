namespace SocialKit.Platforms.X;

/// <summary>The case of letters in top-level domains beyond ASCII.</summary>
internal static partial class XDomainCase
{
    /// <summary>The letter as top-level domains are listed with, if <paramref name="unit"/> compares equal to one; else <paramref name="unit"/>.</summary>
    public static char Fold(char unit)
    {
        if (char.IsAsciiLetterUpper(unit))
            return (char)(unit | 0x20);
        var at = Variants.BinarySearch<ushort, ushort>(unit);
        return at >= 0 ? (char)Letters[at] : unit;
    }
}
