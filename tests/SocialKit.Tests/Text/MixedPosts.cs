using System.Text;

namespace SocialKit.Tests.Text;

/// <summary>Invented posts in many scripts, from a seed: what people write, and what no editor should let through. The same seed gives the same posts.</summary>
public sealed class MixedPosts(int seed)
{
    private static readonly string[][] Words =
    [
        ["freedom", "release", "the", "now", "prisoner", "of", "conscience", "Act", "today", "solidarity", "with", "human", "rights", "please", "sign", "petition", "and", "share", "court", "trial"],
        ["свободу", "права", "человека", "суд", "Алматы", "сегодня", "подпишите", "и", "требуем", "освободить", "адвокат", "граждан"],
        ["бостандық", "құқық", "Қазақстан", "азаматтық", "сот", "бүгін", "үшін", "әділдік", "өмір", "іс"],
        ["الحرية", "حقوق", "الإنسان", "اليوم", "محكمة", "سَجِين", "لل", "رأي", "تضامن", "العدالة"],
        ["חופש", "זכויות", "אדם", "היום", "עצורים", "שָׁלוֹם", "צדק"],
        ["人权", "自由", "释放", "今天", "请签名", "良心犯", "人権", "を守ろう", "署名してください", "자유", "인권", "석방하라", "서명"],
        ["मानवाधिकार", "स्वतंत्रता", "आज", "क्षमा", "रिहा", "ज़िंदगी", "न्याय", "लड़ाई"],
        ["สิทธิมนุษยชน", "เสรีภาพ", "วันนี้", "กำลัง", "ปล่อยตัว", "ทำ", "น้ำ"],
        ["Menschenrechte", "für", "señor", "liberté", "été", "Việt", "quyền", "người", "Łódź", "žena", "ñandú", "şimdi", "özgürlük", "e\u0301te\u0301", "o\u0302\u0323"],
        ["άνθρωπος", "δικαιώματα", "თავისუფლება", "უფლება", "ազատություն", "স্বাধীনতা", "মানবাধিকার", "சுதந்திரம்", "ኢትዮጵያ"],
    ];

    private static readonly string[] Emoji =
    [
        "😀", "❤️", "❤", "👍🏽", "👨‍👩‍👧‍👦", "🇰🇿", "🇺🇦", "🇰", "🏳️‍🌈", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "1️⃣", "#️⃣", "*⃣", "©", "®️", "™", "☮️", "✊🏿", "🧑‍🤝‍🧑", "🧑🏻‍❤️‍💋‍🧑🏿", "🫶", "🫶🏾", "🩷", "🐦‍🔥", "🙂‍↔️", "🕵️‍♀️", "🕵🏻‍♂️",
        "⛹🏽‍♀️", "🏋️", "☝🏼", "✌", "✌️", "🖐️", "👁️‍🗨️", "👁‍🗨", "🧔‍♀️", "🦰", "👩‍🦰", "🏴‍☠️", "🐻‍❄️", "🪫", "🫨", "🧑‍🧑‍🧒", "⌚", "⌚︎", "☀︎", "↔", "㊙️", "🀄", "🅰️",
    ];

    private static readonly string[] Addresses =
    [
        "https://www.amnesty.org/en/documents/asa17/9113/2018/en/", "http://example.com", "https://example.org/a?b=c&d=e#f", "amnesty.org/en", "example.com", "t.co/AbCdEf123", "https://t.co/AbCdEf123", "https://t.co/UqIyJAJTfo?amp=1",
        "http://example.com/a_(b)_c", "https://ru.wikipedia.org/wiki/Права_человека", "http://пример.рф/путь", "https://müller.example.de:8080/x", "foo.co.jp", "日本語.jp", "example.みんな", "https://twitter.com/a/status/1",
        "https://www.youtube.com/watch?v=dQw4w9WgXcQ.", "http://user:pass@example.com", "ftp://example.com", "http://192.168.0.1/", "localhost:80", "https://example.com/a/b/c...", "end.So", "http://a.b_c.com", "http://a_b.c.com", "xn--p1ai.xn--p1ai",
        "https://example.com/(ab(cd)ef)(gh", "http://example.com?x=1", "example.com?x=1", "example.travel/", "http://☃.net/", "http://foobar.پاکستان/", "https://EXAMPLE.Com/Path", "www.example.com", "me@example.com", "http://example.com/?q=%D0%B0+b",
    ];

    private static readonly string[] Tags =
    [
        "@GenProkRK", "@amnesty", "@a_b/list-1", "RT @amnesty:", "＠全角", "@useré", "@user://", "@twenty_characters_long_x", "#FreeSerikzhan", "#KazakhsInChina", "#свобода", "#人権", "＃タグ", "#1984", "#a1", "#été", "#क्षमा", "#a#b", "#x_y", "#a·b",
        "$BTC", "$brk.b", "$TOOLONGG", "$A", "#𝒜b", "#זכויות״", "@@", "##a",
    ];

    private static readonly string[] Glue = [" ", " ", " ", " ", " ", " ", ", ", ". ", ": ", "\n", "\n\n", " — ", "! ", "? ", " (", ") ", "…", " “", "” ", "-", "/", ".", "", "", "\u00A0", "\u3000"];

    private static readonly string[] Oddities =
    [
        "\u200B", "\u200C", "\u200D", "\u200E", "\u202E", "\u2066", "\u2069", "\uFEFF", "\uFFFE", "\uFFFF", "\uFE0E", "\uFE0F", "\u20E3", "\u0301", "\u0323", "\u0345", "\u0327\u0301", "\u05B8", "\u0652\u0651", "\u093C", "\u09BE", "\u1100\u1161\u11A8", "각",
        "\uD83D", "\uDE00", "\uD83C\uDFFB", "\u0000", "\u0001", "\u007F", "\u0085", "\u180E", "\u2028", "ſ", "\u212A", "İ", "ß", "\u1C82", "ϵ", "\u03B9", "\u1FBE", "\u2126", "\u0958", "\u0344", "\u0F73", "\uFB1F", "\U0001D15E", "\U0001E944", "。", "．", "｡", "'", "\"", "`", "<b>", "</b>", "&amp;",
        "@", "#", "$", ".", ":", "/", "://", "http://", "https://", "HtTp://", "http", "www.", ".com", ".COM", ".рф", ".РФ", "xn--", "xn--a", "t.co/", "(", ")", "[", "]", "%", "_", "-", "–", "?", "!", "&", "=", "+", "~", "*", "|", "rt", "RT", "rt:", "0", "9", "a", "é", "ж", "한국", ".한국", "com", "co", "$a.", "/a", "//",
    ];

    private readonly Random _random = new(seed);

    /// <summary>The next post: two in three as people write them, one in three glued, cut and shuffled.</summary>
    public string Next() => _random.Next(3) switch
    {
        0 => Hostile(),
        1 => Mutated(Post()),
        _ => Post(),
    };

    /// <summary>A post as people write them: one script, some mentions, hashtags, links and emoji.</summary>
    public string Post()
    {
        var words = One(Words);
        var post = new StringBuilder();
        for (var rest = _random.Next(3, 26); rest > 0; rest--)
        {
            post.Append(_random.Next(100) switch
            {
                < 78 => One(words),
                < 84 => One(Tags),
                < 88 => One(Addresses),
                < 94 => One(Emoji),
                _ => One(One(Words)),
            });
            post.Append(_random.Next(10) < 7 ? " " : One(Glue));
        }
        return post.ToString();
    }

    private string Hostile()
    {
        var post = new StringBuilder();
        for (var rest = _random.Next(1, 24); rest > 0; rest--)
        {
            post.Append(_random.Next(12) switch
            {
                0 => One(One(Words)),
                1 or 2 => One(Tags),
                3 or 4 => One(Addresses),
                5 => One(Emoji),
                6 => ((char)_random.Next(0x10000)).ToString(),
                7 => AnyEmoji(),
                8 => One(Glue),
                _ => One(Oddities),
            });
        }
        return post.ToString();
    }

    // A sequence that may or may not be an emoji of some version.
    private string AnyEmoji()
    {
        var text = new StringBuilder();
        for (var parts = _random.Next(1, 4); parts > 0; parts--)
        {
            text.Append(_random.Next(6) switch
            {
                0 => char.ConvertFromUtf32(_random.Next(0x1F1E6, 0x1F200)),
                1 => ((char)_random.Next(0x2190, 0x2C00)).ToString(),
                _ => char.ConvertFromUtf32(_random.Next(0x1F300, 0x1FB00)),
            });
            text.Append(_random.Next(6) switch
            {
                0 => "\uFE0F",
                1 => char.ConvertFromUtf32(_random.Next(0x1F3FB, 0x1F400)),
                2 => "\u200D",
                3 => "\uFE0F\u200D",
                _ => "",
            });
        }
        return text.ToString();
    }

    private string Mutated(string post)
    {
        var text = new StringBuilder(post);
        for (var changes = _random.Next(1, 6); changes > 0 && text.Length > 0; changes--)
        {
            var at = _random.Next(text.Length);
            switch (_random.Next(4))
            {
                case 0:
                    text.Remove(at, 1);
                    break;
                case 1:
                    text.Insert(at, One(Oddities));
                    break;
                case 2:
                    text[at] = (char)_random.Next(0x10000);
                    break;
                default:
                    text.Insert(at, text.ToString(_random.Next(text.Length), 1));
                    break;
            }
        }
        return text.ToString();
    }

    private T One<T>(T[] choices) => choices[_random.Next(choices.Length)];
}
