using CsCheck;
using SocialKit.Storage;
using SocialKit.Testing;

namespace SocialKit.Tests.Storage;

public sealed class StoredTextTests
{
    [Fact]
    public void WhateverIsWrittenIsReadAsItWas() => AnyText.Texts.Sample(text => StoredText.Read(StoredText.Write(text)) == text);

    [Fact]
    public void WhatIsStoredIsText() => AnyText.Texts.Sample(text =>
    {
        var stored = StoredText.Write(text);
        return !stored.Contains('\0') && System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(stored)) == stored;
    });

    [Theory]
    [InlineData("Свободу поэту 🕊", "Свободу поэту 🕊")]
    [InlineData("a\0b", "a\u00100000b")]
    [InlineData("\u0010", "\u00100010")]
    public void OrdinaryTextIsStoredAsItIs(string text, string stored) => Assert.Equal(stored, StoredText.Write(text));

    // Not a row of the table above: the runner would mend it.
    [Fact]
    public void HalfACharacterIsStoredAsAnEscape() => Assert.Equal("\u0010D83D!", StoredText.Write("\ud83d!"));
}
