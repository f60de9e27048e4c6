using System.Buffers.Binary;

namespace SocialKit.Pictures;

/// <summary>JPEG files (ISO/IEC 10918-1, annex B): segments, each with a marker, and the coded data between them.</summary>
internal static class Jpeg
{
    private const byte StartOfScan = 0xDA, EndOfImage = 0xD9, Comment = 0xFE;

    public static CleanPicture? Clean(ReadOnlySpan<byte> bytes)
    {
        var parts = new PictureParts(bytes.Length);
        parts.Keep(bytes[..2]);
        var (width, height, orientation) = (0, 0, 1);
        var at = 2;
        while (true)
        {
            // A marker may be preceded by any number of fill bytes.
            if (at >= bytes.Length || bytes[at] != 0xFF)
                return null;
            while (at < bytes.Length && bytes[at] == 0xFF)
                at++;
            if (at >= bytes.Length)
                return null;
            var marker = bytes[at++];
            if (marker == EndOfImage)
            {
                if (at < bytes.Length)
                    parts.Remove(PictureParts.Behind);
                parts.Keep([0xFF, EndOfImage]);
                return width > 0 && height > 0 ? parts.Done(new(PictureType.Jpeg, width, height) { Orientation = orientation }) : null;
            }
            if (at + 2 > bytes.Length || BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]) is var length && (length < 2 || at + length > bytes.Length))
                return null;
            var body = bytes.Slice(at + 2, length - 2);
            at += length;
            if (IsFrame(marker))
            {
                if (body.Length < 6 || (width, height) != (0, 0))
                    return null;
                (height, width) = (BinaryPrimitives.ReadUInt16BigEndian(body[1..]), BinaryPrimitives.ReadUInt16BigEndian(body[3..]));
            }
            if (IsJfifWithPreview(marker, body))
            {
                parts.Remove(PictureParts.Preview);
                parts.Keep([0xFF, marker, 0, 16, .. body[..12], 0, 0]);
            }
            else if (Removable(marker, body) is { } what)
            {
                parts.Remove(what);
                if (orientation == 1 && IsExif(marker, body) && Exif.OrientationOf(body[6..]) is not 1 and var turned)
                {
                    orientation = turned;
                    parts.Keep([0xFF, 0xE1, 0, 34, .. "Exif\0\0"u8, .. Exif.Of(turned)]);
                }
            }
            else
            {
                parts.Keep([0xFF, marker]);
                parts.Keep(bytes.Slice(at - length, length));
            }
            if (marker == StartOfScan)
            {
                var end = at + ScanLength(bytes[at..]);
                parts.Keep(bytes[at..end]);
                at = end;
            }
        }
    }

    // Up to the next marker that is no restart and no stuffed FF.
    private static int ScanLength(ReadOnlySpan<byte> data)
    {
        var at = 0;
        while (true)
        {
            var next = data[at..].IndexOf((byte)0xFF);
            if (next < 0 || at + next + 1 >= data.Length)
                return data.Length;
            at += next;
            if (data[at + 1] is 0 or (>= 0xD0 and <= 0xD7))
                at += 2;
            else if (data[at + 1] == 0xFF)
                at++;
            else
                return at;
        }
    }

    // SOF0 to SOF15 without DHT, JPG and DAC.
    private static bool IsFrame(byte marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);

    private static bool IsExif(byte marker, ReadOnlySpan<byte> body) => marker == 0xE1 && body.StartsWith("Exif\0\0"u8);

    private static bool IsJfifWithPreview(byte marker, ReadOnlySpan<byte> body) =>
        marker == 0xE0 && body.StartsWith("JFIF\0"u8) && body.Length >= 14 && (body.Length > 14 || body[12] != 0 || body[13] != 0);

    private static string? Removable(byte marker, ReadOnlySpan<byte> body) => marker switch
    {
        0xE0 => body.StartsWith("JFIF\0"u8) ? null : PictureParts.Preview,
        0xE1 => PictureParts.Camera,
        // Colours: profiles stay. What else uses this segment (several pictures in one file) points behind the end.
        0xE2 => body.StartsWith("ICC_PROFILE\0"u8) ? null : PictureParts.Other,
        0xED => PictureParts.Notes,
        // How colours were transformed before coding; without it they turn.
        0xEE => body.StartsWith("Adobe"u8) ? null : PictureParts.Other,
        >= 0xE3 and <= 0xEF => PictureParts.Other,
        Comment => PictureParts.Notes,
        _ => null,
    };
}
