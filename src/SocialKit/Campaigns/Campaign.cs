namespace SocialKit.Campaigns;

/// <summary>One campaign: for whom, to whom, what to say, until when. A value: two campaigns with the same content are equal.</summary>
public sealed record Campaign
{
    /// <summary>The name of the campaign's folder: lower-case letters, digits and hyphens.</summary>
    public required string Slug { get; init; }

    /// <summary>The title, one line.</summary>
    public required string Title { get; init; }

    /// <summary>The person the campaign is for; null if it is for no single person.</summary>
    public string? Person { get; init; }

    /// <summary>How that person is spoken of, such as <c>he/him</c>.</summary>
    public string? Pronouns { get; init; }

    /// <summary>The last day on which appeals should be sent, in <see cref="TimeZone"/>; null if there is none.</summary>
    public DateOnly? Deadline { get; init; }

    /// <summary>The IANA zone in which the deadline is a day; null means UTC.</summary>
    public string? TimeZone { get; init; }

    /// <summary>The instant before which nothing may go out; null if there is none.</summary>
    public DateTimeOffset? Embargo { get; init; }

    /// <summary>The language whose messages the others translate, BCP 47.</summary>
    /// <value><c>en</c></value>
    public string SourceLanguage { get; init; } = "en";

    /// <summary>The languages in which the targets should be written to, BCP 47, best first.</summary>
    public ValueList<string> LetterLanguages { get; init; } = [];

    /// <summary>Where the campaign comes from, in words.</summary>
    public string? Source { get; init; }

    /// <summary>Whom to address, in order.</summary>
    public ValueList<Target> Targets { get; init; } = [];

    /// <summary>The campaign's hashtags, without <c>#</c>, spelled as they should be.</summary>
    public ValueList<string> Hashtags { get; init; } = [];

    /// <summary>The accounts to follow and repost.</summary>
    public ValueList<FollowedAccount> Follow { get; init; } = [];

    /// <summary>What the posts say to a platform beside their text.</summary>
    public ValueList<CampaignOption> PostOptions { get; init; } = [];

    /// <summary>Settings of the repost job, as written.</summary>
    public ValueList<RepostRule> RepostRules { get; init; } = [];

    /// <summary>The pictures.</summary>
    public ValueList<MediaFile> Media { get; init; } = [];

    /// <summary>The background in Markdown, literally; null if there is none.</summary>
    public string? About { get; init; }

    /// <summary>Every message in every language, platform variant and rotation variant, in the order of the files.</summary>
    public ValueList<Message> Messages { get; init; } = [];

    /// <summary>The model letters, one a language.</summary>
    public ValueList<Letter> Letters { get; init; } = [];
}

/// <summary>Somebody to address, with every way to reach them.</summary>
/// <param name="Title">The heading: the office, or the name where no office is known.</param>
public sealed record Target(string Title)
{
    /// <summary>The name by which <c>{target:slug}</c> finds this target; made from the title.</summary>
    public string Slug => Slugs.From(Title);

    /// <summary>The person in the office; null if no name is known.</summary>
    public string? Name { get; init; }

    /// <summary>True if this target only gets a copy, as an embassy does.</summary>
    public bool CopyOnly { get; init; }

    /// <summary>The ways to reach this target, in order, as written. A kind may repeat.</summary>
    public ValueList<Contact> Contacts { get; init; } = [];

    /// <summary>This target's handle on <paramref name="platform"/>; null if none is listed or it is not one.</summary>
    public Handle? HandleOn(Platform platform)
    {
        foreach (var contact in Contacts)
        {
            if (contact.Kind == ContactKind.Handle && contact.Platform == platform.Id && platform.Handles.TryParse(contact.Value, out var handle))
                return handle;
        }
        return null;
    }
}

/// <summary>What a contact line holds.</summary>
public enum ContactKind
{
    /// <summary>A postal address on one line.</summary>
    Address,

    /// <summary>A telephone number.</summary>
    Phone,

    /// <summary>A fax number.</summary>
    Fax,

    /// <summary>An e-mail address.</summary>
    Email,

    /// <summary>A web page or an online form.</summary>
    Web,

    /// <summary>How a letter begins, such as "Dear Prosecutor General,".</summary>
    Salutation,

    /// <summary>An account on a platform.</summary>
    Handle,
}

/// <summary>One way to reach somebody.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Value">As written, literally.</param>
/// <param name="Platform">The platform, for a handle; else null.</param>
public sealed record Contact(ContactKind Kind, string Value, PlatformId? Platform = null);

/// <summary>An account to follow and repost.</summary>
/// <param name="Platform">Where it is.</param>
/// <param name="Value">The handle or profile address, as written.</param>
public sealed record FollowedAccount(PlatformId Platform, string Value)
{
    /// <summary>Whether and how the account agreed to be reposted by a machine, as written after <c>consent:</c>; null if nothing is written.</summary>
    public string? Consent { get; init; }
}

/// <summary>What every post on one platform says beside its text, such as a content warning.</summary>
/// <param name="Platform">The platform.</param>
/// <param name="Name">One of the platform's <see cref="Platform.PostOptions"/>.</param>
/// <param name="Value">What is said, literally.</param>
public sealed record CampaignOption(PlatformId Platform, string Name, string Value)
{
    /// <summary>The only language whose posts say it, BCP 47; null for those that have none of their own.</summary>
    public string? Language { get; init; }
}

/// <summary>A setting of the repost job.</summary>
/// <param name="Key">Its name.</param>
/// <param name="Value">Its value, as written.</param>
public sealed record RepostRule(string Key, string Value);

/// <summary>A picture in the campaign's <c>media</c> folder.</summary>
/// <param name="File">Its name inside that folder.</param>
/// <param name="AltText">What it shows, for those who cannot see it; empty if nobody has written it yet.</param>
public sealed record MediaFile(string File, string AltText)
{
    /// <summary>The ids of the messages that carry it; <c>id+2</c> for the second post of a thread.</summary>
    public ValueList<string> Messages { get; init; } = [];

    /// <summary>The SHA-256 of its bytes in lower-case hexadecimal, once they are kept for sending; null in a campaign that was only read.</summary>
    public string? Sha256 { get; init; }
}

/// <summary>A text to post, in one language, for one platform or for all.</summary>
/// <param name="Id">The name that all its translations and variants share.</param>
/// <param name="Language">BCP 47.</param>
/// <param name="Text">The text, literally; empty means "not translated yet" and is never published.</param>
public sealed record Message(string Id, string Language, string Text)
{
    /// <summary>The platform this variant is for; null if it is for every platform without a variant of its own.</summary>
    public PlatformId? Platform { get; init; }

    /// <summary>Which of several texts that take turns, from 1.</summary>
    /// <value>1</value>
    public int Rotation { get; init; } = 1;

    /// <summary>Which post of a thread it is, from 1: each answers the one before.</summary>
    /// <value>1</value>
    public int Part { get; init; } = 1;

    /// <summary>The id, with <c>+2</c> for the second post of a thread: what pictures and keys name.</summary>
    public string Name => Part == 1 ? Id : NameOf(Id, Part);

    /// <summary>The name of a post of a thread.</summary>
    public static string NameOf(string id, int part) => part == 1 ? id : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{id}+{part}");

    /// <summary>False if nobody has translated it yet.</summary>
    public bool IsTranslated => Text.Length > 0;
}

/// <summary>A model letter.</summary>
/// <param name="Language">BCP 47.</param>
/// <param name="Text">The whole file below its front matter, literally; empty means "not translated yet".</param>
public sealed record Letter(string Language, string Text);
