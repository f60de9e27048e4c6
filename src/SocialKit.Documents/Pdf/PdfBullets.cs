using UglyToad.PdfPig.Content;

namespace SocialKit.Documents.Pdf;

/// <summary>Finds bullets that are drawn and not written, as browsers do.</summary>
internal static class PdfBullets
{
    private const int MostPaths = 5_000;

    public static void Mark(Page page, List<Piece> pieces)
    {
        var paths = page.Paths;
        if (paths.Count is 0 or > MostPaths)
            return;
        foreach (var path in paths)
        {
            if (path.IsClipping || path.GetBoundingRectangle() is not { } box || box.Width is < 0.5 or > 8 || Math.Abs(box.Width - box.Height) > 1)
                continue;
            foreach (var piece in pieces)
            {
                var (x, y) = (piece.Left - box.Right, box.Centroid.Y - piece.Base);
                if (x > 0 && x < piece.Size * 2 && y > 0 && y < piece.Size * 0.8 && box.Height < piece.Size * 0.6)
                    piece.HasDrawnBullet = true;
            }
        }
    }
}
