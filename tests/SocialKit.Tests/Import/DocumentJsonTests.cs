using System.Text;
using System.Text.Json;
using SocialKit.Documents;
using SocialKit.Import;

namespace SocialKit.Tests.Import;

/// <summary>A document comes out of its JSON as it went in.</summary>
public sealed class DocumentJsonTests
{
    private static readonly string Page = "<h2>T\u202E</h2><ul><li><b>one</b><br>two <a href='x'>l</a><img src=p><ul><li>three</ul></ul><blockquote>q</blockquote>"
        + "<p hidden>h</p><table><tr><th>Platform<th>Text</tr><tr><td rowspan=2>X<td>a<br>b</tr><tr><td>c</tr></table>\uFFFF";

    [Fact]
    public void WhatIsWrittenIsReadAsTheSameDocument()
    {
        var document = new HtmlReader().Read(Encoding.UTF8.GetBytes(Page), "a.html");
        var json = DocumentJson.ToUtf8(document);
        Assert.DoesNotContain((byte)'\n', json.ToArray());
        Assert.Equal(document, DocumentJson.Read(json, "a.html"));
    }

    [Fact]
    public void ARowsLinesAreItsCellsLines()
    {
        var read = DocumentJson.Read(DocumentJson.ToUtf8(new HtmlReader().Read(Encoding.UTF8.GetBytes(Page), "a.html")), "a.html");
        var row = read.Blocks.Last(block => block.Kind == BlockKind.TableRow);
        Assert.Same(row.Cells[0][0], row.Lines[0]);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("1")]
    [InlineData("{\"blocks\":[1],\"findings\":[]}")]
    [InlineData("{\"blocks\":[{\"kind\":\"x\"}],\"findings\":[]}")]
    [InlineData("{\"blocks\":[],\"findings\":[[]]}")]
    [InlineData("{\"blocks\":[")]
    public void OtherJsonIsNoDocument(string json) => Assert.ThrowsAny<JsonException>(() => DocumentJson.Read(Encoding.UTF8.GetBytes(json), "a"));
}
