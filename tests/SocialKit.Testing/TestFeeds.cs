using System.Globalization;
using SocialKit.Reposts;

namespace SocialKit.Testing;

/// <summary>Jobs, listed accounts and posts of invented people on <see cref="FakePlatform"/>.</summary>
public static class TestFeeds
{
    /// <summary>The campaign of the jobs.</summary>
    public const string Campaign = "free-the-poet";

    /// <summary>Rules that take everything at once.</summary>
    public static RepostRules Open { get; } = RepostRules.Default with { NeedsApproval = false, QuietHours = null, Jitter = TimeSpan.Zero, Spacing = TimeSpan.FromMinutes(1), PerDay = 500 };

    /// <summary>A job of <paramref name="from"/>.</summary>
    public static RepostJob Job(Account from, RepostRules? rules = null, string campaign = Campaign) => new(campaign, from, rules ?? Open) { StartedBy = "Olga (invented)" };

    /// <summary>A listed account.</summary>
    public static ListedFeed Feed(RepostJob job, string listed = "poet") => new(job.Campaign, job.From.Id, job.From.Platform, listed);

    /// <summary>A post of the listed account whose id is <paramref name="author"/>.</summary>
    public static FeedPost Post(DateTimeOffset at, int number = 1, string author = "id-poet", string? text = null, string platform = "alpha")
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"{author}-{number}");
        return new(new(new(platform), id, $"https://{platform}.example/p/{id}"), author, new(new(platform), "poet"), at, text ?? $"Free the invented poet {number}");
    }

    /// <summary>Terms of a platform that has no limits and costs nothing.</summary>
    public static FeedTerms Free { get; } = new(1, null, 0);

    /// <summary>A request for whatever is due.</summary>
    public static FeedClaimRequest Claims(string owner = "worker-1", int atMost = 10, FeedTerms? terms = null) =>
        new(owner, atMost, TimeSpan.FromMinutes(2), (_, _) => terms ?? Free) { AtMostOf = new Dictionary<PlatformId, int> { [new("alpha")] = 10, [new("beta")] = 10 } };
}
