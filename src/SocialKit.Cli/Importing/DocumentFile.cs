using SocialKit.Import;

namespace SocialKit.Cli.Importing;

/// <summary>Reads the files that are to be imported.</summary>
/// <param name="stated">The format that the person stated; null to go by the file's ending.</param>
/// <param name="context">The world outside.</param>
internal sealed class DocumentFile(DocumentFormat? stated, CliContext context) : IDisposable
{
    private readonly ReaderProgram _program = new(context);

    /// <summary>The document in a file, or on stdin. Without a stated format stdin is told by its beginning, or else taken for Markdown.</summary>
    /// <exception cref="UsageException">It cannot be read, or nobody reads its format.</exception>
    public Document Read(string given)
    {
        if (given == "-")
        {
            using var input = context.OpenInput();
            return Read(input, "-", stated, DocumentFormat.Markdown);
        }
        var path = context.PathOf(given);
        if (Directory.Exists(path))
            throw new UsageException($"{given} is a folder, and a document is a file.");
        if (!File.Exists(path))
            throw new UsageException($"There is no file \"{given}\".");
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            return Read(stream, given, stated ?? DocumentFormat.OfFile(Path.GetFileName(path)), null);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{given} cannot be read: {exception.Message}");
        }
    }

    public void Dispose() => _program.Dispose();

    private Document Read(Stream stream, string name, DocumentFormat? format, DocumentFormat? fallback)
    {
        // One byte more than is read is enough to say that there are too many.
        var most = format?.MaxBytes ?? DocumentFormat.All.Max(known => known.MaxBytes);
        using var content = new MemoryStream();
        var block = new byte[64 * 1024];
        for (var read = stream.Read(block); read > 0; read = stream.Read(block))
        {
            content.Write(block, 0, read);
            if (content.Length > most)
                return TooLarge(name, most);
        }
        var bytes = content.GetBuffer().AsMemory(0, (int)content.Length);
        format ??= DocumentFormat.OfContent(bytes.Span) ?? fallback ?? throw new UsageException(Unknown(name));
        if (bytes.Length > format.MaxBytes)
            return TooLarge(name, format.MaxBytes);
        return format.Reader is { } reader ? reader.Read(bytes, name) : _program.Read(format.Name, name, bytes);
    }

    private static Document TooLarge(string name, int most) => new(name, [])
    {
        Findings =
        [
            new("too-large", Severity.Error, $"The document has more than {most:N0} bytes, which are the most that are read.", "Import the part that holds the appeal.") { Place = new(name, 1, 1) },
        ],
    };

    private static string Unknown(string given)
    {
        var extension = Path.GetExtension(given);
        var what = extension.Length == 0 ? $"\"{given}\" has no ending that says what it is" : $"Documents that end in {extension} are not read";
        return $"{what}: {string.Join(", ", DocumentFormat.All.Select(format => format.Endings[0]))} are. Save the document in one of these formats, or name its format with --from.";
    }
}
