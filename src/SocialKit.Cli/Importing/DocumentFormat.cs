using SocialKit.Import;

namespace SocialKit.Cli.Importing;

/// <summary>A format of documents that can be imported.</summary>
/// <param name="Name">As <c>--from</c> takes it.</param>
/// <param name="Endings">What files of it end in, the most usual first.</param>
/// <param name="MaxBytes">The largest file that is read.</param>
/// <param name="Reader">Who reads it; null if the program beside this one does.</param>
internal sealed record DocumentFormat(string Name, ValueList<string> Endings, int MaxBytes, IDocumentReader? Reader)
{
    private const int LargestOffice = 50_000_000;

    public static DocumentFormat Markdown { get; } = new("md", [".md", ".markdown"], MarkdownReader.DefaultMaxBytes, new MarkdownReader());

    public static DocumentFormat Text { get; } = new("text", [".txt", ".text"], MarkdownReader.DefaultMaxBytes, new PlainTextReader());

    public static DocumentFormat Html { get; } = new("html", [".html", ".htm", ".xhtml"], 10_000_000, null);

    public static DocumentFormat Docx { get; } = new("docx", [".docx", ".docm", ".dotx"], LargestOffice, null);

    public static DocumentFormat Pdf { get; } = new("pdf", [".pdf"], LargestOffice, null);

    public static ValueList<DocumentFormat> All { get; } = [Html, Docx, Pdf, Markdown, Text];

    /// <summary>The format that a file's ending says; null if it says none.</summary>
    public static DocumentFormat? OfFile(string name) => All.FirstOrDefault(format => format.Endings.Any(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase)));

    /// <summary>The format that begins as these bytes do; null if none is known by its beginning, as Markdown and plain text are not.</summary>
    public static DocumentFormat? OfContent(ReadOnlySpan<byte> content)
    {
        if (content.StartsWith("%PDF-"u8))
            return Pdf;
        if (content.StartsWith("PK\u0003\u0004"u8))
            return Docx;
        if (content.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
            content = content[3..];
        content = content.TrimStart(" \t\r\n"u8);
        return StartsWithAny(content, "<!doctype html"u8, "<html"u8) ? Html : null;
    }

    private static bool StartsWithAny(ReadOnlySpan<byte> content, ReadOnlySpan<byte> one, ReadOnlySpan<byte> other) => StartsWith(content, one) || StartsWith(content, other);

    private static bool StartsWith(ReadOnlySpan<byte> content, ReadOnlySpan<byte> start) =>
        content.Length >= start.Length && System.Text.Ascii.EqualsIgnoreCase(content[..start.Length], start);
}
