using SkiaSharp;
using SocialKit.Text;

namespace SocialKit.Web.Cards;

/// <summary>Draws the picture that networks show when a page is shared: title, person, last day, as PNG of 1200 × 630 pixels.</summary>
/// <remarks>The same page and fonts give the same bytes. Not safe to share between threads.</remarks>
public sealed class CardPicture : IDisposable
{
    /// <summary>The picture's name beside its page.</summary>
    public const string FileName = "card.png";

    // Open Graph pictures are shown at 1.91:1 (networks' own guides, 2026-08).
    private const int Width = 1200, Height = 630, Side = 84, Bar = 22;
    private const float Leading = 1.25f;
    private static readonly SKColor Ground = new(0xf7, 0xf5, 0xf0), Ink = new(0x1c, 0x1d, 0x21), Quiet = new(0x57, 0x5b, 0x63), Accent = new(0x17, 0x40, 0x6f);

    private readonly CardFont _bold, _regular;

    /// <summary>Pictures drawn with these fonts.</summary>
    /// <param name="bold">The font files for titles, best first.</param>
    /// <param name="regular">The font files for all else, best first.</param>
    public CardPicture(IEnumerable<string> bold, IEnumerable<string> regular)
    {
        _bold = new(bold);
        _regular = new(regular);
    }

    /// <summary>False if none of the fonts can be read, so that nothing can be drawn.</summary>
    public bool CanDraw => _bold.IsThere && _regular.IsThere;

    /// <summary>The picture of <paramref name="page"/>.</summary>
    public byte[] Draw(SupporterPage page)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(Width, Height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        using var canvas = new SKCanvas(bitmap);
        using var paint = new SKPaint { IsAntialias = true, Color = Accent };
        var isRightToLeft = Direction.IsRightToLeft(page.Campaign.Title);
        canvas.Clear(Ground);
        canvas.DrawRect(isRightToLeft ? Width - Bar : 0, 0, Bar, Height, paint);

        var (lines, size) = Fit(page.Campaign.Title, isRightToLeft);
        var y = Side + size * 0.9f;
        paint.Color = Ink;
        foreach (var line in lines)
        {
            Put(canvas, line, y, isRightToLeft, paint);
            y += size * Leading;
        }
        if (page.Campaign.Person is { } person)
        {
            paint.Color = Quiet;
            Put(canvas, _regular.Shape(Shorten(_regular, person, 44, isRightToLeft), 44, isRightToLeft), y + 16, isRightToLeft, paint);
        }
        if (page.Campaign.Deadline is { } day)
        {
            paint.Color = Accent;
            var words = page.Texts.With("deadline", page.Texts.DateOf(day));
            Put(canvas, _bold.Shape(Shorten(_bold, words, 38, isRightToLeft), 38, Direction.IsRightToLeft(words)), Height - Side, isRightToLeft, paint);
        }
        canvas.Flush();
        using var pixmap = bitmap.PeekPixels();
        // Level 1: half the time of level 6 for a fifth more bytes.
        using var data = pixmap?.Encode(new SKPngEncoderOptions(SKPngEncoderFilterFlags.Up, 1));
        return data?.ToArray() ?? throw new IOException("The picture for link previews could not be encoded.");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _bold.Dispose();
        _regular.Dispose();
    }

    private static void Put(SKCanvas canvas, ShapedLine line, float y, bool isRightToLeft, SKPaint paint) =>
        line.Draw(canvas, isRightToLeft ? Width - Side - line.Width : Side, y, paint);

    // The largest size at which the title has four lines at most; a title longer than that is cut.
    private (List<ShapedLine> Lines, float Size) Fit(string title, bool isRightToLeft)
    {
        for (var size = 80f; ; size -= 8)
        {
            var lines = Wrap(title, size, isRightToLeft);
            if (lines.Count <= (size > 56 ? 3 : 4) || size <= 48)
            {
                if (lines.Count > 4)
                    lines = [.. lines.Take(3), Shorten(_bold, string.Join(' ', lines.Skip(3)), size, isRightToLeft)];
                return ([.. lines.Select(line => _bold.Shape(line, size, isRightToLeft))], size);
            }
        }
    }

    private List<string> Wrap(string title, float size, bool isRightToLeft)
    {
        List<string> lines = [];
        var line = "";
        foreach (var word in title.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var longer = line.Length == 0 ? word : $"{line} {word}";
            if (Fits(_bold, longer, size, isRightToLeft))
            {
                line = longer;
                continue;
            }
            if (line.Length > 0)
                lines.Add(line);
            line = word;
            // Scripts without blanks, and words longer than a line, break between characters.
            while (!Fits(_bold, line, size, isRightToLeft) && Head(_bold, line, size, isRightToLeft) is var head && head > 0 && head < line.Length)
            {
                lines.Add(line[..head]);
                line = line[head..];
            }
        }
        if (line.Length > 0)
            lines.Add(line);
        return lines;
    }

    private static string Shorten(CardFont font, string text, float size, bool isRightToLeft)
    {
        if (Fits(font, text, size, isRightToLeft))
            return text;
        var head = Head(font, text, size, isRightToLeft, "…");
        return text[..head].TrimEnd() + "…";
    }

    private static int Head(CardFont font, string text, float size, bool isRightToLeft, string end = "")
    {
        var head = 0;
        while (head < text.Length)
        {
            var next = head + Graphemes.FirstLength(text.AsSpan(head));
            if (!Fits(font, text[..next] + end, size, isRightToLeft))
                break;
            head = next;
        }
        return head;
    }

    private static bool Fits(CardFont font, string text, float size, bool isRightToLeft) => font.Shape(text, size, isRightToLeft).Width <= Width - 2 * Side;
}
