using SocialKit.Campaigns;
using SocialKit.Cli.Sources;
using SocialKit.Posts;
using SocialKit.Text;

namespace SocialKit.Cli.Sharing;

/// <summary>Finds the one text that a person wants to take along, composes and checks it.</summary>
internal sealed class TextTaker(CliContext context)
{
    /// <summary>The text of a message, or a loose text, as a person pastes it on <paramref name="platform"/>.</summary>
    /// <exception cref="UsageException">There is no such text, or there are several.</exception>
    /// <exception cref="BadSourceException">The source has errors.</exception>
    public TakenText TakePost(TextWish wish, Platform platform)
    {
        if (SourceFinder.FindOne(wish.Source, context) is var source && source is not Source.CampaignFolder)
            return TakeLoose((Source.LooseText)source, wish, platform);
        var folder = (Source.CampaignFolder)source;
        var reading = Read(folder);
        var campaign = reading.Campaign!;
        var language = wish.Language ?? folder.Language ?? campaign.SourceLanguage;
        var (chosen, variants) = Choose(campaign, wish, language, platform);
        var rules = RulesOf(platform);
        var message = wish.Appended is null ? chosen : chosen with { Text = $"{chosen.Text} {wish.Appended}" };
        var pasted = Composer.Compose(message, campaign, platform, new PastedRules(rules)).Post.Text;
        var composition = Composer.Compose(message, campaign, platform, rules) with { Begins = reading.PlaceOf(chosen) };
        var check = Checker.Check(composition, new(platform, rules) { Platforms = context.Platforms, Campaign = campaign, Now = context.Now });
        var taken = Taken(pasted, SourceCheck.Placed(check, reading), rules);
        return taken with
        {
            Findings = context.Platforms.TryFind(platform.Id.Value, out _) ? taken.Findings : [.. taken.Findings.Where(PlainPlace.CanMend)],
            Campaign = campaign,
            Message = chosen,
            Language = language,
            Languages = [.. campaign.Messages.Where(other => other.Id == chosen.Id && other.IsTranslated).Select(other => other.Language).Distinct()],
            Variants = variants,
            Parts = Composer.Thread(campaign, chosen.Id, language, platform.Id, chosen.Rotation).Count(),
        };
    }

    /// <summary>A campaign's letter.</summary>
    /// <exception cref="UsageException">There is none.</exception>
    /// <exception cref="BadSourceException">The campaign has errors.</exception>
    public TakenText TakeLetter(TextWish wish)
    {
        if (SourceFinder.FindOne(wish.Source, context) is not Source.CampaignFolder folder)
            throw new UsageException("Only a campaign has a letter, and this is a text.");
        var campaign = Read(folder).Campaign!;
        var letters = campaign.Letters.Where(letter => letter.Text.Length > 0).ToList();
        if (letters.Count == 0)
            throw new UsageException($"{campaign.Slug} has no letter: there is no file letter.{campaign.SourceLanguage}.md with a text.");
        var languages = letters.Select(letter => letter.Language).ToValueList();
        var language = wish.Language ?? (languages.Contains(campaign.SourceLanguage) ? campaign.SourceLanguage : languages[0]);
        var chosen = letters.Find(letter => letter.Language == language)
            ?? throw new UsageException($"{campaign.Slug} has no letter in \"{language}\"; it has {string.Join(", ", languages)}.");
        return new(chosen.Text) { Campaign = campaign, Language = language, Languages = languages, Findings = FindingsOf(chosen) };
    }

    private CampaignReading Read(Source.CampaignFolder folder)
    {
        var reading = new CampaignReader(context.Platforms).Read(folder.Path);
        return reading is { HasErrors: false, Campaign: not null }
            ? reading
            : throw new BadSourceException(reading.Findings, reading.CouldNotBeRead ? ExitCodes.Usage : ExitCodes.ProblemsFound);
    }

    private TakenText TakeLoose(Source.LooseText source, TextWish wish, Platform platform)
    {
        if (wish.Message is not null || wish.Language is not null || wish.Variant is not null)
            throw new UsageException("Messages, languages and variants are a campaign's, and this is a text.");
        if (source.Text is null)
            throw new BadSourceException(source.Findings, ExitCodes.ProblemsFound);
        var text = wish.Appended is null ? source.Text : $"{source.Text} {wish.Appended}";
        var rules = RulesOf(platform);
        var composition = Composer.Compose(text, platform, rules) with { Begins = new(source.Name, 1, 1) };
        return Taken(text, Checker.Check(composition, new(platform, rules) { Platforms = context.Platforms }), rules);
    }

    private TakenText Taken(string text, Check check, IPostRules rules) => new(text)
    {
        Findings = check.Findings,
        Count = check.Reading.Count,
        // A place that is no platform finds no links itself.
        Page = FirstPage(text, rules) ?? context.Platforms.Select(platform => FirstPage(text, platform.Rules)).FirstOrDefault(page => page is not null),
    };

    private static string? FirstPage(string text, IPostRules rules)
    {
        var entities = new List<Entity>();
        rules.Read(text, entities);
        return entities
            .Where(entity => entity.Kind == EntityKind.Link)
            .Select(entity => entity.Of(text).ToString())
            .FirstOrDefault(link => link.StartsWith("https://", StringComparison.OrdinalIgnoreCase));
    }

    // "[your name]" belongs in a model letter: whoever sends it fills it in. So it is said, and stops nobody.
    private static ValueList<Finding> FindingsOf(Letter letter)
    {
        var place = PlainPlace.Of(new("letter"), "a letter");
        return [.. Checker.Check(letter.Text, new(place, place.Rules)).Findings
            .Where(finding => finding.Code is FindingCodes.Placeholder or FindingCodes.HiddenCharacter)
            .Select(finding => finding with { Severity = Severity.Warning, Span = null, Platform = null })];
    }

    private static (Message Message, int Variants) Choose(Campaign campaign, TextWish wish, string language, Platform platform)
    {
        var inLanguage = campaign.Messages.Where(message => message.Language == language).ToList();
        if (inLanguage.Count == 0)
            throw new UsageException(NoLanguage(campaign, language));
        var ids = inLanguage.Select(message => message.Id).Distinct().ToList();
        var id = wish.Message ?? (ids.Count == 1 ? ids[0] : throw new UsageException($"{campaign.Slug} has the messages {string.Join(", ", ids)}; say which with --message."));
        if (!ids.Contains(id))
            throw new UsageException($"{campaign.Slug} has no message \"{id}\".{(EditDistance.Nearest(id, ids, most: 4) is { } near ? $" Did you mean \"{near}\"?" : $" It has {string.Join(", ", ids)}.")}");
        var texts = inLanguage
            .Where(message => message.Id == id)
            .Select(message => message.Rotation)
            .Distinct()
            .Order()
            .Select(rotation => Composer.Choose(campaign, id, language, platform.Id, rotation))
            .OfType<Message>()
            .ToList();
        var chosen = wish.Variant is { } variant ? texts.Find(message => message.Rotation == variant) : texts.Find(message => message.IsTranslated) ?? texts.FirstOrDefault();
        if (chosen is null)
            throw new UsageException($"\"{id}\" has no {(wish.Variant is { } missing ? $"variant {missing}" : "text")} for {platform.Name} in {language}.");
        if (wish.Part is { } part)
        {
            var thread = Composer.Thread(campaign, id, language, platform.Id, chosen.Rotation).ToList();
            chosen = part >= 1 && part <= thread.Count
                ? thread[part - 1]
                : throw new UsageException(thread.Count == 1 ? $"\"{id}\" is one post for {platform.Name}, and no thread." : $"\"{id}\" has {thread.Count} posts for {platform.Name}.");
        }
        if (!chosen.IsTranslated)
            throw new UsageException($"\"{id}\" has no text for {platform.Name} in {language} yet. Another language is taken with --lang.");
        return (chosen, texts.Count);
    }

    private static string NoLanguage(Campaign campaign, string language)
    {
        var known = campaign.Messages.Select(message => message.Language).Distinct().ToList();
        return known.Count == 0 ? $"{campaign.Slug} has no messages yet." : $"{campaign.Slug} has no messages in \"{language}\"; it has {string.Join(", ", known)}.";
    }

    private IPostRules RulesOf(Platform platform) => platform.Rules.For(context.Accounts.FirstOrDefault(account => account.Platform == platform.Id));
}
