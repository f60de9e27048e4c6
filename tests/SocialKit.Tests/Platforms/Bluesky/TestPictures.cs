namespace SocialKit.Tests.Platforms.Bluesky;

/// <summary>Small pictures, made here.</summary>
internal static class TestPictures
{
    /// <summary>A PNG of 3 by 2 pixels.</summary>
    public static byte[] Png { get; } = MakePng(3, 2);

    /// <summary>A PNG of more than two million bytes: noise.</summary>
    public static byte[] BigPng { get; } = MakePng(200, 200, 60_000);

    private static byte[] MakePng(int width, int height, int noise = 0)
    {
        using var file = new MemoryStream();
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
        Chunk(file, "IHDR", [0, 0, 0, (byte)width, 0, 0, 0, (byte)height, 8, 0, 0, 0, 0]);
        using var rows = new MemoryStream();
        using (var deflate = new System.IO.Compression.ZLibStream(rows, System.IO.Compression.CompressionLevel.Optimal))
        {
            deflate.Write(new byte[height * (width + 1)]);
            // Not seen, and not to be compressed.
            var random = new byte[noise * 40];
            new Random(1).NextBytes(random);
            deflate.Write(random);
        }
        Chunk(file, "IDAT", rows.ToArray());
        Chunk(file, "IEND", []);
        return file.ToArray();
    }

    private static void Chunk(MemoryStream file, string type, byte[] data)
    {
        byte[] typed = [.. System.Text.Encoding.ASCII.GetBytes(type), .. data];
        file.Write(BigEndian((uint)data.Length));
        file.Write(typed);
        file.Write(BigEndian(Crc(typed)));
    }

    private static byte[] BigEndian(uint number) => [(byte)(number >> 24), (byte)(number >> 16), (byte)(number >> 8), (byte)number];

    private static uint Crc(byte[] bytes)
    {
        var crc = 0xFFFFFFFFu;
        foreach (var one in bytes)
        {
            crc ^= one;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320u : crc >> 1;
        }
        return ~crc;
    }
}
