using System.Diagnostics.CodeAnalysis;

namespace SocialKit.Campaigns;

/// <summary>The sections of <c>campaign.md</c>, in the order in which they are written.</summary>
internal enum CampaignSection
{
    Targets,
    Hashtags,
    Follow,
    Media,
    PostOptions,
    RepostRules,
    About,
}

/// <summary>The headings of the sections. They also are the only lines that end <c># About</c>: it is Markdown and may have headings of its own.</summary>
internal static class CampaignSections
{
    private static readonly string[] Headings = ["Targets", "Hashtags", "Follow and repost", "Media", "Post options", "Repost rules", "About"];

    public static IReadOnlyList<CampaignSection> All { get; } = Enum.GetValues<CampaignSection>();

    public static IReadOnlyList<string> AllHeadings => Headings;

    public static string Heading(this CampaignSection section) => Headings[(int)section];

    /// <summary>True if <paramref name="line"/> is <c># </c> and anything: a heading of the first rank.</summary>
    public static bool IsHeading(string line, [NotNullWhen(true)] out string? heading)
    {
        heading = line.StartsWith("# ", StringComparison.Ordinal) ? line[2..].Trim() : null;
        return heading is not null;
    }

    /// <summary>True if <paramref name="line"/> is the heading of a known section, case aside.</summary>
    public static bool IsSection(string line, out CampaignSection section)
    {
        var found = IsHeading(line, out var heading) ? Array.FindIndex(Headings, known => known.Equals(heading, StringComparison.OrdinalIgnoreCase)) : -1;
        section = (CampaignSection)Math.Max(found, 0);
        return found >= 0;
    }
}
