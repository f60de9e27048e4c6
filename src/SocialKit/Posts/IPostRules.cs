using SocialKit.Pictures;
using SocialKit.Text;

namespace SocialKit.Posts;

/// <summary>How one platform counts a text, what it finds in it, and how it shows it.</summary>
/// <remarks>Implementations are immutable and safe to share between threads. No input makes them throw: lone surrogates, NULs and
/// a million dots are counted like everything else, in time linear in the length.</remarks>
public interface IPostRules
{
    /// <summary>What the platform allows beside the text.</summary>
    PostLimits Limits { get; }

    /// <summary>Counts <paramref name="text"/> exactly as it stands, and appends what the platform finds in it to
    /// <paramref name="entities"/>: in order, never overlapping, on character borders.</summary>
    PostReading Read(ReadOnlySpan<char> text, List<Entity> entities);

    /// <summary>Counts a whole post: its text, and what it says beside it where that counts too. Positions are those of the text.</summary>
    /// <remarks>As the text alone, unless the platform counts one of its <see cref="Platform.PostOptions"/>.</remarks>
    PostReading Read(Post post, List<Entity> entities) => Read(post.Text, entities);

    /// <summary>A link as the platform's own clients show it to readers. Text that is no link comes back as it is.</summary>
    string ShowLink(string link);

    /// <summary>The same rules with the limits that <paramref name="account"/>'s server stated; these rules where limits are the same for all.</summary>
    IPostRules For(Account? account) => this;
}

/// <summary>What a platform allows beside the text, and the manners that its rules ask of a post.</summary>
public sealed record PostLimits
{
    /// <summary>The most pictures in one post.</summary>
    public required int MaxMedia { get; init; }

    /// <summary>The longest alternative text of a picture, in UTF-16 units.</summary>
    public required int MaxAltText { get; init; }

    /// <summary>The kinds of pictures that it takes, each with how much; empty if any file will do.</summary>
    /// <value>None by default.</value>
    public ValueList<PictureLimit> Pictures { get; init; } = [];

    /// <summary>True if a post can answer another of the same account, so that several make a thread.</summary>
    /// <value>True by default.</value>
    public bool TakesThreads { get; init; } = true;

    /// <summary>The longest text of a post with pictures, in the platform's own unit; null if it is as long as any other.</summary>
    /// <value>Null by default.</value>
    public int? MaxLengthWithMedia { get; init; }

    /// <summary>True if no program can send pictures from this machine to it, so that a post with some is published by hand.</summary>
    /// <value>False by default.</value>
    public bool MediaGoByHand { get; init; }

    /// <summary>True if the limits are a default and the account's server may state others.</summary>
    /// <value>False by default.</value>
    public bool AreAssumed { get; init; }

    /// <summary>True if the platform's clients shorten links in the text itself and keep the address beside it, so that only what is shown counts.</summary>
    /// <value>False by default.</value>
    public bool ShortensLinksInText { get; init; }

    /// <summary>True if a post that begins with a mention is shown only to those who follow both.</summary>
    /// <value>False by default.</value>
    public bool LeadingMentionNarrowsAudience { get; init; }

    /// <summary>True if automated posts may not mention accounts that did not ask for it.</summary>
    /// <value>False by default.</value>
    public bool ForbidsUnsolicitedMentions { get; init; }

    /// <summary>True if a mention in the text notifies nobody here, however it is spelled.</summary>
    /// <value>False by default.</value>
    public bool MentionsAreDeadText { get; init; }

    /// <summary>True if a mention must be resolved by the network before it notifies anybody.</summary>
    /// <value>False by default.</value>
    public bool MentionsMustResolve { get; init; }

    /// <summary>The number of hashtags above which readers and the platform take a post for spam.</summary>
    /// <value>5</value>
    public int ManyHashtags { get; init; } = 5;
}

/// <summary>How much of one kind of picture a platform takes.</summary>
/// <param name="Type">The kind.</param>
/// <param name="MaxBytes">The most bytes of the file.</param>
public sealed record PictureLimit(PictureType Type, int MaxBytes)
{
    /// <summary>The most pixels on either side; null if no limit is known.</summary>
    public int? MaxSide { get; init; }

    /// <summary>The most pixels in all; null if no limit is known.</summary>
    public long? MaxPixels { get; init; }
}
