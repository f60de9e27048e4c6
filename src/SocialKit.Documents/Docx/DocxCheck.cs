using System.IO.Compression;
using System.Text;
using System.Xml;

namespace SocialKit.Documents.Docx;

/// <summary>Looks at the package before the SDK is let near it: what it unpacks to, and how deeply its text nests.</summary>
internal static class DocxCheck
{
    /// <summary>How many characters a part may have. A text of 500 pages has about ten million, markup included.</summary>
    public const int MaxPart = 30_000_000;

    private const int MaxParts = 5_000;
    private const int MaxUnpacked = 100_000_000;

    // Word nests a table in a table in a table some ten levels deep.
    private const int MaxDepth = 250;

    private static ReadOnlySpan<byte> OldFormat => [0xD0, 0xCF, 0x11, 0xE0];

    /// <summary>Why the document is not read; null if nothing speaks against it.</summary>
    public static Finding? Problem(ReadOnlyMemory<byte> bytes, string name)
    {
        if (bytes.Span.StartsWith(OldFormat))
        {
            return bytes.Span.IndexOf(Encoding.Unicode.GetBytes("EncryptedPackage")) >= 0
                ? Refused("encrypted", "The document is protected by a password, so nothing of it can be read.", "Open it in Word, save it without a password, and import that.")
                : Refused("old-format", "The file is in the format of Word before 2007 (.doc), which is not read.", "Open it in Word or LibreOffice and save it as .docx.");
        }
        try
        {
            using var zip = new ZipArchive(new MemoryStream(bytes.ToArray(), writable: false), ZipArchiveMode.Read);
            if (zip.Entries.Count > MaxParts)
                return Refused("too-large", $"The document has more than {MaxParts:N0} parts.", "Copy its text and import that.");
            var unpacked = 0L;
            foreach (var part in zip.Entries.Where(IsText))
            {
                // What a part says of its own length is not believed.
                using var content = part.Open();
                if ((unpacked += Length(content, MaxUnpacked - unpacked)) >= MaxUnpacked)
                    return Refused("too-large", $"The document unpacks to more than {MaxUnpacked:N0} bytes.", "Copy its text and import that.");
            }
            foreach (var part in zip.Entries.Where(IsXml))
            {
                using var content = part.Open();
                if (IsDeeperThan(content, MaxDepth))
                    return Refused("too-deep", $"The document nests its parts more than {MaxDepth} deep, which no text does.", "Copy its text and import that.");
            }
            return null;
        }
        catch (XmlException exception)
        {
            return exception.Message.Contains("DTD", StringComparison.Ordinal)
                ? Refused("unreadable", "The document defines entities, which no Word document does; it may be made to do harm.", "Copy its text and import that.")
                : Refused("unreadable", "The document's text is damaged.", "Save it again from Word or LibreOffice, or copy its text and import that.");
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or NotSupportedException or ArgumentException or OverflowException)
        {
            return Refused("unreadable", "The file is no Word document, or it is damaged.", "Save it again from Word or LibreOffice, or copy its text and import that.");
        }

        Finding Refused(string code, string reason, string remedy) => new(code, Severity.Error, reason, remedy) { Place = new SourcePlace(name, 1, 1) };
    }

    private static bool IsXml(ZipArchiveEntry part) => part.FullName.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) || part.FullName.EndsWith(".rels", StringComparison.OrdinalIgnoreCase);

    // Pictures and fonts are never unpacked; everything else counts, whatever it is called.
    private static bool IsText(ZipArchiveEntry part) => !part.FullName.StartsWith("word/media/", StringComparison.OrdinalIgnoreCase) && !part.FullName.StartsWith("word/fonts/", StringComparison.OrdinalIgnoreCase);

    private static long Length(Stream content, long most)
    {
        var buffer = new byte[64 * 1024];
        var length = 0L;
        for (var read = content.Read(buffer); read > 0 && length < most; read = content.Read(buffer))
            length += read;
        return length;
    }

    private static bool IsDeeperThan(Stream content, int most)
    {
        using var xml = XmlReader.Create(content, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = MaxPart, IgnoreComments = true });
        while (xml.Read())
        {
            if (xml.Depth > most)
                return true;
        }
        return false;
    }
}
