using CsCheck;
using SocialKit.Cli.Terminal;
using Spectre.Console;

namespace SocialKit.Tests.Cli;

public sealed class WrappedTextTests
{
    private static readonly string[] Pieces = ["a", "word", "longerword", " ", " ", " ", "中文", "。", "😀", "👨\u200D👩", "é", "\n", "السلام", "https://example.org/a/long/path"];

    private static readonly Gen<List<string>> Texts = Gen.Int[0, Pieces.Length - 1].List[0, 30].Select(picked => picked.Select(piece => Pieces[piece]).ToList());

    [Theory]
    [InlineData("one two three", 7, "one two|three")]
    [InlineData("one two three", 8, "one two|three")]
    [InlineData("one two three", 3, "one|two|thr|ee")]
    [InlineData("中文字", 4, "中文|字")]
    [InlineData("中文。字", 4, "中|文。|字")]
    [InlineData("a\n\nb", 5, "a||b")]
    [InlineData("  a b", 4, "  a|b")]
    public void LinesBreakAtBlanksAndBetweenWideCharacters(string text, int width, string lines) =>
        Assert.Equal(lines, Render(width, new WrappedText(text, Style.Plain)));

    [Fact]
    public void AChangeOfStyleIsNoPlaceToBreak() =>
        Assert.Equal("one|two,|three", Render(6, new WrappedText("one ", Style.Plain).Append("two", new Style(Color.Blue)).Append(", three", Style.Plain)));

    [Fact]
    public void NothingButBlanksIsLostAndNoLineIsTooWide() => Gen.Select(Texts, Gen.Int[2, 40]).Sample((pieces, width) =>
    {
        var wrapped = new WrappedText();
        foreach (var piece in pieces)
            wrapped.Append(piece, Style.Plain);
        var lines = Render(width, wrapped);
        return Bare(lines.Replace('|', '\n')) == Bare(string.Concat(pieces)) && lines.Split('|').All(line => line.GetCellWidth() <= Math.Max(width, "👨\u200D👩".GetCellWidth()));
    });

    private static string Bare(string text) => text.Replace(" ", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal);

    private static string Render(int width, WrappedText text)
    {
        using var output = new StringWriter { NewLine = "\n" };
        TerminalConsole.Create(output, new TerminalFacts(width, IsTerminal: false, Colour: false)).Write(text);
        return output.ToString().TrimEnd('\n').Replace('\n', '|');
    }
}
