using SocialKit.Campaigns;
using SocialKit.Posts;

namespace SocialKit.Cli.Sharing;

/// <summary>A text that a person takes along to paste or to share.</summary>
/// <param name="Text">What is taken: the whole text, targets filled in, links as they were written.</param>
internal sealed record TakenText(string Text)
{
    /// <summary>What the check says of the post that becomes of it.</summary>
    public ValueList<Finding> Findings { get; init; } = [];

    /// <summary>The campaign; null for a loose text.</summary>
    public Campaign? Campaign { get; init; }

    /// <summary>The message; null for a loose text and for a letter.</summary>
    public Message? Message { get; init; }

    /// <summary>The language, BCP 47; null if it is not known.</summary>
    public string? Language { get; init; }

    /// <summary>Every language that it could be had in.</summary>
    public ValueList<string> Languages { get; init; } = [];

    /// <summary>How many texts of the message take turns.</summary>
    public int Variants { get; init; } = 1;

    /// <summary>How many posts its thread has on the platform.</summary>
    public int Parts { get; init; } = 1;

    /// <summary>How the platform counts it; null for a letter.</summary>
    public Measure? Count { get; init; }

    /// <summary>The first https address in it; null if there is none.</summary>
    public string? Page { get; init; }

    /// <summary>True if it should not be used as it is.</summary>
    public bool HasErrors => Findings.Any(finding => finding.Severity == Severity.Error);

    /// <summary>Why it is not handed out without <c>--anyway</c>; null if nothing stands against it. A passed deadline is for a person to weigh.</summary>
    public string? Refusal =>
        HasErrors ? "the text has errors. Mend them, or say --anyway."
        : Findings.Any(finding => finding.Code == FindingCodes.Embargoed) ? "it is under embargo. Wait until then, or say --anyway."
        : null;
}
