using System.Text.Json;

namespace SocialKit.Tables;

/// <summary>What countries and languages are called in the languages that documents are read in, from the Unicode CLDR.</summary>
internal static class NameTables
{
    private static readonly string[] Languages = ["en", "fr", "es", "de", "ru", "pt"];

    // Languages of three letters that appeals name: CLDR lists hundreds, and short ones among them are words of other languages.
    private static readonly string[] LongCodes = ["arn", "bho", "ceb", "ckb", "cnr", "crh", "fil", "hmn", "hsb", "ilo", "kab", "mni", "nah", "quc", "rhg", "sah", "sat", "tyv", "tzm", "yue", "zgh"];

    public static void Write(NpmPackages packages, string repository)
    {
        new CSharpFile("src/SocialKit.Import/Fields/WorldNames.g.cs", "internal static partial class WorldNames")
            .Text("Source", "The package that the names were taken from.", packages.NameAndVersion("cldr-localenames-full"))
            .Text("CountryNames", "ISO 3166-1 codes, each with the country's names; one country from the next by a bar, one name from the next by a semicolon.", Table(packages, "territories", IsCountry, withOwn: false))
            .Text("LanguageNames", "BCP 47 codes, each with the language's names, its own among them; written as the countries are.", Table(packages, "languages", IsLanguage, withOwn: true))
            .Write(repository);
    }

    private static bool IsCountry(string code) => code.Length == 2 && code.All(char.IsAsciiLetterUpper) && code is not ("EU" or "EZ" or "UN" or "QO" or "XA" or "XB" or "ZZ");

    private static bool IsLanguage(string code) => (code.Length == 2 && code.All(char.IsAsciiLetterLower)) || LongCodes.Contains(code);

    private static string Table(NpmPackages packages, string kind, Func<string, bool> isWanted, bool withOwn)
    {
        var names = new SortedDictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var language in Languages)
        {
            // "GB", "GB-alt-short": the same country under two names.
            foreach (var (code, name) in Read(packages, language, kind).Where(entry => isWanted(entry.Code.Split('-')[0])).Where(entry => !entry.Code.Contains('-') || entry.Code.Contains("-alt-", StringComparison.Ordinal)))
                Add(code.Split('-')[0], name);
        }
        foreach (var code in withOwn ? names.Keys.ToArray() : [])
        {
            if (packages.Has($"cldr-localenames-full/main/{code}/{kind}.json") && Read(packages, code, kind).FirstOrDefault(entry => entry.Code == code) is { Name.Length: > 0 } own && own.Name != code)
                Add(code, own.Name);
        }
        return string.Join('|', names.Select(entry => $"{entry.Key} {string.Join(';', entry.Value)}"));

        void Add(string code, string name)
        {
            if (name.AsSpan().IndexOfAny("|;\"\\") >= 0)
                throw new InvalidOperationException($"{name} holds a sign that parts names.");
            if (!names.TryGetValue(code, out var known))
                names.Add(code, known = []);
            if (!known.Contains(name, StringComparer.OrdinalIgnoreCase))
                known.Add(name);
        }
    }

    private static IEnumerable<(string Code, string Name)> Read(NpmPackages packages, string language, string kind)
    {
        using var document = JsonDocument.Parse(packages.Text($"cldr-localenames-full/main/{language}/{kind}.json"));
        var entries = document.RootElement.GetProperty("main").GetProperty(language).GetProperty("localeDisplayNames").GetProperty(kind);
        return [.. entries.EnumerateObject().Select(entry => (entry.Name, entry.Value.GetString()!))];
    }
}
