using SocialKit.Text;

namespace SocialKit.Platforms.X;

/// <summary>Something that X found in a text, with its words.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Its first UTF-16 unit, the sign included.</param>
/// <param name="End">The UTF-16 unit after its last.</param>
/// <param name="Value">The name, hashtag or cashtag without its sign; the address of a link as X reads it, which leaves out parts of a domain that are in no script X accepts.</param>
public sealed record XEntity(EntityKind Kind, int Start, int End, string Value)
{
    /// <summary>The list behind a name, "/" included; empty if there is none.</summary>
    public string List { get; init; } = "";

    /// <summary>This entity with its positions in code points of <paramref name="positions"/>' text.</summary>
    public XEntity InCodePoints(TextPositions positions) => this with { Start = positions.ToCodePoint(Start), End = positions.ToCodePoint(End) };
}
