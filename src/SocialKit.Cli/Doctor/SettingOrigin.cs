using System.Text.Json;

namespace SocialKit.Cli.Doctor;

/// <summary>Finds out where a setting comes from.</summary>
internal static class SettingOrigin
{
    /// <summary>The variable, or the last of the files, that sets <paramref name="key"/>; <c>default</c> if none does.</summary>
    /// <param name="key">The setting's name.</param>
    /// <param name="files">The files that were read, the weightiest last.</param>
    /// <param name="environment">The environment variables, which outweigh them all.</param>
    public static string Of(string key, ValueList<string> files, IReadOnlyDictionary<string, string> environment)
    {
        var variable = environment.FirstOrDefault(pair =>
            pair.Value.Length > 0 && string.Equals(pair.Key.Replace('_', '-'), "SOCIALKIT-" + key, StringComparison.OrdinalIgnoreCase) && pair.Key.StartsWith("SOCIALKIT_", StringComparison.Ordinal)).Key;
        return variable ?? files.LastOrDefault(file => Sets(file, key)) ?? "default";
    }

    private static bool Sets(string file, string key)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(file), new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.EnumerateObject().Any(property => string.Equals(property.Name, key, StringComparison.OrdinalIgnoreCase));
        }
        catch (Exception exception) when (exception is IOException or JsonException)
        {
            return false; // gone or changed since the settings were read
        }
    }
}
