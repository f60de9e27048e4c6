using System.Text;
using SocialKit.Import;

namespace SocialKit.Tests.Import;

public sealed class MarkdownReaderTests
{
    private static Document Read(string text) => new MarkdownReader().Read(Encoding.UTF8.GetBytes(text), "a.md");

    private static string[] Lines(string text) => [.. Read(text).Blocks.SelectMany(block => block.Lines).Select(line => line.Text)];

    [Theory]
    [InlineData(@"@struthers\_marie, \$700", "@struthers_marie, $700")]
    [InlineData("@_name_ and @other_", "@_name_ and @other_")]
    [InlineData("5*3*2 #a_b_c", "5*3*2 #a_b_c")]
    [InlineData("**bold** and *thin*", "bold and thin")]
    [InlineData("a &amp; b &#233;", "a & b é")]
    [InlineData("<https://e.example/a_b_c>", "https://e.example/a_b_c")]
    [InlineData("[text](https://e.example)", "text")]
    [InlineData("[STATE] and [link to your pic]", "[STATE] and [link to your pic]")]
    [InlineData("`#Tag` here", "#Tag here")]
    [InlineData("2019. was a bad year", "2019. was a bad year")]
    [InlineData("27. Januar 2015", "27. Januar 2015")]
    [InlineData("&#10;x", " x")]
    [InlineData("an [open bracket, **two stars and a | bar", "an [open bracket, **two stars and a | bar")]
    public void TheTextIsWhatAReaderSees(string markdown, string expected) => Assert.Equal([expected], Lines(markdown));

    [Fact]
    public void HardAndSoftBreaksAreTold()
    {
        var block = Assert.Single(Read("a  \nb\nc<br>d\\\ne").Blocks);
        Assert.Equal(["a", "b", "c", "d", "e"], block.Lines.Select(line => line.Text));
        Assert.Equal([true, false, true, true, false], block.Lines.Select(line => line.EndsHard));
    }

    [Fact]
    public void ATagOverTwoLinesIsOneLine() => Assert.Equal("Embassy <b  class> of C", Assert.Single(Assert.Single(Read("Embassy <b \nclass> of C").Blocks).Lines).Text);

    [Fact]
    public void ABreakInTheAddressOfALinkIsABlank() => Assert.Equal("mailto: a@b.example", Assert.Single(Assert.Single(Assert.Single(Read("[mail](mailto:&#10;a@b.example)").Blocks).Lines).Runs).Link);

    [Fact]
    public void AnIndentedTextIsReadWithoutItsIndent()
    {
        var document = Read("        URGENT\n\n        Head of Office\n        Email: a@b.example\n");
        Assert.Equal([BlockKind.Paragraph, BlockKind.Paragraph], document.Blocks.Select(block => block.Kind));
        Assert.Equal(["Head of Office", "Email: a@b.example"], document.Blocks[1].Lines.Select(line => line.Text));
        Assert.Equal(new TextPosition(4, 9), document.Blocks[1].Lines[1].PositionOf(0));
    }

    [Fact]
    public void ACellKeepsBreaksAndEscapedBars()
    {
        var row = Read("| a | b |\n|---|---|\n| x \\| y<br>z | [q](http://w.example) |").Blocks[1];
        Assert.Equal(["x | y", "z"], row.Cells[0].Select(line => line.Text.Trim()));
        Assert.Equal("http://w.example", row.Cells[1][0].Runs[0].Link);
    }

    [Fact]
    public void AParagraphAboveARuleIsNoHeading() => Assert.Equal(BlockKind.Paragraph, Read("one\ntwo\n---\n").Blocks[0].Kind);

    [Fact]
    public void EveryRunStandsWhereItSays()
    {
        foreach (var path in Directory.GetFiles(TestData.Path("documents"), "*.md"))
        {
            var source = File.ReadAllText(path).Split('\n');
            foreach (var run in Read(File.ReadAllText(path)).Blocks.SelectMany(block => block.Lines).SelectMany(line => line.Runs))
            {
                var (line, column) = (source[run.Start.Line - 1], run.Start.Column - 1);
                Assert.Equal(run.Text, line.Substring(column, run.Text.Length));
                Assert.Equal(run.End, new TextPosition(run.Start.Line, run.Start.Column + run.Text.Length));
            }
        }
    }

    [Fact]
    public void HtmlIsReportedAndCommentsAreNot()
    {
        var document = Read("<!-- note -->\n\n<div>\nText\n</div>\n");
        Assert.Empty(document.Blocks);
        var finding = Assert.Single(document.Findings);
        Assert.Equal(("left-out", 3), (finding.Code, finding.Place!.Line));
    }

    [Theory]
    [InlineData(new byte[] { 0x61, 0x0A, 0x62, 0xFF }, "not-utf8", 2, 2)]
    [InlineData(new byte[] { 0x61, 0x00 }, "not-text", 1, 2)]
    public void WhatIsNoTextIsAFinding(byte[] bytes, string code, int line, int column)
    {
        var document = new MarkdownReader().Read(bytes, "a.md");
        var finding = Assert.Single(document.Findings);
        Assert.Equal((code, line, column), (finding.Code, finding.Place!.Line, finding.Place.Column));
    }

    [Fact]
    public void AFileOverTheLimitIsNotRead() =>
        Assert.Equal("too-large", Assert.Single(new MarkdownReader(maxBytes: 10).Read(new byte[11], "a.md").Findings).Code);

    [Fact]
    public void AByteOrderMarkIsNoText() => Assert.Equal("a", new MarkdownReader().Read("\uFEFFa"u8.ToArray(), "a.md").Blocks[0].Text);

    [Theory]
    [InlineData(">", 15_000)]
    [InlineData("- ", 9_000)]
    [InlineData("[", 19_000)]
    [InlineData("[a](", 10_000)]
    [InlineData("*a ", 30_000)]
    [InlineData("# a\n", 50_000)]
    [InlineData("- a\n", 150_000)]
    [InlineData("Fax: 1 ", 200_000)]
    [InlineData("Dear X,\n\n", 50_000)]
    [InlineData("To follow: @a\n\n", 50_000)]
    public void NestingAndSizeDoNotHang(string piece, int times)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var result = Imported.Markdown(string.Concat(Enumerable.Repeat(piece, times)));
        Assert.NotEmpty(result.Findings);
        // Quadratic time would take minutes; a loaded machine may take seconds.
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 30);
    }
}
