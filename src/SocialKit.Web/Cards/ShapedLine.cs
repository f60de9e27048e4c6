using SkiaSharp;
using SkiaSharp.HarfBuzz;

namespace SocialKit.Web.Cards;

/// <summary>A line as glyphs at their places.</summary>
internal sealed class ShapedLine
{
    private readonly List<(ushort[] Glyphs, SKPoint[] Points, SKTypeface Face, float Size)> _parts = [];

    /// <summary>Its glyphs, from left to right; 0 where no font has one.</summary>
    public IEnumerable<ushort> Glyphs => _parts.SelectMany(part => part.Glyphs);

    /// <summary>Its width in pixels.</summary>
    public float Width { get; private set; }

    public void Add(SKShaper.Result result, SKTypeface face, float size)
    {
        _parts.Add(([.. result.Codepoints.Select(glyph => (ushort)glyph)], result.Points, face, size));
        Width += result.Width;
    }

    /// <summary>Draws it with its left end at <paramref name="x"/> on the baseline <paramref name="y"/>.</summary>
    public void Draw(SKCanvas canvas, float x, float y, SKPaint paint)
    {
        foreach (var (glyphs, points, face, size) in _parts)
        {
            if (glyphs.Length == 0)
                continue;
            using var font = new SKFont(face, size) { Edging = SKFontEdging.Antialias, Subpixel = true };
            using var builder = new SKTextBlobBuilder();
            builder.AddPositionedRun(glyphs, font, points);
            using var blob = builder.Build();
            canvas.DrawText(blob, x, y, paint);
        }
    }
}
