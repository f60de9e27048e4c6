using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using SocialKit.Documents.Docx;
using SocialKit.Import;

namespace SocialKit.Documents;

/// <summary>Reads a Word document: its text as it stands if all tracked changes are accepted.</summary>
/// <remarks>
/// The place of a text is its paragraph, counted from 1 over the whole document, and the character in it. Inserted text counts and deleted text does
/// not; hidden text, page headers, notes and comments are not read, and that is said. Nothing is loaded from outside, and no macro is looked at.
/// </remarks>
/// <param name="maxBytes">The largest file that is read, in bytes. Default: 50,000,000.</param>
public sealed class DocxReader(int maxBytes = DocxReader.DefaultMaxBytes) : IDocumentReader
{
    /// <summary>The largest file that is read unless told otherwise, in bytes.</summary>
    public const int DefaultMaxBytes = 50_000_000;

    /// <inheritdoc/>
    public bool Reads(string fileName) =>
        fileName.EndsWith(".docx", StringComparison.OrdinalIgnoreCase) || fileName.EndsWith(".docm", StringComparison.OrdinalIgnoreCase) || fileName.EndsWith(".dotx", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public Document Read(ReadOnlyMemory<byte> bytes, string name)
    {
        if (bytes.Length > maxBytes)
            return new Document(name, []) { Findings = [DocumentBounds.TooLarge(name, bytes.Length, maxBytes)] };
        if (DocxCheck.Problem(bytes, name) is { } problem)
            return new Document(name, []) { Findings = [problem] };
        try
        {
            using var stream = new MemoryStream(bytes.ToArray(), writable: false);
            using var word = WordprocessingDocument.Open(stream, isEditable: false, new OpenSettings { MaxCharactersInPart = DocxCheck.MaxPart });
            if (word.MainDocumentPart is not { } main)
                return Damaged(name);
            var walk = new DocxWalk(new DocxStyles(main), new DocxNumbers(main), new DocxLinks(main), name);
            Body(main, walk);
            DocxBesides.Report(main, name, walk.Findings);
            return new Document(name, [.. walk.Blocks]) { Findings = [.. walk.Findings] };
        }
        catch (Exception exception) when (exception is OpenXmlPackageException or FileFormatException or XmlException or InvalidDataException or IOException or UriFormatException
            or InvalidOperationException or ArgumentException or FormatException or KeyNotFoundException or NotSupportedException or NullReferenceException or InvalidCastException)
        {
            // What the packaging library and the SDK throw at packages that contradict themselves; found by changing bytes of good ones.
            return Damaged(name);
        }
    }

    // Child by child, so that a long document never stands in memory as a whole.
    private static void Body(MainDocumentPart main, DocxWalk walk)
    {
        using var reader = new OpenXmlPartReader(main, new OpenXmlPartReaderOptions { MaxCharactersInPart = DocxCheck.MaxPart, IgnoreWhitespace = false });
        while (reader.Read() && !(reader.IsStartElement && reader.LocalName == "body"))
        {
        }
        if (reader.EOF || !reader.ReadFirstChild())
            return;
        do
        {
            if (reader.IsStartElement && reader.LoadCurrentElement() is { } element)
                walk.Block(element);
        }
        while (!walk.IsFull && reader.ReadNextSibling());
        walk.Finish();
    }

    private static Document Damaged(string name) =>
        Findings.Unreadable(name, "unreadable", "The file is no Word document, or it is damaged.", "Save it again from Word or LibreOffice, or copy its text and import that.");
}
