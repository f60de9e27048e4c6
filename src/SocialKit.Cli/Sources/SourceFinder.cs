using SocialKit.Text;

namespace SocialKit.Cli.Sources;

/// <summary>Finds what a command's argument means: a campaign's folder or one of its files, a folder of campaigns, a text file, <c>-</c>, or nothing.</summary>
internal static class SourceFinder
{
    /// <summary>The folder that campaigns are in.</summary>
    public const string MessagesFolder = "messages";

    private const string CampaignFile = "campaign.md";

    /// <summary>The sources that <paramref name="given"/> means, at least one.</summary>
    /// <exception cref="UsageException">There is nothing of the kind.</exception>
    public static ValueList<Source> Find(string? given, CliContext context)
    {
        if (given is null)
            return FindHere(context);
        if (given == "-")
            return [LooseTextReader.ReadInput(context.OpenInput)];
        var path = context.PathOf(given);
        if (Directory.Exists(path))
        {
            path = Path.TrimEndingDirectorySeparator(path);
            if (File.Exists(Path.Combine(path, CampaignFile)))
                return [new Source.CampaignFolder(path)];
            var inside = CampaignsIn(path) is { Count: > 0 } campaigns ? campaigns : CampaignsIn(Path.Combine(path, MessagesFolder));
            return inside.Count > 0 ? inside : [new Source.CampaignFolder(path)];
        }
        if (File.Exists(path))
            return [FileOfCampaign(path) ?? (Source)LooseTextReader.ReadFile(path)];
        var named = Path.Combine(context.Folder, MessagesFolder, given);
        if (File.Exists(Path.Combine(named, CampaignFile)))
            return [new Source.CampaignFolder(named)];
        throw new UsageException($"There is no campaign and no file \"{given}\".{DidYouMean(given, context)}");
    }

    /// <summary>The one source that <paramref name="given"/> means.</summary>
    /// <exception cref="UsageException">There is nothing of the kind, or there are several.</exception>
    public static Source FindOne(string? given, CliContext context)
    {
        var sources = Find(given, context);
        if (sources.Count == 1)
            return sources[0];
        var names = sources.OfType<Source.CampaignFolder>().Select(campaign => campaign.Path);
        throw new UsageException($"There are {sources.Count} campaigns; name one of them: {string.Join(", ", names)}.");
    }

    private static ValueList<Source> FindHere(CliContext context)
    {
        if (File.Exists(Path.Combine(context.Folder, CampaignFile)))
            return [new Source.CampaignFolder(context.Folder.Length == 0 ? "." : context.Folder)];
        var all = CampaignsIn(Path.Combine(context.Folder, MessagesFolder));
        return all.Count > 0
            ? all
            : throw new UsageException($"There is no campaign here: no {CampaignFile}, and no folder {MessagesFolder}/ with campaigns. Name a campaign's folder, a text file, or - for stdin.");
    }

    private static ValueList<Source> CampaignsIn(string folder)
    {
        if (!Directory.Exists(folder))
            return [];
        return [.. Directory.EnumerateDirectories(folder)
            // One without campaign.md is a mistake that the reader names; passed over, its messages would never be checked.
            .Where(inside => File.Exists(Path.Combine(inside, CampaignFile)) || Directory.EnumerateFiles(inside, "messages.*.md").Any())
            .Order(StringComparer.Ordinal)
            .Select(inside => new Source.CampaignFolder(inside))];
    }

    // campaign.md, messages.xx.md and letter.xx.md beside a campaign.md stand for their campaign: an editor knows only the file that is open.
    private static Source.CampaignFolder? FileOfCampaign(string path)
    {
        var folder = Path.GetDirectoryName(path) is { Length: > 0 } parent ? parent : ".";
        var parts = Path.GetFileName(path).Split('.');
        if (!File.Exists(Path.Combine(folder, CampaignFile)))
            return null;
        return parts switch
        {
            ["campaign", "md"] or ["letter", _, "md"] => new(folder),
            ["messages", var language, "md"] => new(folder, language),
            _ => null,
        };
    }

    private static string DidYouMean(string given, CliContext context)
    {
        var known = CampaignsIn(Path.Combine(context.Folder, MessagesFolder)).OfType<Source.CampaignFolder>().Select(campaign => Path.GetFileName(campaign.Path));
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(given));
        return EditDistance.Nearest(name, known, most: 4) is { } near ? $" Did you mean \"{Path.Combine(MessagesFolder, near)}\"?" : "";
    }
}
