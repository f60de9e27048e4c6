using SocialKit.Import.Labels;

namespace SocialKit.Import;

/// <summary>Makes a draft campaign out of a document: cuts it at its labels, reads the fields between them, and says what it could not tell.</summary>
/// <remarks>Immutable and safe to share between threads. Nothing is guessed: a field is right, or empty with a finding that quotes its line.
/// No document makes it throw.</remarks>
/// <param name="platforms">The platforms that a campaign may list handles and messages for.</param>
public sealed class Importer(PlatformSet platforms)
{
    private static readonly IDocumentReader[] KnownReaders = [new MarkdownReader(), new PlainTextReader()];

    /// <summary>The readers that this library has, one a format.</summary>
    public static ValueList<IDocumentReader> Readers { get; } = [.. KnownReaders];

    /// <summary>Imports a document that a reader has read.</summary>
    public ImportResult Import(Document document)
    {
        document = FactSheets.Unfold(DocumentBounds.Apply(document));
        var notes = new Notes(document.Name);
        notes.Findings.AddRange(document.Findings);
        var extraction = new Extractor(document, notes).Extract();
        var draft = new DraftMaker(platforms, notes).Make(extraction);
        if (draft is { Targets.Count: 0, Messages.Count: 0, Letters.Count: 0 } && !notes.Findings.Exists(finding => finding.Severity == Severity.Error))
        {
            notes.Findings.Add(new("nothing-recognised", Severity.Error, "No target, no message and no letter was found, so there is nothing to make a campaign of.",
                "Check that it is the right file; labels such as \"Messaging:\" and \"Deadline:\" are what an import goes by.")
            { Place = new(document.Name, 1, 1) });
        }
        return new ImportResult
        {
            Draft = draft,
            Taken = notes.Taken,
            Findings = [.. notes.Findings.OrderBy(finding => finding.Place?.Line ?? 0).ThenBy(finding => finding.Place?.Column ?? 0)],
            Extraction = extraction,
        };
    }
}
