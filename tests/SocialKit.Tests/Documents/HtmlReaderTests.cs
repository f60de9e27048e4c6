using System.Text;
using SocialKit.Documents;
using SocialKit.Import;

namespace SocialKit.Tests.Documents;

/// <summary>A web page is read as a browser shows it. Names are invented.</summary>
public sealed class HtmlReaderTests
{
    private static Document Read(string html) => new HtmlReader().Read(Encoding.UTF8.GetBytes(html), "a.html");

    private static string[] Lines(string html) => [.. Read(html).Blocks.SelectMany(block => block.Lines).Select(line => line.Text)];

    private static Block Only(string html) => Assert.Single(Read(html).Blocks);

    [Theory]
    [InlineData("<p>a &amp; b &eacute;&#233; &lt;c&gt;</p>", "a & b éé <c>")]
    [InlineData("<p>  one\n   two\t three  </p>", "one two three")]
    [InlineData("<p>one <b> two</b> <i>three </i></p>", "one two three")]
    [InlineData("<p>no\u00A0break\u00A0\u00A0two</p>", "no\u00A0break\u00A0\u00A0two")]
    [InlineData("<p>soft\u00ADhyphen</p>", "soft\u00ADhyphen")]
    [InlineData("<p>@_name_ *a* #T_a_g \\</p>", "@_name_ *a* #T_a_g \\")]
    [InlineData("<p>\U0001F600 &#x1F600;</p>", "\U0001F600 \U0001F600")]
    [InlineData("<p>a<!-- b -->c<script>d</script></p>", "ac")]
    [InlineData("plain", "plain")]
    [InlineData("<p>&#10;x&#9;y</p>", "x y")]
    [InlineData("<p>ﬁnal ﬂag</p>", "ﬁnal ﬂag")]
    public void TheTextIsWhatABrowserShows(string html, string expected) => Assert.Equal([expected], Lines(html));

    [Fact]
    public void ABreakIsHardAndALineOfTheSourceIsNone()
    {
        var block = Only("<p>a<br>b\nc<br/>d</p>");
        Assert.Equal(["a", "b c", "d"], block.Lines.Select(line => line.Text));
        Assert.Equal([true, true, false], block.Lines.Select(line => line.EndsHard));
    }

    [Fact]
    public void TwoBreaksPartParagraphs() =>
        Assert.Equal(["a", "b"], Read("<div>a<br><br>b</div>").Blocks.Select(block => block.Text));

    [Fact]
    public void HeadingsListsAndQuotationsAreTold()
    {
        var blocks = Read("<h2>Title</h2><ul><li>one<ul><li>two</li></ul>after</li></ul><ol start=3><li>three</ol><blockquote><p>q</blockquote>").Blocks;
        Assert.Equal(
            [(BlockKind.Heading, 2, "", "Title"), (BlockKind.ListItem, 1, "-", "one"), (BlockKind.ListItem, 2, "-", "two"), (BlockKind.Paragraph, 0, "", "after"), (BlockKind.ListItem, 1, "3.", "three"), (BlockKind.Paragraph, 0, "", "q")],
            blocks.Select(block => (block.Kind, block.Level, block.Marker, block.Text)));
        Assert.True(blocks[^1].IsQuoted);
    }

    [Fact]
    public void AnItemHoldsAllItsParagraphs()
    {
        var item = Only("<ul><li><p>one</p><p>two</p></li></ul>");
        Assert.Equal(["one", "", "two"], item.Lines.Select(line => line.Text));
    }

    [Fact]
    public void BoldAndLinksAreKept()
    {
        var runs = Only("<p><strong>Fax:</strong> <a href=' mailto:a@b.example '>a@b.example</a><span style='font-weight: 700'>x</span></p>").Lines[0].Runs;
        Assert.Equal([("Fax:", true, null), (" ", false, null), ("a@b.example", false, "mailto:a@b.example"), ("x", true, null)], runs.Select(run => (run.Text, run.IsBold, run.Link)));
    }

    [Fact]
    public void ATableIsReadByRowsAndColumns()
    {
        var rows = Read("<table><tr><th>Platform<th>Message</tr><tr><td rowspan=2>X<td>one<br>two</tr><tr><td>three</tr></table>").Blocks;
        Assert.Equal([true, false, false], rows.Select(row => row.IsHeader));
        Assert.Equal([["X"], ["one", "two"]], rows[1].Cells.Select(cell => cell.Select(line => line.Text)));
        Assert.Equal([["X"], ["three"]], rows[2].Cells.Select(cell => cell.Select(line => line.Text)));
        Assert.Same(rows[1].Cells[1][0], rows[1].Lines[1]);
    }

    [Fact]
    public void WithoutAMarkedHeaderTheFirstRowNamesTheColumns() =>
        Assert.Equal([true, false], Read("<table><tr><td>Platform<td>Text</tr><tr><td>X<td>a</tr></table>").Blocks.Select(row => row.IsHeader));

    [Fact]
    public void ATableThatLaysOutAPageIsReadCellByCell() =>
        Assert.Equal([BlockKind.Paragraph, BlockKind.Heading, BlockKind.Paragraph],
            Read("<table><tr><td><table><tr><td>logo</td></tr></table></td></tr><tr><td><h1>Title</h1><p>text</td></tr></table>").Blocks.Select(block => block.Kind));

    [Fact]
    public void WhatIsHiddenIsNotReadAndSaid()
    {
        var document = Read("<p>seen</p><p hidden>one</p><div style='display:none'>two</div><template>three</template>");
        Assert.Equal("seen", Assert.Single(document.Blocks).Text);
        Assert.Equal([("hidden-text", 1, 12), ("hidden-text", 1, 29)], document.Findings.Select(finding => (finding.Code, finding.Place!.Line, finding.Place.Column)));
        Assert.Contains("one", document.Findings[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void OnlyTheMainPartIsReadWhereThereIsOne()
    {
        var document = Read("<nav><a href=/>Home</a></nav><div><p>Follow us @ngo</p></div><main><p>appeal</p></main><footer>imprint</footer>");
        Assert.Equal("appeal", Assert.Single(document.Blocks).Text);
        Assert.Equal("left-out", Assert.Single(document.Findings).Code);
    }

    [Fact]
    public void NavigationAndFooterOfAPageWithoutAMainPartAreLeftOutAndSaid()
    {
        var document = Read("<nav>Home</nav><p>appeal</p><footer>imprint</footer>");
        Assert.Equal("appeal", Assert.Single(document.Blocks).Text);
        Assert.Equal(["left-out", "left-out"], document.Findings.Select(finding => finding.Code));
    }

    [Fact]
    public void AnAddressThatCloudflareMasksIsReadAsABrowserShowsIt()
    {
        var code = Convert.ToHexStringLower([0x2a, .. Encoding.ASCII.GetBytes("press@office.example").Select(b => (byte)(b ^ 0x2a))]);
        var run = Only($"<p><a href='/cdn-cgi/l/email-protection' data-cfemail='{code}'>[email&#160;protected]</a></p>").Lines[0].Runs[0];
        Assert.Equal(("press@office.example", "mailto:press@office.example"), (run.Text, run.Link));
    }

    [Theory]
    [InlineData("")]
    [InlineData("2a")]
    [InlineData("zz00112233")]
    [InlineData("00414243")]
    public void AMaskedAddressWithoutItsCodeStaysMasked(string code) =>
        Assert.Equal(["[email\u00A0protected]"], Lines($"<p><a data-cfemail='{code}'>[email&#160;protected]</a></p>"));

    [Fact]
    public void EveryRunStandsWhereItSays()
    {
        const string html = "<html>\n<body>\r\n<!-- < -->\n<p class=\"a>b\">one &amp; two\r\n  three <b>four</b>&nbsp;five</p>\n<ul><li>six &lt;seven&gt;\n</ul>\n";
        var source = html.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n');
        var runs = Read(html).Blocks.SelectMany(block => block.Lines).SelectMany(line => line.Runs).ToList();
        Assert.Equal("one & two three four\u00A0five six <seven>", string.Join(' ', Lines(html)));
        Assert.All(runs, run =>
        {
            var there = source[run.Start.Line - 1][(run.Start.Column - 1)..];
            Assert.True(there.StartsWith(run.Text, StringComparison.Ordinal) || there.StartsWith('&') || (run.Text == " " && there.Trim().Length == 0) || there.StartsWith(' '), $"{run.Text} at {run.Start}: {there}");
        });
        Assert.Equal(new TextPosition(5, 9), runs.Single(run => run.Text == "three ").Start with { Column = 9 });
    }

    [Theory]
    [InlineData("windows-1251", "Освободите", "<meta charset=windows-1251>")]
    [InlineData("koi8-r", "Освободите", "<meta http-equiv=Content-Type content=\"text/html; charset=koi8-r\">")]
    [InlineData("iso-8859-1", "Libérez", "<meta charset='ISO-8859-1'>")]
    public void TheEncodingThatThePageStatesIsTakenAndSaid(string encoding, string text, string meta)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var document = new HtmlReader().Read(Encoding.GetEncoding(encoding).GetBytes($"<html><head>{meta}</head><p>{text}</p>"), "a.html");
        Assert.Equal(text, Assert.Single(document.Blocks).Text);
        Assert.Equal("encoding", Assert.Single(document.Findings).Code);
    }

    [Fact]
    public void APageThatIsUtf8IsReadSoWhateverItStates() => Assert.Equal(["Освободите é"], Lines("<meta charset=windows-1251><p>Освободите é</p>"));

    [Theory]
    [InlineData("<div>")]
    [InlineData("<b>")]
    [InlineData("<table><td>")]
    [InlineData("<ul><li>")]
    [InlineData("<svg>")]
    public void APageThatNestsAHundredThousandDeepIsRefused(string tag)
    {
        var document = Read(string.Concat(Enumerable.Repeat(tag, 100_000)) + "x");
        Assert.Equal("too-deep", Assert.Single(document.Findings).Code);
        Assert.Empty(document.Blocks);
    }

    [Theory]
    [InlineData("<p>")]
    [InlineData("<p>a")]
    [InlineData("<br>")]
    [InlineData("<li>x")]
    [InlineData("<!-- ")]
    [InlineData("<a href=\"")]
    [InlineData("<script>\n")]
    [InlineData("&amp;")]
    [InlineData("</div>")]
    [InlineData("<td>x")]
    [InlineData("<img src=a>")]
    public void ManyOfAnythingDoNotHang(string piece) => Fuzzing.Within(string.Concat(Enumerable.Repeat(piece, 50_000)), html => Read(html));
}
