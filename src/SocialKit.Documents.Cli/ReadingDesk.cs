using System.Buffers.Binary;
using System.Text;
using SocialKit.Import;

namespace SocialKit.Documents.Cli;

/// <summary>Reads one document after the other for the program that asks.</summary>
/// <remarks>
/// A request is the lengths of format, name and content, four bytes each with the low byte first, and then the three; text is UTF-8. The
/// answer is four bytes of length and <see cref="DocumentJson"/>. It ends when the requests do. Who asks ends it when an answer takes too long.
/// </remarks>
/// <param name="readers">The readers, by format.</param>
internal sealed class ReadingDesk(IReadOnlyDictionary<string, IDocumentReader> readers)
{
    private const int LargestPart = 256 * 1024 * 1024;

    /// <summary>Answers until there is nothing more to read.</summary>
    /// <returns>The exit code: 0 at the end of the requests, 2 if one is none.</returns>
    public int Serve(Stream input, Stream output)
    {
        var header = new byte[12];
        while (true)
        {
            var got = input.ReadAtLeast(header, header.Length, throwOnEndOfStream: false);
            if (got < header.Length)
                return got == 0 ? 0 : 2;
            var parts = new byte[3][];
            for (var i = 0; i < 3; i++)
            {
                var length = BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(4 * i));
                if (length is < 0 or > LargestPart)
                    return 2;
                parts[i] = new byte[length];
                input.ReadExactly(parts[i]);
            }
            Answer(Read(Encoding.UTF8.GetString(parts[0]), Encoding.UTF8.GetString(parts[1]), parts[2]), output);
        }
    }

    private Document Read(string format, string name, byte[] content)
    {
        if (!readers.TryGetValue(format, out var reader))
            return Problem(name, "unknown-format", $"There is no reader for \"{format}\".", "Save the document in another format.");
        try
        {
            return DocumentBounds.Apply(reader.Read(content, name));
        }
        catch (OutOfMemoryException)
        {
            return Problem(name, "too-large", "The document unpacks to more than fits into the memory that reading may take.", "Save it again from the program that made it, or copy its text and import that.");
        }
#pragma warning disable CA1031 // The readers promise not to throw; the libraries below them do not. A person gets a sentence, and the next document is read.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return Problem(name, "unreadable", $"The document cannot be read ({exception.GetType().Name}); it may be damaged.", "Save it again from the program that made it, or copy its text and import that.");
        }
    }

    private static void Answer(Document document, Stream output)
    {
        var json = DocumentJson.ToUtf8(document);
        var length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, json.Length);
        output.Write(length);
        output.Write(json.Span);
        output.Flush();
    }

    private static Document Problem(string name, string code, string reason, string remedy) =>
        new(name, []) { Findings = [new Finding(code, Severity.Error, reason, remedy) { Place = new SourcePlace(name, 1, 1) }] };
}
