namespace SocialKit.Reposts;

/// <summary>A listed account as a job reads it. A value; it changes only by <see cref="FeedRules"/>.</summary>
/// <param name="Campaign">The campaign's slug.</param>
/// <param name="Account">The id of the account that reads and reposts.</param>
/// <param name="Platform">Where both accounts are.</param>
/// <param name="Listed">The name under which the campaign lists it, without "@".</param>
public sealed record ListedFeed(string Campaign, string Account, PlatformId Platform, string Listed)
{
    /// <summary>What the account said about being reposted.</summary>
    public Consent Consent { get; init; }

    /// <summary>False if nothing is read, for want of consent.</summary>
    /// <value>True</value>
    public bool IsRead { get; init; } = true;

    /// <summary>The platform's own id of it, pinned at first sight; null before.</summary>
    public string? UserId { get; init; }

    /// <summary>Its name when it was last looked at; null before.</summary>
    public string? Handle { get; init; }

    /// <summary>When it was last looked up by its id, by the store's clock; null if never.</summary>
    public DateTimeOffset? LookedUpAt { get; init; }

    /// <summary>Behind which the next reading begins; null before the first.</summary>
    public string? Mark { get; init; }

    /// <summary>When it was read last, or could not be; null if never.</summary>
    public DateTimeOffset? ReadAt { get; init; }

    /// <summary>When it is to be read next.</summary>
    public DateTimeOffset NextLook { get; init; }

    /// <summary>How often it publishes, in posts a day; null before the second reading.</summary>
    public double? PostsADay { get; init; }

    /// <summary>How many of its posts were decided about.</summary>
    public long Seen { get; init; }

    /// <summary>How many of them were taken, with or without an approval to come.</summary>
    public long Taken { get; init; }

    /// <summary>What is odd about it, in a sentence: it has another name, is gone, could not be read; null if nothing is.</summary>
    public string? Trouble { get; init; }

    /// <summary>How many readings in a row came to nothing.</summary>
    public int Failures { get; init; }

    /// <summary>Counts every change, from 1. A step is done only if it is still what was seen.</summary>
    /// <value>1</value>
    public long Version { get; init; } = 1;

    /// <summary>The worker that is reading it; null if none is.</summary>
    public string? Owner { get; init; }

    /// <summary>Until when that worker has it; null if none has.</summary>
    public DateTimeOffset? LeaseUntil { get; init; }
}

/// <summary>How much an account has read: shared by all its jobs.</summary>
/// <param name="Account">The account's id.</param>
public sealed record FeedReader(string Account)
{
    /// <summary>The tokens of the budget of calls at <see cref="RefilledAt"/>.</summary>
    public double Tokens { get; init; }

    /// <summary>When <see cref="Tokens"/> was computed; null for a budget that was never used.</summary>
    public DateTimeOffset? RefilledAt { get; init; }

    /// <summary>Until when it reads nothing, because the platform said so or its budget is used up; null if it reads.</summary>
    public DateTimeOffset? RetryAfter { get; init; }
}
