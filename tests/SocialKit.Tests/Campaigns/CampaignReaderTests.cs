using SocialKit.Campaigns;
using SocialKit.Testing;
using static SocialKit.Tests.Campaigns.CampaignFolders;

namespace SocialKit.Tests.Campaigns;

// Every person and office in these tests is invented.
public sealed class CampaignReaderTests
{
    private const string Whole = """
        ---
        socialkit: 1
        title: "Poet: under house arrest"
        person: Aru Testbek
        pronouns: she/her
        deadline: 2026-12-31
        time-zone: Asia/Almaty
        embargo: 2026-12-01 09:00
        letter-languages: kk, ru, en
        source: An invented action, 2026
        ---

        # Targets

        ## Minister of Tests
        - Name: N. N.
        - Address: Street 1, 010000 Testville
        - Tel.: +0 000 000
        - E-mail: one@ministry.example
        - Email: two@ministry.example
        - Alef: @MinTests
        - Beta: ministry.example

        ## Embassy
        - Role: copy
        - Web: https://embassy.example/form

        # Hashtags
        - #FreeThePoet
        - #Aru

        # Follow and repost
        - Alpha: @friend
          consent: yes (2026-11-20, by e-mail)
        - Beta: other.example

        # Media
        - poet.jpg | call, thanks | The poet at her desk | at night
        - empty.png | |

        # Repost rules
        - per-day: 3

        # About
        Some *background*.

        # A heading of its own
        The end.

        """;

    private static CampaignFolders WholeFolder() => With(
        "campaign.md", Whole,
        "messages.en.md", "---\nlanguage: en\n---\n\n# call\nFree {target}!\n#FreeThePoet\n\n  two\n\n\n# call (alpha)\nShort.\n# call/2 (beta)\nTurn.\n\n# thanks\nThank you.",
        "messages.kk.md", "---\nlanguage: kk\n---\n# call\n# thanks\n\n\n",
        "letter.en.md", "---\nlanguage: en\n---\n\nDear Minister,\n\n# not a heading here\n\nYours\n",
        "media/poet.jpg", "x",
        "media/empty.png", "x");

    [Fact]
    public void AWholeFolderIsReadWithoutAFinding()
    {
        using var folder = WholeFolder();
        Assert.Empty(folder.Findings());
    }

    [Fact]
    public void EveryPartOfTheFormatArrivesInTheModel()
    {
        using var folder = WholeFolder();
        var (alpha, beta) = (FakePlatform.Alpha.Id, FakePlatform.Beta.Id);
        Assert.Equal(
            new Campaign
            {
                Slug = "free-the-poet",
                Title = "Poet: under house arrest",
                Person = "Aru Testbek",
                Pronouns = "she/her",
                Deadline = new DateOnly(2026, 12, 31),
                TimeZone = "Asia/Almaty",
                Embargo = new DateTimeOffset(2026, 12, 1, 9, 0, 0, TimeSpan.FromHours(5)),
                LetterLanguages = ["kk", "ru", "en"],
                Source = "An invented action, 2026",
                Targets =
                [
                    new Target("Minister of Tests")
                    {
                        Name = "N. N.",
                        Contacts =
                        [
                            new Contact(ContactKind.Address, "Street 1, 010000 Testville"),
                            new Contact(ContactKind.Phone, "+0 000 000"),
                            new Contact(ContactKind.Email, "one@ministry.example"),
                            new Contact(ContactKind.Email, "two@ministry.example"),
                            new Contact(ContactKind.Handle, "@MinTests", alpha),
                            new Contact(ContactKind.Handle, "ministry.example", beta),
                        ],
                    },
                    new Target("Embassy") { CopyOnly = true, Contacts = [new Contact(ContactKind.Web, "https://embassy.example/form")] },
                ],
                Hashtags = ["FreeThePoet", "Aru"],
                Follow = [new FollowedAccount(alpha, "@friend") { Consent = "yes (2026-11-20, by e-mail)" }, new FollowedAccount(beta, "other.example")],
                Media = [new MediaFile("poet.jpg", "The poet at her desk | at night") { Messages = ["call", "thanks"] }, new MediaFile("empty.png", "")],
                RepostRules = [new RepostRule("per-day", "3")],
                About = "Some *background*.\n\n# A heading of its own\nThe end.",
                Messages =
                [
                    new Message("call", "en", "Free {target}!\n#FreeThePoet\n\n  two"),
                    new Message("call", "en", "Short.") { Platform = alpha },
                    new Message("call", "en", "Turn.") { Platform = beta, Rotation = 2 },
                    new Message("thanks", "en", "Thank you."),
                    new Message("call", "kk", ""),
                    new Message("thanks", "kk", ""),
                ],
                Letters = [new Letter("en", "Dear Minister,\n\n# not a heading here\n\nYours")],
            },
            folder.Read().Campaign);
    }

    [Fact]
    public void PlacesAreThoseOfTheText()
    {
        using var folder = WholeFolder();
        var reading = folder.Read();
        var campaign = reading.Campaign!;
        SourcePlace In(string file, int line, int column) => new(folder.At(file), line, column);
        Assert.Equal(In("messages.en.md", 6, 1), reading.PlaceOf(campaign.Messages[0]));
        Assert.Equal(In("messages.en.md", 7, 2), reading.PlaceOf(campaign.Messages[0], campaign.Messages[0].Text.IndexOf("FreeThePoet", StringComparison.Ordinal)));
        Assert.Equal(In("messages.en.md", 5, 1), reading.PlaceOfHeading(campaign.Messages[0]));
        Assert.Equal(In("messages.kk.md", 4, 1), reading.PlaceOf(campaign.Messages[4]));
        Assert.Equal(In("letter.en.md", 5, 1), reading.PlaceOf(campaign.Letters[0]));
        Assert.Equal(In("campaign.md", 15, 1), reading.PlaceOf(campaign.Targets[0]));
        Assert.Equal(In("campaign.md", 21, 9), reading.PlaceOf(campaign.Targets[0], campaign.Targets[0].Contacts[4]));
        Assert.Equal(In("campaign.md", 33, 10), reading.PlaceOf(campaign.Follow[0]));
        Assert.Equal(In("campaign.md", 38, 3), reading.PlaceOf(campaign.Media[0]));
        Assert.Equal(In("campaign.md", 42, 12), reading.PlaceOf(campaign.RepostRules[0]));
        Assert.Equal(In("campaign.md", 29, 3), reading.PlaceOfHashtag("FreeThePoet"));
        Assert.Equal(In("campaign.md", 6, 11), reading.PlaceOfDeadline);
        Assert.Equal(In("campaign.md", 8, 10), reading.PlaceOfEmbargo);
        Assert.Equal(In("campaign.md", 13, 1), reading.PlaceOfTargets);
        Assert.Equal(In("campaign.md", 28, 1), reading.PlaceOfHashtags);
    }

    [Fact]
    public void WindowsLineEndsAndAByteOrderMarkReadAsTheSameCampaign()
    {
        using var unix = WholeFolder();
        using var windows = WholeFolder();
        foreach (var file in Directory.GetFiles(windows.Path))
            File.WriteAllText(file, '\uFEFF' + File.ReadAllText(file).Replace("\n", "\r\n", StringComparison.Ordinal));
        Assert.Empty(windows.Findings());
        Assert.Equal(unix.Read().Campaign, windows.Read().Campaign);
    }
}
