namespace SocialKit.Documents.Pdf;

/// <summary>A sign on a page.</summary>
/// <param name="Text">What it stands for, as the PDF says: one character, several, or a blank.</param>
/// <param name="Left">Where it begins, in points from the left.</param>
/// <param name="Right">Where the next one would begin.</param>
/// <param name="Base">The line it stands on, in points from the bottom.</param>
/// <param name="Size">The size of its font, in points.</param>
/// <param name="IsBold">True if its font is bold.</param>
/// <param name="Link">Where it leads; null if nowhere.</param>
internal sealed record Glyph(string Text, double Left, double Right, double Base, double Size, bool IsBold, string? Link)
{
    public bool IsBlank => string.IsNullOrWhiteSpace(Text);
}
