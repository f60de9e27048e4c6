namespace SocialKit.Documents.Pdf;

/// <summary>Remembers where each sign of a page is written.</summary>
internal sealed class Written
{
    // In points: signs are looked for in the fields of a grid.
    private const double Field = 4;

    private readonly Dictionary<(string, long, long), List<(double Left, double Base)>> _signs = [];

    /// <summary>Notes a sign; false if the same one is written there already, at most a quarter of its width apart.</summary>
    public bool Add(Glyph glyph)
    {
        var (x, y) = ((long)Math.Floor(glyph.Left / Field), (long)Math.Floor(glyph.Base / Field));
        var near = Math.Min(1.5, (glyph.Right - glyph.Left) / 4);
        for (var i = x - 1; i <= x + 1; i++)
        {
            for (var j = y - 1; j <= y + 1; j++)
            {
                if (_signs.TryGetValue((glyph.Text, i, j), out var others) && others.Exists(other => Math.Abs(other.Left - glyph.Left) < near && Math.Abs(other.Base - glyph.Base) < near))
                    return false;
            }
        }
        if (!_signs.TryGetValue((glyph.Text, x, y), out var here))
            _signs.Add((glyph.Text, x, y), here = []);
        // Where very many stand, nobody reads them.
        if (here.Count < 100)
            here.Add((glyph.Left, glyph.Base));
        return true;
    }
}
