using DocumentFormat.OpenXml;

namespace SocialKit.Documents.Docx;

/// <summary>Looks into elements by their local names: the same in the transitional and the strict form, and for elements that the SDK does not know.</summary>
internal static class Xml
{
    /// <summary>The attribute of this local name; null if there is none.</summary>
    public static string? Attribute(OpenXmlElement element, string name)
    {
        foreach (var attribute in element.GetAttributes())
        {
            if (attribute.LocalName == name)
                return attribute.Value;
        }
        return null;
    }

    /// <summary>The first child of this local name; null if there is none.</summary>
    public static OpenXmlElement? Child(OpenXmlElement? element, string name)
    {
        if (element is null)
            return null;
        foreach (var child in element.ChildElements)
        {
            if (child.LocalName == name)
                return child;
        }
        return null;
    }

    /// <summary>The value of a switch such as <c>w:b</c>: true, false, or null where it is not set.</summary>
    public static bool? Switch(OpenXmlElement? properties, string name) =>
        Child(properties, name) is { } found ? Attribute(found, "val") is not ("0" or "false" or "off" or "none") : null;
}
