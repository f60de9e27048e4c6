using SocialKit.Campaigns;
using SocialKit.Posts;
using SocialKit.Text;

namespace SocialKit.Web;

/// <summary>Makes a campaign's pages: what may be shown, in which languages, with which links. It needs no clock: the same campaign gives the same pages.</summary>
/// <param name="options">What they are made with.</param>
public sealed class PageBuilder(PageOptions options)
{
    /// <summary>The pages of <paramref name="campaign"/>.</summary>
    /// <param name="campaign">A campaign without errors in its files.</param>
    /// <param name="placeOf">Where a message's text begins in its file; null for campaigns that came from no folder.</param>
    public PagePlan Build(Campaign campaign, Func<Message, SourcePlace?>? placeOf = null)
    {
        var check = CampaignCheck.Of(campaign, new(options.Platforms)
        {
            Platforms = [.. options.Places.Select(place => place.Platform)],
            PlaceOf = placeOf ?? (_ => null),
        });
        var sifted = new SiftedPosts(check, options);
        var letters = campaign.Letters.Where(letter => letter.Text.Length > 0).ToList();
        var languages = LanguagesOf(campaign, sifted, letters);
        var about = campaign.About is { } markdown ? AboutText.ToHtml(markdown) : null;
        var pages = languages.Select(language => PageOf(campaign, language, sifted, letters) with { About = about, LeftOut = options.IsLive ? [.. sifted.LeftOut.Select(finding => finding.ToString())] : [], Languages = [.. languages.Select(LanguageOf)] });
        return new(campaign, [.. pages], sifted.LeftOut);
    }

    // The campaign's own language first, whatever the order of the files: it is the page for those whose language is not there.
    private static List<string> LanguagesOf(Campaign campaign, SiftedPosts posts, List<Letter> letters)
    {
        var all = posts.Languages.Concat(letters.Select(letter => letter.Language)).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        return [.. all.Where(language => IsSource(language)), .. all.Where(language => !IsSource(language)).Order(StringComparer.Ordinal)];

        bool IsSource(string language) => string.Equals(language, campaign.SourceLanguage, StringComparison.OrdinalIgnoreCase);
    }

    private static PageLanguage LanguageOf(string tag) => new(tag, LanguageNames.Of(tag));

    private SupporterPage PageOf(Campaign campaign, string language, SiftedPosts posts, List<Letter> letters)
    {
        var address = options.Address is { } site ? $"{site}{language}/" : null;
        return new(campaign, language, PageTexts.In(language))
        {
            Options = options,
            Address = address,
            Sections = [.. options.Places.Select(place => SectionOf(campaign, place, language, posts, address)).OfType<PageSection>()],
            Letters = LettersOf(campaign, language, letters),
            Targets = [.. campaign.Targets.OrderBy(target => target.CopyOnly).Select(TargetOf)],
            Follow = [.. campaign.Follow.Select(FollowOf).OfType<PageAccount>()],
            DeadlineEnd = campaign.DeadlineEnd()?.ToUniversalTime(),
            QrCode = address is null ? null : new QrCode(options.Utm ? $"{address}?utm_source=qr&utm_medium=print&utm_campaign={Uri.EscapeDataString(campaign.Slug)}" : address).ToSvg(),
        };
    }

    // Where a language has no message for a place, those of the campaign's own language are better than none.
    private PageSection? SectionOf(Campaign campaign, PagePlace place, string language, SiftedPosts posts, string? address)
    {
        var links = new PageLinks(place, address, options.Utm ? campaign.Slug : null, campaign.Title);
        var slots = posts.Of(place, language);
        if (slots.Count == 0)
            slots = posts.Of(place, campaign.SourceLanguage);
        return slots.Count == 0 ? null : new(place, [.. slots.Select(slot => new PageSlot([.. slot.Select(post => PostOf(post, place, links))]))]) { Template = links.Template };
    }

    private static PagePost PostOf(CheckedPost post, PagePlace place, PageLinks links)
    {
        var text = PastedText.Of(post.Check.Post);
        var message = post.Message;
        var name = message.Rotation == 1 ? message.Name : $"{message.Id}/{message.Rotation}{message.Name[message.Id.Length..]}";
        List<Entity> entities = [];
        place.Platform.Rules.Read(text, entities);
        return new(name, message.Language, text, post.Check.Reading.Count)
        {
            Link = links.Of(text),
            MayBeCut = links.MayCut(text),
            Apart = [.. entities.Select(entity => entity.Span)],
        };
    }

    private ValueList<PageLetter> LettersOf(Campaign campaign, string language, List<Letter> letters)
    {
        var order = campaign.LetterLanguages.Prepend(campaign.SourceLanguage).Prepend(language).ToList();
        return
        [
            .. letters
                .OrderBy(letter => order.FindIndex(wanted => string.Equals(wanted, letter.Language, StringComparison.OrdinalIgnoreCase)) is var at and >= 0 ? at : order.Count)
                .Select(letter => LetterLinks.Add(new(letter.Language, letter.Text) { LanguageName = LanguageNames.Of(letter.Language) }, campaign, options)),
        ];
    }

    private PageTarget TargetOf(Target target) => new(target,
        [.. target.Contacts.Where(contact => contact.Kind == ContactKind.Handle).Select(contact => Account(contact.Platform!.Value, contact.Value, follow: false)).OfType<PageAccount>()]);

    private PageAccount? FollowOf(FollowedAccount account) => Account(account.Platform, account.Value, follow: true);

    private PageAccount? Account(PlatformId id, string written, bool follow)
    {
        if (!options.Platforms.TryFind(id.Value, out var platform) || platform.IsLocal || !platform.Handles.TryParse(written, out var handle))
            return null;
        return new(platform.Name, platform.Handles.Mention(handle), follow ? platform.Handles.Follow(handle) : platform.Handles.Profile(handle));
    }
}
