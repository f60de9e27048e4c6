using SocialKit.Campaigns;
using SocialKit.Cli.Sources;
using SocialKit.Web;

namespace SocialKit.Cli.Pages;

/// <summary>What is to be said of a campaign's page beside its texts.</summary>
internal static class PageFindings
{
    /// <summary>A warning: the page's own words are not translated into a language that the campaign has a page in.</summary>
    public const string WordsNotTranslated = "page-words-not-translated";

    /// <summary>The check with what is to be said of the page.</summary>
    public static SourceCheck Add(SourceCheck check) =>
        check is { Campaign: { } campaign, Reading: { } reading, HasFileErrors: false } ? check with { Findings = [.. check.Findings, .. Words(campaign, reading), .. Style(check, reading)] } : check;

    private static IEnumerable<Finding> Words(Campaign campaign, CampaignReading reading)
    {
        var languages = campaign.Messages.Where(message => message.IsTranslated).Select(message => message.Language)
            .Concat(campaign.Letters.Where(letter => letter.Text.Length > 0).Select(letter => letter.Language))
            .Distinct(StringComparer.OrdinalIgnoreCase);
        foreach (var language in languages)
        {
            var texts = PageTexts.In(language);
            var missing = texts.Language == PageTexts.Complete && !language.StartsWith(PageTexts.Complete, StringComparison.OrdinalIgnoreCase) ? PageTexts.In(PageTexts.Complete).Keys : texts.Missing;
            if (missing.Count == 0)
                continue;
            var place = campaign.Messages.FirstOrDefault(message => message.Language == language) is { } first ? reading.PlaceOfHeading(first)
                : campaign.Letters.FirstOrDefault(letter => letter.Language == language) is { } letter ? reading.PlaceOf(letter) : null;
            yield return new(WordsNotTranslated, Severity.Warning,
                $"{missing.Count} of the supporters' page's own words are not translated into {language} and stand in English there: {string.Join(", ", missing.Take(3))}{(missing.Count > 3 ? ", …" : "")}.",
                $"Translate src/SocialKit.Web/Texts/en.json as {language}.json, or leave it so.")
            { Place = place };
        }
    }

    private static ValueList<Finding> Style(SourceCheck check, CampaignReading reading) =>
        PageMaking.StyleOf(reading, check.Source is Source.CampaignFolder folder ? folder.Path : "").Findings;
}
