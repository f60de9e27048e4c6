using System.Text;
using SocialKit.Documents;
using SocialKit.Import;
using static SocialKit.Tests.Documents.WordFile;

namespace SocialKit.Tests.Documents;

/// <summary>A Word document is read as it stands with all changes accepted. Names are invented.</summary>
public sealed class DocxReaderTests
{
    private static Document Read(byte[] bytes) => new DocxReader().Read(bytes, "a.docx");

    private static Document Body(string body, params (string Id, string Target)[] links) => Read(Of(body, links));

    private static Block Only(string body) => Assert.Single(Body(body).Blocks);

    [Fact]
    public void BreaksTabsAndHyphensAreWhatAReaderSees()
    {
        var block = Only("<w:p><w:r><w:t>one</w:t><w:br/><w:t>two</w:t><w:tab/><w:t>three</w:t><w:cr/><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t><w:softHyphen/><w:t>c</w:t></w:r></w:p>");
        Assert.Equal(["one", "two\tthree", "a\u2011b\u00ADc"], block.Lines.Select(line => line.Text));
        Assert.Equal([true, true, false], block.Lines.Select(line => line.EndsHard));
    }

    [Fact]
    public void SplitRunsAreOne()
    {
        var line = Only($"<w:p>{R("#Inv")}<w:proofErr w:type=\"spellStart\"/>{R("ented")}<w:bookmarkStart w:id=\"0\" w:name=\"b\"/>{R("Per", "<w:lang w:val=\"de\"/>")}{R("son now")}</w:p>").Lines[0];
        Assert.Equal("#InventedPerson now", Assert.Single(line.Runs).Text);
    }

    [Fact]
    public void BlanksCountOnlyWhereWordShowsThem() => Assert.Equal("a b", Only("<w:p><w:r><w:t> a</w:t></w:r><w:r><w:t xml:space=\"preserve\"> b </w:t></w:r></w:p>").Text);

    [Fact]
    public void BoldIsReadFromTheTextItsStyleAndItsParagraph()
    {
        var runs = Body($"<w:p>{R("a", "<w:b/>")}{R("b", "<w:b w:val=\"0\"/>")}{R("c", "<w:rStyle w:val=\"Strong\"/>")}</w:p>{P("d", "Mine")}").Blocks.SelectMany(block => block.Lines[0].Runs);
        Assert.Equal([("a", true), ("b", false), ("c", true), ("d", true)], runs.Select(run => (run.Text, run.IsBold)));
    }

    [Fact]
    public void LinksAreReadInEveryForm()
    {
        var body = $"<w:p><w:hyperlink r:id=\"L1\">{R("one")}</w:hyperlink>{R(" ")}<w:fldSimple w:instr=\" HYPERLINK &quot;https://b.example&quot; \">{R("two")}</w:fldSimple>{R(" ")}"
            + $"<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> HYPERLINK </w:instrText></w:r><w:r><w:instrText>\"https://c.example\" </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>{R("three")}<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>{R(" four")}</w:p>";
        var runs = Body(body, ("L1", "mailto:a@b.example")).Blocks[0].Lines[0].Runs;
        Assert.Equal([("one", "mailto:a@b.example"), (" ", null), ("two", "https://b.example"), (" ", null), ("three", "https://c.example"), (" four", null)], runs.Select(run => (run.Text, run.Link)));
    }

    [Fact]
    public void ALinkWithABadAddressDoesNotSpoilTheDocument() => Assert.Equal("one", Assert.Single(Body($"<w:p><w:hyperlink r:id=\"L1\">{R("one")}</w:hyperlink></w:p>", ("L1", "mailto:a@b.example; c@@d")).Blocks).Text);

    [Fact]
    public void HeadingsAreToldByTheirStyleWhateverItIsCalledAndByTheirOutline() =>
        Assert.Equal([(BlockKind.Heading, 2), (BlockKind.Heading, 2), (BlockKind.Heading, 1), (BlockKind.Paragraph, 0), (BlockKind.Paragraph, 0)],
            Body(P("a", "Titre2") + P("b", "Mine") + "<w:p><w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr><w:r><w:t>c</w:t></w:r></w:p>" + P("d") + P("e", "Loop")).Blocks.Select(block => (block.Kind, block.Level)));

    [Fact]
    public void ListsAreCounted()
    {
        static string Item(string text, int list, int depth) => $"<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{depth}\"/><w:numId w:val=\"{list}\"/></w:numPr></w:pPr>{R(text)}</w:p>";
        Assert.Equal([("3.", 1), ("4.", 1), ("1.", 2), ("2.", 2), ("5.", 1), ("1.", 2), ("-", 1), ("-", 1)],
            Body(Item("a", 2, 0) + Item("b", 2, 0) + Item("c", 2, 1) + Item("d", 2, 1) + Item("e", 2, 0) + Item("f", 2, 1) + Item("g", 1, 0) + P("h", "Points")).Blocks.Select(block => (block.Marker, block.Level)));
    }

    [Fact]
    public void InsertedTextCountsAndDeletedTextDoesNot()
    {
        var document = Body($"<w:p>{R("Release ")}<w:ins w:id=\"1\" w:author=\"Invented\">{R("her")}</w:ins><w:del w:id=\"2\"><w:r><w:delText>him</w:delText></w:r></w:del>{R(" now")}</w:p>"
            + $"<w:p><w:pPr><w:rPr><w:del w:id=\"3\"/></w:rPr></w:pPr>{R("one, ")}</w:p>{P("two")}<w:p><w:moveFrom>{R("gone")}</w:moveFrom><w:moveTo>{R("come")}</w:moveTo></w:p>");
        Assert.Equal(["Release her now", "one, two", "come"], document.Blocks.Select(block => block.Text));
        var finding = Assert.Single(document.Findings);
        Assert.Equal("tracked-changes", finding.Code);
        Assert.Contains("Invented", finding.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void HiddenTextIsNotReadAndSaid()
    {
        var document = Body($"<w:p>{R("seen")}{R("secret", "<w:vanish/>")}</w:p>");
        Assert.Equal("seen", Assert.Single(document.Blocks).Text);
        var finding = Assert.Single(document.Findings);
        Assert.Equal(("hidden-text", 1, 5), (finding.Code, finding.Place!.Line, finding.Place.Column));
    }

    [Fact]
    public void ATableIsReadByRowsAndColumns()
    {
        static string Cell(string content, string properties = "") => $"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>";
        var rows = Body($"<w:tbl><w:tr>{Cell(P("Platform"))}{Cell(P("Message"))}</w:tr>"
            + $"<w:tr>{Cell(P("X"), "<w:vMerge w:val=\"restart\"/>")}<w:sdt><w:sdtContent>{Cell(P("one") + P("two"))}</w:sdtContent></w:sdt></w:tr>"
            + $"<w:tr>{Cell("<w:p/>", "<w:vMerge/>")}{Cell(P("three"))}</w:tr><w:tr><w:trPr><w:del w:id=\"1\"/></w:trPr>{Cell(P("gone"))}{Cell(P("gone"))}</w:tr></w:tbl>").Blocks;
        Assert.Equal([true, false, false], rows.Select(row => row.IsHeader));
        Assert.Equal([["X"], ["one", "", "two"]], rows[1].Cells.Select(cell => cell.Select(line => line.Text)));
        Assert.Equal([["X"], ["three"]], rows[2].Cells.Select(cell => cell.Select(line => line.Text)));
    }

    [Fact]
    public void ATextBoxIsReadOnceAfterItsParagraph()
    {
        const string box = "<w:txbxContent><w:p><w:r><w:t>in the box</w:t></w:r></w:p></w:txbxContent>";
        var blocks = Body($"<w:p>{R("beside")}<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wp:inline><a:graphic><a:graphicData><wps:wsp><wps:txbx>{box}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice>"
            + $"<mc:Fallback><w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>{P("after")}").Blocks;
        Assert.Equal(["beside", "in the box", "after"], blocks.Select(block => block.Text));
    }

    [Fact]
    public void APlaceIsAParagraphAndACharacterInIt()
    {
        var run = Body($"<w:p/><w:p>{R("one ", "<w:b/>")}{R("two")}</w:p>").Blocks[0].Lines[0].Runs[1];
        Assert.Equal((new TextPosition(2, 5), new TextPosition(2, 8)), (run.Start, run.End));
    }

    [Fact]
    public void WhatStandsBesideTheTextIsSaid()
    {
        var document = Read(Of(P("text"), [], [("footnotes.xml", $"<w:footnotes {Namespaces}><w:footnote w:type=\"separator\" w:id=\"-1\"><w:p/></w:footnote><w:footnote w:id=\"1\">{P("A note.")}</w:footnote></w:footnotes>"),
            ("header1.xml", $"<w:hdr {Namespaces}>{P("Not for publication")}</w:hdr>"), ("vbaProject.bin", "macro")]));
        Assert.Equal("text", Assert.Single(document.Blocks).Text);
        Assert.Equal(["left-out", "left-out", "macros"], document.Findings.Select(finding => finding.Code).Order());
        Assert.Contains(document.Findings, finding => finding.Reason.Contains("Not for publication", StringComparison.Ordinal));
        Assert.Contains(document.Findings, finding => finding.Reason.Contains("A note.", StringComparison.Ordinal));
    }

    public static TheoryData<string, byte[], string> Bad
    {
        get
        {
            var good = Of(P("text"));
            var entities = "<!DOCTYPE d [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">]>";
            return new()
            {
                { "nothing", [], "unreadable" },
                { "no zip", "PK but no zip"u8.ToArray(), "unreadable" },
                { "cut off", good[..(good.Length / 2)], "unreadable" },
                { "another zip", Zip([("a.txt", "text")]), "unreadable" },
                { "broken XML", Package("<w:document", [], []), "unreadable" },
                { "entities", Package($"{entities}<w:document {Namespaces}><w:body>{P("&b;")}</w:body></w:document>", [], []), "unreadable" },
                { "an entity from a file", Package($"<!DOCTYPE d [<!ENTITY a SYSTEM \"file:///etc/hostname\">]><w:document {Namespaces}><w:body>{P("&a;")}</w:body></w:document>", [], []), "unreadable" },
                { "the old format", [0xD0, 0xCF, 0x11, 0xE0, .. new byte[600]], "old-format" },
                { "a password", [0xD0, 0xCF, 0x11, 0xE0, .. new byte[600], .. Encoding.Unicode.GetBytes("EncryptedPackage")], "encrypted" },
                { "a deep text", Of(string.Concat(Enumerable.Repeat("<w:tbl><w:tr><w:tc>", 100_000)) + string.Concat(Enumerable.Repeat("</w:tc></w:tr></w:tbl>", 100_000))), "too-deep" },
                { "a bomb", Of(P(new string('a', 120_000_000))), "too-large" },
                { "many parts", Zip(Enumerable.Range(0, 6_000).Select(i => ($"word/p{i}.xml", "<a/>"))), "too-large" },
            };
        }
    }

    [Theory]
    [MemberData(nameof(Bad), DisableDiscoveryEnumeration = true)]
    public void ABadFileIsRefusedWithItsReason(string what, byte[] bytes, string code)
    {
        var document = Read(bytes);
        Assert.Empty(document.Blocks);
        Assert.True(code == Assert.Single(document.Findings).Code, what);
    }

    [Fact]
    public void ALongDocumentIsReadUpToTheBound()
    {
        var document = DocumentBounds.Apply(Body(string.Concat(Enumerable.Range(0, 30_000).Select(i => P($"paragraph {i}")))));
        Assert.Equal(DocumentBounds.MaxBlocks, document.Blocks.Count);
        Assert.Equal("too-large", Assert.Single(document.Findings).Code);
    }
}
