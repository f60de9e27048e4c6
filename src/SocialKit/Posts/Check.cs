using SocialKit.Text;

namespace SocialKit.Posts;

/// <summary>What becomes of a mention when the post is out.</summary>
public enum MentionFate
{
    /// <summary>The account that the campaign lists is notified.</summary>
    Notifies,

    /// <summary>It has the form of a mention; whether somebody is behind it only the network can say.</summary>
    NotResolved,

    /// <summary>It stays plain text on this platform and notifies nobody.</summary>
    DeadText,
}

/// <summary>A mention in a post and what becomes of it.</summary>
/// <param name="Span">Where it is, "@" included.</param>
/// <param name="Fate">What becomes of it.</param>
public readonly record struct MentionInPost(TextSpan Span, MentionFate Fate);

/// <summary>A post with all that was found out about it. Library, command line and page show this and nothing else.</summary>
/// <param name="Composition">The post and what it was composed from.</param>
/// <param name="Reading">How the platform counts it.</param>
/// <param name="Entities">What the platform finds in it, in order.</param>
/// <param name="Mentions">Every mention, living or dead, in order.</param>
/// <param name="Findings">What a person should know, in the order of the text.</param>
public sealed record Check(
    Composition Composition, PostReading Reading, ValueList<Entity> Entities, ValueList<MentionInPost> Mentions, ValueList<Finding> Findings)
{
    /// <summary>The post.</summary>
    public Post Post => Composition.Post;

    /// <summary>True if the post may be sent now.</summary>
    public bool MayPublish => Findings.All(finding => finding.Severity == Severity.Warning);

    /// <summary>True if the post cannot be used as it is, now or later.</summary>
    public bool HasErrors => Findings.Any(finding => finding.Severity == Severity.Error);
}

/// <summary>What a check has to know beside the post.</summary>
/// <param name="Platform">Where the post goes.</param>
/// <param name="Rules">The platform's rules, with the account's limits if they are known.</param>
public sealed record CheckContext(Platform Platform, IPostRules Rules)
{
    /// <summary>Every platform, to tell whose handle a name is; just <see cref="Platform"/> by default.</summary>
    public PlatformSet Platforms { get; init; } = new(Platform);

    /// <summary>The campaign; null for a text that belongs to none, which then is not compared with any list.</summary>
    public Campaigns.Campaign? Campaign { get; init; }

    /// <summary>The instant at which the post would go out; null leaves deadline and embargo alone.</summary>
    public DateTimeOffset? Now { get; init; }

    /// <summary>True if a machine sends it without a person looking at it.</summary>
    public bool Automated { get; init; }

    /// <summary>The other posts on the same platform that it must not repeat.</summary>
    public IReadOnlyList<Post> Siblings { get; init; } = [];
}
