using SocialKit.Campaigns;

namespace SocialKit.Posts;

/// <summary>Every post that a campaign makes on some platforms in some languages, checked.</summary>
/// <param name="Posts">The checked posts: by language, then message and rotation in the order of the files, then platform.</param>
/// <param name="Findings">What is to be said of messages that make no post, such as <c>not-translated</c>.</param>
public sealed record CampaignCheck(ValueList<CheckedPost> Posts, ValueList<Finding> Findings)
{
    /// <summary>Checks <paramref name="campaign"/>.</summary>
    /// <param name="campaign">The campaign.</param>
    /// <param name="options">What to check, and what is known.</param>
    public static CampaignCheck Of(Campaign campaign, CampaignCheckOptions options)
    {
        List<CheckedPost> posts = [];
        List<Finding> findings = [];
        foreach (var language in campaign.Messages.Select(message => message.Language).Distinct().Where(options.WantsLanguage))
        {
            var slots = campaign.Messages
                .Where(message => message.Language == language && options.WantsMessage(message))
                .Select(message => (message.Id, message.Rotation))
                .Distinct()
                .ToList();
            foreach (var (id, rotation) in slots)
            {
                var untranslated = new List<(Message Message, Platform Platform)>();
                foreach (var platform in options.Platforms)
                {
                    var thread = Composer.Thread(campaign, id, language, platform.Id, rotation).ToList();
                    if (thread.Count > 1 && !platform.Rules.Limits.TakesThreads)
                        findings.Add(NoThreads(thread[1], platform, options));
                    // A thread goes out whole: while one of its posts is not translated, none of them is sent.
                    if (thread.TrueForAll(message => message.IsTranslated))
                        posts.AddRange(thread.Select(message => Compose(campaign, message, platform, options)));
                    else
                        untranslated.AddRange(thread.Where(message => !message.IsTranslated).Select(message => (message, platform)));
                }
                foreach (var group in untranslated.GroupBy(pair => pair.Message))
                    findings.Add(NotTranslated(group.Key, options));
            }
        }
        return new([.. posts.Select(post => post.Checked(posts))], findings.ToValueList());
    }

    private static CheckedPost Compose(Campaign campaign, Message message, Platform platform, CampaignCheckOptions options)
    {
        var account = options.AccountOn(platform.Id);
        var rules = platform.Rules.For(account);
        var composition = Composer.Compose(message, campaign, platform, rules) with { Begins = options.PlaceOf(message) };
        var context = new CheckContext(platform, rules)
        {
            Platforms = options.AllPlatforms,
            Campaign = campaign,
            Now = options.Now,
            Automated = options.Automated,
        };
        return new(message, platform, account, composition, context);
    }

    private static Finding NoThreads(Message second, Platform platform, CampaignCheckOptions options) =>
        new(FindingCodes.NoThreads, Severity.Error,
            $"\"{second.Id}\" is a thread, and on {platform.Name} no post answers another.",
            $"Write a variant \"# {second.Id} ({platform.Id})\" that says it in one post.")
        { Place = options.PlaceOf(second), Platform = platform.Id };

    private static Finding NotTranslated(Message message, CampaignCheckOptions options) =>
        new(FindingCodes.NotTranslated, Severity.Warning,
            $"\"{message.Name}\" has no text in {message.Language} yet, so {(message.Part == 1 ? "it" : "its thread")} is not published in that language.",
            "Write the translation under its heading, or leave it empty.")
        { Place = options.PlaceOf(message), Platform = message.Platform };
}

/// <summary>A message as one platform gets it, checked.</summary>
public sealed record CheckedPost
{
    private readonly Composition _composition;
    private readonly CheckContext _context;

    internal CheckedPost(Message message, Platform platform, Account? account, Composition composition, CheckContext context)
    {
        Message = message;
        Platform = platform;
        Account = account;
        _composition = composition;
        _context = context;
        Check = null!;
    }

    /// <summary>The message, variant or rotation variant that was chosen.</summary>
    public Message Message { get; }

    /// <summary>Where it goes.</summary>
    public Platform Platform { get; }

    /// <summary>Who would post it; null if no account is known.</summary>
    public Account? Account { get; }

    /// <summary>What the check says.</summary>
    public Check Check { get; private init; }

    internal CheckedPost Checked(IEnumerable<CheckedPost> all)
    {
        var siblings = all
            .Where(other => other.Platform.Id == Platform.Id && other.Message != Message)
            .Select(other => other._composition.Post)
            .ToList();
        return this with { Check = Checker.Check(_composition, _context with { Siblings = siblings }) };
    }
}

/// <summary>What to check of a campaign, and what is known beside it.</summary>
/// <param name="AllPlatforms">Every platform that the program knows.</param>
public sealed record CampaignCheckOptions(PlatformSet AllPlatforms)
{
    /// <summary>The platforms to check for, in order.</summary>
    /// <value>All of them.</value>
    public IReadOnlyList<Platform> Platforms { get; init; } = AllPlatforms;

    /// <summary>The languages to check; null for all.</summary>
    public IReadOnlyCollection<string>? Languages { get; init; }

    /// <summary>The ids of the messages to check; null for all.</summary>
    public IReadOnlyCollection<string>? Messages { get; init; }

    /// <summary>The rotation variant to check; null for all.</summary>
    public int? Rotation { get; init; }

    /// <summary>The accounts that post; the first on each platform is taken.</summary>
    public IReadOnlyList<Account> Accounts { get; init; } = [];

    /// <summary>The instant at which the posts would go out; null leaves deadline and embargo alone.</summary>
    public DateTimeOffset? Now { get; init; }

    /// <summary>True if a machine sends them without a person looking.</summary>
    public bool Automated { get; init; }

    /// <summary>Where a message's text begins in its file; gives null for campaigns that came from no folder.</summary>
    public Func<Message, SourcePlace?> PlaceOf { get; init; } = _ => null;

    internal bool WantsLanguage(string language) => Languages is null || Languages.Contains(language);

    internal bool WantsMessage(Message message) =>
        (Messages is null || Messages.Contains(message.Id)) && (Rotation is null || Rotation == message.Rotation);

    internal Account? AccountOn(PlatformId platform) => Accounts.FirstOrDefault(account => account.Platform == platform);
}
