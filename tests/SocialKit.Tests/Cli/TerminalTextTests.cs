using SocialKit.Cli.Terminal;

namespace SocialKit.Tests.Cli;

public sealed class TerminalTextTests
{
    [Theory]
    [InlineData("plain ж 中 😀", "plain ж 中 😀")]
    [InlineData("\u001b[2J", "<U+001B>[2J")]
    [InlineData("\u009b2J", "<U+009B>2J")]
    [InlineData("a\0b", "a<U+0000>b")]
    [InlineData("a\u202Eb", "a<U+202E>b")]
    [InlineData("a\u200Bb", "a<U+200B>b")]
    [InlineData("a\nb\tc\rd", "a<U+000A>b<U+0009>c<U+000D>d")]
    [InlineData("👨\u200D👩", "👨\u200D👩")]
    [InlineData("می\u200Cخواهم", "می\u200Cخواهم")]
    public void WhatATerminalWouldObeyOrNobodyWouldSeeIsSpelledOut(string text, string shown) => Assert.Equal(shown, TerminalText.Clean(text));

    [Fact]
    public void HalfACharacterIsSpelledOut() => Assert.Equal("a<U+D800>b<U+DC00>", TerminalText.Clean("a\uD800b\uDC00"));

    [Fact]
    public void LineFeedsStayWhereLinesAreWanted() => Assert.Equal("a\nb<U+000D>", TerminalText.CleanLines("a\nb\r"));
}
