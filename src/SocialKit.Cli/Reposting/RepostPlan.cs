using SocialKit.Campaigns;
using SocialKit.Cli.Accounts;
using SocialKit.Cli.Preview;
using SocialKit.Cli.Scheduling;
using SocialKit.Cli.Sources;
using SocialKit.Reposts;

namespace SocialKit.Cli.Reposting;

/// <summary>The jobs that a campaign makes: who reposts, whom they read, by which rules, and what it costs. Nothing is asked over the network.</summary>
internal sealed record RepostPlan
{
    // So that many accounts do not come up in the same second, now and ever after.
    private static readonly TimeSpan Apart = TimeSpan.FromMilliseconds(500);

    /// <summary>What was read.</summary>
    public required SourceCheck Source { get; init; }

    /// <summary>The campaign; null if its files are too broken.</summary>
    public Campaign? Campaign { get; init; }

    /// <summary>The jobs, with the accounts that each reads.</summary>
    public ValueList<RepostStart> Starts { get; init; } = [];

    /// <summary>What stands against it, and what should be known.</summary>
    public ValueList<Finding> Findings { get; init; } = [];

    /// <summary>True if something must be mended first.</summary>
    public bool IsBlocked => Findings.Any(finding => finding.Severity != Severity.Warning);

    /// <summary>Makes it.</summary>
    /// <param name="wish">What was asked for.</param>
    /// <param name="isStanding">True for jobs of <c>run</c>.</param>
    /// <param name="context">The world outside.</param>
    /// <exception cref="UsageException">Something is named that is not there.</exception>
    public static RepostPlan Of(RepostWish wish, bool isStanding, CliContext context)
    {
        if (SourceFinder.FindOne(wish.Campaign, context) is not Source.CampaignFolder folder)
            throw new UsageException("Reposts are of the accounts that a campaign lists: name a campaign's folder.");
        var source = SourceCheck.Of(folder, new Selection([]) { IgnoresTime = true }, context);
        if (source.HasFileErrors || source.Campaign is not { } campaign)
            return new() { Source = source };
        var senders = Sender.Choose(new SendWish { Campaign = wish.Campaign, Platforms = PlatformsOf(wish, campaign, context), From = wish.From }, context);
        List<Finding> findings = [];
        List<RepostStart> starts = [];
        var rules = RepostRuleLines.Of(campaign);
        var now = context.Now;
        foreach (var (platform, account) in senders)
        {
            var reading = context.SendingPlatforms[platform.Id];
            if (reading.Feed is not { } feed || reading.Sender is null)
                throw new UsageException($"This version cannot read and repost on {platform.Name}: \"socialkit preview\" shows whom the campaign lists there, to be reposted by hand.");
            var job = new RepostJob(campaign.Slug, account, rules)
            {
                Zone = rules.ZoneIn(campaign), NotBefore = campaign.Embargo, NotAfter = campaign.DeadlineEnd(), StartedBy = wish.By, IsStanding = isStanding,
            };
            var feeds = Feeds(job, campaign, reading, source, findings, now);
            Judge(job, feeds, reading, feed, source, findings);
            starts.Add(new(job, feeds));
        }
        if (campaign.DeadlineEnd() <= now)
            findings.Add(new(RepostCodes.DeadlinePassed, Severity.Error, "The campaign's last day has passed: nothing is reposted for it any more.", "Set another deadline if appeals still help.") { Place = source.Reading?.PlaceOfDeadline });
        return new() { Source = source, Campaign = campaign, Starts = [.. starts], Findings = [.. source.Findings.Where(finding => finding.Code is CampaignCodes.UnclearConsent or CampaignCodes.RepostsUnchecked), .. findings, .. AccountFindings.Of(starts.Select(start => start.Job.From), null, context)] };
    }

    // Where the campaign lists somebody, this program can read, and there is an account; what was named is not questioned here.
    private static ValueList<Platform> PlatformsOf(RepostWish wish, Campaign campaign, CliContext context)
    {
        if (wish.Platforms.Count > 0 || wish.From.Count > 0)
            return wish.Platforms;
        ValueList<Platform> listed = [.. context.Platforms.Where(platform => campaign.Follow.Any(account => account.Platform == platform.Id))];
        if (listed.Count == 0)
            throw new UsageException($"{campaign.Slug} lists no accounts to repost: write them under \"# Follow and repost\" in campaign.md.");
        ValueList<Platform> readable = [.. listed.Where(platform => context.SendingPlatforms[platform.Id] is { Feed: not null, Sender: not null })];
        if (readable.Count == 0)
            throw new UsageException($"{campaign.Slug} lists accounts on {string.Join(", ", listed.Select(platform => platform.Name))} only, where this version cannot read and repost.");
        ValueList<Platform> own = [.. readable.Where(platform => context.Accounts.Any(account => account.Platform == platform.Id))];
        return own.Count > 0 ? own : throw new UsageException($"There is no account on {string.Join(" or ", readable.Select(platform => platform.Name))} yet that could repost: \"socialkit login {readable[0].Id}\" signs one in.");
    }

    private static ValueList<ListedFeed> Feeds(RepostJob job, Campaign campaign, Platform platform, SourceCheck source, List<Finding> findings, DateTimeOffset now)
    {
        List<ListedFeed> feeds = [];
        foreach (var account in campaign.Follow.Where(account => account.Platform == platform.Id))
        {
            if (!platform.Handles.TryParse(account.Value, out var handle))
                continue;
            var place = source.Reading?.PlaceOf(account);
            if (string.Equals(handle.Name, job.From.Handle, StringComparison.OrdinalIgnoreCase))
            {
                findings.Add(new(RepostCodes.OwnAccount, Severity.Warning, $"{platform.Handles.Mention(handle)} is the account that reposts: it is not read.", "Take it out of the list, or repost from another account.") { Place = place, Platform = platform.Id });
                continue;
            }
            var consent = Consents.Of(account);
            var isRead = consent.LetsRead(platform.Feed!.NeedsConsent);
            if (Doubt(platform, platform.Handles.Mention(handle), consent, isRead) is { } doubt)
                findings.Add(doubt with { Place = place, Platform = platform.Id });
            feeds.Add(new(job.Campaign, job.From.Id, platform.Id, handle.Name.ToLowerInvariant()) { Consent = consent, IsRead = isRead, NextLook = now + feeds.Count * Apart });
        }
        return [.. feeds];
    }

    private static Finding? Doubt(Platform platform, string mention, Consent consent, bool isRead)
    {
        const string write = "Ask, and write below its line: consent: yes (2026-11-20, by e-mail).";
        return (consent, isRead) switch
        {
            (Consent.Refused, _) => new(RepostCodes.ConsentRefused, Severity.Warning, $"{mention} refused: nothing of it is reposted.", "Leave it at that."),
            (Consent.NotGiven, false) => new(RepostCodes.ConsentNeeded, Severity.Warning, $"On {platform.Name} a machine reposts nobody who did not agree: {mention} is not read.", write),
            (Consent.NotGiven, true) => new(RepostCodes.ConsentUnknown, Severity.Warning, $"Whether {mention} agrees to be reposted by a machine is not known.", write),
            _ => null,
        };
    }

    private static void Judge(RepostJob job, ValueList<ListedFeed> feeds, Platform platform, IFeed feed, SourceCheck source, List<Finding> findings)
    {
        if (feeds.Count == 0)
            findings.Add(new(RepostCodes.NobodyListed, Severity.Error, $"{job.Campaign} lists nobody on {platform.Name} whom {job.From.Id} could repost.", "Write accounts under \"# Follow and repost\", or leave that platform out.") { Platform = platform.Id });
        else if (!feeds.Any(listed => listed.IsRead))
            findings.Add(new(RepostCodes.NobodyToRead, Severity.Error, $"None of the accounts that {job.Campaign} lists on {platform.Name} may be read.", "See what is said of each of them.") { Platform = platform.Id });
        if (feed.Price is { } price && RepostCost.Least(price) > job.Rules.Budget)
        {
            findings.Add(new(RepostCodes.BudgetTooSmall, Severity.Error, $"The budget of {PreviewWords.Money(job.Rules.Budget, "USD")} a day does not pay for reading and a single repost on {platform.Name}, which may cost {PreviewWords.Money(RepostCost.Least(price), price.OfRead.Currency)}.", "Raise \"budget\" under # Repost rules, or leave that platform out.")
            { Platform = platform.Id, Place = source.Campaign!.RepostRules.FirstOrDefault(rule => rule.Key.Equals("budget", StringComparison.OrdinalIgnoreCase)) is { } line ? source.Reading?.PlaceOf(line) : null });
        }
    }
}
