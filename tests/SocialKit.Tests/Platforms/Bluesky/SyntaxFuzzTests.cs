using CsCheck;
using SocialKit.Platforms.Bluesky.Syntax;

namespace SocialKit.Tests.Platforms.Bluesky;

/// <summary>Whatever is asked, the syntaxes of the AT Protocol answer, and what they accept is what it is said to be made of.</summary>
public sealed class SyntaxFuzzTests
{
    private static readonly string[] Pieces =
    [
        "at://", "at:", "//", "did:", "did:plc:", "did:web:", "example.com", "alice.test", "a", "Z", "0", "9", ".", "..", "-", "--", "_", "~", ":", "/", "#", "?", "%", "%20", "@", "!", "$", " ", "\n", "\0", "é", "ж", "\u212A", "ſ", "😀", "\uD83D",
        "xn--", ".com", ".local", ".arpa", "app.bsky.feed.post", "com.example", "self", "3jzfcijpj2z2a", "2222222222222", "7zzzzzzzzzzzz", "kjzfcijpj2z2a",
        "en", "eng", "zh-Hant", "pt-BR", "x-", "i-klingon", "en-US-x-twain", "de-CH-1996", "ja-Latn-hepburn", "1985-04-12T23:20:50.123Z", "2026-11-24", "T", "23:59:60", "+00:00", "-00:00", "Z", "0000-01-01T00:00:00Z",
    ];

    private static readonly Gen<string> Texts = Gen.Frequency(
        (8, Gen.OneOf(Pieces).Array[0, 8].Select(string.Concat)), (1, Gen.String), (1, Gen.Select(Gen.OneOf(Pieces), Gen.Int[1, 3000]).Select((piece, times) => string.Concat(Enumerable.Repeat(piece, times)))));

    [Fact]
    public void EverySyntaxAnswers() => Texts.Sample(text => Fuzzing.Within(text, text =>
    {
        var (handle, did, uri) = (HandleName.IsValid(text), Did.IsValid(text), AtUri.IsValid(text));
        Assert.Equal(handle || did, AtIdentifier.IsValid(text));
        Assert.False(handle && did);
        Assert.True(!uri || text.StartsWith("at://", StringComparison.Ordinal));
        if (uri)
            Assert.True(AtIdentifier.IsValid(text["at://".Length..].Split('/', '#', '?')[0]));
        if (Tid.IsValid(text))
            Assert.True(text.Length == 13 && RecordKey.IsValid(text));
        if (Nsid.IsValid(text))
            Assert.True(text.Split('.').Length >= 3);
        if (LanguageTag.IsValid(text))
            Assert.True(LanguageTag.IsWellFormed(text));
        if (handle || did || uri || RecordKey.IsValid(text) || Nsid.IsValid(text) || Tid.IsValid(text) || AtDateTime.IsValid(text) || LanguageTag.IsWellFormed(text))
            Assert.All(text, unit => Assert.InRange(unit, '!', '~'));
    }), iter: Fuzzing.Inputs(20_000));

    [Fact]
    public void APartOfALongerTextIsReadAlone() => Gen.Select(Texts, Texts, Texts).Sample((before, text, behind) =>
    {
        var part = (before + text + behind).AsSpan(before.Length, text.Length);
        Assert.Equal((HandleName.IsValid(text), Did.IsValid(text), AtUri.IsValid(text), Tid.IsValid(text)), (HandleName.IsValid(part), Did.IsValid(part), AtUri.IsValid(part), Tid.IsValid(part)));
        Assert.Equal((RecordKey.IsValid(text), Nsid.IsValid(text), LanguageTag.IsValid(text), AtDateTime.IsValid(text)), (RecordKey.IsValid(part), Nsid.IsValid(part), LanguageTag.IsValid(part), AtDateTime.IsValid(part)));
    }, iter: Fuzzing.Inputs(5_000));
}
