using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;

namespace SocialKit.Documents.Docx;

/// <summary>What a document's styles say about paragraphs and texts.</summary>
internal sealed class DocxStyles
{
    private const int MostAncestors = 20;

    private readonly Dictionary<string, OpenXmlElement> _styles = new(StringComparer.Ordinal);
    private readonly string? _usual;

    public DocxStyles(MainDocumentPart main)
    {
        foreach (var style in main.StyleDefinitionsPart?.Styles?.ChildElements ?? Enumerable.Empty<OpenXmlElement>())
        {
            if (style.LocalName != "style" || Xml.Attribute(style, "styleId") is not { } id)
                continue;
            _styles.TryAdd(id, style);
            if (Xml.Attribute(style, "type") == "paragraph" && Xml.Attribute(style, "default") is "1" or "true" or "on")
                _usual ??= id;
        }
    }

    /// <summary>The rank of a heading, 1 to 6; 0 for other paragraphs.</summary>
    public int Level(OpenXmlElement? properties)
    {
        if (Outline(properties) is { } own)
            return own;
        foreach (var style in Chain(Value(properties, "pStyle") ?? _usual))
        {
            if (Outline(Xml.Child(style, "pPr")) is { } level)
                return level;
            var name = Value(style, "name")?.ToLowerInvariant();
            if (name == "title")
                return 1;
            if (name is not null && name.StartsWith("heading ", StringComparison.Ordinal) && int.TryParse(name.AsSpan(8), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 9)
                return Math.Min(number, 6);
        }
        return 0;
    }

    /// <summary>The list that a paragraph belongs to, and how deep in it; null for none.</summary>
    public (string List, int Depth)? Numbering(OpenXmlElement? properties)
    {
        var number = Xml.Child(properties, "numPr");
        var list = Value(number, "numId");
        var depth = Value(number, "ilvl");
        foreach (var style in list is null ? Chain(Value(properties, "pStyle") ?? _usual) : [])
        {
            number = Xml.Child(Xml.Child(style, "pPr"), "numPr");
            list ??= Value(number, "numId");
            depth ??= Value(number, "ilvl");
        }
        // A list "0" takes a paragraph out of its style's list.
        return list is null or "0" ? null : (list, int.TryParse(depth, NumberStyles.None, CultureInfo.InvariantCulture, out var level) ? Math.Clamp(level, 0, 8) : 0);
    }

    /// <summary>True if a switch such as <c>b</c> or <c>vanish</c> is on for a text.</summary>
    /// <param name="run">The text's own properties.</param>
    /// <param name="paragraph">Those of its paragraph.</param>
    /// <param name="name">The switch.</param>
    public bool IsOn(OpenXmlElement? run, OpenXmlElement? paragraph, string name)
    {
        if (Xml.Switch(run, name) is { } own)
            return own;
        foreach (var style in Chain(Value(run, "rStyle")))
        {
            if (Xml.Switch(Xml.Child(style, "rPr"), name) is { } value)
                return value;
        }
        foreach (var style in Chain(Value(paragraph, "pStyle") ?? _usual))
        {
            if (Xml.Switch(Xml.Child(style, "rPr"), name) is { } value)
                return value;
        }
        return false;
    }

    public static string? Value(OpenXmlElement? parent, string name) => Xml.Child(parent, name) is { } child ? Xml.Attribute(child, "val") : null;

    // 0 to 8 are heading ranks, 9 is body text.
    private static int? Outline(OpenXmlElement? properties) =>
        int.TryParse(Value(properties, "outlineLvl"), NumberStyles.None, CultureInfo.InvariantCulture, out var level) ? (level <= 8 ? Math.Min(level + 1, 6) : 0) : null;

    private IEnumerable<OpenXmlElement> Chain(string? id)
    {
        for (var i = 0; i < MostAncestors && id is not null && _styles.TryGetValue(id, out var style); i++)
        {
            yield return style;
            id = Value(style, "basedOn");
        }
    }
}
