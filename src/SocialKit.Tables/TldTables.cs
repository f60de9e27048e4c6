using System.Text.Json;
using System.Text.RegularExpressions;

namespace SocialKit.Tables;

/// <summary>The top-level domains: today's as IANA lists them, and those of the reference implementation of 2020.</summary>
internal static partial class TldTables
{
    /// <summary>The letters beyond ASCII of every name in either list.</summary>
    public static HashSet<char> WideLetters(NpmPackages packages) =>
        [.. Current(packages).Concat(Reference(packages)).SelectMany(name => name).Where(unit => !char.IsAscii(unit))];

    /// <summary>The list that the npm package <c>tlds</c> takes from IANA.</summary>
    public static void WriteCurrent(NpmPackages packages, string repository) =>
        Write(repository, "src/SocialKit/Text/TldSet.g.cs", "public sealed partial class TldSet", Current(packages), packages.NameAndVersion("tlds"));

    /// <summary>The lists that twitter-text carries: generic first, then countries, each in its own order, as its alternatives are tried.</summary>
    public static void WriteReference(NpmPackages packages, string repository) =>
        Write(repository, "src/SocialKit.Platforms/X/XReferenceTlds.g.cs", "internal static partial class XReferenceTlds", Reference(packages), packages.NameAndVersion("twitter-text"));

    private static string[] Current(NpmPackages packages)
    {
        using var document = JsonDocument.Parse(packages.Text("tlds/index.json"));
        return [.. document.RootElement.EnumerateArray().Select(name => name.GetString()!)];
    }

    private static string[] Reference(NpmPackages packages) => [.. Alternatives(packages, "validGTLD"), .. Alternatives(packages, "validCCTLD")];

    private static string[] Alternatives(NpmPackages packages, string name)
    {
        var source = string.Concat(Quoted().Matches(packages.Text($"twitter-text/dist/esm/regexp/{name}.js")).Select(match => match.Groups[1].Value));
        var start = source.IndexOf("(?:(?:", StringComparison.Ordinal) + "(?:(?:".Length;
        return source[start..source.IndexOf(")(?=", start, StringComparison.Ordinal)].Split('|');
    }

    private static void Write(string repository, string path, string declaration, string[] names, string source)
    {
        string[] narrow = [.. names.Where(name => name.All(char.IsAscii)).Order(StringComparer.Ordinal)];
        if (narrow.FirstOrDefault(name => !name.All(char.IsAsciiLetterLower)) is { } odd)
            throw new InvalidOperationException($"{odd} has more than letters: the scanner takes a run of letters for the whole name.");
        string[] wide = [.. names.Where(name => !name.All(char.IsAscii))];
        // Stable: the order of the list, but no name hides a longer one that begins with it.
        foreach (var (i, name) in wide.Index())
        {
            if (wide.Skip(i + 1).FirstOrDefault(later => later.StartsWith(name, StringComparison.Ordinal)) is { } hidden && path.Contains("Platforms", StringComparison.Ordinal))
                Console.WriteLine($"note: {name} is tried before {hidden}");
        }
        if (!path.Contains("Platforms", StringComparison.Ordinal))
            wide = [.. wide.OrderByDescending(name => name.Length).ThenBy(name => name, StringComparer.Ordinal)];
        if (wide.Select(name => string.Concat(name.TakeWhile(char.IsAsciiLetter))).FirstOrDefault(narrow.Contains) is { } prefix)
            throw new InvalidOperationException($"{prefix} begins a name beyond ASCII: the scanner takes a run of ASCII letters for the whole name.");
        if (!path.Contains("Platforms", StringComparison.Ordinal))
            new ScriptFile("domains", source).Text(string.Join(' ', narrow)).Text(string.Join(' ', wide)).Write(repository);
        new CSharpFile(path, declaration)
            .Text("Source", "The package that the list was taken from.", source)
            .Text("Narrow", "The names of ASCII letters, sorted.", string.Join(' ', narrow))
            .Text("Wide", "The names with other characters, in the order in which they are tried.", string.Join(' ', wide))
            .Write(repository);
    }

    [GeneratedRegex("'([^']*)'")]
    private static partial Regex Quoted();
}
