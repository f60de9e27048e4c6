namespace SocialKit.Tests.Cli;

/// <summary>A campaign for an invented person, small enough to be read at a glance.</summary>
internal static class SmallCampaign
{
    public const string Folder = "messages/2026-invented-case";

    private const string Campaign = """
        ---
        socialkit: 1
        title: An invented case
        person: Invented Person
        pronouns: she/her
        deadline: 2026-12-10
        time-zone: Asia/Almaty
        ---

        # Targets

        ## Invented Office
        - Name: Invented Official
        - X: @InventedOffice

        # Hashtags
        - #InventedCase

        # Follow and repost
        - X: @invented_friend

        """;

    /// <summary>Writes the campaign with these messages in English.</summary>
    public static CliRun WriteTo(CliRun run, string messages) => run
        .Write($"{Folder}/campaign.md", Campaign)
        .Write($"{Folder}/messages.en.md", "---\nlanguage: en\n---\n\n" + messages)
        .Write($"{Folder}/messages.kk.md", "---\nlanguage: kk\n---\n\n# release\n");

    /// <summary>The good campaign with an embargo until the morning of 1 December 2026 in its own zone.</summary>
    public static CliRun Embargoed() => Good()
        .Write($"{Folder}/campaign.md", Campaign.Replace("time-zone: Asia/Almaty", "time-zone: Asia/Almaty\nembargo: 2026-12-01 09:00", StringComparison.Ordinal));

    /// <summary>A run with the campaign and one good message.</summary>
    public static CliRun Good() => WriteTo(new CliRun(), "# release\nRelease Invented Person now, @InventedOffice! #InventedCase\n");
}
