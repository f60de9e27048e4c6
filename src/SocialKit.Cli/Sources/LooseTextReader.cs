using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace SocialKit.Cli.Sources;

/// <summary>Reads a text that belongs to no campaign: UTF-8, literally, without one final line end, which editors and pipes put there.</summary>
internal static class LooseTextReader
{
    // Sixteen times the longest post of any platform, written in four bytes a character.
    private const int MostBytes = 4 * 1024 * 1024;

    /// <exception cref="UsageException">The file cannot be read, or is far too big for a post.</exception>
    public static Source.LooseText ReadFile(string path)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
            return Read(stream, path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{path} cannot be read: {exception.Message}");
        }
    }

    /// <exception cref="UsageException">There is far too much for a post.</exception>
    public static Source.LooseText ReadInput(Func<Stream> open)
    {
        using var stream = open();
        return Read(stream, "-");
    }

    private static Source.LooseText Read(Stream stream, string name)
    {
        using var content = new MemoryStream();
        var block = new byte[64 * 1024];
        for (var read = stream.Read(block); read > 0; read = stream.Read(block))
        {
            content.Write(block, 0, read);
            if (content.Length > MostBytes)
                throw new UsageException($"{name} has more than {MostBytes / 1024 / 1024} MB: no post is that long. For many texts, one a line, see --lines.");
        }
        var bytes = content.GetBuffer().AsSpan(0, (int)content.Length);
        if (bytes.StartsWith(Encoding.UTF8.Preamble))
            bytes = bytes[3..];
        if (!Utf8.IsValid(bytes))
            return new(name, null, [NotUtf8(bytes, name)]);
        if (bytes.EndsWith("\n"u8))
            bytes = bytes[..^(bytes.EndsWith("\r\n"u8) ? 2 : 1)];
        return new(name, Encoding.UTF8.GetString(bytes), []);
    }

    private static Finding NotUtf8(ReadOnlySpan<byte> bytes, string name)
    {
        var (line, column, at) = (1, 1, 0);
        while (Rune.DecodeFromUtf8(bytes[at..], out var rune, out var length) == OperationStatus.Done)
        {
            (line, column) = rune.Value == '\n' ? (line + 1, 1) : (line, column + rune.Utf16SequenceLength);
            at += length;
        }
        return new("not-utf8", Severity.Error, $"The byte {bytes[at]:X2} is no UTF-8.", "Save the file as UTF-8.") { Place = new(name, line, column) };
    }
}
