namespace SocialKit.Text;

/// <summary>What decides about borders between characters: Grapheme_Cluster_Break, split by Indic_Conjunct_Break and Extended_Pictographic
/// (UAX 29, Unicode 17, rules GB1 to GB999). The numbers stand in <see cref="GraphemeTable"/>.</summary>
internal enum GraphemeClass : byte
{
    Other = 0,
    CarriageReturn = 1,
    LineFeed = 2,
    Control = 3,

    /// <summary>Extend without a part in Indic conjuncts: the zero-width non-joiner.</summary>
    Extend = 4,

    /// <summary>Extend that conjuncts reach across.</summary>
    ConjunctExtend = 5,

    /// <summary>Extend that joins two consonants into a conjunct.</summary>
    ConjunctLinker = 6,

    ZeroWidthJoiner = 7,
    RegionalIndicator = 8,
    Prepend = 9,
    SpacingMark = 10,
    HangulL = 11,
    HangulV = 12,
    HangulT = 13,
    HangulLV = 14,
    HangulLVT = 15,
    Pictograph = 16,
    ConjunctConsonant = 17,

    /// <summary>Half of a pair. Alone it counts as <see cref="Other"/>, as U+FFFD would in its place; a class of its own, so that one look at
    /// a UTF-16 unit tells it from a letter.</summary>
    Surrogate = 18,
}
