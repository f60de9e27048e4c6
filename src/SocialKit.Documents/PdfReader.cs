using SocialKit.Documents.Pdf;
using SocialKit.Import;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Exceptions;

namespace SocialKit.Documents;

/// <summary>Reads a PDF: its text in reading order, columns apart, lines joined to paragraphs.</summary>
/// <remarks>
/// The place of a text is its page, and the character on it in the order of reading. Signs are taken as the PDF says what they stand for:
/// joined letters stay joined, hyphens at line ends stay. Nothing is recognised from pictures, and nothing inside is run or loaded.
/// </remarks>
/// <param name="maxBytes">The largest file that is read, in bytes. Default: 50,000,000.</param>
public sealed class PdfReader(int maxBytes = PdfReader.DefaultMaxBytes) : IDocumentReader
{
    /// <summary>The largest file that is read unless told otherwise, in bytes.</summary>
    public const int DefaultMaxBytes = 50_000_000;

    /// <summary>How many pages are read.</summary>
    public const int MaxPages = 500;

    private const int MostLetters = 3_000_000;

    /// <inheritdoc/>
    public bool Reads(string fileName) => fileName.EndsWith(".pdf", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public Document Read(ReadOnlyMemory<byte> bytes, string name)
    {
        if (bytes.Length > maxBytes)
            return new Document(name, []) { Findings = [DocumentBounds.TooLarge(name, bytes.Length, maxBytes)] };
        try
        {
            using var pdf = PdfDocument.Open(bytes.ToArray(), new ParsingOptions { UseLenientParsing = true, SkipMissingFonts = true, MaxStackDepth = 100 });
            return Read(pdf, name);
        }
        catch (PdfDocumentEncryptedException)
        {
            return Findings.Unreadable(name, "encrypted", "The PDF is protected by a password, so nothing of it can be read.", "Open it, save or print it to a PDF without a password, and import that.");
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // The library states no exceptions, and damaged files make it throw those of whatever it does then; found by changing bytes of good ones.
            return Findings.Unreadable(name, "unreadable", "The file is no PDF, or it is damaged.", "Save it again from the program that made it, or copy its text and import that.");
        }
    }

    private static Document Read(PdfDocument pdf, string name)
    {
        var told = new PdfTold(name);
        var fonts = new PdfFonts(pdf);
        var findings = new List<Finding>();
        var pages = new List<(int Number, List<Piece> Pieces, double Height)>();
        var letters = 0;
        var unread = new List<int>();
        for (var number = 1; number <= Math.Min(pdf.NumberOfPages, MaxPages) && letters < MostLetters; number++)
        {
            try
            {
                var page = pdf.GetPage(number);
                letters += page.Letters.Count;
                fonts.Look(page);
                var pieces = PdfPieces.Of(page, fonts, told);
                PdfBullets.Mark(page, pieces);
                if (pieces.Count == 0 && page.NumberOfImages > 0)
                    told.Pictures.Add(number);
                pages.Add((number, pieces, page.Height));
            }
            catch (Exception exception) when (exception is not (OutOfMemoryException or PdfDocumentEncryptedException))
            {
                // One damaged page does not take the others with it.
                unread.Add(number);
            }
        }
        if (unread.Count > 0 && pages.All(page => page.Pieces.Count == 0))
            return Findings.Unreadable(name, "unreadable", "No page of the PDF can be read; it is damaged.", "Save it again from the program that made it, or copy its text and import that.");
        if (told.Refusal() is { } refusal)
            return new Document(name, []) { Findings = [refusal] };
        if (unread.Count > 0)
            findings.Add(Findings.Warning(name, new TextPosition(unread[0], 1), "left-out", $"{(unread.Count == 1 ? "A page" : $"{unread.Count} pages")} of the PDF could not be read: {string.Join(", ", unread.Take(20))}.", "Take over by hand what stands there."));
        if (pdf.NumberOfPages > MaxPages || letters >= MostLetters)
            findings.Add(new Finding("too-large", Severity.Error, $"The PDF has {pdf.NumberOfPages:N0} pages; {pages.Count:N0} were read.", "Import the part that holds the appeal.") { Place = new SourcePlace(name, pages.Count, 1) });

        PdfFurniture.Remove(pages, told);
        var body = Body(pages.SelectMany(page => page.Pieces));
        var paragraphs = new PdfParagraphs(body, Sizes(pages.SelectMany(page => page.Pieces), body), told);
        foreach (var (number, pieces, _) in pages)
        {
            paragraphs.Page(number, PdfFrames.Of(pieces));
            if (paragraphs.Blocks.Count > DocumentBounds.MaxBlocks)
                break;
        }
        paragraphs.Close();
        return new Document(name, [.. paragraphs.Blocks]) { Findings = [.. findings, .. told.Findings()] };
    }

    // The size in which most of the text is set.
    private static double Body(IEnumerable<Piece> pieces) =>
        pieces.GroupBy(piece => Math.Round(piece.Size * 2) / 2).OrderByDescending(group => group.Sum(piece => piece.Glyphs.Count)).Select(group => group.Key).FirstOrDefault(10);

    private static List<double> Sizes(IEnumerable<Piece> pieces, double body) =>
        [.. pieces.Select(piece => Math.Round(piece.Size * 2) / 2).Where(size => size > body).Distinct().OrderDescending()];
}
