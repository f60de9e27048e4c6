using System.Collections.Frozen;
using SocialKit.Import.Labels;

namespace SocialKit.Import.Fields;

/// <summary>Countries and languages by the names that six languages have for them, and languages by their own names too.</summary>
/// <remarks>The names come from the Unicode CLDR (its version is in the generated part); names that also mean something else are left out.</remarks>
internal static partial class WorldNames
{
    // Georgia and Jersey are also, or end the names of, states of the USA.
    private static readonly FrozenSet<string> Ambiguous = FrozenSet.Create("georgia", "jersey");

    /// <summary>Folded names of countries, without full stops; each with its ISO 3166-1 code and its English name.</summary>
    public static Dictionary<string, (string Code, string Name)> Countries => field ??= ReadCountries();

    /// <summary>Folded names of languages, with their BCP 47 codes.</summary>
    public static Dictionary<string, string> Languages => field ??= ReadLanguages();

    private static Dictionary<string, (string, string)> ReadCountries()
    {
        var countries = new Dictionary<string, (string, string)>(StringComparer.Ordinal);
        foreach (var entry in CountryNames.Split('|'))
        {
            var names = entry[3..].Split(';');
            foreach (var name in names.Select(name => Folded.Fold(name).Replace(".", "", StringComparison.Ordinal)).Where(name => !Ambiguous.Contains(name)))
                countries.TryAdd(name, (entry[..2], names[0]));
        }
        return countries;
    }

    private static Dictionary<string, string> ReadLanguages()
    {
        var languages = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in LanguageNames.Split('|'))
        {
            var at = entry.IndexOf(' ', StringComparison.Ordinal);
            foreach (var name in entry[(at + 1)..].Split(';'))
                languages.TryAdd(Folded.Fold(name), entry[..at]);
        }
        return languages;
    }
}
