using System.IO.Compression;
using System.Text;

namespace SocialKit.Tests.Documents;

/// <summary>Word documents for tests, made of the XML that stands in them.</summary>
internal static class WordFile
{
    public const string Namespaces = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" "
        + "xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\" xmlns:v=\"urn:schemas-microsoft-com:vml\" "
        + "xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\"";

    private const string Styles = $"""
        <w:styles {Namespaces}>
        <w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
        <w:style w:type="paragraph" w:styleId="Titre2"><w:name w:val="heading 2"/><w:rPr><w:b/></w:rPr></w:style>
        <w:style w:type="paragraph" w:styleId="Mine"><w:name w:val="My own"/><w:basedOn w:val="Titre2"/></w:style>
        <w:style w:type="paragraph" w:styleId="Points"><w:name w:val="List Bullet"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
        <w:style w:type="paragraph" w:styleId="Loop"><w:name w:val="Loop"/><w:basedOn w:val="Loop"/></w:style>
        <w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>
        </w:styles>
        """;

    private const string Numbering = $"""
        <w:numbering {Namespaces}>
        <w:abstractNum w:abstractNumId="10"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>
        <w:abstractNum w:abstractNumId="20"><w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum>
        <w:num w:numId="1"><w:abstractNumId w:val="10"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="20"/></w:num>
        </w:numbering>
        """;

    private const string Types = """
        <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>
        <Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>
        <Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>
        <Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/>
        <Override PartName="/word/footnotes.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"/>
        <Override PartName="/word/header1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/>
        <Override PartName="/word/vbaProject.bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>
        """;

    private const string Root = """
        <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>
        """;

    /// <summary>A document with this body.</summary>
    public static byte[] Of(string body, params (string Id, string Target)[] links) => Of(body, links, []);

    /// <summary>A document with this body and further parts of their own kinds: footnotes.xml, header1.xml, vbaProject.bin.</summary>
    public static byte[] Of(string body, (string Id, string Target)[] links, (string Name, string Content)[] parts) =>
        Package($"<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document {Namespaces}><w:body>{body}<w:sectPr/></w:body></w:document>", links, parts);

    /// <summary>A document whose main part is this.</summary>
    public static byte[] Package(string document, (string Id, string Target)[] links, (string Name, string Content)[] parts)
    {
        const string kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
        var relationships = new StringBuilder("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">")
            .Append($"<Relationship Id=\"s1\" Type=\"{kinds}styles\" Target=\"styles.xml\"/><Relationship Id=\"n1\" Type=\"{kinds}numbering\" Target=\"numbering.xml\"/>");
        foreach (var (id, target) in links)
            relationships.Append($"<Relationship Id=\"{id}\" Type=\"{kinds}hyperlink\" Target=\"{target}\" TargetMode=\"External\"/>");
        foreach (var (name, _) in parts)
        {
            var kind = name switch { "footnotes.xml" => kinds + "footnotes", "header1.xml" => kinds + "header", _ => "http://schemas.microsoft.com/office/2006/relationships/vbaProject" };
            relationships.Append($"<Relationship Id=\"p{name.Length}\" Type=\"{kind}\" Target=\"{name}\"/>");
        }
        relationships.Append("</Relationships>");
        return Zip([("[Content_Types].xml", Types), ("_rels/.rels", Root), ("word/document.xml", document), ("word/_rels/document.xml.rels", relationships.ToString()), ("word/styles.xml", Styles), ("word/numbering.xml", Numbering),
            .. parts.Select(part => ("word/" + part.Name, part.Content))]);
    }

    public static byte[] Zip(IEnumerable<(string Name, string Content)> parts)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in parts)
            {
                using var part = zip.CreateEntry(name).Open();
                part.Write(Encoding.UTF8.GetBytes(content));
            }
        }
        return stream.ToArray();
    }

    /// <summary>A paragraph of one run.</summary>
    public static string P(string text, string style = "") => $"<w:p>{(style.Length > 0 ? $"<w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>" : "")}{R(text)}</w:p>";

    /// <summary>A run; properties are the content of its rPr.</summary>
    public static string R(string text, string properties = "") => $"<w:r>{(properties.Length > 0 ? $"<w:rPr>{properties}</w:rPr>" : "")}<w:t xml:space=\"preserve\">{text}</w:t></w:r>";
}
