namespace SocialKit.Posts;

/// <summary>What a platform counts.</summary>
public enum CountUnit : byte
{
    /// <summary>Characters by weight: most scripts 1, others and emoji 2, a link its fixed price.</summary>
    WeightedCharacter,

    /// <summary>What a reader takes for one character (extended grapheme cluster, UAX 29).</summary>
    Grapheme,

    /// <summary>Unicode code points.</summary>
    CodePoint,

    /// <summary>UTF-16 units.</summary>
    Utf16Unit,

    /// <summary>Bytes in UTF-8.</summary>
    Utf8Byte,

    /// <summary>Characters, and an emoji as its bytes in UTF-8.</summary>
    EmojiByByte,
}

/// <summary>A length beside its limit.</summary>
/// <param name="Unit">What is counted.</param>
/// <param name="Length">How many there are.</param>
/// <param name="Limit">How many there may be.</param>
public readonly record struct Measure(CountUnit Unit, int Length, int Limit)
{
    /// <summary>True if the length is within the limit.</summary>
    public bool Fits => Length <= Limit;

    /// <summary>How many have to go; 0 if it fits.</summary>
    public int Over => Math.Max(0, Length - Limit);
}

/// <summary>A text as one platform counts it.</summary>
public readonly record struct PostReading
{
    /// <summary>The count that the platform shows beside its own editor.</summary>
    public required Measure Count { get; init; }

    /// <summary>A second limit that holds at the same time; null where there is none.</summary>
    public Measure? Second { get; init; }

    /// <summary>The UTF-16 index up to which the text fits; the length of the text if all of it does. Never inside a character.</summary>
    public required int FitsUntil { get; init; }

    /// <summary>The UTF-16 index of the first character that the platform refuses; -1 if there is none.</summary>
    public required int InvalidAt { get; init; }

    /// <summary>True if the platform would take the text: not empty, within every limit, no refused character.</summary>
    public required bool IsValid { get; init; }

    /// <summary>Thousandths of the limit, rounded down, where the reference implementation states it; else null.</summary>
    public int? Permillage { get; init; }
}
