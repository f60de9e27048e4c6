using System.Buffers.Binary;

namespace SocialKit.Pictures;

/// <summary>GIF files (89a): a screen, then images and extensions in blocks of at most 255 bytes.</summary>
internal static class Gif
{
    private const byte Extension = 0x21, Image = 0x2C, Trailer = 0x3B;
    private const byte Graphics = 0xF9, Comment = 0xFE, PlainText = 0x01, Application = 0xFF;

    public static CleanPicture? Clean(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 13)
            return null;
        var (width, height) = (BinaryPrimitives.ReadUInt16LittleEndian(bytes[6..]), BinaryPrimitives.ReadUInt16LittleEndian(bytes[8..]));
        var parts = new PictureParts(bytes.Length);
        var at = 13 + TableLength(bytes[10]);
        if (at > bytes.Length || width == 0 || height == 0)
            return null;
        parts.Keep(bytes[..at]);
        for (var images = 0; at < bytes.Length;)
        {
            var start = at;
            switch (bytes[at])
            {
                case Trailer:
                    if (at + 1 < bytes.Length)
                        parts.Remove(PictureParts.Behind);
                    parts.Keep([Trailer]);
                    return images > 0 ? parts.Done(new(PictureType.Gif, width, height) { IsAnimated = images > 1 }) : null;
                case Image when at + 10 <= bytes.Length:
                    // Behind the descriptor: its colours, the size of its codes, its blocks.
                    if (BlocksEnd(bytes, at + 10 + TableLength(bytes[at + 9]) + 1) is not { } imageEnd)
                        return null;
                    parts.Keep(bytes[start..imageEnd]);
                    images++;
                    at = imageEnd;
                    break;
                case Extension when at + 2 < bytes.Length:
                    if (BlocksEnd(bytes, at + 2) is not { } end)
                        return null;
                    if (Removable(bytes[at + 1], bytes[(at + 2)..end]) is { } what)
                        parts.Remove(what);
                    else
                        parts.Keep(bytes[start..end]);
                    at = end;
                    break;
                default:
                    return null;
            }
        }
        return null;
    }

    private static string? Removable(byte label, ReadOnlySpan<byte> blocks) => label switch
    {
        Graphics or PlainText => null,
        Comment => PictureParts.Notes,
        // How often it is repeated.
        Application when blocks[1..].StartsWith("NETSCAPE2.0"u8) || blocks[1..].StartsWith("ANIMEXTS1.0"u8) => null,
        Application when blocks[1..].StartsWith("XMP DataXMP"u8) => PictureParts.Camera,
        _ => PictureParts.Other,
    };

    private static int TableLength(byte flags) => (flags & 0x80) != 0 ? 3 << ((flags & 7) + 1) : 0;

    // Blocks begin with their length; an empty one ends them.
    private static int? BlocksEnd(ReadOnlySpan<byte> bytes, int at)
    {
        while (at < bytes.Length)
        {
            var length = bytes[at];
            at += 1 + length;
            if (length == 0)
                return at;
        }
        return null;
    }
}
