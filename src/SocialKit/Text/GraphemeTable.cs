using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SocialKit.Text;

/// <summary>The class of every code point, in two stages: the block of 128 that it lies in, then its place there.</summary>
internal static partial class GraphemeTable
{
    private const int BlockShift = 7, BlockMask = 0x7F;

    /// <summary>The version of Unicode that the table is of.</summary>
    internal static string UnicodeVersion => Source[(Source.LastIndexOf('-') + 1)..];

    /// <summary>The <see cref="GraphemeClass"/> of a code point.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int ClassOf(uint codePoint)
    {
        var block = (int)(codePoint >> BlockShift);
        return block < Blocks.Length ? Classes[(Blocks[block] << BlockShift) | (int)(codePoint & BlockMask)] : (int)GraphemeClass.Other;
    }

    /// <summary>The <see cref="GraphemeClass"/> of a UTF-16 unit.</summary>
    // No bounds are checked in the second stage: every number in Blocks is that of a block (a test looks at all code points).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int ClassOf(char unit) =>
        Unsafe.Add(ref MemoryMarshal.GetReference(Classes), (Blocks[unit >> BlockShift] << BlockShift) | (unit & BlockMask));
}
