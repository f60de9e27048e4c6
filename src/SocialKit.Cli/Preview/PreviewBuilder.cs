using System.Globalization;
using Humanizer;
using SocialKit.Campaigns;
using SocialKit.Cli.Reposting;
using SocialKit.Cli.Sources;
using SocialKit.Posts;
using SocialKit.Reposts;
using SocialKit.Text;

namespace SocialKit.Cli.Preview;

/// <summary>Makes the model of a preview from a checked source.</summary>
internal static class PreviewBuilder
{
    public static PreviewModel Build(SourceCheck source, CliContext context)
    {
        var shared = SharedByAll(source.Posts);
        var untranslated = source.Findings.Where(finding => finding.Code == FindingCodes.NotTranslated);
        var model = new PreviewModel
        {
            // What is not translated is said by language, in one line.
            Findings = [.. source.Findings.Except(untranslated), .. shared.Select(finding => finding with { Platform = null })],
            Messages = [.. source.Posts
                .GroupBy(post => (post.Message?.Id, post.Message?.Language, post.Message?.Rotation, post.Message?.Part))
                .Select(group => MessageOf(source.Campaign, [.. group], shared))],
        };
        if (source.Campaign is not { } campaign)
            return model;
        return model with
        {
            Campaign = campaign,
            Deadline = DeadlineOf(campaign, context),
            Targets = [.. campaign.Targets.Select(target => new PreviewTarget(target, AccountsOf(target, context.Platforms)))],
            Follow = [.. campaign.Follow.Select(account => FollowLink(account, context.Platforms)).OfType<AccountLink>()],
            RepostRules = campaign.RepostRules.Count == 0 ? [] : RulesOf(campaign),
            Languages = LanguagesOf(campaign, model.Messages),
        };
    }

    private static ValueList<PreviewRule> RulesOf(Campaign campaign)
    {
        var rules = RepostRuleLines.Of(campaign);
        return [.. RuleWords.Of(rules, rules.ZoneIn(campaign)).Select(rule => new PreviewRule(rule.Label, rule.Value))];
    }

    private static PreviewMessage MessageOf(Campaign? campaign, List<PostCheck> posts, IReadOnlyCollection<Finding> shared)
    {
        var message = posts[0].Message;
        var takesTurns = campaign?.Messages.Any(other => other.Id == message?.Id && other.Language == message.Language && other.Rotation != message.Rotation) == true;
        var isThread = campaign?.Messages.Any(other => other.Id == message?.Id && other.Language == message.Language && other.Rotation == message.Rotation && other.Part > 1) == true;
        return new(message?.Id, message?.Language, takesTurns ? message?.Rotation : null, isThread ? message?.Part : null, [.. posts.Select(post => CardOf(post, shared))]);
    }

    /// <summary>One post as one platform shows it.</summary>
    /// <param name="post">The post.</param>
    /// <param name="shared">The findings that are said elsewhere.</param>
    public static PreviewCard CardOf(PostCheck post, IReadOnlyCollection<Finding> shared)
    {
        var rules = post.Platform.Rules.For(post.Account);
        return new(post)
        {
            Parts = TextPart.Of(post.Check, rules),
            Links = ShownLink.Of(post.Check, rules),
            CharactersPerLink = CharactersPerLink(rules),
            Price = post.Platform.Price?.OfPost(post.Check.Post.Text, post.Check.Entities),
            Findings = [.. post.Check.Findings.Where(finding => !shared.Any(other => SaysTheSame(other, finding)))],
        };
    }

    // What is the same for all posts of several is said once, above them; with its place if that is the same too.
    private static List<Finding> SharedByAll(ValueList<PostCheck> posts)
    {
        if (posts.Count < 2)
            return [];
        return [.. posts[0].Check.Findings
            .Where(finding => finding.Span is null && posts.All(post => post.Check.Findings.Any(other => SaysTheSame(other, finding))))
            .Select(finding => posts.All(post => post.Check.Findings.Any(other => other.Place == finding.Place && SaysTheSame(other, finding)))
                ? finding
                : finding with { Place = null })];
    }

    private static bool SaysTheSame(Finding one, Finding other) =>
        (one.Code, one.Severity, one.Reason, one.Remedy) == (other.Code, other.Severity, other.Reason, other.Remedy);

    // The rules do not say it in a number; two links of different length do.
    private static int? CharactersPerLink(IPostRules rules)
    {
        const string link = "https://www.example.org/";
        var entities = new List<Entity>();
        var brief = rules.Read(link, entities).Count.Length;
        var lengthy = rules.Read(link + "a-path-that-is-longer/than-any-link-is-shown-or-counted/anywhere", entities).Count.Length;
        return brief == lengthy ? brief : null;
    }

    private static PreviewDeadline? DeadlineOf(Campaign campaign, CliContext context)
    {
        if (campaign.DeadlineEnd() is not { } end)
            return null;
        var last = end == DateTimeOffset.MaxValue ? end : end.AddMinutes(-1);
        var (theirs, yours) = (campaign.Zone(), context.Settings.TimeZone);
        return new(campaign.Deadline!.Value, last.Humanize(context.Now, CultureInfo.InvariantCulture), context.Now >= end,
        [
            new("the target's", campaign.TimeZone ?? "UTC", TimeZoneInfo.ConvertTime(last, theirs)),
            new("", "UTC", last.ToUniversalTime()),
            new("yours", yours.Id, TimeZoneInfo.ConvertTime(last, yours)),
        ]);
    }

    private static ValueList<AccountLink> AccountsOf(Target target, PlatformSet platforms) =>
        [.. platforms.Select(platform => target.HandleOn(platform) is { } handle
            ? new AccountLink(platform, platform.Handles.Mention(handle), platform.Handles.Profile(handle))
            : null).OfType<AccountLink>()];

    private static AccountLink? FollowLink(FollowedAccount account, PlatformSet platforms) =>
        platforms.TryFind(account.Platform.Value, out var platform) && platform.Handles.TryParse(account.Value, out var handle)
            ? new(platform, platform.Handles.Mention(handle), platform.Handles.Profile(handle)) { Consent = account.Consent }
            : null;

    private static ValueList<PreviewLanguage> LanguagesOf(Campaign campaign, ValueList<PreviewMessage> shown) =>
        [.. campaign.Messages
            .Where(message => message.Platform is null)
            .GroupBy(message => message.Language)
            .OrderByDescending(group => group.Key == campaign.SourceLanguage)
            .Select(group => new PreviewLanguage(group.Key, group.Count(message => message.IsTranslated), group.Count(), shown.Any(message => message.Language == group.Key)))];
}
