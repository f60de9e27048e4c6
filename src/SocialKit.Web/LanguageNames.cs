using System.Collections.Frozen;

namespace SocialKit.Web;

/// <summary>What languages call themselves, and which way they are written.</summary>
/// <remarks>A table, because programs that run without ICU know no names. Names and scripts: Unicode CLDR 48, 2025-10.</remarks>
public static class LanguageNames
{
    private static readonly FrozenDictionary<string, string> Names = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["am"] = "አማርኛ", ["ar"] = "العربية", ["az"] = "azərbaycan", ["be"] = "беларуская", ["bg"] = "български", ["bn"] = "বাংলা", ["bo"] = "བོད་སྐད་", ["bs"] = "bosanski",
        ["ca"] = "català", ["ckb"] = "کوردیی ناوەندی", ["cs"] = "čeština", ["da"] = "dansk", ["de"] = "Deutsch", ["el"] = "Ελληνικά", ["en"] = "English", ["es"] = "español",
        ["et"] = "eesti", ["fa"] = "فارسی", ["fi"] = "suomi", ["fr"] = "français", ["he"] = "עברית", ["hi"] = "हिन्दी", ["hr"] = "hrvatski", ["hu"] = "magyar", ["hy"] = "հայերեն",
        ["id"] = "Indonesia", ["it"] = "italiano", ["ja"] = "日本語", ["ka"] = "ქართული", ["kk"] = "қазақ тілі", ["km"] = "ខ្មែរ", ["ko"] = "한국어", ["ku"] = "kurdî", ["ky"] = "кыргызча",
        ["lo"] = "ລາວ", ["lt"] = "lietuvių", ["lv"] = "latviešu", ["mk"] = "македонски", ["mn"] = "монгол", ["ms"] = "Melayu", ["my"] = "မြန်မာ", ["nb"] = "norsk bokmål", ["ne"] = "नेपाली",
        ["nl"] = "Nederlands", ["pl"] = "polski", ["ps"] = "پښتو", ["pt"] = "português", ["ro"] = "română", ["ru"] = "русский", ["si"] = "සිංහල", ["sk"] = "slovenčina", ["sl"] = "slovenščina",
        ["so"] = "Soomaali", ["sq"] = "shqip", ["sr"] = "српски", ["sv"] = "svenska", ["sw"] = "Kiswahili", ["ta"] = "தமிழ்", ["tg"] = "тоҷикӣ", ["th"] = "ไทย", ["ti"] = "ትግርኛ",
        ["tk"] = "türkmen dili", ["tr"] = "Türkçe", ["ug"] = "ئۇيغۇرچە", ["uk"] = "українська", ["ur"] = "اردو", ["uz"] = "o‘zbek", ["vi"] = "Tiếng Việt", ["zh"] = "中文", ["zh-Hant"] = "繁體中文",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> RightToLeft = new[] { "ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    private static readonly FrozenSet<string> RightToLeftScripts = new[] { "Adlm", "Arab", "Aran", "Hebr", "Nkoo", "Rohg", "Syrc", "Thaa" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>What the language calls itself; its tag if the table does not know it.</summary>
    public static string Of(string tag)
    {
        if (Names.TryGetValue(tag, out var own))
            return own;
        var end = tag.IndexOf('-', StringComparison.Ordinal);
        return end > 0 && Names.TryGetValue(tag[..end], out var general) ? $"{general} ({tag[(end + 1)..]})" : tag;
    }

    /// <summary>Which way a language is written, as HTML's <c>dir</c> says it: <c>rtl</c> or <c>ltr</c>. A script in the tag decides before the language.</summary>
    public static string DirectionOf(string tag)
    {
        var parts = tag.Split('-');
        if (parts.Skip(1).FirstOrDefault(part => part.Length == 4 && char.IsAsciiLetter(part[0])) is { } script)
            return RightToLeftScripts.Contains(script) ? "rtl" : "ltr";
        return RightToLeft.Contains(parts[0]) ? "rtl" : "ltr";
    }
}
