using System.Buffers.Binary;

namespace SocialKit.Pictures;

/// <summary>WebP files (RFC 9649): RIFF chunks of name, length and data, padded to even lengths.</summary>
internal static class WebP
{
    private const int HeaderLength = 12, ExtendedLength = 10;
    private const byte HasExif = 0x08, HasXmp = 0x04, IsAnimation = 0x02;

    public static CleanPicture? Clean(ReadOnlySpan<byte> bytes)
    {
        var size = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
        if (size > bytes.Length - 8 || size < 4)
            return null;
        var end = 8 + (int)size;
        var parts = new PictureParts(bytes.Length);
        if (end < bytes.Length)
            parts.Remove(PictureParts.Behind);
        parts.Keep(bytes[..HeaderLength]);
        var (width, height, orientation, hasImage) = (0, 0, 1, false);
        var extendedAt = -1;
        for (var at = HeaderLength; at < end;)
        {
            if (end - at < 8 || BinaryPrimitives.ReadUInt32LittleEndian(bytes[(at + 4)..]) is var length && length > end - at - 8)
                return null;
            var name = bytes.Slice(at, 4);
            var data = bytes.Slice(at + 8, (int)length);
            var whole = bytes[at..Math.Min(end, at + 8 + (int)length + ((int)length & 1))];
            at += 8 + (int)length + ((int)length & 1);
            if (name.SequenceEqual("VP8X"u8))
            {
                if (data.Length < ExtendedLength || extendedAt >= 0 || hasImage)
                    return null;
                extendedAt = parts.Length + 8;
                (width, height) = (1 + Three(data[4..]), 1 + Three(data[7..]));
                parts.Keep(whole);
            }
            else if (name.SequenceEqual("EXIF"u8))
            {
                // Some programs put JPEG's own beginning before it.
                orientation = Exif.OrientationOf(data.StartsWith("Exif\0\0"u8) ? data[6..] : data);
                parts.Remove(PictureParts.Camera);
            }
            else if (name.SequenceEqual("XMP "u8))
            {
                parts.Remove(PictureParts.Camera);
            }
            else if (name.SequenceEqual("VP8 "u8) || name.SequenceEqual("VP8L"u8))
            {
                if (width == 0)
                    (width, height) = name[3] == 'L' ? Lossless(data) : Lossy(data);
                hasImage = true;
                parts.Keep(whole);
            }
            else if (name.SequenceEqual("ANMF"u8) || name.SequenceEqual("ANIM"u8) || name.SequenceEqual("ALPH"u8) || name.SequenceEqual("ICCP"u8))
            {
                hasImage |= name[0] == 'A' && name[3] == 'F';
                parts.Keep(whole);
            }
            else
            {
                parts.Remove(PictureParts.Other);
            }
        }
        if (!hasImage || width <= 0 || height <= 0)
            return null;
        if (orientation != 1 && extendedAt >= 0)
            parts.Keep([.. "EXIF"u8, 26, 0, 0, 0, .. Exif.Of(orientation)]);
        return Finish(parts.Done(new(PictureType.WebP, width, height) { Orientation = extendedAt >= 0 ? orientation : 1 }), extendedAt);
    }

    // The header says how long the whole is, and what is in it.
    private static CleanPicture Finish(CleanPicture made, int extendedAt)
    {
        var bytes = made.Bytes.ToArray();
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(4), (uint)bytes.Length - 8);
        var isAnimated = false;
        if (extendedAt >= 0)
        {
            isAnimated = (bytes[extendedAt] & IsAnimation) != 0;
            bytes[extendedAt] = (byte)(bytes[extendedAt] & ~HasXmp & ~(made.Facts.Orientation == 1 ? HasExif : 0));
        }
        return made with { Bytes = bytes, Facts = made.Facts with { IsAnimated = isAnimated } };
    }

    private static (int Width, int Height) Lossy(ReadOnlySpan<byte> data) => data is [_, _, _, 0x9D, 0x01, 0x2A, _, _, _, _, ..]
        ? (BinaryPrimitives.ReadUInt16LittleEndian(data[6..]) & 0x3FFF, BinaryPrimitives.ReadUInt16LittleEndian(data[8..]) & 0x3FFF)
        : (0, 0);

    private static (int Width, int Height) Lossless(ReadOnlySpan<byte> data)
    {
        if (data.Length < 5 || data[0] != 0x2F)
            return (0, 0);
        var bits = BinaryPrimitives.ReadUInt32LittleEndian(data[1..]);
        return (1 + (int)(bits & 0x3FFF), 1 + (int)((bits >> 14) & 0x3FFF));
    }

    private static int Three(ReadOnlySpan<byte> data) => data[0] | (data[1] << 8) | (data[2] << 16);
}
