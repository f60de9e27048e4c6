using System.Globalization;
using System.Text;
using SkiaSharp;
using SkiaSharp.HarfBuzz;

namespace SocialKit.Web.Cards;

/// <summary>Several font files used as one: each character is drawn from the first that has it, shaped as its script asks.</summary>
/// <remarks>Not safe to share between threads.</remarks>
internal sealed class CardFont : IDisposable
{
    private readonly List<string> _files;
    private readonly List<Opened> _open = [];

    /// <param name="files">The files, best first; one that cannot be read is passed over.</param>
    public CardFont(IEnumerable<string> files) => _files = [.. files];

    /// <summary>True if there is a font at all.</summary>
    public bool IsThere => At(0) is not null;

    /// <summary>A line, shaped.</summary>
    /// <param name="line">The line, in the order in which it is read.</param>
    /// <param name="size">The size in pixels.</param>
    /// <param name="isRightToLeft">Which way the line runs.</param>
    public ShapedLine Shape(string line, float size, bool isRightToLeft)
    {
        var shaped = new ShapedLine();
        foreach (var run in VisualRuns.Of(line, isRightToLeft))
        {
            var parts = ByFont(run.Text);
            if (run.IsRightToLeft)
                parts.Reverse();
            foreach (var (text, opened) in parts)
            {
                using var buffer = new HarfBuzzSharp.Buffer();
                buffer.AddUtf16(text);
                buffer.GuessSegmentProperties();
                buffer.Direction = run.IsRightToLeft ? HarfBuzzSharp.Direction.RightToLeft : HarfBuzzSharp.Direction.LeftToRight;
                using var font = new SKFont(opened.Face, size) { Edging = SKFontEdging.Antialias, Subpixel = true };
                shaped.Add(opened.Shaper.Shape(buffer, shaped.Width, 0, font), opened.Face, size);
            }
        }
        return shaped;
    }

    public void Dispose()
    {
        foreach (var opened in _open)
            opened.Dispose();
    }

    private List<(string Text, Opened Font)> ByFont(string text)
    {
        List<(string Text, Opened Font)> parts = [];
        var (start, at) = (0, 0);
        Opened? current = null;
        foreach (var rune in text.EnumerateRunes())
        {
            var font = current is { } open && (Joins(rune) || open.Has(rune.Value)) ? open : FontFor(rune.Value);
            if (current is { } before && before != font)
            {
                parts.Add((text[start..at], before));
                start = at;
            }
            current = font;
            at += rune.Utf16SequenceLength;
        }
        if (current is { } last)
            parts.Add((text[start..], last));
        return parts;
    }

    // Blanks, marks and joiners stay with the letter before: a font change would break what is shaped together.
    private static bool Joins(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
        or UnicodeCategory.EnclosingMark or UnicodeCategory.Format or UnicodeCategory.SpaceSeparator;

    private Opened FontFor(int codePoint)
    {
        for (var i = 0; At(i) is { } font; i++)
        {
            if (font.Has(codePoint))
                return font;
        }
        return At(0)!;
    }

    // Files are opened one after the other as they are needed: most titles need the first alone.
    private Opened? At(int index)
    {
        while (index >= _open.Count && _files.Count > 0)
        {
            var face = SKTypeface.FromFile(_files[0]);
            _files.RemoveAt(0);
            if (face is not null)
                _open.Add(new(face));
        }
        return index < _open.Count ? _open[index] : null;
    }

    private sealed class Opened(SKTypeface face) : IDisposable
    {
        private readonly SKFont _any = new(face);

        public SKTypeface Face { get; } = face;

        public SKShaper Shaper { get; } = new(face);

        public bool Has(int codePoint) => _any.ContainsGlyph(codePoint);

        public void Dispose()
        {
            Shaper.Dispose();
            _any.Dispose();
            Face.Dispose();
        }
    }
}
