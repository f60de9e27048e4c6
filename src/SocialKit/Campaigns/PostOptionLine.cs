namespace SocialKit.Campaigns;

/// <summary>Reads a line of <c># Post options</c>: <c>- Platform option: value</c>, or <c>- Platform option (language): value</c>.</summary>
internal static class PostOptionLine
{
    /// <summary>The option; null, with an error, if the line says none that the platform takes.</summary>
    public static CampaignOption? Read(ListLine line, PlatformSet platforms, SourceText source, FindingLog log)
    {
        var place = source.Place(line.Line, line.Column);
        if (line.Labelled() is not { } labelled)
            return Error(CampaignCodes.NoLabel, $"'{Quoted.Short(line.Content)}' has no option.", "Write '- Platform option: value'.");
        var label = labelled.Label;
        string? language = null;
        if (label.EndsWith(')') && label.IndexOf('(', StringComparison.Ordinal) is > 0 and var open)
        {
            language = label[(open + 1)..^1].Trim();
            label = label[..open].TrimEnd();
            if (!LanguageTag.IsOne(language))
                return Error(CampaignCodes.BadLanguage, $"'{Quoted.Short(language)}' is no language tag.", "Write one such as en, kk or zh-Hant.");
        }
        var blank = label.LastIndexOf(' ');
        if (blank < 0)
            return Error(CampaignCodes.BadPostOption, $"'{Quoted.Short(label)}' names a platform or an option, and both are needed.", "Write '- Platform option: value'.");
        var (named, name) = (label[..blank].TrimEnd(), label[(blank + 1)..]);
        if (!platforms.TryFind(named, out var platform))
            return Error(CampaignCodes.UnknownPlatform, $"No platform is called '{Quoted.Short(named)}'.", PlatformLines.Remedy(named, platforms));
        var rule = platform.PostOptions.FirstOrDefault(rule => rule.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (rule is null)
        {
            return Error(CampaignCodes.BadPostOption, $"{platform.Name} takes no option '{Quoted.Short(name)}'.", platform.PostOptions.Count == 0
                ? "Take the line out."
                : $"{Nearest.Hint(name, platform.PostOptions.Select(known => known.Name))}Known are {string.Join(", ", platform.PostOptions.Select(known => known.Name))}.");
        }
        if (labelled.Value.Length == 0)
            return Error(CampaignCodes.EmptyItem, $"'{Quoted.Short(labelled.Label)}' has no value.", "Write it behind the colon, or take the line out.");
        if (rule.Values.Count > 0 && !rule.Values.Contains(labelled.Value))
            return Error(CampaignCodes.BadPostOption, $"'{Quoted.Short(labelled.Value)}' is no value of {rule.Name} on {platform.Name}.", $"{Nearest.Hint(labelled.Value, rule.Values)}Known are {string.Join(", ", rule.Values)}.");
        return new(platform.Id, rule.Name, labelled.Value) { Language = language };

        CampaignOption? Error(string code, string reason, string remedy)
        {
            log.Error(code, place, reason, remedy);
            return null;
        }
    }
}
