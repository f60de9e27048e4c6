using System.Text;
using SocialKit.Documents;
using SocialKit.Import;
using static SocialKit.Tests.Documents.PdfFile;

namespace SocialKit.Tests.Documents;

/// <summary>A PDF is read in the order in which people read it, and says what it does not tell. Names are invented.</summary>
public sealed class PdfReaderTests
{
    // Three full lines, so that it is plain where lines of this column end.
    private static readonly string[] Prose =
    [
        "Somebody who was invented for this test has been in prison for a", "long time that was invented as well. Nothing of it has happened to", "any person, and the words are here to fill the lines of a column so",
    ];

    private static Document Read(byte[] bytes) => new PdfReader().Read(bytes, "a.pdf");

    private static string[] Texts(params string[] pages) => [.. Read(Of(pages)).Blocks.Select(block => string.Join('|', block.Lines.Select(line => line.Text)))];

    [Fact]
    public void WrappedLinesAreOneAndShortOnesBreak() =>
        Assert.Equal(["Somebody who was invented for this test has been in prison for a long time that was invented as well. Nothing of it has happened to any person, and the words are here to fill the lines of a column so that|it ends."],
            Texts(Lines(50, 700, [.. Prose, "that", "it ends."])));

    [Fact]
    public void AGapBeginsAParagraph() =>
        Assert.Equal([string.Join(' ', Prose), "Another."], Texts(Lines(50, 700, Prose) + T(50, 655, "Another.")));

    [Fact]
    public void AnAddressOfShortLinesKeepsItsLinesEvenIfOneIsFull() =>
        Assert.Equal(["Ana Example the Third of Castovia|Mill Lane 2|Castovia City|Castovia|Fax: +44 20 7946 0441"], Texts(Lines(50, 700, "Ana Example the Third of Castovia", "Mill Lane 2", "Castovia City", "Castovia", "Fax: +44 20 7946 0441")));

    [Fact]
    public void HeadingsAreToldByTheirSize() =>
        Assert.Equal([(BlockKind.Heading, 1, "URGENT ACTION"), (BlockKind.Heading, 2, "An invented poet in prison"), (BlockKind.Paragraph, 0, string.Join(' ', Prose))],
            Read(Of(T(50, 760, "URGENT ACTION", 24) + T(50, 730, "An invented poet", 16) + T(50, 710, "in prison", 16) + Lines(50, 680, Prose))).Blocks.Select(block => (block.Kind, block.Level, block.Text)));

    [Fact]
    public void BoldIsReadFromTheFont() =>
        Assert.Equal([("Fax: ", true), ("+44 20 7946 0441", false)], Read(Of(T(50, 700, "Fax:", 10, "F2") + T(70.6, 700, " +44 20 7946 0441"))).Blocks[0].Lines[0].Runs.Select(run => (run.Text, run.IsBold)));

    [Fact]
    public void WordsWithoutBlanksBetweenArePartedByTheirGap() => Assert.Equal(["Release her"], Texts(T(50, 700, "Release") + T(90, 700, "her")));

    [Fact]
    public void ASignSetCloseToItsNeighbourStaysInItsPlace() =>
        Assert.Equal(["press@office.example"], Texts("BT /F1 10 Tf 50 700 Td [(press@office) 120 (.) 90 (example)] TJ ET"));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ColumnsAreReadOneAfterTheOtherHoweverTheyAreWritten(bool lineByLine)
    {
        string[] left = ["one two six ten one two six ten one", "two six ten one two six ten one six", "six ten one two six ten one two ten", "ten one two six ten one two six two", "one."];
        string[] right = ["red sea ice rain red sea ice rain r", "sea ice rain red sea ice rain red s", "ice rain red sea ice rain red sea i", "rain red sea ice rain red sea ice r", "end."];
        var page = T(50, 760, "A TITLE ACROSS BOTH OF THE COLUMNS OF THIS PAGE", 18)
            + (lineByLine ? string.Concat(left.Zip(right).Select((pair, i) => T(50, 700 - (12 * i), pair.First) + T(300, 700 - (12 * i), pair.Second))) : Lines(300, 700, right) + Lines(50, 700, left));
        Assert.Equal(["A TITLE ACROSS BOTH OF THE COLUMNS OF THIS PAGE", string.Join(' ', left), string.Join(' ', right)], Texts(page));
    }

    [Fact]
    public void AParagraphGoesOnInTheNextColumnAndOnTheNextPage()
    {
        var expected = string.Join(' ', Prose) + " that it goes on.";
        Assert.Equal([expected], Texts(Lines(50, 120, Prose), Lines(50, 700, "that it goes on.")));
    }

    [Fact]
    public void ATableIsReadByItsRowsWhereverItsCellsStandInThem()
    {
        var page = Lines(50, 760, Prose) + T(60, 690, "Platform", 10, "F2") + T(120, 690, "Message", 10, "F2")
            + T(50, 660, "X") + Lines(120, 666, "Release #Invented now and at once,", "@Office_Ard!") + T(50, 620, "Facebook") + T(120, 620, "One line.");
        var rows = Read(Of(page)).Blocks.Where(block => block.Kind == BlockKind.TableRow).ToList();
        Assert.Equal([["Platform", "Message"], ["X", "Release #Invented now and at once, @Office_Ard!"], ["Facebook", "One line."]], rows.Select(row => row.Cells.Select(cell => string.Join(' ', cell.Select(line => line.Text)))));
        Assert.Equal([true, false, false], rows.Select(row => row.IsHeader));
    }

    [Fact]
    public void ATableWithAnEmptyCellIsNotGuessedAt()
    {
        var document = Read(Of(Lines(50, 760, Prose) + T(50, 690, "Name") + T(120, 690, "X") + T(200, 690, "Facebook") + T(50, 670, "Friends") + T(200, 670, "@friends") + T(50, 650, "Office") + T(120, 650, "@office") + T(200, 650, "@theoffice")));
        Assert.Single(document.Blocks);
        Assert.Equal("table-unclear", Assert.Single(document.Findings).Code);
    }

    [Fact]
    public void AHandleTornInANarrowCellIsNotGuessedAt()
    {
        var document = Read(Of(T(50, 690, "Platform") + T(120, 690, "Message") + T(50, 670, "X") + Lines(120, 670, "@MinWaterA", "rd now")));
        Assert.Empty(document.Blocks);
        Assert.Equal("table-unclear", Assert.Single(document.Findings).Code);
    }

    [Fact]
    public void LabelsWithTheirValuesAreLines() =>
        Assert.Equal(["Fax:\t+44 20 7946 0441|Phone:\t+44 20 7946 0442"], Texts(T(50, 700, "Fax:") + T(120, 700, "+44 20 7946 0441") + T(50, 688, "Phone:") + T(120, 688, "+44 20 7946 0442")));

    [Fact]
    public void ItemsAreToldByBulletNumberOrDrawnDot()
    {
        var blocks = Read(Of(Lines(50, 760, Prose) + T(50, 700, "\u2022") + T(70, 700, "one") + T(50, 688, "\u2022 two") + T(50, 676, "1. three") + T(50, 664, "2. four") + T(60, 652, "five") + "52 655 3 3 re f\n" + Lines(50, 620, [.. Prose, "27. Januar", "2019. was"]))).Blocks;
        Assert.Equal([("", string.Join(' ', Prose)), ("\u2022", "one"), ("\u2022", "two"), ("1.", "three"), ("2.", "four"), ("-", "five"), ("", string.Join(' ', Prose) + " 27. Januar 2019. was")], blocks.Select(block => (block.Marker, block.Text)));
    }

    [Fact]
    public void AHyphenAtTheEndOfALineIsKeptAndSaid()
    {
        var document = Read(Of(Lines(50, 700, Prose[0], Prose[1], "any person, and the words are here to fill the lines of this nice col-", "umn.")));
        Assert.EndsWith("lines of this nice col-umn.", document.Blocks[0].Text, StringComparison.Ordinal);
        var finding = Assert.Single(document.Findings);
        Assert.Equal("hyphen", finding.Code);
        Assert.Contains("\u201Ccol-umn.\u201D", finding.Reason, StringComparison.Ordinal);
    }

    // A font whose sign 128 is "ffi" drawn as one.
    private static byte[] WithLigature(string content)
    {
        const string map = "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapName /M def\n/CMapType 2 def\n1 begincodespacerange\n<00> <FF>\nendcodespacerange\n"
            + "1 beginbfrange\n<20> <7E> <0020>\nendbfrange\n1 beginbfchar\n<80> <FB03>\nendbfchar\nendcmap\nend\nend";
        return Make([content], "", $"<< /Length {map.Length} >>\nstream\n{map}\nendstream",
            $"/F3 << /Type /Font /Subtype /TrueType /BaseFont /Invented /FirstChar 32 /LastChar 128 /Widths [{string.Join(' ', Enumerable.Repeat("500", 97))}] /ToUnicode 20 0 R /FontDescriptor << /Type /FontDescriptor /FontName /Invented /Flags 32 /FontBBox [0 0 500 700] /ItalicAngle 0 /Ascent 700 /Descent 0 /CapHeight 700 /StemV 80 >> >>");
    }

    [Fact]
    public void JoinedLettersStayInTextsAndAreSpelledOutInAddresses()
    {
        var document = Read(WithLigature("BT /F3 10 Tf 50 700 Td (The o\\200ce: o\\200ce@court.example, @o\\200ce, #o\\200ce) Tj ET"));
        Assert.Equal("The o\uFB03ce: office@court.example, @office, #office", Assert.Single(document.Blocks).Text);
        var finding = Assert.Single(document.Findings);
        Assert.Equal("ligature", finding.Code);
        Assert.Contains("o\uFB03ce", finding.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatStandsOnEveryPageIsNotReadAndSaid()
    {
        var document = Read(Of([.. Enumerable.Range(1, 3).Select(i => T(50, 780, "Invented Organisation") + Lines(50, 700, [.. Prose, $"page {i}."]) + T(300, 20, $"Page {i} of 3"))]));
        Assert.Equal(3, document.Blocks.Count);
        Assert.Equal(["left-out", "left-out"], document.Findings.Select(finding => finding.Code));
    }

    [Fact]
    public void WhatABrowserPrintsRoundASinglePageIsNotRead() =>
        Assert.Equal(["The appeal of an invented group."], Texts(T(20, 785, "11/24/26, 7:29 PM", 8) + T(250, 785, "A title", 8) + T(50, 700, "The appeal of an invented group.") + T(20, 15, "https://ngo.example/action", 8) + T(560, 15, "1/1", 8)));

    [Fact]
    public void TurnedTextIsNotReadAndSaid()
    {
        var document = Read(Of(T(50, 700, "upright") + "BT /F1 10 Tf 0 1 -1 0 30 300 Tm (sideways) Tj ET\n"));
        Assert.Equal("upright", Assert.Single(document.Blocks).Text);
        Assert.Contains("sideways", Assert.Single(document.Findings).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void TextBehindAPictureIsSaidToBeRecognisedByAMachine() =>
        Assert.Equal("recognised-text", Assert.Single(Read(Of("3 Tr\n" + T(50, 700, "what a machine has recognised here"))).Findings).Code);

    [Fact]
    public void BoldMadeByWritingTwiceIsReadOnce() => Assert.Equal(["twice"], Texts(T(50, 700, "twice") + T(50.2, 700, "twice")));

    private const string Picture = "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>\nstream\nA\nendstream";

    [Fact]
    public void AScanWithoutTextSaysSo() => Refused("scan", Make(["q 600 0 0 800 0 0 cm /I Do Q"], "", Picture));

    [Fact]
    public void APageThatIsAPictureAmongOthersIsSaid()
    {
        var finding = Assert.Single(Read(Make([Lines(50, 700, Prose), "q 600 0 0 800 0 0 cm /I Do Q"], "", Picture)).Findings);
        Assert.Equal(("scan", Severity.Warning, 2), (finding.Code, finding.Severity, finding.Place!.Line));
    }

    [Fact]
    public void AFontThatDoesNotSayItsLettersIsNotGuessedAt()
    {
        const string font = "/F3 << /Type /Font /Subtype /Type0 /BaseFont /Invented /Encoding /Identity-H /DescendantFonts [<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Invented /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 500 "
            + "/FontDescriptor << /Type /FontDescriptor /FontName /Invented /Flags 4 /FontBBox [0 0 500 700] /ItalicAngle 0 /Ascent 700 /Descent 0 /CapHeight 700 /StemV 80 >> >>] >>";
        Refused("no-letters", Make(["BT /F3 10 Tf 50 700 Td <00410042004300440045004600470048004100420043004400450046004700480041> Tj ET"], "", "", font));
    }

    [Fact]
    public void AProtectedPdfSaysSo()
    {
        var key = new string('1', 64);
        Refused("encrypted", Make([T(50, 700, "secret")], "/Encrypt 20 0 R /ID [<00112233445566778899AABBCCDDEEFF> <00112233445566778899AABBCCDDEEFF>]", $"<< /Filter /Standard /V 1 /R 2 /O <{key}> /U <{key}> /P -4 >>"));
    }

    [Fact]
    public void AnEmptyPdfSaysSo() => Refused("no-text", Of(""));

    [Theory]
    [InlineData("")]
    [InlineData("%PDF-1.7")]
    [InlineData("no PDF at all")]
    public void WhatIsNoPdfSaysSo(string content) => Refused("unreadable", Encoding.UTF8.GetBytes(content));

    [Fact]
    public void ACutOffPdfIsReadAsFarAsItGoesOrRefused()
    {
        var whole = Of(Lines(50, 700, Prose));
        for (var length = 0; length < whole.Length; length += 97)
        {
            var document = Read(whole[..length]);
            Assert.True(document.Findings.Count > 0 || document.Blocks.Count > 0);
        }
    }

    [Fact]
    public void PagesBeyondTheBoundAreNotReadAndSaid()
    {
        var document = Read(Of([.. Enumerable.Range(1, PdfReader.MaxPages + 10).Select(i => T(50, 700, $"page {i} of an invented document"))]));
        Assert.Equal(PdfReader.MaxPages, document.Blocks.Count);
        Assert.Equal("too-large", document.Findings[0].Code);
    }

    [Fact]
    public void APlaceIsAPageAndACharacterOnIt()
    {
        var run = Read(Of(T(50, 700, "one."), T(50, 700, "two.") + T(50, 600, "three."))).Blocks[2].Lines[0].Runs[0];
        Assert.Equal((new TextPosition(2, 6), new TextPosition(2, 12)), (run.Start, run.End));
    }

    private static void Refused(string code, byte[] bytes)
    {
        var document = Read(bytes);
        Assert.Empty(document.Blocks);
        var finding = Assert.Single(document.Findings);
        Assert.Equal((code, Severity.Error), (finding.Code, finding.Severity));
    }
}
