using SocialKit.Campaigns;

namespace SocialKit.Reposts;

/// <summary>How a campaign reposts what its listed accounts publish: what is taken, how fast, and who is asked. Made of the lines of <c># Repost rules</c> by <see cref="RepostRuleLines"/>.</summary>
public sealed record RepostRules
{
    /// <summary>The rules of a campaign that says nothing: a person approves each, ten a day, a quarter of an hour apart, not at night.</summary>
    public static RepostRules Default { get; } = new();

    /// <summary>Hashtags without "#": a post needs one of these, or one of <see cref="Words"/>.</summary>
    /// <value>None: every post is wanted if <see cref="Words"/> is empty too.</value>
    public ValueList<string> Hashtags { get; init; } = [];

    /// <summary>Words, as <see cref="WordList"/> finds them: a post needs one of these, or one of <see cref="Hashtags"/>.</summary>
    /// <value>None</value>
    public ValueList<string> Words { get; init; } = [];

    /// <summary>Hashtags without "#" that a post must not have.</summary>
    /// <value>None</value>
    public ValueList<string> NotHashtags { get; init; } = [];

    /// <summary>Words that a post must not have.</summary>
    /// <value>None</value>
    public ValueList<string> NotWords { get; init; } = [];

    /// <summary>Words for which a person is asked, approval mode or not.</summary>
    /// <value>None</value>
    public ValueList<string> HoldWords { get; init; } = [];

    /// <summary>The languages of which a post must say one, BCP 47; <c>en</c> covers <c>en-GB</c>.</summary>
    /// <value>None: any language, and none, will do.</value>
    public ValueList<string> Languages { get; init; } = [];

    /// <summary>True if a post needs a picture, a film or a sound.</summary>
    /// <value>False</value>
    public bool NeedsMedia { get; init; }

    /// <summary>How old a post may be when it is reposted.</summary>
    /// <value>24 hours</value>
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromHours(24);

    /// <summary>The most reposts of the reposting account in any 24 hours, whatever campaigns they are for.</summary>
    /// <value>10</value>
    public int PerDay { get; init; } = 10;

    /// <summary>The least time between two reposts of the reposting account.</summary>
    /// <value>15 minutes</value>
    public TimeSpan Spacing { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Up to how much longer than <see cref="Spacing"/> a repost waits, by chance.</summary>
    /// <value>10 minutes</value>
    public TimeSpan Jitter { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>When nothing is reposted, by the audience's clocks; null if there is no such time.</summary>
    /// <value>22:00 to 07:00</value>
    public QuietHours? QuietHours { get; init; } = new(new(22, 0), new(7, 0));

    /// <summary>The IANA zone of the audience; null for the campaign's.</summary>
    public string? Zone { get; init; }

    /// <summary>The most that reading and reposting may cost on one of the audience's days, in US dollars, for each reposting account.</summary>
    /// <value>1.00</value>
    public decimal Budget { get; init; } = 1.00m;

    /// <summary>True if a person approves each repost.</summary>
    /// <value>True</value>
    public bool NeedsApproval { get; init; } = true;

    /// <summary>True if nothing that the listed accounts publish themselves is left out for what it says.</summary>
    public bool WantsEverything => Hashtags.Count == 0 && Words.Count == 0;

    /// <summary>The zone of the audience: its own, else the campaign's; UTC where neither is known to this machine.</summary>
    public string ZoneIn(Campaign campaign) => Zone ?? campaign.TimeZone ?? "UTC";

    /// <summary>How fast that is, by the clocks of <paramref name="zone"/>.</summary>
    public RepostPace PaceIn(string zone) => new(PerDay, Spacing, Jitter, QuietHours, zone);
}
