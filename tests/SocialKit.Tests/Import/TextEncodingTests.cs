using System.Text;
using SocialKit.Import;

namespace SocialKit.Tests.Import;

/// <summary>In which encoding a document is, is told or not told; never guessed silently.</summary>
public sealed class TextEncodingTests
{
    private const string Russian = "СРОЧНАЯ АКЦИЯ\n\nОсвободите Вымышленного Человека! Он узник совести.\n";
    private const string French = "ACTION URGENTE\n\nLibérez le poète imaginé : c’est un prisonnier d’opinion, arrêté à tort.\n";

    static TextEncodingTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static TheoryData<string, string, bool, string> Encodings => new()
    {
        { Russian, "windows-1251", false, "Windows-1251" },
        { French, "windows-1252", false, "Windows-1252" },
        { "Release “Invented Person” — now!", "windows-1252", false, "Windows-1252" },
        { Russian, "utf-16", true, "UTF-16" },
        { French, "utf-16BE", true, "UTF-16" },
        { Russian, "utf-16", false, "UTF-16 without a mark, low byte first" },
        { French, "utf-16BE", false, "UTF-16 without a mark, high byte first" },
    };

    [Theory]
    [MemberData(nameof(Encodings))]
    public void AnEncodingThatCanBeToldIsTakenAndSaid(string text, string encoding, bool withMark, string said)
    {
        var codes = Encoding.GetEncoding(encoding);
        byte[] bytes = [.. withMark ? codes.GetPreamble() : [], .. codes.GetBytes(text)];
        foreach (var reader in Importer.Readers)
        {
            var document = reader.Read(bytes, "a.txt");
            Assert.Equal(text.Split('\n', StringSplitOptions.RemoveEmptyEntries), document.Blocks.Select(block => block.Text));
            var finding = Assert.Single(document.Findings);
            Assert.Equal(("encoding", Severity.Warning), (finding.Code, finding.Severity));
            Assert.Contains($"read as {said},", finding.Reason, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("utf-8", true)]
    [InlineData("utf-8", false)]
    public void NothingIsSaidOfUtf8(string encoding, bool withMark)
    {
        var codes = Encoding.GetEncoding(encoding);
        Assert.Empty(new PlainTextReader().Read((byte[])[.. withMark ? codes.GetPreamble() : [], .. codes.GetBytes(Russian + French)], "a.txt").Findings);
    }

    [Theory]
    [InlineData("koi8-r", Russian)]
    [InlineData("iso-8859-5", Russian)]
    [InlineData("cp866", Russian)]
    [InlineData("shift_jis", "想像上の人物を釈放せよ。ただちに。")]
    [InlineData("gb2312", "释放虚构的人，立即释放。")]
    [InlineData("windows-1252", "ÝÿÞ ÿþý")]
    [InlineData("utf-16", "想像上の人物を釈放せよ")]
    public void WhatCannotBeToldIsRefused(string encoding, string text)
    {
        var document = new PlainTextReader().Read(Encoding.GetEncoding(encoding).GetBytes(text), "a.txt");
        Assert.Empty(document.Blocks);
        Assert.Equal(Severity.Error, Assert.Single(document.Findings).Severity);
    }

    [Theory]
    [InlineData(true, 1251)]
    [InlineData(false, 1252)]
    public void TheTablesAreThoseOfTheEncodings(bool cyrillic, int codePage)
    {
        var encoding = Encoding.GetEncoding(codePage);
        for (var b = 0x80; b <= 0xFF; b++)
        {
            // The five bytes that mean nothing are control characters there, and nothing here.
            var expected = encoding.GetString([(byte)b]);
            Assert.Equal(expected[0] < 0xA0 ? null : expected, TextEncodings.ByTable([(byte)b], cyrillic));
        }
    }
}
