namespace SocialKit.Documents.Pdf;

/// <summary>Pieces that a PDF writes one below or beside the other: a column, or a part of one.</summary>
internal sealed class Frame
{
    public List<Piece> Pieces { get; } = [];

    public double Left { get; private set; } = double.MaxValue;

    public double Right { get; private set; } = double.MinValue;

    public double Top { get; private set; } = double.MinValue;

    public double Bottom { get; private set; } = double.MaxValue;

    /// <summary>The rows of a table, each a list of cells, each a list of pieces; null for text.</summary>
    public List<List<List<Piece>>>? Rows { get; init; }

    /// <summary>True if its rows have the same number of cells, so that it is plain which cell stands under which.</summary>
    public bool IsGrid => Rows is { Count: > 1 } rows && rows.TrueForAll(row => row.Count == rows[0].Count && row.Count > 1);

    public void Add(Piece piece)
    {
        Pieces.Add(piece);
        Left = Math.Min(Left, piece.Left);
        Right = Math.Max(Right, piece.Right);
        Top = Math.Max(Top, piece.Base + (piece.Size * 0.8));
        Bottom = Math.Min(Bottom, piece.Base - (piece.Size * 0.2));
    }

    /// <summary>True if its lines run to the right edge as wrapped text does.</summary>
    public bool IsFilled => Pieces.Count(piece => Right - piece.Right < (Right - Left) * 0.12) >= 3;

    /// <summary>Where its lines end that run to the edge: a web address may run beyond it.</summary>
    public double UsualRight() => Pieces.Select(piece => piece.Right).OrderDescending().ElementAt(Pieces.Count < 6 ? 0 : 1 + (Pieces.Count / 20));

    public bool OverlapsAcross(Frame other) => Left < other.Right - 1 && other.Left < Right - 1;

    public bool OverlapsDown(Frame other) => Bottom < other.Top - 1 && other.Bottom < Top - 1;

    public static Frame Of(IEnumerable<Piece> pieces, List<List<List<Piece>>>? rows = null)
    {
        var frame = new Frame { Rows = rows };
        foreach (var piece in pieces)
            frame.Add(piece);
        return frame;
    }
}
