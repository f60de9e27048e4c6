namespace SocialKit.Platforms.X;

/// <summary>How X weighs characters: one of the three configurations that the reference ships (twitter-text 3.1.0, config/v1–v3.json).</summary>
/// <param name="Version">1 to 3.</param>
/// <param name="MaxLength">The most that a post may count.</param>
/// <param name="LightWeight">What a character of the light ranges weighs (U+0000–10FF, U+2000–200D, U+2010–201F, U+2032–2037).</param>
/// <param name="DefaultWeight">What every other character weighs, and an emoji.</param>
/// <param name="Scale">The weight that counts 1.</param>
/// <param name="LinkLength">What a link counts, however long.</param>
/// <param name="CountsEmojiOnce">True if an emoji of several characters weighs as one.</param>
public sealed record XConfiguration(int Version, int MaxLength, int LightWeight, int DefaultWeight, int Scale, int LinkLength, bool CountsEmojiOnce)
{
    /// <summary>140 characters, each 1.</summary>
    public static XConfiguration V1 { get; } = new(1, 140, 1, 1, 1, 23, CountsEmojiOnce: false);

    /// <summary>280, characters outside the light ranges 2.</summary>
    public static XConfiguration V2 { get; } = new(2, 280, 100, 200, 100, 23, CountsEmojiOnce: false);

    /// <summary>As version 2, and an emoji 2 however many characters it has. The one in force.</summary>
    public static XConfiguration V3 { get; } = new(3, 280, 100, 200, 100, 23, CountsEmojiOnce: true);
}
