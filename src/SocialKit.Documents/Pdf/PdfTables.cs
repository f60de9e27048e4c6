namespace SocialKit.Documents.Pdf;

/// <summary>Finds tables on a page by the way in which they are written: cell beside cell, and back to begin the next row.</summary>
/// <remarks>Columns are written once from top to bottom; only a table goes right and back again and again. Lines are no help: many tables have none.</remarks>
internal static class PdfTables
{
    // A cell, and a jump within a row, is not taller than this many lines.
    private const int TallestCell = 12;

    /// <summary>The tables, by the index of their first piece.</summary>
    public static Dictionary<int, Frame> In(List<Piece> pieces)
    {
        var tables = new Dictionary<int, Frame>();
        for (var i = 1; i < pieces.Count; i++)
        {
            if (!IsRight(pieces[i - 1], pieces[i]))
                continue;
            var start = i - 1;
            if (Read(pieces, start) is { } table)
            {
                tables.Add(start, table);
                i = start + table.Pieces.Count;
            }
        }
        return tables;
    }

    private static Frame? Read(List<Piece> pieces, int start)
    {
        var rows = new List<List<List<Piece>>> { new() { new() { pieces[start] } } };
        var end = start + 1;
        for (; end < pieces.Count; end++)
        {
            var (before, piece) = (pieces[end - 1], pieces[end]);
            if (IsRight(before, piece))
                rows[^1].Add([piece]);
            else if (IsBelow(before, piece) && rows[^1][^1].Count < TallestCell)
                rows[^1][^1].Add(piece);
            else if (rows[^1].Count > 1 && IsBack(rows, piece) && BeginsRow(pieces, end))
                rows.Add([[piece]]);
            else
                break;
        }
        return rows.Count < 2 ? null : Frame.Of(pieces[start..end], rows);
    }

    private static bool IsRight(Piece before, Piece piece) =>
        piece.Left > before.Right - 1 && piece.Base > before.Base - (0.3 * piece.Size) - (2 * piece.Size) && piece.Base < before.Base + (TallestCell * piece.Size) && !IsStraightDown(before, piece);

    private static bool IsStraightDown(Piece before, Piece piece) => piece.Base < before.Base - (0.3 * piece.Size) && piece.Left < before.Right;

    private static bool IsBelow(Piece before, Piece piece)
    {
        var down = before.Base - piece.Base;
        return Math.Abs(before.Size - piece.Size) < 0.1 * piece.Size && down > 0.3 * piece.Size && down < 1.68 * piece.Size && piece.Left < before.Right + 1 && piece.Right > before.Left - 1;
    }

    // In the first column again, and below the first line of the row.
    private static bool IsBack(List<List<List<Piece>>> rows, Piece piece)
    {
        var first = rows[^1][0][0];
        var second = rows[^1][1][0];
        return piece.Left < second.Left - 2 && piece.Base < first.Base && first.Base - piece.Base < TallestCell * 2 * piece.Size;
    }

    // Some cell follows beside it before anything stands below at a distance.
    private static bool BeginsRow(List<Piece> pieces, int at)
    {
        for (var i = at + 1; i < pieces.Count && i <= at + TallestCell; i++)
        {
            if (IsRight(pieces[i - 1], pieces[i]))
                return true;
            if (!IsBelow(pieces[i - 1], pieces[i]))
                return false;
        }
        return false;
    }

    /// <summary>True if a narrow cell may have torn a handle, a hashtag or an address in two, so that nobody can tell what it is.</summary>
    public static bool IsTorn(List<Piece> cell)
    {
        for (var i = 1; i < cell.Count; i++)
        {
            var text = cell[i - 1].Text;
            if (!text.Contains(' ', StringComparison.Ordinal) && (text.Contains('@', StringComparison.Ordinal) || text.Contains('#', StringComparison.Ordinal) || text.Contains("://", StringComparison.Ordinal))
                && char.IsLetterOrDigit(text[^1]) && char.IsLetterOrDigit(cell[i].Text[0]) && (cell[i - 1].Glyphs[^1].Link is not { } link || link != cell[i].Glyphs[0].Link))
                return true;
        }
        return false;
    }
}
