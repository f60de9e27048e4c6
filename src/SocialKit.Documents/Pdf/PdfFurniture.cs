using System.Text.RegularExpressions;

namespace SocialKit.Documents.Pdf;

/// <summary>Takes away what stands at the top or bottom of several pages: running titles, addresses, page numbers.</summary>
internal static partial class PdfFurniture
{
    // The part of a page's height in which such lines stand.
    private const double Margin = 0.09;

    public static void Remove(List<(int Number, List<Piece> Pieces, double Height)> pages, PdfTold told)
    {
        var counts = new Dictionary<(string, long), int>();
        foreach (var (_, pieces, height) in pages)
        {
            foreach (var key in pieces.Where(piece => IsAtEdge(piece, height)).Select(Key).Distinct())
                counts[key] = counts.GetValueOrDefault(key) + 1;
        }
        foreach (var (_, pieces, height) in pages)
        {
            var marks = pieces.Where(piece => IsAtEdge(piece, height) && (PageNumber().IsMatch(piece.Text) || PrintedOn().IsMatch(piece.Text))).Select(piece => piece.Base).ToList();
            pieces.RemoveAll(piece =>
            {
                if (!IsAtEdge(piece, height) || (counts[Key(piece)] < 2 && !marks.Exists(line => Math.Abs(line - piece.Base) < 3)))
                    return false;
                told.Furniture.Add(WithoutNumbers(piece.Text));
                return true;
            });
        }
    }

    private static bool IsAtEdge(Piece piece, double height) => piece.Base < height * Margin || piece.Base > height * (1 - Margin);

    // The same words at the same height; pages count themselves.
    private static (string, long) Key(Piece piece) => (WithoutNumbers(piece.Text), (long)Math.Round(piece.Base / 3));

    private static string WithoutNumbers(string text) => string.Concat(text.Select(c => char.IsAsciiDigit(c) ? '0' : c));

    // A page's number, alone or of how many, and the day on which a browser printed it: what stands on their line belongs to them.
    [GeneratedRegex(@"\A(?:(?:[Pp]age|[Ss]eite|[Pp]\u00E1gina|[\u0421\u0441]\u0442\u0440\.?|-|\u2013) ?)?[0-9]{1,3}(?: ?(?:/|of|sur|von|de|\u0438\u0437) ?[0-9]{1,3})?(?: ?[-\u2013])?\z")]
    private static partial Regex PageNumber();

    [GeneratedRegex(@"\A[0-9]{1,4}[./-][0-9]{1,2}[./-][0-9]{1,4},? [0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?: ?[AaPp]\.?[Mm]\.?)?\z")]
    private static partial Regex PrintedOn();
}
