using Microsoft.Extensions.Configuration;
using SocialKit.Text;

namespace SocialKit.Cli.Settings;

/// <summary>The settings that platforms ask for: where their servers are, so that a test or an organisation's gateway can stand in.</summary>
internal static class PlatformSettings
{
    /// <summary>Every key that a platform asks for; a test compares it with their sources.</summary>
    public static ValueList<string> Keys { get; } =
    [
        "x:api", "x:site", "x:fields-parameter", "x:check-originals",
        "bluesky:resolver", "bluesky:plc", "bluesky:did-web",
        "facebook:api", "facebook:version",
        "threads:api",
        "telegram:api",
    ];

    /// <summary>The sections that such settings stand in.</summary>
    public static IEnumerable<string> Sections => Keys.Select(key => key.Split(':')[0]).Distinct();

    /// <summary>The keys of <paramref name="file"/> in those sections that no platform asks for, each with the one that may have been meant.</summary>
    public static IEnumerable<(string Key, string? Near)> Unknown(IConfiguration file) =>
        from section in Sections
        from child in file.GetSection(section).GetChildren()
        let key = $"{section}:{child.Key}"
        where !Keys.Contains(key, StringComparer.OrdinalIgnoreCase)
        select (key, EditDistance.Nearest(key, Keys, most: 3));
}
