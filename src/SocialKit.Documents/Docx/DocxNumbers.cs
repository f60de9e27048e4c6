using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;

namespace SocialKit.Documents.Docx;

/// <summary>Counts the items of a document's lists and says what stands before each.</summary>
internal sealed class DocxNumbers
{
    private readonly Dictionary<string, OpenXmlElement> _lists = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _abstractOf = new(StringComparer.Ordinal);
    private readonly Dictionary<(string, int), int> _counts = [];

    public DocxNumbers(MainDocumentPart main)
    {
        foreach (var element in main.NumberingDefinitionsPart?.Numbering?.ChildElements ?? Enumerable.Empty<OpenXmlElement>())
        {
            if (element.LocalName == "abstractNum" && Xml.Attribute(element, "abstractNumId") is { } id)
                _lists.TryAdd(id, element);
            else if (element.LocalName == "num" && Xml.Attribute(element, "numId") is { } number && DocxStyles.Value(element, "abstractNumId") is { } of)
                _abstractOf.TryAdd(number, of);
        }
    }

    /// <summary>The number or bullet of the next item: <c>1.</c>, or <c>-</c> for a bullet and for numbers in other signs than digits.</summary>
    public string Next(string list, int depth)
    {
        for (var deeper = depth + 1; deeper <= 8; deeper++)
            _counts.Remove((list, deeper));
        var level = Level(list, depth);
        var start = int.TryParse(DocxStyles.Value(level, "start"), NumberStyles.None, CultureInfo.InvariantCulture, out var first) ? first : 1;
        var number = _counts[(list, depth)] = _counts.TryGetValue((list, depth), out var last) ? last + 1 : start;
        return DocxStyles.Value(level, "numFmt") is "decimal" ? number.ToString(CultureInfo.InvariantCulture) + "." : "-";
    }

    private OpenXmlElement? Level(string list, int depth)
    {
        if (!_abstractOf.TryGetValue(list, out var id) || !_lists.TryGetValue(id, out var definition))
            return null;
        var wanted = depth.ToString(CultureInfo.InvariantCulture);
        return definition.ChildElements.FirstOrDefault(child => child.LocalName == "lvl" && Xml.Attribute(child, "ilvl") == wanted);
    }
}
