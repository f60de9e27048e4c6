using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;

namespace SocialKit.Documents.Pdf;

/// <summary>Joins the signs of a page to pieces, in the order in which the PDF writes them.</summary>
/// <remarks>The order and the blanks are the PDF's own where it has them. Tried 2026-11: to sort signs by their places, as the library's own word
/// finders do, turns "prokuror.kz" into "prokurorkz." where the full stop is set close to its neighbour.</remarks>
internal static class PdfPieces
{
    private const int MostGlyphs = 200_000;

    // In font sizes. A blank is a quarter; a letter is hardly ever set apart by a sixth.
    private const double Blank = 0.17;
    private const double Gap = 1.2;
    private const double GapAfterBlank = 2.5;
    private const double GapAfterBullet = 4;

    // Whoever writes blanks writes one between any two words: what stands further apart is another cell or column.
    private const double GapWhereBlanksAreWritten = 0.4;

    /// <summary>The pieces of a page.</summary>
    public static List<Piece> Of(Page page, PdfFonts fonts, PdfTold told)
    {
        var links = page.GetHyperlinks().Where(link => !string.IsNullOrWhiteSpace(link.Uri)).ToList();
        var pieces = new List<Piece>();
        var written = new Written();
        Piece? current = null;
        var blanks = page.Letters.Count(letter => string.IsNullOrWhiteSpace(letter.Value));
        var widest = blanks * 25 > page.Letters.Count ? GapWhereBlanksAreWritten : Gap;
        foreach (var letter in page.Letters.Take(MostGlyphs))
        {
            if (letter.TextOrientation is not (TextOrientation.Horizontal or TextOrientation.Other) || Math.Abs(letter.StartBaseLine.Y - letter.EndBaseLine.Y) > 0.5)
            {
                told.Turned.Append(letter.Value);
                continue;
            }
            var glyph = GlyphOf(letter, links, fonts, told);
            // Bold that is made by writing the same sign twice, a hair apart.
            if (!glyph.IsBlank && !written.Add(glyph))
                continue;
            if (current is null || !Continues(current, glyph, widest))
            {
                current = new Piece(pieces.Count);
                pieces.Add(current);
            }
            else if (glyph.Left - current.Glyphs[^1].Right > Blank * glyph.Size && !glyph.IsBlank && !current.Glyphs[^1].IsBlank)
                current.Add(BlankBetween(current.Glyphs[^1], glyph));
            current.Add(glyph);
        }
        pieces.RemoveAll(piece => !piece.Trim());
        return Joined(pieces, widest);
    }

    private static Glyph GlyphOf(Letter letter, List<Hyperlink> links, PdfFonts fonts, PdfTold told)
    {
        var (left, right) = (Math.Min(letter.StartBaseLine.X, letter.EndBaseLine.X), Math.Max(letter.StartBaseLine.X, letter.EndBaseLine.X));
        var size = letter.PointSize is > 0.5 and < 500 ? letter.PointSize : Math.Max(1, letter.BoundingBox.Height);
        var middle = new PdfPoint((left + right) / 2, letter.StartBaseLine.Y + (size / 4));
        var link = links.Find(link => Contains(link.Bounds, middle))?.Uri;
        told.Letter(letter);
        return new Glyph(told.Clean(fonts.IsSilent(letter.FontName) ? null : letter.Value), left, right, letter.StartBaseLine.Y, size, IsBold(letter), link is null ? null : OneLine(link));
    }

    private static bool Contains(PdfRectangle box, PdfPoint point) => point.X >= box.Left && point.X <= box.Right && point.Y >= box.Bottom - 1 && point.Y <= box.Top + 1;

    private static bool IsBold(Letter letter)
    {
        var name = letter.FontName ?? "";
        return letter.FontDetails is { IsBold: true } or { Weight: >= 600 }
            || name.Contains("Bold", StringComparison.OrdinalIgnoreCase) || name.Contains("Black", StringComparison.OrdinalIgnoreCase) || name.Contains("Heavy", StringComparison.OrdinalIgnoreCase) || name.Contains("CMBX", StringComparison.Ordinal)
            || letter.RenderingMode == TextRenderingMode.FillThenStroke;
    }

    private static bool Continues(Piece piece, Glyph glyph, double widest)
    {
        var last = piece.Glyphs[^1];
        var size = Math.Max(piece.Size, glyph.Size);
        // A raised number stands higher by a third of its line's size.
        var isSameLine = Math.Abs(glyph.Base - piece.Base) < (glyph.Size < piece.Size * 0.8 ? 0.5 : 0.2) * size;
        var gap = glyph.Left - last.Right;
        return isSameLine && gap > -0.8 * size && gap < (piece.IsBullet ? GapAfterBullet : last.IsBlank ? GapAfterBlank : widest) * size;
    }

    private static Glyph BlankBetween(Glyph before, Glyph after) => before with { Text = " ", Left = before.Right, Right = after.Left };

    // What a PDF writes apart and sets side by side, such as the bold words of a line after all others.
    private static List<Piece> Joined(List<Piece> pieces, double widest)
    {
        var joined = new List<Piece>();
        foreach (var piece in pieces.OrderByDescending(piece => Math.Round(piece.Base)).ThenBy(piece => piece.Left))
        {
            var before = joined.FindLast(other => Math.Abs(other.Base - piece.Base) < 0.2 * Math.Max(other.Size, piece.Size) && piece.Left - other.Right > -0.8 * piece.Size && piece.Left - other.Right < Math.Min(0.8, widest) * piece.Size
                && piece.Order != other.Order);
            if (before is null || joined.Count - joined.IndexOf(before) > 20)
            {
                joined.Add(piece);
                continue;
            }
            var gap = piece.Left - before.Right;
            if (gap > Blank * piece.Size)
                before.Add(BlankBetween(before.Glyphs[^1], piece.Glyphs[0]));
            piece.Glyphs.ForEach(before.Add);
        }
        return [.. joined.OrderBy(piece => piece.Order)];
    }

    private static string OneLine(string text) => text.Any(char.IsControl) ? string.Concat(text.Where(c => !char.IsControl(c))) : text;
}
