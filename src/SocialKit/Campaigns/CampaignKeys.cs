namespace SocialKit.Campaigns;

/// <summary>The keys that front matter may have, in the order in which they are written.</summary>
internal static class CampaignKeys
{
    public const string Format = "socialkit";
    public const string Title = "title";
    public const string Person = "person";
    public const string Pronouns = "pronouns";
    public const string Deadline = "deadline";
    public const string TimeZone = "time-zone";
    public const string Embargo = "embargo";
    public const string SourceLanguage = "source-language";
    public const string LetterLanguages = "letter-languages";
    public const string Source = "source";
    public const string Language = "language";

    public static IReadOnlyList<string> OfCampaign { get; } =
        [Format, Title, Person, Pronouns, Deadline, TimeZone, Embargo, SourceLanguage, LetterLanguages, Source];

    public static IReadOnlyList<string> OfText { get; } = [Language];

    /// <summary>What <paramref name="campaign"/> says under <paramref name="key"/>, ready to be written behind the colon; null if the line is not needed.</summary>
    public static string? Written(Campaign campaign, string key) => key switch
    {
        Format => "1",
        Title => YamlScalar.Write(campaign.Title),
        Person => Optional(campaign.Person),
        Pronouns => Optional(campaign.Pronouns),
        Deadline => campaign.Deadline is { } day ? CampaignTimes.Write(day) : null,
        TimeZone => Optional(campaign.TimeZone),
        Embargo => campaign.Embargo is { } instant ? CampaignTimes.Write(instant) : null,
        SourceLanguage => campaign.SourceLanguage == "en" ? null : YamlScalar.Write(campaign.SourceLanguage),
        LetterLanguages => campaign.LetterLanguages.Count == 0 ? null : YamlScalar.Write(string.Join(", ", campaign.LetterLanguages)),
        Source => Optional(campaign.Source),
        _ => throw new ArgumentOutOfRangeException(nameof(key), key, null),
    };

    private static string? Optional(string? value) => value is null ? null : YamlScalar.Write(value);
}
