namespace SocialKit.Documents.Pdf;

/// <summary>Finds the columns and tables of a page and the order in which they are read.</summary>
/// <remarks>
/// Word processors and browsers write a page in reading order, column after column and cell after cell: that order counts. A page that is
/// written line by line across its columns is told from a table by its lines, which fill the columns. Frames are then ordered as by Breuel (2003): what
/// stands above comes first, and of two columns the left one, unless something runs across both between them.
/// </remarks>
internal static class PdfFrames
{
    private const int MostFrames = 400;

    // In font sizes: how far below the last line the next one of the same frame may stand.
    private const double Below = 2.6;

    public static List<Frame> Of(List<Piece> pieces)
    {
        var frames = new List<Frame>();
        Frame? current = null;
        var tables = PdfTables.In(pieces);
        for (var i = 0; i < pieces.Count; i++)
        {
            if (tables.TryGetValue(i, out var table))
            {
                frames.AddRange(AsColumns(table) ?? [table]);
                i += table.Pieces.Count - 1;
                current = null;
            }
            else if (i + 1 < pieces.Count && IsBeside(pieces[i], pieces[i + 1]))
            {
                // A line with a tab in it.
                var row = new List<List<Piece>> { new() { pieces[i] } };
                while (i + 1 < pieces.Count && IsBeside(pieces[i], pieces[i + 1]))
                    row.Add([pieces[++i]]);
                frames.Add(Frame.Of(row.SelectMany(cell => cell), [row]));
                current = null;
            }
            else
            {
                if (current is null || !Continues(current, pieces[i]))
                    frames.Add(current = new Frame());
                current.Add(pieces[i]);
            }
        }
        return frames.Count > MostFrames ? frames : Ordered(frames);
    }

    private static bool Continues(Frame frame, Piece piece)
    {
        var last = frame.Pieces[^1];
        var down = last.Base - piece.Base;
        return down > 0 && down < Below * Math.Max(last.Size, piece.Size) && piece.Left < frame.Right && piece.Right > frame.Left;
    }

    private static bool IsBeside(Piece one, Piece other) => Math.Abs(one.Base - other.Base) < 0.3 * one.Size && other.Left > one.Right;

    // Two columns that are written line by line look like a table whose cells all run to the edge.
    private static List<Frame>? AsColumns(Frame table)
    {
        if (table is not { IsGrid: true, Rows: { Count: >= 4 } rows } || rows[0].Count != 2 || rows.Exists(row => row.Exists(cell => cell.Count != 1) || row[0][0].Glyphs[^1].Text == ":"))
            return null;
        var (left, right) = (Frame.Of(rows.Select(row => row[0][0])), Frame.Of(rows.Select(row => row[1][0])));
        var isFilled = left.IsFilled && right.IsFilled && left.Pieces.Average(piece => piece.Glyphs.Count(glyph => glyph.IsBlank)) >= 2.5;
        return isFilled ? [left, right] : null;
    }

    private static List<Frame> Ordered(List<Frame> frames)
    {
        var ordered = new List<Frame>(frames.Count);
        var state = new int[frames.Count];
        // From the top, so that what nothing else decides comes in that order.
        foreach (var i in Enumerable.Range(0, frames.Count).OrderBy(i => i))
            Visit(i);
        return ordered;

        void Visit(int i)
        {
            if (state[i] != 0)
                return;
            state[i] = 1;
            for (var j = 0; j < frames.Count; j++)
            {
                if (j != i && state[j] == 0 && IsBefore(j, i))
                    Visit(j);
            }
            state[i] = 2;
            ordered.Add(frames[i]);
        }

        bool IsBefore(int a, int b)
        {
            var (one, other) = (frames[a], frames[b]);
            if (one.OverlapsAcross(other))
                return one.OverlapsDown(other) ? a < b : one.Top > other.Top;
            return one.Right <= other.Left + 1 && !frames.Exists(between => between != one && between != other && between.OverlapsAcross(one) && between.OverlapsAcross(other)
                && between.Top < Math.Max(one.Top, other.Top) && between.Bottom > Math.Min(one.Bottom, other.Bottom));
        }
    }
}
