using System.Globalization;
using SocialKit.Campaigns;
using SocialKit.Posts;
using SocialKit.Text;

namespace SocialKit.Web;

/// <summary>What a supporter sees of a campaign in one language, ready to be written as HTML. It holds no markup but <see cref="About"/>.</summary>
/// <param name="Campaign">The campaign.</param>
/// <param name="Language">The page's language, BCP 47.</param>
/// <param name="Texts">The page's own words.</param>
public sealed record SupporterPage(Campaign Campaign, string Language, PageTexts Texts)
{
    /// <summary>The places, each with its messages; none without a message.</summary>
    public ValueList<PageSection> Sections { get; init; } = [];

    /// <summary>The letters: that of the page's language first, then those of the languages that the targets read, best first.</summary>
    public ValueList<PageLetter> Letters { get; init; } = [];

    /// <summary>Whom to write to, in order; those that only get a copy last.</summary>
    public ValueList<PageTarget> Targets { get; init; } = [];

    /// <summary>The accounts to follow.</summary>
    public ValueList<PageAccount> Follow { get; init; } = [];

    /// <summary>The background as HTML of a few harmless elements; null if there is none.</summary>
    public string? About { get; init; }

    /// <summary>The language of <see cref="About"/> and of the title, BCP 47.</summary>
    public string SourceLanguage => Campaign.SourceLanguage;

    /// <summary>Every language that the campaign has a page in, in order, this one too.</summary>
    public ValueList<PageLanguage> Languages { get; init; } = [];

    /// <summary>The instant at which the deadline's day ends, in UTC; null if there is no deadline.</summary>
    public DateTimeOffset? DeadlineEnd { get; init; }

    /// <summary>The page's own https address; null if it is not known.</summary>
    public string? Address { get; init; }

    /// <summary>The way from this page to the folder of the site, such as <c>../</c>; empty if it lies there.</summary>
    public string Up { get; init; } = "";

    /// <summary>The way from this page to the folder that holds the campaign's pages in all languages; empty if it lies there.</summary>
    public string UpToCampaign { get; init; } = "";

    /// <summary>The QR code of <see cref="Address"/> as SVG; null if that is not known.</summary>
    public string? QrCode { get; init; }

    /// <summary>The options.</summary>
    public required PageOptions Options { get; init; }

    /// <summary>What was left out of it, a line each, for whoever writes the campaign; shown only where <see cref="PageOptions.IsLive"/>.</summary>
    public ValueList<string> LeftOut { get; init; } = [];

    /// <summary>What the browser's tab and a link preview are called.</summary>
    public string HeadTitle => Campaign.Person is { } person ? $"{Campaign.Title}: {person}" : Campaign.Title;

    /// <summary>What a link preview says below the title: the first message.</summary>
    public string Description => Sections.Count > 0 ? Sections[0].Slots[0].Posts[0].Text.ReplaceLineEndings(" ") : Campaign.Title;

    /// <summary>The https address of the picture for link previews; null if there is none.</summary>
    public string? PictureAddress => Options.HasPicture && Address is { } address ? address + Cards.CardPicture.FileName : null;

    /// <summary>What that picture says, for those who cannot see it.</summary>
    public string PictureAltText => Campaign.Deadline is { } day ? $"{HeadTitle}. {Texts.With("deadline", Texts.DateOf(day))}" : HeadTitle;

    /// <summary>The deadline as <c>2026-12-31</c>; empty if there is none.</summary>
    public string DeadlineDay => Campaign.Deadline?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    /// <summary>The instant at which the deadline's day ends, in ISO 8601 and UTC; empty if there is none.</summary>
    public string DeadlineInstant => DeadlineEnd?.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture) ?? "";

    /// <summary>The names of the languages to write letters in, best first.</summary>
    public string LetterLanguageNames => string.Join(Texts["list-separator"], Campaign.LetterLanguages.Select(LanguageNames.Of));

    /// <summary>The way from this page to the same campaign's page in <paramref name="language"/>: its address where that is known.</summary>
    public string HrefOf(PageLanguage language) => Options.Address is { } address ? $"{address}{language.Tag}/" : $"{UpToCampaign}{language.Tag}/index.html"; // a USB stick shows no index of a folder

    /// <summary>The language of the page's own words where it is not the page's; null where it is.</summary>
    public string? WordsLanguage => Language.StartsWith(Texts.Language, StringComparison.OrdinalIgnoreCase) ? null : Texts.Language;

    /// <summary>The words that the script shows, as JSON.</summary>
    public string ScriptWords => PageWords.Of(Texts);
}

/// <summary>A language that a campaign has a page in.</summary>
/// <param name="Tag">BCP 47.</param>
/// <param name="Name">Its name in itself.</param>
public sealed record PageLanguage(string Tag, string Name);

/// <summary>A place with the messages to post there.</summary>
/// <param name="Place">The place.</param>
/// <param name="Slots">The messages: each slot is one post, or a thread of several. One is shown at a time where a script runs.</param>
public sealed record PageSection(PagePlace Place, ValueList<PageSlot> Slots)
{
    /// <summary>The address that opens the place: <c>{text}</c>, <c>{page}</c> and <c>{server}</c> stand for what is put in, encoded; null if there is none.</summary>
    public string? Template { get; init; }
}

/// <summary>A post, or a thread of several.</summary>
/// <param name="Posts">The posts, in order, at least one.</param>
public sealed record PageSlot(ValueList<PagePost> Posts);

/// <summary>A text to post in one place.</summary>
/// <param name="Name">The message's name: its id, with <c>/2</c> for the second of texts that take turns and <c>+2</c> for the second of a thread.</param>
/// <param name="Language">BCP 47.</param>
/// <param name="Text">What is copied and shared, literally: targets filled in, links as they were written.</param>
/// <param name="Count">How the place counts it.</param>
public sealed record PagePost(string Name, string Language, string Text, Measure Count)
{
    /// <summary>The link that opens the place with the text; null if there is none without a script.</summary>
    public string? Link { get; init; }

    /// <summary>True if the place has been seen to change such a text on its way, so that it should be compared before it is posted.</summary>
    public bool MayBeCut { get; init; }

    /// <summary>The text in parts, so that handles, hashtags and links are set apart; together they are the text.</summary>
    public IEnumerable<PostPart> Parts
    {
        get
        {
            var done = 0;
            foreach (var span in Apart)
            {
                if (span.Start > done)
                    yield return new(Text[done..span.Start], IsApart: false);
                yield return new(Text[span.Start..span.End], IsApart: true);
                done = span.End;
            }
            if (done < Text.Length)
                yield return new(Text[done..], IsApart: false);
        }
    }

    /// <summary>Where handles, hashtags and links stand, in UTF-16 units of <see cref="Text"/>, in order: each is set apart, so that text from right to left does not tear its sign from it.</summary>
    public ValueList<TextSpan> Apart { get; init; } = [];
}

/// <summary>A part of a post's text.</summary>
/// <param name="Text">The part, literally.</param>
/// <param name="IsApart">True if it is a handle, a hashtag or a link.</param>
public readonly record struct PostPart(string Text, bool IsApart);

/// <summary>A letter to copy, send or print.</summary>
/// <param name="Language">BCP 47.</param>
/// <param name="Text">The text, literally.</param>
public sealed record PageLetter(string Language, string Text)
{
    /// <summary>The name of the language in itself.</summary>
    public required string LanguageName { get; init; }

    /// <summary>The link that opens a mail program with the whole letter; null if it is too long for one, or nobody has an e-mail address.</summary>
    public string? Email { get; init; }

    /// <summary>The link that opens a mail program with addresses and subject alone; null if nobody has an e-mail address.</summary>
    public string? EmailWithoutText { get; init; }
}

/// <summary>Somebody to write to.</summary>
/// <param name="Target">The target.</param>
/// <param name="Accounts">Its accounts, with the addresses of their profiles.</param>
public sealed record PageTarget(Target Target, ValueList<PageAccount> Accounts);

/// <summary>An account, and where it is found.</summary>
/// <param name="Platform">The platform's name.</param>
/// <param name="Mention">How it is written.</param>
/// <param name="Link">The https address; null if there is none.</param>
public sealed record PageAccount(string Platform, string Mention, string? Link);
