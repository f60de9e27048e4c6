using System.Buffers.Binary;

namespace SocialKit.Pictures;

/// <summary>PNG files (W3C, third edition): a signature, then chunks of length, name, data and checksum.</summary>
internal static class Png
{
    private const int SignatureLength = 8, Around = 12;

    // What changes how it looks: the critical chunks, transparency, colours, background, pixel size, frames.
    private static readonly string[] Kept =
        ["IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "sBIT", "bKGD", "pHYs", "cICP", "mDCV", "cLLI", "acTL", "fcTL", "fdAT"];

    public static CleanPicture? Clean(ReadOnlySpan<byte> bytes)
    {
        var parts = new PictureParts(bytes.Length);
        parts.Keep(bytes[..SignatureLength]);
        var (width, height, orientation, isAnimated) = (0, 0, 1, false);
        for (var at = SignatureLength; bytes.Length - at >= Around;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]);
            if (length > bytes.Length - at - Around)
                return null;
            var chunk = bytes.Slice(at, (int)length + Around);
            var name = System.Text.Encoding.Latin1.GetString(chunk.Slice(4, 4));
            var data = chunk.Slice(8, (int)length);
            at += chunk.Length;
            if (at == SignatureLength + chunk.Length)
            {
                if (name != "IHDR" || data.Length != 13)
                    return null;
                (width, height) = (Pixels(data), Pixels(data[4..]));
                if (width == 0 || height == 0)
                    return null;
            }
            isAnimated |= name == "acTL";
            if (name == "IEND")
            {
                if (at < bytes.Length)
                    parts.Remove(PictureParts.Behind);
                parts.Keep(chunk);
                return parts.Done(new(PictureType.Png, width, height) { Orientation = orientation, IsAnimated = isAnimated });
            }
            if (Kept.Contains(name))
            {
                parts.Keep(chunk);
            }
            else if (name == "eXIf")
            {
                parts.Remove(PictureParts.Camera);
                if (orientation == 1 && Exif.OrientationOf(data) is not 1 and var turned)
                {
                    orientation = turned;
                    parts.Keep(Chunk("eXIf"u8, Exif.Of(turned)));
                }
            }
            // A critical chunk that nobody knows: without it the picture would be another.
            else if (char.IsAsciiLetterUpper(name[0]))
            {
                return null;
            }
            else
            {
                parts.Remove(name is "tEXt" or "zTXt" or "iTXt" ? PictureParts.Notes : name == "tIME" ? PictureParts.Camera : PictureParts.Other);
            }
        }
        return null;
    }

    // Up to 2^31-1.
    private static int Pixels(ReadOnlySpan<byte> data) => BinaryPrimitives.ReadUInt32BigEndian(data) is var pixels && pixels <= int.MaxValue ? (int)pixels : 0;

    private static byte[] Chunk(ReadOnlySpan<byte> name, ReadOnlySpan<byte> data)
    {
        var chunk = new byte[data.Length + Around];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        name.CopyTo(chunk.AsSpan(4));
        data.CopyTo(chunk.AsSpan(8));
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8 + data.Length), Checksum(chunk.AsSpan(4, 4 + data.Length)));
        return chunk;
    }

    // CRC-32 of ISO 3309, bit by bit: it is for 30 bytes.
    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var one in bytes)
        {
            crc ^= one;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc >> 1) ^ (0xEDB88320 & (0 - (crc & 1)));
        }
        return ~crc;
    }
}
