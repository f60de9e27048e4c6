using SocialKit.Campaigns;

namespace SocialKit.Tests.Web;

/// <summary>A campaign for an invented person, with something in every field.</summary>
internal static class InventedCampaign
{
    public static readonly PlatformId X = new("x"), Bluesky = new("bluesky"), Mastodon = new("mastodon"), Facebook = new("facebook"), Telegram = new("telegram");

    public static Campaign Full { get; } = new()
    {
        Slug = "2026-invented-case",
        Title = "Free the invented teacher",
        Person = "Invented Person",
        Deadline = new(2026, 12, 9),
        TimeZone = "Asia/Almaty",
        LetterLanguages = ["kk", "ru"],
        Source = "Invented action, 2026",
        Hashtags = ["FreeInvented"],
        Targets =
        [
            new("Embassy") { CopyOnly = true, Contacts = [new(ContactKind.Email, "embassy@gov.example")] },
            new("Minister of Justice")
            {
                Name = "Invented Minister",
                Contacts =
                [
                    new(ContactKind.Salutation, "Dear Minister,"), new(ContactKind.Address, "Street 1, Astana"), new(ContactKind.Phone, "+7 7172 00-00-00"), new(ContactKind.Fax, "+7 7172 000 001"),
                    new(ContactKind.Email, "minister@gov.example"), new(ContactKind.Web, "https://gov.example/contact?a=1&b=2"),
                    new(ContactKind.Handle, "@inv_minister", X), new(ContactKind.Handle, "@minister.gov.example", Bluesky), new(ContactKind.Handle, "@minister@social.example", Mastodon),
                ],
            },
        ],
        Follow = [new(X, "@inv_friend"), new(Mastodon, "@friend@social.example")],
        About = "She is **invented**: see <https://www.example.org/case>.",
        Messages =
        [
            new("free", "en", "{target:minister-of-justice}, free her now & at once! 🙏 #FreeInvented https://www.example.org/a/long/way/to/the/case?x=1&y=2"),
            new("free", "en", "\"Teaching\" is <no> crime.\nFree her, {target:minister-of-justice}! #FreeInvented") { Rotation = 2 },
            new("free", "ar", "{target:minister-of-justice} أفرجوا عنها الآن 🙏 #FreeInvented"),
            new("free", "kk", ""),
        ],
        Letters = [new("en", "Dear Minister,\n\nPlease free her.\n\n[your name]"), new("kk", "Құрметті министр!\n\nОны босатыңыз.")],
    };
}
