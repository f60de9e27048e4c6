namespace SocialKit.Documents.Pdf;

/// <summary>Signs that follow each other on one line without a gap wider than a word's.</summary>
/// <param name="order">Where the PDF writes it, among the pieces of its page.</param>
internal sealed class Piece(int order)
{
    public List<Glyph> Glyphs { get; } = [];

    public int Order { get; } = order;

    /// <summary>True if a dot or a square that is no sign stands before it.</summary>
    public bool HasDrawnBullet { get; set; }

    public double Left => Glyphs[0].Left;

    public double Right { get; private set; }

    public double Base => Glyphs[0].Base;

    /// <summary>The size of most of its signs: a raised number has a smaller one.</summary>
    public double Size { get; private set; }

    public string Text => string.Concat(Glyphs.Select(glyph => glyph.Text));

    public void Add(Glyph glyph)
    {
        Glyphs.Add(glyph);
        if (!glyph.IsBlank)
            Right = glyph.Right;
        Size = Math.Max(Size, glyph.Size);
    }

    /// <summary>True if it is nothing but the bullet or number of an item.</summary>
    public bool IsBullet => Glyphs.Count(glyph => !glyph.IsBlank) is var signs and > 0 and <= 4 && (signs == 1
        ? Glyphs[0].Text is [var sign] && (PdfParagraphs.Bullets.Contains(sign) || sign is '-' or '\u2013' or '*' or 'o')
        : Glyphs.Where(glyph => !glyph.IsBlank).SkipLast(1).All(glyph => glyph.Text is [>= '0' and <= '9']) && Glyphs.Last(glyph => !glyph.IsBlank).Text is "." or ")");

    /// <summary>The width of the first word.</summary>
    public double FirstWord()
    {
        var end = Glyphs.FindIndex(glyph => glyph.IsBlank);
        return (end < 0 ? Right : Glyphs[Math.Max(0, end - 1)].Right) - Left;
    }

    /// <summary>The width of a blank in it: of the last one, or else a quarter of its size.</summary>
    public double BlankWidth() => Glyphs.FindLast(glyph => glyph.IsBlank) is { } blank && blank.Right > blank.Left ? Math.Min(blank.Right - blank.Left, Size / 3) : Size / 4;

    /// <summary>Without blanks at its ends; false if nothing is left.</summary>
    public bool Trim()
    {
        while (Glyphs.Count > 0 && Glyphs[^1].IsBlank)
            Glyphs.RemoveAt(Glyphs.Count - 1);
        while (Glyphs.Count > 0 && Glyphs[0].IsBlank)
            Glyphs.RemoveAt(0);
        return Glyphs.Count > 0;
    }
}
