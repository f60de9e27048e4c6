using SocialKit.Campaigns;
using SocialKit.Cli.Sources;

namespace SocialKit.Cli.Importing;

/// <summary>Writes what was imported into a campaign's folder.</summary>
internal static class CampaignFolder
{
    /// <summary>The folder that a campaign gets if nobody names one: <c>messages/year-person</c>.</summary>
    public static string Usual(Campaign draft) => $"{SourceFinder.MessagesFolder}/{draft.Slug}";

    /// <summary><paramref name="given"/>, if it may be written.</summary>
    /// <exception cref="UsageException">It may not: it is no name for one, or there is something already.</exception>
    public static string Of(string given, bool force, CliContext context)
    {
        var path = context.PathOf(given);
        var name = NameOf(path);
        if (!Slugs.IsSlug(name))
            throw new UsageException($"\"{name}\" is no name for a campaign's folder: it has lower-case letters, digits and inner hyphens.");
        if (File.Exists(path))
            throw new UsageException($"{given} is a file, and a campaign is a folder.");
        if (!force && Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any())
            throw new UsageException($"{given} is there already. Name another folder with -o, or replace its files with --force.");
        return given;
    }

    /// <summary>Writes the files, each in one step.</summary>
    /// <exception cref="UsageException">They cannot be written.</exception>
    public static void Save(Campaign draft, string folder, CliContext context)
    {
        var path = context.PathOf(folder);
        try
        {
            CampaignWriter.Save(draft with { Slug = NameOf(path) }, path, platforms: context.Platforms);
        }
        catch (CampaignWriteException exception)
        {
            throw new UsageException($"{folder} was not written: {exception.Message}");
        }
    }

    private static string NameOf(string path) => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));
}
