using SocialKit.Deliveries;

namespace SocialKit.Reposts;

/// <summary>How one platform's accounts are read: who a handle is, and what an account has published since a mark. It changes nothing there.</summary>
/// <remarks>
/// Implementations are safe to share between threads and hold no state about campaigns. They answer with values; reads may be repeated, and are where a passing fault ended them. An account is read by its id, never by
/// its name: names change hands.
/// </remarks>
public interface IFeed
{
    /// <summary>True if nothing of an account may be reposted by a machine unless it agreed beforehand.</summary>
    bool NeedsConsent => false;

    /// <summary>How many calls of this interface <paramref name="reader"/> may make; null where no limit is known.</summary>
    RateBudget? BudgetFor(Account reader) => null;

    /// <summary>What reading and reposting cost; null where they cost nothing.</summary>
    IFeedPrice? Price => null;

    /// <summary>Who has the name now.</summary>
    /// <param name="reader">The account that reads, signed in.</param>
    /// <param name="handle">The name as the campaign lists it.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    Task<AccountLook> LookUpAsync(Account reader, Handle handle, CancellationToken cancellationToken);

    /// <summary>Who the id is now: under which name, and whether still there.</summary>
    /// <param name="reader">The account that reads, signed in.</param>
    /// <param name="userId">The id from an earlier look.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    Task<AccountLook> LookUpAsync(Account reader, string userId, CancellationToken cancellationToken);

    /// <summary>Reads what an account published behind a mark, oldest first, replies and reposts among it only where the platform cannot leave them out.</summary>
    Task<FeedReading> ReadAsync(FeedRequest request, CancellationToken cancellationToken);

    /// <summary>Looks at one post: is it still there, and as it was?</summary>
    /// <param name="reader">The account that reads, signed in.</param>
    /// <param name="post">The post.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    Task<PostLook> LookAtAsync(Account reader, PostRef post, CancellationToken cancellationToken);

    /// <summary>Reads the address of a post as readers have it, without asking anybody.</summary>
    /// <returns>The post; null if <paramref name="url"/> is no address of a post here. Its id may be one that only <see cref="LookAtAsync"/> can complete.</returns>
    PostRef? PostAt(string url);
}

/// <summary>What is asked of a feed.</summary>
/// <param name="Reader">The account that reads, signed in.</param>
/// <param name="UserId">Whose posts: the platform's own id.</param>
/// <param name="Mark">What the last reading gave; null for the first, which reads no posts and gives the mark of now.</param>
/// <param name="AtMost">The most posts to give; from 1.</param>
public sealed record FeedRequest(Account Reader, string UserId, string? Mark, int AtMost)
{
    /// <summary>The most posts that may be charged for; null for any number. A reading that comes to it keeps in its mark what it has found out, and says that there is more.</summary>
    /// <remarks>At least five times <see cref="AtMost"/> and two more: with less, a reading could come to nothing for ever.</remarks>
    public int? MostCharged { get; init; }
}

/// <summary>A post that a listed account published.</summary>
/// <param name="Ref">The post, as a repost needs it.</param>
/// <param name="AuthorId">The platform's own id of who wrote it.</param>
/// <param name="Author">Who wrote it, by the name of that time.</param>
/// <param name="At">When it was published, by the platform's clock.</param>
/// <param name="Text">What it says, as plain text, literally.</param>
public sealed record FeedPost(PostRef Ref, string AuthorId, Handle Author, DateTimeOffset At, string Text)
{
    /// <summary>The language that it says it is in, BCP 47; null if it says none.</summary>
    public string? Language { get; init; }

    /// <summary>Its hashtags without "#", spelled as they are there.</summary>
    public ValueList<string> Hashtags { get; init; } = [];

    /// <summary>True if it answers another post, one of its author's own too.</summary>
    public bool IsReply { get; init; }

    /// <summary>True if it passes on somebody else's post.</summary>
    public bool IsRepost { get; init; }

    /// <summary>True if it has a picture, a film or a sound.</summary>
    public bool HasMedia { get; init; }

    /// <summary>What its author warns of before it is shown, literally: a content warning, or the names of the labels that the author gave it; null if nothing. It is no part of <see cref="Text"/>.</summary>
    public string? Warning { get; init; }

    /// <summary>False if it is not for everybody: then it is never reposted.</summary>
    /// <value>True by default.</value>
    public bool IsPublic { get; init; } = true;

    /// <summary>What changes when the post is edited; null on platforms where posts cannot be.</summary>
    public string? Version { get; init; }
}

/// <summary>What a look at an account saw.</summary>
public abstract record AccountLook
{
    private AccountLook() { }

    /// <summary>It is there.</summary>
    /// <param name="UserId">The platform's own id of it.</param>
    /// <param name="Handle">Its name now.</param>
    public sealed record There(string UserId, Handle Handle) : AccountLook;

    /// <summary>There is none, or it is suspended, closed or not public.</summary>
    /// <param name="Reason">In words.</param>
    public sealed record Gone(string Reason) : AccountLook;

    /// <summary>It could not be read now.</summary>
    /// <param name="Reason">In words.</param>
    /// <param name="RetryAfter">How long the platform asks to wait; null if it did not say.</param>
    public sealed record Failed(string Reason, TimeSpan? RetryAfter = null) : AccountLook;

    /// <summary>The reading account cannot read: credits gone, token dead, suspended. A person is told.</summary>
    /// <param name="Reason">In words, with what to do.</param>
    public sealed record ReaderStopped(string Reason) : AccountLook;
}

/// <summary>What reading a feed came to.</summary>
public abstract record FeedReading
{
    private FeedReading() { }

    /// <summary>How many posts the platform charges for; 0 where it charges for none.</summary>
    public int PostsCharged { get; init; }

    /// <summary>It was read.</summary>
    /// <param name="Posts">Everything behind the mark, or the oldest of it, oldest first.</param>
    /// <param name="Mark">Behind which the next reading begins; never null again.</param>
    /// <param name="HasMore">True if there is more behind <paramref name="Mark"/> already.</param>
    public sealed record Read(IReadOnlyList<FeedPost> Posts, string Mark, bool HasMore) : FeedReading;

    /// <summary>The account is not there any more, suspended or not public.</summary>
    /// <param name="Reason">In words.</param>
    public sealed record Gone(string Reason) : FeedReading;

    /// <summary>It could not be read now.</summary>
    /// <param name="Reason">In words.</param>
    /// <param name="RetryAfter">How long the platform asks to wait; null if it did not say.</param>
    public sealed record Failed(string Reason, TimeSpan? RetryAfter = null) : FeedReading;

    /// <summary>The reading account cannot read: credits gone, token dead, suspended. A person is told.</summary>
    /// <param name="Reason">In words, with what to do.</param>
    public sealed record ReaderStopped(string Reason) : FeedReading;
}

/// <summary>What a look at one post saw.</summary>
public abstract record PostLook
{
    private PostLook() { }

    /// <summary>It is there.</summary>
    /// <param name="Post">As it is now.</param>
    public sealed record There(FeedPost Post) : PostLook;

    /// <summary>It was deleted, or is not public any more.</summary>
    /// <param name="Reason">In words.</param>
    public sealed record Gone(string Reason) : PostLook;

    /// <summary>It could not be read now.</summary>
    /// <param name="Reason">In words.</param>
    /// <param name="RetryAfter">How long the platform asks to wait; null if it did not say.</param>
    public sealed record Failed(string Reason, TimeSpan? RetryAfter = null) : PostLook;

    /// <summary>The reading account cannot read: credits gone, token dead, suspended. A person is told.</summary>
    /// <param name="Reason">In words, with what to do.</param>
    public sealed record ReaderStopped(string Reason) : PostLook;
}
