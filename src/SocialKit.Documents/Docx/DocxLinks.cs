using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;

namespace SocialKit.Documents.Docx;

/// <summary>Where a document's links lead.</summary>
internal sealed class DocxLinks
{
    private readonly Dictionary<string, string> _targets = new(StringComparer.Ordinal);

    public DocxLinks(MainDocumentPart main)
    {
        foreach (var link in main.HyperlinkRelationships)
            _targets.TryAdd(link.Id, link.Uri.OriginalString);
    }

    /// <summary>Where a <c>w:hyperlink</c> leads; null for a place inside the document.</summary>
    public string? Of(OpenXmlElement hyperlink)
    {
        foreach (var attribute in hyperlink.GetAttributes())
        {
            if (attribute is { LocalName: "id", Value: { } id } && _targets.TryGetValue(id, out var target))
                return OneLine(target);
        }
        return null;
    }

    /// <summary>Where a field such as <c>HYPERLINK "https://…"</c> leads; null for other fields.</summary>
    public static string? OfField(string instruction)
    {
        var words = instruction.Trim();
        if (!words.StartsWith("HYPERLINK", StringComparison.OrdinalIgnoreCase))
            return null;
        var rest = words[9..].Trim();
        if (!rest.StartsWith('"'))
            return null;
        var end = rest.IndexOf('"', 1);
        return end > 1 ? OneLine(rest[1..end]) : null;
    }

    private static string OneLine(string text) => text.Any(char.IsControl) ? string.Concat(text.Where(c => !char.IsControl(c))) : text;
}
