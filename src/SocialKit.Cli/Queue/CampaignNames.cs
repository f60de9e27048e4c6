using SocialKit.Campaigns;
using SocialKit.Cli.Sources;

namespace SocialKit.Cli.Queue;

/// <summary>Which campaign a person means: by the name under which the queue knows it, or by its folder.</summary>
internal static class CampaignNames
{
    private const string CampaignFile = "campaign.md";

    /// <summary>The name of the campaign that <paramref name="given"/> means. A folder need not be readable for that: its name is the campaign's.</summary>
    public static string SlugOf(string given, CliContext context)
    {
        var path = context.PathOf(given);
        return File.Exists(Path.Combine(path, CampaignFile)) ? Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path))) : given;
    }

    /// <summary>The campaign called so, or in that folder, as its files say; null if there are none here that can be read.</summary>
    public static Campaign? Read(string given, CliContext context)
    {
        var folder = ((string[])[context.PathOf(given), Path.Combine(context.Folder, SourceFinder.MessagesFolder, given)]).FirstOrDefault(path => File.Exists(Path.Combine(path, CampaignFile)));
        return folder is null ? null : new CampaignReader(context.Platforms).Read(folder).Campaign;
    }

    /// <summary>The names of the campaigns under messages/ here.</summary>
    public static IEnumerable<string> InFolder(CliContext context)
    {
        var folder = Path.Combine(context.Folder, SourceFinder.MessagesFolder);
        return Directory.Exists(folder)
            ? Directory.EnumerateDirectories(folder).Where(inside => File.Exists(Path.Combine(inside, CampaignFile))).Select(inside => Path.GetFileName(inside)!).Order(StringComparer.Ordinal)
            : [];
    }
}
