using SocialKit.Campaigns;
using SocialKit.Cli.Sources;
using SocialKit.Deliveries;
using SocialKit.Web;

namespace SocialKit.Cli.Pages;

/// <summary>Makes a campaign's pages, or says why there are none.</summary>
/// <param name="context">The world outside.</param>
/// <param name="states">What the queue knows of campaigns, by name.</param>
internal sealed class PageMaking(CliContext context, IReadOnlyDictionary<string, CampaignState> states)
{
    /// <summary>What every page is made with.</summary>
    public required PageOptions Options { get; init; }

    /// <summary>The address of the site, with its last slash; null if it is not known.</summary>
    public string? Address { get; init; }

    /// <summary>Where in the site a campaign's pages lie: a folder with its last slash, or nothing.</summary>
    public required Func<string, string> PathInSite { get; init; }

    /// <summary>What draws the pictures for link previews; null for none.</summary>
    public PagePictures? Pictures { get; init; }

    /// <summary>True to make pages of a campaign under embargo too: for whoever writes it.</summary>
    public bool IgnoresEmbargo { get; init; }

    /// <summary>The pages of one campaign.</summary>
    public MadePages Make(Source.CampaignFolder source)
    {
        var reading = new CampaignReader(context.Platforms).Read(source.Path);
        var name = reading.Campaign?.Slug ?? source.Path;
        if (reading.HasErrors || reading.Campaign is not { } campaign)
            return MadePages.None(name, "its files have errors.", reading.Findings) with { ExitCode = reading.CouldNotBeRead ? ExitCodes.Usage : ExitCodes.ProblemsFound };
        if (states.GetValueOrDefault(campaign.Slug) is { } state)
        {
            if (state.WithdrawnAt is not null)
                return Withdrawn(campaign);
            if (state.StoppedAt is not null)
                return MadePages.None(name, $"it is stopped. \"socialkit resume {name}\" lets it go on.", []);
        }
        if (!IgnoresEmbargo && campaign.Embargo is { } embargo && context.Now < embargo)
            return MadePages.None(name, $"it is under embargo until {embargo.ToUniversalTime():yyyy-MM-dd HH:mm} UTC. Write it then.", []);
        var (style, findings) = StyleOf(reading, source.Path);
        if (findings.Count > 0)
            return MadePages.None(name, "its style sheet has errors.", findings);
        return OfCampaign(campaign, reading, style);
    }

    private MadePages OfCampaign(Campaign campaign, CampaignReading reading, string style)
    {
        var path = PathInSite(campaign.Slug);
        var plan = Build(campaign, reading, style, path);
        if (plan.Pages.Count == 0)
            return MadePages.None(campaign.Slug, "it has no message and no letter that could be shown.", plan.LeftOut);
        return new(campaign.Slug, plan.LeftOut)
        {
            Files = PageFiles.Of(plan, path).Concat(Pictures is { } pictures ? pictures.FilesOf(plan, path) : []),
            Style = style,
            Row = new(campaign.Slug, campaign.Title, campaign.Person, campaign.SourceLanguage, campaign.Deadline, plan.Pages[0].Languages),
        };
    }

    private MadePages Withdrawn(Campaign campaign)
    {
        var path = PathInSite(campaign.Slug);
        return new(campaign.Slug, [])
        {
            Files = PageFiles.OfWithdrawn(new PageBuilder(Options).Build(campaign), path),
        };
    }

    private PagePlan Build(Campaign campaign, CampaignReading reading, string style, string path) => new PageBuilder(Options with
    {
        Address = Address is null ? null : Address + path,
        Style = style,
        HasPicture = Pictures is not null && Address is not null,
    }).Build(campaign, reading.PlaceOf);

    /// <summary>The campaign's own style, and what is wrong with it; empty if it has none or anything is.</summary>
    public static (string Css, ValueList<Finding> Findings) StyleOf(CampaignReading reading, string folder)
    {
        var bytes = reading.ReadPageStyle(out var finding);
        return finding is not null ? ("", [finding]) : bytes is null ? ("", []) : CampaignStyle.Read(bytes, Path.Combine(folder, CampaignReading.PageStyleName));
    }
}
