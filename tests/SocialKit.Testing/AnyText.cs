using CsCheck;

namespace SocialKit.Testing;

/// <summary>Generated texts for properties: every script and sign that a platform reads in its own way, and what no editor should let through.</summary>
public static class AnyText
{
    private static readonly string[] Pieces =
    [
        "a", "Z", "9", "_", " ", "\t", "\n", "\r\n", "\r", "\0", "\u0085", "\u00A0", "\u00AD", "\u200B", "\u200C", "\u200D", "\u200E", "\u202E", "\u2028", "\u2060", "\u3000", "\uFEFF", "\uFFFD", "\uFFFE",
        "@", "＠", "#", "＃", "$", ".", ",", ":", "/", "//", "://", "?", "&", "=", "-", "(", ")", "((", "))", "!", "…", "—", "’", "“", "*", "'", "·", "・", "%", "+",
        "é", "e\u0301", "ж", "қ", "Ж\u0301", "ه", "ש", "ה\u05B8", "漢", "カ", "か\u3099", "각", "\u1100\u1161", "क", "क्ष", "क्\u200Dष", "ខ្មែ", "ก", "กำ", "\u0600", "ſ", "\u212A", "İ", "ß",
        "😀", "👍🏽", "👨‍👩‍👧‍👦", "🇰🇿", "🇰", "1️⃣", "©", "®️", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "𝒜", "\uD83D", "\uDE00",
        "http", "https", "http://", "https://", "HTTPS://", "ftp://", "gemini://", "example.com", "пример.рф", "amnesty.org/en", "t.co/abc", "xn--p1ai", ".com", ".test", "a.b.c", "localhost", "127.0.0.1", "user@example.org",
        "@GenProkRK", "@name.bsky.social", "@user@mastodon.example", "@a.com", "#FreeSerikzhan", "#1", "#a#b", "$BTC", "$TOOLONG", "(https://example.org/a_(b))", "www.", "mailto:", "t.me/name", "RT @a",
    ];

    /// <summary>Texts of up to 40 pieces.</summary>
    public static Gen<string> Texts { get; } =
        Gen.Frequency((20, Gen.Int[0, Pieces.Length - 1].Select(i => Pieces[i])), (2, Gen.Char.Select(c => c.ToString())), (1, Gen.Int[0x10000, 0x10FFFF].Select(char.ConvertFromUtf32)))
            .Array[0, 40].Select(string.Concat);
}
