using System.Globalization;
using Humanizer;
using SocialKit.Campaigns;
using SocialKit.Cli.Sources;
using SocialKit.Cli.Terminal;

namespace SocialKit.Cli.Listing;

/// <summary>A campaign as <c>list</c> shows it.</summary>
/// <param name="Check">The campaign, checked for the platforms that were asked for.</param>
internal sealed record CampaignRow(SourceCheck Check)
{
    /// <summary>The folder.</summary>
    public string Path => ((Source.CampaignFolder)Check.Source).Path;

    /// <summary>The folder's name.</summary>
    public string Slug => System.IO.Path.GetFileName(System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(Path)));

    /// <summary>The campaign's title; empty if it could not be read.</summary>
    public string Title => Check.Campaign?.Title ?? "";

    /// <summary>The instant at which the deadline's day is over; null if there is none.</summary>
    public DateTimeOffset? DeadlineEnd => Check.Campaign?.DeadlineEnd();

    /// <summary>How far each language is translated, the campaign's own first.</summary>
    public ValueList<(string Language, int Translated, int Total)> Languages =>
        [.. (Check.Campaign?.Messages ?? [])
            .Where(message => message.Platform is null)
            .GroupBy(message => message.Language)
            .OrderByDescending(group => group.Key == Check.Campaign!.SourceLanguage)
            .Select(group => (group.Key, group.Count(message => message.IsTranslated), group.Count()))];

    /// <summary>The number of messages, translations and variants apart.</summary>
    public int Messages => (Check.Campaign?.Messages ?? []).Select(message => message.Id).Distinct().Count();

    /// <summary>The platforms that have a text of their own.</summary>
    public ValueList<PlatformId> Variants => [.. (Check.Campaign?.Messages ?? []).Select(message => message.Platform).OfType<PlatformId>().Distinct()];

    /// <summary><c>2019-05-21, 7 years ago</c>; empty if there is none.</summary>
    public string DeadlineInWords(DateTimeOffset now)
    {
        if (DeadlineEnd is not { } end)
            return "";
        var last = end == DateTimeOffset.MaxValue ? end : end.AddMinutes(-1);
        return $"{Day}, {last.Humanize(now, CultureInfo.InvariantCulture)}";
    }

    /// <summary>The deadline as ISO 8601; null if there is none.</summary>
    public string? Day => Check.Campaign?.Deadline?.ToString("O", CultureInfo.InvariantCulture);

    /// <summary><c>1 error, 2 warnings</c>: a finding that several posts share counts once.</summary>
    public string Problems => SeverityText.Counts(Distinct);

    /// <summary>The findings, each once.</summary>
    public IEnumerable<Finding> Distinct => Check.AllFindings.DistinctBy(finding => (finding.Code, finding.Place));
}
