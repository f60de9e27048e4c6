using SocialKit.Import;

namespace SocialKit.Documents;

/// <summary>What readers say about documents.</summary>
internal static class Findings
{
    /// <summary>The document cannot be read at all.</summary>
    public static Document Unreadable(string name, string code, string reason, string remedy) =>
        new(name, []) { Findings = [new Finding(code, Severity.Error, reason, remedy) { Place = new SourcePlace(name, 1, 1) }] };

    /// <summary>A part of the document was not read, or not for sure.</summary>
    public static Finding Warning(string name, TextPosition at, string code, string reason, string remedy) =>
        new(code, Severity.Warning, reason, remedy) { Place = new SourcePlace(name, at.Line, at.Column) };
}
