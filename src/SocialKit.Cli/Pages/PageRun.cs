using SocialKit.Campaigns;
using SocialKit.Cli.Sharing;
using SocialKit.Cli.Sources;
using SocialKit.Cli.Terminal;
using SocialKit.Web;

namespace SocialKit.Cli.Pages;

/// <summary>One run of <c>socialkit page</c>.</summary>
internal sealed class PageRun(CliContext context)
{
    /// <summary>The campaign, as the person named it.</summary>
    public string? Campaign { get; init; }

    /// <summary>The folder to write.</summary>
    public required string Output { get; init; }

    /// <summary>The address that the folder will have.</summary>
    public string? Address { get; init; }

    /// <summary>True to ask search engines to leave the pages out.</summary>
    public bool NoIndex { get; init; }

    /// <summary>True to count visits by where they come from.</summary>
    public bool Utm { get; init; }

    /// <summary>Writes the site.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var folder = context.PathOf(Output);
        if (SiteWriter.Obstacle(folder) is { } obstacle)
            throw new UsageException(obstacle);
        var options = PagePlaces.Options(context) with { Address = SiteAddress.Of(Address), NoIndex = NoIndex, Utm = Utm };
        if (SourceFinder.FindOne(Campaign, context) is not Source.CampaignFolder source)
            throw new UsageException("Only a campaign has a page, and this is a text.");
        var reading = new CampaignReader(context.Platforms).Read(source.Path);
        if (reading.HasErrors || reading.Campaign is not { } campaign)
        {
            FindingLines.Write(reading.Findings, context);
            return reading.CouldNotBeRead ? ExitCodes.Usage : ExitCodes.ProblemsFound;
        }
        if (campaign.Embargo is { } embargo && context.Now < embargo)
            return Refuse($"{campaign.Slug} is under embargo until {embargo.ToUniversalTime():yyyy-MM-dd HH:mm} UTC: a page would break it. Write it then.");
        var plan = new PageBuilder(options).Build(campaign, reading.PlaceOf);
        FindingLines.WriteGrouped(plan.LeftOut, context);
        if (plan.Pages.Count == 0)
            return Refuse($"{campaign.Slug} has no message and no letter that could be shown.");
        var (files, bytes) = await SiteWriter.WriteAsync(folder, PageFiles.Of(plan, "").Concat(PageFiles.Shared), cancellationToken).ConfigureAwait(false);
        context.Error.WriteLine(TerminalText.Clean($"Written to {Output}: {string.Join(", ", plan.Pages.Select(page => page.Language))}; {files} files, {(bytes + 1023) / 1024} KiB."));
        return ExitCodes.Fine;
    }

    private int Refuse(string why)
    {
        context.Error.WriteLine(TerminalText.Clean("No page was written: " + why));
        return ExitCodes.ProblemsFound;
    }
}
