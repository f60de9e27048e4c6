using SocialKit.Deliveries;

namespace SocialKit.Reposts;

/// <summary>What kind of decision it was.</summary>
public enum DecisionKind
{
    /// <summary>It went into the queue.</summary>
    Taken,

    /// <summary>It went into the queue, where a person is asked.</summary>
    Held,

    /// <summary>It is not reposted.</summary>
    Skipped,
}

/// <summary>The stable names of decisions: <c>taken</c>, <c>held</c> and <c>skipped</c>.</summary>
public static class DecisionKinds
{
    private static readonly string[] Names = ["taken", "held", "skipped"];

    /// <summary>The name.</summary>
    public static string Name(this DecisionKind kind) => Names[(int)kind];

    /// <summary>Reads <see cref="Name"/>.</summary>
    /// <exception cref="FormatException">It is no name of a decision.</exception>
    public static DecisionKind Parse(string name) => Array.IndexOf(Names, name) is >= 0 and var kind ? (DecisionKind)kind : throw new FormatException($"\"{name}\" is no decision.");
}

/// <summary>What was decided about a post of a listed account, and why. Never changed: what became of the repost says its entry in the queue.</summary>
/// <param name="Campaign">The campaign's slug.</param>
/// <param name="Account">The id of the account that reposts.</param>
/// <param name="Post">The post.</param>
/// <param name="Kind">The decision.</param>
/// <param name="Code">One of <see cref="VerdictCodes"/>.</param>
/// <param name="Reason">Why, in a sentence.</param>
public sealed record RepostDecision(string Campaign, string Account, PostRef Post, DecisionKind Kind, string Code, string Reason)
{
    /// <summary>The name under which the campaign lists the account that published it.</summary>
    public string Listed { get; init; } = "";

    /// <summary>The platform's own id of who wrote it.</summary>
    public string AuthorId { get; init; } = "";

    /// <summary>The name of who wrote it, of that time.</summary>
    public string Author { get; init; } = "";

    /// <summary>What it said, literally.</summary>
    public string Text { get; init; } = "";

    /// <summary>When it was published, by the platform's clock.</summary>
    public DateTimeOffset PostedAt { get; init; }

    /// <summary>When it was decided, by the store's clock.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>The key of the repost: in the queue if it was taken or held.</summary>
    public DeliveryKey Key => KeyOf(Campaign, Account, Post);

    /// <summary>The key of an account's repost of a post: the same post from two lists is one.</summary>
    public static DeliveryKey KeyOf(string campaign, string account, PostRef post) => DeliveryKey.Of(campaign, "repost-" + post.Id, "", account, "");
}

/// <summary>Which decisions to read, the newest first.</summary>
public sealed record DecisionQuery
{
    /// <summary>Only of this campaign; null for all.</summary>
    public string? Campaign { get; init; }

    /// <summary>Only of this reposting account; null for all.</summary>
    public string? Account { get; init; }

    /// <summary>Only decided at or after this; null for no such border.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Only decided before this; null for no such border.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>The most to give.</summary>
    /// <value>200</value>
    public int Limit { get; init; } = 200;
}
