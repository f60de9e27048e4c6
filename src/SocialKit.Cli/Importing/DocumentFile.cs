using SocialKit.Import;

namespace SocialKit.Cli.Importing;

/// <summary>Reads the file that is to be imported.</summary>
internal static class DocumentFile
{
    private static readonly string[] Formats = [".md", ".txt", ".html", ".docx", ".pdf"];

    /// <summary>The document in a file, or on stdin, which is taken for Markdown.</summary>
    /// <exception cref="UsageException">It cannot be read, or nobody reads its format.</exception>
    public static Document Read(string given, CliContext context)
    {
        if (given == "-")
        {
            using var input = context.OpenInput();
            return Read(input, "-", new MarkdownReader());
        }
        var path = context.PathOf(given);
        if (Directory.Exists(path))
            throw new UsageException($"{given} is a folder, and a document is a file.");
        if (!File.Exists(path))
            throw new UsageException($"There is no file \"{given}\".");
        var reader = Importer.Readers.FirstOrDefault(reader => reader.Reads(Path.GetFileName(path))) ?? throw new UsageException(Unknown(given));
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            return Read(stream, given, reader);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{given} cannot be read: {exception.Message}");
        }
    }

    // One byte more than a reader takes is enough for it to say that there are too many.
    private static Document Read(Stream stream, string name, IDocumentReader reader)
    {
        using var content = new MemoryStream();
        var block = new byte[64 * 1024];
        for (var read = stream.Read(block); read > 0; read = stream.Read(block))
        {
            content.Write(block, 0, read);
            if (content.Length > MarkdownReader.DefaultMaxBytes)
                return new Document(name, []) { Findings = [TooLarge(name)] };
        }
        return reader.Read(content.GetBuffer().AsMemory(0, (int)content.Length), name);
    }

    private static Finding TooLarge(string name) =>
        new("too-large", Severity.Error, $"The document has more than {MarkdownReader.DefaultMaxBytes:N0} bytes, which are the most that are read.", "Import the part that holds the appeal.")
        { Place = new(name, 1, 1) };

    private static string Unknown(string given)
    {
        var read = Formats.Where(format => Importer.Readers.Any(reader => reader.Reads("document" + format)));
        var extension = Path.GetExtension(given);
        return $"{(extension.Length == 0 ? $"\"{given}\" has no ending that says what it is" : $"Documents that end in {extension} are not read")}: {string.Join(", ", read)} are. Save the document in one of these formats.";
    }
}
