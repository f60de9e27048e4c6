using System.Buffers.Binary;

namespace SocialKit.Pictures;

/// <summary>The one thing of Exif (2.32) that changes how a picture looks: how it is turned.</summary>
internal static class Exif
{
    private const ushort OrientationTag = 0x0112;
    private const ushort ShortType = 3;
    private const int EntryLength = 12;

    /// <summary>The orientation that a TIFF structure states; 1 if it states none that makes sense.</summary>
    public static int OrientationOf(ReadOnlySpan<byte> tiff)
    {
        if (tiff.Length < 8)
            return 1;
        bool little;
        switch (tiff)
        {
            case [(byte)'I', (byte)'I', 42, 0, ..]:
                little = true;
                break;
            case [(byte)'M', (byte)'M', 0, 42, ..]:
                little = false;
                break;
            default:
                return 1;
        }
        var at = little ? BinaryPrimitives.ReadUInt32LittleEndian(tiff[4..]) : BinaryPrimitives.ReadUInt32BigEndian(tiff[4..]);
        if (at > tiff.Length - 2)
            return 1;
        var entries = tiff[(int)at..];
        int count = Short(entries, little);
        entries = entries[2..];
        for (var i = 0; i < count && entries.Length >= EntryLength; i++, entries = entries[EntryLength..])
        {
            if (Short(entries, little) == OrientationTag && Short(entries[2..], little) == ShortType && Short(entries[8..], little) is >= 1 and <= 8 and var orientation)
                return orientation;
        }
        return 1;
    }

    /// <summary>A TIFF structure that states an orientation and nothing else: 26 bytes.</summary>
    public static byte[] Of(int orientation) => [(byte)'M', (byte)'M', 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)orientation, 0, 0, 0, 0, 0, 0];

    private static ushort Short(ReadOnlySpan<byte> bytes, bool little) =>
        little ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);
}
