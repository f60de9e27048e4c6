namespace SocialKit.Cli.Checks;

/// <summary>One finding that several platforms share, in the words of the first.</summary>
/// <param name="First">The finding of the first platform.</param>
/// <param name="Platforms">Every platform that it is about, the first included; empty if it is about none in particular.</param>
internal sealed record FindingGroup(Finding First, ValueList<Platform> Platforms)
{
    /// <summary>Joins findings that differ in nothing but the platform; those that weigh most first, else in the order of the files.</summary>
    public static ValueList<FindingGroup> Group(IEnumerable<Finding> findings, PlatformSet platforms) =>
        [.. findings
            .GroupBy(finding => new Key(finding, platforms))
            .Select(group => new FindingGroup(group.First(), [.. group
                .Select(finding => finding.Platform)
                .OfType<PlatformId>()
                .Distinct()
                .Select(id => Known(platforms, id))
                .OfType<Platform>()]))
            .OrderByDescending(group => group.First.Severity)
            .ThenBy(group => group.First.Place?.File, StringComparer.Ordinal)
            .ThenBy(group => group.First.Place?.Line)
            .ThenBy(group => group.First.Place?.Column)];

    /// <summary>Where else it is so: <c>the same on Bluesky, Threads</c>; empty if the finding itself says it all.</summary>
    /// <param name="checkedPlatforms">How many platforms were checked.</param>
    public string Elsewhere(int checkedPlatforms)
    {
        var saysPlatform = Platforms.Count > 0 && First.Reason.Contains(Platforms[0].Name, StringComparison.Ordinal);
        if (Platforms.Count == 0 || (Platforms.Count == checkedPlatforms && !saysPlatform) || (Platforms.Count == 1 && saysPlatform))
            return "";
        return saysPlatform
            ? $"The same on {string.Join(", ", Platforms.Skip(1).Select(platform => platform.Name))}."
            : $"On {string.Join(", ", Platforms.Select(platform => platform.Name))}.";
    }

    // A place that is only shared to, such as WhatsApp, has findings too and is no platform.
    private static Platform? Known(PlatformSet platforms, PlatformId id) => platforms.TryFind(id.Value, out var platform) ? platform : null;

    private readonly record struct Key(string Code, SourcePlace? Place, string Reason, string Remedy)
    {
        public Key(Finding finding, PlatformSet platforms)
            : this(finding.Code, finding.Place, finding.Reason, finding.Remedy)
        {
            if (finding.Platform is not { } id || Known(platforms, id) is not { } platform)
                return;
            Reason = Neutral(finding.Reason, platform);
            Remedy = Neutral(finding.Remedy, platform);
        }

        private static string Neutral(string text, Platform platform) =>
            text.Replace(platform.Name, "\0", StringComparison.Ordinal).Replace($"({platform.Id})", "(\0)", StringComparison.Ordinal);
    }
}
