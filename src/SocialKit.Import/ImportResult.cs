using SocialKit.Campaigns;

namespace SocialKit.Import;

/// <summary>How sure the importer is of a field.</summary>
public enum Certainty
{
    /// <summary>The document says it.</summary>
    Certain,

    /// <summary>The document lets it be read so; a finding says why, and a person should look.</summary>
    Likely,
}

/// <summary>Something that was taken from a document.</summary>
/// <param name="Key">What it is, such as <c>deadline</c> or <c>target.email</c>.</param>
/// <param name="Value">What was taken.</param>
/// <param name="Place">The line it comes from.</param>
/// <param name="Certainty">How sure it is.</param>
public sealed record ImportedField(string Key, string Value, SourcePlace Place, Certainty Certainty);

/// <summary>What an import came to: a draft for a person to review, where everything in it comes from, and what was left out or is not sure.</summary>
public sealed record ImportResult
{
    /// <summary>The campaign as far as the document tells it. Texts are literal.</summary>
    public required Campaign Draft { get; init; }

    /// <summary>What was taken, in the document's order.</summary>
    public required ValueList<ImportedField> Taken { get; init; }

    /// <summary>What was left out, and what is not sure, in the document's order.</summary>
    public required ValueList<Finding> Findings { get; init; }

    /// <summary>True if the draft must not become a campaign as it is.</summary>
    public bool HasErrors => Findings.Any(finding => finding.Severity == Severity.Error);

    /// <summary>The fields as the document has them, before they became a campaign.</summary>
    public required Extraction Extraction { get; init; }
}
