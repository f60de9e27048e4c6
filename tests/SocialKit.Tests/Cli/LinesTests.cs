using System.Text;
using System.Text.Json;
using CsCheck;
using SocialKit.Cli.Lines;

namespace SocialKit.Tests.Cli;

public sealed class LinesTests : IDisposable
{
    private static readonly Gen<string> AnyUtf16 = Gen.Frequency(
        (8, Gen.Char['\0', '\u00FF']), (2, Gen.Char), (1, Gen.Char['\uD800', '\uDFFF'])).Array[0, 60].Select(units => new string(units));

    private readonly CliRun _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void EveryLineGetsItsObjectInOrder()
    {
        Assert.Equal(0, _cli.RunWith("\"Ask @somebody\"\n\"#Free\"\n", "check", "-", "--lines", "-p", "x", "--json"));
        Assert.Equal(
            """
            {"platform":"x","length":13,"limit":280,"valid":true,"permillage":46,"entities":[{"kind":"mention","text":"@somebody","start":4,"end":13}],"findings":[]}
            {"platform":"x","length":5,"limit":280,"valid":true,"permillage":17,"entities":[{"kind":"hashtag","text":"#Free","start":0,"end":5}],"findings":[]}

            """.ReplaceLineEndings("\n"), _cli.Out);
    }

    [Fact]
    public void ALineThatIsNoJsonStringIsNamedAndTheOthersStillAnswered()
    {
        Assert.Equal(3, _cli.RunWith("\"a\"\nnope\n\n\"b\\q\"\n\"c\" \"d\"\n\"e", "check", "-", "--lines", "-p", "x"));
        var lines = _cli.Out.TrimEnd('\n').Split('\n').Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(6, lines.Count);
        Assert.Equal(1, lines[0].GetProperty("length").GetInt32());
        Assert.Equal([2, 3, 4, 5, 6], lines.Skip(1).Select(line => line.GetProperty("line").GetInt32()));
    }

    [Fact]
    public void AFindingStandsInItsLineAndNotInTheExitCode()
    {
        Assert.Equal(0, _cli.RunWith($"\"{new string('x', 281)}\"\n", "check", "-", "--lines", "-p", "x"));
        var answer = JsonDocument.Parse(_cli.Out).RootElement;
        Assert.False(answer.GetProperty("valid").GetBoolean());
        Assert.Equal("too-long", answer.GetProperty("findings")[0].GetProperty("code").GetString());
    }

    [Fact]
    public void LinksAreNotShortened()
    {
        const string link = "https://www.example.org/a/path/that/is/longer/than/shown";
        Assert.Equal(0, _cli.RunWith($"\"{link}\"", "check", "-", "--lines", "-p", "bluesky"));
        Assert.Equal(link.Length, JsonDocument.Parse(_cli.Out).RootElement.GetProperty("length").GetInt32());
    }

    [Theory]
    [InlineData("check", "--lines", "-p", "x")]
    [InlineData("check", "-", "--lines")]
    [InlineData("check", "-", "--lines", "-p", "x", "--profile", "x-2031")]
    [InlineData("check", "-", "--lines", "-p", "bluesky", "--profile", "x-current")]
    public void WhatLinesCannotDoExits2(params string[] arguments) => Assert.Equal(2, _cli.Run(arguments));

    [Fact]
    public void TheProfileSaysWhichEditionOfTheRulesCounts()
    {
        const string newerEmoji = "\"\U0001F9D1\u200D\U0001F91D\u200D\U0001F9D1\""; // people holding hands, Emoji 12
        _cli.RunWith(newerEmoji, "check", "-", "--lines", "-p", "x", "--profile", "twitter-text-3.1.0");
        var reference = _cli.Out;
        _cli.RunWith(newerEmoji, "check", "-", "--lines", "-p", "x", "--profile", "x-current");
        Assert.NotEqual(reference, _cli.Out);
    }

    [Fact]
    public void AnyTextComesThroughItsEscapesExactly() => AnyUtf16.Sample(text =>
    {
        var reader = new JsonStringReader();
        var line = "\"" + string.Concat(text.Select(unit => $"\\u{(int)unit:x4}")) + "\"";
        return reader.Read(Encoding.UTF8.GetBytes(line)) is null && reader.Text.SequenceEqual(text);
    });

    [Fact]
    public void AnyTextIsWrittenAsJsonThatReadsBackExactly() => AnyUtf16.Sample(text =>
    {
        using var stream = new MemoryStream();
        var output = new LineOutput(stream);
        output.Text(text);
        output.Flush();
        var reader = new JsonStringReader();
        return reader.Read(stream.ToArray()) is null && reader.Text.SequenceEqual(text);
    });

    [Fact]
    public void NothingThatATerminalWouldObeyIsWrittenRaw()
    {
        using var stream = new MemoryStream();
        var output = new LineOutput(stream);
        output.Text("\u001b\u009b\u0007");
        output.Flush();
        Assert.Equal("\"\\u001b\\u009b\\u0007\"", Encoding.UTF8.GetString(stream.ToArray()));
    }

    [Fact]
    public void LinesAreTheSameHoweverTheStreamIsCut() => Gen.Select(Gen.Int[0, 40].List[0, 30], Gen.Int[1, 7]).Sample((lengths, piece) =>
    {
        var lines = lengths.Select((length, index) => new string((char)('a' + (index % 26)), length)).ToList();
        using var stream = new InPieces(Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n"), piece);
        var source = new LineSource(stream, () => { });
        List<string> read = [];
        while (source.TryRead(out var line, out _))
            read.Add(Encoding.UTF8.GetString(line));
        return read.SequenceEqual(lengths.Count == 0 ? [""] : lines);
    });

    [Fact]
    public void ALineThatIsTooLongIsPassedOverAndTheNextIsRead()
    {
        using var stream = new InPieces([.. Enumerable.Repeat((byte)'x', (2 * LineSource.LongestLine) + 1), .. "\nnext"u8], 1 << 20);
        var source = new LineSource(stream, () => { });
        Assert.True(source.TryRead(out _, out var isTooLong) && isTooLong);
        Assert.True(source.TryRead(out var next, out isTooLong) && !isTooLong && next.SequenceEqual("next"u8));
        Assert.False(source.TryRead(out _, out _));
    }

    [Fact]
    public void WhatIsReadyIsGivenAwayBeforeMoreIsAskedFor()
    {
        using var stream = new InPieces("\"a\"\n\"b\"\n"u8.ToArray(), 4);
        var asked = 0;
        var source = new LineSource(stream, () => asked++);
        Assert.True(source.TryRead(out _, out _));
        Assert.Equal(1, asked);
        Assert.True(source.TryRead(out _, out _));
        Assert.Equal(2, asked);
    }

    // A pipe that gives little at a time.
    private sealed class InPieces(byte[] content, int piece) : MemoryStream(content)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, piece));
    }
}
