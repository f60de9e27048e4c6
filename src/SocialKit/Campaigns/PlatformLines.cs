namespace SocialKit.Campaigns;

/// <summary>Reads a line that holds an account: <c>- Platform: handle</c>.</summary>
internal static class PlatformLines
{
    /// <summary>The handle; null, with an error, if no platform is called so or it does not take the handle.</summary>
    public static Handle? Read(ListLine line, LabelledValue labelled, PlatformSet platforms, SourceText source, FindingLog log)
    {
        if (!platforms.TryFind(labelled.Label, out var platform))
        {
            log.Error(CampaignCodes.UnknownPlatform, source.Place(line.Line, line.Column), $"No platform is called '{Quoted.Short(labelled.Label)}'.", Remedy(labelled.Label, platforms));
            return null;
        }
        return Read(line, labelled, platform, source, log);
    }

    public static Handle? Read(ListLine line, LabelledValue labelled, Platform platform, SourceText source, FindingLog log)
    {
        if (labelled.Value.Length == 0)
            log.Error(CampaignCodes.EmptyItem, source.Place(line.Line, line.Column), $"'{Quoted.Short(labelled.Label)}' has no handle.", "Write the handle behind the colon, or take the line out.");
        else if (platform.Handles.TryParse(labelled.Value, out var handle))
            return handle;
        else
            log.Error(CampaignCodes.BadHandle, source.Place(line.Line, labelled.Column), $"'{Quoted.Short(labelled.Value)}' is no handle on {platform.Name}.", "Write the handle or the address of the profile, as the platform shows it.");
        return null;
    }

    /// <summary>Every label under which a platform is found.</summary>
    public static IEnumerable<string> Labels(PlatformSet platforms) =>
        platforms.SelectMany(platform => platform.Aliases.Append(platform.Name).Append(platform.Id.Value));

    public static string Remedy(string label, PlatformSet platforms) =>
        $"{Nearest.Hint(label, Labels(platforms))}Known are {string.Join(", ", platforms.Select(platform => platform.Name))}.";
}
