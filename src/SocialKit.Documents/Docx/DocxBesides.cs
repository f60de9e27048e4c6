using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using SocialKit.Import;

namespace SocialKit.Documents.Docx;

/// <summary>Says what a document has beside its text: page headers, notes, comments, macros.</summary>
internal static class DocxBesides
{
    public static void Report(MainDocumentPart main, string name, List<Finding> findings)
    {
        foreach (var text in main.HeaderParts.Select(part => Text(part.RootElement)).Concat(main.FooterParts.Select(part => Text(part.RootElement))).Where(text => text.Any(char.IsLetter)).Distinct(StringComparer.Ordinal).Take(10))
            Say("left-out", $"What stands at the top or bottom of the pages was not read: \u201C{Notes.Quote(text)}\u201D.", "Take it over by hand if it matters.");
        foreach (var text in NotesOf(main.FootnotesPart?.RootElement, "footnote").Concat(NotesOf(main.EndnotesPart?.RootElement, "endnote")).Take(20))
            Say("left-out", $"A note was not read: \u201C{Notes.Quote(text)}\u201D.", "Take it over by hand if it matters.");
        if (main.WordprocessingCommentsPart?.RootElement is { HasChildren: true })
            Say("comments", "The document has comments by reviewers, which were not read.", "Look whether they ask for something before you use the text.");
        if (main.VbaProjectPart is not null)
            Say("macros", "The document holds macros. They were neither run nor looked at.", "Do not open the document in Word unless you know who made it.");
        if (main.AlternativeFormatImportParts.Any())
            Say("left-out", "The document embeds another one, which was not read.", "Open it and take over by hand what is missing.");

        void Say(string code, string reason, string remedy) => findings.Add(Findings.Warning(name, new TextPosition(1, 1), code, reason, remedy));
    }

    private static IEnumerable<string> NotesOf(OpenXmlElement? root, string kind) =>
        (root?.ChildElements ?? Enumerable.Empty<OpenXmlElement>())
            // Those with a type are the lines between text and notes.
            .Where(note => note.LocalName == kind && Xml.Attribute(note, "type") is null or "normal")
            .Select(Text).Where(text => text.Any(char.IsLetter));

    private static string Text(OpenXmlElement? root) =>
        root is null ? "" : string.Join(' ', root.Descendants().Where(element => element.LocalName == "p").Take(20).Select(paragraph => paragraph.InnerText)).Trim();
}
