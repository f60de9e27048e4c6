using System.Text;
using CsCheck;
using SocialKit.Documents;
using SocialKit.Import;
using SocialKit.Platforms;
using static SocialKit.Tests.Documents.WordFile;

namespace SocialKit.Tests.Documents;

/// <summary>Whatever becomes of a document's bytes, reading it neither throws nor hangs, and what was read can be handed over and imported.</summary>
public sealed class FuzzTests
{
    private static readonly string[] HtmlPieces =
    [
        "<p>", "</p>", "<div>", "</div>", "<table>", "<tr>", "<td>", "<td rowspan=0>", "<td colspan=99999>", "<th>", "</table>", "<ul>", "<ol start=-5>", "<li value=x>", "</ul>", "<br>", "<b>", "</b>", "<a href='x'>", "<a href>", "</a>", "<h1>", "</h2>", "<main>", "<nav>", "<blockquote>", "<pre>\n", "<img src=a>",
        "<p hidden>", "<div style='display:none'>", "<span style=display:block>", "<svg><p>", "<math>", "<select><option>", "<template>", "<frameset>", "<iframe>", "<script>", "</script>", "<!--", "-->", "<![CDATA[", "&amp;", "&#0;", "&#xD800;", "&#x1F600;", "&notanentity;", "&", "<", ">", "\"", "\0", "\r", "\uFEFF", "\u00A0", "x", " #Tag @a ",
    ];

    private static readonly string[] WordPieces =
    [
        "<w:p>", "</w:p>", "<w:r>", "</w:r>", "<w:t>a</w:t>", "<w:t xml:space=\"preserve\"> </w:t>", "<w:br/>", "<w:tab/>", "<w:tbl>", "</w:tbl>", "<w:tr>", "</w:tr>", "<w:tc>", "</w:tc>", "<w:fldChar w:fldCharType=\"begin\"/>", "<w:fldChar w:fldCharType=\"end\"/>", "<w:fldChar w:fldCharType=\"separate\"/>",
        "<w:instrText>HYPERLINK \"x\"</w:instrText>", "<w:hyperlink r:id=\"no\">", "</w:hyperlink>", "<w:del>", "</w:del>", "<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>", "<w:sym w:char=\"ZZ\"/>", "<mc:AlternateContent/>", "<w:txbxContent/>", "<w:pPr><w:numPr><w:numId w:val=\"99\"/></w:numPr></w:pPr>",
        "<w:pPr><w:pStyle w:val=\"Loop\"/></w:pPr>", "<w:tcPr><w:vMerge/></w:tcPr>", "<w:tcPr><w:gridSpan w:val=\"-1\"/></w:tcPr>", "<unknown/>", "&#xD83D;",
    ];

    private static readonly byte[] Word = Of(P("one", "Titre2") + $"<w:p>{R("#two ", "<w:b/>")}<w:hyperlink r:id=\"L1\">{R("three")}</w:hyperlink></w:p><w:tbl><w:tr><w:tc>{P("a")}</w:tc><w:tc>{P("b")}</w:tc></w:tr></w:tbl>", ("L1", "https://a.example"));

    private static readonly byte[] Pdf = PdfFile.Make(
        [PdfFile.T(50, 760, "TITLE", 24) + PdfFile.Lines(50, 700, "Some lines of an invented text that are", "about as long as each other, so that it", "is plain where the column ends.") + PdfFile.T(50, 600, "Platform") + PdfFile.T(150, 600, "Text") + PdfFile.T(50, 580, "X") + PdfFile.T(150, 580, "#one")],
        "/Info 20 0 R", "<< /Title (An invented title) >>");

    [Fact]
    public void PiecesOfHtmlInAnyOrder() =>
        Gen.Int[0, HtmlPieces.Length - 1].Array[0, 60].Sample(order => Read(new HtmlReader(), string.Concat(order.Select(index => HtmlPieces[index]))), iter: Fuzzing.Inputs(3000));

    [Fact]
    public void PiecesOfWordInAnyOrder() =>
        Gen.Int[0, WordPieces.Length - 1].Array[0, 40].Sample(order => Read(new DocxReader(), Of(string.Concat(order.Select(index => WordPieces[index])))), iter: Fuzzing.Inputs(1000));

    [Fact]
    public void WellFormedPiecesOfWord() => Gen.Int[0, WordPieces.Length - 1].Array[0, 40].Sample(order =>
    {
        // Only what is closed in itself, inside a paragraph and outside.
        var whole = WordPieces.Where(piece => piece.EndsWith("/>", StringComparison.Ordinal) || piece.StartsWith("<w:t", StringComparison.Ordinal) && piece.Contains("</", StringComparison.Ordinal) || piece.StartsWith("<w:pPr", StringComparison.Ordinal)).ToArray();
        var text = string.Concat(order.Select(index => whole[index % whole.Length]));
        Read(new DocxReader(), Of($"<w:p>{text}<w:r>{text}</w:r></w:p><w:tbl><w:tr><w:tc>{text}</w:tc><w:tc/></w:tr></w:tbl>"));
    }, iter: Fuzzing.Inputs(500));

    [Theory]
    [InlineData("html")]
    [InlineData("docx")]
    [InlineData("pdf")]
    public void ChangedBytes(string format)
    {
        var whole = format switch { "docx" => Word, "pdf" => Pdf, _ => Encoding.UTF8.GetBytes("<html><body><h1>A title</h1><p>One <b>two</b> &amp; three</p><table><tr><th>Platform<th>Text<tr><td>X<td>#one</table></body></html>") };
        var reader = KnownReaders.All[format];
        Gen.Select(Gen.Int[0, 1_000_000].Array[1, 8], Gen.Byte.Array[1, 8], Gen.Int[0, 1_000_000], Gen.Bool).Sample((places, values, cut, isCut) =>
        {
            var bytes = (byte[])whole.Clone();
            for (var i = 0; i < places.Length; i++)
                bytes[places[i] % bytes.Length] = values[i % values.Length];
            Read(reader, isCut ? bytes[..(cut % bytes.Length)] : bytes);
        }, iter: Fuzzing.Inputs(format == "html" ? 2000 : 600));
    }

    [Fact]
    public void AnyBytesInAnyReader() => Gen.Byte.Array[0, 300].Sample(bytes =>
    {
        foreach (var reader in KnownReaders.All.Values)
        {
            Read(reader, bytes);
            Read(reader, [.. "%PDF-1.4\n"u8, .. bytes]);
            Read(reader, [.. "PK\u0003\u0004"u8, .. bytes]);
        }
    }, iter: Fuzzing.Inputs(200));

    private static void Read(IDocumentReader reader, string text) => Read(reader, Encoding.UTF8.GetBytes(text));

    private static void Read(IDocumentReader reader, byte[] bytes) => Fuzzing.Within(Convert.ToBase64String(bytes), _ =>
    {
        var document = DocumentBounds.Apply(reader.Read(bytes, "a"));
        var handed = DocumentJson.Read(DocumentJson.ToUtf8(document), "a");
        Assert.Equal(document, handed);
        Assert.All(document.Blocks, block => Assert.NotEmpty(block.Lines));
        Assert.All(document.Findings, finding => Assert.DoesNotContain(finding.Reason, char.IsControl));
        Assert.All(document.Blocks.SelectMany(block => block.Lines), line => Assert.DoesNotContain(line.Text, c => c is '\n' or '\r' or '\0'));
        new Importer(KnownPlatforms.All).Import(handed);
    });
}
