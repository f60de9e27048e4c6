namespace SocialKit.Platforms.X;

/// <summary>The length of a text as the reference's <c>parseTweet</c> states it.</summary>
/// <param name="WeightedLength">What X counts.</param>
/// <param name="IsValid">True if X would take the text: it counts something, is within the limit, and has no refused character.</param>
/// <param name="Permillage">Thousandths of the limit, rounded down.</param>
/// <param name="ValidRangeEnd">The last UTF-16 index, inclusive, up to which the text fits, as the reference estimates it where normalizing changes the text; 0 if nothing fits.</param>
/// <param name="DisplayRangeEnd">The last UTF-16 index of the text, inclusive; 0 if it is empty.</param>
public readonly record struct XLength(int WeightedLength, bool IsValid, int Permillage, int ValidRangeEnd, int DisplayRangeEnd)
{
    internal static XLength Of(XCount count, XConfiguration configuration, int length, int normalLength)
    {
        // All weights are whole multiples of the scale.
        var weighted = (int)(count.Weight / configuration.Scale);
        return new(
            weighted,
            count.IsClean && weighted > 0 && weighted <= configuration.MaxLength,
            // As the reference divides: in binary floating point.
            (int)Math.Floor((double)weighted / configuration.MaxLength * 1000),
            Math.Max(0, count.ValidUntil - 1) + (length - normalLength),
            Math.Max(0, length - 1));
    }
}
