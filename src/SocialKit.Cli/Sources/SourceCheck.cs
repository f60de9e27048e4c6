using SocialKit.Campaigns;
using SocialKit.Posts;
using SocialKit.Text;

namespace SocialKit.Cli.Sources;

/// <summary>A source with every wanted post of it, checked.</summary>
/// <param name="Source">What was looked at.</param>
internal sealed record SourceCheck(Source Source)
{
    /// <summary>The campaign; null for a loose text, or if its files are too broken.</summary>
    public Campaign? Campaign { get; init; }

    /// <summary>How the campaign was read; null for a loose text.</summary>
    public CampaignReading? Reading { get; init; }

    /// <summary>The posts.</summary>
    public ValueList<PostCheck> Posts { get; init; } = [];

    /// <summary>What is to be said of the files, and of messages that make no post.</summary>
    public ValueList<Finding> Findings { get; init; } = [];

    /// <summary>The campaign's pictures; null for a loose text.</summary>
    public CampaignPictures? Pictures { get; init; }

    /// <summary>True if the path could not be read at all.</summary>
    public bool CouldNotBeRead { get; init; }

    /// <summary>True if the files are too broken to make posts of.</summary>
    public bool HasFileErrors => CouldNotBeRead || Findings.Any(finding => finding.Severity == Severity.Error);

    /// <summary>Everything that was found.</summary>
    public IEnumerable<Finding> AllFindings => Findings.Concat(Posts.SelectMany(post => post.Check.Findings));

    /// <summary>Reads and checks <paramref name="source"/>.</summary>
    /// <exception cref="UsageException">The selection names something that the campaign does not have.</exception>
    public static SourceCheck Of(Source source, Selection selection, CliContext context) => source switch
    {
        Source.CampaignFolder folder => OfCampaign(folder, selection, context),
        Source.LooseText text => OfText(text, selection, context),
        _ => throw new ArgumentOutOfRangeException(nameof(source)),
    };

    private static SourceCheck OfCampaign(Source.CampaignFolder folder, Selection selection, CliContext context)
    {
        var reading = new CampaignReader(context.Platforms).Read(folder.Path);
        var read = new SourceCheck(folder) { Campaign = reading.Campaign, Reading = reading, Findings = reading.Findings, CouldNotBeRead = reading.CouldNotBeRead };
        // A campaign that was not read whole would be blamed for what only the reader missed.
        if (reading.HasErrors || reading.Campaign is not { } campaign)
            return read;
        var languages = Languages(campaign, folder, selection);
        if (selection.MustExist)
            Refuse(campaign, selection, languages);
        var check = CampaignCheck.Of(campaign, new(context.Platforms)
        {
            Platforms = selection.Platforms,
            Languages = languages,
            Messages = selection.Message is null ? null : [selection.Message],
            Rotation = selection.Rotation,
            Accounts = selection.Accounts ?? context.Accounts,
            Now = selection.IgnoresTime ? null : context.Now,
            Automated = selection.Automated,
            PlaceOf = reading.PlaceOf,
        });
        var pictures = new CampaignPictures(reading, context.PictureScaler);
        return read with
        {
            Pictures = pictures,
            Posts = [.. check.Posts.Select(post => WithPictures(new PostCheck(post.Platform, post.Account, post.Message, Placed(post.Check, reading)), pictures))],
            Findings = [.. reading.Findings, .. check.Findings],
        };
    }

    /// <summary>The check with day and hour placed where they are written: they are the campaign's, said once for all its posts, and mended there.</summary>
    public static Check Placed(Check check, CampaignReading reading) => check with
    {
        Findings = [.. check.Findings.Select(finding => finding.Code switch
        {
            FindingCodes.DeadlinePassed => finding with { Place = reading.PlaceOfDeadline ?? finding.Place },
            FindingCodes.Embargoed => finding with { Place = reading.PlaceOfEmbargo ?? finding.Place },
            _ => finding,
        })],
    };

    private static PostCheck WithPictures(PostCheck post, CampaignPictures pictures) =>
        post.Check.Post.Media.Count == 0 ? post : post with { Check = post.Check with { Findings = [.. post.Check.Findings, .. pictures.Findings(post)] } };

    private static IReadOnlyCollection<string>? Languages(Campaign campaign, Source.CampaignFolder folder, Selection selection)
    {
        if (selection.Languages.Count > 0)
            return [.. selection.Languages.Select(language => Spelled(campaign, language))];
        if (folder.Language is { } named)
            return [Spelled(campaign, named)];
        return selection.SourceLanguageOnly ? [campaign.SourceLanguage] : null;
    }

    // Language tags know no case (RFC 5646).
    private static string Spelled(Campaign campaign, string language) =>
        campaign.Messages.FirstOrDefault(message => string.Equals(message.Language, language, StringComparison.OrdinalIgnoreCase))?.Language ?? language;

    private static void Refuse(Campaign campaign, Selection selection, IReadOnlyCollection<string>? languages)
    {
        var known = campaign.Messages.Select(message => message.Language).Distinct().ToList();
        if (selection.Languages.FirstOrDefault(language => !known.Contains(language, StringComparer.OrdinalIgnoreCase)) is { } unknown)
            throw new UsageException($"{campaign.Slug} has no messages in \"{unknown}\"; it has {string.Join(", ", known)}.");
        var messages = campaign.Messages.Where(message => languages is null || languages.Contains(message.Language)).ToList();
        if (selection.Message is { } id && !messages.Exists(message => message.Id == id))
        {
            var ids = messages.Select(message => message.Id).Distinct().ToList();
            var meant = EditDistance.Nearest(id, ids, most: 4) is { } near ? $" Did you mean \"{near}\"?" : $" It has {string.Join(", ", ids)}.";
            throw new UsageException($"{campaign.Slug} has no message \"{id}\".{meant}");
        }
        if (selection.Rotation is { } rotation && !messages.Exists(message => message.Rotation == rotation && (selection.Message is null || message.Id == selection.Message)))
            throw new UsageException($"{campaign.Slug} has no variant {rotation} of {(selection.Message is null ? "any message" : $"\"{selection.Message}\"")}.");
    }

    private static SourceCheck OfText(Source.LooseText source, Selection selection, CliContext context)
    {
        if (source.Text is not { } text)
            return new(source) { Findings = source.Findings };
        return new(source)
        {
            Findings = source.Findings,
            Posts = [.. selection.Platforms.Select(platform => OfText(text, source.Name, platform, selection, context))],
        };
    }

    private static PostCheck OfText(string text, string name, Platform platform, Selection selection, CliContext context)
    {
        var account = (selection.Accounts ?? context.Accounts).FirstOrDefault(account => account.Platform == platform.Id);
        var rules = platform.Rules.For(account);
        var composition = Composer.Compose(text, platform, rules) with { Begins = new(name, 1, 1) };
        var check = Checker.Check(composition, new(platform, rules) { Platforms = context.Platforms, Automated = selection.Automated });
        return new(platform, account, null, check);
    }
}

/// <summary>A post, checked.</summary>
/// <param name="Platform">Where it goes.</param>
/// <param name="Account">Who would post it; null if no account is known.</param>
/// <param name="Message">The message that was chosen; null for a loose text.</param>
/// <param name="Check">What the check says.</param>
internal sealed record PostCheck(Platform Platform, Account? Account, Message? Message, Check Check);
